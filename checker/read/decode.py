"""Bytes to text: which encoding, how large, and what is not text at all."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

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
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (a Word or Excel file, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
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

    The path ``-`` is the standard input.
    """
    place = name(path)
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(max_bytes + 1)
            if len(data) > max_bytes:
                raise _too_big(place, len(data), max_bytes)
            return data
        if path.is_dir():
            raise InputError(place, "is a directory", "Name the document itself.")
        size = path.stat().st_size
        if size > max_bytes:
            raise _too_big(place, size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)  # a pipe or a growing file has no honest size
    except FileNotFoundError:
        raise InputError(place, "no such file", "Check the path.") from None
    except PermissionError:
        raise InputError(place, "no permission to read it", "Make the file readable.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(place, f"cannot be read ({reason})", "Check the path.") from None
    if len(data) > max_bytes:
        raise _too_big(place, len(data), max_bytes)
    return data


def decode(data: bytes, place: str) -> str:
    """The text of ``data``, newlines normalised to ``\\n``; raises ``InputError`` if it is none.

    UTF-8 with or without a mark, UTF-16 and UTF-32 with one; Windows-1252 only where the letters
    beyond ASCII are few and such as English documents hold.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(place, f"is {name}, not text", "Save the document as plain text (UTF-8).")
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
