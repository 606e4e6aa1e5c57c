"""A year's guidance and the parts of that year that are stated or guided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker import period as periods
from checker.model import Figure, Relation
from checker.relate.facts import Facts, kind, normal, parsed, subject
from checker.relate.fit import slack, value
from checker.relate.names import nature

_LITTLE = Decimal("1.3")
_PACE = 4
"""How many times more or less than their share of a year parts may be."""
_FLOWS = ("flow", "events", "per share", "")


def guidance(facts: Facts) -> Iterator[Relation]:
    """Full-year guidance against quarters, halves or the year to date, the longest stretch known."""
    found: dict[tuple[object, ...], list[tuple[Figure, list[Figure]]]] = defaultdict(list)
    known: dict[tuple[object, ...], list[Figure]] = {}  # a guide that is said again has the same parts
    for figure in facts.figures:
        year = parsed(figure.period)
        if (
            figure.status != "guidance"
            or figure.measure == "change"
            or figure.id in facts.paced
            or figure.id in facts.superseded
            or year is None
            or year.unit != "year"
            or year.at
            or _over(facts, year)
        ):
            continue
        guided = (figure.metric, subject(figure), figure.unit, figure.measure, year)
        if guided not in known:
            known[guided] = (_rate_parts if figure.unit == "percent" else _parts)(facts, figure, year)
        if parts := known[guided]:
            found[subject(figure), figure.period, kind(figure.unit)].append((figure, parts))
    for same in found.values():
        figure, parts = min(same, key=lambda told: abs(_off_pace(*told)))
        if _off_pace(figure, parts) < 0:
            continue
        yield Relation(
            kind="guidance_progress",
            figures={"guidance": figure.id, "quarters": tuple(part.id for part in parts)},
            because="parts of the guided year",
            strong=not facts.assumed(figure, *parts)
            and _of_one_size(figure, parts)
            and not any(facts.together(figure, part) for part in parts),
        )


def _off_pace(figure: Figure, parts: Sequence[Figure]) -> int:
    """Whether its parts are so far from their share of a guided year that it is of something else.

    0 if they are not, 1 if they are more than that share, and -1 if they are so little that they are but
    a piece of what was guided.
    """
    if figure.unit == "percent" or figure.low <= 0:
        return 0
    quarters = sum(len(period.quarters()) for part in parts if (period := parsed(part.period)) is not None)
    due = figure.low * quarters / 4
    so_far = sum((part.low for part in parts), Decimal())
    if so_far > due * _PACE:
        return 1
    return -1 if abs(so_far) * _PACE < due else 0


def _over(facts: Facts, year: periods.Period) -> bool:
    """Whether a year had ended when the document spoke: what is guided for it is no guidance."""
    own = parsed(facts.profile.fiscal_quarter)
    last = year.last_quarter()
    return own is not None and last is not None and (last.year, last.number) <= (own.year, own.number)


def _parts(facts: Facts, figure: Figure, year: periods.Period) -> list[Figure]:
    """Figures that cover the beginning of the year without overlap."""
    if nature(figure.metric) not in _FLOWS or figure.unit == "ratio":
        return []
    if kind(figure.unit) not in ("count", "money", "money/share"):
        return []  # prices per ton do not add up, nor do barrels and tonnes that are told by the day
    number = 4
    for number in (4, 3, 2, 1):
        label = str(periods.year_to_date(year.year, number).shift(0))
        found = _best(facts, figure, normal(label))
        if found is not None and number < 4:
            rest = [_best(facts, figure, str(periods.quarter(year.year, n))) for n in range(number + 1, 5)]
            return [found, *_leading(rest)]
    quarters = [_best(facts, figure, str(periods.quarter(year.year, n))) for n in range(1, 5)]
    return _leading(quarters) or [part for part in quarters if part is not None]


def _of_one_size(figure: Figure, parts: list[Figure]) -> bool:
    """Whether parts that exceed the guidance exceed it by little: else they are of something else."""
    return sum(part.low for part in parts) < figure.high * _LITTLE


def _leading(found: list[Figure | None]) -> list[Figure]:
    """The figures up to the first gap."""
    result = []
    for figure in found:
        if figure is None:
            break
        result.append(figure)
    return result


def _rate_parts(facts: Facts, figure: Figure, year: periods.Period) -> list[Figure]:
    """The halves of a guided rate: the first one, and the second if it is stated too."""
    first = _best(facts, figure, str(periods.half(year.year, 1)))
    second = _best(facts, figure, str(periods.half(year.year, 2)))
    return [half for half in (first, second) if half is not None] if first is not None else []


def _best(facts: Facts, figure: Figure, label: str | None) -> Figure | None:
    """What is stated of the same subject in a period, the most exact mention."""
    candidates = [
        f
        for f in facts.at(subject(figure), label, figure.unit)
        if f.unit == figure.unit
        and f.measure == figure.measure
        and f.form != "vague"
        and f.status != "target"
    ]
    if figure.unit != "percent":
        candidates = [f for f in candidates if f.status != "illustrative"]
    return min(candidates, key=lambda f: (slack(value(f)), f.start), default=None)
