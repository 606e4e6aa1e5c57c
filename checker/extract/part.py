"""A quantity in the making: what the dimensions add to, one after the other."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from checker.model import Form, Hedge

ONE = Decimal(1)


class Part(msgspec.Struct):
    """A number with whatever unit, sign and hedge have been read on to it so far.

    ``start`` and ``end`` span all of it, ``first`` and ``last`` the number alone. ``scale`` is the scale
    word's worth (1 for none), ``places`` the digits behind the point, both of which a neighbour may
    lend; ``hundredth`` is true of cents. ``unit`` is empty until a dimension finds one; ``left_out``
    says why it is no figure.
    """

    start: int
    end: int
    first: int
    last: int
    low: Decimal
    high: Decimal
    low_step: Decimal
    high_step: Decimal
    low_coarse: Decimal
    high_coarse: Decimal
    scale: Decimal = ONE
    form: Form = "digits"
    unit: str = ""
    hedge: Hedge = "none"
    left_out: str = ""
    signed: bool = False
    ranged: bool = False
    assumed: bool = False
    hundredth: bool = False
    trace: list[str] = []

    def rescale(self, factor: Decimal) -> None:
        """Multiply value and steps, as an elided scale word or "cents" does."""
        self.low *= factor
        self.high *= factor
        self.low_step *= factor
        self.high_step *= factor
        self.low_coarse *= factor
        self.high_coarse *= factor
        self.scale *= factor

    def negate(self) -> None:
        """Turn the sign, ends kept in order."""
        self.low, self.high = -self.high, -self.low
        self.low_step, self.high_step = self.high_step, self.low_step
        self.low_coarse, self.high_coarse = self.high_coarse, self.low_coarse
        self.signed = True


def coarse(value: Decimal, step: Decimal) -> Decimal:
    """The worth of the last digit that is not zero, where ``step`` is that of the last digit written.

    Zeros behind a decimal point were written to be read, so only whole numbers coarsen: 310 to 10.
    """
    if not value:
        return step
    mantissa = value / step
    while not mantissa % 10:
        mantissa /= 10
        step *= 10
    return step


def band(start: int, end: int, low: Decimal, high: Decimal, *, step: Decimal, unit: str, trace: str) -> Part:
    """A part that a word stands for rather than a number ("mid-teens")."""
    return Part(
        start,
        end,
        start,
        end,
        low,
        high,
        step,
        step,
        step,
        step,
        form="vague",
        unit=unit,
        trace=[trace],
    )
