"""Word documents to flow: the body in order, tables as grids, what is deleted or a footnote's mark left out.

Where they stand in the file is of no use to anyone (it is packed XML); lines are those of the text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from checker.errors import InputError
from checker.read.flow import Box, Break, Grid, Item, Run
from checker.read.grid import NOTE_MARK

MOST_UNPACKED = 100_000_000
"""Bytes of a document when unpacked; a report of three hundred pages holds a tenth of that."""

DEEPEST = 8  # tables within tables that are read

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLES = re.compile(r"(?i)title|subtitle|heading\s?\d|überschrift|titre")
_LISTS = re.compile(r"(?i)list\s?(?:bullet|number)")
_TWIPS = 20  # to a point


def looks_like_docx(data: bytes) -> bool:
    """Whether these bytes of a zip archive are a Word document."""
    return b"word/" in data[-65_536:] or b"word/document.xml" in data


def flow(data: bytes, place: str) -> list[Item]:
    """The document as flow; raises ``InputError`` where it cannot be opened."""
    body = _opened(data, place)
    items = list(_blocks(body, 0))
    if not any(isinstance(item, Run | Grid) for item in items):
        raise InputError(place, "holds no text", "Give a document with text in it.")
    return items


def _opened(data: bytes, place: str) -> Any:
    damaged = InputError(place, "is a damaged Word document", "Open it in Word and save it again.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            locked = any(entry.flag_bits & 1 for entry in entries)
    except zipfile.BadZipFile:
        raise damaged from None
    if locked:
        raise InputError(place, "is encrypted", "Save a copy without a password.")
    if unpacked > MOST_UNPACKED:
        raise InputError(
            place,
            f"unpacks to {unpacked // 1_000_000} MB, and more than {MOST_UNPACKED // 1_000_000} are not read",
            "Split it, or save it without pictures.",
        )
    import docx  # noqa: PLC0415  only a Word document needs it

    try:
        return docx.Document(io.BytesIO(data)).element.body
    except Exception:  # whatever lies in the archive may be broken, each in its own way
        raise damaged from None


def _blocks(parent: Any, depth: int) -> Iterator[Item]:
    """Paragraphs and tables in order, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == _W + "p":
            yield Break(kind="heading" if _TITLES.match(_style(child)) else "paragraph")
            if _LISTS.match(_style(child)) or child.find(f"{_W}pPr/{_W}numPr") is not None:
                yield Run(text="• ")
            yield from _runs(child)
            yield Break()
        elif child.tag == _W + "tbl":
            yield Break()
            if depth < DEEPEST:
                yield Grid(
                    rows=tuple(tuple(_cells(row, depth)) for row in child.iter(_W + "tr") if _own(row, child))
                )
            yield Break()
        elif child.tag in _HOLDERS:
            yield from _blocks(child, depth)


_HOLDERS = frozenset(_W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


def _own(row: Any, table: Any) -> bool:
    """Whether a row is one of the table itself and not of one within."""
    return next(row.iterancestors(_W + "tbl")) is table


def _style(paragraph: Any) -> str:
    """The name of a paragraph's style; its key where the document defines none."""
    name = paragraph.style
    return str(name or "")


def _runs(paragraph: Any) -> Iterator[Item]:
    for node in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen"):
        if _is_left_out(node, paragraph):
            continue
        kind = node.tag.removeprefix(_W)
        if kind == "t":
            yield Run(text=node.text or "")
        elif kind == "noBreakHyphen":
            yield Run(text="-")
        elif kind == "tab":
            yield Run(text=" ")
        else:
            yield Break(kind="line")


def _is_left_out(node: Any, paragraph: Any) -> bool:
    """Whether text is a footnote's mark, or the copy of a text box for old readers."""
    for parent in node.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag == _FALLBACK or parent.tag == _W + "pPr":
            return True
        if parent.tag == _W + "r":
            raised = parent.find(f"{_W}rPr/{_W}vertAlign")
            if raised is not None and raised.get(_W + "val") == "superscript":
                return bool(NOTE_MARK.fullmatch((node.text or "").strip()))
    return False


def _cells(row: Any, depth: int) -> Iterator[Box]:
    header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
    for cell in row.iter(_W + "tc"):
        if next(cell.iterancestors(_W + "tr")) is not row:
            continue
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        indent = cell.find(f"{_W}p/{_W}pPr/{_W}ind")
        left = indent.get(_W + "left") or indent.get(_W + "start") or "0" if indent is not None else "0"
        yield Box(
            flow=tuple(_blocks(cell, depth + 1)),
            columns=_count(span.get(_W + "val")) if span is not None else 1,
            header=header,
            indent=int(left) // _TWIPS if left.isdecimal() else 0,
        )


def _count(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and 0 < len(written) < 4 else 1
