"""Figures of two documents side by side: what each is about, and how much alike that is.

A *statement* is a figure with the words around it. The statements of a source stand on a shelf by
the kind of their unit, and the shelf knows how telling a word is: one that few statements use says
more than one that all use.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from checker.model import Cue, Figure, Reading
from checker.relate.facts import earlier, explicit, kind, outlook, subjects
from checker.relate.names import words as name_words
from checker.resolve.lexicon import lexicon
from checker.resolve.surroundings import surroundings, telling
from checker.units import data

RATES = frozenset({"percent", "percentage_point", "basis_point"})
_SHARED = 25
"""In hundredths: so much of what a claim's words tell must be said of a figure for its sake alone."""


class Metric(IntEnum):
    """How the metrics of two statements compare."""

    OTHER = 0
    UNKNOWN = 1
    KIN = 2
    SAME = 3


class Statement(NamedTuple):
    """A figure, the names it goes by, and the words around it.

    A ``conventional`` period is that of the document itself, which a ``dateless`` document does not tell;
    an ``early`` one is still to come, although the figure is told as a fact: then it was hardly meant.
    """

    figure: Figure
    metrics: frozenset[str]
    core: frozenset[str]
    words: frozenset[str]
    cues: tuple[Cue, ...]
    conventional: bool
    early: bool
    dateless: bool
    document: str
    sentence: int


class Shelf:
    """The statements of one document, by the kind of their unit; ``prior`` says that it is an earlier one."""

    def __init__(self, reading: Reading, *, prior: bool = False) -> None:
        self.reading = reading
        self.prior = prior
        self.statements = statements(reading)
        self.of_kind: Mapping[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            self.of_kind[family(statement.figure.unit)].append(statement)
        counts = Counter(word for statement in self.statements for word in statement.words)
        many = len(self.statements) + 1
        self._worth = {word: _rarity(many, count) for word, count in counts.items()}
        self._new = _rarity(many, 1)

    def likeness(self, claim: Statement, other: Statement) -> int:
        """How much of what the words of a claim tell is also said of another statement, in hundredths."""
        told = sum(self._worth.get(word, self._new) for word in claim.words)
        shared = sum(self._worth.get(word, self._new) for word in claim.words & other.words)
        return 100 * shared // told if told else 0

    def metric(self, claim: Statement, other: Statement) -> Metric:
        """How the metrics of two statements compare, the words around them counted in where names differ."""
        named = same_metric(claim, other)
        if named is Metric.UNKNOWN and self.likeness(claim, other) < _SHARED:
            return Metric.OTHER if claim.core and other.core else Metric.UNKNOWN
        return named


def _rarity(many: int, count: int) -> int:
    """How telling a word is that ``count`` of ``many`` statements use: four times the logarithm to base 2."""
    return (many**4 // count**4).bit_length() - 1


def statements(reading: Reading) -> tuple[Statement, ...]:
    """The figures of a reading with what is known of each."""
    around = surroundings(reading.document, reading.figures)
    cues: dict[str, list[Cue]] = defaultdict(list)
    for cue in reading.cues:
        for i in cue.figures:
            cues[i].append(cue)
    own = reading.document.profile.fiscal_quarter
    starts = [sentence.start for sentence in reading.document.sentences]
    return tuple(
        Statement(
            figure=figure,
            metrics=frozenset(s.metric for s in subjects(figure)) if figure.metric else frozenset(),
            core=telling(figure.metric) | telling(figure.scope),
            words=around[figure.id],
            cues=tuple(cues[figure.id]),
            conventional=own is not None and figure.period in (own, f"@{own}"),
            early=not outlook(figure) and earlier(own, figure.period),
            dateless=own is None,
            document=reading.document.path,
            sentence=bisect_right(starts, figure.start) - 1,
        )
        for figure in reading.figures
    )


def same_metric(one: Statement, other: Statement) -> Metric:
    """How the metrics of two statements compare by their names alone."""
    if not one.metrics or not other.metrics:
        return Metric.UNKNOWN
    if not explicit(one.figure, other.figure, fields=("metric",)) and not one.metrics & other.metrics:
        return Metric.UNKNOWN  # a name that was carried over says little
    if one.metrics & other.metrics:
        return Metric.SAME
    if one.figure.unit.endswith("/share") and other.figure.unit.endswith("/share"):
        alike = {_per_share(m) for m in one.metrics} & {_per_share(m) for m in other.metrics}
        return Metric.KIN if alike else Metric.OTHER
    found = max(_named(a, b) for a in one.metrics for b in other.metrics)
    if found is Metric.UNKNOWN and one.core and other.core:
        # "Home grew 15%": the part stands for what is said of it
        return Metric.KIN if one.core <= other.core or other.core <= one.core else found
    return found


@lru_cache(maxsize=16384)
def _named(one: str, other: str) -> Metric:
    """Two canonical names: two that the lexicon tells apart are two things."""
    a, b = name_words(one), name_words(other)
    if a and b and (a <= b or b <= a):
        return Metric.KIN
    if any(one in group and other in group for group in _alike()):
        return Metric.KIN
    if lexicon().named(one) is not None and lexicon().named(other) is not None:
        return Metric.OTHER
    return Metric.UNKNOWN


@lru_cache(maxsize=1024)
def _per_share(name: str) -> str:
    """What kind of amount a share a name stands for: dividend, book value, price …; else earnings."""
    kinds = data("tie_out")["share"]
    return next((kind for kind, words in kinds.items() if any(word in name for word in words)), "earnings")


@cache
def _alike() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in data("tie_out")["alike"].values())


@lru_cache(maxsize=1024)
def family(unit: str) -> str:
    """Kinds of unit that are mixed up with one another: all rates are one, money a share is money."""
    if unit in RATES:
        return "rate"
    return kind(unit).partition("/")[0]


def distinct(found: Iterable[Statement]) -> tuple[str, ...]:
    """Ids of statements, each once."""
    return tuple(dict.fromkeys(statement.figure.id for statement in found))
