"""The word lists of ``period.toml``, as patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker import units

_WORD = re.compile(r"\w+")


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists by name, as written."""
    table = units.data("period")
    return {name: tuple(words) for name, words in table.items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Any entry of one list, as whole words, in a text in small letters (see ``checker.letters``)."""
    return re.compile(rf"\b(?:{by_letter(lists()[name])})(?!\w)")


def by_letter(entries: Sequence[str]) -> str:
    """The entries as alternatives, those with one first letter together: much faster to try in vain."""
    grouped: dict[str, list[str]] = {}
    for entry in entries:
        plain = entry[:1].isalpha() and entry[1:2] not in ("", "?", "*", "+", "{")
        grouped.setdefault(entry[0] if plain else "", []).append(entry)
    parts = [
        f"{letter}(?:{'|'.join(entry[len(letter) :] for entry in group)})"
        for letter, group in grouped.items()
    ]
    return "|".join(parts).replace(" ", r"\s+")


class Phrases:
    """A list of phrases, found as whole words in the text of a sentence in small letters.

    A sentence that has the first word of none of them is not searched; ``words`` are those of the sentence.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self.firsts = frozenset(word[0] for phrase in phrases if (word := _WORD.search(phrase)))
        escaped = [re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases]
        self.pattern = re.compile(rf"\b(?:{by_letter(escaped)})\b")

    def search(self, low: str, words: frozenset[str]) -> re.Match[str] | None:
        """The first phrase in ``low``."""
        return None if self.firsts.isdisjoint(words) else self.pattern.search(low)

    def starts(self, low: str, words: frozenset[str]) -> list[int]:
        """Where the phrases begin in ``low``."""
        if self.firsts.isdisjoint(words):
            return []
        return [match.start() for match in self.pattern.finditer(low)]


def alternatives(name: str) -> str:
    """The entries of one list as the inside of a group."""
    return "|".join(lists()[name]).replace(" ", r"\s+")
