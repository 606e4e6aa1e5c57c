"""The same digits in two currencies: "USD 208 million" of notes, and later "RMB 208 million" of them.

No rate of exchange leaves three digits as they are. Where both currencies are said, the names are akin
and the period is the same, one of the two mentions has the wrong currency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checker.model import Figure, Relation
from checker.relate.facts import Facts, comparable_status, explicit, normal, twin
from checker.relate.fit import is_money_pair
from checker.relate.names import kin

_DIGITS = 3
"""Digits that do not come twice by chance."""
_MOST = 6
"""Mentions of one amount at most: one that is told more often is a name ("the 100 million programme")."""


def currencies(facts: Facts) -> Iterator[Relation]:
    """One relation for each mention that differs from another in nothing but the currency."""
    amounts: dict[object, list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if figure.unit.isupper() and figure.metric and figure.measure == "level" and _telling(figure):
            amounts[figure.low, figure.high].append(figure)
    for found in amounts.values():
        if len(found) > _MOST or len({figure.unit for figure in found}) != 2:
            continue
        first = found[0]
        for other in found[1:]:
            if is_money_pair(first, other) and _one_fact(facts, first, other):
                yield Relation(
                    kind="repeat",
                    figures={"mentions": (first.id, other.id)},
                    because="the same amount of the same thing in another currency",
                )
                break


def _telling(figure: Figure) -> bool:
    return len(figure.low.normalize().as_tuple().digits) >= _DIGITS and explicit(figure, fields=("unit",))


def _one_fact(facts: Facts, first: Figure, second: Figure) -> bool:
    """Whether both are surely said of one thing at one time, and not of the two sides of an exchange."""
    a, b = normal(first.period), normal(second.period)
    if a is None or b is None or (a != b and twin(a) != b):
        return False
    return (
        not facts.together(first, second)
        and first.basis == second.basis
        and comparable_status(first, second)
        and kin(first.metric, second.metric)
        and explicit(first, second, fields=("metric",))
    )
