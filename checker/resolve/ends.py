"""Two amounts told as the ends of a range that they cannot be, and one where two should stand.

"Between $340 and $260 million" runs backwards, "between TWD 31.8 billion and USD 33 billion" changes its
currency, "between 34%" has lost the word in its middle. Where a speaker starts anew, or speaks of losses,
which run down to the worse end, the words mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker import units
from checker.model import Cue, Figure
from checker.resolve.passage import Passage

_OPEN = re.compile(
    r"\b(?P<word>(?<!difference )(?<!gap )(?<!spread )(?<!delta )(?<!somewhere in )between"
    r"|(?:in|within|at|to|with|of)\s(?:a|the|our)\s(?:\w{1,14}\s)?range\sof"
    r"|(?<!from )(?<!from a )(?<!from our )(?<!-point )(?<!midpoint )(?<!prior )(?<!previous )range\sof)\s"
    r"(?:(?:about|around|approximately|roughly|a|the|somewhere)\s){0,2}\Z"
)
_JOINT = re.compile(r"\s(?:and|to)\s(?:(?:about|around|approximately|roughly|a)\s)?")
_NAMED_JOINT = re.compile(r"\s(?:and|to)\s|\s?[-–—]\s?")
_ELSE = re.compile(
    r"\b(?:loss|losses|losing|negative|minus|declin\w{0,4}|decreas\w{0,4}|down|reduc\w{1,5}|lower|headwind\w?"
    r"|burn|outflows?|deficit|savings?|respectively|excuse me|sorry|pardon|i mean|difference|split|divided"
    r"|allocated|versus|compar\w{2,6})\b|--|—|\.\.\."
)
_ALONE = re.compile(r"\s(?!(?:and|to|or|through|-|–)\b)[a-z]|[.,;]\s|[.;]?\Z")
_JOINS = re.compile(r"\b(?:and|to)\b|[-–]|[$€£%]|\d")
_SIGHT = 45
_WIDE = Decimal(2)
"""Ends further apart than this are hardly those of one range in whatever currency."""
_SCALED = re.compile(r"(?i)illion|thousand|crore|lakh|lac|\d\s?(?:k|mm?|mn|bn?|tn)\b")
_TWO_ENDS = re.compile(r"([1-8])([2-9])\s?(?:%|percent)")


def ends(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """The pairs told as a range, low end first, that run backwards or change their currency."""
    for passage in passages:
        if not passage.quantities or _ELSE.search(passage.low):
            continue
        for i, j in pairwise(passage.quantities):
            opened = _opened(passage, figures[i])
            if opened and _backwards(passage, figures[i], figures[j]):
                yield _cue(passage, opened, figures[i], figures[j])
        for i in passage.quantities:
            opened = _opened(passage, figures[i])
            if opened and opened["word"] == "between" and _lost(passage, figures[i]):
                yield _cue(passage, opened, figures[i])


def _opened(passage: Passage, figure: Figure) -> re.Match[str] | None:
    start = figure.start - passage.start
    return _OPEN.search(passage.low, max(0, start - 50), start)


def _backwards(passage: Passage, low: Figure, high: Figure) -> bool:
    """Whether two amounts joined as ends cannot be those of one range."""
    if low.low != low.high or high.low != high.high or "vague" in (low.form, high.form) or low.low <= 0:
        return False
    between = passage.low[low.end - passage.start : high.start - passage.start]
    if low.unit != high.unit:
        return bool(
            _NAMED_JOINT.fullmatch(between)
            and units.is_currency(low.unit)
            and units.is_currency(high.unit)
            and "unit" not in low.inferred + high.inferred
            and _one_scale(low, high)
            and low.low < high.low <= low.low * _WIDE
        )
    # bare counts may be names: "the mix between 3800 and 3600"
    amount = units.is_money(low.unit) or (low.unit == "count" and _SCALED.search(low.text) is not None)
    return bool(_JOINT.fullmatch(between)) and amount and low.low > high.low > 0 and _one_scale(low, high)


def _one_scale(low: Figure, high: Figure) -> bool:
    """Whether both say their scale word, or neither does: else one has borrowed the other's."""
    return bool(_SCALED.search(low.text)) == bool(_SCALED.search(high.text))


def _lost(passage: Passage, figure: Figure) -> bool:
    """Whether "between 34%" has run two ends into one number: nothing that follows is another end."""
    digits = _TWO_ENDS.fullmatch(figure.text)
    end = figure.end - passage.start
    return (
        digits is not None
        and int(digits[1]) + 1 == int(digits[2])
        and bool(_ALONE.match(passage.low, end))
        and not _JOINS.search(passage.low[end : end + _SIGHT])
    )


def _cue(passage: Passage, opened: re.Match[str], *found: Figure) -> Cue:
    return Cue(
        kind="ends",
        start=passage.start + opened.start("word"),
        end=passage.start + opened.end("word"),
        text=opened["word"],
        figures=tuple(figure.id for figure in found),
    )
