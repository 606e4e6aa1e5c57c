"""Threshold: "exceeding 100 billion", "generally below 24 %", against the level itself.

What it checks
    That the level lies on the stated side of the bound.

Why it matters
    A milestone is announced in one sentence and its figure in another; a rounded figure may fall
    short of the milestone it is said to have passed.

Holds
    The loan balance was $101.9 billion at the end of the first quarter of 2021, exceeding $100
    billion for the first time.

Fails
    The loan balance was $99.1 billion at the end of the first quarter of 2021, exceeding $100
    billion for the first time.

Silent
    The bound is of another metric, scope or period, or the word is only an approximation.
"""

from __future__ import annotations

from decimal import Decimal

from checker.interval import Interval
from checker.model import Check, Figure, Relation
from checker.rules.sight import Figures, Sight, members, settle, step, unit_of, written

_EDGES = ((("high end", "top end", "upper end"), 1), (("low end", "lower end", "bottom"), 0))
"""Words for an end of a guided range, and which of its ends it is."""

ROLES = ("level", "threshold")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge level against threshold; the sense says on which side it has to lie."""
    [level] = members(relation, figures, "level")
    [bound] = members(relation, figures, "threshold")

    edge = next((place for words, place in _EDGES if any(w in relation.cue for w in words)), None)

    def holds(see: Sight) -> bool:
        value = see.figure(level)
        if edge is not None:
            return _beyond(value, (bound.low, bound.high)[edge], relation.sense)
        if relation.sense > 0:
            return value.high is None or value.high >= see.figures[bound.id].low
        # "Nearly 100" may be a hair above it, and its interval knows.
        top = see.figure(bound).high
        return value.low is None or top is None or value.low <= top

    word = "above" if relation.sense > 0 else "below"
    see = Sight(relation, figures, "stated")
    return settle(
        relation,
        figures,
        holds,
        says=f"{written(level)}, said to be {word} {_bare(bound)}",
        fails=f"it is not {word}",
        steps=(
            step("level", written(level), see.figure(level), unit_of(level)),
            step("bound", written(bound), see.figure(bound), unit_of(bound)),
        ),
    )


def _bare(bound: Figure) -> str:
    return written(bound).removeprefix("over ").removeprefix("under ")


def _beyond(value: Interval, end: Decimal, sense: int) -> bool:
    """Whether a value may lie above an end of a range, or below it; what was guided was not rounded."""
    if sense > 0:
        return value.high is None or value.high >= end
    return value.low is None or value.low <= end
