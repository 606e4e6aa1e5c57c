"""The dates of a profile put together: quarter, its end, the day of the call, the year end."""

from __future__ import annotations

import re
from datetime import date

from checker.model import Kind, Struct
from checker.read.calendar import last_day
from checker.read.overrides import Overrides
from checker.read.profile.dates import MONTH, dates, month_number
from checker.read.profile.quarter import named_first, quarter
from checker.read.profile.year_end import LATEST, closing, speaks_of_fiscal, year_end

_HEAD = 8000
_TITLE = 1500
_CALL_BEFORE = re.compile(
    r"(?i)\b(?:today|(?:earnings|conference|results)(?:\sconference)?\s(?:call|webcast)|held(?: on)?|"
    r"(?:views?|opinions?|only|expectations|information|speak|conditions)\s"
    r"(?:\w+\s){0,3}as of|call date|date)\b"
    r"[^.;\n]{0,40}\Z"
)
_NOT_CALL = re.compile(
    r"(?i)\b(?:replay|available|until|through|ended|ending|filed|filing|form|dated|"
    r"annual report|prospectus|quarter|"
    r"month|year|since|effective|beginning|started|announced)\b[^.;\n]{0,40}\Z"
)
_CLOCK = re.compile(r"(?i)[^.;\n]{0,25}?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|[^.;\n]{0,20}?\bE[SD]?T\b")
_TODAY = re.compile(
    rf"today(?<!\wtoday),?\s(?:is\s)?(?:the\s)?(?:\w+day,?\s)?(?P<m>{MONTH})\.?\s"
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s20\d\d)"
)  # in small letters


class Fiscal(Struct, frozen=True, kw_only=True):
    """The dates of a profile, and what was assumed to get them."""

    quarter: str | None
    period_end: str | None
    call_date: str | None
    year_end: str
    assumptions: tuple[str, ...]


def fiscal(text: str, overrides: Overrides, kind: Kind = "transcript") -> Fiscal:
    """Quarter, period end, call date and year end of ``text``, given what the user already says."""
    called = date.fromisoformat(overrides.call_date) if overrides.call_date else _call_date(text)
    ended = date.fromisoformat(overrides.period_end) if overrides.period_end else None
    assumed: list[str] = []
    found = overrides.fiscal_quarter
    if found is None:
        found, why = quarter(text, called, calendar=not speaks_of_fiscal(text))
        if found is None and kind == "note":
            found, why = named_first(text)
        assumed.append(why)
    closes = overrides.fiscal_year_end
    if closes is None:
        known = year_end(text, found, called)
        ended = ended or known.ended
        assumed.append(known.why)
        closes = f"{known.month:02d}-{last_day(2023, known.month)}" if known.month else None
    if ended is None and found and closes:
        ended = closing(found, int(closes[:2]), called)
    if called is None and ended:
        called = _today(text, ended)
    return Fiscal(
        quarter=found,
        period_end=ended.isoformat() if ended else None,
        call_date=called.isoformat() if called else None,
        year_end=closes or "12-31",
        assumptions=tuple(why for why in assumed if why),
    )


def _call_date(text: str) -> date | None:
    """The day of the call, where title or opening give it in full."""
    head = text[:_HEAD]
    for at, day in dates(head):
        before = head[max(0, at - 90) : at]
        if _NOT_CALL.search(before[-60:]) and not _CALL_BEFORE.search(before[-25:]):
            continue
        if _CALL_BEFORE.search(before):
            return day
        if at < _TITLE and (_CLOCK.match(head, at + 8, at + 60) or _alone(head, at)):
            return day
    return None


def _alone(head: str, at: int) -> bool:
    """Whether a date has a line to itself, as under a title."""
    start = head.rfind("\n", 0, at) + 1
    end = head.find("\n", at)
    return not head[start:at].strip() and len(head[at : end if end >= 0 else len(head)].strip()) < 22


def _today(text: str, ended: date) -> date | None:
    """A call dated without its year ("as of today, July 27th"): the first after the quarter's end."""
    if match := _TODAY.search(text[:60_000].lower()):
        for year in (ended.year, ended.year + 1):
            try:
                day = date(year, month_number(match["m"]), int(match["d"]))
            except ValueError:
                continue
            if 3 < (day - ended).days <= LATEST:
                return day
    return None
