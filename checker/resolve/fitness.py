"""Which numbers can be figures of which metrics: money of flows and stocks, percent of rates."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checker.model import Measure

_POINTS = ("percentage_point", "basis_point")
_DURATIONS = ("day", "week", "month", "quarter", "year", "hour")


class Asked(NamedTuple):
    """A number to be attached: its place in the tokens, its unit and its measure."""

    at: int
    unit: str
    measure: Measure


@lru_cache(maxsize=4096)
def family(unit: str) -> str:
    """The broad class of a unit: money, price, share, percent, points, ratio, count, duration, physical."""
    if unit.endswith("/share"):
        return "per share"
    if "/" in unit:
        return "price"
    if len(unit) == 3 and unit.isupper():
        return "money"
    if unit in _POINTS:
        return "points"
    if unit in _DURATIONS:
        return "duration"
    return unit if unit in ("percent", "ratio", "count") else "physical"


_FITS: dict[str, frozenset[str]] = {
    "money": frozenset(("flow", "stock", "price", "per share", "")),
    "price": frozenset(("price", "flow", "")),
    "per share": frozenset(("per share", "flow", "price", "")),
    "percent": frozenset(("rate", "")),
    "points": frozenset(("rate", "")),
    "ratio": frozenset(("rate", "")),
    "count": frozenset(("count", "events", "score", "")),
    "duration": frozenset(("duration", "")),
    "physical": frozenset(("events", "stock", "score", "price", "flow", "")),
}


def fits(nature: str, asked: Asked, *, open_head: bool = False) -> bool:
    """Whether a number of this unit and measure can be a figure of a metric of this nature."""
    kind = family(asked.unit)
    if asked.measure == "change" and kind in ("percent", "ratio", "count"):
        return True
    if asked.measure == "share":
        return True
    if (
        open_head
        and kind in ("money", "count", "physical")
        and nature in ("events", "count", "stock", "flow")
    ):
        return True
    return nature in _FITS[kind]
