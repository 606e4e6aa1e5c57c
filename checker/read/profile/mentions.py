"""Every quarter and year that a text names, with the year beside it and what it is named for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from checker.model import Struct

Sense = Literal["title", "plain", "comparison", "outlook"]

# The letter that every quarter has is looked for first, and then what stands around it.
_Q = re.compile(r"[Qq](?:uarter|UARTER|\s?(?P<behind>[1-4])(?![\d.,]\d|\d|%)|(?![A-Za-z]))")
_ORDINAL = re.compile(
    r"(?P<word>[Ff]irst|FIRST|[Ss]econd|SECOND|[Tt]hird|THIRD|[Ff]ourth|FOURTH|1st|2nd|3rd|4th)"
    r"[\s-](?:[Ff]iscal[\s-]|FISCAL\s)?\Z"
)
_DIGIT = re.compile(r"\b(?P<n>[1-4])\s?\Z")
_NUMBERS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
# A year behind a quarter: "of fiscal year 2021", "and full year 2020", "FY '25", "'21", "21", "FY25".
_BEHIND = re.compile(
    r"(?i)(?:['’]s)?"
    r"(?:[\s,]{1,2}(?:and|&)\s(?:the\s|our\s)?(?:full[\s-]|fiscal[\s-]|first[\s-]|twelve[\s-]|year[\s-]end[\s-]|\d{1,2}[\s-])*"
    r"(?:fiscal\s)?(?:years?|half|nine[\s-]months?|six[\s-]months?|months?|9m|h1|year[\s-]end))?"
    r"(?:\s(?:results|earnings))?[\s,-]{0,2}(?:of\s|for\s|in\s)?(?:the\s|our\s|its\s|calendar\s)?(?:fiscal|financial|year|\s|,|FY)*"
    r"(?:(?P<full>20\d\d)\b|['’‘`]\s?(?P<apostrophe>\d\d)\b|(?<=FY)\s?(?P<fy>\d\d)\b"
    r"|twenty[\s-]?(?P<spelled>(?:nineteen|twenty(?:[\s-]?(?:one|two|three|four|five|six|seven|eight|nine))?)))"
)
_SPELLED = {"nineteen": 2019, "twenty": 2020} | {
    f"twenty{word}": 2021 + number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
}
_GLUED = re.compile(
    r"(?i)\s?-?(?:FY)?['’‘`]?(?:20)?(?P<short>[12]\d)\b(?![.,]?\d|\s?(?:%|percent|million|billion|bps))"
)
# A year before a quarter: "fiscal 2021 second quarter", "fiscal year 2024's fourth quarter".
_AHEAD = re.compile(
    r"(?i)(?:\b(?P<full>20\d\d)|['’‘`](?P<apostrophe>\d\d)|\bFY\s?['’‘`]?(?P<fy>\d\d))(?:['’]s)?,?"
    r"\s(?:year[\s-]end and\s|full[\s-]year and\s|fiscal\s|financial\s|year\s|year-end\s|annual and\s)*\Z"
)
# What stands before a period, in small letters.
_COMPARES = re.compile(
    r"\b(?:compar\w+|versus|vs\.?|from|over|against|relative|than|prior|last year['’]?s?|"
    r"year[\s-]ago|ahead of|since|"
    r"unlike|same|below|above|exceed\w*|levels? (?:of|in)|back in)(?:\s(?:to|with|the|our|"
    r"its|that|of|in|a|very|strong|record|same|"
    r"prior|year|year['’]s|period|levels?|results|quarter|and|reported|adjusted|\$?[\d.,]+%?|million|billion|percent|per|share|cents)){0,8}\s?\Z"
)
_EXPECTS = re.compile(
    r"\b(?:expect\w*|guid\w+|outlook|anticipat\w+|forecast\w*|project\w*|look(?:ing)? "
    r"(?:ahead|to|into|forward)|"
    r"heading into|going into|move into|moving into|turning to|beginning in|starting in|"
    r"upcoming|next|will|should|plan\w*|estimat\w+|target(?:s|ed|ing)?|assum\w+|"
    r"through|until|beyond|into|due in|matur\w+|late|early|mid|end of)\b[^.;?!\n]{0,70}\Z"
)
_TITLE_BEFORE = re.compile(
    r"\b(?:welcome|results?|earnings|call|report\w*|announc\w+|discuss\w*|review\w*|transcript|webcast|conference)\b[^.;?!\n]{0,70}\Z"
)
_TITLE_AFTER = re.compile(
    r"(?i)[^.;?!\n]{0,60}?\b(?:earnings (?:conference |call|release|results|webcast|"
    r"presentation|announcement|teleconference|press)|results?\b|"
    r"conference|call\b|webcast|teleconference|financial (?:and|results)|investor|quarterly)"
)
_FIRST_LINE = 120  # characters: a longer first line is no title
_FIELD = re.compile(r"\b(?:quarter|period)[*_ ]{0,4}:[*_ ]{0,4}\Z")
_ANNOUNCES = re.compile(
    r"(?i)(?:\s[\w&'’,-]{1,15}){0,5}?\s(?:earnings|results|conference|investor)\s(?:[\w&-]{1,15}\s){0,3}(?:call|webcast|teleconference|presentation)\b"
)
_GUIDES = re.compile(
    r"(?i)\s(?:\w+\s){0,3}(?:guidance|outlook|expectations?|forecasts?|assumptions?|range)\b"
)
# "as I mentioned on our first quarter call" speaks of another day.
_REFERS = re.compile(
    r"\b(?:mentioned|discussed|said|noted|spoke|outlined|shared|told|announced|laid out|"
    r"talked|described|communicated|"
    r"highlighted|indicated|last|since|previous|prior)\b[^.;?!\n]{0,50}\b(?:on|in|at|during|since|from|with|of)\s(?:our|the|my)\s(?:[\w’']+\s){0,3}\Z"
)
_PER_SHARE = re.compile(r"(?i)per share|\beps\b")
# What must not stand before is looked at behind the first letters, by which a search finds its place faster.
_YEAR = re.compile(
    r"20[012]\d(?<![\w$.,-]\d{4})\b(?![,.]\d|%|\s(?:stores|employees|people|basis))"
    r"|FY(?<!\wFY)\s?['’‘]?([12]\d)\b|fiscal(?<!\wfiscal)\s?['’‘]?([12]\d)\b"
)


class Mention(Struct, frozen=True, kw_only=True):
    """A quarter or year as named; ``number`` is 0 for a year alone, ``year`` ``None`` for a bare quarter."""

    start: int
    end: int
    number: int
    year: int | None
    sense: Sense


def quarters(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Every quarter that ``text`` names between the offsets, in reading order."""
    for q in _Q.finditer(text, start, len(text) if end is None else end):
        named = _quarter(text, start, q)
        if named is None:
            continue
        number, first, last, spelled = named
        behind = _BEHIND.match(text, last, last + 90)
        if not behind and not spelled:
            behind = _GLUED.match(text, last, last + 30)
        ahead = None if behind else _AHEAD.search(text, max(0, first - 40), first)
        found = behind or ahead
        first = ahead.start() if ahead else first
        last = behind.end() if behind else last
        yield Mention(
            start=first,
            end=last,
            number=number,
            year=_year(found) if found else None,
            sense=sense(text, first, last),
        )


def _quarter(text: str, start: int, q: re.Match[str]) -> tuple[int, int, int, bool] | None:
    """Number, start and end of the quarter whose Q was found, and whether it is spelled out."""
    at = q.start()
    if q[0][1:].isalpha():
        ordinal = _ORDINAL.search(text, max(start, at - 15), at)
        return (_NUMBERS[ordinal["word"].lower()], ordinal.start(), q.end(), True) if ordinal else None
    digit = _DIGIT.search(text, max(start, at - 2), at)
    if digit and not text[at + 1 : at + 2].isalpha():
        return int(digit["n"]), digit.start(), at + 1, False
    if q["behind"] and not (at and (text[at - 1].isalnum() or text[at - 1] == "_")):
        return int(q["behind"]), at, q.end(), False
    return None


def years(text: str) -> Iterator[Mention]:
    """Every year that ``text`` names, beside a quarter or alone."""
    for match in _YEAR.finditer(text):
        short = match[1] or match[2]
        year = 2000 + int(short) if short else int(match[0])
        meant = sense(text, match.start(), match.end())
        yield Mention(start=match.start(), end=match.end(), number=0, year=year, sense=meant)


def _year(match: re.Match[str]) -> int:
    digits = next(value for value in match.groups() if value)
    if digits[0].isalpha():
        return _SPELLED[digits.lower().replace(" ", "").replace("-", "")]
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def sense(text: str, start: int, end: int) -> Sense:
    """What the period between the offsets is named for, judged by the words before and behind it."""
    before = text[max(0, start - 90) : start].lower()
    if _FIELD.search(before) or (start < _FIRST_LINE and _titles(text, start)):
        return "title"
    if _ANNOUNCES.match(text, end, end + 90):
        return "plain" if _REFERS.search(before) else "title"
    if _COMPARES.search(before):
        return "comparison"
    if _EXPECTS.search(before) or _GUIDES.match(text, end, end + 50):
        return "outlook"
    after = _TITLE_AFTER.match(text, end, end + 90)
    if after and not _PER_SHARE.search(after[0]):
        return "plain" if _REFERS.search(before) else "title"
    titled = _TITLE_BEFORE.search(before)
    if titled and not _PER_SHARE.search(titled[0]):
        return "title"
    return "plain"


def _titles(text: str, start: int) -> bool:
    """Whether the offset stands in a first line that is a title: short and no sentence."""
    if "\n" in text[:start].strip():
        return False
    end = text.find("\n", start)
    line = text[: end if end >= 0 else len(text)].strip()
    return len(line) <= _FIRST_LINE and not line.endswith((".", "?", "!"))
