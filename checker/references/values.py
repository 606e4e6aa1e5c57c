"""Whether two stated values can be one, and by which slip one would have become the other."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from checker.interval import Interval
from checker.model import Figure
from checker.relate.facts import kind
from checker.relate.fit import is_money_pair, value

Slip = Literal["", "scale", "point", "swapped", "digit", "unit", "end", "currency", "sign"]

_SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9))
_NEAR = Decimal("0.03")
_ROUNDED = Decimal("0.05")
_LOOSE = Decimal("0.1")
_POINTS = frozenset({"percentage_point", "basis_point"})


def agree(claim: Figure, source: Figure) -> bool:
    """Whether two figures can state one value: as written, rounded, or in another unit.

    Ranges agree end by end. Trailing zeros are read leniently only where the two are not written to the
    same digit: "RMB100 billion" may be 101.9, but 300 million is not 310 million.
    """
    if is_money_pair(claim, source) or _points_alone(claim, source):
        return False
    if source.form == "vague" and claim.form != "vague":
        return source.low <= claim.low and claim.high <= source.high and claim.unit == source.unit
    if claim.form == "vague":
        return value(claim).overlaps(value(source))
    spread, other = claim.low != claim.high, source.low != source.high
    if spread != other:
        return False
    if spread:
        return _ends_agree(claim, source)
    if _bound(claim) or _bound(source):
        return _bounds_agree(claim, source)
    if value(claim).agrees(value(source)):
        return not _far(claim, source)
    written_alike = claim.low_step == source.low_step and claim.unit == source.unit
    if written_alike or claim.unit == "percent" or not source.low:
        return False
    apart = abs(claim.low - source.low) / abs(source.low)
    return apart <= _ROUNDED and value(claim, lenient=True).agrees(value(source, lenient=True))


def _bound(figure: Figure) -> bool:
    return figure.hedge in ("over", "under")


def _bounds_agree(claim: Figure, source: Figure) -> bool:
    """Whether a bound is one on the other value, and no loose one: "over 1,400" is not said of 1,700.

    Two bounds on one side are two statements of one number.
    """
    mine, theirs = value_of(claim), value_of(source)
    if claim.hedge == source.hedge and claim.unit == source.unit:
        slack = max(claim.low_step, source.low_step) / 2
        return abs(claim.low - source.low) <= slack
    if not theirs or abs(mine - theirs) > abs(theirs) * _LOOSE:
        return False
    return value(claim).overlaps(value(source))


def _points_alone(claim: Figure, source: Figure) -> bool:
    """Whether one is a growth in percent and the other a difference in points: 11.6% is no 1160 bps."""
    return claim.measure == source.measure == "change" and (claim.unit in _POINTS) != (source.unit in _POINTS)


def _ends_agree(claim: Figure, source: Figure) -> bool:
    return (
        all(_end(claim, low).agrees(_end(source, low)) for low in (True, False))
        and claim.low.is_signed() == source.low.is_signed()
    )


def _end(figure: Figure, low: bool) -> Interval:
    at, step = (figure.low, figure.low_step) if low else (figure.high, figure.high_step)
    end = Interval(at - step / 2, at + step / 2)
    return end * Decimal("0.01") if figure.unit == "basis_point" else end


def _far(claim: Figure, source: Figure) -> bool:
    """Whether two amounts are one only because one is hardly rounded to a digit: "$1 billion" for 1.4."""
    amounts = kind(claim.unit) in ("money", "count") and source.low
    return bool(amounts) and abs(claim.low - source.low) > abs(source.low) * _LOOSE


def firm(claim: Figure, source: Figure) -> bool:
    """Whether agreement says something: a band of words, a bound, a coarser number agree with much."""
    if source.form == "vague" and claim.form != "vague":
        return False
    if claim.unit == source.unit and claim.low_step < source.low_step and claim.low != source.low:
        return False
    return not _bound(source) or _bound(claim) or value_of(claim) == value_of(source)


def opposite(claim: Figure, source: Figure) -> bool:
    """Whether two changes are of one size and go opposite ways."""
    if claim.measure != "change" or source.measure != "change" or not claim.low * source.low < 0:
        return False
    if "vague" in (claim.form, source.form):
        return False
    return (value_of(claim), claim.high) == (-value_of(source), -source.high)


def slip(claim: Figure, source: Figure) -> Slip:
    """How a figure would have become another by one slip of the pen; "" if it is none."""
    if is_money_pair(claim, source):
        return "currency" if (claim.low, claim.high) == (source.low, source.high) else ""
    if claim.unit != source.unit and _same_number(claim, source):
        return "unit"
    if "vague" in (claim.form, source.form) or "multiple" in (claim.form, source.form):
        return ""
    if (claim.low != claim.high) != (source.low != source.high):
        return ""
    if claim.low != claim.high:
        return _range_slip(claim, source)
    found = _number_slip(value_of(claim), value_of(source), claim.unit in _POINTS | {"percent", "ratio"})
    # a digit that slips leaves the others where they are
    alike = (claim.high_step, claim.unit) == (source.high_step, source.unit)
    return "" if found in ("digit", "swapped") and not alike else found


def value_of(figure: Figure) -> Decimal:
    """The written value of a point, rates in percent."""
    return figure.low / 100 if figure.unit == "basis_point" else figure.low


def _same_number(claim: Figure, source: Figure) -> bool:
    """Whether the two are one number with two units: 74 bps and 74 points."""
    rates = _POINTS | {"percent"}
    if not {claim.unit, source.unit} <= rates or "basis_point" not in (claim.unit, source.unit):
        return False  # points are said to be percent by many
    return abs(claim.low) == abs(source.low)


def _range_slip(claim: Figure, source: Figure) -> Slip:
    low, high = claim.low == source.low, claim.high == source.high
    if low != high:
        return "end"
    if not low and source.low and source.high and claim.low / source.low == claim.high / source.high:
        return _number_slip(claim.low, source.low, False)
    return ""


def _number_slip(claim: Decimal, source: Decimal, rate: bool) -> Slip:
    a, b = abs(claim), abs(source)
    if not a or not b or a == b:
        return ""
    large, small = max(a, b), min(a, b)
    if not rate and any(abs(large / small / scale - 1) < _NEAR for scale in _SCALES):
        return "scale"
    x, y = digits(a), digits(b)
    if x == y:
        return "point"
    high = max(a.adjusted(), b.adjusted())
    places = min(_last(a), _last(b))
    x, y = _spelt(a, high, places), _spelt(b, high, places)
    differ = [i for i, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
    if (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and x[differ[0]] == y[differ[1]]
        and (x[differ[1]] == y[differ[0]])
    ):
        return "swapped"
    return "digit" if len(differ) == 1 else ""


def digits(number: Decimal) -> str:
    """The digits of a number from the first to the last that is not zero."""
    return "".join(map(str, number.copy_abs().normalize().as_tuple().digits))


def length(figure: Figure) -> int:
    """How many digits a figure is written with, those before the first that is not zero left out."""
    number = figure.high if figure.high else figure.low
    if not number or not figure.high_step:
        return len(digits(number))
    return number.adjusted() - figure.high_step.adjusted() + 1


def _last(number: Decimal) -> int:
    return int(number.normalize().as_tuple().exponent)


def _spelt(number: Decimal, high: int, last: int) -> str:
    """All digits of a number between two places, zeros included."""
    return str(int(number.scaleb(-last))).rjust(high - last + 1, "0")
