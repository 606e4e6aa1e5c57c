"""Figures that others imply through two or three steps: what a careful reader recomputes.

A stated figure is held against the shortest way to it that tells something and that the figures themselves
have not told already. What was put together from so many statements may speak of different things, so a way
that misses its figure says nothing, and one that meets it proves little but is worth telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from checker.model import Figure, Formula, Relation
from checker.relate.facts import Fact, Facts, Subject, before, kind, normal, subject
from checker.relate.fit import slack, value
from checker.relate.formula import leaves, worth
from checker.relate.network import MOST, Network, Way, one_money

_STEPS = 2
_SHARP = Decimal("0.05")
"""Relative width of an implied value beyond which it tells too little."""
_SHARP_CHANGE = Decimal("3")
"""The same for an implied growth, in points."""


def chains(network: Network, told: set[frozenset[str]]) -> Iterator[Relation]:
    """Stated figures against what others imply; figures ``told`` together already are left out."""
    facts = network.facts
    seen: dict[_Said, list[frozenset[_Said]]] = defaultdict(list)
    for ids in told:
        _note(seen, frozenset(_said(facts.by_id[i]) for i in ids))
    for figure in facts.figures:
        if not figure.metric or figure.low != figure.high or figure.status == "illustrative":
            continue
        if figure.form not in ("digits", "words") or figure.hedge in ("over", "under"):
            continue
        if figure.id in facts.annual:
            continue
        about = subject(figure)
        found = (
            _growths(network, figure, about)
            if figure.measure == "change"
            else _levels(network, figure, about)
        )
        for way in sorted(found, key=network.length):
            about_all = frozenset(_said(f) for f in (figure, *way.figures))
            if any(about_all >= known for one in about_all for known in seen.get(one, ())):
                continue
            relation = _relation(facts, figure, way) if _tells(way, figure) else None
            if relation is not None:
                _note(seen, about_all)
                yield relation
                break


_Said = tuple[Subject, str | None, str, str, str | None]


def _said(figure: Figure) -> _Said:
    """What a figure states, whoever says it and in whatever words."""
    rate = "percent" if figure.unit in ("percentage_point", "basis_point") else kind(figure.unit)
    return subject(figure), normal(figure.period), rate, figure.measure, figure.comparison


def _note(seen: dict[_Said, list[frozenset[_Said]]], known: frozenset[_Said]) -> None:
    """Remember what was held against one another; mentions of one thing tell nothing of others."""
    if len(known) > 2:
        seen[min(known, key=str)].append(known)


def _levels(network: Network, figure: Figure, about: Subject) -> Iterator[Way]:
    """The ways to what a level states, other than through another mention of it."""
    fact = Fact(about, normal(figure.period), kind(figure.unit))
    if fact.period is None:
        return
    said = _said(figure)[:4]
    for way in network.ways(fact, _STEPS):
        if way.step and figure not in way.figures and all(_said(f)[:4] != said for f in way.figures):
            yield way


def _growths(network: Network, figure: Figure, about: Subject) -> Iterator[Way]:
    """The change between two levels of which at least one is implied."""
    label = normal(figure.period)
    prior = before(label, figure.comparison)
    if prior is None:
        return
    kinds = ("money", "count", "money/share") if figure.unit == "percent" else (kind(figure.unit),)
    if figure.unit in ("basis_point", "percentage_point"):
        kinds = ("percent",)
    op = "growth" if figure.unit == "percent" else "−"
    for unit in kinds:
        now = network.ways(Fact(about, label, unit), _STEPS)
        then = network.ways(Fact(about, prior, unit), _STEPS)
        for a, b in product(now, then):
            figures = tuple(dict.fromkeys((*a.figures, *b.figures)))
            if not (a.step or b.step) or figure in figures or len(figures) > MOST or not one_money(figures):
                continue
            if any(_same_change(f, figure) for f in figures):
                continue
            formula = Formula(op=op, left=a.formula, right=b.formula)  # type: ignore[arg-type]
            try:
                interval = worth(formula, value, network.facts.by_id)
            except ZeroDivisionError:
                continue
            if interval.bounded:
                yield Way(formula, figures, interval, a.step or b.step)


def _same_change(first: Figure, second: Figure) -> bool:
    """Whether two figures state one change, perhaps in other words."""
    return (
        first.measure == second.measure == "change"
        and subject(first) == subject(second)
        and normal(first.period) == normal(second.period)
        and first.comparison == second.comparison
    )


def _tells(way: Way, figure: Figure) -> bool:
    """Whether an implied value is so sharp that a slip of the figure would show."""
    width = way.interval.width
    if width is None:
        return False
    if figure.unit in ("percent", "percentage_point", "basis_point") and figure.measure == "change":
        return width <= _SHARP_CHANGE
    return slack(way.interval) <= _SHARP


def _relation(facts: Facts, figure: Figure, way: Way) -> Relation | None:
    """A figure with the way to it; none if it misses the figure and that says nothing."""
    lenient = worth(way.formula, lambda f: value(f, lenient=True), facts.by_id)
    holds = lenient.overlaps(value(figure, lenient=True))
    if not holds:
        return None
    ids = tuple(dict.fromkeys(leaves(way.formula)))
    figures: Mapping[str, str | tuple[str, ...]] = (
        {"total": figure.id, "parts": ids} if way.step == "sum" else {"factors": ids, "product": figure.id}
    )
    return Relation(
        kind="sum" if way.step == "sum" else "product",
        figures=dict(figures),
        because="it follows from what else is said, in steps",
        strong=False,
        found=True,
        formula=way.formula if isinstance(way.formula, Formula) else None,
    )
