"""A number said again without a name has the name with which it was said before."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Measure, Quantity
from checker.resolve.unify import Said

_BY_CHANCE = frozenset(("day", "week", "month", "quarter", "year"))
_RATES = frozenset(("percent", "basis_point", "percentage_point", "ratio", "count"))
_DIGITS = 3
"""Digits of a rate or a count that is hardly said of two things by chance: "84.7%", not "5%"."""

Amount = tuple[object, ...]


def recalled(said: Sequence[Said], quantities: Sequence[Quantity], measures: Sequence[Measure]) -> list[Said]:
    """``said`` with names for the unnamed numbers that earlier had one, the same each time.

    Only amounts that are hardly said twice by chance; two things that were said of one amount leave it
    without a name.
    """
    named: dict[Amount, Said | None] = {}
    result: list[Said] = []
    for one, quantity, measure in zip(said, quantities, measures, strict=True):
        key = _amount(quantity, measure)
        before = named.get(key) if key is not None else None
        unnamed = one.inferred or not one.words
        if before is not None and unnamed and one.scope in ("", before.scope):
            one = before._replace(inferred=True)  # noqa: PLW2901
        elif key is not None and not unnamed:
            same = key not in named or (before is not None and before.words == one.words)
            named[key] = one if same else None
        result.append(one)
    return result


def _amount(quantity: Quantity, measure: Measure) -> Amount | None:
    """What makes two numbers the same statement; ``None`` for one that is said of many things."""
    if quantity.unit in _BY_CHANCE or measure == "change":
        return None
    digits = len(quantity.high.normalize().as_tuple().digits)
    if quantity.unit in _RATES and digits < _DIGITS and quantity.low == quantity.high:
        return None
    return (quantity.low, quantity.high, quantity.unit, measure)
