"""The levels of one thing in several periods that a text puts beside one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from checker import period as periods
from checker.model import Figure


class Pair(NamedTuple):
    current: Figure
    priors: tuple[Figure, ...]


def levels_compared(figures: Sequence[Figure]) -> list[Pair]:
    """The levels of one sentence that state one thing in several periods, the latest against the others."""
    found = []
    left = [f for f in figures if f.measure != "change" and f.period and f.metric]
    while left:
        first = left[0]
        same = [f for f in left if same_thing(first, f)]
        left = [f for f in left if f not in same]
        dated = [(when, f) for f in same if (when := age(f.period)) is not None]
        if len(dated) > 1:
            latest = max(when for when, _ in dated)
            current = next(f for when, f in dated if when == latest)
            priors = tuple(f for when, f in dated if when < latest)
            if priors:
                found.append(Pair(current, priors))
    return found


def same_thing(first: Figure, second: Figure) -> bool:
    """Whether two levels are of one metric, scope and basis, in different periods."""
    return (
        first is not second
        and first.metric == second.metric
        and first.scope == second.scope
        and first.basis == second.basis
        and comparable(first, second)
    ) or first is second


def alike(first: Figure, second: Figure) -> bool:
    """Whether two figures measure in one unit, neither of them a change."""
    return first.unit == second.unit and "change" not in (first.measure, second.measure)


def comparable(first: Figure, second: Figure) -> bool:
    """Whether two figures may be levels of one thing: same unit, no change, told of different periods."""
    if "change" in (first.measure, second.measure) or first.unit != second.unit:
        return False
    if first.metric and second.metric and first.metric != second.metric:
        return False
    if not _as_long(first.period, second.period):
        return False
    return first.period is None or first.period != second.period or first.status == "illustrative"


def _as_long(first: str | None, second: str | None) -> bool:
    """Whether two periods are of one length, as far as labels tell: nine months are no quarter."""
    lengths = [_length(label) for label in (first, second)]
    return None in lengths or lengths[0] == lengths[1]


@cache
def _length(label: str | None) -> str | None:
    if label is None or label.startswith("@"):
        return None
    try:
        found = periods.parse(label)
    except ValueError:
        return None
    return None if found.unit == "each" else found.unit


def age(label: str | None) -> tuple[int, int] | None:
    """When a period ends, as fiscal year and quarter; none for a label that does not tell."""
    if not label or label == "@call":
        return None
    try:
        last = periods.parse(label).last_quarter()
    except ValueError:
        return None
    return None if last is None else (last.year, last.number)


Compared = Callable[[int], list[Pair]]
"""The levels that the sentence with this index compares."""
