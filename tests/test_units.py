"""Currencies, unit prices and conversions."""

from __future__ import annotations

import sys
from decimal import Decimal
from subprocess import run

import pytest

from checker import units
from checker.units import Money


def test_every_code_of_the_standard_is_known() -> None:
    assert len(units.currencies()) > 175
    assert {"CNY", "USD", "EUR", "INR", "XOF", "ZMW", "VES", "SLE"} <= set(units.currencies())


@pytest.mark.parametrize(
    ("sign", "home", "money"),
    [
        ("RMB", "USD", Money("CNY", False)),
        ("US$", "CAD", Money("USD", False)),
        ("$", "USD", Money("USD", True)),
        ("$", "CAD", Money("CAD", True)),
        ("$", "CNY", Money("USD", True)),
        ("$", None, Money("USD", True)),
        ("¥", "JPY", Money("JPY", True)),
        ("¥", "CNY", Money("CNY", True)),
        ("Rs.", "PKR", Money("PKR", True)),
        ("Rs.", "INR", Money("INR", True)),
        ("kr", "NOK", Money("NOK", True)),
    ],
)
def test_a_shared_sign_is_an_assumption(sign: str, home: str | None, money: Money) -> None:
    assert units.pick(units.signs()[sign], home) == money


def test_every_sign_and_word_names_currencies_that_exist() -> None:
    for table in (units.signs(), units.words(), units.hundredths()):
        for written, codes in table.items():
            assert codes, written
            assert set(codes) <= set(units.currencies()), written


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("62", "basis_point", "percentage_point", "0.62"),
        ("150", "basis_point", "percent", "1.5"),
        ("2", "year", "month", "24"),
        ("3", "quarter", "month", "9"),
        ("1500", "megawatt", "gigawatt", "1.5"),
        ("1", "hectare", "square_meter", "10000"),
        ("84", "USD/barrel", "USD/gallon", "2"),
        ("5", "ratio", "percent", "500"),
        ("7", "USD", "USD", "7"),
    ],
)
def test_conversions_are_exact(value: str, source: str, target: str, expected: str) -> None:
    assert units.convert(Decimal(value), source, target) == Decimal(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [("USD", "CNY"), ("USD/share", "USD"), ("count", "percent"), ("year", "day"), ("USD", "widget")],
)
def test_what_measures_different_things_does_not_convert(one: str, other: str) -> None:
    assert units.convert(Decimal(1), one, other) is None
    assert not units.comparable(one, other)


def test_unit_prices_come_apart() -> None:
    assert units.split("USD/share") == ("USD", "share")
    assert units.split("USD") == ("USD", "")
    assert units.is_money("USD/share")
    assert not units.is_currency("USD/share")
    assert not units.is_money("percent")


def test_every_physical_unit_is_defined() -> None:
    table = units.data("physical")
    known = {unit for section in table.values() for unit in section} - {"decade"}
    for unit in sorted(known | set(units.currencies())):
        assert units.convert(Decimal(1), unit, unit) == 1
        assert units.comparable(unit, unit)
        assert units.defined(unit), unit


def test_extraction_does_not_load_pint() -> None:
    program = "import sys, checker.extract; sys.exit('pint' in sys.modules)"
    assert run([sys.executable, "-c", program], check=False).returncode == 0
