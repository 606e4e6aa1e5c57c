"""Bytes to document: format, decoding, blocks, speakers, sections, sentences and the profile.

A reader of a format makes a rendition (text, and where each run of it stands in the source); from
there on all formats go the same way. What only one format needs is imported when it is met.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model import Document, Format
from checker.read.aligned import with_tables
from checker.read.decode import MAX_BYTES, load, name
from checker.read.overrides import Overrides, from_front, load_overrides, validated

if TYPE_CHECKING:
    from checker.read.formats import Opened

__all__ = ["MAX_BYTES", "Overrides", "load_overrides", "read", "read_text", "validated"]


def read(path: Path, overrides: Overrides | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """The document in the file ``path``, of at most ``max_bytes`` bytes (PDF and DOCX ten times that).

    Raises ``InputError`` where there is no readable text or the overrides contradict each other.
    """
    from checker.read.formats import opened  # noqa: PLC0415  who only looks at options needs no reader

    data = load(path, max_bytes)
    place = name(path)
    return _document(opened(data, place), place, hashlib.sha256(data).hexdigest(), overrides)


def read_text(
    text: str, path: str = "<text>", overrides: Overrides | None = None, form: Format = "text"
) -> Document:
    """The document in a string; ``path`` is the name it goes by in messages and reports.

    ``form`` says how to read it: "text", "markdown", "html" or "json".
    """
    from checker.read.formats import opened_text  # noqa: PLC0415

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(opened_text(text, form, path), path, digest, overrides)


def _document(source: Opened, path: str, digest: str, overrides: Overrides | None) -> Document:
    from checker.read.profile import profile  # noqa: PLC0415
    from checker.read.sentences import sentences  # noqa: PLC0415
    from checker.read.text import layout  # noqa: PLC0415

    rendered, text = source.rendition, source.rendition.text
    stated, doubts = from_front(rendered.front)
    given = validated(overrides or Overrides()).over(stated.over(source.stated))
    rendered = with_tables(rendered) if source.form in ("text", "pdf") else rendered
    found = layout(text, rendered.blocks, source.marks, wraps=source.form == "pdf")
    about = profile(text, given, found.dialogue)
    return Document(
        path=path,
        text=text,
        sha256=digest,
        format=source.form,
        profile=replace(about, assumptions=(*about.assumptions, *doubts, *rendered.left_out)),
        speakers=found.speakers,
        blocks=found.blocks,
        sentences=sentences(text, found.blocks, found.per_line),
        tables=rendered.tables,
        origins=rendered.origins,
        comments=rendered.comments,
        front=rendered.front,
        figures=source.figures,
    )
