"""Direction: words such as declined, improved, record or stable against the two levels.

What it checks
    That the level now lies above, below or near the level it is compared with, as the word says.
    "Record" and "highest" are held against every earlier level that is stated, growth that outpaced
    the growth of something else against that.

Why it matters
    Words are remembered longer than numbers, and a copied sentence keeps its old verb.

Holds
    Gross margin increased to 47.4% in the first quarter of 2021 from 45.1% a year ago.

Fails
    Gross margin increased to 45.1% in the first quarter of 2021 from 47.4% a year ago.

Silent
    The word judges (better, strong) more than it points, or the levels differ in basis or scope.
"""

from __future__ import annotations

from decimal import Decimal

from checker.interval import Interval
from checker.model import Check, Relation
from checker.rules.sight import Figures, Sight, members, settle, shown, step, unit_of, written

ROLES = ("current", "prior")

STABLE = Decimal("0.2")
"""A move by more than this share of the prior level is not "stable", whatever the speaker means."""
POINTS = Decimal("0.5")
"""A rate that moves by less than this many points may be called stable, however small it is."""


def check(relation: Relation, figures: Figures) -> Check:
    """Judge a direction word against current and prior level."""
    [current] = members(relation, figures, "current")
    [prior] = members(relation, figures, "prior")
    sense = relation.sense
    rate = unit_of(current) == "percent"

    def holds(see: Sight) -> bool:
        now, then = see.figure(current), see.figure(prior)
        if sense == 0:
            room = Interval(-STABLE, STABLE)
            if rate and (now - then).overlaps(Interval(-POINTS, POINTS)):
                return True
            return not then.positive or (now / then - 1).overlaps(room)
        if now.negative and then.negative and (now - then).negative == (sense > 0):
            return True  # "the loss widened" speaks of its size
        if current.low != current.high and prior.low != prior.high:
            # a range goes up if one of its ends does
            ends = zip(see.ends(current), see.ends(prior), strict=True)
            return any(_goes(now, then, sense) for now, then in ends)
        return _goes(now, then, sense)

    see = Sight(relation, figures, "stated")
    move = see.figure(current) - see.figure(prior)
    unit = "percentage_point" if unit_of(current) == "percent" else current.unit
    word = f"“{relation.cue}”" if relation.cue else {1: "up", -1: "down"}.get(sense, "stable")
    expression = f"{written(current)} − {written(prior)}"
    return settle(
        relation,
        figures,
        holds,
        says=f"{word}: {written(current)} after {written(prior)}, a move of {shown(move, unit)}",
        fails="the word says otherwise",
        alarm="inconsistent" if sense else "suspicious",
        steps=(step("move", expression, move, unit),),
    )


def _goes(now: Interval, then: Interval, sense: int) -> bool:
    """Whether a value may have moved the way that a word says."""
    move = now - then if sense > 0 else then - now
    return move.high is None or move.high > 0
