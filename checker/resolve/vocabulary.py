"""The word lists of ``period.toml``, as patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists by name, as written."""
    table = tomllib.loads((files("checker") / "data" / "period.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in table.items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Any entry of one list, as whole words and without regard to case."""
    return re.compile(rf"(?i)\b(?:{alternatives(name)})(?!\w)")


def alternatives(name: str) -> str:
    """The entries of one list as the inside of a group."""
    return "|".join(lists()[name]).replace(" ", r"\s+")
