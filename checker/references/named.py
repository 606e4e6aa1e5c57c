"""The sources that a note names itself, so that nobody has to: in its front matter or in a comment.

    ---
    sources: [call.txt, ../releases/q1.html]
    ---

or anywhere ``<!-- checker: sources: call.txt, ../releases/q1.html -->``. Paths are relative to the note.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from checker.errors import InputError

MOST = 20
"""Sources of one document at most."""
_HEAD = 65536
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^sources[ \t]*:(?P<value>[^\n]*)$", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<name>[^\n]*)")
_COMMENT = re.compile(r"<!--\s{0,20}checker:\s{0,20}sources:(?P<value>[^>]{0,2000}?)-->")
_REMEDY = 'Write sources: [call.txt, release.html], or one "- name" a line.'


class Named(NamedTuple):
    """A source as a note names it, with the line it stands on."""

    name: str
    line: int


def named(text: str, path: str) -> tuple[Named, ...]:
    """The sources that a text names, in order; none where it names none.

    Raises ``InputError`` where the front matter has ``sources`` in a form that is not understood, or
    names too many.
    """
    found = [*_front(text, path), *_commented(text)]
    if len(found) > MOST:
        raise InputError(path, f"names {len(found)} sources, more than {MOST}", "Name those it rests on.")
    return tuple(dict.fromkeys(found))


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


def _front(text: str, path: str) -> list[Named]:
    front = _FRONT.match(text, 0, _HEAD)
    key = _KEY.search(front["body"]) if front else None
    if front is None or key is None:
        return []
    line = text.count("\n", 0, front.start("body") + key.start()) + 1
    value = _bare(key["value"])
    if value.startswith("["):
        if not value.endswith("]"):
            raise InputError(f"{path}:{line}", "the list of sources does not end on its line", _REMEDY)
        return [Named(name, line) for name in _split(value[1:-1])]
    if value:
        return [Named(name, line) for name in _split(value)]
    found = []
    for number, item in enumerate(front["body"][key.end() :].lstrip("\r\n").splitlines(), line + 1):
        match = _ITEM.fullmatch(item)
        if match is None:
            break
        found.append(Named(_unquoted(_bare(match["name"])), number))
    if not found:
        raise InputError(f"{path}:{line}", "names no source after sources:", _REMEDY)
    return found


def _commented(text: str) -> list[Named]:
    return [
        Named(name, text.count("\n", 0, match.start()) + 1)
        for match in _COMMENT.finditer(text)
        for name in _split(match["value"].strip().removeprefix("[").removesuffix("]"))
    ]


def _split(value: str) -> list[str]:
    return [name for part in value.split(",") if (name := _unquoted(part.strip()))]


def _bare(value: str) -> str:
    """A value of front matter without the comment behind it."""
    return value.partition(" #")[0].strip()


def _unquoted(name: str) -> str:
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name
