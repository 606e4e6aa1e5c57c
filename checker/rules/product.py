"""Product: price times volume, rate times base, and growth that compounds.

What it checks
    The factors multiplied against the stated product. Changes in percent compound: orders up 43 %
    at a price up 16 % make revenue up 66 %. A margin now and a margin before are a factor too.

Why it matters
    Volume, price and revenue are told as three stories; that they multiply is seldom checked.

Holds
    Closed orders were up 43% year-over-year and average revenue per order was up 16% year-over-
    year. Revenue was up 66% year-over-year.

Fails
    Closed orders were up 43% year-over-year and average revenue per order was up 16% year-over-
    year. Revenue was up 86% year-over-year.

Silent
    A factor is missing, or the factors are of another scope or period than the product.
"""

from __future__ import annotations

from checker.interval import Interval, point
from checker.model import Check, Relation
from checker.rules.sight import Figures, Sight, members, settle, shown, step, unit_of, written

ROLES = ("factors", "product")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge factors and product."""
    factors = members(relation, figures, "factors")
    [product] = members(relation, figures, "product")
    compounds = product.measure == "change"

    def value(see: Sight) -> Interval:
        result = point(1)
        pending = None
        for factor in factors:
            seen = see.figure(factor)
            if factor.measure == "change":
                result = result * (seen / 100 + 1)
            elif not compounds:
                result = result * (seen / 100 if unit_of(factor) == "percent" else seen)
            elif pending is None:
                pending = seen
            else:
                result, pending = result * (pending / seen), None
        return (result - 1) * 100 if compounds else result

    def holds(see: Sight) -> bool:
        return value(see).overlaps(see.figure(product))

    see = Sight(relation, figures, "stated")
    unit = unit_of(product)
    expression = " × ".join(written(factor) for factor in factors) + (" compounded" if compounds else "")
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(value(see), unit)}, stated {written(product)}",
        steps=(
            step("within rounding", expression, value(see), unit),
            step("stated", written(product), see.figure(product), unit),
        ),
    )
