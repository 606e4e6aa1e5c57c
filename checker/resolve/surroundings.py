"""The words around each figure, for telling which statements of two documents speak of one thing.

Two writers seldom call a thing by one name: what one calls "new credit lines in SME segments" the
other calls "newly approved SME credit lines". Where the names differ, the words around the figures
have to tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from checker.model import Document, Figure
from checker.resolve.phrases import keys, words

_REACH = 160
"""Characters on either side of a figure: a sentence of a machine transcript may go on for a page."""
_LEAST = 3
_KEPT = frozenset({"us", "uk", "respectively"})
_CLASSES = ("determiner", "preposition", "conjunction", "adverb", "pronoun", "period")


def surroundings(document: Document, figures: Sequence[Figure]) -> Mapping[str, frozenset[str]]:
    """For each figure, by id, the words that its sentence says near it, singular and without small ones."""
    starts = [sentence.start for sentence in document.sentences]
    found = {}
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        low, high = figure.start - _REACH, figure.end + _REACH
        if at >= 0:
            low, high = max(low, starts[at]), min(high, document.sentences[at].end)
        text = f"{document.text[max(0, low) : figure.start]} {document.text[figure.end : high]}"
        found[figure.id] = telling(text) | telling(f"{figure.metric} {figure.scope}")
    return found


def telling(text: str) -> frozenset[str]:
    """The words of a text that can tell one thing from another."""
    return frozenset(
        word
        for word in keys(text)
        if word in _KEPT or (len(word) >= _LEAST and not word[0].isdigit() and word not in _small())
    )


@cache
def _small() -> frozenset[str]:
    classes = words()
    return frozenset(word for name in _CLASSES for word in classes.get(name, ()))
