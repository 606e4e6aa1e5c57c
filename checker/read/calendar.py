"""Just enough of a calendar to date a profile: month ends, quarter ends, the year end behind a quarter end.

Periods proper, and arithmetic on them, are the business of the period room.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def last_day(year: int, month: int) -> int:
    """The last day of a month."""
    return monthrange(year, month)[1]


def month_end(year: int, month: int) -> date:
    """The last day of the month, where ``month`` may run below 1 and above 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, last_day(year, month))


def quarter_end(label: str, year_end: str) -> date:
    """The month end on which quarter ``label`` ("2021Q2") ends; years are named by the year they end in."""
    year, quarter = int(label[:4]), int(label[5])
    return month_end(year, int(year_end[:2]) - 3 * (4 - quarter))


def year_end_month(period_end: date, quarter: int) -> int:
    """The month in which a fiscal year ends whose ``quarter`` ends on ``period_end``."""
    return (nearest_month(period_end)[1] + 3 * (4 - quarter) - 1) % 12 + 1


def nearest_month(day: date) -> tuple[int, int]:
    """Year and month of the month end nearest to ``day``: a 52-week year may close on the 3rd."""
    if day.day <= 10:
        return (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return day.year, day.month


def label(period_end: date, quarter: int) -> str:
    """The label of the ``quarter`` that ends on ``period_end``, its year named by the year it ends in."""
    year, month = nearest_month(period_end)
    end = month_end(year, month + 3 * (4 - quarter))
    return f"{end.year}Q{quarter}"
