"""Which fiscal quarter a document reports, when it ended, and when the company's year ends."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from checker.model import Struct
from checker.read.calendar import label, month_end, nearest_month, quarter_end, year_end_month
from checker.read.overrides import Overrides
from checker.read.profile.dates import MONTH, dates, month_number

_HEAD = 5000
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "one": 1, "two": 2, "three": 3, "four": 4,
}  # fmt: skip
_FY = r"(?:fiscal|financial)?\s?(?:year|years)?,?\s?(?:FY)?\s?"
_YEAR = r"(?:(?P<{0}>20\d\d)\b|['’‘]\s?(?P<{0}s>\d\d)\b|FY\s?['’‘]?\s?(?P<{0}f>\d\d)\b)"
_QUARTER = (
    r"(?:(?P<{0}o>first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:fiscal[\s-])?quarter|\bQ\s?(?P<{0}q>[1-4])|\b(?P<{0}n>[1-4])\s?Q)"
)
# "first quarter of fiscal year 2021", "Q3 FY '25", "third quarter and nine months FY 2025", "1Q21".
_AFTER = re.compile(
    rf"(?i){_QUARTER.format('a')}(?:['’]s)?"
    r"(?:[\s,]{1,3}(?:(?:and|&)\s)?(?:(?:the\s)?full[\s-]years?|(?:the\s)?years?[\s-]end|year|(?:first\s)?(?:half|nine months|9 months|six months|12 months|twelve months|9M|H1)))?"
    r"(?:\sresults)?[\s,]{0,3}(?:of|for|in)?\s{0,2}(?:the\s|our\s|calendar\s)?(?:year\s)?"
    rf"{_FY}{_YEAR.format('ay')}"
    r"|\b[Qq](?P<bq>[1-4])\s?-?(?:FY)?['’‘]?(?P<by>\d\d)\b(?![.,]?\d|\s?(?:%|percent|million|billion))"
    r"|\b(?P<cq>[1-4])[Qq]-?(?:FY)?['’‘]?(?:20)?(?P<cy>\d\d)\b(?![.,]?\d|\s?(?:%|percent|million|billion))"
)
# "fiscal 2021 second quarter", "2021 first quarter".
_BEFORE = re.compile(
    rf"(?i){_YEAR.format('ay')}(?:['’]s)?,?\s(?:fiscal\s|financial\s)?(?:year\s)?(?:year-end and\s)?{_QUARTER.format('a')}"
)
_ALONE = re.compile(rf"(?i){_QUARTER.format('a')}")
_TOPIC = re.compile(r"(?i)\b(?:earnings|results?|conference|call|webcast|teleconference|financial|performance|update)\b")
_OTHER = re.compile(
    r"(?i)\b(?:compar\w+|versus|vs\.?|from|over|against|relative|than|guidance|outlook|expect\w*|prior|last year['’]s?|"
    r"next|upcoming|replay|forecast)\b[^.]{0,40}\Z"
)
_YEAR_ONLY = re.compile(
    rf"(?i)\b(?:full[\s-]year|fiscal[\s-]year|annual|year-end|fiscal|FY)\s?{_YEAR.format('ay')}\s[\w\s]{{0,20}}(?:results|earnings|call)"
    rf"|{_YEAR.format('by')}\s(?:full[\s-]year|annual|year-end|preliminary)\s[\w\s]{{0,20}}(?:results|earnings|call)"
    rf"|\b(?:results|earnings)\s(?:call\s)?for\s(?:the\s)?(?:full\s|fiscal\s)?(?:year\s)?(?:ended\s)?{_YEAR.format('cy')}"
)
_HALF = re.compile(
    rf"(?i)\b(?:(?P<o>first|1st|H1|1H|second|H2|2H)[\s-]?(?:half)?|half[\s-]year|interim|six[\s-]months?)\s(?:of\s|results\s|for\s)?(?:the\s)?(?:year\s|fiscal\s)?{_YEAR.format('ay')}"
)
_ENDED = re.compile(
    rf"(?i)\b(?:quarter|three[\s-]months?|months|period|weeks)\s(?:that\s)?(?:ended|ending|end)\s(?:on\s)?(?P<m>{MONTH})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<y>20\d\d))?"
)
_YEAR_ENDED = re.compile(
    rf"(?i)\b(?:fiscal|financial)\s(?:year|years)\b(?:\s(?:20\d\d|FY\d\d))?,?\s(?:which\s|that\s|is\s)?(?:ended|ending|ends|end)\s(?:on\s|in\s|at\s)?(?:the\send\sof\s)?(?P<m>{MONTH})\b(?:\.?\s(?P<d>\d{{1,2}}))?"
    rf"|\b(?P<m2>{MONTH})\s(?:fiscal\s)?year[\s-]end\b"
)
_MONTH_QUARTER = re.compile(rf"(?i)\b(?P<m>{MONTH})\squarter\b")
_AS_OF = re.compile(r"(?i)\b(?:ended|as of|as at|at|of|on|since)\s(?:the\s)?(?:quarter[\s-]end,?\s)?\Z")
_CALL_DAY = re.compile(
    r"(?i)\b(?:today|call|conference|webcast|held on|dated?|management['’]s|views?|only as of|live|recorded|"
    r"p\.?m\.?|a\.?m\.?|e[sd]?t|scheduled)\b"
)
_FISCAL = re.compile(r"(?i)\bfiscal\b|\bFY\s?['’‘]?\d\d")
_INDIAN = re.compile(r"\bcrores?\b|\blakhs?\b|₹|\bINR|\bBSE\b|\bNSE\b|National Stock Exchange of India")


class Fiscal(Struct, frozen=True, kw_only=True):
    """The dates of a profile, and what was assumed to get them."""

    quarter: str | None
    period_end: str | None
    call_date: str | None
    year_end: str
    assumptions: tuple[str, ...]


def fiscal(text: str, overrides: Overrides) -> Fiscal:
    """Quarter, period end, call date and year end of ``text``, given what the user already says."""
    assumed: list[str] = []
    called = date.fromisoformat(overrides.call_date) if overrides.call_date else _call_date(text)
    quarter = overrides.fiscal_quarter or _quarter(text, called, assumed)
    ended = date.fromisoformat(overrides.period_end) if overrides.period_end else None
    year_end = overrides.fiscal_year_end
    if year_end is None:
        year_end = _year_end(text, quarter, ended, called, assumed)
    if ended is None and quarter and year_end:
        ended = quarter_end(quarter, year_end)
    return Fiscal(
        quarter=quarter,
        period_end=ended.isoformat() if ended else None,
        call_date=called.isoformat() if called else None,
        year_end=year_end or "12-31",
        assumptions=tuple(assumed),
    )


def _read_quarter(match: re.Match[str]) -> tuple[int, int | None]:
    groups = match.groupdict()
    number = next(
        (_ORDINALS.get(v.lower()) or int(v) for k in ("ao", "aq", "an", "bq", "cq") if (v := groups.get(k))), 0
    )
    year: int | None = None
    for name in ("ay", "ays", "ayf", "by", "cy"):
        if value := groups.get(name):
            year = int(value) if len(value) == 4 else 2000 + int(value)
    return number, year


def _quarter(text: str, called: date | None, assumed: list[str]) -> str | None:
    """The label of the quarter that the opening announces."""
    head = text[:_HEAD]
    votes: Counter[tuple[int, int]] = Counter()
    bare: Counter[int] = Counter()
    spans: list[tuple[int, int]] = []
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(head):
            number, year = _read_quarter(match)
            if year is None or not number:
                continue
            if any(a < match.end() and match.start() < b for a, b in spans):
                continue
            spans.append(match.span())
            if weight := _weight(head, match):
                votes[number, year] += weight
    for match in _ALONE.finditer(head):
        if not any(a <= match.start() < b for a, b in spans) and (weight := _weight(head, match)):
            bare[_read_quarter(match)[0]] += weight
    if votes:
        (number, year), weight = votes.most_common(1)[0]
        if weight >= 2 or not bare or bare.most_common(1)[0][0] == number:
            return f"{year}Q{number}"
    if bare:
        number = bare.most_common(1)[0][0]
        return _with_year(text, number, called, assumed)
    return _year_results(head, assumed)


def _weight(head: str, match: re.Match[str]) -> int:
    """How much a mention counts: the title and the welcome most, a comparison nothing."""
    if _OTHER.search(head[max(0, match.start() - 60) : match.start()]):
        return 0
    weight = 2 if _TOPIC.search(head[match.end() : match.end() + 60]) else 1
    return weight + (2 if match.start() < 1200 else 0)


def _with_year(text: str, number: int, called: date | None, assumed: list[str]) -> str | None:
    """A quarter whose year the opening leaves out, from the years beside the same quarter elsewhere."""
    years: Counter[int] = Counter()
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            found, year = _read_quarter(match)
            if found != number or year is None:
                continue
            if not _OTHER.search(text[max(0, match.start() - 60) : match.start()]):
                years[year] += 1
    if years:
        year = max(years, key=lambda y: (years[y], y))
        assumed.append(f"fiscal quarter {year}Q{number}: the opening names no year, the text most often {year}")
        return f"{year}Q{number}"
    if called:
        ends = called.month - 1
        year = called.year - (1 if number == 4 and ends < 5 else 0)
        assumed.append(f"fiscal quarter {year}Q{number}: the opening names no year, the call is dated {called}")
        return f"{year}Q{number}"
    return None


def _year_results(head: str, assumed: list[str]) -> str | None:
    for pattern, number in ((_YEAR_ONLY, 4), (_HALF, 2)):
        if match := pattern.search(head):
            groups = match.groupdict()
            value = next((v for k, v in groups.items() if "y" in k and v), None)
            if value:
                year = int(value) if len(value) == 4 else 2000 + int(value)
                if number == 2 and (groups.get("o") or "").lower() in {"second", "h2", "2h"}:
                    number = 4
                label = f"{year}Q{number}"
                assumed.append(f"fiscal quarter {label}: the opening names only the period it closes")
                return label
    return None


def _call_date(text: str) -> date | None:
    """The day of the call, where the opening dates it."""
    head = text[:_HEAD]
    for at, day in dates(head):
        before = head[max(0, at - 60) : at]
        if _AS_OF.search(before[-20:]) and not re.search(r"(?i)(?:held on|today|call on|views? as of|only as of)\W*\w*\W*\Z", before):
            continue
        after = head[at : at + 60]
        if at < 1500 and re.search(r"(?i)\b(?:call|conference)\W{0,4}\w{0,10}\W{0,3}\Z", before):
            return day
        if _CALL_DAY.search(before) or (at < 1500 and re.search(r"(?i)\d\s?[ap]\.?m\b|\bE[SD]?T\b", after)):
            return day
    return None


def _year_end(
    text: str, quarter: str | None, ended: date | None, called: date | None, assumed: list[str]
) -> str | None:
    """Month and day of the fiscal year end, ``None`` where the text speaks of one and never says which."""
    if match := _YEAR_ENDED.search(text):
        return _day_of(month_number(match["m"] or match["m2"]))
    number = int(quarter[5]) if quarter else 0
    year = int(quarter[:4]) if quarter else 0
    if ended and number:
        return _day_of(year_end_month(ended, number))
    if match := _ENDED.search(text[: 3 * _HEAD]):
        month, day = month_number(match["m"]), int(match["d"])
        if number:
            try:
                found = date(int(match["y"]) if match["y"] else year, month, day)
            except ValueError:
                found = None
            if found:
                return _day_of(year_end_month(found, number))
    if _INDIAN.search(text[:20000]) and len(_INDIAN.findall(text)) >= 3:
        assumed.append("fiscal year to 31 March: amounts in crores or rupees")
        return "03-31"
    if not _FISCAL.search(text):
        assumed.append("fiscal year to 31 December: the text speaks of no other")
        return "12-31"
    if called and number:
        return _from_call(called, year, number, assumed)
    assumed.append("fiscal year to 31 December: the text does not say when the fiscal year ends")
    return None


def _from_call(called: date, year: int, number: int, assumed: list[str]) -> str | None:
    """The year end that lets quarter and call fit: results follow a quarter's end by two to ten weeks."""
    best: tuple[int, int] | None = None
    for back in range(1, 4):
        end = month_end(called.year, called.month - back)
        lag = (called - end).days
        month = year_end_month(end, number)
        if not 5 <= lag <= 75 or int(label(end, number)[:4]) != year:
            continue
        penalty = abs(lag - 30) - (40 if month == 12 else 0)
        if best is None or penalty < best[0]:
            best = (penalty, month)
    if best is None:
        assumed.append("fiscal year to 31 December: the text does not say when the fiscal year ends")
        return None
    assumed.append(f"fiscal year ends in month {best[1]}: the call on {called} reports {year}Q{number}")
    return _day_of(best[1])


def _day_of(month: int) -> str:
    return f"{month:02d}-{28 if month == 2 else nearest_last(month):02d}"


def nearest_last(month: int) -> int:
    """The last day of a month other than February."""
    return 30 if month in {4, 6, 9, 11} else 31


__all__ = ["Fiscal", "fiscal", "nearest_month"]
