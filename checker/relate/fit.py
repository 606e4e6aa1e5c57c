"""Arithmetic by which relations are *found*: what adds up, what explains a difference.

Verdicts are the rules' business; here a fit only tells which of several readings is meant.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from checker.interval import WHOLE, Interval, percent_change
from checker.model import Figure

_PER_POINT = {"percent": Decimal(1), "percentage_point": Decimal(1), "basis_point": Decimal("0.01")}
_SCALES = (Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9)
_SAME = Decimal("0.03")
_NEARLY = (Decimal("0.4"), Decimal("2.5"))
_DAYS = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "quarter": Decimal("91.3125"),
    "year": Decimal("365.25"),
}


def value(figure: Figure, *, lenient: bool = False) -> Interval:
    """The true values of a figure, points in percent and durations in days."""
    seen = figure.interval.hull(figure.lenient) if lenient else figure.interval
    factor = _PER_POINT.get(figure.unit) or _DAYS.get(figure.unit)
    return seen * factor if factor is not None and factor != 1 else seen


def agree(first: Figure, second: Figure, *, lenient: bool = True) -> bool:
    """Whether two figures can state one fact."""
    if first.unit != second.unit and is_money_pair(first, second):
        return False
    if first.low != first.high and second.low != second.high:
        pairs = zip(_ends(first, lenient=lenient), _ends(second, lenient=lenient), strict=True)
        return all(one.overlaps(other) for one, other in pairs)
    one, other = (sized(figure, value(figure, lenient=lenient)) for figure in (first, second))
    return one.agrees(other)


def _ends(figure: Figure, *, lenient: bool) -> tuple[Interval, Interval]:
    """What the low end of a range stands for, and the high end."""
    low, high = figure.low_step, figure.high_step
    if lenient:
        low, high = max(low, figure.low_coarse), max(high, figure.high_coarse)
    factor = _PER_POINT.get(figure.unit) or _DAYS.get(figure.unit) or Decimal(1)
    return (
        Interval(figure.low - low / 2, figure.low + low / 2) * factor,
        Interval(figure.high - high / 2, figure.high + high / 2) * factor,
    )


def sized(figure: Figure, seen: Interval) -> Interval:
    """A value without its sign where the name says it: a loss of 5 is written as 5 and as -5."""
    return -seen if seen.negative and "loss" in figure.metric.lower() else seen


def close(first: Figure, second: Figure, factor: Decimal = Decimal("1.25")) -> bool:
    """Whether two values are of one size: apart by no more than a factor."""
    a, b = sorted((abs(first.low), abs(second.low)))
    return first.low * second.low > 0 and b <= a * factor


def fragment(first: Figure, second: Figure) -> bool:
    """Whether one amount is a stub of a number broken off in speech: "RMB six, 64.8 million"."""
    a, b = sorted((abs(first.low), abs(second.low)))
    return first.unit.isupper() and a < 1000 and b >= 10**6


def is_money_pair(first: Figure, second: Figure) -> bool:
    """Whether both are money, each in a currency of its own."""
    return first.unit.isupper() and second.unit.isupper() and first.unit != second.unit


def same_digits(first: Figure, second: Figure) -> bool:
    """Whether both are written with one value, whatever hedges and units stand around it."""
    return first.low == second.low and first.high == second.high


def grows(current: Figure, prior: Figure, change: Figure) -> bool:
    """Whether ``change`` leads from ``prior`` to ``current``, trailing zeros read leniently."""
    now, then, stated = (value(figure, lenient=True) for figure in (current, prior, change))
    if change.unit == "percent":
        if current.unit == "percent" and (now - then).overlaps(stated):
            return True
        return percent_change(now, then).overlaps(stated)
    return (now - then).overlaps(stated)


def prior_value(level: Figure, change: Figure) -> Interval:
    """The level before a change."""
    now, moved = value(level), value(change)
    return now.ungrown(moved) if change.unit == "percent" and level.unit != "percent" else now - moved


def slack(interval: Interval) -> Decimal:
    """Width of an interval relative to its size: how vague it is. Unbounded and zero ones are 1."""
    middle, width = interval.midpoint, interval.width
    if interval == WHOLE or not middle or width is None:
        return Decimal(1)
    return min(Decimal(1), abs(width / middle))


def cut_off(first: Figure, second: Figure) -> bool:
    """Whether one value is the other with its last digits cut off: 59 of 59.57."""
    a, b = sorted((_digits(abs(first.low)), _digits(abs(second.low))), key=len)
    return a != b and b.startswith(a) and close(first, second)


def slip(first: Figure, second: Figure, *, sure: bool = False) -> bool:
    """Whether one value looks like a slip of the other.

    A scale word, digits swapped, one digit more ("58" for "8"), fifteen for fifty, another currency.
    ``sure`` where one of the values is itself said more than once.
    """
    if is_money_pair(first, second):
        return same_digits(first, second)
    if first.low != first.high and second.low != second.high:
        ends = (
            (replace(first, high=first.low), replace(second, high=second.low)),
            (replace(first, low=first.high), replace(second, low=second.high)),
        )
        return sum(one.low != other.low for one, other in ends) == 1 and any(
            slip(one, other, sure=True) for one, other in ends
        )
    if first.low != first.high or second.low != second.high or first.low * second.low <= 0:
        return False
    a, b = sorted((abs(first.low), abs(second.low)))
    digits, others = _digits(a), _digits(b)
    if any(abs(b / a / scale - 1) < _SAME for scale in _SCALES):
        return True
    swapped = sorted(digits) == sorted(others) and digits != others
    if swapped and (len(digits) > 2 or (sure and len(digits) == 2)) and b < 2 * a:
        return True
    if len(digits) > 1 and digits == others and a != b:
        return b == 10 * a or "/" in first.unit  # the decimal point moved
    if first.unit != "percent":
        return False
    if b < 100 and len(others) == len(digits) + 1 and others.endswith(digits) and (sure or len(digits) > 1):
        return True
    # thirteen and thirty: 13 to 19 against 30 to 90
    return len(digits) == 2 and digits[0] == "1" and others == digits[1] >= "3" and b == 10 * int(others)


def tenfold(first: Figure, second: Figure) -> bool:
    """Whether one is the other with its decimal point moved, each told in two digits or more."""
    small, large = sorted((first, second), key=lambda figure: abs(figure.low))
    if not small.low_step or not large.low_step:
        return False
    room = max(10 * small.low_step, large.low_step) / 2
    told = min(abs(figure.low) / figure.low_step for figure in (small, large))
    return told >= 10 and abs(abs(large.low) - 10 * abs(small.low)) <= room


def one_digit(first: Figure, second: Figure) -> bool:
    """Whether two values of three digits or more differ in one of them, and not much."""
    if first.low != first.high or second.low != second.high or first.low * second.low <= 0:
        return False
    a, b = sorted((abs(first.low), abs(second.low)))
    digits, others = _digits(a), _digits(b)
    return (
        len(digits) == len(others) > 2
        and b < 2 * a
        and sum(one != other for one, other in zip(digits, others, strict=True)) == 1
    )


def scale_apart(smaller: Decimal, larger: Decimal) -> bool:
    """Whether two values are about a thousand, a million or a thousand million times apart."""
    return (
        any(_NEARLY[0] <= larger / smaller / scale <= _NEARLY[1] for scale in _SCALES) if smaller else False
    )


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.normalize().as_tuple().digits))
