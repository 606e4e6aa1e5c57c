"""Exact intervals over ``Decimal`` (being written)."""

from __future__ import annotations

from decimal import Decimal

import msgspec


class Interval(msgspec.Struct, frozen=True):
    """A set of true values between two ends, each open or closed; ``None`` is unbounded."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
