"""Figures that a speaker takes back at once: "$19.4 million -- excuse me, $19.4 billion".

What was said first is no statement of anybody's, so it takes no part in any check. Words of excuse between
two figures of one kind say so; a break alone does where the two have the same digits and another scale word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.model import Cue, Figure
from checker.resolve.passage import Passage

_WORDS = r"(?:(?!and\b|but\b|not\b|or\b|now\b|which\b|so\b)[a-z$€£'’-]{1,12}\s)"
_EXCUSE = re.compile(
    rf"(?:\s{_WORDS}{{0,6}}[a-z]{{1,12}})?[\s,.–—-]{{1,6}}(?:oh,?\s|so\s)?"
    r"(?P<word>excuse me|pardon me|i beg your pardon|my apologies|i apologi[sz]e|apologies"
    r"|(?:i['’]?m |i am )?sorry|correction|i misspoke|scratch that|or rather|make that)"
    rf"[\s,–—.-]{{1,5}}(?:not\s)?{_WORDS}{{0,4}}"
    rf"|[\s,–—-]{{1,6}}(?P<meant>i mean|i meant)[\s,–—-]{{1,5}}{_WORDS}{{0,2}}"
)
_BROKEN = re.compile(
    r"[\s,.]{0,3}(?:--+|[—–…]|\.\.\.)[\s,]{0,3}(?:(?:of|or|it['’]?s|in|to|about|for|at)\s){0,2}"
)
_NO = re.compile(r"\b(?:not|isn['’]?t|wasn['’]?t)\s(?:\w{1,10}\s){0,2}\Z")
_APART = 70
"""Characters within which what is said instead follows."""


def withdrawn(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """The figures taken back, each with the one said instead, which may open the next sentence."""
    told = [(passage, i) for passage in passages for i in passage.quantities]
    for (passage, i), (later, j) in pairwise(told):
        first, second = figures[i], figures[j]
        gap = second.start - first.end
        if not 0 < gap <= _APART or later.sentence.block != passage.sentence.block:
            continue
        between = passage.low[first.end - passage.start :]
        between = (
            between[:gap] if later is passage else f"{between} {later.low[: second.start - later.start]}"
        )
        excuse = _EXCUSE.fullmatch(between)
        if excuse and _alike(first, second):
            # "3%, sorry, not 5%" takes the second one back
            wrong, right = (second, first) if _NO.search(between) else (first, second)
        elif _BROKEN.fullmatch(between) and _rescaled(first, second):
            wrong, right = first, second
        else:
            continue
        yield Cue(
            kind="withdrawn",
            start=first.end,
            end=second.start,
            text=(excuse["word"] or excuse["meant"]) if excuse else "--",
            figures=(wrong.id, right.id),
        )


def _alike(first: Figure, second: Figure) -> bool:
    """Whether both can be meant for one thing: in one unit, or one that was said wrong."""
    if first.unit == second.unit:
        return first.form != "vague"
    return first.low == second.low or "count" in (first.unit, second.unit)


def _rescaled(first: Figure, second: Figure) -> bool:
    """Whether the second repeats the digits of the first with another scale word or unit."""
    digits = [figure.low.normalize().as_tuple().digits for figure in (first, second)]
    other = first.low != second.low or first.unit != second.unit
    return digits[0] == digits[1] and other and first.low == first.high and second.low == second.high
