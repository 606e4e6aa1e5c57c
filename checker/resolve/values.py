"""The true values that a quantity stands for, and the same quantity as a fall."""

from __future__ import annotations

from msgspec.structs import replace

from checker.interval import Interval, Rounding, Widths, stated, vague
from checker.model import Quantity


def true_values(quantity: Quantity, rounding: Rounding, widths: Widths, *, lenient: bool = False) -> Interval:
    """The interval of ``quantity``, of its last digit as written or leniently of the last not zero."""
    if quantity.form == "vague":
        step = max(quantity.low_step, quantity.high_step)
        return vague(quantity.low, quantity.high, step=step, hedge=quantity.hedge, widths=widths)
    return stated(
        quantity.low,
        quantity.high,
        low_step=quantity.low_coarse if lenient else quantity.low_step,
        high_step=quantity.high_coarse if lenient else quantity.high_step,
        hedge=quantity.hedge,
        rounding=rounding,
        widths=widths,
    )


def negated(quantity: Quantity) -> Quantity:
    """The same quantity as a fall: "declined 5% to 7%" runs from −7 to −5."""
    return replace(
        quantity,
        low=-quantity.high,
        high=-quantity.low,
        low_step=quantity.high_step,
        high_step=quantity.low_step,
        low_coarse=quantity.high_coarse,
        high_coarse=quantity.low_coarse,
    )
