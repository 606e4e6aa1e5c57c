"""Identities of the statements, read from data; and a subject's value in a period, stated or derived."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from checker.interval import Interval
from checker.model import Figure
from checker.relate.facts import Facts, Subject, before, kind, normal, outlook, subjects
from checker.relate.fit import prior_value, slack, value
from checker.relate.names import canonical


class Ratio(NamedTuple):
    """ratio = numerator ÷ denominator, each the first of its names that is stated."""

    ratio: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


class Addition(NamedTuple):
    """total = sum of parts, each part the first of its names that is stated."""

    total: str
    parts: tuple[tuple[str, ...], ...]


class Value(NamedTuple):
    """What a subject is worth in a period: ids (a level, or a level and its change) and true values."""

    figures: tuple[Figure, ...]
    interval: Interval

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, for the roles of a relation."""
        return tuple(figure.id for figure in self.figures)

    @property
    def derived(self) -> bool:
        """Whether it follows from a later level and its change."""
        return len(self.figures) > 1


@cache
def ratios() -> tuple[Ratio, ...]:
    """The ratios that hold for every company."""
    return tuple(
        Ratio(canonical(r["ratio"]), tuple(map(canonical, r["numerator"])), tuple(map(canonical, r["denominator"])))
        for r in _data()["ratio"]
    )


@cache
def additions() -> tuple[Addition, ...]:
    """The sums that hold for every company."""
    return tuple(
        Addition(canonical(a["total"]), tuple(tuple(map(canonical, names)) for names in a["parts"]))
        for a in _data()["sum"]
    )


@cache
def _data() -> dict[str, list[dict[str, list[str]]]]:  # type: ignore[type-arg]
    return tomllib.loads(files("checker").joinpath("data/identities.toml").read_text(encoding="utf-8"))


class Values:
    """The value of every subject in every period, stated or derived, looked up by key."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._derived: dict[tuple[Subject, str, str], Value] = {}
        for change in facts.figures:
            if change.measure != "change" or not change.metric or change.form in ("vague", "multiple"):
                continue
            if change.low != change.high or change.status != "actual":
                continue
            label = normal(change.period)
            prior = before(label, change.comparison)
            if prior is None:
                continue
            for subject in subjects(change):
                self._derive(subject, label, prior, change)

    def _derive(self, subject: Subject, label: str | None, prior: str, change: Figure) -> None:
        points = change.unit in ("percentage_point", "basis_point")
        units = ("percent",) if points else ("money", "money/share", "count") if change.unit == "percent" else (change.unit,)
        for unit in units:
            level = self._stated(subject, label, unit)
            if level is None:
                continue
            found = Value((level, change), prior_value(level, change))
            key = (subject, prior, kind(unit))
            if key not in self._derived or slack(found.interval) < slack(self._derived[key].interval):
                self._derived[key] = found

    def _stated(self, subject: Subject, label: str | None, unit: str) -> Figure | None:
        """The mention that says most: no bound, no example, the most digits."""
        levels = [
            f
            for f in self._facts.at(subject, label, unit)
            if f.hedge not in ("over", "under") and f.form not in ("vague", "multiple") and f.status != "illustrative"
        ]
        return min(levels, key=lambda f: (slack(value(f)), f.start), default=None)

    def at(self, subject: Subject, label: str, unit: str) -> Value | None:
        """The value of exactly this subject, as stated or else derived."""
        level = self._stated(subject, label, unit)
        if level is not None:
            return Value((level,), value(level))
        return self._derived.get((subject, label, kind(unit)))

    def of(self, names: tuple[str, ...], like: Subject, label: str, unit: str) -> Value | None:
        """The first of several metrics, on the basis of ``like`` or else as reported."""
        for basis in dict.fromkeys((like.basis, "", "gaap")):
            for name in names:
                found = self.at(Subject(name, like.scope, basis), label, unit)
                if found is not None:
                    return found
        return None

    def periods(self, subject: Subject, unit: str) -> Iterator[str]:
        """The periods in which a subject has a value, stated ones first."""
        seen = set()
        for figure in self._facts.dated.get((subject, kind(unit)), ()):
            label = normal(figure.period)
            if label is not None and label not in seen:
                seen.add(label)
                yield label
        for other, label, unit_kind in self._derived:
            if other == subject and unit_kind == kind(unit) and label not in seen:
                seen.add(label)
                yield label


def ahead(found: Value) -> bool:
    """Whether it speaks of the future."""
    return any(outlook(figure) for figure in found.figures)
