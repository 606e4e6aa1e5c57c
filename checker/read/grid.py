"""Grids of a source to tables: spacer columns dropped, signs put to their numbers, looks told from data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Struct
from checker.read.flow import Flow, Grid, Item, Run, plain

MOST_COLUMNS = 60
"""Columns of a table that are read; what claims to be wider is there for its looks."""

NOTE_MARK = re.compile(r"[(\[]?(?:\d{1,2}|[a-z*†‡§#])[)\]]?(?:,\s?[(\[]?(?:\d{1,2}|[a-z])[)\]]?)*")
"""A footnote's mark, which would otherwise grow onto the number before it."""

_LONGEST = 240  # characters in a cell of a table of data; a cell of prose is longer
_BEFORE = re.compile(
    r"(?:[A-Z]{1,3})?[$€£¥₹]|[(+–—-]\s?(?:[$€£¥₹])?|(?:[A-Z]{1,3})?[$€£¥₹]\s?\(|RMB|Rs\.?|\(?"
)
_BEHIND = re.compile(r"\)?\s?(?:%|x|bps?|pp|pts?)?\s?\)?")
_NUMBER = re.compile(r"[(+–—-]?\s?(?:[A-Z]{0,3}[$€£¥₹]\s?)?[(–—-]?\d[\d,.]*\s?\)?%?\)?|[–—-]+")


class Placed(Struct, frozen=True, kw_only=True):
    """A cell with something in it, and the columns it covers."""

    flow: tuple[Item, ...]
    words: str
    column: int
    columns: int
    header: bool = False
    indent: int = 0


Rows = list[list[Placed]]


def is_data(grid: Grid) -> bool:
    """Whether a grid is a table of data and not there for its looks."""
    full = 0
    for row in grid.rows:
        held = 0
        for box in row:
            if any(isinstance(item, Grid) for item in box.flow):
                return False
            words = plain(box.flow)
            if len(words) > _LONGEST:
                return False
            held += bool(words)
        full += held > 1
    return full > 1 or (full == 1 and any(box.header for row in grid.rows for box in row))


def placed(grid: Grid) -> Rows:
    """The filled cells of a table, row by row, in the columns that hold anything."""
    rows: Rows = []
    below: dict[int, int] = {}  # column to rows that a cell above still covers
    for row in grid.rows:
        at = 0
        cells: list[Placed] = []
        covers: dict[int, int] = {}
        for box in row:
            while below.get(at, 0):
                at += 1
            width = max(1, min(box.columns, MOST_COLUMNS))
            if words := plain(box.flow):
                cells.append(
                    Placed(
                        flow=box.flow, words=words, column=at, columns=width, header=box.header,
                        indent=box.indent,
                    )
                )  # fmt: skip
            if box.rows > 1:
                covers |= dict.fromkeys(range(at, at + width), box.rows)
            at += width
        below = {column: left - 1 for column, left in below.items() if left > 1}
        below |= {column: left - 1 for column, left in covers.items()}
        rows.append(_joined(cells))
    return _narrowed(rows)


def _joined(cells: Sequence[Placed]) -> list[Placed]:
    """The cells of a row, a currency sign put before its number and a percent sign behind."""
    found: list[Placed] = []
    for cell in cells:
        last = found[-1] if found else None
        opens = last and len(found) > 1 and _BEFORE.fullmatch(last.words) and _NUMBER.match(cell.words)
        opens = opens or (last and len(found) == 1 and last.words in _SIGNS and _NUMBER.match(cell.words))
        closes = last and _NUMBER.fullmatch(last.words) and _BEHIND.fullmatch(cell.words)
        near = last and cell.column - (last.column + last.columns) < 2
        if last and near and (opens or closes):
            found[-1] = Placed(
                flow=(*trimmed(last.flow), *trimmed(cell.flow)),
                words=last.words + cell.words,
                column=last.column if closes else cell.column,
                columns=(last.columns if closes else cell.columns),
                header=last.header and cell.header,
                indent=last.indent,
            )
        else:
            found.append(cell)
    return found


_SIGNS = frozenset("$€£¥₹(")


def trimmed(flow: Flow) -> tuple[Item, ...]:
    """The runs of a flow without spaces at either end."""
    runs = [item for item in flow if not isinstance(item, Run) or item.text]
    while runs and isinstance(runs[0], Run):
        kept = runs[0].text.lstrip()
        if not kept:
            runs.pop(0)
            continue
        at = runs[0].at
        runs[0] = Run(text=kept, at=at + len(runs[0].text) - len(kept) if at >= 0 else at)
        break
    while runs and isinstance(runs[-1], Run):
        kept = runs[-1].text.rstrip()
        if not kept:
            runs.pop()
            continue
        runs[-1] = Run(text=kept, at=runs[-1].at)
        break
    return tuple(runs)


def _narrowed(rows: Rows) -> Rows:
    """The same cells with columns counted from 0 without gaps; a wide head covers all that is under it."""
    found_starts: set[int] = set()
    for cell in sorted((cell for row in rows for cell in row), key=lambda cell: cell.columns):
        # A cell covers columns only where narrower ones stand below it.
        if found_starts.isdisjoint(range(cell.column, cell.column + cell.columns)):
            found_starts.add(cell.column)
    starts = sorted(found_starts)
    places = {column: index for index, column in enumerate(starts)}
    found: Rows = []
    for row in rows:
        kept = []
        for cell in row:
            under = [places[c] for c in starts if cell.column <= c < cell.column + cell.columns]
            kept.append(
                Placed(
                    flow=cell.flow,
                    words=cell.words,
                    column=under[0],
                    columns=len(under),
                    header=cell.header,
                    indent=cell.indent,
                )
            )
        found.append(kept)
    return found
