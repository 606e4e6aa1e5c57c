"""Unit keys: what a number counts, and what may be compared with what.

A unit key is a string: an ISO 4217 code ("CNY"), a unit price ("CNY/share"), ``percent``,
``percentage_point``, ``basis_point``, ``ratio``, ``count``, a duration (``day`` … ``year``) or a
physical unit in the singular (``megawatt``, ``square_foot``). Knows no document. Signs and words come
from ``data/currencies.toml`` and ``data/physical.toml``; pint, with our own definitions in
``data/units.txt`` (one dimension a currency), is loaded only when something is converted.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

RATES = frozenset({"percent", "percentage_point", "basis_point"})
DURATIONS = frozenset({"day", "week", "month", "quarter", "year"})


class Money(NamedTuple):
    """A currency as recognised: its ISO code, and whether it was assumed among several."""

    code: str
    assumed: bool


@cache
def data(name: str) -> dict[str, Any]:
    """One of the package's own tables, as parsed TOML, read once and not to be altered."""
    return tomllib.loads((resources.files("checker") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _table(section: str) -> dict[str, Any]:
    found: dict[str, Any] = data("currencies")[section]
    return found


def currencies() -> dict[str, str]:
    """Every ISO 4217 code with its English name."""
    return _table("codes")


def signs() -> dict[str, list[str]]:
    """Signs that stand before an amount, with the codes each can mean."""
    return _table("signs")


def words() -> dict[str, list[str]]:
    """Words that stand behind an amount (singular), with the codes each can mean."""
    return _table("words")


def hundredths() -> dict[str, list[str]]:
    """Words for a hundredth of a currency unit, with the codes each can mean."""
    return _table("hundredths")


def caution() -> frozenset[str]:
    """Codes that are words of their own, to be believed only beside a scale word or a decimal point."""
    return frozenset(_table("caution")["codes"])


def pick(candidates: list[str], home: str | None) -> Money:
    """The currency that a shared sign means in a document whose own currency is ``home``."""
    if len(candidates) == 1:
        return Money(candidates[0], False)
    if home in candidates:
        return Money(home, True)
    return Money(candidates[0], True)


def split(unit: str) -> tuple[str, str]:
    """A unit price into its two halves ("CNY/share" to "CNY", "share"); ``""`` for no denominator."""
    numerator, _, denominator = unit.partition("/")
    return numerator, denominator


def is_currency(unit: str) -> bool:
    """True for an ISO 4217 code, false for a unit price."""
    return unit in currencies()


def is_money(unit: str) -> bool:
    """True for a currency or a price per something."""
    return split(unit)[0] in currencies()


@cache
def _registry() -> Any:
    import pint  # noqa: PLC0415  (slow to load, and seldom needed)

    path = resources.files("checker") / "data" / "units.txt"
    with resources.as_file(path) as definitions:
        return pint.UnitRegistry(str(definitions), non_int_type=Decimal, autoconvert_offset_to_baseunit=False)


def convert(value: Decimal, source: str, target: str) -> Decimal | None:
    """``value`` in ``target`` units, exactly; ``None`` where the two measure different things.

    ``convert(Decimal(62), "basis_point", "percentage_point")`` is 0.62; two currencies never convert.
    """
    if source == target:
        return value
    if not (defined(source) and defined(target)):
        return None
    registry = _registry()
    one, other = registry.parse_units(_spelled(source)), registry.parse_units(_spelled(target))
    if one.dimensionality != other.dimensionality:
        return None
    converted: Decimal = registry.Quantity(value, one).to(other).magnitude
    return converted


def comparable(one: str, other: str) -> bool:
    """True if a value in one unit can be brought to the other."""
    return one == other or convert(Decimal(1), one, other) is not None


def defined(unit: str) -> bool:
    """True if pint can convert the unit; an odd denominator ("USD/widget") may be unknown to it."""
    registry = _registry()
    return all(half in registry for half in split(unit) if half)


def _spelled(unit: str) -> str:
    numerator, denominator = split(unit)
    return f"{numerator} / {denominator}" if denominator else numerator
