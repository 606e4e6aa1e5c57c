"""Intervals and their arithmetic.

Sums and products are exact up to 50 digits; what cannot be written in 50 digits (1 ÷ 3) is rounded
outwards, never to the wrong side. So a result always contains every value that the operands allow,
and widening an operand never shrinks it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal

import msgspec

_DIGITS = 50
DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR, Emin=MIN_EMIN, Emax=MAX_EMAX)
UP = Context(prec=_DIGITS, rounding=ROUND_CEILING, Emin=MIN_EMIN, Emax=MAX_EMAX)
_INFINITY = Decimal("Infinity")
_ZERO, _ONE, _TWO, _HUNDRED = Decimal(0), Decimal(1), Decimal(2), Decimal(100)


class Interval(msgspec.Struct, frozen=True):
    """A set of true values between two ends, each open or closed; ``None`` is unbounded.

    Never empty: ``low`` ≤ ``high``, and equal ends are closed. An unbounded end counts as closed so
    that equal sets compare equal. Raises ``ValueError`` otherwise, and for ends that are no numbers.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        if (low is not None and not low.is_finite()) or (high is not None and not high.is_finite()):
            raise ValueError(f"an end is not a number in {self}")
        if low is None or high is None:
            if low is None and self.low_open:
                msgspec.structs.force_setattr(self, "low_open", False)
            if high is None and self.high_open:
                msgspec.structs.force_setattr(self, "high_open", False)
        elif low > high or (low == high and (self.low_open or self.high_open)):
            raise ValueError(f"no value lies in {self}")

    def __str__(self) -> str:
        """The set in mathematical notation, for messages to developers: ``[3.55, 3.65)``, ``[2, ∞)``."""
        low = "(-∞" if self.low is None else f"{'(' if self.low_open else '['}{self.low}"
        high = "∞)" if self.high is None else f"{self.high}{')' if self.high_open else ']'}"
        return f"{low}, {high}"

    # -- what it is ----------------------------------------------------------------------------

    @property
    def bounded(self) -> bool:
        """Both ends are numbers."""
        return self.low is not None and self.high is not None

    @property
    def is_point(self) -> bool:
        """It holds exactly one value."""
        return self.low is not None and self.low == self.high

    @property
    def positive(self) -> bool:
        """Every value is above zero."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    @property
    def negative(self) -> bool:
        """Every value is below zero."""
        return self.high is not None and (self.high < 0 or (self.high == 0 and self.high_open))

    @property
    def width(self) -> Decimal | None:
        """Distance between the ends (rounded up), ``None`` where unbounded."""
        if self.low is None or self.high is None:
            return None
        return UP.subtract(self.high, self.low)

    @property
    def midpoint(self) -> Decimal | None:
        """The middle, ``None`` where unbounded. For display: it is rounded down beyond 50 digits."""
        if self.low is None or self.high is None:
            return None
        return DOWN.divide(DOWN.add(self.low, self.high), _TWO)

    # -- sets ----------------------------------------------------------------------------------

    def contains(self, value: Decimal | int) -> bool:
        """Whether the value may be the true one."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (not self.high_open and value == self.high)

    def within(self, other: Interval) -> bool:
        """Whether it is a subset of ``other``."""
        return self._starts_inside(other) and (-self)._starts_inside(-other)

    def _starts_inside(self, other: Interval) -> bool:
        if other.low is None:
            return True
        if self.low is None or self.low < other.low:
            return False
        return self.low > other.low or self.low_open or not other.low_open

    def intersection(self, other: Interval) -> Interval | None:
        """The values that both allow, ``None`` if there are none."""
        low, low_open = self.low, self.low_open
        if other.low is not None and (low is None or other.low >= low):
            low, low_open = other.low, other.low_open or (low_open and other.low == low)
        high, high_open = self.high, self.high_open
        if other.high is not None and (high is None or other.high <= high):
            high, high_open = other.high, other.high_open or (high_open and other.high == high)
        if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
            return None
        return Interval(low, high, low_open, high_open)

    def overlaps(self, other: Interval) -> bool:
        """Whether some value may be the true one of both: the test that a relation *can* hold."""
        return not self._below(other) and not other._below(self)

    def _below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def agrees(self, other: Interval) -> bool:
        """Whether two statements of the *same fact* agree: they share more than an end point.

        8,142 [8141.5, 8142.5] and 8,143 [8142.5, 8143.5] differ, 1.4 [1.35, 1.45] and 1.41 agree.
        An exact value has no rounding to lose, so for a point it is enough to lie in the other.
        """
        shared = self.intersection(other)
        return shared is not None and (not shared.is_point or self.is_point or other.is_point)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low, low_open = self.low, self.low_open
        if low is not None and (other.low is None or other.low <= low):
            low, low_open = other.low, other.low_open and (low_open or other.low != low)
        high, high_open = self.high, self.high_open
        if high is not None and (other.high is None or other.high >= high):
            high, high_open = other.high, other.high_open and (high_open or other.high != high)
        return Interval(low, high, low_open, high_open)

    def gap(self, other: Interval) -> Decimal:
        """How far this would have to move to touch ``other``: positive upwards, zero if they meet."""
        if self.high is not None and other.low is not None and other.low > self.high:
            return DOWN.subtract(other.low, self.high)
        if self.low is not None and other.high is not None and other.high < self.low:
            return UP.subtract(other.high, self.low)
        return _ZERO

    # -- arithmetic ----------------------------------------------------------------------------

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else self.high.copy_negate(),
            None if self.low is None else self.low.copy_negate(),
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval | Decimal | int) -> Interval:
        other = _interval(other)
        return Interval(
            None if self.low is None or other.low is None else _plain(DOWN.add(self.low, other.low)),
            None if self.high is None or other.high is None else _plain(UP.add(self.high, other.high)),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    __radd__ = __add__

    def __sub__(self, other: Interval | Decimal | int) -> Interval:
        return self + -_interval(other)

    def __rsub__(self, other: Decimal | int) -> Interval:
        return -self + other

    def __mul__(self, other: Interval | Decimal | int) -> Interval:
        other = _interval(other)
        if self.low and other.low and self.positive and other.positive and self.high and other.high:
            # the usual case at a quarter of the price: the low ends meet, and the high ones
            return Interval(
                DOWN.multiply(self.low, other.low),
                UP.multiply(self.high, other.high),
                self.low_open or other.low_open,
                self.high_open or other.high_open,
            )
        return _spanned([_product(x, y) for x in self._ends() for y in other._ends()])

    __rmul__ = __mul__

    def __truediv__(self, other: Interval | Decimal | int) -> Interval:
        """The quotients by every value of ``other`` but zero.

        Zero at an end of the divisor leaves the quotient unbounded on that side, zero inside it gives
        the whole line. Raises ``ZeroDivisionError`` where the divisor is nothing but zero.
        """
        other = _interval(other)
        if self.low and other.low and self.positive and other.positive and self.high and other.high:
            return Interval(
                DOWN.divide(self.low, other.high),
                UP.divide(self.high, other.low),
                self.low_open or other.high_open,
                self.high_open or other.low_open,
            )
        if other.is_point and other.low == 0:
            raise ZeroDivisionError(f"{self} ÷ {other}")
        if self.is_point and self.low == 0:
            return self
        if (other.low is None or other.low < 0) and (other.high is None or other.high > 0):
            return WHOLE
        side = -1 if other.low is None or other.low < 0 else 1
        return _spanned([_quotient(x, y, side) for x in self._ends() for y in other._ends()])

    def __rtruediv__(self, other: Decimal | int) -> Interval:
        return _interval(other) / self

    def scale(self, factor: Decimal | int) -> Interval:
        """Every value times ``factor`` (a change of unit)."""
        return self * factor

    def grown(self, percent: Interval) -> Interval:
        """What it becomes after a change of ``percent``: 100 grown by 5 is 105."""
        return self * (percent / _HUNDRED + _ONE)

    def compounded(self, percent: Interval, times: int) -> Interval:
        """What it becomes after so many changes of ``percent``: 100 compounded by 10 twice is 121."""
        result = self
        for _ in range(times):
            result = result.grown(percent)
        return result

    def ungrown(self, percent: Interval) -> Interval:
        """The base that a change of ``percent`` brought here: 105 ungrown by 5 is 100.

        A change of -100 or less has no base to name: the whole line where ``percent`` allows it.
        """
        factor = percent / _HUNDRED + _ONE
        return self / factor if factor.positive else WHOLE

    def _ends(self) -> tuple[_End, _End]:
        return (
            (-_INFINITY, False) if self.low is None else (self.low, not self.low_open),
            (_INFINITY, False) if self.high is None else (self.high, not self.high_open),
        )


# A corner of an operation: its value rounded down and up, and whether it is attained.
_End = tuple[Decimal, bool]
_Corner = tuple[Decimal, Decimal, bool]
_NOTHING = (_ZERO, _ZERO, True)

WHOLE = Interval(None, None)


def point(value: Decimal | int) -> Interval:
    """The interval that holds one value only."""
    value = Decimal(value)
    return Interval(value, value)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of independent intervals; zero for none."""
    result = point(0)
    for part in parts:
        result = result + part
    return result


def percent_change(current: Interval, prior: Interval) -> Interval:
    """Change from ``prior`` to ``current`` in percent: current ÷ prior × 100 − 100.

    Each operand occurs once, so the corners of the quotient are the exact ends. A base that may be
    zero or below has no meaningful percentage: the whole line, so that widening a base never makes a
    change impossible; callers who care ask ``prior.positive`` first.
    """
    return current / prior * _HUNDRED - _HUNDRED if prior.positive else WHOLE


def _interval(value: Interval | Decimal | int) -> Interval:
    return value if isinstance(value, Interval) else point(value)


def _plain(value: Decimal) -> Decimal:
    return value or _ZERO  # a sum of 1 and -1 rounded down is -0


def _product(x: _End, y: _End) -> _Corner:
    (a, a_in), (b, b_in) = x, y
    if not a or not b:
        # zero times anything is zero, also "times" an unbounded end, and attained if the zero is
        return _ZERO, _ZERO, (not a and a_in) or (not b and b_in)
    return DOWN.multiply(a, b), UP.multiply(a, b), a_in and b_in


def _quotient(x: _End, y: _End, side: int) -> _Corner:
    (a, a_in), (b, b_in) = x, y
    if not a:
        return _ZERO, _ZERO, a_in
    if b.is_infinite():
        return _ZERO, _ZERO, False
    if not b:
        unbounded = _INFINITY if (a > 0) == (side > 0) else -_INFINITY
        return unbounded, unbounded, False
    return DOWN.divide(a, b), UP.divide(a, b), a_in and b_in


def _spanned(corners: list[_Corner]) -> Interval:
    """The interval from the lowest to the highest corner; an end is closed if any corner attains it."""
    low = min(corner[0] for corner in corners)
    high = max(corner[1] for corner in corners)
    low_in = any(attained for below, _, attained in corners if below == low)
    high_in = any(attained for _, above, attained in corners if above == high)
    return Interval(
        None if low.is_infinite() else _plain(low),
        None if high.is_infinite() else _plain(high),
        not low_in,
        not high_in,
    )
