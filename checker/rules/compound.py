"""Compound: two levels and the annual rate of growth that leads from one to the other.

What it checks
    The earlier level, grown by the stated rate for as many years as lie between the two, against the
    later level: 2.1 billion growing 17 % a year for three years is 3.36 billion.

Why it matters
    An annual rate is what a long story is summed up in, and one year more or less in the count turns
    17 % into 12 % or 27 %.

Holds
    Revenue grew from $2.1 billion in fiscal year 2018 to $3.4 billion in fiscal year 2021, a CAGR of 17%.

Fails
    Revenue grew from $2.1 billion in fiscal year 2018 to $4.3 billion in fiscal year 2021, a CAGR of 17%.

Silent
    The two levels are not both stated, the rate fits with one year more or less, or what is said of
    the years disagrees with the labels.
"""

from __future__ import annotations

from decimal import Decimal

from checker.interval import Interval
from checker.model import Check, Relation
from checker.rules.sight import Figures, Sight, members, settle, shown, step, written

ROLES = ("current", "prior", "change")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge two levels and the rate that compounds over the relation's ``sense`` years."""
    [current] = members(relation, figures, "current")
    [prior] = members(relation, figures, "prior")
    [rate] = members(relation, figures, "change")
    years = relation.sense

    def reached(see: Sight) -> Interval:
        return see.figure(prior).compounded(see.figure(rate), years)

    def holds(see: Sight) -> bool:
        return reached(see).overlaps(see.figure(current))

    see = Sight(relation, figures, "stated")
    expression = f"{written(prior)} × (1 + {written(rate)}) over {years} years"
    root = ((current.low / prior.low) ** (Decimal(1) / years) - 1) * 100
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(reached(see), current.unit)}, stated {written(current)}",
        steps=(
            step("after the years", expression, reached(see), current.unit),
            step("stated", written(current), see.figure(current), current.unit),
            step("as written, a year", "", Interval(root, root), "percent"),
        ),
    )
