"""What follows from a source by arithmetic: growth and difference of two levels, shares, remainders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checker.interval import Interval, percent_change
from checker.model import Relation
from checker.references.dimensions import Match, compare
from checker.references.statements import Metric, Shelf, Statement, same_metric
from checker.references.values import agree
from checker.relate.facts import before, normal, twin
from checker.relate.fit import value
from checker.units import data


class Derived(NamedTuple):
    """A relation whose sources are the operands, and whether the claim follows from them."""

    relation: Relation
    holds: bool


def made(claim: Statement, shelf: Shelf) -> Derived | None:
    """A share or a remainder that bears the claim out; ``None`` where there is none."""
    if claim.figure.measure == "change":
        return None
    return _quotient(claim, shelf) if claim.figure.unit == "percent" else _remainder(claim, shelf)


def moved(claim: Statement, shelf: Shelf) -> Derived | None:
    """A growth or difference of two levels of the source, whether it bears the claim out or not."""
    if claim.figure.measure != "change" or claim.figure.form == "vague":
        return None
    wrong: Derived | None = None
    pairs = sorted(_levels(claim, shelf), key=lambda pair: pair[0].figure.low_step + pair[1].figure.low_step)
    for now, then, certain in pairs:
        how = (
            "growth"
            if claim.figure.unit in ("percent", "ratio") and now.figure.unit != "percent"
            else ("difference")
        )
        implied = change(value(now.figure), value(then.figure), how)
        relation = _relation(claim, f"by {how}", now, then)
        if implied.overlaps(value(claim.figure)):
            return Derived(relation, True)
        if certain and wrong is None:
            wrong = Derived(_relation(claim, how, now, then), False)
    return wrong


def change(now: Interval, then: Interval, how: str) -> Interval:
    """The change between two levels, in percent or in their unit."""
    return percent_change(now, then) if how == "growth" else now - then


def _levels(claim: Statement, shelf: Shelf) -> Iterator[tuple[Statement, Statement, bool]]:
    """Pairs of levels that the claimed change may lie between, with whether they are certainly meant."""
    figure = claim.figure
    rates = figure.unit in ("percentage_point", "basis_point")
    levels = [
        s
        for s in shelf.statements
        if s.figure.measure != "change"
        and s.figure.period
        and s.figure.low == s.figure.high
        and same_metric(claim, s) is Metric.SAME
        and (s.figure.unit == "percent" if rates else s.figure.unit != "percent")
        and (figure.unit in ("percent", "ratio") or rates or s.figure.unit == figure.unit)
    ]
    for now in levels:
        match = compare(claim, now)
        if Match.DIFFER in (match["scope"], match["basis"]) or not _at(now, figure.period):
            continue
        for comparison in (figure.comparison,) if figure.comparison else ("yoy", "qoq"):
            base = before(now.figure.period, comparison)
            for then in levels:
                if base is None or not _at(then, base) or now.figure.unit != then.figure.unit:
                    continue
                if (now.figure.scope, now.figure.basis) != (then.figure.scope, then.figure.basis):
                    continue
                exact = match["scope"] is Match.AGREE and match["basis"] is Match.AGREE
                certain = exact and figure.comparison is not None and match["period"] is Match.AGREE
                yield now, then, certain and _settled(now, levels) and _settled(then, levels)


def _at(statement: Statement, label: str | None) -> bool:
    mine = normal(statement.figure.period)
    return label is not None and mine is not None and normal(label) in (mine, twin(mine))


def _settled(statement: Statement, levels: list[Statement]) -> bool:
    """Whether the source gives one value only for a fact."""
    figure = statement.figure
    return all(
        agree(figure, other.figure)
        for other in levels
        if _at(other, figure.period)
        and (other.figure.scope, other.figure.basis) == (figure.scope, figure.basis)
    )


def _quotient(claim: Statement, shelf: Shelf) -> Derived | None:
    """A margin or share as the quotient of two amounts of one period; it can only be borne out."""
    amounts = [
        s
        for s in shelf.of_kind["money"]
        if s.figure.measure != "change"
        and s.figure.low == s.figure.high
        and s.figure.hedge not in ("over", "under")
        and _at(s, claim.figure.period)
    ]
    parts = [s for s in amounts if shelf.metric(claim, s) >= Metric.KIN or s.core & claim.words]
    for part in parts:
        for whole in amounts:
            if whole.figure.unit != part.figure.unit or whole.figure.low <= part.figure.low:
                continue
            if not whole.core & claim.words and "revenue" not in whole.metrics:
                continue
            if not whole.figure.interval.positive:
                continue
            share = whole_share(value(part.figure), value(whole.figure))
            if share.overlaps(value(claim.figure)):
                return Derived(_relation(claim, "by share", part, whole), True)
    return None


def whole_share(part: Interval, whole: Interval) -> Interval:
    """A part of a whole in percent."""
    return part / whole * 100


def _remainder(claim: Statement, shelf: Shelf) -> Derived | None:
    """What is left of an amount after another; it can only be borne out."""
    if "/" in claim.figure.unit or not claim.words & _left():
        return None
    amounts = [
        s
        for s in shelf.of_kind["money"]
        if s.figure.measure != "change"
        and s.figure.hedge not in ("over", "under")
        and s.figure.unit == claim.figure.unit
        and s.words & claim.words
    ]
    for whole in amounts:
        if not whole.metrics & claim.metrics and not whole.core & claim.words:
            continue
        for part in amounts:
            if part is whole or part.figure.low != part.figure.high or part.figure.low >= whole.figure.low:
                continue
            left = value(whole.figure) - value(part.figure)
            spread = (whole.figure.low != whole.figure.high) == (claim.figure.low != claim.figure.high)
            if spread and left.overlaps(value(claim.figure)):
                return Derived(_relation(claim, "by remainder", whole, part), True)
    return None


@cache
def _left() -> frozenset[str]:
    return frozenset(data("tie_out")["left"]["words"])


def _relation(claim: Statement, cue: str, *operands: Statement) -> Relation:
    return Relation(
        kind="tie_out",
        figures={"claim": claim.figure.id, "source": tuple(s.figure.id for s in operands)},
        because=f"it follows from figures of {operands[0].document}",
        cue=cue,
    )
