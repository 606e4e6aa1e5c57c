"""What tells two statements of one value apart: period, basis, scope, comparison, direction.

Each dimension gives its answer in three steps: the two agree, nothing is known against it, or both
say it and differ. Only the last is a contradiction; that a word is missing says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from functools import cache
from typing import Literal

from checker.model import Figure
from checker.references.statements import Statement
from checker.references.values import opposite
from checker.relate.facts import age, before, explicit, normal, outlook, parsed, twin
from checker.relate.names import is_cost
from checker.units import data

Dimension = Literal["period", "basis", "scope", "comparison", "direction", "measure"]


class Match(IntEnum):
    """How two statements compare in one dimension."""

    DIFFER = 0
    OPEN = 1
    AGREE = 2


def compare(claim: Statement, other: Statement) -> Mapping[Dimension, Match]:
    """How two statements compare, dimension by dimension."""
    return {name: judge(claim, other) for name, judge in _JUDGES.items()}


def _period(claim: Statement, other: Statement) -> Match:
    mine, theirs = claim.figure.period, other.figure.period
    if mine is theirs is None and claim.dateless and other.dateless:
        return Match.AGREE  # of the period that both report, whichever it is
    match = same_period(mine, theirs)
    if match is Match.DIFFER and (claim.early or other.early or not (dated(claim) and dated(other))):
        return Match.OPEN
    if match is Match.DIFFER and outlook(claim.figure):
        said = explicit(claim.figure, other.figure, fields=("period",))
        return Match.DIFFER if said and not _same_season(mine, theirs) else Match.OPEN
    return match


def _same_season(one: str | None, other: str | None) -> bool:
    """Whether both are one quarter or half of the year: "Q1" in an outlook is the next, in whatever year."""
    a, b = parsed(normal(one)), parsed(normal(other))
    return a is not None and b is not None and a.unit != "year" and (a.unit, a.number) == (b.unit, b.number)


def same_period(one: str | None, other: str | None) -> Match:
    """How two period labels compare; a month and a quarter only where the one closes the other."""
    if one is None or other is None or "@call" in (one, other):
        return Match.OPEN
    a, b = normal(one), normal(other)
    if a == b or (a is not None and twin(a) == b):
        return Match.AGREE
    first, second = parsed(a), parsed(b)
    if first is None or second is None:
        return Match.OPEN
    if age(a) == age(b) and (first.at or second.at):
        return Match.AGREE
    return Match.DIFFER if first.unit == second.unit != "month" else Match.OPEN


def dated(statement: Statement) -> bool:
    """Whether a period is said of a figure or well read: not merely assumed to be the document's own."""
    return "period" not in statement.figure.inferred or not statement.conventional


def _basis(claim: Statement, other: Statement) -> Match:
    mine, theirs = claim.figure.basis, other.figure.basis
    if mine == theirs or {mine, theirs} == {"", "gaap"}:
        return Match.AGREE
    # what is excluded, and whether that makes it an adjusted figure, is told in many ways
    if {mine, theirs} != {"gaap", "non-gaap"}:
        return Match.OPEN
    # "EPS was $0.84 on a GAAP and an adjusted basis"
    return Match.OPEN if other.words & _ALSO[mine] else Match.DIFFER


def _scope(claim: Statement, other: Statement) -> Match:
    mine, theirs = parts(claim), parts(other)
    if mine == theirs:
        return Match.AGREE
    if not mine or not theirs:
        return Match.OPEN
    if mine <= _countries() and theirs <= _countries():
        return Match.OPEN if mine & theirs else Match.DIFFER
    if mine & theirs or mine & placed(other.words) or theirs & placed(claim.words):
        return Match.OPEN
    return Match.DIFFER


def parts(statement: Statement) -> frozenset[str]:
    """The words of a figure's scope; where its metric begins with a place, that place."""
    scope = placed(statement.figure.scope.lower().split())
    return scope or placed(statement.figure.metric.split()) & _countries()


def placed(words: Iterable[str]) -> frozenset[str]:
    """Words with each adjective of a place put as the place."""
    return frozenset(_places().get(word, word) for word in words)


@cache
def _places() -> Mapping[str, str]:
    return {word: place for place, words in data("tie_out")["places"].items() for word in words}


@cache
def _countries() -> frozenset[str]:
    return frozenset(data("tie_out")["places"])


def _comparison(claim: Statement, other: Statement) -> Match:
    mine, theirs = claim.figure, other.figure
    if mine.measure != "change" or theirs.measure != "change" or not mine.comparison or not theirs.comparison:
        return Match.OPEN
    if mine.comparison == theirs.comparison:
        return Match.AGREE
    match = same_period(_base(mine), _base(theirs))
    if match is Match.DIFFER and same_period(mine.period, theirs.period) is not Match.AGREE:
        return Match.OPEN
    if match is Match.DIFFER and not explicit(mine, theirs, fields=("comparison",)):
        return Match.OPEN
    return match


def _base(figure: Figure) -> str | None:
    """The period that a change is measured from, as of its end; ``None`` where that cannot be told."""
    found = before(figure.period, figure.comparison)
    return f"@{found.removeprefix('@')}" if found else None


def _direction(claim: Statement, other: Statement) -> Match:
    mine, theirs = claim.figure, other.figure
    if mine.measure != "change" or theirs.measure != "change":
        return Match.OPEN
    # whether costs that "improve" rise or fall is for nobody to tell
    cost = any(map(is_cost, claim.metrics | other.metrics))
    return Match.DIFFER if opposite(mine, theirs) and not cost else Match.AGREE


def _measure(claim: Statement, other: Statement) -> Match:
    return (
        Match.AGREE
        if (claim.figure.measure == "change") == (other.figure.measure == "change")
        else (Match.OPEN)
    )


_ALSO = {"gaap": frozenset({"reported"}), "non-gaap": frozenset({"adjusted", "non"})}
"""Words by which a sentence says a figure of one basis to hold on the other as well."""
_JUDGES: Mapping[Dimension, Callable[[Statement, Statement], Match]] = {
    "period": _period,
    "basis": _basis,
    "scope": _scope,
    "comparison": _comparison,
    "direction": _direction,
    "measure": _measure,
}
