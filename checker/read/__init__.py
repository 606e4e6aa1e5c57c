"""Bytes to document: decoding, blocks, speakers, sections, sentences and the profile."""

from __future__ import annotations

import hashlib
from pathlib import Path

from checker.model import Document
from checker.read.decode import MAX_BYTES, decode, load
from checker.read.overrides import Overrides, load_overrides, validated
from checker.read.profile import profile
from checker.read.sentences import sentences
from checker.read.text import layout

__all__ = ["MAX_BYTES", "Overrides", "load_overrides", "read", "read_text", "validated"]


def read(path: Path, overrides: Overrides | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """The document in the file ``path``, of at most ``max_bytes`` bytes.

    Raises ``InputError`` where there is no readable text or the overrides contradict each other.
    """
    data = load(path, max_bytes)
    text = decode(data, str(path))
    return _document(text, str(path), hashlib.sha256(data).hexdigest(), overrides)


def read_text(text: str, path: str = "<text>", overrides: Overrides | None = None) -> Document:
    """The document in a string; ``path`` is the name it goes by in messages and reports."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, path, digest, overrides)


def _document(text: str, path: str, digest: str, overrides: Overrides | None) -> Document:
    given = validated(overrides or Overrides())
    found = layout(text)
    return Document(
        path=path,
        text=text,
        sha256=digest,
        profile=profile(text, given, found.dialogue),
        speakers=found.speakers,
        blocks=found.blocks,
        sentences=sentences(text, found.blocks, found.per_line),
    )
