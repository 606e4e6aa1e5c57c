"""The columns of a table: which period each is of, and between which of them a column of changes leads."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from checker.model import Struct
from checker.period import Period
from checker.resolve.almanac import Almanac
from checker.tables.heads import Head, head, lasts


class Column(Struct, frozen=True, kw_only=True):
    """A column: its head, its period, and for changes what they are measured against.

    ``pair`` are the columns of the later and the earlier level.
    """

    head: Head = Head()
    words: str = ""
    period: Period | None = None
    comparison: str | None = None
    pair: tuple[int, int] | None = None


def columns(
    heads: Mapping[int, str], almanac: Almanac, home: str | None, lasting: str = ""
) -> dict[int, Column]:
    """What stands over each column; ``lasting`` is how long periods last whose heads give only their ends."""
    found: dict[int, Column] = {}
    for number, words in sorted(heads.items()):
        said = head(words if not lasting or lasts(words) else f"{lasting} {words}", almanac, home)
        column = Column(head=said, period=said.period)
        if said.measure in ("change", "share"):
            column = _change(said, found) if said.measure == "change" else _share(said, found)
        found[number] = replace(column, words=words)
    return found


def _share(said: Head, before: Mapping[int, Column]) -> Column:
    nearest = _levels(before)
    return Column(head=said, period=said.period or (before[nearest[-1]].period if nearest else None))


def _levels(before: Mapping[int, Column]) -> list[int]:
    """The columns of levels to the left that are of periods as long as that of the nearest."""
    dated = [n for n, column in before.items() if column.head.measure is None and column.period]
    if not dated:
        return []
    last = before[dated[-1]].period
    return [n for n in dated if (period := before[n].period) and last and period.unit == last.unit]


def _change(said: Head, before: Mapping[int, Column]) -> Column:
    """A column of changes: from the latest of the levels beside it, against the one that its head names."""
    beside = [n for n in _levels(before) if before[n].head.basis == said.basis or not said.basis]
    periods = {n: period for n in beside if (period := before[n].period) is not None}
    if not periods:
        return Column(head=said, period=None, comparison=said.comparison)
    latest = max(periods, key=lambda n: (periods[n].year, periods[n].number, -n))
    current = periods[latest]
    if said.comparison == "yoy":
        wanted = current.year_before()
    elif said.comparison == "qoq":
        wanted = current.quarter_before() or current.previous()
    elif said.period and said.period != current:
        wanted = said.period
    else:
        others = [n for n in periods if n != latest]
        wanted = periods[others[-1]] if len({str(periods[n]) for n in others}) == 1 else current
    prior = next((n for n, period in periods.items() if period == wanted and n != latest), None)
    comparison = said.comparison or _named(current, wanted)
    return Column(
        head=said,
        period=current,
        comparison=comparison,
        pair=(latest, prior) if prior is not None else None,
    )


def _named(current: Period, prior: Period) -> str | None:
    """What a change is measured against, as figures of prose say it."""
    if prior == current:
        return None
    if prior == current.year_before():
        return "yoy"
    return "qoq" if prior == current.quarter_before() else str(prior).removeprefix("@")
