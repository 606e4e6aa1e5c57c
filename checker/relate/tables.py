"""What the lines of a table are meant to do: rows that add up, columns that add up, columns of changes.

Which lines belong together is proved by the table itself. Rows wait until a row below is their sum or
their difference in some column; where that is so, it is expected of the other columns too. A row
called total needs one column to prove its parts, any other row two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from checker.model import Figure, Formula, Grid, GridRow, Relation
from checker.relate.facts import Facts

_MOST_PARTS = 24
_MOST_COLUMNS = 12
_RATES = frozenset({"percent", "percentage_point", "basis_point", "ratio"})
_POWER = 20
"""How many times its rounding a total must be for a sum to say anything."""
_ENOUGH = 3
"""Rows in which columns must add up before another row is held against them."""
_REACH = 6
"""Rows between a rate and the amounts that it may be of."""
_WHOLE = re.compile(r"(?i)\b(?:revenues?|sales|turnover|total)\b")
_SHORT = 2
"""Rows of a column of changes that cannot prove it; its head must."""


def tables(facts: Facts, grids: Sequence[Grid]) -> Iterator[Relation]:
    """Sums down and across, and changes, of all tables."""
    for grid in grids:
        read = _Read(facts.by_id, grid)
        yield from read.down()
        yield from read.across()
        yield from read.changes()
        yield from read.rates()


class _Sum(NamedTuple):
    """Rows that make up another, in which columns they do, in which of them tellingly, and where not."""

    parts: tuple[GridRow, ...]
    held: list[int]
    telling: list[int]
    failed: list[int]
    minus: bool = False


class _Read:
    def __init__(self, figures: Mapping[str, Figure], grid: Grid) -> None:
        self._figures = figures
        self._grid = grid

    def _at(self, row: GridRow, column: int) -> Figure | None:
        return self._figures.get(row.cells.get(column, ""))

    # -- down -----------------------------------------------------------------------------------

    def down(self) -> Iterator[Relation]:
        """Totals and differences of the rows above them, and rows split up below."""
        waiting: list[GridRow] = []
        opened = 0  # how many rows waited when the last heading opened
        inside: set[int] = set()
        for at, row in enumerate(self._grid.rows):
            if not row.cells:
                opened = len(waiting)
                continue
            if row.part or at in inside:
                continue
            below = self._below(at)
            if split := self._tried(row, tuple(self._grid.rows[i] for i in below), least=2):
                inside.update(below)
                yield from self._relations(row, split)
            found = self._best(row, waiting, opened)
            if found:
                yield from self._relations(row, found)
                del waiting[len(waiting) - len(found.parts) :]
            waiting.append(row)
            opened = min(opened, len(waiting))

    def _below(self, at: int) -> list[int]:
        """The rows right below that are indented further, or called a part of this one."""
        row, found = self._grid.rows[at], []
        for i in range(at + 1, min(len(self._grid.rows), at + 1 + _MOST_PARTS)):
            other = self._grid.rows[i]
            if not other.cells or (other.level <= row.level and not other.part):
                break
            found.append(i)
        return found

    def _best(self, row: GridRow, waiting: Sequence[GridRow], opened: int) -> _Sum | None:
        """The waiting rows that make up ``row``: those of which most columns say so."""
        best: _Sum | None = None
        for count in range(2, min(len(waiting), _MOST_PARTS) + 1):
            begin = len(waiting) - count
            first = waiting[begin]
            # A set of parts begins with a heading, with the table, with a total, or behind one.
            bounded = begin in (0, opened) or first.total or waiting[begin - 1].total
            found = self._tried(row, tuple(waiting[begin:]), least=1 if row.total and bounded else 2)
            if found and (best is None or len(found.telling) > len(best.telling)):
                best = found
        if best is None and len(waiting) > 1 and not row.total:
            best = self._tried(row, tuple(waiting[-2:]), least=2, minus=True)
        return best

    def _tried(
        self, row: GridRow, parts: tuple[GridRow, ...], *, least: int, minus: bool = False
    ) -> _Sum | None:
        """The rows as a sum, if at least ``least`` columns prove it and no more columns speak against it."""
        if len(parts) < 2:
            return None
        found = _Sum(parts, [], [], [], minus)
        for column in row.cells:
            total = self._at(row, column)
            members = [figure for part in parts if (figure := self._at(part, column))]
            if total is None or len(members) < 2 or not _alike(total, members):
                continue
            gap, slack = _gap(total, members, minus)
            if gap > slack:
                found.failed.append(column)
                continue
            found.held.append(column)
            if sum(1 for figure in members if figure.low) > 1 and abs(total.low) > _POWER * slack:
                found.telling.append(column)
        return found if len(found.telling) >= max(least, len(found.failed)) else None

    def _relations(self, row: GridRow, found: _Sum) -> Iterator[Relation]:
        for column in sorted((*found.held, *found.failed)):
            members = tuple(part.cells[column] for part in found.parts if column in part.cells)
            yield Relation(
                kind="sum",
                figures={"total": row.cells[column], "parts": members},
                because="rows of one table that make up another, as they do in its other columns",
                formula=Formula(op="−", left=members[0], right=members[1]) if found.minus else None,
            )

    # -- across ---------------------------------------------------------------------------------

    def across(self) -> Iterator[Relation]:
        """Rows along which some columns add up to the next: quarters to a year, segments to a group."""
        for heads in range(len(self._grid.pairs)):
            rows = [row for row in self._grid.rows if row.heads == heads and len(row.cells) > 2]
            columns = sorted({n for row in rows for n in row.cells if self._is_level(row, n)})
            for place in range(2, min(len(columns), _MOST_COLUMNS)):
                for begin in range(place - 1):
                    parts, total = columns[begin:place], columns[place]
                    if proved := list(self._along(rows, parts, total)):
                        yield from proved
                        break

    def _is_level(self, row: GridRow, column: int) -> bool:
        figure = self._at(row, column)
        return figure is not None and figure.measure == "level" and figure.unit not in _RATES

    def _along(self, rows: Sequence[GridRow], parts: Sequence[int], total: int) -> Iterator[Relation]:
        held, failed, telling = [], [], 0
        for row in rows:
            whole = self._at(row, total)
            members = [figure for n in parts if (figure := self._at(row, n))]
            if whole is None or len(members) < len(parts) or not _alike(whole, members):
                continue
            if whole.unit in _RATES or "/" in whole.unit:
                continue
            gap, slack = _gap(whole, members, minus=False)
            if gap <= slack:
                held.append(row)
                telling += sum(1 for f in members if f.low) > 1 and abs(whole.low) > _POWER * slack
            elif row.nature in ("flow", "events"):
                failed.append(row)
        if telling < _ENOUGH or len(failed) * 2 > len(held):
            return
        for row in (*held, *failed):
            yield Relation(
                kind="sum",
                figures={"total": row.cells[total], "parts": tuple(row.cells[n] for n in parts)},
                because="columns of one table that make up another, as they do in its other rows",
            )

    # -- changes --------------------------------------------------------------------------------

    def changes(self) -> Iterator[Relation]:
        """Columns of changes against the levels that they lead between."""
        for heads, pairs in enumerate(self._grid.pairs):
            for column, (current, prior) in pairs.items():
                found = [
                    relation
                    for row in self._grid.rows
                    if row.heads == heads and (relation := self._change(row, column, current, prior))
                ]
                right = sum(1 for relation in found if self._is_right(relation))
                if len(found) <= _SHORT or right * 2 >= len(found):
                    yield from found

    def _change(self, row: GridRow, column: int, current: int, prior: int) -> Relation | None:
        change, now, then = self._at(row, column), self._at(row, current), self._at(row, prior)
        if change is None or now is None or then is None or now.unit != then.unit or not then.low:
            return None
        if change.unit == "percent":
            kind = "growth"
            if now.unit in _RATES:
                return None  # whether in percent or in points is anybody's guess
        elif change.unit in _RATES:
            kind = "difference"
            if now.unit not in _RATES:
                return None
        elif change.unit == now.unit:
            kind = "difference"
        else:
            return None
        return Relation(
            kind=kind,
            figures={"current": now.id, "prior": then.id, "change": change.id},
            because="columns of one table",
        )

    # -- rates ----------------------------------------------------------------------------------

    def rates(self) -> Iterator[Relation]:
        """Rows of margins and of growth against the rows of amounts near them."""
        rows = [row for row in self._grid.rows if row.cells]
        amounts = [n for n, row in enumerate(rows) if self._is_amount(row)]
        for at, row in enumerate(rows):
            if not self._is_rate(row):
                continue
            near = [n for n in amounts if abs(n - at) <= _REACH]
            for found in (self._grown(row, rows[n]) for n in near):
                if found:
                    yield from found
                    break
            else:
                wholes = [n for n in amounts if _WHOLE.search(rows[n].label)]
                for part, whole in ((p, w) for w in wholes for p in near if p != w):
                    if found := self._shared(row, rows[part], rows[whole]):
                        yield from found
                        break

    def _is_amount(self, row: GridRow) -> bool:
        figures = self._all(row)
        return bool(figures) and all(f.measure == "level" and f.unit not in _RATES for f in figures)

    def _is_rate(self, row: GridRow) -> bool:
        figures = self._all(row)
        return bool(figures) and all(figure.unit == "percent" for figure in figures)

    def _all(self, row: GridRow) -> list[Figure]:
        return [figure for n in row.cells if (figure := self._at(row, n))]

    def _shared(self, row: GridRow, part: GridRow, whole: GridRow) -> list[Relation]:
        """The row as the share that one row of amounts is of another, if nearly all columns say so."""
        found, held = [], 0
        for column in row.cells:
            rate, over, under = self._at(row, column), self._at(part, column), self._at(whole, column)
            if not rate or not over or not under or not under.low or over.unit != under.unit:
                continue
            held += _meets(over.low / under.low * 100, rate, over, under)
            roles = {"numerator": over.id, "denominator": under.id, "ratio": rate.id}
            found.append(Relation(kind="ratio", figures=dict(roles), because="rows of one table"))
        return found if held >= _ENOUGH and held >= len(found) - 1 else []

    def _grown(self, row: GridRow, amounts: GridRow) -> list[Relation]:
        """The row as the growth of a row of amounts from column to column, if nearly all say so."""
        found, held = [], 0
        columns = sorted(amounts.cells)
        for before, column in pairwise(columns):
            rate, then, now = self._at(row, column), self._at(amounts, before), self._at(amounts, column)
            if not rate or not then or not now or not then.low or then.unit != now.unit:
                continue
            held += _meets((now.low / then.low - 1) * 100, rate, now, then)
            roles = {"current": now.id, "prior": then.id, "change": rate.id}
            found.append(Relation(kind="growth", figures=dict(roles), because="rows of one table"))
        return found if held >= _ENOUGH and held >= len(found) - 1 else []

    def _is_right(self, relation: Relation) -> bool:
        """Whether a change is about what its levels make it."""
        now, then, change = (self._figures[str(relation.figures[r])] for r in ("current", "prior", "change"))
        if relation.kind == "difference":
            made = now.low - then.low
            if change.unit == "basis_point" and now.unit == "percent":
                made *= 100
        else:
            made = (now.low - then.low) / abs(then.low) * 100
        return abs(made - change.low) <= max(2 * change.low_step, abs(made) / 10)


def _meets(made: Decimal, rate: Figure, over: Figure, under: Figure) -> bool:
    """Whether a rate is what two amounts make it, as far as rounding lets them; nothing proves nothing."""
    if not over.low:
        return False
    loose = over.low_step / abs(over.low) + under.low_step / abs(under.low)
    return abs(made - rate.low) <= rate.low_step / 2 + abs(made) * loose


def _alike(total: Figure, members: Sequence[Figure]) -> bool:
    return all(figure.unit == total.unit and figure.measure == total.measure for figure in members)


def _gap(total: Figure, members: Sequence[Figure], minus: bool) -> tuple[Decimal, Decimal]:
    """How far parts and total lie apart, and how far rounding lets them."""
    made = members[0].low - members[1].low if minus else sum((figure.low for figure in members), Decimal(0))
    slack = sum((figure.low_step for figure in members), total.low_step) / 2
    return abs(made - total.low), slack
