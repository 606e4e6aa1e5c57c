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

from checker.period.fiscal import FiscalCalendar, calendar
from checker.period.labels import (
    CALL,
    Period,
    Unit,
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

__all__ = [
    "CALL",
    "FiscalCalendar",
    "Period",
    "Unit",
    "calendar",
    "canonical",
    "each",
    "fiscal_year",
    "half",
    "month",
    "parse",
    "quarter",
    "span",
    "trailing",
    "year_to_date",
]
