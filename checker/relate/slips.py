"""Whether one slip of tongue or pen would make a figure fit: what tells an error from a wrong pairing.

Figures that do not fit and are no slip apart are most likely figures of different things, however
alike their names; they are not worth an alarm.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.interval import Interval
from checker.model import Figure
from checker.relate.fit import slack

_SCALES = tuple(Decimal(10) ** power for power in (-9, -6, -3, 3, 6, 9))
_VAGUE = Decimal("0.15")
_WIDE = Decimal("0.3")
"""How vague a truth may be that still tells a figure from ten times it."""
_POINTS = tuple(Decimal(10) ** power for power in (-2, -1, 1, 2))


def one_slip(figure: Figure, truth: Interval, *, tight: bool = True) -> bool:
    """Whether a digit, the decimal point, the sign or the scale word of a figure could be wrong.

    ``truth`` holds the values that the other figures imply, in the figure's own unit. Of two digits
    any one could be wrong only where the figures are ``tight``, told in one phrase: it would make
    one number in five a slip of another.
    """
    if figure.low != figure.high or not figure.low or truth.contains(0):
        return False
    step = figure.low_step or Decimal(1)
    half = Interval(-step / 2, step / 2)
    written = half + figure.low
    if scale_slip(figure, truth):
        return True
    points = _POINTS if len(figure.low.normalize().as_tuple().digits) > 1 else ()
    vagueness = slack(truth)
    if vagueness > _VAGUE:  # so wide a truth is one digit away from anything
        moved = (written * factor for factor in points if vagueness <= _WIDE)
        exchanged = (half + other for other in _exchanged(figure.low, step))
        return any(seen.overlaps(truth) for seen in (*moved, *exchanged))
    if any((written * factor).overlaps(truth) for factor in (Decimal(-1), *points)):
        return True
    return any((half + other).overlaps(truth) for other in _misread(figure.low, step, tight=tight))


def scale_slip(figure: Figure, truth: Interval) -> bool:
    """Whether only the scale word of a figure could be wrong."""
    step = figure.low_step or Decimal(1)
    written = Interval(figure.low - step / 2, figure.low + step / 2)
    return any((written * factor).overlaps(truth) for factor in _SCALES)


def _exchanged(value: Decimal, step: Decimal) -> Iterator[Decimal]:
    """The values of two digits in the other order, and as they may have been misheard."""
    digits = str(int(abs(value) / step))
    if len(digits) == 2:
        sign = -1 if value < 0 else 1
        yield sign * int(digits[::-1]) * step
        if step == 1:
            yield from (sign * Decimal(text) for text in _misheard(digits))


def _misheard(digits: str) -> Iterator[str]:
    """Thirteen for thirty and thirty for thirteen, as the first two digits of a number."""
    first, second, rest = digits[0], digits[1:2], digits[2:]
    if first == "1" and second >= "3":
        yield f"{second}0{rest}"
    elif first >= "3" and second == "0":
        yield f"1{first}{rest}"


def _misread(value: Decimal, step: Decimal, *, tight: bool) -> Iterator[Decimal]:
    """The values that one wrong digit would have made of this one."""
    sign = -1 if value < 0 else 1
    written = abs(value) / step
    if written != written.to_integral() or written >= 10**9:
        return
    digits = str(int(written))
    if len(digits) == 1:
        return  # any digit is one slip from any other, which tells nothing
    for text in _edits(digits, replace=tight or len(digits) > 2):
        if text and text != digits:
            yield sign * int(text) * step


def _edits(digits: str, *, replace: bool) -> Iterator[str]:
    """One digit wrong, too many or missing at the front, two neighbours swapped, thirteen for thirty."""
    for i, digit in enumerate(digits):
        for other in "0123456789" if replace else "":
            if other != digit:
                yield digits[:i] + other + digits[i + 1 :]
        if i + 1 < len(digits):
            yield digits[:i] + digits[i + 1] + digit + digits[i + 2 :]
        if replace:
            yield digits[:i] + digits[i + 1 :]
    for other in "123456789":
        yield other + digits
    yield from _misheard(digits)
