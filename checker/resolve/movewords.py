"""Words of movement and of records, with the way they point: what a claim about levels is made with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from checker import units

WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")
_FILLER = r"(?:[\w'’-]{1,20}[\s,]{1,2}){0,%d}"
BETTER = 2
"""Sense of a word that judges: up or down with what it is said of."""
STOP = frozenset({"the", "a", "an", "of", "our", "its", "total", "average", "and", "in", "for", "on"})


class Word(NamedTuple):
    text: str
    sense: int
    noun: bool
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of movement in a lower-case text, in order."""
    senses = _senses()
    for match in WORD.finditer(text):
        found = senses.get(match[0])
        if found is not None:
            yield Word(match[0], found[0], found[1], match.start(), match.end())


def record_words(text: str) -> Iterator[Word]:
    """The words of record in a lower-case text, "track record" and the like left out."""
    if "record" not in text and "est" not in text and "high" not in text and "low" not in text:
        return
    highest, lowest, excluded = _record_patterns()
    barred = [match.span() for match in excluded.finditer(text)]
    for pattern, sense in ((lowest, -1), (highest, 1)):
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end or start < match.end() <= end for start, end in barred):
                yield Word(match[0], sense, True, match.start(), match.end())
                barred.append(match.span())


def may_move(words: frozenset[str]) -> bool:
    """Whether any of the words of a sentence, cut at hyphens, begins a word of movement."""
    return not _moving().isdisjoint(words)


def may_record(words: frozenset[str]) -> bool:
    """Whether any of them begins a word of record."""
    return not _recording().isdisjoint(words)


@cache
def _moving() -> frozenset[str]:
    return frozenset(re.findall(r"\w+", word)[0] for word in _senses())


@cache
def _recording() -> frozenset[str]:
    record = data("cues")["record"]
    return frozenset(re.findall(r"\w+", phrase)[0] for phrase in (*record["highest"], *record["lowest"]))


@cache
def _senses() -> dict[str, tuple[int, bool]]:
    """Single words to their sense and whether they are nouns."""
    measure, claims = data("measure"), data("cues")["direction"]
    found: dict[str, tuple[int, bool]] = {}
    for table, sense in (("rise", 1), ("fall", -1), ("better", BETTER), ("worse", -BETTER)):
        for kind in ("nouns", "verbs", "comparatives"):
            for word in measure[table].get(kind, ()):
                found.setdefault(word, (sense, kind == "nouns"))
        for word in claims.get(table, ()):
            found.setdefault(word, (sense, word in ("recovery", "pickup", "pick-up")))
    for word in claims["stable"]:
        found.setdefault(word, (0, False))
    return {word: value for word, value in found.items() if " " not in word and word not in claims["not"]}


def data(name: str) -> dict[str, Any]:
    """A table of words by the name of its file."""
    return units.data(name)


@cache
def _alternatives(table: str, key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(data("cues")[table][key], key=len, reverse=True))


@cache
def leads_to() -> re.Pattern[str]:
    """What may stand between a word and the level it leads to."""
    return re.compile(rf"\s{_FILLER % 6}(?:{_alternatives('direction', 'to')})\s{_FILLER % 4}")


@cache
def leads_from() -> re.Pattern[str]:
    """What may stand between a word and the level it comes from."""
    return re.compile(rf"[\s,]{{1,2}}{_FILLER % 2}(?:{_alternatives('direction', 'from')})\s{_FILLER % 4}")


@cache
def compares() -> re.Pattern[str]:
    """Words that put one level beside another."""
    return re.compile(rf"\b(?:{_alternatives('direction', 'from')})\b")


@cache
def _record_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    patterns = [
        re.compile(rf"\b(?:{_alternatives('record', key)})\b") for key in ("highest", "lowest", "not")
    ]
    return patterns[0], patterns[1], patterns[2]


def stem(word: str) -> str:
    """A word in the singular."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
