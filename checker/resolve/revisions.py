"""What guidance was and what it has become: "to 4% to 6% from 4.5% to 5.5%", and what that is called.

The two stand next to each other, joined by words that say which is the earlier one; the deed is the verb
before them, with no other figure between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from checker import units
from checker.model import Cue, Figure
from checker.resolve.passage import Passage

_APART = 90
_SIGHT = 110
"""Characters before the figures in which the deed and its object stand."""
_WAS = r"(?:previous|prior|earlier|original|initial|former|last|old|existing)(?:ly)?"
_OUTLOOK = (
    r"(?:guidance|guide|outlook|forecast|range|expectations?|estimates?|projections?|target|view|guided)"
)
_FILL = r"(?:(?:about|approximately|around|roughly|a|an|the|between|of)\s)*"
_BACK = re.compile(  # now … then
    rf"(?:\sper\s(?:diluted\s)?share)?,?\s(?:(?:up|down)\s)?(?:and\s)?"
    rf"(?:from|versus|vs\.?|compared\s(?:to|with))\s(?:our\s|the\s|a\s|what\swas\s)?(?P<was>{_WAS}\s)?"
    rf"(?:(?!or\s|and\s)[a-z]{{2,12}}\s){{0,2}}?(?P<outlook>{_OUTLOOK}\s)?(?:range\s)?{_FILL}"
)
_ONWARD = re.compile(
    rf"(?:\sper\s(?:diluted\s)?share)?\sto\s(?:a\s(?:new\s)?range\sof\s)?{_FILL}"
)  # then … now
_TO = re.compile(
    rf"\s(?:it\s|them\s|this\s)?(?:up\s|down\s)?(?:to|from)\s(?:now\sbe\s)?(?:in\s)?{_FILL}(?:range\sof\s)?"
)
_FROM = re.compile(rf"\sfrom\s(?:our\s|the\s|a\s)?(?:{_WAS}\s)?(?:{_OUTLOOK}\s)?(?:range\s)?{_FILL}\Z")


def revisions(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """The guidance that is revised, as it is now and as it was; ``sense`` as of an action."""
    for passage in passages:
        if len(passage.quantities) < 2:
            continue
        last = 0
        for i, j in pairwise(passage.quantities):
            first, second = figures[i], figures[j]
            pair = _pair(passage, first, second)
            for deed in _done(passage, last, first) if pair is not None else ():
                start = passage.start + deed.start()
                yield Cue(
                    kind="revision",
                    start=start,
                    end=start + len(deed[0]),
                    text=deed[0],
                    sense={"raise": 1, "lower": -1}.get(revised(deed[0]), 0),
                    figures=tuple(figure.id for figure in pair or ()),
                )
            last = first.end - passage.start


def _pair(passage: Passage, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """The guidance now and then, if two figures that follow one another are that."""
    if first.unit != second.unit or first.measure != second.measure or "vague" in (first.form, second.form):
        return None
    ranged = first.low != first.high and second.low != second.high
    foretold = "guidance" in (first.status, second.status) or "target" in (first.status, second.status)
    if not (ranged or foretold) or second.start - first.end > _APART:
        return None
    between = passage.low[first.end - passage.start : second.start - passage.start]
    back = _BACK.fullmatch(between)
    if back and (ranged or back["was"] or back["outlook"]):
        return first, second
    before = passage.low[max(0, first.start - passage.start - _SIGHT) : first.start - passage.start]
    if ranged and _ONWARD.fullmatch(between) and _FROM.search(before):
        return second, first
    return None


def _done(passage: Passage, last: int, first: Figure) -> list[re.Match[str]]:
    """The deeds said of guidance before its figure, and behind the ``last`` one: the nearest of either sort.

    "Lower volumes" and "increased costs" are no deeds: what is done must be done to the guidance itself.
    """
    end = first.start - passage.start
    found: dict[bool, re.Match[str]] = {}
    for deed in _deeds().finditer(passage.low, max(last, end - _SIGHT), end):
        behind = passage.low[deed.end() : end]
        if _object().match(behind) or _TO.fullmatch(behind):
            found[revised(deed[0]) in ("narrow", "widen")] = deed
    return list(found.values())


def revised(word: str) -> str:
    """What a deed does to guidance: raise, lower, narrow, widen or maintain it."""
    return _names().get(word.lower(), "")


@cache
def _names() -> dict[str, str]:
    table = units.data("actions")
    names = ("raise", "lower", "maintain", "narrow", "widen")
    return {word: name for name in names for word in table[name]["words"]}


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_names(), key=len, reverse=True))})\b")


@cache
def _object() -> re.Pattern[str]:
    words = "|".join(units.data("actions")["object"]["words"])
    whose = r"(?:our|the|its|their|this|that|full|fiscal|both|20\d\d)"
    return re.compile(rf"\s(?:{whose}\s[^,;]{{0,80}}?)?\b(?:{words})\b")
