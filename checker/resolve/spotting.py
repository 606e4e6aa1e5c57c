"""Whether any of many names occurs in plain text, without a look at its grammar."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


class Spotter:
    """Finds names as whole words in sentences in small letters; each is tried only at its first word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            low = name.lower()
            first = _WORD.match(low)
            if first is not None:
                self._names[first[0]].append(low)

    def spots(self, low: str, words: frozenset[str]) -> bool:
        """Whether ``low``, which consists of ``words``, holds one of the names."""
        if self._names.keys().isdisjoint(words):
            return False
        return any(
            low.startswith(name, word.start()) and _ends(low, word.start() + len(name))
            for word in _WORD.finditer(low)
            for name in self._names.get(word[0], ())
        )


def _ends(text: str, at: int) -> bool:
    """Whether no word goes on at ``at``."""
    return not text[at : at + 1].isalnum()
