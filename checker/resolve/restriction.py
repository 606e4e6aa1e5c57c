"""What narrows a population: "customers with at least $100,000 in ARR", "homes sold in Arizona".

Two populations must never share a name, so the narrowing words become the scope of the count; the
threshold inside them is a figure of its own, of the counted things.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.fitness import Asked, family
from checker.resolve.mentions import Mention
from checker.resolve.phrases import BASIS, DETERMINER, NOMINAL, PRAISE, PREPOSITION, Token, words

_REACH = 8
_AMOUNTS = ("money", "price", "percent", "physical", "duration")


class Restriction(NamedTuple):
    """The narrowing words at tokens ``first`` to ``last`` of the population that ``head`` names."""

    head: Mention
    first: int
    last: int
    text: str


def restrictions(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Sequence[Asked]
) -> list[Restriction]:
    """Every restriction in a sentence that holds a number."""
    amounts = {number.at for number in asked if family(number.unit) in _AMOUNTS}
    counted = {number.at for number in asked if family(number.unit) == "count"}
    found: list[Restriction] = []
    for mention in mentions:
        at, front = mention.last, mention.first - 1
        while front > 0 and tokens[front].kind in (PRAISE, BASIS):
            front -= 1
        if at + 1 >= len(tokens) or front not in counted:
            continue
        if mention.entry is not None and mention.nature not in ("count", "events", "flow"):
            continue
        at = _past_place(tokens, at)
        if at >= len(tokens) or tokens[at].low not in words()["narrowing"]:
            continue
        number = next(
            (k for k in range(at + 1, min(len(tokens), at + _REACH)) if tokens[k].kind in "Q,.C"), -1
        )
        if number in amounts:
            last = _close(tokens, number + 1)
            found.append(Restriction(mention, at, last, " ".join(t.low for t in tokens[at:last])))
    return found


def _past_place(tokens: Sequence[Token], at: int) -> int:
    """Past "in the U.S.", which may stand before the words that narrow."""
    if tokens[at].kind == PREPOSITION and tokens[at].low == "in":
        inner = at + 1
        while inner < len(tokens) and tokens[inner].kind in NOMINAL + DETERMINER:
            inner += 1
        return inner
    return at


def _close(tokens: Sequence[Token], at: int) -> int:
    """Past "in ARR" or "of annual spend" after the threshold."""
    if at + 1 < len(tokens) and tokens[at].low in ("in", "of", "or"):
        inner = at + 1
        while inner < len(tokens) and tokens[inner].kind in NOMINAL + DETERMINER + "T":
            inner += 1
        return inner if inner > at + 1 else at
    return at
