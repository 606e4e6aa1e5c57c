"""How noun phrases join: "parts and other revenue", "revenue of the segment", "X as a percentage of Y".

And how metrics do: "users, volume and balance doubled" says one thing of three.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from checker.resolve.phrases import DETERMINER, NOUN, PERIOD, PREPOSITION, Token

_LINKS = frozenset(("of", "in", "for", "from", "on", "within", "across", "under", "at", "to"))
_LISTED = 8
_PERCENTAGE = frozenset(("percentage", "percent", "%", "share"))


def coordinated(tokens: Sequence[Token], first: int, others: list[Token]) -> list[Token]:
    """The modifiers with what "and" joins to them: "parts and other" in "our parts and other revenue"."""
    if first < 2 or tokens[first - 1].low not in ("and", "&") or tokens[first - 2].kind != NOUN:
        return others
    at = first - 2
    while at > 0 and (
        tokens[at - 1].kind == NOUN
        or (at > 1 and tokens[at - 1].low == "," and tokens[at - 2].kind == NOUN and first - at < _LISTED)
    ):
        at -= 1  # "energy, chemicals and plastics"
    opens = (
        at == 0
        or tokens[at - 1].kind in "D.TB"
        or (tokens[at - 1].kind == PREPOSITION and tokens[at - 1].low in ("in", "for"))
    )
    return [*tokens[at:first], *others] if opens else others


def complement(
    tokens: Sequence[Token], at: int, by_first: dict[int, tuple[int, int]]
) -> tuple[int, int, str] | None:
    """The noun phrase that a preposition right after ``at`` links: (first, past the last, preposition)."""
    if at >= len(tokens) or tokens[at].kind != PREPOSITION:
        return None
    link = tokens[at].low
    if link != "per" and link not in _LINKS:
        return None
    start = at + 1
    while start < len(tokens) and tokens[start].kind in "DA" and start - at < 4:
        start += 1
    phrase = by_first.get(start)
    if phrase is None and link == "per" and start < len(tokens) and tokens[start].kind == PERIOD:
        phrase = (start, start + 1)
    return None if phrase is None else (*phrase, link)


def ratio(tokens: Sequence[Token], at: int, by_first: dict[int, tuple[int, int]]) -> tuple[int, int] | None:
    """The whole of "as a percentage of X" after ``at``."""
    run = [t.low for t in tokens[at : at + 4]]
    if (
        len(run) < 4
        or run[0] != "as"
        or "of" not in run[2:]
        or run[1] not in ("a", "percent")
        or run[-2] not in _PERCENTAGE
    ):
        return None
    start = at + 4
    while start < len(tokens) and tokens[start].kind in "D":
        start += 1
    return by_first.get(start)


class _Placed(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def close(self) -> int: ...


Named = TypeVar("Named", bound=_Placed)


def stated_together(tokens: Sequence[Token], mentions: Sequence[Named], at: int) -> list[Named]:
    """The metrics of which one change at token ``at`` is said, in order; fewer than two are none.

    They are a list joined by commas and "and", right before the number but for its verb.
    """
    before: list[Named] = []
    for mention in mentions:
        if mention.last <= at and not (before and mention.first < before[-1].close):
            before.append(mention)  # "the balance of Beacon" is one, not two
    if not before or any(t.kind not in "VAU" for t in tokens[before[-1].close : at]):
        return []
    if at + 2 < len(tokens) and tokens[at + 1].low in ("and", ",") and tokens[at + 2].kind == "Q":
        return []  # "sales and profit grew 5% and 7%": one each
    found = [before[-1]]
    joined = False
    for mention in reversed(before[:-1]):
        between = [t.low for t in tokens[mention.last : found[0].first] if t.kind != DETERMINER]
        if not between or any(word not in (",", "and", "&") for word in between):
            break
        joined = joined or "and" in between or "&" in between
        found.insert(0, mention)
    return found if joined else []
