"""Tables of cases for periods: labels, what words such as "a year ago" come to, and when years end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.period import (
    CALL,
    FiscalCalendar,
    Period,
    calendar,
    canonical,
    each,
    fiscal_year,
    half,
    month,
    parse,
    quarter,
    span,
    trailing,
    year_to_date,
)

LABELS: list[tuple[str, Period]] = [
    ("2021Q1", quarter(2021, 1)),
    ("2021H1", half(2021, 1)),
    ("FY2021", fiscal_year(2021)),
    ("2021-04", month(2021, 4)),
    ("YTD2021Q3", year_to_date(2021, 3)),
    ("YTD2021", year_to_date(2021)),
    ("LTM2021Q1", trailing(2021, 1)),
    ("@2021Q1", quarter(2021, 1).closing()),
    ("@2021-04", month(2021, 4).closing()),
    ("@FY2021", fiscal_year(2021).closing()),
    ("@call", CALL),
    ("FY2021-FY2025", span(fiscal_year(2021), fiscal_year(2025))),
    ("2021-06-2021-07", span(month(2021, 6), month(2021, 7))),
    ("2021-11-2022-01", span(month(2021, 11), month(2022, 1))),
    ("2021Q2-2021Q4", span(quarter(2021, 2), quarter(2021, 4))),
    ("FY2021 / FY2022", each(fiscal_year(2021), fiscal_year(2022))),
    ("@FY2021 / @FY2022", each(fiscal_year(2021), fiscal_year(2022)).closing()),
]


@pytest.mark.parametrize(("label", "period"), LABELS)
def test_labels(label: str, period: Period) -> None:
    assert parse(label) == period
    assert str(period) == label


@pytest.mark.parametrize(
    "label",
    [
        "",
        "@",
        "@@2021Q1",
        "2021",
        "2021Q5",
        "2021H3",
        "2021-13",
        "2021-00",
        "FY21",
        "FY0021",
        "Q12021",
        "2021Q1 ",
        "call",
        "@Call",
        "LTM2021",
        "YTD2021H1",
        "FY2025-FY2021",
        "FY2021-2022Q1",
        "YTD2021Q1-YTD2021Q2",
        "FY2021 / ",
        "FY2021/FY2022",
        "٢٠٢١Q1",
    ],
)
def test_what_is_no_label(label: str) -> None:
    with pytest.raises(ValueError, match=r"period label|no span|after"):
        parse(label)


NOW = parse("2021Q2")


@pytest.mark.parametrize(
    ("words", "period", "label"),
    [
        ("a year ago", NOW.year_before(), "2020Q2"),
        ("two years ago", NOW.years(-2), "2019Q2"),
        ("sequentially", NOW.quarter_before(), "2021Q1"),
        ("next quarter", NOW.next(), "2021Q3"),
        ("last year's third quarter", quarter(NOW.year - 1, 3), "2020Q3"),
        ("year to date", NOW.to_date(), "2021H1"),
        ("year to date, three quarters in", quarter(2021, 3).to_date(), "YTD2021Q3"),
        ("year to date, one quarter in", quarter(2021, 1).to_date(), "2021Q1"),
        ("year to date, at its end", quarter(2021, 4).to_date(), "FY2021"),
        ("first nine months", year_to_date(NOW.year, 3), "YTD2021Q3"),
        ("the same nine months of last year", year_to_date(NOW.year, 3).year_before(), "YTD2020Q3"),
        ("so far this year", year_to_date(NOW.year), "YTD2021"),
        ("back half", half(NOW.year, 2), "2021H2"),
        ("rest of the year", NOW.rest_of_year(), "2021H2"),
        ("rest of the year, one quarter in", quarter(2021, 1).rest_of_year(), "2021Q2-2021Q4"),
        ("rest of the year, three quarters in", quarter(2021, 3).rest_of_year(), "2021Q4"),
        ("trailing twelve months", trailing(NOW.year, NOW.number), "LTM2021Q2"),
        ("the twelve months before, a quarter ago", trailing(2021, 1).quarter_before(), "LTM2020Q4"),
        ("full year", NOW.fiscal_year(), "FY2021"),
        ("at year end", NOW.fiscal_year().closing(), "@FY2021"),
        ("at quarter end", NOW.closing(), "@2021Q2"),
        ("a quarter before quarter end", NOW.closing().quarter_before(), "@2021Q1"),
        ("a quarter before year end", parse("@FY2021").quarter_before(), "@2021Q3"),
        ("a quarter before the half's end", parse("@2021H1").quarter_before(), "@2021Q1"),
        ("three months before the end of January", parse("@2021-01").quarter_before(), "@2020-10"),
        ("the half before", half(2021, 1).previous(), "2020H2"),
        ("the month before", month(2021, 1).previous(), "2020-12"),
        ("the two months before", parse("2021-01-2021-02").previous(), "2020-11-2020-12"),
        ("the same months of the year before", parse("2021-11-2022-01").year_before(), "2020-11-2021-01"),
        ("each of the years before", parse("FY2021 / FY2022").previous(), "FY2020 / FY2021"),
        ("the balance's period", parse("@2021Q1").flow(), "2021Q1"),
        ("now, a year ago", CALL.year_before(), "@call"),
    ],
)
def test_how_to_say_it(words: str, period: Period | None, label: str) -> None:
    assert str(period) == label


@pytest.mark.parametrize("label", ["FY2021", "2021H1", "2021-04", "YTD2021Q3", "@call", "FY2021 / FY2022"])
def test_a_quarter_is_no_step_of(label: str) -> None:
    assert parse(label).quarter_before() is None


def test_nothing_is_left_of_a_year_that_is_over() -> None:
    assert quarter(2021, 4).rest_of_year() is None
    assert fiscal_year(2021).rest_of_year() is None


@pytest.mark.parametrize("label", ["2021-04", "@call"])
def test_labels_alone_do_not_date_a_month_in_a_fiscal_year(label: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        parse(label).fiscal_year()


@pytest.mark.parametrize(
    ("label", "months", "quarters", "halves"),
    [
        ("2021Q1", 3, "2021Q1", ""),
        ("2021H2", 6, "2021Q3 2021Q4", "2021H2"),
        ("FY2021", 12, "2021Q1 2021Q2 2021Q3 2021Q4", "2021H1 2021H2"),
        ("YTD2021Q3", 9, "2021Q1 2021Q2 2021Q3", ""),
        ("LTM2021Q2", 12, "2020Q3 2020Q4 2021Q1 2021Q2", "2020H2 2021H1"),
        ("LTM2021Q1", 12, "2020Q2 2020Q3 2020Q4 2021Q1", ""),
        ("2021Q2-2021Q4", 9, "2021Q2 2021Q3 2021Q4", ""),
        ("2021-04", 1, "", ""),
        ("2021-11-2022-01", 3, "", ""),
        ("YTD2021", None, "", ""),
        ("@2021Q1", 0, "", ""),
        ("@call", 0, "", ""),
        ("FY2021 / FY2022", 12, "", ""),
    ],
)
def test_what_a_period_is_made_of(label: str, months: int | None, quarters: str, halves: str) -> None:
    period = parse(label)
    assert period.duration_months == months
    assert " ".join(map(str, period.quarters())) == quarters
    assert " ".join(map(str, period.halves())) == halves
    assert period.is_stock is label.startswith("@")


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("YTD2021Q1", "2021Q1"),
        ("YTD2021Q2", "2021H1"),
        ("YTD2021Q3", "YTD2021Q3"),
        ("YTD2021Q4", "FY2021"),
        ("LTM2021Q4", "FY2021"),
        ("2021Q3-2021Q4", "2021H2"),
        ("2021Q2-2021Q3", "2021Q2-2021Q3"),
        ("2021H1-2021H2", "FY2021"),
        ("FY2021-FY2022", "FY2021-FY2022"),
        ("@FY2021", "@2021Q4"),
        ("@2021H1", "@2021Q2"),
        ("@2021-03", "@2021-03"),
        ("FY2021 / FY2022", "FY2021 / FY2022"),
    ],
)
def test_shortest_labels(label: str, short: str) -> None:
    assert str(canonical(parse(label))) == short


@pytest.mark.parametrize(
    ("year_end", "named_by", "label", "start", "end"),
    [
        ("12-31", "end", "2021Q1", "2021-01-01", "2021-03-31"),
        ("12-31", "start", "FY2021", "2021-01-01", "2021-12-31"),
        ("03-31", "end", "FY2025", "2024-04-01", "2025-03-31"),
        ("03-31", "end", "2025Q3", "2024-10-01", "2024-12-31"),
        ("03-31", "start", "FY2024", "2024-04-01", "2025-03-31"),
        ("11-30", "end", "2021Q2", "2021-03-01", "2021-05-31"),
        ("11-30", "end", "2021Q1", "2020-12-01", "2021-02-28"),
        ("06-30", "end", "2021H1", "2020-07-01", "2020-12-31"),
        ("02-28", "end", "FY2024", "2023-03-01", "2024-02-29"),
        ("04-05", "end", "FY2021", "2020-04-06", "2021-04-05"),
        ("12-31", "end", "LTM2021Q1", "2020-04-01", "2021-03-31"),
        ("12-31", "end", "FY2021-FY2025", "2021-01-01", "2025-12-31"),
        ("12-31", "end", "@2021-02", "2021-02-28", "2021-02-28"),
        ("12-31", "end", "2021Q1 / 2020Q1", "2020-01-01", "2021-03-31"),
        # the last Saturday of September, the way of many makers of hardware
        ("last saturday of september", "end", "FY2021", "2020-09-27", "2021-09-25"),
        ("last saturday of september", "end", "FY2023", "2022-09-25", "2023-09-30"),
        ("last saturday of september", "end", "2023Q1", "2022-09-25", "2022-12-24"),
        # the Saturday nearest 31 January, named by its start: the retail calendar
        ("saturday nearest 01-31", "start", "FY2023", "2023-01-29", "2024-02-03"),
        ("saturday nearest 01-31", "start", "FY2024", "2024-02-04", "2025-02-01"),
        # the Sunday nearest 31 December, also written by the day it once fell on
        ("sunday nearest 12-31", "end", "FY2020", "2019-12-30", "2021-01-03"),
        ("01-02", "end", "FY2020", "2020-01-03", "2021-01-02"),
    ],
)
def test_when_periods_begin_and_end(year_end: str, named_by: Any, label: str, start: str, end: str) -> None:
    fiscal = calendar(year_end, named_by)
    assert fiscal.start(parse(label)) == date.fromisoformat(start)
    assert fiscal.end(parse(label)) == date.fromisoformat(end)


def test_a_year_of_53_weeks() -> None:
    retail = calendar("saturday nearest 01-31", "start")
    assert retail.days(fiscal_year(2023)) == 371
    assert retail.days(quarter(2023, 4)) == 98
    assert retail.days(fiscal_year(2024)) == 364


@pytest.mark.parametrize(
    ("year_end", "day", "label"),
    [
        ("12-31", "2021-03-31", "2021Q1"),
        ("12-31", "2021-04-01", "2021Q2"),
        ("03-31", "2024-12-31", "2025Q3"),
        ("11-30", "2021-05-31", "2021Q2"),
        ("11-30", "2021-12-01", "2022Q1"),
        ("last saturday of september", "2021-09-26", "2022Q1"),
    ],
)
def test_the_quarter_of_a_day(year_end: str, day: str, label: str) -> None:
    fiscal = calendar(year_end)
    assert str(fiscal.quarter_of(date.fromisoformat(day))) == label
    assert str(fiscal.month_of(date.fromisoformat(day))) == day[:7]


@pytest.mark.parametrize(
    ("year_end", "said", "label"),
    [
        ("12-31", "2021Q3", "2021Q3"),
        ("03-31", "2024Q4", "2025Q3"),
        ("11-30", "2021Q3", "2021-07-2021-09"),
        ("06-30", "2021H1", "2021H2"),
        ("03-31", "FY2021", "2021-01-2021-12"),
        ("03-31", "@2024Q4", "@2025Q3"),
        ("12-31", "@call", "@call"),
        ("06-30", "2021-04", "2021-04"),
    ],
)
def test_what_the_calendar_year_calls_it(year_end: str, said: str, label: str) -> None:
    assert str(calendar(year_end).from_calendar(parse(said))) == label


@pytest.mark.parametrize(
    ("year_end", "one", "other", "expected"),
    [
        ("12-31", "2021Q1", "2021-01-2021-03", True),
        ("11-30", "2021Q1", "2021-01-2021-03", False),
        ("last saturday of september", "2021Q1", "2020-10-2020-12", True),
        ("12-31", "@FY2021", "@2021Q4", True),
        ("12-31", "@2021Q1", "2021Q1", False),
        ("12-31", "YTD2021", "YTD2021Q3", False),
        ("12-31", "FY2021 / FY2022", "FY2021-FY2022", False),
        ("12-31", "@call", "@2021Q1", False),
    ],
)
def test_same(year_end: str, one: str, other: str, expected: bool) -> None:
    assert calendar(year_end).same(parse(one), parse(other)) is expected
    assert calendar(year_end).same(parse(other), parse(one)) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "contains", "overlaps"),
    [
        ("FY2021", "2021Q1", True, True),
        ("FY2021", "2021-04", True, True),
        ("2021H1", "2021Q3", False, False),
        ("2021Q1", "2021-03-2021-04", False, True),
        ("2021Q1", "@2021Q1", True, True),
        ("LTM2021Q1", "2020Q2", True, True),
        ("FY2021", "YTD2021", False, False),
        ("FY2021", "@call", False, False),
    ],
)
def test_contains_and_overlaps(outer: str, inner: str, contains: bool, overlaps: bool) -> None:
    fiscal = FiscalCalendar()
    assert fiscal.contains(parse(outer), parse(inner)) is contains
    assert fiscal.overlaps(parse(outer), parse(inner)) is overlaps


def test_the_call_date_dates_what_is_so_far() -> None:
    fiscal = FiscalCalendar(call_date=date(2021, 5, 27))
    assert fiscal.end(CALL) == date(2021, 5, 27)
    assert fiscal.contains(parse("FY2021"), parse("YTD2021"))
    assert fiscal.contains(parse("2021Q2"), CALL)


@pytest.mark.parametrize(
    ("year_end", "label", "year"),
    [
        ("12-31", "2021-04", "FY2021"),
        ("03-31", "2021-04", "FY2022"),
        ("03-31", "@2021-03", "FY2021"),
        ("09-30", "2021-11-2021-12", "FY2022"),
        ("09-30", "2021Q1", "FY2021"),
        ("09-30", "YTD2021", None),
    ],
)
def test_the_fiscal_year_of_a_period(year_end: str, label: str, year: str | None) -> None:
    found = calendar(year_end).year_of(parse(label))
    assert (None if found is None else str(found)) == year


@pytest.mark.parametrize(
    "text",
    ["", "december", "13-01", "02-30", "12/31", "last day of june", "someday nearest 12-31", "12-31-2021"],
)
def test_what_is_no_year_end(text: str) -> None:
    with pytest.raises(ValueError, match="no fiscal year end"):
        calendar(text)
