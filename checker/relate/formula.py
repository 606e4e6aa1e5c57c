"""Working out a formula: what it is worth for given values of its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from checker.interval import Interval, percent_change
from checker.model import Figure, Formula

_POINTS = ("percentage_point", "basis_point")
_RATES = ("percent", *_POINTS)
Figures = Mapping[str, Figure]
Side = Formula | str


def worth(formula: Side, value: Callable[[Figure], Interval], figures: Figures) -> Interval:
    """The values that a formula can have; what is a rate stands in percent."""
    if isinstance(formula, str):
        return value(figures[formula])
    left, right = (worth(side, value, figures) for side in (formula.left, formula.right))
    match formula.op:
        case "+":
            return left + right
        case "−":
            return left - right
        case "×":
            return left / 100 * right if is_rate(formula.left, figures) else left * right
        case "÷":
            return left / (right / 100) if is_rate(formula.right, figures) else left / right
        case "percent":
            return left / right * 100
        case "growth":
            return percent_change(left, right)
        case "before":
            return left.ungrown(right) if _relative(formula, figures) else left - right
        case "after":
            return left.grown(right) if _relative(formula, figures) else left + right


def is_rate(formula: Side, figures: Figures) -> bool:
    """Whether a value stands in percent."""
    if isinstance(formula, str):
        return figures[formula].unit in _RATES
    if formula.op in ("percent", "growth"):
        return True
    if formula.op == "×":
        return is_rate(formula.left, figures) and is_rate(formula.right, figures)
    return formula.op != "÷" and is_rate(formula.left, figures)


def leaves(formula: Side) -> Iterator[str]:
    """The ids of the figures in a formula, as often as they stand in it."""
    if isinstance(formula, str):
        yield formula
    else:
        yield from leaves(formula.left)
        yield from leaves(formula.right)


def _relative(formula: Formula, figures: Figures) -> bool:
    """Whether a change is one in percent of its level, and not in points or in the level's own unit."""
    change = formula.right
    points = isinstance(change, str) and figures[change].unit in _POINTS
    return is_rate(change, figures) and not points
