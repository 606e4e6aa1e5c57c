"""Numbers, periods and names as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import wording
from checker.interval import Interval


def between(
    low: str | None, high: str | None, *, low_open: bool = False, high_open: bool = False
) -> Interval:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Interval(ends[0], ends[1], low_open, high_open)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("74.1e9", "74100000000"),
        ("3.60", "3.6"),
        ("-0.22", "-0.22"),
        ("-0.0", "0"),
        ("1E+2", "100"),
        ("1e-7", "0.0000001"),
    ],
)
def test_plain_has_no_exponent(value: str, text: str) -> None:
    assert wording.plain(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_plain_reads_back_as_the_same_value(value: Decimal) -> None:
    assert Decimal(wording.plain(value)) == value


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("74.1e9", "CNY", "RMB74.1 billion"),
        ("780e6", "CNY", "RMB780 million"),
        ("217", "CHF", "CHF 217"),
        ("-0.22", "USD/share", "-US$0.22 per share"),
        ("1.14e6", "count", "1.14 million"),
        ("26000", "count", "26,000"),
        ("15", "percent", "15%"),
        ("1", "percentage_point", "1 point"),
        ("120", "basis_point", "120 basis points"),
        ("5.4", "ratio", "5.4 times"),
        ("12000", "square_foot", "12,000 square feet"),
        ("0", "EUR", "€0"),
    ],
)
def test_amount(value: str, unit: str, text: str) -> None:
    assert wording.amount(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("interval", "unit", "text"),
    [
        (between("14.70991", "17.40891"), "percent", "14.7% to 17.4%"),
        (between("245349206349", "247011952191"), "CNY", "RMB245.3 to 247.0 billion"),
        (between("244e6", "2.55e9"), "CNY", "RMB244 million to RMB2.6 billion"),
        (between("-5.5", "-4.5"), "percent", "-5.5% to -4.5%"),
        (between("310", "330"), "tonne", "310 to 330 tonnes"),
        (between("50", None, low_open=True), "percent", "above 50%"),
        (between("50", None), "percent", "at least 50%"),
        (between(None, "24", high_open=True), "percent", "below 24%"),
        (between(None, None), "percent", "any value"),
        (between("3.6e9", "3.6e9"), "CNY", "RMB3.6 billion"),
    ],
)
def test_span(interval: Interval, unit: str, text: str) -> None:
    assert wording.span(interval, unit) == text


def test_span_can_show_more_digits() -> None:
    assert (
        wording.span(between("245349206349", "247011952191"), "CNY", digits=3)
        == "RMB245.35 to 247.01 billion"
    )


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("2021Q1", "2021 Q1"),
        ("@2021Q1", "end of 2021 Q1"),
        ("FY2021", "FY2021"),
        ("2021-04", "April 2021"),
        ("@2021-04", "end of April 2021"),
        ("@call", "the day of the call"),
        ("YTD2021", "2021 so far"),
        ("YTD2021Q3", "2021 up to Q3"),
        ("LTM2021Q1", "the 12 months to 2021 Q1"),
        ("FY2021-FY2025", "FY2021 to FY2025"),
        ("FY2021 / FY2022", "FY2021 and FY2022"),
        ("2021-06-2021-07", "June 2021 to July 2021"),
        (None, "no period stated"),
        ("2021-13", "2021-13"),
        ("whatever", "whatever"),
    ],
)
def test_period(label: str | None, text: str) -> None:
    assert wording.period(label) == text


def test_comparison() -> None:
    assert [wording.comparison(c) for c in ("yoy", "qoq", "FY2019", None)] == [
        "on a year earlier",
        "on the quarter before",
        "on FY2019",
        "",
    ]


def test_lists_counts_and_sentences() -> None:
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert [wording.counted(n, "figure") for n in (0, 1, 1200)] == ["no figures", "1 figure", "1,200 figures"]
    assert wording.sentence("volume fell") == "Volume fell."


@given(st.text())
def test_inert_text_stays_on_its_line_and_in_its_order(text: str) -> None:
    shown = wording.inert(text)
    assert len(shown.splitlines()) <= 1
    assert not set(shown) & set("\x1b\u202e\u2066\u200f\ufeff\x07")
    shown.encode("utf-8")
