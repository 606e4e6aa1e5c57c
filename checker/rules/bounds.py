"""Bounds: values that no figures of one sentence can have.

What it checks
    That a range said with both ends ("between … and …", "a range of … to …") does not run backwards,
    keeps its currency, and has two ends; and that no part makes up more than all of its whole.

Why it matters
    Such a sentence is wrong whatever the rest of the document says, so it needs no second statement.

Holds
    We expect revenue of between $260 million and $340 million in the second quarter.

Fails
    We expect revenue of between $340 million and $260 million in the second quarter.

Silent
    The sentence speaks of losses or of what falls, breaks off, or corrects itself; one end borrows
    its scale word from the other; a currency was assumed.
"""

from __future__ import annotations

from decimal import Decimal

from checker.interval import Interval
from checker.model import Check, Figure, Relation
from checker.rules.sight import Figures, Sight, members, settle, step, unit_of, written

ROLES = ("low", "high", "share")

_ALL = Interval(None, Decimal(100))


def check(relation: Relation, figures: Figures) -> Check:
    """Judge two ends of a range, the only one told of it, or a share of a whole."""
    shares = members(relation, figures, "share")
    low, high = members(relation, figures, "low"), members(relation, figures, "high")
    if shares:
        return _share(relation, figures, shares[0])
    if not high:
        return settle(
            relation,
            figures,
            lambda _: False,
            says=f"a range told as “{relation.cue}” and then only {written(low[0])}",
            fails="two ends have run into one number",
            alarm="suspicious",
        )
    return _range(relation, figures, low[0], high[0])


def _share(relation: Relation, figures: Figures, share: Figure) -> Check:
    def holds(see: Sight) -> bool:
        return see.figure(share).overlaps(_ALL)

    return settle(
        relation,
        figures,
        holds,
        says=f"a part of {written(share)} of its whole",
        fails="no part is larger than its whole",
        steps=(step("share", written(share), share.interval, "percent"),),
    )


def _range(relation: Relation, figures: Figures, low: Figure, high: Figure) -> Check:
    currencies = low.unit != high.unit

    def holds(see: Sight) -> bool:
        first, second = see.figure(low), see.figure(high)
        return not currencies and (first - second).overlaps(Interval(None, Decimal(0)))

    return settle(
        relation,
        figures,
        holds,
        says=f"the range told as “{relation.cue}” {written(low)} and {written(high)}",
        fails="a range has one currency" if currencies else "its low end is above its high end",
        steps=(
            step("low end", written(low), low.interval, unit_of(low)),
            step("high end", written(high), high.interval, unit_of(high)),
        ),
    )
