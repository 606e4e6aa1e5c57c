"""The answer for one quantity, and what later sentences add to it: said again, said elsewhere, corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from checker.model import Quantity, Struct
from checker.resolve.measure import Measured
from checker.resolve.passage import Passage


class Dated(Struct, frozen=True, kw_only=True):
    """The period of a quantity and, of a change, what it is compared with, as labels of the guide.

    ``comparison`` is "yoy", "qoq" or a label. ``inferred`` marks a period that the quantity's own
    sentence does not say, ``shared`` a comparison that does not stand by it.
    """

    period: str | None = None
    comparison: str | None = None
    inferred: bool = True
    shared: bool = False


_SORRY = re.compile(r"(?i)\b(?:sorry|correct(?:ion|ed|ing)?|apologi[sz]e|misspoke|I\s+mean)\b")
_NOT = re.compile(r"(?i)\bnot\b")
_DIGITS = 2
_PRICE = 50  # money below which an amount is a price, said of many things
_BY_CHANCE = frozenset(
    ("percent", "basis_point", "percentage_point", "ratio", "day", "week", "month", "quarter", "year")
)


def repeat(
    indices: Sequence[int],
    found: list[Dated],
    quantities: Sequence[Quantity],
    stated: dict[tuple[object, ...], str],
) -> None:
    """An amount said again without a date has the date with which it was said before.

    Only amounts that are hardly said twice by chance: percentages and small counts are.
    """
    for index in indices:
        quantity, dated = quantities[index], found[index]
        if quantity.unit in _BY_CHANCE or (quantity.unit == "count" and quantity.high < 100):
            continue
        if quantity.unit.isupper() and quantity.high < _PRICE:  # "a $5 meal"
            continue
        key = (quantity.low, quantity.high, quantity.unit)
        if dated.inferred and key in stated:
            found[index] = Dated(period=stated[key], comparison=dated.comparison)
        elif not dated.inferred and dated.period is not None:
            stated[key] = dated.period


def compared_elsewhere(
    found: Sequence[Dated], quantities: Sequence[Quantity], measured: Sequence[Measured]
) -> Iterator[Dated]:
    """A change said again without a comparison has that with which it was said elsewhere.

    Only over a year, and only changes of two digits or more: "5%" is said of many things.
    """

    def key(index: int) -> tuple[object, ...] | None:
        quantity = quantities[index]
        if measured[index].measure != "change" or len(quantity.high.normalize().as_tuple().digits) < _DIGITS:
            return None
        return (quantity.low, quantity.high, quantity.unit, found[index].period)

    yearly = {key(i) for i, dated in enumerate(found) if dated.comparison == "yoy"} - {None}
    for index, dated in enumerate(found):
        again = dated.comparison is None and key(index) in yearly
        yield replace(dated, comparison="yoy") if again else dated


def correct(passage: Passage, found: list[Dated], quantities: Sequence[Quantity]) -> None:
    """ "Sorry, not April, the first quarter": the same value said just before takes the corrected date."""
    if "not" not in passage.text or not _SORRY.search(passage.text) or not _NOT.search(passage.text):
        return
    for index in passage.quantities:
        now = quantities[index]
        for earlier in range(max(0, index - 3), index):
            same = quantities[earlier]
            again = (same.low, same.high, same.unit) == (now.low, now.high, now.unit)
            if again and not found[index].inferred and now.start - same.end < 300:
                found[earlier] = found[index]
