"""Plain text to blocks: paragraphs, headings, name lines and table rows, each with speaker and section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from checker.model import Block, Section, Speaker, Struct
from checker.read import names, roles, sections
from checker.read.kind import is_release
from checker.read.layouts import Mark, marks
from checker.read.layouts.roster import Roster, roster
from checker.read.lines import Line, continues, lines, wrap_width

_CELLS = re.compile(r"\t|\s{2,}|\s*\|\s*")
_NUMERIC = re.compile(r"[-–(+~]?\s?(?:[A-Z]{0,3}[$€£¥₹])?\s?\d[\d,.]*\s?[%xX)]?|[-–—]+")
_RULE = re.compile(r"[-=_*~+|: ]{3,}\Z")
_HEADING_WORDS = 14


class Layout(Struct, frozen=True, kw_only=True):
    """The blocks of a text and who speaks in them; ``dialogue`` says whether it has speakers at all."""

    blocks: tuple[Block, ...]
    speakers: tuple[Speaker, ...]
    dialogue: bool
    per_line: bool


class _Piece(Struct, frozen=True, kw_only=True):
    """A line, or what a mark leaves of it, or the mark itself."""

    line: Line
    mark: Mark | None = None
    listed: bool = False
    kind: str = ""


def layout(
    text: str, given: Sequence[Block] = (), named: Sequence[Mark] | None = None, wraps: bool = False
) -> Layout:
    """The blocks and speakers of ``text``.

    The source has told the limits of the ``given`` blocks, which are in reading order, and which of
    them are headings and rows; only speakers are still looked for in them, unless they are ``named``.
    ``wraps`` says that lines are those of a page.
    """
    opened = {block.start: block.kind for block in given}
    found = tuple(replace(line, torn=True) if line.start in opened else line for line in lines(text))
    width = wrap_width(found, wraps)
    people = roster(found)
    spoken = tuple(named) if named is not None else marks(found, people)
    spoken = tuple(mark for mark in spoken if opened.get(mark.start) != "row")
    if is_release(text) and not any(mark.sure for mark in spoken):
        spoken = ()  # names in a release are those of people to be asked
    pieces = [
        replace(piece, kind=opened.get(piece.line.start, ""))
        for piece in _pieces(found, spoken, people, text)
    ]
    speakers, blocks = roles.assign(text, _blocks(pieces, width, bool(spoken)), spoken, people)
    return Layout(blocks=blocks, speakers=speakers, dialogue=bool(spoken), per_line=not width and not spoken)


def _pieces(found: Sequence[Line], spoken: Sequence[Mark], people: Roster, text: str) -> list[_Piece]:
    """Lines cut at the marks that stand in them, in reading order."""
    pieces = []
    at = 0
    for index, line in enumerate(found):
        start, gap = line.start, line.gap
        while at < len(spoken) and spoken[at].end <= start:
            at += 1
        while at < len(spoken) and spoken[at].start < line.end:
            mark = spoken[at]
            if mark.start > start:
                pieces.append(_Piece(line=_cut(text, line, start, mark.start, gap)))
            if mark.start >= start:
                pieces.append(_Piece(line=_cut(text, line, mark.start, mark.end, True), mark=mark))
            start, gap = mark.end, True
            if mark.end >= line.end:
                break
            at += 1
        if start < line.end and text[start : line.end].strip():
            pieces.append(
                _Piece(
                    line=_cut(text, line, start, line.end, gap),
                    listed=index in people.listed,
                )
            )
    return pieces


def _cut(text: str, line: Line, start: int, end: int, gap: bool) -> Line:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    inner = raw.strip()
    return Line(start=start, end=start + len(inner), text=inner, indent=line.indent, gap=gap, torn=line.torn)


def _blocks(pieces: Sequence[_Piece], width: int, dialogue: bool) -> list[Block]:
    """Pieces put together to blocks; sections by heading, speakers not yet known."""
    blocks: list[Block] = []
    section: Section = "body"
    turns = 0
    previous: Line | None = None
    for index, piece in enumerate(pieces):
        line = piece.line
        opened = sections.heading(line.text) if not piece.mark else None
        if opened:
            section = opened if opened == "body" or dialogue else section
            blocks.append(Block(start=line.start, end=line.end, kind="heading", section=section))
            previous = None
        elif piece.mark:
            if section == "body" and not turns:
                section = "prepared"
            turns += 1
            blocks.append(Block(start=line.start, end=line.end, kind="speaker", section=section))
            previous = None
        elif piece.listed:
            blocks.append(Block(start=line.start, end=line.end, kind="heading", section="body"))
            previous = None
        elif piece.kind == "row" or (not piece.kind and _is_row(line.text)):
            blocks.append(Block(start=line.start, end=line.end, kind="row", section=section))
            previous = None
        elif _RULE.match(line.text):
            previous = None
        elif previous and continues(previous, line, width):
            last = blocks[-1]
            blocks[-1] = Block(start=last.start, end=line.end, kind=last.kind, section=last.section)
            previous = line
        else:
            after = pieces[index + 1] if index + 1 < len(pieces) else None
            is_heading = piece.kind == "heading" or _is_heading(line, after, width)
            blocks.append(
                Block(
                    start=line.start,
                    end=line.end,
                    kind="heading" if is_heading else "paragraph",
                    section=section,
                )
            )
            previous = None if is_heading else line
    return blocks


def _is_heading(line: Line, after: _Piece | None, width: int) -> bool:
    """A short line without a full stop, standing free of the text below it."""
    text = line.text
    if text.startswith("#"):
        return True
    if line.ends or line.bullet or not line.gap or len(text) > 110 or not text[0].isalnum():
        return False
    if text[0].islower() or len(text.split()) > _HEADING_WORDS or text.endswith((",", "-")):
        return False
    if width and after and not after.line.gap and not after.mark:
        return False
    return (
        names.is_label(text)
        or not after
        or after.line.gap
        or bool(after.mark)
        or len(after.line.text) > 2 * len(text)
    )


def _is_row(text: str) -> bool:
    """A line of an aligned table: cells apart by tabs, bars or several spaces, two of them numbers."""
    if "  " not in text and "\t" not in text and "|" not in text:
        return False
    cells = [cell for cell in _CELLS.split(text.strip("| ")) if cell]
    return len(cells) > 2 and sum(1 for cell in cells if _NUMERIC.fullmatch(cell)) >= 2
