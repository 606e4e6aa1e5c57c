"""The fiscal calendar: when periods begin and end, and which period a day falls in."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from checker.period.labels import Period, canonical, fiscal_year, half, month, quarter, span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class FiscalCalendar(msgspec.Struct, frozen=True):
    """When a company's fiscal periods begin and end.

    ``month`` and ``day`` are the nominal end of the year; a day that is the last of its month stands
    for the last of every month (02-28 is 29 February in leap years). With ``weekday`` (0 is Monday)
    years have 52 or 53 weeks: they end on that weekday, the last of the month, or with ``nearest`` the
    one nearest to the nominal day; quarters have 13 weeks and the last one takes the 53rd.
    A year is named by the calendar year in which it nominally ends, with ``named_by="start"`` by the
    one in which it begins. ``call_date`` dates "@call" and "YTD2021".
    """

    month: int = 12
    day: int = 31
    weekday: int | None = None
    nearest: bool = False
    named_by: Literal["end", "start"] = "end"
    call_date: date | None = None

    def start(self, period: Period) -> date | None:
        """First day; for a point in time the day itself. ``None`` where only a call date would tell."""
        if period.at:
            return self.end(period)
        if period.parts:
            return min(filter(None, map(self.start, period.parts)), default=None)
        if period.unit == "month":
            return date(period.year, period.number, 1)
        first = period.first_quarter()
        return None if first is None else _last_day(self, first.shift(-1)) + timedelta(1)

    def end(self, period: Period) -> date | None:
        """Last day, ``None`` where only a call date would tell."""
        if period.unit == "call":
            return self.call_date
        if period.parts:
            return max(filter(None, map(self.end, period.parts)), default=None)
        if period.unit == "month":
            return date(period.year, period.number, monthrange(period.year, period.number)[1])
        last = period.last_quarter()
        return self.call_date if last is None else _last_day(self, last)

    def months(self, period: Period) -> tuple[Period, ...]:
        """The calendar months that make it up, of a 52/53-week year the nominal ones; none for points."""
        if period.at or period.unit == "call":
            return ()
        if period.parts:
            if period.unit == "each":
                return tuple(sorted({m for p in period.parts for m in self.months(p)}, key=Period._ordinal))
            first, last = self.months(period.parts[0])[0], self.months(period.parts[1])[-1]
            return tuple(first.shift(n) for n in range(last._ordinal() - first._ordinal() + 1))
        if period.unit == "month":
            return (period,)
        quarters = period.quarters()
        if not quarters:
            return ()
        year, number = self._nominal_end(quarters[0])
        return tuple(month(year, number).shift(n) for n in range(-2, 3 * len(quarters) - 2))

    def contains(self, outer: Period, inner: Period) -> bool:
        """Whether ``inner`` lies inside ``outer``, days compared; false where a date is unknown."""
        o, i = self._dates(outer), self._dates(inner)
        return o is not None and i is not None and o[0] <= i[0] and i[1] <= o[1]

    def overlaps(self, one: Period, other: Period) -> bool:
        """Whether they have a day in common; false where a date is unknown."""
        a, b = self._dates(one), self._dates(other)
        return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]

    def same(self, one: Period, other: Period) -> bool:
        """Whether two labels mean one and the same period (2021-01-2021-03 and 2021Q1).

        In a 52/53-week year too, where the months of a quarter are nominal.
        """
        if one == other:
            return True
        if one.at != other.at or "each" in (one.unit, other.unit):
            return False
        if not one.at:
            months = self.months(one)
            return months != () and months == self.months(other)
        end = self.end(one)
        return end is not None and end == self.end(other)

    def quarter_of(self, day: date) -> Period:
        """The fiscal quarter in which a day falls."""
        later = quarter(day.year + 2, 1)
        while _last_day(self, later.previous()) >= day:
            later = later.previous()
        return later

    def year_of(self, period: Period) -> Period | None:
        """The fiscal year in which a period ends, months included; ``None`` where only a call date tells."""
        flow = period.flow()
        end = date(flow.year, flow.number, 15) if flow.unit == "month" else self.end(flow)
        return None if end is None else self.quarter_of(end).fiscal_year()

    def days(self, period: Period) -> int | None:
        """Length in days, first and last counted: 371 for a year of 53 weeks."""
        dates = self._dates(period)
        return None if dates is None else (dates[1] - dates[0]).days + 1

    def month_of(self, day: date) -> Period:
        """The calendar month of a day."""
        return month(day.year, day.month)

    def from_calendar(self, period: Period) -> Period:
        """A period of the *calendar* year in the company's labels ("calendar 2021 Q3").

        Exactly that stretch: a fiscal label where the fiscal year has one, else the span of months.
        """
        flow = period.flow()
        if flow != period:
            return self.from_calendar(flow).closing()
        stretch = FiscalCalendar().months(period)
        return self.named(span(stretch[0], stretch[-1])) if stretch else period

    def named(self, period: Period) -> Period:
        """The fiscal label of a span of months where there is one, else the span unchanged."""
        stretch = self.months(period)
        if not stretch:
            return period
        middle = stretch[-1]
        last = self.quarter_of(date(middle.year, middle.number, 15))
        for candidate in (last, half(last.year, (last.number + 1) // 2), last.to_date(),
                          fiscal_year(last.year)):  # fmt: skip
            if self.months(candidate) == stretch:
                return canonical(candidate)
        return period

    # -- inside ----------------------------------------------------------------------------------

    def _dates(self, period: Period) -> tuple[date, date] | None:
        start, end = self.start(period), self.end(period)
        return None if start is None or end is None else (start, end)

    def _nominal_end(self, q: Period) -> tuple[int, int]:
        """Calendar year and month in which a fiscal quarter nominally ends.

        A year that ends in the first half of a month belongs to the month before: "01-02" is how a
        52/53-week year to the Saturday nearest to 31 December is often written.
        """
        anchor = self.month if self.day > 15 else self.month - 1
        later = self.named_by == "start" and anchor % 12 != 0
        ordinal = (q.year + later) * 12 + (anchor or 12) - 1 - 3 * (4 - q.number)
        return ordinal // 12, ordinal % 12 + 1

    @property
    def _ends_with_month(self) -> bool:
        return self.day >= (28 if self.month == 2 else monthrange(2021, self.month)[1])

    def _nominal_day(self, q: Period) -> date:
        """Where a fiscal quarter would end if there were no weeks."""
        year, number = self._nominal_end(q)
        if self.day <= 15:
            year, number = (year, number + 1) if number < 12 else (year + 1, 1)
        length = monthrange(year, number)[1]
        return date(year, number, length if self._ends_with_month else min(self.day, length))

    def _on_weekday(self, day: date) -> date:
        back = (day.weekday() - (self.weekday or 0)) % 7
        return day + timedelta(7 - back) if self.nearest and back > 3 else day - timedelta(back)


@lru_cache(maxsize=1024)
def _last_day(calendar: FiscalCalendar, q: Period) -> date:
    """The last day of a fiscal quarter."""
    if calendar.weekday is None:
        return calendar._nominal_day(q)
    if q.number == 4:
        return calendar._on_weekday(calendar._nominal_day(q))
    return _last_day(calendar, quarter(q.year - 1, 4)) + timedelta(weeks=13 * q.number)


@lru_cache(maxsize=64)
def calendar(fiscal_year_end: str = "12-31", named_by: Literal["end", "start"] = "end") -> FiscalCalendar:
    """The calendar of "12-31", "last saturday of january" or "saturday nearest 12-31".

    Raises ``ValueError`` naming the text if it is none of these.
    """
    words = fiscal_year_end.lower().split()
    try:
        if len(words) == 4 and words[0] == "last" and words[2] == "of":
            number = _MONTH_NAMES.index(words[3]) + 1
            weekday = _WEEKDAYS.index(words[1])
            return FiscalCalendar(number, monthrange(2021, number)[1], weekday, named_by=named_by)
        if len(words) == 3 and words[1] == "nearest":
            number, day = map(int, words[2].split("-"))
            date(2020, number, day)
            return FiscalCalendar(number, day, _WEEKDAYS.index(words[0]), nearest=True, named_by=named_by)
        number, day = map(int, fiscal_year_end.split("-"))
        date(2020, number, day)
        return FiscalCalendar(number, day, named_by=named_by)
    except ValueError:
        raise ValueError(
            f"{fiscal_year_end!r} is no fiscal year end: write it like 12-31, "
            "last saturday of january, or saturday nearest 12-31"
        ) from None
