"""Revision: guidance raised, lowered, narrowed, widened or maintained, against what it was.

What it checks
    Both ends of the guidance now against those that the same sentence says it came from: raised means
    that neither end fell, narrowed that the ends have come closer, widened that they have moved apart,
    maintained that neither has moved. What is guided is not rounded, so the ends count as written.

Why it matters
    The word is the headline. "Narrowing to 4 % to 6 %" from 4.5 % to 5.5 % is a wider range.

Holds
    We are narrowing our full year 2021 revenue guidance to $310 million to $330 million from our prior
    range of $305 million to $335 million.

Fails
    We are narrowing our full year 2021 revenue guidance to $300 million to $340 million from our prior
    range of $305 million to $335 million.

Silent
    One of the two is not stated, one end rose while the other fell, or what is guided is a loss.
"""

from __future__ import annotations

from decimal import Decimal

from checker.interval import Interval
from checker.model import Check, Figure, Relation, Step
from checker.rules.sight import Figures, Sight, guarded, members, settle, step, unit_of, written

ROLES = ("current", "prior")

_SAID = {
    "raise": "raised",
    "lower": "lowered",
    "narrow": "narrowed",
    "widen": "widened",
    "maintain": "maintained",
}


def check(relation: Relation, figures: Figures) -> Check:
    """Judge the deed that the relation's cue names."""
    [current] = members(relation, figures, "current")
    [prior] = members(relation, figures, "prior")
    deed = relation.cue
    if current.low < 0 or prior.low < 0:
        relation = guarded(relation, "a loss that rises is told both ways")

    def holds(see: Sight) -> bool:
        now, then = see.figures[current.id], see.figures[prior.id]
        low, high = now.low - then.low, now.high - then.high
        if deed == "raise":
            return max(low, high) > 0 or low == high == 0
        if deed == "lower":
            return min(low, high) < 0 or low == high == 0
        if deed == "maintain":
            return low == high == 0
        wider = high - low
        return wider <= 0 if deed == "narrow" else wider >= 0

    return settle(
        relation,
        figures,
        holds,
        says=f"{_SAID[deed]} from {written(prior)} to {written(current)}",
        fails=_fails(deed),
        steps=(
            _moved("low end", prior, current, current.low - prior.low),
            _moved("high end", prior, current, current.high - prior.high),
        ),
    )


def _fails(deed: str) -> str:
    if deed in ("narrow", "widen"):
        return "the range has become wider" if deed == "narrow" else "the range has become narrower"
    return "it has changed" if deed == "maintain" else "it went the other way"


def _moved(label: str, prior: Figure, current: Figure, by: Decimal) -> Step:
    unit = "percentage_point" if unit_of(current) == "percent" else current.unit
    return step(label, f"{written(prior)} to {written(current)}", Interval(by, by), unit)
