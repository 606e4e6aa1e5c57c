"""The figures of a reading, sorted by what they speak of: the one index that all relations use.

A *subject* is metric, scope and basis; a *fact* adds period and unit. Everything is looked up by
key, never by comparing all figures with all, so the cost grows with the length of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from checker import period as periods
from checker.model import Cue, Figure, Reading
from checker.period import Period
from checker.relate.fit import agree
from checker.relate.names import canonical

_PASSAGE = 8
"""Sentences of one block that are told together; a machine transcript has blocks without end."""
_MENTIONS = 48
"""Mentions of one fact that are looked at from one place."""
_AROUND = 3
"""Sentences on either side in which a figure's surroundings are looked at."""
_DURATIONS = frozenset({"day", "week", "month", "quarter", "year"})


_PACES = {"quarter": 3, "month": 1, "week": 0, "day": 0}
"""What an amount may be told by, in months."""


class Subject(NamedTuple):
    """What is measured, of what, on which basis."""

    metric: str
    scope: str
    basis: str


class Fact(NamedTuple):
    """One thing that has one true value: a subject in a period, in a kind of unit."""

    subject: Subject
    period: str | None
    kind: str


class Facts:
    """A reading with its figures by fact. Levels and shares stand under their fact, changes apart."""

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        self.figures = reading.figures
        self.by_id = {figure.id: figure for figure in reading.figures}
        self.cues = [cue for cue in reading.cues if all(i in self.by_id for i in cue.figures)]
        self.profile = document.profile
        self.recalled = {i for cue in self.cues if cue.kind in ("reference", "premise") for i in cue.figures}
        self.superseded = {cue.figures[1] for cue in self.cues if cue.kind == "revision"}
        self.annual = {cue.figures[0]: cue.sense for cue in self.cues if cue.kind == "annual"}
        self.bounded = {cue.figures[:2] for cue in self.cues if cue.kind == "threshold"}
        self.paced = {
            i for cue in self.cues if cue.kind == "pace" for i in cue.figures if self._paced(i, cue.text)
        }
        starts = self._starts = [sentence.start for sentence in document.sentences]
        self._sentence: dict[str, int] = {}
        self._block: dict[str, int] = {}
        self.order: dict[str, int] = {}
        self.levels: dict[Fact, list[Figure]] = defaultdict(list)
        self.changes: dict[Subject, list[Figure]] = defaultdict(list)
        self.dated: dict[tuple[Subject, str], list[Figure]] = defaultdict(list)
        self.kinds: dict[Subject, set[str]] = defaultdict(set)
        self.sentences: dict[int, list[Figure]] = defaultdict(list)
        for place, figure in enumerate(reading.figures):
            at = bisect_right(starts, figure.start) - 1
            self.order[figure.id] = place
            self._sentence[figure.id] = at
            self._block[figure.id] = document.sentences[at].block if at >= 0 else -1
            self.sentences[at].append(figure)
            if not figure.metric:
                continue
            for subject in subjects(figure):
                if figure.measure == "change":
                    if figure.id not in self.annual:
                        self.changes[subject].append(figure)
                    continue
                for label in () if figure.id in self.paced else spread(figure.period):
                    self.levels[Fact(subject, label, kind(figure.unit))].append(figure)
                self.dated[subject, kind(figure.unit)].append(figure)
                self.kinds[subject].add(kind(figure.unit))

    def _paced(self, figure: str, pace: str) -> bool:
        """Whether an amount told by the quarter or the day is dated to a longer period than that."""
        period = parsed(self.by_id[figure].period)
        return period is not None and (period.duration_months or 0) > _PACES[pace]

    def sentence(self, figure: Figure) -> int:
        """Index of the sentence that a figure stands in."""
        return self._sentence[figure.id]

    def says(self, cue: Cue, figure: Figure) -> bool:
        """Whether a cue stands in the sentence of a figure."""
        return bisect_right(self._starts, cue.start) - 1 == self._sentence[figure.id]

    def block(self, figure: Figure) -> int:
        """Index of the block that a figure stands in."""
        return self._block[figure.id]

    def together(self, *figures: Figure) -> bool:
        """Whether all stand in one sentence."""
        return len({self._sentence[figure.id] for figure in figures}) == 1

    def near(self, *figures: Figure) -> bool:
        """Whether all stand in one passage: a few sentences of one block, or next to one another."""
        places = [self._sentence[figure.id] for figure in figures]
        apart = max(places) - min(places)
        return apart <= 2 or (apart <= _PASSAGE and len({self._block[figure.id] for figure in figures}) == 1)

    def recited(self, *figures: Figure) -> bool:
        """Whether one speaker tells all within a few sentences, as one goes through a statement."""
        places = [self._sentence[figure.id] for figure in figures]
        return max(places) - min(places) <= _PASSAGE and len({figure.speaker for figure in figures}) == 1

    def around(self, figure: Figure) -> Iterator[Figure]:
        """The figures of the sentence that a figure stands in, and of the few around it."""
        place = self._sentence[figure.id]
        for near in range(place - _AROUND, place + _AROUND + 1):
            yield from self.sentences.get(near, ())

    def settled(self, *figures: Figure) -> bool:
        """Whether all that is said of the figures' facts agrees with them.

        Where several values go by one name, some of them are of a segment that is not named.
        """
        return all(
            agree(figure, other)
            for figure in figures
            for other in self.close_to(self.at(subject(figure), normal(figure.period), figure.unit), figure)
            if other.hedge == figure.hedge
        )

    def assumed(self, *figures: Figure) -> bool:
        """Whether some figure does not itself say what it is about.

        That undated figures of the prepared remarks are of the quarter that the call is about is no
        assumption but the convention of calls.
        """
        return any(
            not explicit(figure, fields=("metric", "scope"))
            or ("period" in figure.inferred and not self._conventional(figure))
            for figure in figures
        )

    def _conventional(self, figure: Figure) -> bool:
        own = self.profile.fiscal_quarter
        return figure.section != "qa" and own is not None and normal(figure.period) in (own, f"@{own}")

    @staticmethod
    def gap(first: Figure, second: Figure) -> int:
        """Characters of text between two figures."""
        return max(first.start, second.start) - min(first.end, second.end)

    def distance(self, first: Figure, second: Figure) -> int:
        """How many figures lie between two."""
        return abs(self.order[first.id] - self.order[second.id])

    def at(self, subject: Subject, label: str | None, unit: str) -> list[Figure]:
        """The levels and shares stated for a subject in a period; balances with or without their "@"."""
        found = self.levels.get(Fact(subject, label, kind(unit)), [])
        if not found and label is not None:
            found = self.levels.get(Fact(subject, twin(label), kind(unit)), [])
        return found

    @staticmethod
    def close_to(figures: Sequence[Figure], figure: Figure) -> Sequence[Figure]:
        """Of many figures in reading order those told next before and behind another one.

        A passage without end repeats a thing thousands of times; which of them is meant is told nearby.
        """
        if len(figures) <= _MENTIONS:
            return figures
        place = bisect_right(figures, figure.start, key=lambda other: other.start)
        return figures[max(0, place - _MENTIONS // 2) : place + _MENTIONS // 2]

    def prices(self, subject: Subject) -> list[str]:
        """The kinds of unit price ("money/user") in which a subject is stated."""
        return sorted(k for k in self.kinds[subject] if k.startswith("money/") and k != "money/share")

    def cued(self, *kinds: str) -> Iterator[Cue]:
        """The cues of these kinds whose figures are known, in reading order."""
        return (cue for cue in self.cues if cue.kind in kinds)


def subjects(figure: Figure) -> tuple[Subject, ...]:
    """What a figure measures; one that is said of several metrics ("both doubled") has several."""
    return _subjects(figure.metric, figure.scope, figure.basis)


@lru_cache(maxsize=8192)
def _subjects(metric: str, scope: str, basis: str) -> tuple[Subject, ...]:
    return tuple(Subject(canonical(part), scope.lower(), basis) for part in metric.split(" / "))


def subject(figure: Figure) -> Subject:
    """What a figure measures, the first of several."""
    return subjects(figure)[0]


@lru_cache(maxsize=4096)
def kind(unit: str) -> str:
    """Units that can state the same quantity: all money is one kind, so is every rate."""
    base, _, per = unit.partition("/")
    name = "money" if is_money(base) else "duration" if base in _DURATIONS else base
    return f"{name}/{per}" if per else name


def is_money(unit: str) -> bool:
    """Whether a unit is a currency code."""
    return len(unit) == 3 and unit.isupper()


def explicit(*figures: Figure, fields: tuple[str, ...] = ("metric", "scope", "period")) -> bool:
    """Whether the figures' own sentences say these fields, nothing carried over or assumed."""
    return not any(field in figure.inferred for figure in figures for field in fields)


def outlook(figure: Figure) -> bool:
    """Whether it speaks of the future."""
    return figure.status in ("guidance", "target")


def comparable_status(first: Figure, second: Figure) -> bool:
    """Actual figures with actual ones, forecasts with forecasts; an example may quote either."""
    return "illustrative" in (first.status, second.status) or outlook(first) == outlook(second)


# -- periods -----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def parsed(label: str | None) -> Period | None:
    """The period of a label, ``None`` for none and for labels that are no period."""
    if label is None:
        return None
    try:
        return periods.parse(label)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def spread(label: str | None) -> tuple[str | None, ...]:
    """A label's periods: the members of "FY2021 / FY2022", else the label's shortest form."""
    period = parsed(label)
    if period is None:
        return (label,)
    if period.unit == "each":
        return tuple(str(periods.canonical(part)) for part in period.parts)
    return (str(periods.canonical(period)),)


def normal(label: str | None) -> str | None:
    """The shortest label of a period: "YTD2021Q2" is "2021H1"."""
    return spread(label)[0]


def twin(label: str) -> str:
    """The same period with or without its "@"."""
    return label[1:] if label.startswith("@") else f"@{label}"


@lru_cache(maxsize=4096)
def before(label: str | None, comparison: str | None) -> str | None:
    """The period that a change in ``label`` compares with; ``None`` where it cannot be told."""
    period = parsed(label)
    if period is None or comparison is None:
        return None
    if comparison == "yoy":
        prior: Period | None = period.year_before()
    elif comparison == "qoq":
        prior = period.quarter_before()
    else:
        named = parsed(comparison)
        prior = named.closing() if named is not None and period.at and named.unit != "call" else named
    return None if prior is None or prior == period else str(periods.canonical(prior))


@lru_cache(maxsize=4096)
def age(label: str | None) -> tuple[int, int] | None:
    """When a period ends, in fiscal years and twelfths of one, for telling earlier from later."""
    period = parsed(label)
    if period is None or period.unit == "call":
        return None
    last = period.last_quarter()
    if last is not None:
        return last.year, 3 * last.number
    return (period.year, period.number) if period.unit == "month" else None


def earlier(first: str | None, second: str | None) -> bool:
    """Whether the first period ends before the second, as far as labels tell."""
    a, b = age(first), age(second)
    if a is None or b is None:
        return False
    # Months are named by the calendar, quarters by the fiscal year: compare like with like.
    if (parsed(first).unit == "month") != (parsed(second).unit == "month"):  # type: ignore[union-attr]
        return a[0] < b[0]
    return a < b
