"""Exact intervals over ``Decimal``: the set of true values that a stated figure stands for.

* ``Interval(low, high, low_open, high_open)``: a non-empty set between two ends; ``None`` is
  unbounded. ``point(v)`` is one value, ``WHOLE`` the line.
* ``stated(...)`` turns a number as written into its interval: rounding of its digits (nearest,
  truncation, either), hedge ("about", "over", "under"), widths from ``Widths``. Called with the last
  digit as written it is *strict*, with the last digit that is not zero (the coarse step) *lenient*.
  ``vague(...)`` does the same for words such as "mid-teens", which are wide to begin with.
* ``+ - * /`` and unary minus with an interval, ``Decimal`` or ``int``; ``total``, ``percent_change``,
  ``grown`` and ``ungrown``. The result always contains every value that the operands allow.
* ``intersection``, ``overlaps``, ``agrees``, ``hull``, ``contains``, ``within``, ``gap``.
"""

from checker.interval.exact import WHOLE, Interval, percent_change, point, total
from checker.interval.statement import DEFAULT, Hedging, Rounding, Widths, stated, vague

__all__ = [
    "DEFAULT",
    "WHOLE",
    "Hedging",
    "Interval",
    "Rounding",
    "Widths",
    "percent_change",
    "point",
    "stated",
    "total",
    "vague",
]
