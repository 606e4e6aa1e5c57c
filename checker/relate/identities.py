"""Identities of the statements, read from data; and a subject's value in a period, stated or derived."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from checker.interval import Interval, total
from checker.model import Figure
from checker.relate.facts import Facts, Subject, before, kind, normal, subjects
from checker.relate.fit import prior_value, slack, value
from checker.relate.names import canonical

_JOINTS = (" as a percentage of ", " as a share of ", " over ", " to ", "-to-")
"""What stands between numerator and denominator in the name of a ratio."""


class Ratio(NamedTuple):
    """ratio = numerator ÷ denominator, each the first of its names that is stated."""

    ratio: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


class Addition(NamedTuple):
    """total = sum of parts, each part the first of its names that is stated."""

    total: str
    parts: tuple[tuple[str, ...], ...]
    exact: bool = False
    """Whether by definition there are no other parts."""


class Value(NamedTuple):
    """What a subject is worth in a period: ids (a level, or a level and its change) and true values."""

    figures: tuple[Figure, ...]
    interval: Interval

    @classmethod
    def of(cls, figure: Figure) -> Value:
        """The value of one figure as stated."""
        return cls((figure,), value(figure))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, for the roles of a relation."""
        return tuple(figure.id for figure in self.figures)

    @property
    def derived(self) -> bool:
        """Whether it follows from other figures: a later level and its change, or parts."""
        return len(self.figures) > 1

    @property
    def composed(self) -> bool:
        """Whether it is not stated but the sum of its stated parts."""
        return self.derived and all(figure.measure != "change" for figure in self.figures)


@cache
def ratios() -> tuple[Ratio, ...]:
    """The ratios that hold for every company."""
    return tuple(
        Ratio(
            canonical(r["ratio"]),
            tuple(map(canonical, r["numerator"])),
            tuple(map(canonical, r["denominator"])),
        )
        for r in _data()["ratio"]
    )


@lru_cache(maxsize=8192)
def named_ratio(metric: str) -> Ratio | None:
    """The ratio that a name says itself: "loans over deposits", "capex as a percentage of revenue"."""
    for joint in _JOINTS:
        above, found, below = metric.partition(joint)
        if found and above and below:
            name = canonical(metric)
            return Ratio(name, (canonical(above),), (canonical(below.removesuffix(" ratio")),))
    return None


@cache
def additions() -> tuple[Addition, ...]:
    """The sums that hold for every company."""
    return tuple(
        Addition(
            canonical(a["total"]),
            tuple(tuple(map(canonical, names)) for names in a["parts"]),
            exact=a.get("exact", False),
        )
        for a in _data()["sum"]
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("checker").joinpath("data/identities.toml").read_text(encoding="utf-8"))


class Values:
    """The value of every subject in every period, stated or derived, looked up by key."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._derived: dict[tuple[Subject, str, str], list[Value]] = defaultdict(list)
        for change in facts.figures:
            if change.measure != "change" or not change.metric or change.form in ("vague", "multiple"):
                continue
            if change.low != change.high or change.status != "actual" or change.id in facts.annual:
                continue
            label = normal(change.period)
            prior = before(label, change.comparison)
            if prior is None:
                continue
            for subject in subjects(change):
                self._derive(subject, label, prior, change)

    def _derive(self, subject: Subject, label: str | None, prior: str, change: Figure) -> None:
        points = change.unit in ("percentage_point", "basis_point")
        units = (
            ("percent",)
            if points
            else ("money", "money/share", "count")
            if change.unit == "percent"
            else (change.unit,)
        )
        for unit in units:
            level = self._best(self.mentions(subject, label, unit), change)
            if level is not None:
                found = Value((level, change), prior_value(level, change))
                self._derived[subject, prior, kind(unit)].append(found)

    def mentions(self, subject: Subject, label: str | None, unit: str) -> list[Figure]:
        """The levels stated for a subject in a period: no bounds, no examples, no vague words."""
        return [
            f
            for f in self._facts.at(subject, label, unit)
            if f.hedge not in ("over", "under")
            and f.form not in ("vague", "multiple")
            and f.status != "illustrative"
        ]

    def _best(self, levels: list[Figure], near: Figure | None) -> Figure | None:
        """The mention that says most, of equals the one told closest to ``near``."""
        return min(levels, key=lambda f: (slack(value(f)), self._apart(f, near), f.start), default=None)

    def _apart(self, figure: Figure, near: Figure | None) -> int:
        return 0 if near is None else self._facts.distance(figure, near)

    def at(self, subject: Subject, label: str, unit: str, near: Figure | None = None) -> Value | None:
        """The value of exactly this subject, as stated or else derived; of equals the one told closest."""
        level = self._best(self.mentions(subject, label, unit), near)
        if level is not None:
            return Value((level,), value(level))
        before_change = min(
            self._derived.get((subject, label, kind(unit)), ()),
            key=lambda v: (round(slack(v.interval), 4), self._apart(v.figures[1], near)),
            default=None,
        )
        return before_change or self._composed(subject, label, unit, near)

    def _composed(self, subject: Subject, label: str, unit: str, near: Figure | None) -> Value | None:
        """The revenue that nobody states, of its cost and the gross profit."""
        for addition in additions():
            if addition.total != subject.metric or not addition.exact:
                continue
            parts = []
            for names in addition.parts:
                told = (self.mentions(subject._replace(metric=name), label, unit) for name in names)
                part = self._best(next((levels for levels in told if levels), []), near)
                if part is not None and part.measure == "level":
                    parts.append(part)
            if len(parts) == len(addition.parts) and len({part.unit for part in parts}) == 1:
                return Value(tuple(parts), total(value(part) for part in parts))
        return None

    def together(self, wanted: Sequence[tuple[Subject, str]], label: str) -> list[Value] | None:
        """The values of several subjects (with their units) told as close to one another as they are.

        ``None`` if one is missing. The subject with the fewest mentions says where to look.
        """
        found = [self.at(subject, label, unit) for subject, unit in wanted]
        known = [v for v in found if v is not None]
        if len(known) < len(wanted):
            return None
        rarest = min(
            range(len(wanted)), key=lambda i: len(self.mentions(wanted[i][0], label, wanted[i][1])) or 99
        )
        anchor = known[rarest].figures[-1]
        again = [self.at(subject, label, unit, anchor) for subject, unit in wanted]
        return [v for v in again if v is not None]

    def of(self, names: tuple[str, ...], like: Subject, label: str, unit: str) -> Subject | None:
        """The first of several metrics that has a value, on the basis of ``like`` or else as reported."""
        for basis in dict.fromkeys((like.basis, "", "gaap")):
            for name in names:
                subject = Subject(name, like.scope, basis)
                if self.at(subject, label, unit) is not None:
                    return subject
        return None

    def periods(self, subject: Subject, unit: str) -> Iterator[str]:
        """The periods in which a subject has a value, stated ones first."""
        seen = set()
        for figure in self._facts.dated.get((subject, kind(unit)), ()):
            label = normal(figure.period)
            if label is not None and label not in seen:
                seen.add(label)
                yield label
        for change in self._facts.changes.get(subject, ()):
            prior = before(normal(change.period), change.comparison)
            if prior is not None and prior not in seen and (subject, prior, kind(unit)) in self._derived:
                seen.add(prior)
                yield prior
