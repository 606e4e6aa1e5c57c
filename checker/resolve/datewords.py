"""The grammar of phrases that date things, as a table: how each begins, how it goes on, what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
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

_FOUR = r"(?:199\d|20[0-4]\d)(?![\d%]|[,.]\d)"
_FISCAL = rf"(?:(?:fiscal|financial)(?:\s+year)?|FY)\s*['’]?\s*(?:{_FOUR}(?:\s?[-–/]\s?\d\d\b)?|\d\d\b(?:\s?[-–/]\s?\d\d\b)?)"
_YEAR = rf"(?:{_FISCAL}|(?:calendar\s+(?:year\s+)?)?{_FOUR}|['’]\s?[0-4]\d\b)"
_SAID = r"(?:last|prior|previous|preceding|this|(?:the\s+)?current|next|following)[\s-]+(?:fiscal\s+|financial\s+|calendar\s+)?year|(?:a\s+)?year[\s-]ago|(?:the\s+)?year"
_TAIL = rf"(?:(?:\s*,)?(?:\s*(?:of|in|for))?\s*(?:the\s+)?(?:{_YEAR}|(?:{_SAID})\b(?!['’]s)))?"
_HEAD = rf"(?:(?:{_YEAR}|{_SAID})(?:['’]s)?[\s-]+)?"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_QUARTER = rf"(?:(?:fiscal\s+|calendar\s+)?{_ORDINAL}[\s-]+(?:fiscal\s+|calendar\s+)?quarter|(?:fiscal\s+)?(?:Q\s?[1-4]|[1-4]Q(?:\d\d\b)?)|quarter\s+(?:[1-4]|one|two|three|four)\b)"
_MONTH = (
    r"(?:(?:January|February|(?-i:March)|April|June|July|August|September|October|November|December)"
    r"|(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:(?<=\bin )|(?<=\bof )|(?<=ough )|(?<=ince )|(?<=ring )|(?<=ntil )|(?<=\bto )|(?<=rom )|(?<=nded ))(?-i:May)"
    r"|(?-i:May)(?=\s+(?:\d|of\s+\d|and\s+June|through\s|to\s)))"
)
_DAY = rf"(?:{_MONTH}\s+\d\d?(?:st|nd|rd|th)?(?![\d%]|[.,]\d)(?:\s*,\s*{_FOUR}|\s+{_FOUR})?|\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*{_FOUR})?)"
_COUNT = r"(?:three|six|nine|twelve|3|6|9|12)"

_YEAR_READ = re.compile(
    r"(?i)(?:FY|fiscal|financial|year)\D{0,8}?(?P<from>\d{4}|\d\d)\s?[-–/]\s?(?P<to>\d\d)(?!\d)"
    r"|(?P<four>(?:19|20)\d\d)|['’]\s?(?P<two>\d\d)|(?:FY|fiscal(?:\s+year)?|financial\s+year)\s*(?P<fiscal>\d\d)\b"
    r"|[1-4]Q(?P<glued>\d\d)"
)
_DIGIT_OF_QUARTER = re.compile(r"(?i)Q\s?([1-4])|([1-4])Q|([12])H|H([12])|(\d+)\s?M")
_COUNTED = re.compile(r"(?i)(\w+)[\s-]+(?:(?:fiscal|calendar)\s+)?(?:quarters?|half|months?)\b|(?<=quarter\s)(\w+)")


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


def _months_in(text: str) -> list[int]:
    """The months a phrase names, 1 to 12."""
    words = (word[:3].lower() for word in re.findall(r"[A-Za-z]{3,}", text))
    return [_MONTHS.index(word) + 1 for word in words if word in _MONTHS]


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
    """"Three months ended March 31": the fiscal stretch that ends with the month."""
    pair = almanac.month(_months_in(text)[-1], _year_in(text), None)
    if pair is None:
        return None
    words = text.lower()
    ends = almanac.closing(pair[0]).last_quarter()
    if ends is None:
        return None
    if "quarter" in words or "three" in words or "3 " in words:
        return _dated(both(ends))
    if "six" in words or "6 " in words:
        return _dated(both(ends.to_date())) if ends.number == 2 else None
    if "nine" in words or "9 " in words:
        return _dated(both(ends.to_date())) if ends.number == 3 else None
    return _dated(both(ends.fiscal_year() if ends.number == 4 else trailing(ends.year, ends.number)))


def _to_date(text: str, almanac: Almanac) -> Reading:
    """ "Year to date" is up to the reported quarter, "so far this year" up to the call."""
    if almanac.now is None:
        return None
    if "far" in text.lower():
        return _dated(both(year_to_date(_year_in(text) or almanac.now.year + (almanac.now.number == 4))))
    return _dated(both(almanac.now.to_date()))


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
    return _dated(almanac.month(_months_in(text)[0], _year_in(text), None))


def _month(text: str, almanac: Almanac) -> Reading:
    return _dated(almanac.month(_months_in(text)[0], _year_in(text), _offset_in(text)))


def _month_span(text: str, almanac: Almanac) -> Reading:
    first, last = _months_in(text)[0], _months_in(text)[-1]
    pair = almanac.month(last, _year_in(text), None)
    if pair is None:
        return None

    def stretch(end: Period) -> Period:
        return almanac.calendar.named(span(month(end.year - (first > last), first), end))

    return _dated((stretch(pair[0]), stretch(pair[1])))


def _now(_: str, __: Almanac) -> Reading:
    return replace(_AT, sense="now", back=CALL, ahead=CALL)


# Each production with the words it can begin with: "#" stands for any word that begins with a digit,
# "Q" for one that holds one. Longer phrases first: of those that begin at one word the first wins.
_PRODUCTIONS: tuple[tuple[str, str, str, Callable[[str, Almanac], Reading]], ...] = (
    (
        "ended",
        "three six nine twelve # quarter fiscal full year period",
        rf"(?:{_COUNT}[\s-]+months?|quarter|(?:fiscal\s+|full\s+)?year|period)(?:\s+period)?\s+(?:that\s+)?end(?:ed|ing)\s+(?:on\s+)?(?:{_DAY}|{_MONTH}(?:\s+{_FOUR})?)",
        _ended,
    ),
    (
        "same",
        "same comparable corresponding equivalent this",
        rf"(?:same|comparable|corresponding|equivalent)\s+(?:(?:prior|last|previous)[\s-]year\s+)?(?:quarter|period|time|month|months|three[\s-]months?|half)(?:\s+(?:period|frame))?"
        rf"(?:\s*,?\s*(?:(?:of|in|from|during|for)\s+)?(?:the\s+)?(?:(?:last|prior|previous|preceding)[\s-]+(?:fiscal\s+|financial\s+)?year|(?:a|one)\s+year\s+(?:ago|earlier|before|prior)|year[\s-]ago|year\s+(?:before|earlier)|{_YEAR}))?"
        rf"|this\s+time\s+last\s+year",
        _same,
    ),
    (
        "quarter",
        "# Q first second third fourth quarter fiscal fy financial calendar last prior previous preceding this current next following year",
        rf"{_HEAD}{_QUARTER}(?:\s+ended\s+(?:{_DAY}|{_MONTH}(?:\s+{_FOUR})?)|{_TAIL})",
        _quarter,
    ),
    (
        "year_ago",
        "prior last previous preceding year one two #",
        r"(?:prior|last|previous|preceding)[\s-]+year(?:['’]s)?[\s-]+(?:(?:same|comparable|corresponding)\s+)?(?:quarter|period|three[\s-]months?)"
        r"|year[\s-](?:ago|earlier|before(?!\s+(?:we|they|it|the|our|that|last)\b))(?:\s+(?:quarter|period))?|(?:one|two|2|1)\s+years?\s+(?:ago|earlier|prior|before)",
        _same,
    ),
    (
        "half",
        "# Q first second back latter front fiscal fy financial calendar last prior previous preceding this current next following year",
        rf"{_HEAD}(?:(?:first|second|1st|2nd|back|latter|front)[\s-]+half|[12]H(?:\d\d\b)?|H[12])(?!\s+of\s+(?:the\s+)?(?:quarter|month|{_MONTH}|day|week|decade|century)){_TAIL}",
        _half,
    ),
    (
        "first_months",
        "# first six nine",
        rf"first\s+(?:three|six|nine|twelve|3|6|9|12)\s+months{_TAIL}|first\s+(?:two|three)\s+quarters{_TAIL}"
        rf"|(?:nine|six|9|6)[\s-]months?(?:\s+period)?\s+(?:of\s+)?{_YEAR}|[69]M\s?{_YEAR}|(?:nine|9)[\s-]month(?:s|\s+period)?\b",
        _first_months,
    ),
    (
        "to_date",
        "year ytd so thus this",
        rf"year[\s-]+to[\s-]+date|YTD|(?:so|thus)\s+far\s+(?:in\s+)?(?:(?:this|the\s+current)\s+(?:fiscal\s+|calendar\s+)?year|(?:fiscal\s+)?{_FOUR})|this\s+year\s+(?:so|thus)\s+far",
        _to_date,
    ),
    (
        "quarter_to_date",
        "quarter so thus",
        r"quarter[\s-]+to[\s-]+date|(?:so|thus)\s+far\s+(?:in\s+)?(?:this|the\s+current)\s+quarter",
        _quarter_to_date,
    ),
    (
        "trailing",
        "trailing last past rolling preceding previous ttm ltm",
        r"(?:trailing|last|past|rolling|preceding|previous)[\s-]+(?:twelve|12)[\s-]+months?|TTM|LTM|(?:trailing|last|past|rolling)[\s-]+(?:four|4)[\s-]+quarters?",
        _trailing,
    ),
    (
        "year_on_year",
        "year y yoy two annually annual straight consecutive #",
        r"year[\s-]+(?:over|on|to)[\s-]+year|year[\s-]+over[\s-]+(?:the[\s-]+)?prior[\s-]+year|y[\s-]?o[\s-]?y|y/y|(?:two|2)[\s-]year[\s-]stack(?:ed)?"
        r"|annually|annual(?=\s+(?:growth|increase|decline|decrease|and\s+sequential)\b)|(?:straight|consecutive)\s+year",
        _year_on_year,
    ),
    (
        "sequential",
        "quarter q qoq sequential sequentially linked",
        r"quarter[\s-]+(?:over|on|by)[\s-]+quarter(?!\s+changes?\b)|q[\s-]?o[\s-]?q|q/q|sequential(?:ly)?|linked[\s-]+quarter",
        _sequential,
    ),
    (
        "prior_quarter",
        "prior previous preceding last quarter",
        r"(?:prior|previous|preceding)[\s-]+quarter|(?<!\bthe )last\s+quarter(?!\s+of\b)|quarter\s+ago",
        _prior_quarter,
    ),
    (
        "this_quarter",
        "this current next coming upcoming following last quarter",
        r"(?:this|current|next|coming|upcoming|following|(?<=\bthe )last)\s+(?:fiscal\s+)?quarter(?!\s+of\b)"
        r"|(?:(?<=\bthe )|(?<=\bour ))quarter(?!\s+(?:of\s+a|over|on|to)\b)|quarter(?=[\s-]end\b)",
        _this_quarter,
    ),
    (
        "rest_of_year",
        "rest remainder balance remaining",
        rf"(?:rest|remainder|balance|remaining\s+(?:part|months|quarters|three\s+quarters|two\s+quarters))\s+of\s+(?:the\s+|this\s+)?(?:fiscal\s+|calendar\s+)?(?:year|{_YEAR})",
        _rest_of_year,
    ),
    (
        "year_end",
        "# fiscal fy financial calendar year",
        rf"(?:{_YEAR}[\s-]+)?(?:fiscal\s+)?year[\s-]?end\b(?:\s+(?:of\s+)?{_YEAR})?",
        _year_end,
    ),
    (
        "years",
        "# fiscal fy financial calendar through",
        rf"{_YEAR}\s*(?:to|through|until|and|or|&|/|[-–])\s*{_YEAR}|through\s+(?:the\s+end\s+of\s+)?{_YEAR}",
        _years,
    ),
    (
        "full_year",
        "# full fiscal fy financial calendar whole entire this current next year",
        rf"full[\s-]+(?:fiscal\s+|financial\s+)?years?(?:['’]s)?(?:\s+(?:of\s+)?{_YEAR})?|{_YEAR}\s+full[\s-]+year|(?:whole|entire)\s+year"
        r"|(?:this|current|next)\s+(?:fiscal\s+|financial\s+|calendar\s+)?year"
        r"|(?:(?<=\bfor the )|(?<=\bin the )|(?<=\bof the )|(?<=ring the )|(?<=\bby the )|(?<=nded the )|(?<=shed the ))(?:fiscal\s+)?year(?!\w|[\s-]+(?:ago|earlier|before|over|on|end))",
        _year,
    ),
    (
        "last_year",
        "last prior previous preceding",
        r"(?:last|prior|previous|preceding)[\s-]+(?:fiscal\s+|financial\s+|full\s+|calendar\s+)?year",
        _same,
    ),
    (
        "month_span",
        "months",
        rf"{_MONTH}\s*(?:to|through|until|and|[-–])\s*{_MONTH}(?:\s+(?:of\s+)?{_FOUR})?",
        _month_span,
    ),
    ("day", "# months", _DAY, _day),
    (
        "month",
        "months",
        rf"{_MONTH}(?:\s*,?\s*(?:of\s+)?(?:{_FOUR}|['’]\d\d\b|(?:last|this|next)\s+year))?",
        _month,
    ),
    ("year", "# fiscal fy financial calendar", _YEAR, _year),
    (
        "now",
        "now today this date current currently presently present right so thus",
        r"(?<=\bof )now|(?:now(?!\s*,|\s+(?:let|turning|moving|looking|shifting|onto|if|for|on|to|as|in|i)\b)|today)(?![’'])|(?<=of )this\s+(?:morning|call)|current(?=\s+(?:rate|level))|currently|presently|(?<=\bat )present"
        r"|this\s+(?:point|stage|moment)(?:\s+in\s+time)?|right\s+now|(?:so|thus)\s+far|(?<=\bto )date",
        _now,
    ),
)

READERS = {name: reader for name, _, _, reader in _PRODUCTIONS}
def _by_word() -> dict[str, re.Pattern[str]]:
    """For each word a phrase can begin with, the productions that can begin with it as one pattern."""
    words: dict[str, list[str]] = {}
    for name, starts, pattern, _ in _PRODUCTIONS:
        for word in starts.split():
            names = _MONTH_WORDS if word == "months" else (word,)
            for each_name in names:
                words.setdefault(each_name, []).append(f"(?P<{name}>{pattern})")
    compiled: dict[str, re.Pattern[str]] = {}
    return {
        word: compiled.setdefault(joined, re.compile(joined))
        for word, joined in ((word, "(?i)(?:" + "|".join(parts) + r")(?!\w)") for word, parts in words.items())
    }


_MONTH_WORDS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
BY_WORD = _by_word()


def _starts() -> re.Pattern[str]:
    """Every word a phrase can begin with, grouped by first letter: one pass over the text finds them all."""
    letters: dict[str, list[str]] = {}
    for word in sorted(BY_WORD, key=len, reverse=True):
        if word.isalpha() and word != "Q":
            letters.setdefault(word[0], []).append(word[1:])
    words = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(letters.items()))
    return re.compile(rf"\b(?:(?P<digit>\d)|(?P<named>q[1-4]|fy\d|h[12])|(?:{words})\b)")


START = _starts()
