"""Scale: a level whose scale word makes it implausible beside its neighbours.

What it checks
    A level against the levels of the same metric in other periods: about a thousand, a million times
    smaller or larger is the wrong scale word. Money spread over many customers that leaves less than
    two units of it for each, and energy that a plant of the stated power makes in minutes, are read
    the same way.

Why it matters
    "Million" for "billion" is the commonest slip of speech, and it looks right at a glance.

Holds
    Revenue from services was $2.45 billion, compared to $2.56 billion in Q4 and $2.81 billion a
    year ago.

Fails
    Revenue from services was $2.45 million, compared to $2.56 billion in Q4 and $2.81 billion a
    year ago.

Silent
    The levels differ by less than a slip of the scale word would make them, or one of them belongs
    to something that has only begun.
"""

from __future__ import annotations

from decimal import Decimal

from checker import wording
from checker.interval import Interval
from checker.model import Check, Relation
from checker.rules.sight import Figures, Sight, members, settle, shown, step, written

ROLES = ("figure", "neighbours")

FAR = Decimal(200)
"""How many times smaller or larger than all its neighbours a level must be."""
LEAST = Decimal(2)
"""Units of money a customer at least stands for."""
HOURS = Decimal(24)
"""Hours at full power that a quarter's or a year's energy takes at least."""


def check(relation: Relation, figures: Figures) -> Check:
    """Judge a level beside its neighbours, or its size for each of the things it is spread over."""
    [figure] = members(relation, figures, "figure")
    neighbours = members(relation, figures, "neighbours")
    bounds = {"each": Interval(LEAST, None), "hours": Interval(HOURS, None)}
    each = relation.cue in bounds

    def holds(see: Sight) -> bool:
        value = see.plain(figure)
        if each:
            return (value / see.plain(neighbours[0])).overlaps(bounds[relation.cue])
        return any((value / see.plain(other)).overlaps(_within(relation)) for other in neighbours)

    see = Sight(relation, figures, "stated")
    unit = "ratio" if not each else figure.unit if relation.cue == "each" else "hour"
    steps = [
        step("beside", f"{written(figure)} ÷ {written(other)}", see.plain(figure) / see.plain(other), unit)
        for other in neighbours
    ]
    if each:
        each_has = shown(_known(steps[0].interval), unit, 2)
        per = {"each": " for each of them", "hours": " at full power"}[relation.cue]
        says = f"{steps[0].expression} is only {each_has}{per}"
    else:
        times = [max(abs(figure.low), abs(o.low)) / min(abs(figure.low), abs(o.low)) for o in neighbours]
        side = "smaller" if abs(figure.low) < abs(neighbours[0].low) else "larger"
        many = " and ".join(dict.fromkeys(wording.number(t, 0 if t >= 10 else 1) for t in times))
        others = wording.listed(list(dict.fromkeys(written(other) for other in neighbours)))
        says = f"{written(figure)} is {many} times {side} than {others}"
    return settle(
        relation,
        figures,
        holds,
        says=says,
        fails="the scale word is probably wrong",
        alarm="inconsistent" if not each and len(neighbours) > 1 else "suspicious",
        steps=steps,
    )


def _within(relation: Relation) -> Interval:
    far = Decimal(relation.cue) if relation.cue else FAR
    return Interval(1 / far, far)


def _known(interval: Interval | None) -> Interval:
    return interval or Interval(None, None)
