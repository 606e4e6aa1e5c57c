"""The same number again under a name that is not quite the same: "almost 100 institutions", "100 partners".

Names of one thing vary more than its numbers do. Two figures with the same digits, whose names say
nothing against each other, are taken for one fact; that they agree was how they were found, so such a
repeat never raises an alarm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from checker.model import Figure, Relation
from checker.relate.facts import Facts, comparable_status, kind, normal, twin
from checker.relate.fit import agree
from checker.relate.names import canonical, kin, words

_Key = tuple[str, str, str | None, str]


def echoes(facts: Facts, told: set[str]) -> Iterator[Relation]:
    """Repeats among figures that are not in ``told``, or between one of them and one that is."""
    groups: dict[_Key, list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if figure.metric and figure.form in ("digits", "words"):
            groups[_leading(figure), kind(figure.unit), figure.comparison, figure.measure].append(figure)
    for found in groups.values():
        left = list(found) if len(found) > 1 else []
        while left:
            first, *rest = left
            same = [first]
            for figure in rest:
                if _echoes(first, figure) and all(agree(figure, other, lenient=False) for other in same):
                    same.append(figure)
            left = [figure for figure in rest if figure not in same]
            if len(same) > 1 and any(figure.id not in told for figure in same):
                yield Relation(
                    kind="repeat",
                    figures={"mentions": tuple(figure.id for figure in same)},
                    because="the same number under much the same name",
                    strong=False,
                )


def _leading(figure: Figure) -> str:
    """The first two digits of both ends with their places, so that 341 and 341.21 meet."""
    return f"{_two(figure.low)} {_two(figure.high)}"


def _two(number: Decimal) -> str:
    if not number:
        return "0"
    place = number.adjusted() - 1
    return f"{int(number.scaleb(-place))}e{place}"


def _echoes(first: Figure, second: Figure) -> bool:
    if first.unit != second.unit or first.basis != second.basis or not comparable_status(first, second):
        return False
    exact = canonical(first.metric) == canonical(second.metric)
    telling = (
        len(first.low.normalize().as_tuple().digits) > 1 and len(second.low.normalize().as_tuple().digits) > 1
    )
    if not (exact or (kin(first.metric, second.metric) and (telling or first.scope == second.scope))):
        return False
    return _compatible(first.scope, second.scope) and _dates(first.period, second.period)


def _compatible(first: str, second: str) -> bool:
    """Whether one scope is the other, or a part of its name, or not said."""
    a, b = words(first), words(second)
    return not a or not b or a <= b or b <= a


def _dates(first: str | None, second: str | None) -> bool:
    a, b = normal(first), normal(second)
    return a is None or b is None or a == b or twin(a) == b
