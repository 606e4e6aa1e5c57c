"""Tables that plain text draws with spaces, tabs or bars: runs of lines whose numbers stand in columns.

Numbers are set flush right, so the columns are where several of them end; a head stands over the
columns whose width it shares. Lines of words alone between the rows are headings of the table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from checker.model import Block, Cell, Table
from checker.read.lines import Line, lines
from checker.read.rendition import Rendition

_PIECE = re.compile(r"[^\s|](?:[^\t|]*?[^\s|])??(?=\s{2,}|\s*[\t|]|\s*\Z)")
_DRAWN = re.compile(r"\S(?:[ \u00a0]{2,}|\t| ?\| ?|\.{3,} ?)[(+$€£¥₹–—-]{0,2}\d")
_PARTING = ("  ", "\u00a0", "\t", "|", "...")
_LEADER = re.compile(r"[.\u2026\u00b7_]{3,}|(?:\. ){3,}\.?")
_RULE = re.compile(r"[-=_*~+|:. ]{3,}\Z")
_NUMBER = re.compile(
    r"[(+~<>–—-]?\s?(?:[A-Z]{0,3}[$€£¥₹]|RMB|Rs\.?)?\s{0,6}[(–—-]?\s?\d[\d,.]*\s?(?:%|x|bps?|pp|pts?|[mMbBkK]n?)?\s?\)?%?[*†]?"
    r"|[$€£¥₹]?\s?[-–—]{1,3}|n\.?[am]\.?|nm|n/a",
    re.I,
)
_SIGN = re.compile(r"(?:[A-Z]{0,3}[$€£¥₹]|RMB|Rs\.?)\s?\(?")
_BARS = re.compile(r"[\t|]")
_APART = 1000  # between columns that bars or tabs part, wherever their cells end
_SLACK = 2  # characters by which numbers of one column may end apart
_HEADS = 8  # lines of heads over the first row
_LABEL = 90  # characters of a line of words within a table
_LEAST = 2  # rows of a table


class Piece(NamedTuple):
    """What stands in one place of a line: its span in the text, and where it begins and ends in the line."""

    start: int
    end: int
    text: str
    left: int
    right: int

    @property
    def is_number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None


def with_tables(rendered: Rendition) -> Rendition:
    """A rendition of plain text with the tables that are drawn in it."""
    parted = any(mark in rendered.text for mark in _PARTING)  # much sooner said than what is drawn
    if not parted or not _DRAWN.search(rendered.text):
        return rendered
    found, blocks = tables(rendered.text, lines(rendered.text))
    return replace(rendered, tables=found, blocks=blocks)


def tables(text: str, found: Sequence[Line]) -> tuple[tuple[Table, ...], tuple[Block, ...]]:
    """The tables among the lines ``found`` in ``text``, and a block for each of their lines."""
    pieces = [_pieces(text, line) if _may_hold_cells(line.text) else [] for line in found]
    drawn: list[Table] = []
    blocks: list[Block] = []
    for first, last in _runs(found, pieces):
        rows = [pieces[at] or [_whole(text, found[at])] for at in range(first, last)]
        if table := _table(rows):
            drawn.append(table)
            blocks += (Block(start=row[0].start, end=row[-1].end, kind="row") for row in rows)
    return tuple(drawn), tuple(blocks)


def _may_hold_cells(line: str) -> bool:
    return "  " in line or "\t" in line or "|" in line or "..." in line


def _pieces(text: str, line: Line) -> list[Piece]:
    """The cells of a line; a currency sign standing alone belongs to the number behind it."""
    inner = _LEADER.sub(lambda dots: " " * len(dots[0]), line.text)
    begins = text.rfind("\n", 0, line.start) + 1
    bars = [match.start() for match in _BARS.finditer(inner)]
    found: list[Piece] = []
    for match in _PIECE.finditer(inner):
        left, right = (line.start - begins + at for at in match.span())
        if bars:
            left = right = bisect_left(bars, match.start()) * _APART
        piece = Piece(line.start + match.start(), line.start + match.end(), match[0], left, right)
        last = found[-1] if found else None
        opens = last and _SIGN.fullmatch(last.text) and piece.is_number
        if last and (opens or (last.is_number and piece.text in ("%", ")", ")%"))):
            found[-1] = Piece(last.start, piece.end, text[last.start : piece.end], last.left, piece.right)
        else:
            found.append(piece)
    return found


def _whole(text: str, line: Line) -> Piece:
    left = line.start - text.rfind("\n", 0, line.start) - 1
    return Piece(line.start, line.end, line.text, left, left + line.end - line.start)


def _is_row(pieces: Sequence[Piece]) -> bool:
    """A label with numbers behind it, and hardly anything else."""
    numbers = sum(piece.is_number for piece in pieces)
    return numbers > 0 and not pieces[0].is_number and numbers * 2 >= len(pieces) - 1


def _runs(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]]) -> Iterator[tuple[int, int]]:
    """First and last line (exclusive) of every stretch of rows, with the heads above it."""
    at = 0
    free = 0  # lines before this one belong to a table already
    while at < len(lines):
        if not _is_row(pieces[at]):
            at += 1
            continue
        first, last, rows = at, at + 1, 1
        while last < len(lines):
            if _is_row(pieces[last]):
                rows += 1
            elif not _goes_on(lines, pieces, last):
                break
            last += 1
        while last > at and not _is_row(pieces[last - 1]):
            last -= 1
        if first > free and lines[first - 1].text.endswith(":") and _is_words(lines[first - 1]):
            first -= 1  # "Revenue:" right above its first row
        while first > free and at - first < _HEADS and _is_head(lines[first - 1], pieces[first - 1]):
            first -= 1
        if rows >= _LEAST:
            yield first, last
            free = last
        at = last


def _goes_on(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], at: int) -> bool:
    """Whether a line without numbers stands between rows: a heading in the table, a repeated head, a rule."""
    line = lines[at]
    follows = next((n for n in range(at + 1, min(at + 4, len(lines))) if _is_row(pieces[n])), None)
    if follows is None:
        return False
    return bool(_RULE.match(line.text)) or _is_head(line, pieces[at]) or _is_words(line)


def _is_words(line: Line) -> bool:
    return len(line.text) <= _LABEL and not line.text.endswith((".", "?", "!", ",")) and not line.bullet


def _is_head(line: Line, pieces: Sequence[Piece]) -> bool:
    """Whether a line may name columns: several pieces far apart, or one far from the margin."""
    if _RULE.match(line.text):
        return True
    return (len(pieces) > 1 or line.indent > 12) and not line.text.endswith((".", "?", "!"))


def _table(rows: Sequence[Sequence[Piece]]) -> Table | None:
    """The cells of the rows in columns; ``None`` where no numbers stand one below the other."""
    ends = sorted(piece.right for row in rows if _is_row(row) for piece in row[1:] if piece.is_number)
    columns: list[list[int]] = []
    for end in ends:
        if columns and end - columns[-1][-1] <= _SLACK:
            columns[-1].append(end)
        else:
            columns.append([end])
    columns = [column for column in columns if len(column) >= _LEAST]
    if not columns:
        return None
    edges = [max(column) for column in columns]
    extents = _extents(rows, edges)
    cells: list[Cell] = []
    number = 0
    for row in rows:
        if all(_RULE.match(piece.text) and not piece.is_number for piece in row):
            continue
        for piece in row:
            first, count = _place(piece, row, extents)
            cells.append(
                Cell(
                    start=piece.start,
                    end=piece.end,
                    row=number,
                    column=first,
                    columns=count,
                    indent=piece.left if not first else 0,
                )
            )
        number += 1
    return Table(start=cells[0].start, end=cells[-1].end, cells=tuple(cells)) if cells else None


def _extents(rows: Sequence[Sequence[Piece]], edges: Sequence[int]) -> list[tuple[int, int]]:
    """From where to where each column reaches, as its numbers fill it."""
    lefts = list(edges)
    for row in rows:
        if _is_row(row):
            for piece in row[1:]:
                at = _nearest(edges, piece.right)
                if abs(edges[at] - piece.right) <= _SLACK:
                    lefts[at] = min(lefts[at], piece.left)
    # Up to the middle of the gap before it, so that heads wider than their numbers find their place.
    starts = [lefts[0], *((edges[n - 1] + lefts[n]) // 2 for n in range(1, len(edges)))]
    return list(zip(starts, edges, strict=True))


def _nearest(edges: Sequence[int], end: int) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - end))


def _place(piece: Piece, row: Sequence[Piece], extents: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first column of a piece (0 is that of the labels) and how many it covers."""
    if piece is row[0] and piece.left < extents[0][0] and (len(row) > 1 or piece.right <= extents[0][1]):
        return 0, 1
    if piece.is_number:
        return _nearest([right for _, right in extents], piece.right) + 1, 1
    under = [n for n, (left, right) in enumerate(extents) if piece.left <= right and piece.right >= left]
    if not under:
        under = [min(range(len(extents)), key=lambda n: abs(sum(extents[n]) - piece.left - piece.right))]
    return under[0] + 1, len(under)
