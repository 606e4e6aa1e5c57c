"""What a phrase that dates something means: the readings behind the grammar of ``dates.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec.structs import replace

from checker.model import Struct
from checker.period import CALL, Period, each, fiscal_year, month, span, trailing, year_to_date
from checker.resolve.almanac import Almanac, both

Sense = Literal["period", "shift", "change", "now", "since"]


class Mention(Struct, frozen=True, kw_only=True):
    """One phrase that dates something; ``start`` and ``end`` count from the start of the text read.

    ``sense`` says how it dates: a *period* by name, a *shift* against the period spoken of ("a year
    ago", "the prior quarter"), a *change* word that names only what is compared ("year over year",
    "sequentially"), *now*, or *since* a period. ``back`` is the period meant where the sentence
    reports, ``ahead`` where it looks forward: "the third quarter" on a first-quarter call is last
    year's or this year's. A shift or change goes back by ``years`` or ``quarters``; ``narrow`` marks
    one that speaks of a quarter ("the year-ago quarter"), ``bare`` a year without any other word.
    """

    start: int
    end: int
    sense: Sense = "period"
    back: Period | None = None
    ahead: Period | None = None
    years: int = 0
    quarters: int = 0
    narrow: bool = False
    bare: bool = False


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "front": 1,
    "back": 2, "latter": 2, "last": 2, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9,
    "twelve": 12, "1": 1, "2": 2, "3": 3, "4": 4, "6": 6, "9": 9, "12": 12,
}  # fmt: skip

_YEAR_READ = re.compile(
    r"(?i)(?:FY|fiscal|financial|year)\D{0,8}?(?P<from>\d{4}|\d\d)\s?[-–/]\s?(?P<to>\d\d)(?!\d)"
    r"|(?P<four>(?:19|20)\d\d)|['’]\s?(?P<two>\d\d)|(?:FY|CY|fiscal(?:\s+year)?|financial\s+year)\s*(?P<fiscal>\d\d)"
    r"(?:[EAF]?\b)|(?:[1-4]Q|[12]H)(?P<glued>\d\d)"
)
_DIGIT_OF_QUARTER = re.compile(r"(?i)Q\s?([1-4])|([1-4])Q|([12])H|H([12])|(\d+)\s?M")
_COUNTED = re.compile(
    r"(?i)(\w+)[\s-]+(?:(?:fiscal|calendar)\s+)?(?:quarters?|half|months?)\b|(?<=quarter\s)(\w+)"
)


def _year_in(text: str) -> int | None:
    """The year a phrase names; "2024-25" and "'25" are 2025."""
    match = _YEAR_READ.search(text)
    if match is None:
        return None
    digits = match["to"] or match["four"] or match["two"] or match["fiscal"] or match["glued"]
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _offset_in(text: str) -> int | None:
    """How many years a phrase goes from this one: "last year" −1, "next year" +1, "this year" 0."""
    words = text.lower()
    if re.search(r"\b(?:last|prior|previous|preceding|ago)\b", words):
        return -1
    if re.search(r"\b(?:next|following|coming|upcoming)\b", words):
        return 1
    return 0 if "year" in words else None


def _number_in(text: str) -> int:
    """The number a phrase counts with: 3 in "third quarter", "Q3", "3Q21"; 9 in "nine months"."""
    match = _DIGIT_OF_QUARTER.search(text)
    if match:
        return int(next(group for group in match.groups() if group))
    match = _COUNTED.search(text)
    return _NUMBERS.get((match[1] or match[2]).lower(), 0) if match else 0


_NUMERIC = re.compile(r"(\d\d?)/(\d\d?)/\d{4}")
_DAY_NUMBER = re.compile(r"(?<![\d/])([0-3]?\d)(?:st|nd|rd|th)?(?![\d/])")
_LATE = 28  # a day on which a month can end


def _numeric_in(text: str) -> list[tuple[int, int]]:
    """Month and day of each date in digits; 02/28 and 28/02 are the same day."""
    dates = ((int(match[1]), int(match[2])) for match in _NUMERIC.finditer(text))
    ordered = [(other, one) if one > 12 else (one, other) for one, other in dates]
    return [(month, day) for month, day in ordered if 1 <= month <= 12 and 1 <= day <= 31]


def _months_in(text: str) -> list[int]:
    """The months a phrase names, 1 to 12."""
    words = (word[:3].lower() for word in re.findall(r"[A-Za-z]{3,}", text))
    named = [_MONTHS.index(word) + 1 for word in words if word in _MONTHS]
    return named or [month for month, _ in _numeric_in(text)]


def _days_in(text: str) -> list[tuple[int, int]]:
    """Month and day of each date a phrase names."""
    found = _numeric_in(text)
    if found:
        return found
    return list(zip(_months_in(text), (int(day) for day in _DAY_NUMBER.findall(text)), strict=False))


def day_in(text: str) -> int | None:
    """The day of the month that a date names."""
    days = _days_in(text)
    return days[0][1] if days else None


_SPELLED = re.compile(
    r"(?i)\btwenty[\s-]?(?P<tens>eighteen|nineteen|twenty)(?:[\s-]?(?P<ones>one|two|three|four|five|six|seven|eight|nine)\b)?"
)
_TENS = {"eighteen": 2018, "nineteen": 2019, "twenty": 2020}
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _in_digits(text: str) -> str:
    """ "Fiscal twenty twenty five" as "fiscal 2025": years as transcripts by machine spell them."""

    def year(match: re.Match[str]) -> str:
        ones = match["ones"]
        return str(_TENS[match["tens"].lower()] + (_ONES.index(ones.lower()) + 1 if ones else 0))

    return _SPELLED.sub(year, text) if "wenty" in text else text


# -- readings: one a production ----------------------------------------------------------------

Reading = Mention | None
_AT = Mention(start=0, end=0)


def _dated(pair: tuple[Period, Period] | None, **more: bool) -> Reading:
    return replace(_AT, back=pair[0], ahead=pair[1], **more) if pair else None


def _quarter(text: str, almanac: Almanac) -> Reading:
    number = _number_in(text)
    return _dated(almanac.quarter(number, _year_in(text), _offset_in(text))) if 0 < number < 5 else None


def _half(text: str, almanac: Almanac) -> Reading:
    number = _number_in(text)
    return _dated(almanac.half(number, _year_in(text), _offset_in(text))) if 0 < number < 3 else None


def _first_months(text: str, almanac: Almanac) -> Reading:
    count = _number_in(text)
    quarters = count if "quarter" in text.lower() else count // 3
    return _dated(almanac.to_date(quarters, _year_in(text), _offset_in(text))) if 0 < quarters < 5 else None


def _ended(text: str, almanac: Almanac) -> Reading:
    """ "Three months ended March 31": the fiscal stretch that ends with the month."""
    pair = almanac.month(_months_in(text)[-1], _year_in(text), None)
    if pair is None:
        return None
    words = text.lower()
    ends = almanac.ending(pair[0]).last_quarter()
    if ends is None:
        return None
    if "quarter" in words or "three" in words or "3 " in words:
        return _dated(both(ends))
    if "six" in words or "6 " in words:
        return _dated(both(ends.to_date())) if ends.number == 2 else None
    if "nine" in words or "9 " in words:
        return _dated(both(ends.to_date())) if ends.number == 3 else None
    return _dated(both(ends.fiscal_year() if ends.number == 4 else trailing(ends.year, ends.number)))


def _month_quarter(text: str, almanac: Almanac) -> Reading:
    """ "The June quarter": the fiscal quarter that ends in the month, or has it inside."""
    pair = almanac.month(_months_in(text)[0], _year_in(text), None)
    if pair is None:
        return None
    return _dated((almanac.quarter_around(pair[0]), almanac.quarter_around(pair[1])))


def _to_date(text: str, almanac: Almanac) -> Reading:
    """ "Year to date" is up to the reported quarter, "so far this year" up to the call."""
    if almanac.now is None:
        return None
    if "far" in text.lower():
        return _dated(both(year_to_date(_year_in(text) or almanac.now.year + (almanac.now.number == 4))))
    number = _number_in(text)
    if number:
        return _dated(almanac.to_date(number, _year_in(text), _offset_in(text[12:])))
    return _dated(both(almanac.now.to_date()))


def _past_year(_: str, almanac: Almanac) -> Reading:
    """ "The past year" is the twelve months behind the speaker: the fiscal year if it has just ended."""
    if almanac.now is None:
        return None
    now = almanac.now
    return _dated(both(fiscal_year(now.year) if now.number == 4 else trailing(now.year, now.number)))


def _quarter_to_date(_: str, almanac: Almanac) -> Reading:
    return _dated(both(almanac.now.next())) if almanac.now else None


def _trailing(_: str, almanac: Almanac) -> Reading:
    return _dated(both(trailing(almanac.now.year, almanac.now.number))) if almanac.now else None


def _same(text: str, almanac: Almanac) -> Reading:
    """ "The same period of 2019", "the year-ago quarter", "two years ago"."""
    years = -1
    named = _year_in(text)
    if named is not None:
        if almanac.now is None or named >= almanac.now.year:
            return None
        years = named - almanac.now.year
    elif re.search(r"(?i)\b(?:two|2)\s+years", text):
        years = -2
    narrow = bool(re.search(r"(?i)quarter|period|three", text))
    return replace(_AT, sense="shift", years=years, narrow=narrow)


def _prior_quarter(_: str, __: Almanac) -> Reading:
    return replace(_AT, sense="shift", quarters=-1, narrow=True)


def _year_on_year(text: str, _: Almanac) -> Reading:
    return replace(_AT, sense="change", years=-2 if re.search(r"(?i)\b(?:two|2)", text) else -1)


def _sequential(_: str, __: Almanac) -> Reading:
    return replace(_AT, sense="change", quarters=-1)


def _this_quarter(text: str, almanac: Almanac) -> Reading:
    if almanac.now is None:
        return None
    if re.search(r"(?i)next|coming|following", text):
        return _dated(both(almanac.now.next()))
    return _dated((almanac.now, almanac.now.next()))


def _rest_of_year(_: str, almanac: Almanac) -> Reading:
    if almanac.now is None:
        return None
    return _dated(both(almanac.now.rest_of_year() or fiscal_year(almanac.now.year + 1)))


def _year_end(text: str, almanac: Almanac) -> Reading:
    pair = almanac.year(_year_in(text), _offset_in(text))
    return _dated((pair[0].closing(), pair[1].closing())) if pair else None


def _years(text: str, almanac: Almanac) -> Reading:
    """ "2021 to 2025", "fiscal 2021 and 2022", "through 2025" (from the next year on)."""
    found = [int(d) if len(d) == 4 else 2000 + int(d) for d in re.findall(r"\d{4}|\d\d", text)]
    if len(found) == 1:
        if almanac.now is None or found[0] < almanac.now.year:
            return None
        found.insert(0, min(almanac.now.year + 1, found[0]))
    first, last = fiscal_year(found[0]), fiscal_year(found[-1])
    if first.year >= last.year:
        return _dated(both(last)) if first == last else _dated(both(each(last, first)))
    joined = re.search(r"(?i)\b(?:and|or)\b|/|&", text) and not re.search(r"(?i)between", text)
    return _dated(both(each(first, last) if joined else span(first, last)))


def _year(text: str, almanac: Almanac) -> Reading:
    year = _year_in(text)
    if year is not None and "alendar" in text:
        return _dated(both(almanac.calendar.from_calendar(fiscal_year(year))))
    return _dated(almanac.year(year, _offset_in(text)), bare=text.isdigit())


def _day(text: str, almanac: Almanac) -> Reading:
    days = _days_in(text)
    return _dated(almanac.month(days[0][0], _year_in(text), None)) if days else None


def _day_span(text: str, almanac: Almanac) -> Reading:
    """ "Between January 29 and April 22": the months that it touches."""
    days = _days_in(text)
    if len(days) != 2:
        return None
    (first, begin), (last, close) = days
    pair = almanac.month(last, _year_in(text[len(text) // 2 :]) or _year_in(text), None)
    if pair is None:
        return None
    whole = span(month(pair[0].year - (first > last), first), pair[0])
    return _dated(both(almanac.named(whole) if begin == 1 and close >= _LATE else whole))


def _month(text: str, almanac: Almanac) -> Reading:
    return _dated(almanac.month(_months_in(text)[0], _year_in(text), _offset_in(text)))


def _month_span(text: str, almanac: Almanac) -> Reading:
    first, last = _months_in(text)[0], _months_in(text)[-1]
    pair = almanac.month(last, _year_in(text), None)
    if pair is None:
        return None

    def stretch(end: Period) -> Period:
        return almanac.named(span(month(end.year - (first > last), first), end))

    return _dated((stretch(pair[0]), stretch(pair[1])))


def _now(_: str, __: Almanac) -> Reading:
    return replace(_AT, sense="now", back=CALL, ahead=CALL)


# -- the table --------------------------------------------------------------------------------------

_READINGS: dict[str, Callable[[str, Almanac], Reading]] = {
    "ended": _ended,
    "same": _same,
    "quarter": _quarter,
    "year_ago": _same,
    "half": _half,
    "first_months": _first_months,
    "to_date": _to_date,
    "quarter_to_date": _quarter_to_date,
    "trailing": _trailing,
    "past_year": _past_year,
    "year_on_year": _year_on_year,
    "sequential": _sequential,
    "prior_quarter": _prior_quarter,
    "this_quarter": _this_quarter,
    "rest_of_year": _rest_of_year,
    "year_end": _year_end,
    "years": _years,
    "full_year": _year,
    "last_year": _same,
    "month_quarter": _month_quarter,
    "month_span": _month_span,
    "day_span": _day_span,
    "day": _day,
    "month": _month,
    "year": _year,
    "now": _now,
}
_MONTH_WORDS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_BEHIND = re.compile(r"(\(\?<[=!][^)]*\))")
_PIECE = re.compile(r"<(\w+)>")


class Grammar:
    """The phrases of ``dates.toml``, each found by the word it begins with."""

    def __init__(self) -> None:
        table = tomllib.loads((files("checker") / "data" / "dates.toml").read_text(encoding="utf-8"))
        pieces: dict[str, str] = {}
        for name, alternatives in table.pop("pieces").items():
            pieces[name] = f"(?:{_expanded(alternatives, pieces)})"
        words: dict[str, list[str]] = {}
        for name, entry in table.items():
            for word in entry["starts"].replace("months", _MONTH_WORDS).split():
                words.setdefault(word, []).append(name)
        self._names = words
        self._sources = {
            name: f"(?i)(?:{_expanded(entry['phrases'], pieces)})(?!\\w)" for name, entry in table.items()
        }
        self._compiled: dict[str, re.Pattern[str]] = {}
        letters: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            if word.islower():
                letters.setdefault(word[0], []).append(word[1:])
        grouped = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(letters.items()))
        self.starts = re.compile(rf"\b(?:(?P<digit>\d)|(?P<named>q[1-4]|[cf]y\d|h[12])|(?:{grouped})\b)")

    def match(self, start: re.Match[str], text: str, place: int) -> tuple[str, re.Match[str]] | None:
        """The phrase of ``text`` at ``place``, where ``starts`` matched, and the name of its entry."""
        word = {"digit": "#", "named": "Q"}.get(start.lastgroup or "") or start.group()
        for name in self._names[word]:
            pattern = self._compiled.get(name)
            if pattern is None:
                pattern = self._compiled[name] = re.compile(self._sources[name])
            found = pattern.match(text, place)
            if found is not None:
                return name, found
        return None

    @staticmethod
    def read(name: str, text: str, almanac: Almanac) -> Reading:
        """What the phrase ``text`` of entry ``name`` means; ``None`` if nothing can be made of it."""
        if (name, text) not in almanac.readings:
            almanac.readings[name, text] = _read(name, _in_digits(text), almanac)
        return almanac.readings[name, text]


def _read(name: str, text: str, almanac: Almanac) -> Reading:
    if "/" in text and len(_numeric_in(text)) < len(_NUMERIC.findall(text)):
        return None  # 13/31/2020 is no day
    return _READINGS[name](text, almanac)


def _expanded(alternatives: Sequence[str], pieces: dict[str, str]) -> str:
    """Alternatives as written in ``dates.toml``, as one regular expression."""
    parts = _BEHIND.split("|".join(alternatives).replace("’", "['’]"))
    spaced = "".join(
        part if n % 2 else part.replace(" ", r"\s+").replace("~", r"[\s-]+") for n, part in enumerate(parts)
    )
    return _PIECE.sub(lambda match: pieces.get(match[1], match[0]), spaced)


@cache
def grammar() -> Grammar:
    """The shipped grammar, loaded once."""
    return Grammar()
