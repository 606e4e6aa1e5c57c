"""The front matter of a note: fields between two lines of ``---`` before its text."""

from __future__ import annotations

import re
from typing import Any

from checker.errors import InputError

_FENCED = re.compile(r"---[ \t]*\n((?:.*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_MOST = 200


def front_matter(text: str, place: str) -> tuple[dict[str, tuple[str, ...]], int]:
    """The fields of the front matter, each as a list of words, and its length in ``text``; ({}, 0) for none.

    Single values are lists of one; what is neither a value nor a list of values is left out. Raises
    ``InputError`` where it is not YAML.
    """
    match = _FENCED.match(text)
    if not match or ":" not in match[1]:
        return {}, 0
    import yaml  # noqa: PLC0415  only a front matter needs it

    try:
        read: Any = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506  makes strings and nothing else
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise InputError(f"{place}:{line}", "the front matter is not YAML", "Correct it.") from None
    if not isinstance(read, dict):
        return {}, 0
    fields = {str(key): _values(value) for key, value in list(read.items())[:_MOST]}
    return {key: values for key, values in fields.items() if values}, match.end()


def _values(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(part.strip() for part in value[:_MOST] if isinstance(part, str))
    return (value.strip(),) if isinstance(value, str) and value.strip() else ()
