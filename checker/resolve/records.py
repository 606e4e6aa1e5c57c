"""Records: "the highest ever" against every earlier level that is told with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Cue, Figure
from checker.resolve.claims import cue, pair_cue
from checker.resolve.levels import Compared
from checker.resolve.movewords import STOP, WORD, Word, record_words, stem
from checker.resolve.passage import Passage

_THIS_WAS = re.compile(r"\b(?:this|that|which|it|we)\b[^.]{0,60}$")

_IS_A = re.compile(
    r"(?:\s(?:of|in|for)\s[\w\s]{1,30})?,?\s(?:(?:which|that|this)\s)?(?:is|are|was|were|marks?|represents?|being)\s"
    r"(?:also\s|yet\s)?(?:an?|another|our|the)\s(?:new\s)?(?:all-time\s|quarterly\s|annual\s|company\s|full-year\s)?"
)


def records(
    passages: Sequence[Passage], figures: Sequence[Figure], i: int, text: str, compared: Compared
) -> Iterator[Cue]:
    """ "A new record", "the highest ever": the level meant against the earlier ones told with it."""
    passage = passages[i]
    for word in record_words(text):
        pairs = compared(i)
        if pairs:
            found = pair_cue("record", passage, word, pairs[0], "")
            if found is not None:
                yield found
            continue
        after = [figures[k] for k in passage.quantities if figures[k].start - passage.start >= word.end]
        near = [f for f in after if f.measure != "change" and f.start - passage.start - word.end < 60]
        named = _called(passage, figures, text, word)
        found = None
        if named is not None:
            found = cue("record", passage, word, named, [], alone=True)
        elif near:
            found = cue("record", passage, word, near[0], [], alone=True)
        elif i and not passage.quantities and passages[i - 1].block.speaker == passage.block.speaker:
            before = compared(i - 1)
            tail = WORD.findall(text[word.end : word.end + 80])
            told = before and _THIS_WAS.search(text[: word.start]) is not None
            if told and _fits_name(tail, before[-1].current):
                found = pair_cue("record", passage, word, before[-1], "")
        if found is not None:
            yield found


def _called(passage: Passage, figures: Sequence[Figure], text: str, word: Word) -> Figure | None:
    """ "Sales of 2.1 billion are a quarterly record": the level that is called one."""
    before = [figures[k] for k in passage.quantities if figures[k].end - passage.start <= word.start]
    if not before or before[-1].measure == "change":
        return None
    between = text[before[-1].end - passage.start : word.start]
    return before[-1] if _IS_A.fullmatch(between) else None


def _fits_name(tail: Sequence[str], figure: Figure) -> bool:
    """Whether what follows "record" may be the figure's metric: one of its words, or a word for profit."""
    metric = {stem(w) for w in WORD.findall(figure.metric.lower())} - STOP
    said = {stem(w) for w in tail[:6]}
    profit = {"income", "earning", "profit", "eps"}
    return bool(metric & said) or (
        bool(metric & profit) and any(w.startswith("profit") or w.startswith("earning") for w in said)
    )
