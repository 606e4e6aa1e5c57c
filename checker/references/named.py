"""The sources that a note names itself, so that nobody has to: in its front matter or in a comment.

    ---
    sources: [call.txt, ../releases/q1.html]
    ---

or anywhere ``<!-- checker: sources: call.txt, ../releases/q1.html -->``. Paths are relative to the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checker.errors import InputError
from checker.model import Document

MOST = 20
"""Sources of one document at most."""
_COMMENT = re.compile(r"\s*checker:\s*sources:(?P<names>.*)", re.DOTALL)
_IN_TEXT = re.compile(r"<!--(?P<comment>\s{0,20}checker:\s{0,20}sources:[^>]{0,2000}?)-->")


class Named(NamedTuple):
    """A source as a note names it, with the line it stands on."""

    name: str
    line: int


def named(document: Document) -> tuple[Named, ...]:
    """The sources that a document names, in order, each once; none where it names none.

    Raises ``InputError`` where they are too many.
    """
    found = tuple(dict.fromkeys(_all(document)))
    if len(found) > MOST:
        problem = f"names {len(found)} sources, more than {MOST}"
        raise InputError(document.path, problem, "Name those it rests on.")
    return found


def located(source: Named, path: str) -> Path:
    """The file that a source names, relative to the note at ``path``.

    Raises ``InputError`` for a path that is absolute, leads out of the note's folder and of the current
    one, or leads to no file: a note may come from anybody.
    """
    place = f"{path}:{source.line}"
    name = Path(source.name)
    if name.is_absolute() or name.drive:
        raise InputError(
            place, f"the source {source.name!r} is an absolute path", "Name it relative to the note."
        )
    folder = Path(path).parent
    target = (folder / name).resolve()
    bounds = [folder.resolve()]
    if folder.resolve().is_relative_to(Path.cwd()):
        bounds.append(Path.cwd())
    if not any(target.is_relative_to(bound) for bound in bounds):
        raise InputError(
            place,
            f"the source {source.name!r} leads out of {bounds[-1]}",
            "Keep sources beside the note or below the current folder, or give them with --against.",
        )
    if not target.is_file():
        raise InputError(place, f"the source {source.name!r} does not exist", "Correct the name.")
    return folder / name


def _all(document: Document) -> Iterator[Named]:
    for value in document.front.get("sources", ()):
        yield from (Named(name, 1) for name in _split(value))
    comments = [(comment.text, comment.line) for comment in document.comments]
    if document.format == "text":
        text = document.text
        comments += [
            (match["comment"], text.count("\n", 0, match.start()) + 1) for match in _IN_TEXT.finditer(text)
        ]
    for comment, line in comments:
        match = _COMMENT.fullmatch(comment)
        if match:
            yield from (Named(name, line) for name in _split(match["names"].strip().strip("[]")))


def _split(value: str) -> list[str]:
    return [name for part in value.split(",") if (name := part.strip().strip("\"'"))]
