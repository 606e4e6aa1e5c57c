"""Multiple: doubled, tripled, three times as much.

What it checks
    current ÷ prior against the stated multiple, kept as the change it stands for: "doubled" is
    +100 percent, "4x" is +300.

Why it matters
    "Doubled" is said easily. 1.1 to 2.0 is not more than doubled, and "up 400 %" is five times.

Holds
    Orders more than doubled to 54 million in the first quarter of 2021, from 24 million a year ago.

Fails
    Orders more than doubled to 54 million in the first quarter of 2021, from 34 million a year ago.

Silent
    One of the two levels is not stated, or the multiple compares two things and not two periods.
"""

from __future__ import annotations

from checker.interval import Interval
from checker.model import Check, Relation
from checker.rules.sight import (
    Figures,
    Sight,
    guarded,
    members,
    settle,
    shown,
    step,
    term_text,
    terms,
    written,
)

ROLES = ("current", "prior", "change")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge current, prior and the multiple."""
    [change] = members(relation, figures, "change")
    [current] = terms(relation, figures, "current")
    [prior] = terms(relation, figures, "prior")
    see = Sight(relation, figures, "stated")
    if not see("prior").positive:
        relation = guarded(relation, "a multiple of a base that is not positive says nothing")
        return settle(relation, figures, lambda _: True, says=f"{written(change)} of {term_text(prior)}")

    def holds(look: Sight) -> bool:
        return (look("current") / look("prior")).overlaps(_times(look("change")))

    times = see("current") / see("prior")
    expression = f"{term_text(current)} ÷ {term_text(prior)}"
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(times, 'ratio')}, stated {change.text}",
        steps=(
            step("within rounding", expression, times, "ratio"),
            step("stated", change.text, _times(see("change")), "ratio"),
        ),
    )


def _times(change: Interval) -> Interval:
    """A change in percent as a multiple: +100 is 2."""
    return change / 100 + 1
