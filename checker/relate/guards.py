"""When not to compare: what tells two figures apart, in words."""

from __future__ import annotations

from checker.model import Figure
from checker.relate.facts import comparable_status, explicit, normal


def apart(first: Figure, second: Figure) -> str:
    """Why two figures of one metric cannot be held against each other, "" if they can."""
    if first.basis != second.basis:
        return f"one is {_named(first.basis)}, the other {_named(second.basis)}"
    if first.scope.lower() != second.scope.lower():
        return f"one is for {first.scope or 'the whole company'}, the other for {second.scope or 'the whole company'}"
    if first.period and second.period and normal(first.period) != normal(second.period):
        return f"one is for {first.period}, the other for {second.period}"
    if not comparable_status(first, second):
        return f"one is {first.status}, the other {second.status}"
    return ""


def assumed(*figures: Figure) -> str:
    """What is only assumed about some of the figures, "" if all say what they are about."""
    for field in ("metric", "scope", "period"):
        for figure in figures:
            if not explicit(figure, fields=(field,)):
                return f"the {field} of “{figure.text}” is not said where it stands"
    return ""


def _named(basis: str) -> str:
    return {"": "on no stated basis", "gaap": "GAAP", "non-gaap": "non-GAAP"}.get(basis, basis)
