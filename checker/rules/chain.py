"""A figure against what others imply through several steps: the formula of a relation, worked out.

The relation says how the value follows and which figure it is held against; the kind under which the
check is told is that of the last step.
"""

from __future__ import annotations

from checker.model import Check, Formula, Relation
from checker.relate.formula import worth
from checker.rules.sight import Figures, Sight, members, settle, shown, step, unit_of, written

TARGETS = ("total", "product", "ratio")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge a figure against the formula that leads to it."""
    formula = relation.formula
    if formula is None:
        raise ValueError(f"a relation of kind {relation.kind} without a formula")
    role = next(role for role in TARGETS if role in relation.figures)
    [target] = members(relation, figures, role)
    see = Sight(relation, figures, "stated")
    implied = worth(formula, see.figure, figures)
    unit = unit_of(target)
    expression = _told(formula, figures)
    return settle(
        relation,
        figures,
        lambda look: worth(formula, look.figure, look.figures).overlaps(look.figure(target)),
        says=f"{expression} = {shown(implied, unit)}, stated {written(target)}",
        alarm="suspicious",
        steps=(
            step("follows", expression, implied, unit),
            step("stated", written(target), see.figure(target), unit),
        ),
    )


def _told(formula: Formula | str, figures: Figures) -> str:
    """A formula in written numbers, for notes."""
    if isinstance(formula, str):
        return written(figures[formula])
    left, right = (_inside(side, figures) for side in (formula.left, formula.right))
    match formula.op:
        case "growth":
            return f"{left} ÷ {right} − 1"
        case "percent":
            return f"{left} ÷ {right}"
        case "before":
            return f"{left} before its change of {right}"
        case "after":
            return f"{left} after a change of {right}"
        case _:
            return f"{left} {formula.op} {right}"


def _inside(formula: Formula | str, figures: Figures) -> str:
    text = _told(formula, figures)
    return text if isinstance(formula, str) else f"({text})"
