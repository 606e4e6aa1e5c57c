"""Bounds said in one place of a level told in another: "sales crossed 2 billion", "sales of 2.11 billion".

The name of a milestone is seldom quite that of the figure. A level that lies just beyond a bound in the
same period, whose name says all of the bound's or the other way round, is what passed it. That it lies
beyond was how it was found, so such a bound raises no alarm and proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal

from checker.model import Figure, Relation
from checker.relate.facts import Facts, comparable_status, kind, normal
from checker.relate.fit import value
from checker.relate.names import canonical, kin, words

_BEYOND = Decimal("1.5")
_COUNTED = Decimal("1.25")
"""How many times a bound a level may be for the bound to be said of it; of things that are counted."""
_JUST = Decimal("1.12")
"""The same where the names differ."""


def within_sight(level: Figure, bound: Figure, most: Decimal | None = None) -> bool:
    """Whether a level and a bound are of one size: who has passed a bound long ago names another."""
    a, b = sorted(abs(_size(figure)) for figure in (level, bound))
    limit = most or (_COUNTED if bound.unit == "count" else _BEYOND)
    return a > 0 and b <= a * limit


def _size(figure: Figure) -> Decimal:
    """About how much a figure is, times in days: the middle of its interval, or the end that it has."""
    seen = value(figure)
    return next((end for end in (seen.midpoint, seen.low, seen.high) if end is not None), figure.low)


def bounded(facts: Facts, told: Collection[str]) -> Iterator[Relation]:
    """A threshold for each bound that no relation has ``told`` of, with the nearest level beyond it."""
    levels: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    bounds: list[Figure] = []
    for figure in facts.figures:
        if figure.low != figure.high or figure.measure == "change" or not figure.metric or not figure.period:
            continue
        if figure.hedge in ("over", "under") and figure.id not in told:
            bounds.append(figure)
        elif figure.hedge == "none" and figure.form == "digits":
            levels[figure.unit, _label(figure)].append(figure)
    for bound in bounds:
        found = [
            f for f in facts.close_to(levels[bound.unit, _label(bound)], bound) if _passes(facts, f, bound)
        ]
        if found:
            level = min(
                found,
                key=lambda f: (canonical(f.metric) != canonical(bound.metric), facts.distance(f, bound)),
            )
            yield Relation(
                kind="threshold",
                figures={"level": level.id, "threshold": bound.id},
                because="a bound on what is told elsewhere",
                sense=1 if bound.hedge == "over" else -1,
                found=True,
                strong=False,
            )


def _label(figure: Figure) -> str:
    return (normal(figure.period) or "").removeprefix("@")


def _passes(facts: Facts, level: Figure, bound: Figure) -> bool:
    """Whether a level lies just beyond a bound, and may be what the bound is said of."""
    beyond = level.low > bound.low if bound.hedge == "over" else level.low < bound.low
    return (
        beyond
        and within_sight(level, bound, _JUST)
        and level.measure == bound.measure
        and comparable_status(level, bound)
        and level.basis == bound.basis
        and not facts.together(level, bound)
        and _digits(level) > _digits(bound)
        and kind(level.unit) != "duration"
        and kin(level.metric, bound.metric)
        and (words(level.scope) <= words(bound.scope) or words(bound.scope) <= words(level.scope))
    )


def _digits(figure: Figure) -> int:
    return len(figure.low.normalize().as_tuple().digits)
