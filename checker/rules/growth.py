"""Growth: a level, the level it grew from, and the stated change in percent.

What it checks
    (current ÷ prior − 1) × 100 against the stated growth or decline, each with its rounding and
    hedge. A change of a rate in percent holds as percent or as points.

Why it matters
    The three are often said by different people pages apart, and a reader who recomputes one of
    them and finds another number stops trusting all of them.

Holds
    Revenue was $3.6 billion in the first quarter of 2021, up 13% from $3.18 billion a year ago.

Fails
    Revenue was $3.6 billion in the first quarter of 2021, up 23% from $3.18 billion a year ago.

Silent
    The base is zero or negative, growth is in constant currency or organic while the levels are as
    reported, or the base is not stated.
"""

from __future__ import annotations

from checker.interval import percent_change
from checker.model import Check, Relation
from checker.rules.sight import (
    Figures,
    Sight,
    changed,
    guarded,
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
    """Judge current, prior and change."""
    [change] = members(relation, figures, "change")
    [current] = terms(relation, figures, "current")
    [prior] = terms(relation, figures, "prior")
    rate = unit_of(current[0]) == "percent" and change.unit == "percent"

    def holds(see: Sight) -> bool:
        stated = see("change")
        implied = changed(see("current"), see("prior"), change)
        if rate and (see("current") - see("prior")).overlaps(stated):
            return True
        return implied.overlaps(stated)

    see = Sight(relation, figures, "stated")
    if not see("prior").positive or see("current").negative:
        says = f"{term_text(current)} after {term_text(prior)}"
        return settle(
            guarded(relation, "growth on a base that is not positive has no percentage"),
            figures,
            holds,
            says=says,
        )
    implied = changed(see("current"), see("prior"), change)
    written_change = percent_change(
        Sight(relation, figures, "written")("current"), Sight(relation, figures, "written")("prior")
    )
    expression = f"{term_text(current)} ÷ {term_text(prior)} − 1"
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(implied, 'percent')}, stated {written(change)}",
        steps=(
            step("as written", expression, written_change, "percent"),
            step("within rounding", expression, implied, "percent"),
            step("stated", written(change), see("change"), "percent"),
        ),
    )
