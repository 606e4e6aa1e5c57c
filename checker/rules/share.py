"""Share: a part, its total, and the stated share.

What it checks
    part ÷ total × 100 against the stated percentage of the total; and that no share of a whole is
    above 100 percent.

Why it matters
    Mix is what a turnaround is judged by, and it is said in percent, in money, or both.

Holds
    Total loan volume was $89.5 billion. Loan volume of the card segment was $24.2 billion, or 27%
    of total loan volume.

Fails
    Total loan volume was $89.5 billion. Loan volume of the card segment was $24.2 billion, or 37%
    of total loan volume.

Silent
    The share is of something else than the total that is stated, or of another period.
"""

from __future__ import annotations

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

ROLES = ("part", "total", "share")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge part, total and share."""
    [part] = terms(relation, figures, "part")
    [whole] = terms(relation, figures, "total")
    [share] = members(relation, figures, "share")
    see = Sight(relation, figures, "stated")
    if not see("total").positive:
        relation = guarded(relation, "a share of a total that is not positive says nothing")
        return settle(relation, figures, lambda _: True, says=f"{term_text(part)} of {term_text(whole)}")

    def holds(look: Sight) -> bool:
        return (look("part") / look("total") * 100).overlaps(look("share"))

    implied = see("part") / see("total") * 100
    expression = f"{term_text(part)} ÷ {term_text(whole)}"
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(implied, 'percent')}, stated {written(share)}",
        steps=(
            step("within rounding", expression, implied, "percent"),
            step("stated", written(share), see("share"), "percent"),
        ),
    )
