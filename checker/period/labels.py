"""Period labels and what follows from them alone, without knowing when the fiscal year ends."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

Unit = Literal["month", "quarter", "half", "year", "ytd", "ltm", "span", "each", "call"]

_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "ltm": 12}
_PER_YEAR: dict[Unit, int] = {"month": 12, "quarter": 4, "half": 2, "year": 1}
_FORMS: dict[Unit, str] = {
    "month": "{}-{:02}",
    "quarter": "{}Q{}",
    "half": "{}H{}",
    "year": "FY{}",
    "ytd": "YTD{}Q{}",
    "ltm": "LTM{}Q{}",
}
# Years 1900 to 2199: anything else in a label is a mistake, and dates stay far from their limits.
_YEAR = "((?:19|2[01])[0-9]{2})"
_LABELS: dict[Unit, re.Pattern[str]] = {
    "month": re.compile(f"{_YEAR}-(0[1-9]|1[0-2])"),
    "quarter": re.compile(f"{_YEAR}Q([1-4])"),
    "half": re.compile(f"{_YEAR}H([12])"),
    "year": re.compile(f"FY{_YEAR}"),
    "ytd": re.compile(f"YTD{_YEAR}(?:Q([1-4]))?"),
    "ltm": re.compile(f"LTM{_YEAR}Q([1-4])"),
}


class Period(msgspec.Struct, frozen=True):
    """A period, or with ``at`` the point in time at its end.

    ``unit`` says what it is a stretch of; ``year`` is the fiscal year (of a month: the calendar year)
    and ``number`` counts within it. A year to date ends with quarter ``number``, or with the day of
    the call if that is 0. A span holds its first and last, an "each" all its members in ``parts``,
    each with its own ``at``. Numbers are taken as given: only ``parse`` makes sure of them.
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
        if self.unit == "each":
            return " / ".join(map(str, self.parts))
        if self.parts:
            text = "-".join(map(str, self.parts))
        elif self.unit == "ytd" and not self.number:
            text = f"YTD{self.year}"
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
        return self._placed(True)

    def flow(self) -> Period:
        """The period at whose end a point in time stands; "@call" has none and stays."""
        return self._placed(False)

    def _placed(self, at: bool) -> Period:
        if self.unit == "each":
            return each(*(part._placed(at) for part in self.parts))
        return self if self.unit == "call" else msgspec.structs.replace(self, at=at)

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
        """The fiscal year it ends in. Raises ``ValueError`` for a month, which needs a calendar."""
        if self.parts:
            return self.parts[-1].fiscal_year()
        if self.unit in ("month", "call"):
            raise ValueError(f"the fiscal year of {self} depends on the calendar")
        return fiscal_year(self.year)

    def to_date(self) -> Period:
        """The year up to its end, under the shortest label (2021H1, not YTD2021Q2)."""
        last = self.last_quarter()
        return self if last is None else canonical(year_to_date(last.year, last.number))

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
    if len(parts) == 1:
        return parts[0]
    return Period("each", at=all(part.at for part in parts), parts=parts)


CALL = Period("call", at=True)


@lru_cache(maxsize=4096)
def parse(label: str) -> Period:
    """The period of a label; raises ``ValueError`` naming the label if it is none."""
    if label == "@call":
        return CALL
    if " / " in label:
        return each(*map(parse, label.split(" / ")))
    stretch = _stretch(label.removeprefix("@"))
    if stretch is None:
        raise ValueError(f"{label!r} is no period label")
    return stretch.closing() if label.startswith("@") else stretch


def _stretch(label: str) -> Period | None:
    single = _simple(label)
    if single is not None or len(label) % 2 == 0:
        return single
    # Both halves of a span are of one unit, so the dash in the middle of the label splits it.
    middle = len(label) // 2
    first, last = _simple(label[:middle]), _simple(label[middle + 1 :])
    return span(first, last) if first and last and label[middle] == "-" else None


def _simple(label: str) -> Period | None:
    for unit, form in _LABELS.items():
        match = form.fullmatch(label)
        if match is not None:
            year, number = (*match.groups(), None)[:2]
            return Period(unit, int(year or 0), int(number or 0))
    return None


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
