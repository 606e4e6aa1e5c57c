"""Levels of one thing that a sentence compares while its words of movement stand somewhere beside them.

"A lower rate of 19.5% compared to 26.5%", "58% against 56%, which reflects the increase in lending": no
grammar ties the word to the levels, so it counts only if all words of movement near them point one way,
and what it claims is no more than a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from checker.model import Cue
from checker.resolve.claims import cue
from checker.resolve.levels import Pair
from checker.resolve.movewords import BETTER, Word, words
from checker.resolve.passage import Passage

_BEFORE, _BEHIND = 90, 70
"""Characters before and behind the levels in which a word of movement is looked for."""
_SUBTRACTS = frozenset({"less"})
"""Words of movement that beside levels take one thing from another: "operating cash flow less capex"."""
_STOP = re.compile(r"[;:]|\bwhile\b|\bwhereas\b|\bbut\b")


def besides(passage: Passage, text: str, pairs: Sequence[Pair], claimed: Collection[str]) -> Iterator[Cue]:
    """A judgement over each pair of levels of a sentence that no word has claimed yet."""
    for pair in pairs:
        if pair.current.id in claimed:
            continue
        places = [figure.start - passage.start for figure in (pair.current, *pair.priors)]
        ends = [figure.end - passage.start for figure in (pair.current, *pair.priors)]
        word = _only(text, min(places), max(ends))
        if word is not None:
            found = cue("judgement", passage, word, pair.current, pair.priors)
            if found is not None:
                yield found


def _only(text: str, first: int, last: int) -> Word | None:
    """The nearest word of movement around the levels, if all there point the same way."""
    start = max(0, first - _BEFORE)
    for stop in _STOP.finditer(text, start, first):
        start = stop.end()
    end = min(len(text), last + _BEHIND)
    stopped = _STOP.search(text, last, end)
    around = text[start : stopped.start() if stopped else end]
    near = [
        word._replace(start=word.start + start, end=word.end + start)
        for word in words(around)
        if word.sense and abs(word.sense) != BETTER and word.text not in _SUBTRACTS
    ]
    if not near or len({word.sense for word in near}) > 1:
        return None
    return min(near, key=lambda word: max(first - word.end, word.start - last, 0))
