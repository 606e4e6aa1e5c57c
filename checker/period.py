"""Periods in a company's own fiscal labels, and the calendar that gives them dates. Knows no text.

Reading guide:

* ``parse(label)`` and ``str(period)`` are inverse: "2021Q1", "2021H1", "FY2021", "2021-04" (a month),
  "YTD2021Q3" (nine months), "YTD2021" (so far this year), "LTM2021Q1" (twelve months to the end of
  it), "FY2021-FY2025", "2021-06-2021-07" and "2021Q2-2021Q4" (spans), "FY2021 / FY2022" (each of
  them), "@2021Q1" (the point at its end), "@call" (the day of the call).
* Builders: ``quarter(2021, 1)``, ``half``, ``fiscal_year``, ``month``, ``year_to_date(2021, 3)``,
  ``trailing(2021, 1)``, ``span``, ``each``, ``CALL``.
* Arithmetic on labels alone is on ``Period``: ``shift(n)`` by its own length, ``previous``, ``next``,
  ``year_before``, ``quarter_before``, ``closing`` (the "@" of it), ``flow`` (without "@"), ``is_stock``,
  ``duration_months``, ``quarters``, ``halves``, ``fiscal_year``.
* What needs to know when the year ends is on ``FiscalCalendar``: ``start``, ``end``, ``months``,
  ``contains``, ``overlaps``, ``same``, ``quarter_of`` a date, ``month_of`` a date, ``from_calendar``.

How to say it, with ``now = parse("2021Q1")``, the quarter a call is about:

    a year ago              now.year_before()          2020Q1
    sequentially            now.quarter_before()       2020Q4
    last year's third       quarter(now.year - 1, 3)   2020Q3
    next quarter            now.next()                 2021Q2
    year to date            now.to_date()              2021Q1, 2021H1, YTD2021Q3, FY2021
    first nine months       year_to_date(now.year, 3)  YTD2021Q3
    so far this year        year_to_date(now.year)     YTD2021
    back half               half(now.year, 2)          2021H2
    rest of the year        now.rest_of_year()         2021Q2-2021Q4
    trailing twelve months  trailing(now.year, now.number)  LTM2021Q1
    full year, year end     now.fiscal_year(), now.fiscal_year().closing()
    at quarter end          now.closing()              @2021Q1
    the month after         calendar.month_of(date)    2021-04
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

Unit = Literal["month", "quarter", "half", "year", "ytd", "ltm", "span", "each", "call"]

_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "ltm": 12}
_PER_YEAR: dict[Unit, int] = {"month": 12, "quarter": 4, "half": 2, "year": 1}
_FORMS: dict[Unit, str] = {
    "month": "{:04}-{:02}",
    "quarter": "{:04}Q{}",
    "half": "{:04}H{}",
    "year": "FY{:04}",
    "ytd": "YTD{:04}Q{}",
    "ltm": "LTM{:04}Q{}",
}
# Years 1900 to 2199: anything else in a label is a mistake, and dates stay far from their limits.
_SIMPLE = re.compile(
    r"(?P<month>(?P<my>YYYY)-(?P<mn>0[1-9]|1[0-2]))"
    r"|(?P<quarter>(?P<qy>YYYY)Q(?P<qn>[1-4]))"
    r"|(?P<half>(?P<hy>YYYY)H(?P<hn>[12]))"
    r"|(?P<year>FY(?P<yy>YYYY))"
    r"|(?P<ytd>YTD(?P<ty>YYYY)(?:Q(?P<tn>[1-4]))?)"
    r"|(?P<ltm>LTM(?P<ly>YYYY)Q(?P<ln>[1-4]))".replace("YYYY", "(?:19|2[01])[0-9]{2}")
)


class Period(msgspec.Struct, frozen=True):
    """A period, or with ``at`` the point in time at its end.

    ``unit`` says what it is a stretch of; ``year`` is the fiscal year (of a month: the calendar year)
    and ``number`` counts within it. A year to date ends with quarter ``number``, or with the day of
    the call if that is 0. A span holds its first and last, an "each" all its members in ``parts``.
    """

    unit: Unit
    year: int = 0
    number: int = 0
    at: bool = False
    parts: tuple[Period, ...] = ()

    def __str__(self) -> str:
        """The label, as ``parse`` reads it."""
        if self.unit == "call":
            return "@call"
        if self.parts:
            text = ("-" if self.unit == "span" else " / ").join(map(str, self.parts))
        elif self.unit == "ytd" and not self.number:
            text = f"YTD{self.year:04}"
        else:
            text = _FORMS[self.unit].format(self.year, self.number)
        return f"@{text}" if self.at else text

    # -- what it is ----------------------------------------------------------------------------

    @property
    def is_stock(self) -> bool:
        """A point in time, where balances stand; flows have a duration."""
        return self.at

    @property
    def duration_months(self) -> int | None:
        """Length in months, 0 for a point in time, ``None`` for a year "so far"."""
        if self.at:
            return 0
        if self.unit == "span":
            return self._length() * _MONTHS[self.parts[0].unit]
        if self.unit == "each":
            return self.parts[0].duration_months
        if self.unit == "ytd":
            return 3 * self.number or None
        return _MONTHS[self.unit]

    def closing(self) -> Period:
        """The point in time at its end: "@2021Q1" of "2021Q1"."""
        return self if self.at else msgspec.structs.replace(self, at=True)

    def flow(self) -> Period:
        """The period at whose end a point in time stands; "@call" has none and stays."""
        return msgspec.structs.replace(self, at=False) if self.at and self.unit != "call" else self

    # -- arithmetic ----------------------------------------------------------------------------

    def shift(self, count: int) -> Period:
        """Moved by ``count`` times its own length; years to date and last twelve months go by years.

        The members of an "each" move by one of them, a span by its whole length. "@call" stays.
        """
        if self.unit == "call":
            return self
        if self.parts:
            step = count * (self._length() if self.unit == "span" else 1)
            return msgspec.structs.replace(self, parts=tuple(part.shift(step) for part in self.parts))
        if self.unit in ("ytd", "ltm"):
            return msgspec.structs.replace(self, year=self.year + count)
        per_year = _PER_YEAR[self.unit]
        if per_year == 1:
            return msgspec.structs.replace(self, year=self.year + count)
        year, number = divmod(self._ordinal() + count, per_year)
        return msgspec.structs.replace(self, year=year, number=number + 1)

    def next(self) -> Period:
        """The period of the same length that follows."""
        return self.shift(1)

    def previous(self) -> Period:
        """The period of the same length before ("the prior quarter", "the year before")."""
        return self.shift(-1)

    def year_before(self) -> Period:
        """The same stretch of the year before ("a year ago")."""
        return self.years(-1)

    def years(self, count: int) -> Period:
        """The same stretch ``count`` years later."""
        parts = tuple(part.years(count) for part in self.parts)
        year = self.year if self.parts or self.unit == "call" else self.year + count
        return msgspec.structs.replace(self, year=year, parts=parts)

    def quarter_before(self) -> Period | None:
        """What "sequentially" compares with, ``None`` where a quarter is no step of it.

        A quarter goes back by one; so does the point at the end of a quarter, half or year ("@FY2021"
        to "@2021Q3") and a window of twelve months; a month at whose end a balance stands by three.
        """
        if self.unit == "quarter":
            return self.shift(-1)
        if self.unit == "ltm" and not self.at:
            return msgspec.structs.replace(quarter(self.year, self.number).shift(-1), unit="ltm")
        if self.at and self.unit == "month":
            return self.shift(-3)
        last = self.last_quarter()
        return last.shift(-1).closing() if self.at and last is not None else None

    def last_quarter(self) -> Period | None:
        """The fiscal quarter it ends with, ``None`` where labels alone do not tell (months, a call)."""
        if self.unit in ("quarter", "ytd", "ltm"):
            return quarter(self.year, self.number) if self.number else None
        if self.unit == "half":
            return quarter(self.year, 2 * self.number)
        if self.unit == "year":
            return quarter(self.year, 4)
        return self.parts[-1].last_quarter() if self.unit == "span" else None

    def first_quarter(self) -> Period | None:
        """The fiscal quarter it begins with, ``None`` where labels alone do not tell."""
        if self.unit == "quarter":
            return quarter(self.year, self.number)
        if self.unit == "half":
            return quarter(self.year, 2 * self.number - 1)
        if self.unit in ("year", "ytd"):
            return quarter(self.year, 1)
        if self.unit == "ltm":
            return quarter(self.year, self.number).shift(-3)
        return self.parts[0].first_quarter() if self.unit == "span" else None

    def quarters(self) -> tuple[Period, ...]:
        """The fiscal quarters that make it up, empty for months, points and a year "so far"."""
        first, last = self.first_quarter(), self.last_quarter()
        if self.at or first is None or last is None:
            return ()
        count = last._ordinal() - first._ordinal() + 1
        return tuple(first.shift(step) for step in range(count))

    def halves(self) -> tuple[Period, ...]:
        """The fiscal halves that make it up, empty where halves do not."""
        quarters = self.quarters()
        if len(quarters) % 2 or any(q.number % 2 == 0 for q in quarters[::2]):
            return ()
        return tuple(half(q.year, (q.number + 1) // 2) for q in quarters[::2])

    def fiscal_year(self) -> Period:
        """The fiscal year of a quarter, half, year or year to date; a span's last one."""
        if self.parts:
            return self.parts[-1].fiscal_year()
        return fiscal_year(self.year)

    def to_date(self) -> Period:
        """The year up to the end of this quarter, under its shortest label (2021H1, not YTD2021Q2)."""
        return canonical(year_to_date(self.year, self.number))

    def rest_of_year(self) -> Period | None:
        """What is left of the fiscal year after it, ``None`` after the last quarter."""
        last = self.last_quarter()
        if last is None or last.number == 4:
            return None
        if last.number == 2:
            return half(last.year, 2)
        return span(last.next(), quarter(last.year, 4))

    def _ordinal(self) -> int:
        """Its place in the sequence of all periods of its unit."""
        per_year = _PER_YEAR[self.unit]
        return self.year * per_year + (self.number - 1 if per_year > 1 else 0)

    def _length(self) -> int:
        return self.parts[1]._ordinal() - self.parts[0]._ordinal() + 1


# -- builders ----------------------------------------------------------------------------------


def quarter(year: int, number: int) -> Period:
    """A fiscal quarter."""
    return Period("quarter", year, number)


def half(year: int, number: int) -> Period:
    """A fiscal half."""
    return Period("half", year, number)


def fiscal_year(year: int) -> Period:
    """A fiscal year."""
    return Period("year", year)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    return Period("month", year, number)


def year_to_date(year: int, number: int = 0) -> Period:
    """A fiscal year up to the end of quarter ``number``; 0 is up to the day of the call."""
    return Period("ytd", year, number)


def trailing(year: int, number: int) -> Period:
    """The twelve months up to the end of a quarter."""
    return Period("ltm", year, number)


def span(first: Period, last: Period) -> Period:
    """From the start of ``first`` to the end of ``last``, both of one unit; raises ``ValueError``."""
    if first.unit != last.unit or first.unit not in _PER_YEAR or first.at or last.at:
        raise ValueError(f"no span from {first} to {last}")
    if first._ordinal() > last._ordinal():
        raise ValueError(f"{first} is after {last}")
    return first if first == last else Period("span", parts=(first, last))


def each(*parts: Period) -> Period:
    """What holds for each of several periods ("FY2021 / FY2022")."""
    return parts[0] if len(parts) == 1 else Period("each", parts=parts)


CALL = Period("call", at=True)


@lru_cache(maxsize=4096)
def parse(label: str) -> Period:
    """The period of a label; raises ``ValueError`` naming the label if it is none."""
    if label == "@call":
        return CALL
    if label.startswith("@"):
        inner = parse(label[1:])
        if inner.at:
            raise ValueError(f"{label!r} is no period label")
        return inner.closing()
    if " / " in label:
        return each(*map(parse, label.split(" / ")))
    match = _SIMPLE.fullmatch(label)
    if match is None:
        # Both halves of a span are of one unit, so the dash in the middle of the label splits it.
        middle = len(label) // 2
        first, dash, last = label[:middle], label[middle : middle + 1], label[middle + 1 :]
        if dash != "-" or not _SIMPLE.fullmatch(first) or not _SIMPLE.fullmatch(last):
            raise ValueError(f"{label!r} is no period label")
        return span(parse(first), parse(last))
    unit: Unit = match.lastgroup  # type: ignore[assignment]
    initial = {"month": "m", "quarter": "q", "half": "h", "year": "y", "ytd": "t", "ltm": "l"}[unit]
    number = match[f"{initial}n"] if unit != "year" else None
    return Period(unit, int(match[f"{initial}y"]), int(number or 0))


def canonical(period: Period) -> Period:
    """The shortest label for the same stretch: YTD2021Q2 is 2021H1, LTM2021Q4 is FY2021, @FY2021 is @2021Q4.

    Of labels alone: months are left as they are, see ``FiscalCalendar.same`` for those.
    """
    last = period.last_quarter()
    if period.unit == "each" or last is None:
        return period
    if period.at:
        return last.closing()
    quarters = period.quarters()
    if len(quarters) == 4 and last.number == 4:
        return fiscal_year(last.year)
    if len(quarters) == 2 and last.number % 2 == 0:
        return half(last.year, last.number // 2)
    if len(quarters) == 1:
        return last
    if len(quarters) == 3 and last.number == 3:
        return year_to_date(last.year, 3)
    return trailing(last.year, last.number) if len(quarters) == 4 else period


# -- the calendar ------------------------------------------------------------------------------

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
        return None if first is None else self._quarter_end(first.shift(-1)) + timedelta(1)

    def end(self, period: Period) -> date | None:
        """Last day, ``None`` where only a call date would tell."""
        if period.unit == "call":
            return self.call_date
        if period.parts:
            return max(filter(None, map(self.end, period.parts)), default=None)
        if period.unit == "month":
            return date(period.year, period.number, monthrange(period.year, period.number)[1])
        last = period.last_quarter()
        return self.call_date if last is None else self._quarter_end(last)

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
        """Whether two labels mean one and the same period (2021-01-2021-03 and 2021Q1)."""
        if one == other:
            return True
        if one.at != other.at or "each" in (one.unit, other.unit):
            return False
        dates = self._dates(one)
        return dates is not None and dates == self._dates(other)

    def quarter_of(self, day: date) -> Period:
        """The fiscal quarter in which a day falls."""
        guess = quarter(day.year + 2, 1)
        while self._quarter_end(guess.previous()) >= day:
            guess = guess.previous()
        return guess

    def month_of(self, day: date) -> Period:
        """The calendar month of a day."""
        return month(day.year, day.month)

    def from_calendar(self, period: Period) -> Period:
        """A period of the *calendar* year in the company's labels ("calendar 2021 Q3").

        Exactly that stretch: a fiscal label where the fiscal year has one, else the span of months.
        """
        if period.at:
            return self.from_calendar(period.flow()).closing()
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

    def _quarter_end(self, q: Period) -> date:
        if self.weekday is None or q.number == 4:
            year, number = self._nominal_end(q)
            if self.day <= 15:
                year, number = (year, number + 1) if number < 12 else (year + 1, 1)
            length = monthrange(year, number)[1]
            day = date(year, number, length if self._ends_with_month else min(self.day, length))
            return day if self.weekday is None else self._on_weekday(day)
        return self._quarter_end(quarter(q.year - 1, 4)) + timedelta(weeks=13 * q.number)

    def _on_weekday(self, day: date) -> date:
        back = (day.weekday() - (self.weekday or 0)) % 7
        return day + timedelta(7 - back) if self.nearest and back > 3 else day - timedelta(back)


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
