"""Counts that lie within one another by what they count: customers above a million, and above 100,000.

Whoever spends more than a million spends more than 100,000, so the first count is no larger than the
second, in one period and of one sort of thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from checker.model import Figure, Relation
from checker.relate.facts import Facts, explicit, is_money, normal
from checker.relate.names import canonical

_GAP = 60
"""Characters between a count and the amount above which it counts."""


def nested(facts: Facts) -> Iterator[Relation]:
    """The count above the higher amount against the one above the next lower, told in one passage."""
    counted: dict[tuple[str, str, str], list[tuple[Figure, Figure]]] = defaultdict(list)
    for figures in facts.sentences.values():
        for count, amount in pairwise(figures):
            if _counts_above(facts, count, amount):
                label = (normal(count.period) or "").removeprefix("@")
                counted[canonical(count.metric), label, amount.unit].append((count, amount))
    for found in counted.values():
        for (first, lower), (second, higher) in pairwise(sorted(found, key=lambda told: told[1].low)):
            if lower.low < higher.low and facts.near(first, second):
                yield Relation(
                    kind="order",
                    figures={"smaller": second.id, "larger": first.id},
                    because="what is above the higher amount is above the lower one",
                    strong=explicit(first, second, fields=("metric",)),
                )


def _counts_above(facts: Facts, count: Figure, amount: Figure) -> bool:
    """Whether a count is of things above an amount: "728 customers with more than $1 million"."""
    return (
        count.unit == "count"
        and count.measure == "level"
        and count.status == "actual"
        and bool(count.metric)
        and count.low == count.high
        and is_money(amount.unit)
        and amount.hedge == "over"
        and amount.measure != "change"
        and 0 < facts.gap(count, amount) < _GAP
    )
