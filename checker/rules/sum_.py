"""Sum: parts that make up a total.

What it checks
    The parts added up against the stated total: segments, geographies, cost lines, a profit and the
    expense that make up a margin, shares that make 100 %. Parts are found, not assumed: the document
    itself proves that they are all there, by naming them together or by adding up in another period.

Why it matters
    A slip in one segment is invisible beside the others and plain beside the total.

Holds
    Total revenue was $3.34 billion. Hardware revenue was $2.56 billion and cloud revenue was $0.78
    billion.

Fails
    Total revenue was $3.60 billion, compared to $3.34 billion in Q4. Hardware revenue was $2.05
    billion, compared to $2.56 billion in Q4. Cloud revenue was $1.15 billion, compared to $780
    million in Q4.

Silent
    A part may be missing, parts differ in basis or period, or their sum was never proved.
"""

from __future__ import annotations

from functools import reduce

from checker import wording
from checker.interval import Interval, total
from checker.model import Check, Figure, Relation
from checker.relate.names import is_cost
from checker.rules.sight import (
    Figures,
    Sight,
    Term,
    members,
    settle,
    shown,
    step,
    term_text,
    terms,
    unit_of,
    written,
)

ROLES = ("total", "parts")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge total and parts; without a total the parts are shares of 100 percent."""
    if relation.cue == "mean":
        return _mean(relation, figures)
    parts = terms(relation, figures, "parts")
    whole = terms(relation, figures, "total")
    unit = unit_of(parts[0][0])

    bridge = relation.cue == "bridge"

    def add(see: Sight) -> Interval:
        return total(
            -value if bridge and _takes(part[0], whole) else value
            for part, value in zip(parts, see.every("parts"), strict=True)
        )

    def holds(see: Sight) -> bool:
        added = add(see)
        return added.overlaps(see("total")) if whole else added.contains(100)

    see = Sight(relation, figures, "stated")
    added = add(see)
    expression = "".join(
        _joined(part, minus=bridge and _takes(part[0], whole), first=not i) for i, part in enumerate(parts)
    )
    target = term_text(whole[0]) if whole else "100%"
    steps = [step(part[0].scope or part[0].metric, term_text(part), see.term(part), unit) for part in parts]
    steps.append(step("sum", expression, added, unit))
    if whole:
        steps.append(step("stated", written(members(relation, figures, "total")[0]), see("total"), unit))
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(added, unit)}, stated {target}",
        alarm="suspicious" if bridge else "inconsistent",
        steps=steps,
    )


def _mean(relation: Relation, figures: Figures) -> Check:
    """Judge the growth of a whole, which is the weighted mean of the growths of its parts."""
    [whole] = members(relation, figures, "total")
    parts = members(relation, figures, "parts")

    def between(see: Sight) -> Interval:
        values = [see.figure(part) for part in parts]
        return reduce(Interval.hull, values)

    see = Sight(relation, figures, "stated")
    listed = wording.listed([written(part) for part in parts])
    return settle(
        relation,
        figures,
        lambda look: between(look).overlaps(look.figure(whole)),
        says=f"{written(whole)} for the whole lies between {listed} for its parts",
        steps=(
            step("parts", listed, between(see), unit_of(whole)),
            step("stated", written(whole), see.figure(whole), unit_of(whole)),
        ),
    )


def _joined(part: Term, *, minus: bool, first: bool) -> str:
    """A part with its sign, as in a column of figures: "+ 3", "− 1", a negative part with its own minus."""
    text = term_text(part)
    if part[1] is None and part[0].hedge == "none" and text.startswith("-"):
        text, minus = text[1:], not minus
    return ("−" if minus else "") + text if first else f" {'−' if minus else '+'} {text}"


def _takes(part: Figure, whole: list[Term]) -> bool:
    """Whether more of a part makes the total smaller: an expense beside a profit."""
    return bool(whole) and is_cost(part.metric) and not is_cost(whole[0][0].metric)
