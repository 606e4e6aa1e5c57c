"""Which format a document is in: by what it holds, and where that does not tell, by its file's ending."""

from __future__ import annotations

from pathlib import PurePath

from checker.model import Format

BY_ENDING: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}


def of_text(text: str, place: str) -> Format:
    """The format of a decoded document that goes by the name ``place``."""
    from checker.read import html, markdown  # noqa: PLC0415

    if html.looks_like_html(text):
        return "html"
    known = BY_ENDING.get(PurePath(place).suffix.lower())
    if known:
        return known
    return "markdown" if markdown.looks_like_markdown(text) else "text"
