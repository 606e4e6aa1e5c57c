"""When not to compare: what tells two figures apart, in words."""

from __future__ import annotations

from checker.model import Figure
from checker.relate.facts import comparable_status, normal


def apart(first: Figure, second: Figure) -> str:
    """Why two figures of one metric cannot be held against each other, "" if they can."""
    if first.basis != second.basis:
        return f"one is {_named(first.basis)}, the other {_named(second.basis)}"
    if first.scope.lower() != second.scope.lower():
        names = [figure.scope or "the whole company" for figure in (first, second)]
        return f"one is for {names[0]}, the other for {names[1]}"
    if first.period and second.period and normal(first.period) != normal(second.period):
        return f"one is for {first.period}, the other for {second.period}"
    if not comparable_status(first, second):
        return f"one is {first.status}, the other {second.status}"
    return ""


def _named(basis: str) -> str:
    return {"": "on no stated basis", "gaap": "GAAP", "non-gaap": "non-GAAP"}.get(basis, basis)
