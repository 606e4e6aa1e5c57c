"""The shape of a table: which rows are heads, which cells are labels, and what stands under which head."""

from __future__ import annotations

import re

from checker.model import Cell, Document, Struct, Table
from checker.resolve.almanac import Almanac
from checker.tables.cells import Written, written
from checker.tables.heads import is_period

_OF_WHICH = re.compile(r"(?i)\W*(?:of which|o/w|thereof|including)\b:?\s*")
_DEEPER = re.compile(r"[-–—•*▪]\s+")
_TOTAL = re.compile(r"(?i)(?:grand |sub-?\s?)?total\b|.{1,60}\btotal\Z|consolidated\Z|group\Z|sum\Z")
_NOTE = re.compile(r"(?:\s*(?:\((?:\d{1,2}|[a-z*]{1,2})\)|[*†‡§]+|\[\d{1,2}\])|(?<=[a-z]{4})\d)+\Z")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Entry(Struct, frozen=True, kw_only=True):
    """A number in the body: the cell it stands in, and its column."""

    cell: Cell
    column: int
    said: Written


class Row(Struct, frozen=True, kw_only=True):
    """A row of the body, or a heading within it if it has no entries.

    ``heads`` numbers the set of heads above it; ``level`` is how deep its label is indented.
    """

    label: str
    entries: tuple[Entry, ...]
    heads: int
    level: int = 0
    total: bool = False
    part: bool = False
    section: str = ""


class Shape(Struct, frozen=True, kw_only=True):
    """A table taken apart: its rows, the words over each column for each set of heads, corner and title."""

    table: Table
    rows: tuple[Row, ...]
    heads: tuple[dict[int, str], ...]
    corner: str = ""
    title: str = ""
    prose: int = 0


def shape(document: Document, table: Table, almanac: Almanac) -> Shape:
    """The shape of ``table``."""
    return _Reader(document, almanac).read(table)


class _Reader:
    def __init__(self, document: Document, almanac: Almanac) -> None:
        self._text = document.text
        self._home = document.profile.currency
        self._almanac = almanac

    def read(self, table: Table) -> Shape:
        by_row: dict[int, list[Cell]] = {}
        for cell in table.cells:
            by_row.setdefault(cell.row, []).append(cell)
        sets: list[dict[int, str]] = [{}]
        rows: list[Row] = []
        corner: list[str] = []
        title: list[str] = []
        section, prose = "", 0
        open_head = True
        for cells in by_row.values():
            stub = cells[0] if cells[0].column == 0 else None
            rest = cells[1:] if stub else cells
            label = self._words(stub) if stub else ""
            if rest and self._is_head(cells, rest, open_head):
                if not open_head:
                    sets.append({})
                    open_head = True
                corner += [label] if label else []
                _put(sets[-1], rest, self._text)
                continue
            entries = []
            for cell in rest:
                said = written(self._words(cell), self._home)
                if said is None:
                    prose += any(c.isdigit() for c in self._words(cell))
                else:
                    entries.append(Entry(cell=cell, column=cell.column, said=said))
            if entries:
                open_head = False
                rows.append(self._row(label, stub, tuple(entries), len(sets) - 1, section))
            elif not rest and label:
                if open_head and not sets[-1]:
                    title.append(label)
                else:
                    section = label
                    rows.append(self._row(label, stub, (), len(sets) - 1, ""))
        found = Shape(
            table=table,
            rows=tuple(rows),
            heads=tuple(sets),
            corner=" ".join(corner),
            title=" ".join(title),
            prose=prose,
        )
        dated = [row for row in rows if row.entries and is_period(row.label, self._almanac)]
        turned = len(sets) == 1 and sets[0] and len(dated) * 2 > sum(1 for row in rows if row.entries)
        return _turned(found) if turned else found

    def _words(self, cell: Cell) -> str:
        return self._text[cell.start : cell.end]

    def _is_head(self, cells: list[Cell], rest: list[Cell], open_head: bool) -> bool:
        """Whether a row names its columns: marked as a head, or words and periods where numbers would be."""
        if all(cell.header for cell in cells):
            return True
        told = [self._words(cell) for cell in rest]
        periods = [is_period(words, self._almanac) for words in told]
        numbers = [written(words, self._home) is not None for words in told]
        if any(number and not period for number, period in zip(numbers, periods, strict=True)):
            return False
        if open_head:
            return any(periods) or not any(numbers)
        return any(periods) and all(
            period or not number for period, number in zip(periods, numbers, strict=True)
        )

    def _row(
        self, label: str, stub: Cell | None, entries: tuple[Entry, ...], heads: int, section: str
    ) -> Row:
        level = stub.indent if stub else 0
        part = _OF_WHICH.match(label)
        if part:
            label, level = label[part.end() :], level + 1
        elif deeper := _DEEPER.match(label):
            label, level = label[deeper.end() :], level + 1
        label = _NOTE.sub("", label)
        return Row(
            label=label,
            entries=entries,
            heads=heads,
            level=level,
            total=bool(_TOTAL.match(label)),
            part=bool(part),
            section=section,
        )


def _turned(found: Shape) -> Shape:
    """The same table with rows for columns, for one whose labels are periods and whose heads are metrics."""
    [heads] = found.heads
    rows = []
    for column, words in sorted(heads.items()):
        entries = tuple(
            Entry(cell=entry.cell, column=number, said=entry.said)
            for number, row in enumerate(found.rows)
            for entry in row.entries
            if entry.column == column
        )
        if entries:
            rows.append(Row(label=words, entries=entries, heads=0, total=bool(_TOTAL.match(words))))
    return Shape(
        table=found.table,
        rows=tuple(rows),
        heads=({number: row.label for number, row in enumerate(found.rows)},),
        corner=found.corner,
        title=found.title,
        prose=found.prose,
    )


def _put(heads: dict[int, str], cells: list[Cell], text: str) -> None:
    for cell in cells:
        for column in range(cell.column, cell.column + cell.columns):
            words = text[cell.start : cell.end]
            heads[column] = f"{heads[column]} {words}" if column in heads else words
