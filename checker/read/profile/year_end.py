"""When a company's fiscal year ends: stated, or worked out from dated quarters, months or the call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from checker.model import Struct
from checker.read.calendar import last_day, month_end, nearest_month, quarter_end, year_end_month
from checker.read.profile.dates import CAPITALISED, ENDED, MONTH, days, month_number

# In small letters. A pattern that begins with letters, and neither ignores their case nor asks what is
# before them first, finds its place ten times faster.
_STATED = re.compile(
    rf"fi(?<!\wfi)(?<!quarter\sfi)(?<!quarter of fi)(?<!quarter for fi)(?:scal|nancial)"
    rf"\s(?:years?|20\d\d|fy\s?\d\d)\b(?:[\s-]20\d\d)?,?"
    rf"\s(?:which\s|that\s|is\s|will\s)?(?:ended|ending|ends?|runs)\s(?:on\s|in\s|at\s|to\s)?"
    rf"(?:the\send\sof\s)?(?P<a>{MONTH})\b\.?(?:\s(?P<d>[1-7])\b)?"
)
_CLOSES = re.compile(r"year[\s-]end\b")
_NAMED = re.compile(rf"\b(?P<a>{CAPITALISED})\s(?:\d{{1,2}}\s)?(?i:(?:fiscal|financial)\syear[\s-]end)\b")
_STANDING = re.compile(r"\b(?:as of|as at|at|ended)\s(?:the\s)?(?:quarter[\s-]end,?\s)?\Z")
_NUMERIC = re.compile(r"(?i)\b(?:as of|as at|ended)\s(?P<m>[01]?\d)/(?P<d>[0-3]?\d)/(?P<y>20\d\d)\b")
_PRIOR = re.compile(r"(?i)\b(?:from|compared|versus|than|over|since)\s[^.;?!]{0,40}\Z")
_MONTH_QUARTER = re.compile(rf"\b(?P<m>{CAPITALISED})\s[Qq]uarter\b")
_LABELLED = re.compile(
    r"(?i)\bfiscal\s(?:year\s)?(?:20)?\d\d\b|\bfiscal\s(?:first|second|third|fourth|Q[1-4]|[1-4]Q|quarter)\b|"
    r"\b(?:first|second|third|fourth|Q[1-4])\sfiscal\b|\bquarter\s(?:of\s)?(?:our\s)?fiscal\b|\bFY\s?['’‘]?\d\d"
)
_INDIAN = re.compile(r"\bcrores?\b|\blakhs?\b|₹|\bINR|\bRs\.?\s?\d")
_HEAD = 20_000
_CALENDAR_ENDS = 12
LATEST = 150
"""Days from a quarter's end within which it is reported."""

_ENOUGH = 3
_ALONE = 1
# How odd it is for quarters to end in that month of three, in days of unusual delay that it outweighs:
# March, June …; January, April …; February, May ….
_RARITY = (0, 12, 18)
_CLEAR = 8


class YearEnd(Struct, frozen=True, kw_only=True):
    """Month in which a fiscal year ends, the end of the quarter if dated, and what was assumed."""

    month: int | None
    ended: date | None = None
    why: str = ""


def year_end(text: str, quarter: str | None, called: date | None) -> YearEnd:
    """The best supported year end that lets quarter and call fit together.

    The month is ``None`` where the text labels its periods as fiscal and never says when they end.
    """
    for found in _candidates(text, quarter, called):
        if found.month is None or not quarter or not called:
            return found
        if 0 < (called - (found.ended or closing(quarter, found.month, called))).days <= LATEST:
            return found
    return YearEnd(month=None, why="fiscal year to 31 December: no other fits the date of the call")


def speaks_of_fiscal(text: str) -> bool:
    """Whether the word occurs at all, or the letters that stand for it."""
    return "iscal" in text or "FY" in text or "FISCAL" in text


def closing(quarter: str, month: int, called: date | None) -> date:
    """The end of a quarter, its year named by the end; by its beginning if only that suits the call."""
    end = quarter_end(quarter, f"{month:02d}-28")
    later = month_end(end.year + 1, end.month)
    if called and month <= 6 and 0 <= (called - later).days <= LATEST:
        return later
    return end


def _candidates(text: str, quarter: str | None, called: date | None) -> Iterator[YearEnd]:
    """Year ends from the surest to the least sure."""
    low = text[: 5 * _HEAD].lower()
    if match := _STATED.search(low):
        # A year of weeks may end in the first days of the next month.
        yield YearEnd(month=(month_number(match["a"]) - 1 - bool(match["d"])) % 12 + 1)
    if _CLOSES.search(low) and (match := _NAMED.search(text, 0, 5 * _HEAD)):
        yield YearEnd(month=month_number(match["a"]))
    number = int(quarter[5]) if quarter else 0
    year = int(quarter[:4]) if quarter else 0
    labelled = speaks_of_fiscal(text) and _LABELLED.search(text)
    if number:
        enough = _ENOUGH if labelled else 2 * _ENOUGH
        for dated in _dated(low[: 3 * _HEAD], year, number, enough):
            yield YearEnd(month=year_end_month(dated, number), ended=dated)
    if _indian(text):
        yield YearEnd(month=3, why="fiscal year to 31 March: amounts in rupees, crores or lakhs")
    if number and labelled and (month := _month_quarters(text, number)):
        yield YearEnd(
            month=month, why=f"fiscal year ends in month {month}: the text names its quarters by month"
        )
    if not labelled:
        yield YearEnd(month=_CALENDAR_ENDS, why="fiscal year to 31 December: the text speaks of no other")
    if quarter and called:
        # A calendar quarter that ends after the call is no choice: then the likeliest has to do.
        late = closing(quarter, _CALENDAR_ENDS, called) >= called
        if end := _before_call(called, year, number, 0 if late else _CLEAR):
            month = year_end_month(end, number)
            why = f"fiscal year ends in month {month}: the call on {called} reports {quarter}"
            yield YearEnd(month=month, ended=end, why=why)
    yield YearEnd(
        month=None, why="fiscal year to 31 December: the text does not say when its fiscal year ends"
    )


def _indian(text: str) -> bool:
    """Whether amounts are counted as in India, where nearly every company's year ends in March."""
    signs = ("crore", "lakh", "INR", "₹", "Rs")
    return any(sign in text for sign in signs) and len(_INDIAN.findall(text, 0, 3 * _HEAD)) >= _ENOUGH


def _dated(text: str, year: int, number: int, enough: int) -> Iterator[date]:
    """Possible ends of the quarter, those that the text dates oftenest first."""
    votes: Counter[date] = Counter()
    for match, weight, ended in _witnesses(text):
        said, day = match["m"], int(match["d"])
        month = int(said) if said.isdigit() else month_number(said)
        for candidate in (int(match["y"]),) if match["y"] else (year - 1, year):
            try:
                found = date(candidate, month, day)
            except ValueError:
                continue
            exact = found.day == last_day(found.year, found.month)
            if (exact or (ended and _closes_month(found))) and _fits(found, year, number):
                votes[found] += weight if match["y"] else weight - 1
    # A quarter's end in the calendar needs no second witness; any other is believed when said twice.
    ranked = sorted(
        votes.items(), key=lambda item: (-item[1], year_end_month(item[0], number) != _CALENDAR_ENDS)
    )
    if enough == _ENOUGH and len({year_end_month(found, number) for found, _ in ranked}) == 1:
        enough = _ALONE  # the text has fiscal years, and no other date speaks against this one
    for found, weight in ranked:
        if weight >= enough or year_end_month(found, number) == _CALENDAR_ENDS:
            yield found


def _witnesses(text: str) -> Iterator[tuple[re.Match[str], int, bool]]:
    """Days, with groups m, d and y, as of which something stands, their weight, whether a period ended."""
    for match, before in days(text):
        for pattern, weight in ((ENDED, 3), (_STANDING, 1)):
            said = pattern.search(before)
            if said and not _PRIOR.search(before[: said.start()]):
                yield match, weight, pattern is ENDED
    if "/20" in text:
        for match in _NUMERIC.finditer(text):
            if not _PRIOR.search(text, max(0, match.start() - 60), match.start()):
                yield match, _ENOUGH, False


def _fits(end: date, year: int, number: int) -> bool:
    """Whether a quarter that ends there can be labelled so; years that end early may go by their start."""
    month = year_end_month(end, number)
    nearest, month_of_end = nearest_month(end)
    closes = month_end(nearest, month_of_end + 3 * (4 - number)).year
    return closes == year or (month <= 6 and closes == year + 1)


def _closes_month(day: date) -> bool:
    """Whether the day is the end of a month, or near enough for a year of weeks."""
    return day.day <= 5 or day.day >= last_day(day.year, day.month) - 7


def _month_quarters(text: str, number: int) -> int | None:
    """The year end behind "the June quarter", if one month is named oftener than the next quarter's."""
    named: Counter[int] = Counter()
    for match in _MONTH_QUARTER.finditer(text):
        named[month_number(match["m"])] += 1
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return (ranked[0][0] + 3 * (4 - number) - 1) % 12 + 1


def _before_call(called: date, year: int, number: int, clear: int) -> date | None:
    """The quarter's end that lets label and call fit: results follow by two to ten weeks.

    ``clear`` is by how much it must fit better than the next, in days of delay.
    """
    usual = 40 if number == 4 else 32
    ranked = []
    for back in range(1, 4):
        end = month_end(called.year, called.month - back)
        lag = (called - end).days
        if 5 <= lag <= 80 and _fits(end, year, number):
            hurry = 25 if lag < 14 else 0
            ranked.append((abs(lag - usual) + hurry + _RARITY[end.month % 3], end))
    ranked.sort()
    if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < clear):
        return None
    return ranked[0][1]
