"""The arithmetic of a check as it is shown: its figures, its steps, its drawing, how well it agrees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from checker.interval import Interval
from checker.model import Check, Step, Struct
from checker.report.manuscript import Piece
from checker.report.number_line import NumberLine, number_line
from checker.report.operands import Operand, normalised, numbered
from checker.wording import number, period, span

_AS_WRITTEN = "as written"
_BY_SIZE = {"order", "scale"}
_SMALL = Decimal("0.01")
_OPERATOR = re.compile(r" [-+−–×÷*/] ")


class Row(Struct, frozen=True, kw_only=True):
    """A step of the arithmetic, the operands in it numbered, with its result in words."""

    label: str
    expression: tuple[Piece, ...]
    result: str


def rows(steps: Sequence[Step], operands: Sequence[Operand]) -> tuple[Row, ...]:
    """The steps that say more than the table of the operands does."""
    known = {operand.value for operand in operands}
    return tuple(
        Row(
            label=period(s.label),
            expression=numbered(s.expression, operands, normalised),
            result=_result(s.interval, s.unit) if s.interval else "",
        )
        for s in steps
        if s.expression not in known
    )


def _result(interval: Interval, unit: str) -> str:
    """An interval in words; a very small ratio is easier to read the other way round."""
    low, high = interval.low, interval.high
    if unit == "ratio" and low and high and Decimal(0) < low <= high < _SMALL:
        return f"1 in {number(1 / high, 0)} to {number(1 / low, 0)}"
    return span(interval, unit, 3)


def drawing(check: Check, operands: Sequence[Operand]) -> NumberLine | None:
    """What is stated against what is recomputed; all steps where the check has no such pair.

    A check that compares levels by their size shows the levels. What agrees to the digit, or agrees
    without anything recomputed, and what cannot be compared is not worth a drawing.
    """
    alarm = check.verdict in ("inconsistent", "suspicious")
    if not check.arithmetic or not (alarm or check.grade in ("rounding", "hedge")):
        return None
    if check.kind in _BY_SIZE:
        units = {o.figure.unit for o in operands}
        dated = len({o.figure.period for o in operands}) == len(operands)
        levels = [
            (period(o.figure.period) if dated else o.role, o.figure.interval, "stated") for o in operands
        ]
        return number_line(levels, units.pop(), gap=False) if alarm and len(units) == 1 else None
    unit = check.arithmetic[-1].unit
    steps = [
        (period(s.label), s.interval, "recomputed" if _OPERATOR.search(s.expression) else "stated")
        for s in check.arithmetic
        if s.interval and s.unit == unit
    ]
    if steps and "stated" in steps[-1][0]:
        steps = [s for s in steps[:-1] if s[0] != _AS_WRITTEN][-1:] + steps[-1:]
    if alarm or any(kind == "recomputed" for *_, kind in steps):
        return number_line(steps, unit, gap=alarm)
    return None


def agreement(check: Check) -> str:
    """How a check agrees, in words; why it is none, where it is not comparable."""
    if check.verdict == "not comparable":
        return "" if check.reason in check.note else check.reason
    words = {"exact": "exactly", "rounding": "within rounding", "hedge": "only through a hedge"}
    grade = words[check.grade] if check.grade else ""
    return grade if check.power else f"{grade}, though no likely slip could have failed it".lstrip(", ")
