"""Bytes to text: which encoding, how large, and what is not text at all."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import BinaryIO

from checker.errors import InputError

MAX_BYTES = 5_000_000
"""Default limit in bytes: a long call is 0.1 MB, a filing of two hundred pages about 1 MB."""

STDIN = "-"
"""The path that stands for the standard input."""

# The longer mark first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
PACKED = 10
"""How much larger than text a packed format may be."""

_HEAD = 1024
_MAGIC = (
    (ZIP, "a zip archive (an Excel or PowerPoint file, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an old or an encrypted Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "a rich text file"),
)
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1a\x1b"
_CONTROLS = bytes(b for b in range(32) if b not in _TEXT_CONTROLS)
# Characters of Windows text that are common in English documents; a file in another encoding
# read as cp1252 shows others ("Ã", "Œ", box drawings) far more often.
_PLAUSIBLE = frozenset("‘’“”–—…•™®©°£€¥§±½¼¾·«»éèêëáàâäãåíìîïóòôöõøúùûüçñßæÉÄÖÜÅØÑ\xa0\xad")


def name(path: Path) -> str:
    """What a path is called in messages and reports."""
    return "<stdin>" if str(path) == STDIN else str(path)


def load(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most ``max_bytes``; raises ``InputError`` for anything else.

    Formats that are packed and hold pictures may be ten times as large. The path ``-`` is the
    standard input.
    """
    place = name(path)
    try:
        if str(path) == STDIN:
            return _limited(sys.stdin.buffer, place, max_bytes, 0)
        if path.is_dir():
            raise InputError(place, "is a directory", "Name the document itself.")
        with path.open("rb") as file:
            return _limited(file, place, max_bytes, path.stat().st_size)
    except FileNotFoundError:
        raise InputError(place, "no such file", "Check the path.") from None
    except PermissionError:
        raise InputError(place, "no permission to read it", "Make the file readable.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(place, f"cannot be read ({reason})", "Check the path.") from None


def _limited(file: BinaryIO, place: str, max_bytes: int, size: int) -> bytes:
    """What ``file`` holds; too big a one is refused before it is read."""
    head = file.read(_HEAD)
    limit = max_bytes * PACKED if head.startswith(ZIP) or PDF in head else max_bytes
    if size > limit:
        raise _too_big(place, size, limit)
    data = head + file.read(limit + 1 - len(head))  # a pipe or a growing file has no honest size
    if len(data) > limit:
        raise _too_big(place, len(data), limit)
    return data


def decode(data: bytes, place: str) -> str:
    """The text of ``data``, newlines normalised to ``\\n``; raises ``InputError`` if it is none.

    UTF-8 with or without a mark, UTF-16 and UTF-32 with one; Windows-1252 only where the letters
    beyond ASCII are few and such as English documents hold.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(place, f"is {name}, not text", "Save it as .docx, PDF or plain text.")
    text = _decoded(data, place)
    if not text.strip():
        raise InputError(place, "is empty", "Give a document with text in it.")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _decoded(data: bytes, place: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    place,
                    f"begins as {encoding.upper()} but breaks off at byte {error.start}",
                    "Save the document as UTF-8.",
                ) from None
    if data[:65536].translate(None, _CONTROLS) != data[:65536]:
        raise InputError(place, "is binary, not text", "Save the document as plain text (UTF-8).")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    foreign = sum(1 for char in text if char > "\x7f")
    odd = sum(1 for char in text if char > "\x7f" and char not in _PLAUSIBLE)
    if not text or odd * 10 > foreign or foreign * 4 > len(text):
        raise InputError(
            place,
            f"is in an unknown encoding (not UTF-8 at byte {broken})",
            "Save the document as UTF-8.",
        )
    return text


def _too_big(place: str, size: int, limit: int) -> InputError:
    return InputError(
        place,
        f"is too big ({size / 1_000_000:.1f} MB; the limit is {limit / 1_000_000:.1f} MB)",
        "Give one document at a time.",
    )
