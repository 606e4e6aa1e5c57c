"""Bytes to document: format, decoding, blocks, speakers, sections, sentences and the profile.

A reader of a format makes a rendition (text, and where each run of it stands in the source); from
there on all formats go the same way. What only one format needs is imported when it is met.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from checker.model import Document, Format
from checker.read.decode import MAX_BYTES, decode, load, name
from checker.read.formats import of_text
from checker.read.overrides import Overrides, from_front, load_overrides, validated
from checker.read.profile import profile
from checker.read.rendition import Rendition
from checker.read.sentences import sentences
from checker.read.text import layout

__all__ = ["MAX_BYTES", "Overrides", "load_overrides", "read", "read_text", "validated"]


def read(path: Path, overrides: Overrides | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """The document in the file ``path``, of at most ``max_bytes`` bytes.

    Raises ``InputError`` where there is no readable text or the overrides contradict each other.
    """
    data = load(path, max_bytes)
    place = name(path)
    text = decode(data, place)
    form = of_text(text, place)
    return _document(_rendered(text, form, place), form, place, hashlib.sha256(data).hexdigest(), overrides)


def read_text(
    text: str, path: str = "<text>", overrides: Overrides | None = None, form: Format = "text"
) -> Document:
    """The document in a string; ``path`` is the name it goes by in messages and reports.

    ``form`` says how to read it: "text", "markdown" or "html".
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(_rendered(text, form, path), form, path, digest, overrides)


def _rendered(text: str, form: Format, place: str) -> Rendition:
    """The text and its structure as a reader of the format sees them."""
    if form == "markdown":
        from checker.read import front, markdown  # noqa: PLC0415
        from checker.read.rendition import rendition  # noqa: PLC0415

        fields, length = front.front_matter(text, place)
        return rendition(markdown.flow(text, length), text, fields)
    if form == "html":
        from checker.read import html  # noqa: PLC0415
        from checker.read.rendition import rendition  # noqa: PLC0415

        return rendition(html.flow(text), text)
    return Rendition(text=text)


def _document(
    rendered: Rendition, form: Format, path: str, digest: str, overrides: Overrides | None
) -> Document:
    given = validated(overrides or Overrides())
    stated, doubts = from_front(rendered.front)
    given = given.over(stated)
    text = rendered.text
    found = layout(text, rendered.blocks)
    about = profile(text, given, found.dialogue)
    return Document(
        path=path,
        text=text,
        sha256=digest,
        format=form,
        profile=replace(about, assumptions=(*about.assumptions, *doubts, *rendered.left_out)),
        speakers=found.speakers,
        blocks=found.blocks,
        sentences=sentences(text, found.blocks, found.per_line),
        tables=rendered.tables,
        origins=rendered.origins,
        comments=rendered.comments,
        front=rendered.front,
    )
