"""Relations between figures, and the checks that judge them."""

from __future__ import annotations

from typing import Literal

from checker.interval import Interval
from checker.model.base import Grade, Severity, Struct, Verdict

Roles = dict[str, str | tuple[str, ...]]


def members(roles: Roles) -> tuple[str, ...]:
    """Ids of the figures that take part, in the order of the roles."""
    return tuple(i for ids in roles.values() for i in ([ids] if isinstance(ids, str) else ids))


class Formula(Struct, frozen=True, kw_only=True):
    """Two values put together into one: by what operation, out of which figures or formulas.

    ``+``, ``−``, ``×`` and ``÷`` are what they say, a rate counted as a fraction. ``before`` is a level
    before a change and ``after`` the level after it, in percent or in its own unit. ``growth`` is the
    change in percent from the right to the left, ``percent`` the left as a percentage of the right.
    """

    op: Literal["+", "−", "×", "÷", "before", "after", "growth", "percent"]
    left: Formula | str
    right: Formula | str


class Relation(Struct, frozen=True, kw_only=True):
    """Figures that are meant to agree, by role, before anyone asks whether they do.

    ``figures`` maps the roles of the annotation guide to figure ids. ``because`` says in words why
    they belong together; a non-empty ``guard`` says why they cannot be compared after all.
    ``sense`` is what a direction word claims. ``strong`` relations are stated in one sentence or
    proved elsewhere in the document; a weak one never raises a finding. One that was ``found`` by its own
    arithmetic would not be there if it did not hold: it bears witness, but could not have failed.
    Where a value follows from others through several steps, ``formula`` says how, and the figure that it
    is held against is the role ``total`` of a sum, ``ratio`` of a ratio and ``product`` of anything else.
    """

    kind: str
    figures: Roles
    because: str = ""
    guard: str = ""
    sense: int = 0
    cue: str = ""
    strong: bool = True
    found: bool = False
    formula: Formula | None = None


class Step(Struct, frozen=True, kw_only=True):
    """One row of arithmetic: a label, the expression in written numbers, and the interval it yields."""

    label: str
    expression: str
    interval: Interval | None = None
    unit: str = ""


class Check(Struct, frozen=True, kw_only=True):
    """A relation with its verdict.

    ``grade`` says how a consistent check agrees: exactly, within rounding, or only through a hedge.
    ``power`` is false for a check that no likely slip could have failed, and for one that was found by its
    holding. ``note`` is the arithmetic
    in one line and, for an alarm, what is wrong. ``reason`` explains *not comparable*.
    """

    id: str
    kind: str
    figures: Roles
    verdict: Verdict
    note: str
    severity: Severity | None = None
    grade: Grade | None = None
    arithmetic: tuple[Step, ...] = ()
    power: bool = True
    reason: str = ""
    because: str = ""
    fingerprint: str = ""
