"""The number of shares that amounts and amounts per share imply: one and the same for all of them.

Net income over earnings per share gives it, and so does funds from operations over their own; where the
count itself is not stated, two such pairs of one period must agree on it. Those of two periods need not,
for shares are issued and bought back, so they are told only where they do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.model import Figure, Formula, Relation
from checker.relate.facts import Facts, is_money, normal, subject
from checker.relate.fit import value
from checker.relate.identities import Values
from checker.relate.ratios import shared

_PER_SHARE = "/share"


class _Pair(NamedTuple):
    """An amount and the same amount per share."""

    whole: Figure
    each: Figure


def counts(facts: Facts, values: Values) -> Iterator[Relation]:
    """Amounts per share held against the shares that another amount and its own per share imply."""
    by_basis: dict[str, list[_Pair]] = defaultdict(list)
    for figure in facts.figures:
        pair = _pair(facts, values, figure)
        if pair is not None and all(pair.each is not other.each for other in by_basis[subject(figure).basis]):
            by_basis[subject(figure).basis].append(pair)
    for pairs in by_basis.values():
        for first, second in pairwise(_one_each(pairs)):
            if _agree(first, second):
                yield Relation(
                    kind="ratio",
                    figures={
                        "numerator": second.whole.id,
                        "denominator": (first.whole.id, first.each.id),
                        "ratio": second.each.id,
                    },
                    because="both imply one number of shares",
                    strong=False,
                    found=True,
                    formula=Formula(
                        op="÷",
                        left=second.whole.id,
                        right=Formula(op="÷", left=first.whole.id, right=first.each.id),
                    ),
                )


def _pair(facts: Facts, values: Values, figure: Figure) -> _Pair | None:
    """A stated amount per share with the amount that is told of the same period."""
    label = normal(figure.period)
    if not figure.unit.endswith(_PER_SHARE) or figure.measure == "change" or label is None:
        return None
    if figure.low != figure.high or not figure.low or not is_money(figure.unit.removesuffix(_PER_SHARE)):
        return None
    about = subject(figure)
    for name in shared(about.metric):
        told = values.mentions(about._replace(metric=name), label, "money")
        same = [f for f in told if f.low == f.high and f.low * figure.low > 0 and f.measure == "level"]
        if same:
            return _Pair(min(same, key=lambda f: facts.distance(f, figure)), figure)
    return None


def _one_each(pairs: list[_Pair]) -> list[_Pair]:
    """The pairs in reading order, of two that state the same thing the first."""
    seen: dict[tuple[object, str | None], _Pair] = {}
    for pair in pairs:
        seen.setdefault((subject(pair.each), normal(pair.each.period)), pair)
    return list(seen.values())


def _agree(first: _Pair, second: _Pair) -> bool:
    one, other = (value(pair.whole) / value(pair.each) for pair in (first, second))
    return one.overlaps(other)
