"""The values that follow from others: every subject in every period is a node, and what is said links them.

A change, a ratio, a share and a sum each lead from some nodes to another. Nodes are reached from what is
stated in a few steps; each way there is a formula over figures, none of which stands in it twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, product
from typing import NamedTuple

from checker.interval import Interval
from checker.model import Figure, Formula
from checker.relate.facts import Fact, Facts, Subject, before, kind, normal, outlook, subjects, twin
from checker.relate.fit import slack, value
from checker.relate.formula import Side, worth
from checker.relate.identities import Addition, Ratio, Values, additions, named_ratio, ratios
from checker.relate.sums import Split

_WAYS = 3
"""Ways to one node that are kept at each number of steps: the shortest, told closest together."""
MOST = 6
"""Figures of a chain at most."""
_MONEY = ("money", "count")
_NONE: frozenset[str] = frozenset()


class Way(NamedTuple):
    """How a value follows: its formula, the figures in it, and the last step ("" where it is stated)."""

    formula: Side
    figures: tuple[Figure, ...]
    interval: Interval
    step: str


class Network:
    """The nodes of a reading and the ways to them, worked out when asked for and then kept."""

    def __init__(self, facts: Facts, values: Values, splits: Sequence[Split]) -> None:
        self.facts = facts
        self._values = values
        self._ways: dict[tuple[Fact, int], tuple[Way, ...]] = {}
        self._ratio_of: dict[str, list[Ratio]] = defaultdict(list)
        self._ratios_with: dict[str, list[Ratio]] = defaultdict(list)
        self._splits: dict[tuple[Subject, str], list[Split]] = defaultdict(list)
        self._shares: dict[tuple[Subject, str | None], list[Subject]] = defaultdict(list)
        self._backward: dict[tuple[Subject, str | None], list[Figure]] = defaultdict(list)
        self._forward: dict[tuple[Subject, str | None], list[Figure]] = defaultdict(list)
        self._additions: dict[str, list[Addition]] = defaultdict(list)
        self._related: dict[str, list[tuple[tuple[str, ...], ...]]] = defaultdict(list)
        for addition in additions():
            members = ((addition.total,), *addition.parts)
            for name in chain(*members):
                self._additions[name].append(addition)
                self._related[name].append(members)
        self._told_on: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        # The metrics stated in a scope, period and kind; those of which anything at all is said there,
        # and those to which one step leads from them: most of what is asked for is nowhere near.
        self._told: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
        self._said: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        self._near: dict[tuple[str, str | None], set[str]] = {}
        self._split: dict[str, set[str]] = defaultdict(set)
        for about, label, unit in facts.levels:
            for each in {label, label and twin(label)}:
                self._told[about.scope, each, unit].add(about.metric)
                self._said[about.scope, each].add(about.metric)
        named = {figure.metric for figure in facts.figures}
        for ratio in (*ratios(), *filter(None, map(named_ratio, sorted(named)))):
            self._ratio_of[ratio.ratio].append(ratio)
            for name in (*ratio.numerator, *ratio.denominator):
                self._ratios_with[name].append(ratio)
            members = ((ratio.ratio,), ratio.numerator, ratio.denominator)
            for name in chain(*members):
                self._related[name].append(members)
        for split in splits:
            for member in (split.total, *split.parts):
                self._splits[member, split.unit].append(split)
                self._split[member.scope].add(member.metric)
        for figure in facts.figures:
            if figure.metric and figure.status != "illustrative":
                self._place(figure)

    def _place(self, figure: Figure) -> None:
        """Enter a change under both its periods, and a share under its whole."""
        label = normal(figure.period)
        for about in subjects(figure):
            self._told_on[about.metric, about.scope][about.basis] = None
            if figure.measure == "share" and about.scope:
                self._shares[about._replace(scope=""), label].append(about)
                self._said["", label].add(about.metric)
            elif figure.measure == "change" and figure.low == figure.high and figure.form == "digits":
                prior = before(label, figure.comparison)
                if prior is not None:
                    self._forward[about, label].append(figure)
                    self._backward[about, prior].append(figure)
                    self._said[about.scope, label].add(about.metric)
                    self._said[about.scope, prior].add(about.metric)

    # -- ways to a node ----------------------------------------------------------------------------

    def ways(self, fact: Fact, steps: int) -> tuple[Way, ...]:
        """The ways to a value in at most so many steps, the shortest first."""
        found = self._ways.get((fact, steps))
        if found is None:
            self._ways[fact, steps] = ()  # a way to a node does not lead through it
            about, label, _ = fact
            if steps == 1 and about.metric not in self._in_reach(about.scope, label):
                return ()
            stated = self._stated(fact)
            found = stated if not steps else tuple(self._kept([*stated, *self._reached(fact, steps - 1)]))
            self._ways[fact, steps] = found
        return found

    def _stated(self, fact: Fact) -> tuple[Way, ...]:
        if not self._any_told((fact.subject.metric,), fact.subject.scope, fact.period, fact.kind):
            return ()
        mentions = self._values.mentions(fact.subject, fact.period, fact.kind)
        best = min(mentions, key=lambda f: (slack(value(f)), f.start), default=None)
        return () if best is None else (Way(best.id, (best,), value(best), ""),)

    def _any_told(self, names: Sequence[str], scope: str, label: str | None, unit: str) -> bool:
        """Whether anything at all is stated of some metrics, which spares most of the looking."""
        return not self._told.get((scope, label, unit), _NONE).isdisjoint(names)

    def _in_reach(self, scope: str, label: str | None) -> set[str]:
        """The metrics to which one step may lead from what is stated, in a scope and period."""
        found = self._near.get((scope, label))
        if found is None:
            told = self._said.get((scope, label), _NONE)
            found = {*told, *self._split.get(scope, ())}
            for members in {members: None for metric in told for members in self._related.get(metric, ())}:
                if sum(told.isdisjoint(names) for names in members) < 2:
                    found.update(*members)
            self._near[scope, label] = found
        return found

    def _kept(self, found: Sequence[Way]) -> list[Way]:
        unique = {frozenset(f.id for f in way.figures): way for way in reversed(found)}
        return sorted(unique.values(), key=self.length)[:_WAYS]

    def length(self, way: Way) -> tuple[int, int, Decimal]:
        """How long a way is: its figures, how far apart they are told, and how vague it leaves the value."""
        places = [self.facts.order[figure.id] for figure in way.figures]
        return len(way.figures), max(places) - min(places), slack(way.interval)

    def _reached(self, fact: Fact, steps: int) -> Iterator[Way]:
        yield from self._by_change(fact, steps)
        if fact.kind in ("money", "percent"):
            yield from self._by_ratio(fact, steps)
        if fact.kind == "percent":
            yield from self._by_sides(fact)
        if fact.kind in _MONEY:
            yield from self._by_share(fact, steps)
        yield from self._by_sum(fact, steps)

    def _by_change(self, fact: Fact, steps: int) -> Iterator[Way]:
        """The level before a change, and the level after one."""
        about, label, unit = fact
        for change in self._backward.get((about, label), ()):
            if _moves(change, unit):
                later = Fact(about, normal(change.period), unit)
                yield from self._joined("before", "change", self.ways(later, steps), _given(change))
        for change in self._forward.get((about, label), ()):
            prior = before(label, change.comparison)
            if prior is not None and _moves(change, unit):
                yield from self._joined(
                    "after", "change", self.ways(Fact(about, prior, unit), steps), _given(change)
                )

    def _by_ratio(self, fact: Fact, steps: int) -> Iterator[Way]:
        """A ratio of its two sides, or one side of the ratio and the other."""
        about, label, unit = fact
        if unit == "percent":
            for ratio in self._ratio_of.get(about.metric, ()):
                above = self._sides(about, ratio.numerator, label, steps)
                below = self._sides(about, ratio.denominator, label, steps)
                yield from self._joined("percent", "ratio", above, below)
        if unit != "money":
            return
        for ratio in self._ratios_with.get(about.metric, ()):
            rate = self.ways(Fact(about._replace(metric=ratio.ratio), label, "percent"), steps)
            if about.metric in ratio.numerator[:1]:
                yield from self._joined(
                    "×", "ratio", rate, self._sides(about, ratio.denominator, label, steps)
                )
            elif about.metric in ratio.denominator:
                above = self._sides(about, ratio.numerator[:1], label, steps)
                yield from self._joined("÷", "ratio", above, rate)

    def _by_sides(self, fact: Fact) -> Iterator[Way]:
        """A ratio as it was before, moved by the growth of its two sides."""
        about, label, _ = fact
        for ratio in self._ratio_of.get(about.metric, ()):
            for above in self._growth(about, ratio.numerator, label):
                prior = before(label, above.comparison)
                base = self._stated(Fact(about, prior, "percent"))
                moved = tuple(self._joined("after", "change", base, _given(above))) if base else ()
                for below in self._growth(about, ratio.denominator, label):
                    if below.comparison == above.comparison:
                        yield from self._joined("before", "change", moved, _given(below))

    def _growth(self, like: Subject, names: Sequence[str], label: str | None) -> list[Figure]:
        """The changes in percent that are stated of the first of several metrics that has any."""
        for name in names:
            found = self._forward.get((Subject(name, like.scope, like.basis), label), ())
            if changes := [change for change in found if change.unit == "percent"]:
                return changes
        return []

    def _sides(self, like: Subject, names: Sequence[str], label: str | None, steps: int) -> tuple[Way, ...]:
        """The ways to the first of several metrics that has any, on the ratio's basis or as reported."""
        if not steps and not self._any_told(names, like.scope, label, "money"):
            return ()
        for name in names:
            for basis in dict.fromkeys((like.basis, "", "gaap")):
                found = self.ways(Fact(Subject(name, like.scope, basis), label, "money"), steps)
                if found:
                    return found
        return ()

    def _by_share(self, fact: Fact, steps: int) -> Iterator[Way]:
        """A part by its share of the whole, and the whole by a part and its share."""
        about, label, unit = fact
        if about.scope:
            share = self._shared(about, label)
            yield from self._joined(
                "×", "share", share, self.ways(fact._replace(subject=about._replace(scope="")), steps)
            )
        for part in dict.fromkeys(self._shares.get((about, label), ())):
            yield from self._joined(
                "÷", "share", self.ways(Fact(part, label, unit), steps), self._shared(part, label)
            )

    def _shared(self, about: Subject, label: str | None) -> tuple[Way, ...]:
        found = self._stated(Fact(about, label, "percent"))
        return found if found and found[0].figures[0].measure == "share" else ()

    def _by_sum(self, fact: Fact, steps: int) -> Iterator[Way]:
        """A total of its parts, and a part that the others leave of the total."""
        about, label, unit = fact
        for addition in self._additions.get(about.metric, ()):
            yield from self._by_identity(addition, fact, steps)
        for split in self._splits.get((about, unit), ()):
            whole = () if split.total == about else self.ways(Fact(split.total, label, unit), steps)
            if split.total != about and not whole:
                continue
            rest = [self.ways(Fact(part, label, unit), steps) for part in split.parts if part != about]
            if not all(rest) or len(rest) > MOST - 1:
                continue
            if split.total == about:
                yield from self._folded("+", rest[0], rest[1:])
            else:
                yield from self._folded("−", whole, rest)

    def _by_identity(self, addition: Addition, fact: Fact, steps: int) -> Iterator[Way]:
        """A line of the statements of the lines that make it up, on whichever basis they are told."""
        about, label, unit = fact
        if not steps:
            untold = sum(not self._any_told(names, about.scope, label, unit) for names in addition.parts)
            if untold > (addition.total != about.metric):
                return
        parts = []
        for names in addition.parts:
            ways = (
                self.ways(Fact(Subject(name, about.scope, basis), label, unit), steps)
                for name in names
                for basis in self._bases(about, name)
            )
            parts.append(next((found for found in ways if found), ()))
        if addition.total == about.metric and all(parts):
            yield from self._folded("+", parts[0], parts[1:])
        whole = self.ways(fact._replace(subject=about._replace(metric=addition.total)), steps)
        for place, names in enumerate(addition.parts):
            rest = parts[:place] + parts[place + 1 :]
            if about.metric in names and whole and all(rest):
                yield from self._folded("−", whole, rest)

    def _bases(self, like: Subject, name: str) -> list[str]:
        """The bases on which a line is told, that of ``like`` first."""
        return list(dict.fromkeys((like.basis, "", *self._told_on.get((name, like.scope), ()))))

    def _folded(self, op: str, first: tuple[Way, ...], rest: Sequence[tuple[Way, ...]]) -> Iterator[Way]:
        found = first
        for ways in rest:
            found = tuple(self._kept(list(self._joined(op, "sum", found, ways))))
        yield from found

    def _joined(self, op: str, step: str, left: Sequence[Way], right: Sequence[Way]) -> Iterator[Way]:
        """Two values put together, of figures that differ and count in one money."""
        for a, b in product(left, right):
            ids = {f.id for f in a.figures} & {f.id for f in b.figures}
            figures = (*a.figures, *b.figures)
            if ids or len(figures) > MOST or not one_money(figures) or not _one_time(figures):
                continue
            formula = Formula(op=op, left=a.formula, right=b.formula)  # type: ignore[arg-type]
            try:
                interval = worth(formula, value, self.facts.by_id)
            except ZeroDivisionError:
                continue
            if interval.bounded:
                yield Way(formula, figures, interval, step)


def _given(figure: Figure) -> tuple[Way, ...]:
    return (Way(figure.id, (figure,), value(figure), ""),)


def _moves(change: Figure, unit: str) -> bool:
    """Whether a change leads between levels of a unit: percent between amounts, points between rates."""
    if change.unit == "percent":
        return unit != "percent" and not unit.startswith("percentage")
    if change.unit in ("percentage_point", "basis_point"):
        return unit == "percent"
    return kind(change.unit) == unit


def one_money(figures: Sequence[Figure]) -> bool:
    return len({f.unit for f in figures if kind(f.unit) == "money"}) < 2


def _one_time(figures: Sequence[Figure]) -> bool:
    return len({outlook(figure) for figure in figures}) == 1
