"""Range growth: a guided range, the base it grows from, and the growth range said with it.

What it checks
    The low end against the low growth and the high end against the high growth, both on the one
    base: 85 to 87 billion on 74.1 is 14.7 % to 17.4 %, which rounds to the stated 15 % to 17 %.

Why it matters
    Guidance moves prices, its base is often said thousands of characters earlier, and a range whose
    growth does not fit either has a wrong digit or compares with another base than the reader thinks.

Holds
    Loan volume was RMB74.1 billion in the first quarter of 2021. We expect loan volume for Q2 of
    RMB85 billion to RMB87 billion, which is 15% to 17% sequential growth.

Fails
    Loan volume was RMB74.1 billion in the first quarter of 2021. We expect loan volume for Q2 of
    RMB85 billion to RMB97 billion, which is 15% to 17% sequential growth.

Silent
    No base is stated (then see implied_base), or the growth is organic or in constant currency.
"""

from __future__ import annotations

from checker.interval import Interval, percent_change
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

ROLES = ("range", "base", "change")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge range, base and growth range, end by end."""
    [guided] = members(relation, figures, "range")
    [change] = members(relation, figures, "change")
    [base] = terms(relation, figures, "base")
    see = Sight(relation, figures, "stated")
    if not see("base").positive:
        relation = guarded(relation, "growth on a base that is not positive has no percentage")

    def holds(look: Sight) -> bool:
        implied, stated = _implied(look), look.ends(change)
        if change.low == change.high and guided.low != guided.high:
            # One growth figure for a whole range: it has to lie in it.
            return implied[0].hull(implied[1]).overlaps(stated[0])
        return all(a.overlaps(b) for a, b in zip(implied, stated, strict=True))

    def _implied(look: Sight) -> tuple[Interval, Interval]:
        low, high = look.ends(guided)
        return percent_change(low, look("base")), percent_change(high, look("base"))

    low, high = _implied(see)
    written_low, written_high = _implied(Sight(relation, figures, "written"))
    expression = f"{written(guided)} ÷ {term_text(base)} − 1"
    return settle(
        relation,
        figures,
        holds,
        says=(
            f"{expression} = {shown(written_low, 'percent')} to {shown(written_high, 'percent')}, "
            f"stated {written(change)}"
        ),
        steps=(
            step("low end", expression, low, "percent"),
            step("high end", expression, high, "percent"),
            step("stated", written(change), see("change"), "percent"),
        ),
    )
