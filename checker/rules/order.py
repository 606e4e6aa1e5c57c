"""Order: a part is no larger than its whole.

What it checks
    That a sub-total does not exceed its total, where that is in doubt; nor a quarter its year, a piece
    the whole that its sentence names, a count above a high amount the count above a lower one.

Why it matters
    A segment as large as the company points to a figure that was read from the wrong line.

Holds
    Operating income was $72.2 million. Operating income in North America was $72.2 million.

Fails
    Total revenue was $72.2 million, and revenue in North America was $722 million.

Silent
    The part is plainly smaller, or other parts may be negative: a profit can be larger in one
    segment than in the whole company.
"""

from __future__ import annotations

from checker.model import Check, Relation
from checker.rules.sight import Figures, Sight, members, settle, step, unit_of, written

ROLES = ("smaller", "larger")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge smaller against larger."""
    [smaller] = members(relation, figures, "smaller")
    [larger] = members(relation, figures, "larger")

    def holds(see: Sight) -> bool:
        part, whole = see.figure(smaller), see.figure(larger)
        return part.low is None or whole.high is None or part.low <= whole.high

    see = Sight(relation, figures, "stated")
    return settle(
        relation,
        figures,
        holds,
        says=f"{written(smaller)} within {written(larger)}",
        fails="the part is larger than the whole",
        alarm="suspicious",
        steps=(
            step("part", written(smaller), see.figure(smaller), unit_of(smaller)),
            step("whole", written(larger), see.figure(larger), unit_of(larger)),
        ),
    )
