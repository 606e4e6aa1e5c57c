"""The document's calendar as its speakers use it: which period "the third quarter" or "April" means.

Every answer is a pair: the period meant where the sentence reports, and the one meant where it looks
forward. They differ only where no year is named.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.model import Profile
from checker.period import FiscalCalendar, Period, calendar, fiscal_year, half, month, parse, quarter

if TYPE_CHECKING:
    from checker.resolve.datewords import Mention


class Almanac:
    """The document's calendar: the quarter it reports, how its year lies, the month it was spoken in.

    ``now`` is the reported quarter, ``None`` where the profile does not know it: then only phrases
    that name their year can be read.
    """

    def __init__(self, profile: Profile) -> None:
        # Nothing known of the fiscal year: then months are left as they are said.
        self.assumed = profile.period_end is None and profile.fiscal_year_end == "12-31"
        self.readings: dict[tuple[str, str], Mention | None] = {}  # phrases read before, by entry and text
        self.calendar, self.now = _calendar(profile), _reported(profile.fiscal_quarter)
        end = self.calendar.end(self.now) if self.now else None
        if profile.call_date:
            self.spoken: date | None = date.fromisoformat(profile.call_date)
        else:  # calls follow within some six weeks of the quarter's end
            self.spoken = end + timedelta(days=40) if end else None

    def quarter(self, number: int, year: int | None, offset: int | None) -> tuple[Period, Period] | None:
        """Quarter ``number`` of a named year, of one ``offset`` from now, or the nearest."""
        if year is not None:
            return both(quarter(year, number))
        if self.now is None:
            return None
        if offset:
            return both(quarter(self.now.year + offset, number))
        nearest = self.now.year if number <= self.now.number + 1 else self.now.year - 1
        later = self.now.year + (number < self.now.number)
        return quarter(nearest, number), quarter(later, number)

    def half(self, number: int, year: int | None, offset: int | None) -> tuple[Period, Period] | None:
        if year is not None:
            return both(half(year, number))
        if self.now is None:
            return None
        if offset:
            return both(half(self.now.year + offset, number))
        over = self.now.number == 4 or (number == 1 and self.now.number == 3)
        return half(self.now.year, number), half(self.now.year + over, number)

    def to_date(self, number: int, year: int | None, offset: int | None) -> tuple[Period, Period] | None:
        """The first ``number`` quarters of a year."""
        if year is None and self.now is None:
            return None
        named = year if year is not None else self.now.year + (offset or 0)  # type: ignore[union-attr]
        if number == 4:
            return both(fiscal_year(named))
        return both(quarter(named, number).to_date())

    def year(self, year: int | None, offset: int | None) -> tuple[Period, Period] | None:
        """A year by name, by ``offset``, or the one spoken of: after a fourth quarter the next lies ahead."""
        if year is not None:
            return both(fiscal_year(year))
        if self.now is None:
            return None
        if offset:
            return both(fiscal_year(self.now.year + offset))
        return fiscal_year(self.now.year), fiscal_year(self.now.year + (self.now.number == 4))

    def month(self, number: int, year: int | None, offset: int | None) -> tuple[Period, Period] | None:
        """A month of a named year, or the last one before the call and the next one after it."""
        if year is not None:
            return both(month(year, number))
        if self.spoken is None:
            return None
        if offset is not None:
            return both(month(self.spoken.year + offset, number))
        last = self.spoken.year if number <= self.spoken.month else self.spoken.year - 1
        coming = self.spoken.year if number >= self.spoken.month else self.spoken.year + 1
        return month(last, number), month(coming, number)

    def nearest(self, back: Period, ahead: Period) -> Period:
        """Of the last and the coming month of a name the one nearer to the call; of all else the coming."""
        if self.spoken is None or back.unit != "month":
            return ahead
        since = 12 * (self.spoken.year - back.year) + self.spoken.month - back.number
        return back if since < 6 else ahead

    def quarter_around(self, ended: Period) -> Period:
        """The fiscal quarter in which a month lies."""
        return _quarter_of(self.calendar, ended)[0]

    def named(self, stretch: Period) -> Period:
        """The fiscal label of a span of months where there is one."""
        return _named(self.calendar, stretch)

    def is_over(self, period: Period) -> bool:
        """Whether ``period`` ended before the reported quarter did."""
        return self.now is not None and _is_before(self.calendar, period, self.now)

    def began(self, period: Period) -> bool:
        """Whether "the end of the year", as what something is compared with, is that of the year before."""
        now = self.now
        return now is not None and period == fiscal_year(now.year).closing() and now.number < 4

    def lies_ahead(self, period: Period | None) -> bool:
        """Whether ``period`` begins after the reported quarter."""
        if self.now is None or period is None:
            return False
        return period.unit in ("quarter", "half", "year") and period.year > self.now.year

    def closing(self, period: Period, day: int | None = None) -> Period:
        """The point at the end of ``period``; of a month that ends a fiscal quarter, that quarter's end."""
        if self.assumed and period.unit == "month":
            return period.closing()
        return self.ending(period, day)

    def ending(self, period: Period, day: int | None = None) -> Period:
        """The same where the words say that a fiscal period ends there, so that nothing is assumed."""
        if period.unit != "month" or (day is not None and 7 < day < 24):
            return period.closing()
        ended = period if day is None or day > 7 else period.previous()
        last, closes = _quarter_of(self.calendar, ended)
        if not closes:
            return period.closing()
        return (last.fiscal_year() if last.number == 4 else last).closing()


@lru_cache(maxsize=1024)
def _quarter_of(fiscal: FiscalCalendar, ended: Period) -> tuple[Period, bool]:
    """The fiscal quarter a month lies in, and whether it is the last month of it."""
    found = fiscal.quarter_of(date(ended.year, ended.number, 15))
    return found, fiscal.months(found)[-1] == ended


@lru_cache(maxsize=1024)
def _named(fiscal: FiscalCalendar, stretch: Period) -> Period:
    return fiscal.named(stretch)


@lru_cache(maxsize=1024)
def _is_before(fiscal: FiscalCalendar, one: Period, other: Period) -> bool:
    """Whether one period ends before the other; false where a date is unknown."""
    end, here = fiscal.end(one), fiscal.end(other)
    return end is not None and here is not None and end < here


def both(period: Period) -> tuple[Period, Period]:
    """The same period looking back and ahead."""
    return period, period


def _reported(label: str | None) -> Period | None:
    """The last quarter of the reported period, so that a half or a year works like its last quarter."""
    try:
        return parse(label).last_quarter() if label else None
    except ValueError:
        return None


def _calendar(profile: Profile) -> FiscalCalendar:
    """The fiscal calendar; if quarters end a year before their label says, years are named by the start."""
    plain = calendar(profile.fiscal_year_end)
    now = _reported(profile.fiscal_quarter)
    if now and profile.period_end:
        ends = plain.end(now)
        if ends and (ends - date.fromisoformat(profile.period_end)).days < -180:
            return calendar(profile.fiscal_year_end, "start")
    return plain
