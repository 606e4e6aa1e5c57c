"""Difference: two levels and the stated change between them in money, points or things.

What it checks
    current − prior against the stated difference; basis points are hundredths of a percentage point.

Why it matters
    Basis points are where percent and points are mixed up most, and a difference is the easiest
    sum a reader can do in the head.

Holds
    Operating margin was 23.8% in the second quarter of 2020, down 280 basis points from 26.6% a
    year ago.

Fails
    Operating margin was 23.8% in the second quarter of 2020, down 180 basis points from 26.6% a
    year ago.

Silent
    The prior level is not stated, or the bases of the levels differ.
"""

from __future__ import annotations

from checker.model import Check, Relation
from checker.rules.sight import (
    Figures,
    Sight,
    members,
    settle,
    shown,
    step,
    term_text,
    terms,
    unit_of,
    written,
)

ROLES = ("current", "prior", "change")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge current, prior and difference."""
    [change] = members(relation, figures, "change")
    [current] = terms(relation, figures, "current")
    [prior] = terms(relation, figures, "prior")

    def holds(see: Sight) -> bool:
        return (see("current") - see("prior")).overlaps(see("change"))

    see = Sight(relation, figures, "stated")
    unit = "percentage_point" if unit_of(change) == "percent" else change.unit
    implied = see("current") - see("prior")
    expression = f"{term_text(current)} − {term_text(prior)}"
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(implied, unit)}, stated {written(change)}",
        steps=(
            step("within rounding", expression, implied, unit),
            step("stated", written(change), see("change"), unit),
        ),
    )
