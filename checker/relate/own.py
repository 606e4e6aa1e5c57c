"""Identities that the user states: "take rate = revenue / volume", read as text and never run as code.

An identity is a metric, "=", and metrics put together with + − × ÷ (or - * /) and parentheses, every sign
between spaces. It is held against each stated level of the metric, in the same scope and period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from checker.model import Figure, Formula, Relation
from checker.relate.facts import Fact, Facts, Subject, kind, normal, subject
from checker.relate.fit import value
from checker.relate.formula import Side, is_rate, leaves, worth
from checker.relate.names import canonical
from checker.relate.network import Network, Way, one_money
from checker.relate.slips import one_slip

LONGEST = 200
"""Characters of an identity at most."""
_SIGNS = {"+": "+", "-": "−", "−": "−", "–": "−", "*": "×", "×": "×", "/": "÷", "÷": "÷"}
_TOKEN = re.compile(r"[()]|[^\s()]+")
_NUMBER = re.compile(r"[\d.,%$€£]+")
_KINDS = {"÷": "ratio", "×": "product"}


class Identity(NamedTuple):
    """A metric and what it is by definition: a formula whose leaves are names of metrics."""

    metric: str
    formula: Formula


@lru_cache(maxsize=256)
def identity(text: str) -> Identity:
    """The identity that a text states. Raises ``ValueError`` saying what is wrong with it."""
    if len(text) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    left, equals, right = text.partition("=")
    if not equals or "=" in right:
        raise ValueError("needs one = between a metric and what it is")
    metric = " ".join(left.split())
    if not metric or any(word in _SIGNS or word in "()" for word in _TOKEN.findall(left)):
        raise ValueError("needs a single metric before the =")
    formula = _Reader(right).whole()
    if isinstance(formula, str):
        raise ValueError("says only that two names mean one metric")
    return Identity(canonical(metric.lower()), formula)


class _Reader:
    """Reads sums of products of names, parentheses first."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.findall(text)
        self._at = 0

    def whole(self) -> Side:
        found = self._sum()
        if self._at < len(self._tokens):
            raise ValueError(f"has {self._tokens[self._at]!r} where it should end")
        return found

    def _sum(self) -> Side:
        found = self._product()
        while (sign := self._sign()) in ("+", "−"):
            self._at += 1
            found = Formula(op=sign, left=found, right=self._product())  # type: ignore[arg-type]
        return found

    def _product(self) -> Side:
        found = self._one()
        while (sign := self._sign()) in ("×", "÷"):
            self._at += 1
            found = Formula(op=sign, left=found, right=self._one())  # type: ignore[arg-type]
        return found

    def _sign(self) -> str:
        return _SIGNS.get(self._tokens[self._at], "") if self._at < len(self._tokens) else ""

    def _one(self) -> Side:
        if self._at < len(self._tokens) and self._tokens[self._at] == "(":
            self._at += 1
            found = self._sum()
            if self._at >= len(self._tokens) or self._tokens[self._at] != ")":
                raise ValueError("has a ( that nothing closes")
            self._at += 1
            return found
        words = []
        while self._at < len(self._tokens) and not self._sign() and self._tokens[self._at] not in "()":
            words.append(self._tokens[self._at].lower())
            self._at += 1
        if not words:
            behind = self._tokens[self._at - 1] if self._at else "="
            raise ValueError(f"has no metric after {behind!r}")
        if _NUMBER.fullmatch(words[0]) and len(words) == 1:
            raise ValueError(f"has the number {words[0]}; only metrics can be put together")
        return canonical(" ".join(words))


def own(network: Network, identities: Sequence[Identity]) -> Iterator[Relation]:
    """Every stated level of a metric that the user defines, against what its definition makes of it."""
    facts = network.facts
    for metric, formula in identities:
        told: set[tuple[Subject, str | None]] = set()
        for figure in facts.figures:
            about, label = subject(figure), normal(figure.period)
            if (
                about.metric != metric
                or figure.measure == "change"
                or label is None
                or (about, label) in told
            ):
                continue
            if figure.low != figure.high or figure.form not in ("digits", "words"):
                continue
            way = _applied(network, formula, about, label)
            if way is None or figure in way.figures or not isinstance(way.formula, Formula):
                continue
            told.add((about, label))
            yield _relation(facts, figure, way.formula, way)


def _applied(network: Network, formula: Side, about: Subject, label: str) -> Way | None:
    """A formula over names as one over figures of a scope and period; none if some are not stated."""
    if isinstance(formula, str):
        for basis in dict.fromkeys((about.basis, "", "gaap")):
            named = Subject(formula, about.scope, basis)
            for unit in sorted(network.facts.kinds.get(named, ())):
                if found := network.ways(Fact(named, label, unit), 1):
                    return found[0]
        return None
    left = _applied(network, formula.left, about, label)
    right = _applied(network, formula.right, about, label)
    if left is None or right is None or not one_money((*left.figures, *right.figures)):
        return None
    joined = Formula(op=formula.op, left=left.formula, right=right.formula)
    try:
        interval = worth(joined, value, network.facts.by_id)
    except ZeroDivisionError:
        return None
    return Way(joined, (*left.figures, *right.figures), interval, "own")


def _relation(facts: Facts, figure: Figure, formula: Formula, way: Way) -> Relation:
    implied = way.interval
    if formula.op == "÷" and kind(figure.unit) == "percent" and not is_rate(formula, facts.by_id):
        formula = Formula(op="percent", left=formula.left, right=formula.right)
        implied = worth(formula, value, facts.by_id)
    ids = tuple(dict.fromkeys(leaves(formula)))
    name = _KINDS.get("÷" if formula.op == "percent" else formula.op, "sum")
    roles: dict[str, str | tuple[str, ...]] = {"factors": ids, "product": figure.id}
    if name == "ratio":
        above = tuple(dict.fromkeys(leaves(formula.left)))
        roles = {
            "numerator": above,
            "denominator": tuple(dict.fromkeys(leaves(formula.right))),
            "ratio": figure.id,
        }
    elif name == "sum":
        roles = {"total": figure.id, "parts": ids}
    return Relation(
        kind=name,
        figures=roles,
        because="the settings define it so",
        strong=not facts.assumed(figure, *way.figures)
        and facts.settled(figure, *(f for f in way.figures if f.measure != "change"))
        and (implied.overlaps(value(figure)) or one_slip(figure, implied)),
        formula=formula,
    )
