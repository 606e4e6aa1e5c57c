"""The figures of tables: each cell's number with unit and scale, and what heads and label say it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from checker import units
from checker.interval import Rounding, Widths
from checker.model import Document, Figure, Grid, GridRow, Stated, Status, Struct
from checker.period import Period
from checker.place import Places
from checker.resolve.almanac import Almanac
from checker.resolve.lexicon import lexicon
from checker.resolve.values import true_values
from checker.tables.columns import Column, columns
from checker.tables.heads import Head, head, lasts, mentions_of_units
from checker.tables.labels import kind_of, sentences_for
from checker.tables.shape import Entry, Row, Shape
from checker.tables.surroundings import caption, lines_above

_ONE = Decimal(1)
_TOTAL = re.compile(r"(?i)\A\W*(?:grand )?total\s")
_RATES = frozenset({"percent", "percentage_point", "basis_point", "ratio"})
_POINTED = frozenset({"stock", "count"})  # natures of what stands at a date


class Subject(Struct, frozen=True, kw_only=True):
    """What a row is about, as far as its label says."""

    metric: str = ""
    scope: str = ""
    basis: str = ""
    change: bool = False
    nature: str = ""
    exact: bool = False


def filled(
    document: Document,
    shapes: Sequence[Shape],
    told: Mapping[str, Figure],
    almanac: Almanac,
    *,
    rounding: Rounding,
    widths: Widths,
) -> tuple[list[Figure], list[Grid]]:
    """All figures of the tables in reading order, with ids of their own, and each table as a grid of them."""
    figures: list[Figure] = []
    grids: list[Grid] = []
    places = Places(document)
    for number, shape in enumerate(shapes):
        table = _Table(document, shape, told, almanac)
        rows: list[GridRow] = []
        for row in shape.rows:
            cells: dict[int, str] = {}
            for entry in row.entries:
                stated = table.stated(row, entry)
                name = f"t{number}.{len(figures)}"
                line, column = places.line_and_column(stated.start)
                page, box = places.page_and_box(stated.start, stated.end)
                block = places.block(stated.start)
                figures.append(
                    Figure(
                        **{field: getattr(stated, field) for field in Stated.__struct_fields__},
                        id=name,
                        interval=true_values(stated, rounding, widths),
                        lenient=true_values(stated, rounding, widths, lenient=True),
                        section=block.section,
                        line=line,
                        column=column,
                        page=page,
                        box=box,
                    )
                )
                cells[entry.column] = name
            rows.append(
                GridRow(
                    label=row.label,
                    level=row.level,
                    total=row.total,
                    part=row.part,
                    section=row.section,
                    nature=table.subject(row).nature,
                    heads=row.heads,
                    cells=cells,
                )
            )
        grids.append(Grid(rows=tuple(rows), pairs=table.pairs()))
    return figures, grids


class _Table:
    """One table with its heads understood."""

    def __init__(
        self, document: Document, shape: Shape, told: Mapping[str, Figure], almanac: Almanac
    ) -> None:
        self._text = document.text
        self._home = document.profile.currency
        self._almanac = almanac
        self._told = told
        self._shape = shape
        self._kind = document.profile.kind
        around = head(" ".join((shape.corner, shape.title)), almanac, self._home)
        above = lines_above(document, shape.table.start)
        self._around = around.over(caption(above, almanac, self._home))
        lasting = next((words for text in (shape.title, shape.corner, *above) if (words := lasts(text))), "")
        self._columns = [columns(heads, almanac, self._home, lasting) for heads in shape.heads]
        self._shown = self._money_shown()

    def pairs(self) -> tuple[dict[int, tuple[int, int]], ...]:
        """For each set of heads the columns of changes, with those of the levels that they lead between."""
        return tuple({n: c.pair for n, c in found.items() if c.pair} for found in self._columns)

    def _money_shown(self) -> str:
        """The currency of a sign that stands in some cell, where it can only be one."""
        found = {
            entry.said.unit
            for row in self._shape.rows
            for entry in row.entries
            if units.is_currency(entry.said.unit)
        }
        return found.pop() if len(found) == 1 else ""

    # -- what a row is about --------------------------------------------------------------------

    def subject(self, row: Row) -> Subject:
        """Metric, scope and basis of a row; the label itself where no sentence makes sense of it."""
        answered = [self._told[words] for words in sentences_for(row) if words in self._told]
        known = [
            found
            for found in answered
            if found.metric and "metric" not in found.inferred and lexicon().named(found.metric)
        ]
        if known:
            entry = lexicon().named(known[0].metric)
            if entry and entry.good != "up" and _all_negative(row):
                return Subject(nature=entry.nature)  # a cost in parentheses: no sign that prose would give it
            return Subject(
                metric=known[0].metric,
                scope=known[0].scope if "scope" not in known[0].inferred else "",
                basis=known[0].basis,
                change=known[0].measure == "change",
                nature=entry.nature if entry else "",
                exact=bool(lexicon().named(_TOTAL.sub("", row.label).strip())),
            )
        label = " ".join(row.label.split()).strip(" :;,.").lower()
        return Subject(metric=label if len(label) > 2 else "", basis=answered[0].basis if answered else "")

    # -- what a cell states ---------------------------------------------------------------------

    def stated(self, row: Row, entry: Entry) -> Stated:
        """The number of a cell with all that is known of it."""
        said, about = entry.said, self.subject(row)
        column = self._columns[row.heads].get(entry.column, Column())
        before = head(self._text[entry.cell.start : entry.cell.start + said.start], self._almanac, self._home)
        own = head(" ".join(mentions_of_units(row.label)), self._almanac, self._home)
        over = column.head.over(self._around)
        unit, scale, sure = self._unit(row, entry, own, column.head, about)
        change = column.head.measure == "change" or (about.change and column.head.measure is None)
        share = column.head.measure == "share"
        period, status = self._when(row, column, over, about, change)
        basis = (
            before.basis or about.basis or column.head.basis or head(row.section, self._almanac, None).basis
        )
        low, high = _whole(said.low * scale), _whole(said.high * scale)
        steps = [_whole(step * scale) for step in said.steps] if not said.dash else [scale, scale]
        return Stated(
            start=entry.cell.start + said.start,
            end=entry.cell.start + said.end,
            text=self._text[entry.cell.start + said.start : entry.cell.start + said.end],
            low=low,
            high=high,
            unit=unit,
            hedge=said.hedge,
            low_step=steps[0],
            high_step=steps[1],
            low_coarse=steps[0],
            high_coarse=steps[1],
            trace=("table", row.label.lower(), column.words.lower(), "exact" if about.exact else ""),
            measure="change" if change else "share" if share else "level",
            comparison=column.comparison if change else None,
            metric=about.metric if sure and not share else "",
            scope=about.scope,
            basis=basis or over.basis,
            period=period,
            status=status,
        )

    def _unit(
        self, row: Row, entry: Entry, own: Head, above: Head, about: Subject
    ) -> tuple[str, Decimal, bool]:
        """Unit and scale of a cell, and whether they are beyond doubt."""
        said, kind = entry.said, kind_of(row)
        around = self._around
        if said.unit in _RATES:
            return said.unit, _ONE, True
        if above.measure == "change" and above.unit in _RATES:
            return above.unit, _ONE, True
        if own.unit in _RATES or (above.unit in _RATES and not said.unit):
            return own.unit or above.unit, _ONE, True
        money = said.unit or own.unit or above.unit or around.unit or self._shown
        money = money if units.is_currency(money) else ""
        if kind == "share":
            return f"{money or self._home or 'USD'}/share", _ONE, True
        counted = kind == "count" or about.nature in ("count", "events")
        if counted and not said.unit and not units.is_currency(own.unit):
            return self._count(own, above)
        if kind in _RATES and not said.unit:
            return kind, _ONE, said.dash or bool(own.unit)
        if said.scale is not None:
            scale: Decimal | None = _ONE
        else:
            found = (own.scale, _ONE if own.unit else None, above.scale, around.scale)
            scale = next((value for value in found if value is not None), None)
        # Amounts without sign and scale are in thousands or millions as some line says that was not read.
        sure = scale is not None or bool(said.unit)
        scale = scale if scale is not None else _ONE
        if money:
            return money, scale, sure
        if self._home and (scale != _ONE or about.nature in ("flow", "stock")):
            return self._home, scale, scale != _ONE
        return "count", scale, scale == _ONE and not about.nature

    def _count(self, own: Head, above: Head) -> tuple[str, Decimal, bool]:
        """Unit and scale of things counted: that of the amounts is theirs too unless it names a currency."""
        if own.scale is not None:
            return "count", own.scale, True
        over = above.over(self._around)
        if over.exempt:
            return "count", _ONE, True
        if units.is_currency(over.unit) and over.scale is not None:
            return "count", _ONE, False
        return "count", over.scale if over.scale is not None else _ONE, True

    def _when(
        self, row: Row, column: Column, over: Head, about: Subject, change: bool
    ) -> tuple[str | None, Status]:
        """Period and status of a cell."""
        transposed = head(row.label, self._almanac, None) if not column.period else Head()
        period = column.period or transposed.period or over.period
        status = over.status or transposed.status
        if status == "target" and period is not None:
            status = "guidance"
        if status is None and period is not None and self._almanac.lies_ahead(period):
            status = "guidance" if self._kind == "press release" else "illustrative"
        if period is None:
            return None, status or "actual"
        averaged = "average" in row.label.lower()
        if about.nature in _POINTED and not change and not averaged:
            return str(_closing(period)), status or "actual"
        if (averaged or about.nature in ("flow", "events")) and period.is_stock:
            return None, status or "actual"
        return str(period), status or "actual"


def _whole(value: Decimal) -> Decimal:
    """The value without needless zeros or an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(_ONE) if value == whole else value.normalize()


def _all_negative(row: Row) -> bool:
    values = [entry.said.high for entry in row.entries if not entry.said.dash]
    return bool(values) and max(values) < 0


def _closing(period: Period) -> Period:
    return period if period.is_stock else period.closing()


def without_conflicts(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, none of which contradict one another under one name.

    Where they did, what only resembles the name goes by its label instead, then by the words over its
    column too, for some head was not understood: a segment, a basis, a part of the year. What still
    contradicts has no metric.
    """
    settled = list(figures)
    for pick in (_labelled, _headed, _nameless):
        facts: dict[tuple[object, ...], list[Figure]] = {}
        for figure in settled:
            facts.setdefault(_fact(figure), []).append(figure)
        wrong = {key for key, same in facts.items() if key[0] and not _agree(same)}
        settled = [pick(figure) if _fact(figure) in wrong else figure for figure in settled]
    return settled


def _labelled(figure: Figure) -> Figure:
    _, label, _, exact = figure.trace
    return figure if exact else replace(figure, metric=label.strip(" :;,."), scope="", basis="")


def _headed(figure: Figure) -> Figure:
    _, label, words, _ = figure.trace
    return replace(figure, metric=label.strip(" :;,.") if words else "", scope=" ".join(words.split())[:60])


def _nameless(figure: Figure) -> Figure:
    return replace(figure, metric="", scope="")


def _fact(figure: Figure) -> tuple[object, ...]:
    return (
        figure.metric, figure.scope, figure.basis, figure.period, figure.unit, figure.measure,
        figure.comparison, figure.status,
    )  # fmt: skip


def _agree(same: Sequence[Figure]) -> bool:
    first = same[0]
    return all(
        abs(first.low - other.low) <= max(first.low_step, other.low_step) / 2
        and abs(first.high - other.high) <= max(first.high_step, other.high_step) / 2
        for other in same
    )
