"""Ratio: margin, cost ratio, per share, leverage.

What it checks
    numerator ÷ denominator against the stated ratio: profit over revenue is the margin, income over
    shares the earnings per share. A level that is not stated may follow from another period's level
    and its change; then a ratio that does not hold is suspicious, not wrong.

Why it matters
    Margins are the figures that are compared across companies, and each is two other figures of the
    same page.

Holds
    Revenue was $5.9 billion. Gross profit was $329 million and gross margin was 5.6%.

Fails
    Revenue was $5.9 billion. Gross profit was $329 million and gross margin was 6.5%.

Silent
    Numerator, denominator and ratio differ in basis, scope or period.
"""

from __future__ import annotations

from checker.interval import Interval
from checker.model import Check, Figure, Relation
from checker.rules.sight import Figures, Sight, guarded, settle, shown, step, term_text, terms, unit_of

ROLES = ("numerator", "denominator", "ratio")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge numerator, denominator and ratio."""
    [above] = terms(relation, figures, "numerator")
    belows = terms(relation, figures, "denominator")
    below = belows[0]
    under = " + ".join(map(term_text, belows))
    under = f"({under})" if len(belows) > 1 else under
    [ratio] = terms(relation, figures, "ratio")
    see = Sight(relation, figures, "stated")
    if not see("denominator").positive:
        relation = guarded(relation, "the denominator is not positive")
        return settle(relation, figures, lambda _: True, says=f"{term_text(above)} ÷ {under}")

    def holds(look: Sight) -> bool:
        if above[1] is None and below[1] is None and ratio[1] is None and ratio[0].low != ratio[0].high:
            return _by_ends(look, above[0], below[0], ratio[0])
        return _quotient(look, ratio[0]).overlaps(look("ratio"))

    implied = _quotient(see, ratio[0])
    unit = unit_of(ratio[0])
    expression = f"{term_text(above)} ÷ {under}"
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(implied, unit)}, stated {term_text(ratio)}",
        steps=(
            step("within rounding", expression, implied, unit),
            step("stated", term_text(ratio), see("ratio"), unit),
        ),
    )


def _quotient(see: Sight, ratio: Figure) -> Interval:
    return see("numerator") / see("denominator") * (100 if unit_of(ratio) == "percent" else 1)


def _by_ends(see: Sight, above: Figure, below: Figure, ratio: Figure) -> bool:
    """A range over a range is a range: its low end goes with the low end above, if that is one too."""
    factor = 100 if unit_of(ratio) == "percent" else 1
    if above.low == above.high:
        return _quotient(see, ratio).overlaps(see("ratio"))
    divisor = see.figure(below)
    ends = zip(see.ends(above), see.ends(ratio), strict=True)
    return all((end / divisor * factor).overlaps(stated) for end, stated in ends)
