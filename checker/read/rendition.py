"""A flow written out as text: paragraphs on one line each, tables row by row, every run with its origin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import Literal

from checker.model import Block, Cell, Comment, Origin, Struct, Table
from checker.read.flow import Break, Flow, Grid, Remark, Run, plain
from checker.read.grid import is_data, placed
from checker.read.scripts import foreign

BAR = " | "
"""What stands between the cells of a row."""

_Kind = Literal["paragraph", "heading", "row"]
_MARKERS = 3  # characters of a cell that is only the bullet or number of the next
_SPACE = re.compile(r"\s+")


class Rendition(Struct, frozen=True, kw_only=True):
    """A text and what its source says of it; see ``Document``.

    ``blocks`` are those whose limits the source gives: they never run on into one another.
    ``left_out`` says in words what of the source is not in the text.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    origins: tuple[Origin, ...] = ()
    comments: tuple[Comment, ...] = ()
    front: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  msgspec gives each struct its own
    left_out: tuple[str, ...] = ()


def rendition(flow: Flow, source: str = "", front: dict[str, tuple[str, ...]] | None = None) -> Rendition:
    """The text of ``flow``, whose runs stand in ``source``."""
    pen = _Pen(source)
    pen.flow(flow)
    pen.close()
    translated = f"{pen.foreign} cells of a column in another script, beside one in English, were not read"
    return Rendition(
        text="".join(pen.parts) + "\n" if pen.parts else "",
        blocks=tuple(pen.blocks),
        tables=tuple(pen.tables),
        origins=tuple(pen.origins),
        comments=tuple(pen.comments),
        front=front or {},
        left_out=(translated,) if pen.foreign else (),
    )


class _Pen:
    """Writes runs one after the other and keeps account of where it is."""

    def __init__(self, source: str) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.origins: list[Origin] = []
        self.comments: list[Comment] = []
        self.foreign = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._at = self._end = 0  # behind the last character, and behind the last that is no space
        self._first = -1  # where the cell that is being written begins
        self._block: tuple[int, _Kind] | None = None  # where the open block begins, and its kind
        self._kind: _Kind = "paragraph"
        self._gap = "\n\n"  # before the next block
        self._space = -2  # the origin of a space that is due, -2 for none
        self._fresh = True  # nothing on this line yet

    # -- runs ---------------------------------------------------------------------------------

    def run(self, run: Run) -> None:
        """Write a run, every stretch of spaces in it as one space, none at either end of a line."""
        at = 0
        for match in _SPACE.finditer(run.text):
            self._word(run, at, match.start())
            if not self._fresh and self._space == -2:
                self._space = run.at + match.start() if run.at >= 0 else -1
            at = match.end()
        self._word(run, at, len(run.text))

    def _word(self, run: Run, start: int, end: int) -> None:
        if start == end:
            return
        if self._block is None:
            if self.parts:
                self._put(self._gap, -1)
            self._block, self._gap = (self._at, self._kind), "\n\n"
        if self._space != -2:
            self._put(" ", self._space)
            self._space = -2
        if self._first < 0:
            self._first = self._at
        self._put(run.text[start:end], run.at + start if run.at >= 0 else -1)
        self._fresh, self._end = False, self._at

    def _put(self, text: str, at: int) -> None:
        if at >= 0:
            line, column = self._place(at)
            last = self.origins[-1] if self.origins else None
            goes_on = last and line == last.line and column - last.column == self._at - last.start
            if not goes_on:
                self.origins.append(Origin(start=self._at, line=line, column=column))
        self.parts.append(text)
        self._at += len(text)

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    # -- blocks -------------------------------------------------------------------------------

    def flow(self, flow: Flow) -> None:
        """Write out all items."""
        for item in flow:
            if isinstance(item, Run):
                self.run(item)
            elif isinstance(item, Break):
                self._break(item)
            elif isinstance(item, Remark):
                self._remark(item)
            elif is_data(item):
                self._table(item)
            else:
                self._cells(item)

    def _break(self, item: Break) -> None:
        if item.kind == "line":
            if self._block and not self._fresh:
                self._put("\n", -1)
                self._fresh, self._space = True, -2
            return
        self.close(loose=item.kind == "cell")
        self._kind = "heading" if item.kind == "heading" else "paragraph"

    def close(self, *, loose: bool = False) -> None:
        """End the open block, if any; a loose one may go on in the next."""
        if self._block:
            start, kind = self._block
            if not loose or kind != "paragraph":
                self.blocks.append(Block(start=start, end=self._end, kind=kind))
        self._block, self._fresh, self._space = None, True, -2

    def _remark(self, item: Remark) -> None:
        line, column = self._place(item.at)
        last, _ = self._place(max(item.at, item.end - 1))
        self.comments.append(
            Comment(start=self._at, text=item.text, line=line, column=column, last_line=last)
        )

    # -- tables -------------------------------------------------------------------------------

    def _table(self, grid: Grid) -> None:
        """A table of data: a block a row, its cells on one line."""
        self.close()
        cells: list[Cell] = []
        for number, row in enumerate(row for row in placed(grid) if row):
            for place, cell in enumerate(row):
                if place:
                    self._put(BAR, -1)
                    self._fresh, self._space = True, -2
                else:
                    self._kind, self._gap = "row", "\n" if number else "\n\n"
                self._first = -1
                self.flow([Run(text=" ") if isinstance(item, Break) else item for item in cell.flow])
                cells.append(
                    Cell(
                        start=self._first,
                        end=self._end,
                        row=number,
                        column=cell.column,
                        columns=cell.columns,
                        header=cell.header,
                        indent=cell.indent,
                    )
                )
            self.close()
        self._kind = "paragraph"
        self.tables.append(Table(start=cells[0].start, end=cells[-1].end, cells=tuple(cells)))

    def _cells(self, grid: Grid) -> None:
        """A table that is there for its looks: its cells one after the other, a bullet with its text."""
        translated = _translated(grid)
        for row in grid.rows:
            for column, box in enumerate(row):
                text = plain(box.flow)
                if column in translated:
                    self.foreign += bool(text)
                    continue
                self.flow(box.flow)
                if len(text) > _MARKERS:
                    self._break(Break(kind="cell"))
                elif text:
                    self.run(Run(text=" "))
            self._break(Break(kind="cell"))


def _translated(grid: Grid) -> set[int]:
    """Columns in which most cells are of another script, where one beside them is not."""
    filled: Counter[int] = Counter()
    other: Counter[int] = Counter()
    for row in grid.rows:
        for column, box in enumerate(row):
            if text := plain(box.flow):
                filled[column] += 1
                other[column] += foreign(text)
    found = {column for column in filled if other[column] * 2 > filled[column]}
    return found if len(found) < len(filled) else set()
