"""Which format a document is in, and the reader for it.

The format is told by what a document holds, and where that does not tell, by its file's ending. What
only one format needs is imported when it is met.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.model import Format, Stated, Struct
from checker.read.decode import PDF, ZIP, decode
from checker.read.layouts.mark import Mark
from checker.read.overrides import Overrides
from checker.read.rendition import Rendition

if TYPE_CHECKING:
    from checker.read.stated import Listing

_BY_ENDING: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}


class Opened(Struct, frozen=True, kw_only=True):
    """A document as the reader of its format sees it.

    ``figures`` are those of a list of figures, ``marks`` the speakers where the format names them,
    ``stated`` what it says of itself.
    """

    form: Format
    rendition: Rendition
    figures: tuple[Stated, ...] = ()
    marks: tuple[Mark, ...] | None = None
    stated: Overrides = Overrides()


def opened(data: bytes, place: str) -> Opened:
    """The document in ``data``; raises ``InputError`` where there is no readable one."""
    if PDF in data[:1024]:
        from checker.read import pdf  # noqa: PLC0415

        return Opened(form="pdf", rendition=pdf.read(data, place))
    if data.startswith(ZIP):
        from checker.read import docx  # noqa: PLC0415

        if docx.looks_like_docx(data):
            from checker.read.rendition import rendition  # noqa: PLC0415

            return Opened(form="docx", rendition=rendition(docx.flow(data, place)))
    text = decode(data, place)
    return opened_text(text, format_of(text, place), place)


def format_of(text: str, place: str) -> Format:
    """The format of a text that goes by the name ``place``."""
    from checker.read import html, markdown  # noqa: PLC0415

    if text.lstrip("\ufeff \t\n")[:1] in ("{", "["):
        return "json"
    if _heads_figures(text):
        return "figures"
    if html.looks_like_html(text):
        return "html"
    known = _BY_ENDING.get(PurePath(place).suffix.lower())
    if known:
        return known
    return "markdown" if markdown.looks_like_markdown(text) else "text"


def _heads_figures(text: str) -> bool:
    """Whether a text begins with the head of a list of figures in CSV."""
    names = {name.strip().strip('"').lower() for name in text[:2000].split("\n", 1)[0].split(",")}
    return {"unit", "metric"} <= names and bool({"low", "value"} & names)


def opened_text(text: str, form: Format, place: str) -> Opened:
    """The document in a text of a format that is known."""
    if form == "markdown":
        from checker.read import front, markdown  # noqa: PLC0415
        from checker.read.rendition import rendition  # noqa: PLC0415

        fields, length = front.front_matter(text, place)
        return Opened(form=form, rendition=rendition(markdown.flow(text, length), text, fields))
    if form == "html":
        from checker.read import html  # noqa: PLC0415
        from checker.read.rendition import rendition  # noqa: PLC0415

        return Opened(form=form, rendition=rendition(html.flow(text), text))
    if form == "json":
        return _opened_json(text, place)
    if form == "figures":
        from checker.read import stated  # noqa: PLC0415

        return _listed(stated.read(stated.csv_rows(text), place, first_line=2))
    return Opened(form="text", rendition=Rendition(text=text))


def _opened_json(text: str, place: str) -> Opened:
    """What JSON holds: figures or a transcript. A text that only begins like it is a text."""
    from checker.read import stated, vendor  # noqa: PLC0415

    try:
        data = json.loads(text, parse_float=str)
    except RecursionError:
        raise InputError(place, "is JSON nested too deeply", "Give a transcript or figures.") from None
    except ValueError as error:
        if lines := stated.json_lines(text):
            return _listed(stated.read(lines, place, first_line=1))
        if PurePath(place).suffix.lower() not in (".json", ".jsonl"):
            return Opened(form="text", rendition=Rendition(text=text))
        raise InputError(place, f"is not JSON ({error})", "Correct it, or give it another ending.") from None
    if rows := stated.rows_of(data):
        return _listed(stated.read(rows, place, about=data))
    found = vendor.read(data, place)
    return Opened(form="json", rendition=found.rendition, marks=found.marks, stated=found.stated)


def _listed(found: Listing) -> Opened:
    return Opened(form="figures", rendition=found.rendition, figures=found.figures, stated=found.stated)
