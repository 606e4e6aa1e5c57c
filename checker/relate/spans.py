"""A flow over periods that lie in one another: quarters add up to halves, years and the year to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker import period as periods
from checker.model import Figure, Relation
from checker.period import Period
from checker.relate.facts import Facts, Subject, explicit, normal, parsed
from checker.relate.fit import close
from checker.relate.identities import Value, Values
from checker.relate.names import nature
from checker.relate.sums import plausible

_UNITS = ("money", "count")
_FLOWS = ("flow", "events")
_SIGNED = frozenset(
    {"income", "profit", "earnings", "earning", "flow", "ebit", "ebitda", "gain", "loss", "net"}
)
"""Words of flows that may be negative, of which a part may exceed the whole."""


def spans(facts: Facts, values: Values) -> Iterator[Relation]:
    """Stretches of a year against the shorter ones that make them up, or else against one inside."""
    for (about, unit), figures in list(facts.dated.items()):
        if unit not in _UNITS or nature(about.metric) not in (*_FLOWS, ""):
            continue
        stated = {normal(f.period): f for f in reversed(figures) if _plain(f)}
        for label, whole in reversed(stated.items()):
            stretch = parsed(label)
            if stretch is None or stretch.at or stretch.unit not in ("ytd", "half", "year"):
                continue
            parts = _made_of(values, about, stretch, unit)
            if parts:
                yield _sum(facts, about, whole, parts)
            else:
                again = [f for f in figures if _plain(f) and normal(f.period) == label and f.low == whole.low]
                yield from _inside(facts, about, again, stretch, list(stated.values()))


def _plain(figure: Figure) -> bool:
    """Whether a figure is an amount of a flow as it was."""
    return (
        figure.measure == "level"
        and figure.status == "actual"
        and figure.form in ("digits", "words")
        and figure.hedge not in ("over", "under")
    )


def _made_of(values: Values, about: Subject, stretch: Period, unit: str) -> list[Figure]:
    """Figures of the shorter periods that make up a stretch, the fewest that do."""
    quarters = stretch.quarters()
    if len(quarters) < 2:
        return []
    last, year = quarters[-1], quarters[-1].year
    ways: list[Sequence[Period]] = [quarters]
    if quarters[0].number == 1:
        if len(quarters) == 4:
            ways.insert(0, (periods.half(year, 1), periods.half(year, 2)))
        if len(quarters) > 2:
            ways.insert(0, (periods.canonical(periods.year_to_date(year, len(quarters) - 1)), last))
    for way in ways:
        told = [values.mentions(about, str(periods.canonical(part)), unit) for part in way]
        found = [next(filter(_plain, mentions), None) for mentions in told]
        parts = [figure for figure in found if figure is not None]
        if len(parts) == len(way) and len({figure.unit for figure in parts}) == 1:
            return parts
    return []


def _sum(facts: Facts, about: Subject, whole: Figure, parts: Sequence[Figure]) -> Relation:
    worth = [Value.of(figure) for figure in (whole, *parts)]
    return Relation(
        kind="sum",
        figures={"total": whole.id, "parts": tuple(part.id for part in parts)},
        because="the shorter periods make up the longer one",
        strong=explicit(whole, *parts)
        and nature(about.metric) in _FLOWS
        and facts.settled(whole, *parts)
        and plausible(worth),
    )


def _inside(
    facts: Facts, about: Subject, wholes: Sequence[Figure], stretch: Period, figures: Sequence[Figure]
) -> Iterator[Relation]:
    """A quarter that cannot have brought more than the stretch of the year that it lies in.

    Of several mentions of the whole the one told closest to the quarter is held against it.
    """
    for part in figures:
        whole = min(wholes, key=lambda other: facts.distance(part, other))
        quarter = parsed(normal(part.period))
        if quarter is None or quarter.unit != "quarter" or quarter.at or quarter not in stretch.quarters():
            continue
        if part.unit != whole.unit or part.low <= 0 or whole.low <= 0:
            continue
        yield Relation(
            kind="order",
            figures={"smaller": part.id, "larger": whole.id},
            because="a quarter within a longer period",
            strong=explicit(part, whole)
            and facts.near(part, whole)
            and nature(about.metric) in _FLOWS
            and _SIGNED.isdisjoint(about.metric.split())
            and close(part, whole, Decimal(10)),
        )
