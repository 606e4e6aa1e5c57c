"""What must hold for every period and calendar, with ``datetime.date`` as the oracle."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker import period as p
from checker.period import FiscalCalendar, Period

years = st.integers(1990, 2100)
quarters = st.builds(p.quarter, years, st.integers(1, 4))
halves = st.builds(p.half, years, st.integers(1, 2))
full_years = st.builds(p.fiscal_year, years)
months = st.builds(p.month, years, st.integers(1, 12))
to_date = st.builds(p.year_to_date, years, st.integers(0, 4))
trailing = st.builds(p.trailing, years, st.integers(1, 4))


@st.composite
def spans(draw: st.DrawFn) -> Period:
    first = draw(quarters | halves | full_years | months)
    return p.span(first, first.shift(draw(st.integers(0, 14))))


stretches = quarters | halves | full_years | months | to_date | trailing | spans()
points = stretches.map(Period.closing) | st.just(p.CALL)
lists = st.lists(stretches | points, min_size=2, max_size=3).map(lambda parts: p.each(*parts))
periods = stretches | points | lists

days = st.dates(date(1995, 1, 1), date(2095, 1, 1))


@st.composite
def calendars(draw: st.DrawFn) -> FiscalCalendar:
    month = draw(st.integers(1, 12))
    last = monthrange(2021, month)[1]
    named_by = draw(st.sampled_from(["end", "start"]))
    rule = draw(st.sampled_from(["month", "day", "last", "nearest"]))
    if rule == "month":
        return FiscalCalendar(month, last, named_by=named_by)
    if rule == "day":
        return FiscalCalendar(month, draw(st.integers(1, last)), named_by=named_by)
    weekday = draw(st.integers(0, 6))
    if rule == "last":
        return FiscalCalendar(month, last, weekday, named_by=named_by)
    return FiscalCalendar(month, draw(st.sampled_from([1, 2, 3, last])), weekday, True, named_by)


# -- labels ------------------------------------------------------------------------------------


@given(periods)
def test_labels_read_back(period: Period) -> None:
    assert p.parse(str(period)) == period


@given(st.text(alphabet="0123456789-QHFYTDLM@/ callé٣", max_size=16))
def test_any_text_is_a_label_or_a_plain_error(text: str) -> None:
    try:
        period = p.parse(text)
    except ValueError as error:
        assert "period label" in str(error) or "span" in str(error) or "after" in str(error)
    else:
        assert p.parse(str(period)) == period


@given(stretches | points, st.integers(-20, 20), st.integers(-20, 20))
def test_shifts_add_up(period: Period, one: int, other: int) -> None:
    assert period.shift(one).shift(other) == period.shift(one + other)
    assert period.next().previous() == period
    assert period.shift(one).at == period.at
    assert period.shift(one).duration_months == period.duration_months


@given(quarters | halves | full_years | months, st.integers(1, 5))
def test_a_year_before_is_as_many_lengths_before_as_a_year_has(period: Period, count: int) -> None:
    length = period.duration_months
    assert length is not None
    assert period.years(-count) == period.shift(-count * 12 // length)
    assert period.year_before() == period.years(-1)


@given(quarters)
def test_four_quarters_before_is_a_year_before(quarter: Period) -> None:
    for period in (quarter, quarter.closing(), p.trailing(quarter.year, quarter.number)):
        before: Period | None = period
        for _ in range(4):
            assert before is not None
            before = before.quarter_before()
        assert before == period.year_before()


@given(stretches)
def test_quarters_and_halves_make_up_the_whole(period: Period) -> None:
    parts = period.quarters()
    assert all(later == earlier.next() for earlier, later in pairwise(parts))
    if parts:
        assert 3 * len(parts) == period.duration_months
        assert (parts[0], parts[-1]) == (period.first_quarter(), period.last_quarter())
    if period.halves():
        assert tuple(q for half in period.halves() for q in half.quarters()) == parts


@given(stretches | points)
def test_the_shortest_label_is_stable_and_means_the_same(period: Period) -> None:
    short = p.canonical(period)
    assert p.canonical(short) == short
    assert len(str(short)) <= len(str(period)) or period.at
    calendar = FiscalCalendar(9, 30)
    assert (calendar.start(short), calendar.end(short)) == (calendar.start(period), calendar.end(period))


@given(quarters)
def test_the_year_is_what_has_passed_and_what_is_left(quarter: Period) -> None:
    left = quarter.rest_of_year()
    passed = quarter.to_date().quarters()
    assert passed + (left.quarters() if left else ()) == quarter.fiscal_year().quarters()


# -- calendars ---------------------------------------------------------------------------------


@given(calendars(), stretches)
def test_a_period_follows_the_one_before_without_gap(calendar: FiscalCalendar, period: Period) -> None:
    start, end = calendar.start(period), calendar.end(period)
    if start is None or end is None:
        assert period.unit == "ytd"
        return
    assert start <= end
    if period.unit in ("quarter", "half", "year", "month", "span"):
        assert calendar.start(period.next()) == end + timedelta(1)
    assert calendar.start(period.closing()) == calendar.end(period.closing()) == end


@given(calendars(), days)
def test_every_day_has_one_quarter(calendar: FiscalCalendar, day: date) -> None:
    quarter = calendar.quarter_of(day)
    start, end = calendar.start(quarter), calendar.end(quarter)
    assert start is not None and end is not None
    assert start <= day <= end
    assert not calendar.overlaps(quarter, quarter.next())
    assert not calendar.overlaps(quarter, quarter.previous())
    assert calendar.contains(quarter.fiscal_year(), quarter)
    assert calendar.contains(p.month(day.year, day.month), calendar.month_of(day))


@given(calendars(), years)
def test_years_end_where_the_rule_says(calendar: FiscalCalendar, year: int) -> None:
    fiscal = p.fiscal_year(year)
    end, length = calendar.end(fiscal), calendar.days(fiscal)
    assert end is not None
    if calendar.weekday is None:
        assert length in (365, 366)
        assert end.month == calendar.month
        month_end = monthrange(end.year, end.month)[1]
        assert end.day == calendar.day or end.day == month_end
        if calendar.day == monthrange(2021, calendar.month)[1]:
            assert end.day == month_end
        return
    assert length in (364, 371)
    assert end.weekday() == calendar.weekday
    if calendar.nearest:
        assert any(
            (end + timedelta(off)).month == calendar.month
            and ((end + timedelta(off)).day == calendar.day or (end + timedelta(off)).day == 29)
            for off in range(-3, 4)
        )
    else:
        assert end.month == calendar.month
        assert (end + timedelta(7)).month != calendar.month


@given(calendars(), quarters)
def test_quarters_have_three_months_or_thirteen_weeks(calendar: FiscalCalendar, quarter: Period) -> None:
    length = calendar.days(quarter)
    if calendar.weekday is None:
        assert length is not None and 89 <= length <= 92
    else:
        assert length == 91 or (length == 98 and quarter.number == 4)
    assert len(calendar.months(quarter)) == 3


@given(calendars(), stretches)
def test_months_lie_where_the_period_does(calendar: FiscalCalendar, period: Period) -> None:
    inside = calendar.months(period)
    assert len(inside) == (period.duration_months or 0)
    assert all(later == earlier.next() for earlier, later in pairwise(inside))
    start, end = calendar.start(period), calendar.end(period)
    if inside and start and end:
        first, last = calendar.start(inside[0]), calendar.end(inside[-1])
        assert first is not None and last is not None
        assert abs((first - start).days) <= 17
        assert abs((last - end).days) <= 17


@given(calendars(), quarters | halves | full_years)
def test_months_find_their_fiscal_label_again(calendar: FiscalCalendar, period: Period) -> None:
    inside = calendar.months(period)
    span = p.span(inside[0], inside[-1])
    assert calendar.named(span) == period
    assert calendar.same(span, period)


@given(calendars(), years, st.integers(1, 4))
def test_calendar_quarters_keep_their_months(calendar: FiscalCalendar, year: int, number: int) -> None:
    found = calendar.from_calendar(p.quarter(year, number))
    assert calendar.months(found) == FiscalCalendar().months(p.quarter(year, number))


@given(calendars(), years)
def test_a_year_is_named_by_its_end_or_its_start(calendar: FiscalCalendar, year: int) -> None:
    inside = calendar.months(p.fiscal_year(year))
    named = inside[-1] if calendar.named_by == "end" else inside[0]
    assert named.year == year
