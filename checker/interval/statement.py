"""What a figure as written stands for: its rounding, its hedge, its open ends.

The half-unit reading of written digits is that of XBRL Calculations 1.1 (intervals of rounded
values, all ends closed).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from checker.interval.exact import UP, Interval

Rounding = Literal["nearest", "truncation", "either"]
Hedging = Literal["none", "about", "over", "under"]

_ZERO, _TWO = Decimal(0), Decimal(2)


class Widths(msgspec.Struct, frozen=True, kw_only=True):
    """How far hedges and vague words reach. All are settings; the defaults err towards silence.

    ``about_least``, ``about_most``: "about" adds one unit of the last digit on either side, but no
    less and no more than these shares of the figure: "about 310 billion" reaches 6.2 billion further
    (2 %), "about 8 %" 0.4 points (5 %).
    ``over_slack``, ``under_slack``: how far beyond a bound the truth may lie, as a share of the figure
    and within half a unit of its last digit. A bound is not rounded, so "over 100 billion" excludes
    99.9; but "nearly" and "close to 30 %" are also said of 30.2.
    ``over_reach``, ``under_reach``: how far on the open side, as a share of the figure; ``None`` is
    without limit, for "at least" and "up to" promise nothing there.
    ``vague``: how much wider than its words a band is, as a share of its width on either side:
    "mid-teens" (14 to 16) reaches from 13 to 17.
    """

    about_least: Decimal = Decimal("0.02")
    about_most: Decimal = Decimal("0.05")
    over_slack: Decimal = Decimal(0)
    under_slack: Decimal = Decimal("0.01")
    over_reach: Decimal | None = None
    under_reach: Decimal | None = None
    vague: Decimal = Decimal("0.5")


DEFAULT = Widths()


def stated(
    low: Decimal,
    high: Decimal,
    *,
    low_step: Decimal,
    high_step: Decimal,
    hedge: Hedging = "none",
    rounding: Rounding = "nearest",
    widths: Widths = DEFAULT,
) -> Interval:
    """The true values that a figure stands for: ``low`` to ``high`` as written (equal for a point).

    A step is the worth of one unit in the last digit of that end: 100 million for "3.6 billion", which
    to the nearest is [3.55, 3.65] billion, truncated [3.6, 3.7) and either way [3.55, 3.7). Give the
    last digit as written for the strict interval, the last that is not zero for the lenient one. A step
    of zero makes the end exact. Digits are truncated, and bounds meant, in size: what holds for 5 holds
    mirrored for -5 ("declined over 5 %" is -5 or lower). Ends out of order are put in order.
    """
    if low > high:
        low, high, low_step, high_step = high, low, high_step, low_step
    if low + high < 0:
        return -stated(
            high.copy_negate(),
            low.copy_negate(),
            low_step=high_step,
            high_step=low_step,
            hedge=hedge,
            rounding=rounding,
            widths=widths,
        )
    written = Interval(low, high)
    if hedge == "over":
        slack = _share(low, widths.over_slack)
        bound = written + Interval(-min(_half(low_step), slack), _ZERO)
        reach = widths.over_reach
        return Interval(bound.low, None if reach is None else (written + _share(high, reach)).high)
    if hedge == "under":
        slack = _share(high, widths.under_slack)
        bound = written + Interval(_ZERO, min(_half(high_step), slack))
        reach = widths.under_reach
        return Interval(None if reach is None else (written - _share(low, reach)).low, bound.high)
    result = _rounded(written, low_step, high_step, rounding)
    if hedge == "about":
        result = result + Interval(-_about(low, low_step, widths), _about(high, high_step, widths))
    return result


def vague(
    low: Decimal,
    high: Decimal,
    *,
    step: Decimal = _ZERO,
    hedge: Hedging = "none",
    widths: Widths = DEFAULT,
) -> Interval:
    """The true values that a vague word stands for ("mid-teens": 14 to 16, "flat": 0).

    Its band is widened by ``widths.vague`` of its own width, and by ``step`` at least, which is what
    gives a word for one value ("flat" in percent, step 1) some room.
    """
    low, high = min(low, high), max(low, high)
    room = max(UP.multiply(UP.subtract(high, low), widths.vague), step)
    band = Interval(low, high) + Interval(-room, room)
    if band.low is None or band.high is None:  # for the type checker: both ends were given
        return band
    return stated(band.low, band.high, low_step=_ZERO, high_step=_ZERO, hedge=hedge, widths=widths)


def _rounded(written: Interval, low_step: Decimal, high_step: Decimal, rounding: Rounding) -> Interval:
    """What the digits alone allow, for a figure that is not below zero as a whole."""
    nearest = written + Interval(-_half(low_step), _half(high_step))
    if rounding == "nearest":
        return nearest
    # Digits are cut towards zero: 5 was up to 6, 0 was between -1 and 1, and -2 down to -3.
    cut = written + Interval(_ZERO, high_step, False, high_step > 0)
    if not written.positive and low_step > 0:
        cut = cut + Interval(-low_step, _ZERO, True)
    return cut if rounding == "truncation" else cut.hull(nearest)


def _half(step: Decimal) -> Decimal:
    return UP.divide(step, _TWO)


def _share(value: Decimal, share: Decimal) -> Decimal:
    return UP.multiply(value.copy_abs(), share)


def _about(value: Decimal, step: Decimal, widths: Widths) -> Decimal:
    return max(_share(value, widths.about_least), min(step, _share(value, widths.about_most)))
