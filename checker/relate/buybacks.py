"""Shares bought back times their average price is what was spent on them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.model import Figure, Relation
from checker.relate.facts import Facts, is_money, kind, subject
from checker.relate.fit import value
from checker.relate.slips import one_slip

_COSTS = Decimal("0.03")
"""Part of the spending that commissions and taxes may make up."""
_PRICE, _SHARES, _SPENT = "average price per share", "shares repurchased", "share repurchases"


def buybacks(facts: Facts) -> Iterator[Relation]:
    """One relation a price whose shares and spending are each told once beside it, of one period.

    Commissions, taxes on buybacks and shares withheld make the three miss one another by a little; only
    where one slip explains it is a miss held against them.
    """
    for price in facts.figures:
        if subject(price).metric != _PRICE or kind(price.unit) != "money/share" or price.low != price.high:
            continue
        beside = [f for f in facts.around(price) if f.measure == "level" and f.period == price.period]
        shares = _one(facts, [f for f in beside if subject(f).metric == _SHARES and f.unit == "count"], price)
        spent = _one(
            facts,
            [
                f
                for f in beside
                if subject(f).metric == _SPENT and is_money(f.unit) and price.unit == f"{f.unit}/share"
            ],
            price,
        )
        if shares is None or spent is None:
            continue
        worth = value(shares) * value(price)
        yield Relation(
            kind="product",
            figures={"factors": (shares.id, price.id), "product": spent.id},
            because="shares bought back at their average price",
            strong=facts.together(shares, price, spent)
            and (worth.overlaps(value(spent)) or _slipped(shares, price, spent)),
        )


def _slipped(shares: Figure, price: Figure, spent: Figure) -> bool:
    """Whether the three miss one another by more than costs do, and by one slip."""
    worth = value(shares) * value(price)
    if abs(worth.gap(value(spent))) <= spent.low * _COSTS:
        return False
    return (
        one_slip(spent, worth, tight=False)
        or one_slip(price, value(spent) / value(shares), tight=False)
        or one_slip(shares, value(spent) / value(price), tight=False)
    )


def _one(facts: Facts, found: list[Figure], price: Figure) -> Figure | None:
    """The only one, or the only one of the price's own sentence."""
    here = [f for f in found if facts.together(f, price)]
    return here[0] if len(here) == 1 else found[0] if len(found) == 1 and not here else None
