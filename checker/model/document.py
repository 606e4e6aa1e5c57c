"""A text as it was read: blocks, sentences, speakers, tables, and where its runs stand in the source."""

from __future__ import annotations

from typing import Literal

import msgspec

from checker.model.base import Format, Kind, Role, Section, Struct
from checker.model.figure import Stated


class Speaker(Struct, frozen=True, kw_only=True):
    """A person who speaks in the document, once, however often the name recurs."""

    name: str
    role: Role = "unknown"
    title: str = ""


class Block(Struct, frozen=True, kw_only=True):
    """A run of text that belongs together: a paragraph, a heading, a speaker's name line, a table row."""

    start: int
    end: int
    kind: Literal["paragraph", "heading", "speaker", "row"] = "paragraph"
    speaker: int | None = None
    section: Section = "body"


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence inside one block; ``block`` indexes ``Document.blocks``."""

    start: int
    end: int
    block: int


class Profile(Struct, frozen=True, kw_only=True):
    """What a reader knows of a document before its figures: whose, of which quarter, in which money.

    ``fiscal_quarter`` is a period label ("2021Q1"), ``fiscal_year_end`` month and day ("12-31"),
    the dates ISO 8601, ``currency`` ISO 4217. ``assumptions`` lists in words whatever was assumed
    and not read.
    """

    company: str = ""
    ticker: str = ""
    kind: Kind = "transcript"
    fiscal_quarter: str | None = None
    period_end: str | None = None
    call_date: str | None = None
    fiscal_year_end: str = "12-31"
    currency: str | None = None
    assumptions: tuple[str, ...] = ()


class Origin(Struct, frozen=True, kw_only=True):
    """Where a run of the text stands in the source: from ``start`` to the next origin.

    ``line`` and ``column`` are those of its first character in the file, both from 1; line 0 says
    that the file has no lines and the text's own count. ``page`` counts from 1; ``box`` is left,
    top, right and bottom in points from the page's upper left corner, rounded outwards.
    """

    start: int
    line: int = 0
    column: int = 0
    page: int = 0
    box: tuple[int, int, int, int] | None = None


class Comment(Struct, frozen=True, kw_only=True):
    """A comment in the source (``<!-- … -->``), without its marks; not part of the text.

    ``start`` is the offset in the text at which it stands, ``line`` and ``column`` its place in the
    file, ``last_line`` the line of the file on which it ends.
    """

    start: int
    text: str
    line: int
    column: int
    last_line: int


class Cell(Struct, frozen=True, kw_only=True):
    """A cell of a table that holds something, its span in the text, and which columns it covers."""

    start: int
    end: int
    row: int
    column: int
    columns: int = 1
    header: bool = False
    indent: int = 0


class Table(Struct, frozen=True, kw_only=True):
    """A table of the text: its cells in reading order, rows and columns counted from 0."""

    start: int
    end: int
    cells: tuple[Cell, ...]


class Document(Struct, frozen=True, kw_only=True):
    """A text with its blocks, sentences, speakers, tables and profile, all in reading order.

    For marked-up formats ``text`` is a rendition, and ``origins`` say where in the source its runs
    stand; a plain text needs none. ``front`` holds the fields of a front matter, each as a list.
    ``figures`` are those that something else has read; where there are any, the text is not read.
    """

    path: str
    text: str
    sha256: str
    profile: Profile
    format: Format = "text"
    speakers: tuple[Speaker, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    origins: tuple[Origin, ...] = ()
    comments: tuple[Comment, ...] = ()
    front: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    figures: tuple[Stated, ...] = ()
