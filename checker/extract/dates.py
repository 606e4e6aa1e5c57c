"""Calendar dates, clock times and years: what is dated, never what is counted."""

from __future__ import annotations

import re
from functools import cache

from checker.extract.part import Part
from checker.units import data

UNITISH = re.compile(
    r"\s?(?:%|percent|per\scent|basis\spoints?|million|billion|trillion|x\b|times|crore|lakh|bps)"
)

_CLOCK = re.compile(
    r":\d{2}|\s?(?:[ap]\.?m\.?(?![a-z])|o'?clock"
    r"|(?:eastern|pacific|central|et|est|edt|pt|ct|gmt|ist|cet|hkt|bst)(?![a-z]))"
)
_SPOKEN_CLOCK = re.compile(r"\s?(?:[ap]\.m|[ap]m\b|o'?clock)")
_CLOCK_BEFORE = re.compile(r"\d:$")
_SLASHED = re.compile(r"(?:/|\s/\s(?=\d{1,2}\s/\s\d))\d{1,4}(?:/\d{2,4})?")
_FRACTION = re.compile(r"(?<![\d/])(?:(?:1/[2345]|2/[35]|3/[45])(?=\sof\s)|[1-9]0/[1-9]0)(?!\d|/)")
_ISO = re.compile(r"-\d{1,2}-\d{1,2}(?!\d)")
_ISO_BEFORE = re.compile(r"(?:19|20)\d\d-(?:\d{1,2}-)?$")
_DAY_LIST = re.compile(
    r"([a-z]{3,9})\.?\s(?:\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:-|–|,|to|and|or|through)\s?)){1,2}(?:the\s)?$"
)
_OF_MONTH = re.compile(r"(?:st|nd|rd|th)?\s(?:of\s)?([a-z]{3,9})\b(,?\s20\d\d)?")
_DAY_OF_YEAR = re.compile(r",\s(?:19|20)\d\d(?![\d.,]?\d|\s?%)")  # "at 31, 2020": the month is lost
_WORDS_TOO = ("may", "march", "mar")  # months that are words of their own

_YEAR_MARK = re.compile(r"['’‘]\s?$")
_YEAR_MARK_BEHIND = re.compile(r"['’](?![a-z0-9])")
_NAMED_YEAR = re.compile(r"(?:fiscal\s['’]?|fy[\s-]?['’]?|calendar\s|cy\s?)$")
_SHORT_YEAR = re.compile(
    r"(?<![a-z])(?:(?:half|quarter|end|beginning|start|rest|balance|remainder|part|all|out|outlook"
    r"|q[1-4]|h[12]"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s(?:of\s|into\s|in\s)?"
    r"|(?:in|into|during|throughout|exiting|exit|entering|mid|late|early|vs\.?|versus)\s(?:early\s"
    r"|late\s|mid\s)?)['’]?$"
)
_QUARTER_OF = re.compile(
    r"(?<![a-z])(?:(?:first|second|third|fourth|back|last)\s(?:quarter|half)|q[1-4]|h[12])\s(?:of\s)?$"
)
_LEVELS_OF = re.compile(r"\s(?:booking\s|sales\s|pre-?pandemic\s|pre-?covid\s)?levels?(?![a-z])")
_AFTER_YEAR = re.compile(
    r"\s?(?:[.,;:?!)]|$)|\s(?:and|we|that|is|will|as|versus|vs|later|to|or|i|it|but|so|you|when|with|because"
    r"|which|than|was|they|the|on|if|where|would|should|for|at|from)(?![a-z])"
)
_CLIPPED_BEFORE = re.compile(  # a year that a recogniser cut short: "in the second half of 202."
    r"(?<![a-z])(?:in|of|by|for|from|through|into|until|quarter|half|end|q[1-4]|two|one|three|four|fiscal|year"
    r"|20\d\d\s(?:and|to)"
    r"|period|june"
    r"|july|may|(?:st|nd|rd|th)|\d),?\s(?:all\sof\s)?$"
)
_CLOSED = re.compile(r"\s?(?:[.,;?!)]|$)")
_MEASURED = re.compile(r"\s(?:megawatt|mw|square|barrel|ton|employees)")
_DATING = re.compile(
    r"(?:in|fiscal|year|since|of|from|to|for|by|through|late|early|mid|and|versus|vs|the|our|year-end"
    r"|during|until"
    r"|full-year)[\s-]$"
)


@cache
def _months() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    table = data("exclusions")
    months = frozenset(table["months"])
    spelled = "|".join(sorted(months, key=len, reverse=True))
    counted = "|".join(sorted(table["counted"], key=len, reverse=True))
    return (
        months,
        re.compile(rf"(?<![a-z])(?:{spelled})\.?\s(?:the\s)?$"),
        re.compile(rf"\s(?:[a-z-]{{2,16}}\s){{0,2}}(?:{counted})(?![a-z])"),
    )


def counted(behind: str) -> bool:
    """True before a plural that can only be counted ("2000 stores", "20 new branches")."""
    return bool(_months()[2].match(behind))


def clock(part: Part, before: str, behind: str) -> bool:
    """ "8:30", "5 p.m.", "nine o'clock"."""
    if part.form == "words":
        return bool(_SPOKEN_CLOCK.match(behind))
    return bool(_CLOCK.match(behind) or (before.endswith(":") and _CLOCK_BEFORE.search(before)))


def fraction(lower: str, part: Part) -> bool:
    """ "2/3 of", "60/40", which are no dates."""
    start = part.start
    slash = lower.rfind("/", max(0, start - 2), start)
    return bool(
        _FRACTION.match(lower, start)
        or (slash > 0 and _FRACTION.search(lower, max(0, slash - 2), part.end + 4))
    )


def date(part: Part, before: str, behind: str) -> bool:
    """ "June 30", "30 June 2021", "6/30/2021", "2021-06-30"."""
    if part.form == "digits":
        if _SLASHED.match(behind):
            return True
        if before.endswith("/") and before[-2:-1].isdigit():
            return True
        if _ISO.match(behind) or (part.low <= 31 and _ISO_BEFORE.search(before)):
            return True
    if not 0 < part.low <= 31:
        return False
    months, month_before, _ = _months()
    if month_before.search(before):
        return not UNITISH.match(behind)
    if part.form != "digits":
        return False
    listed = _DAY_LIST.search(before)
    if listed and listed[1] in months:
        return not UNITISH.match(behind)
    if _DAY_OF_YEAR.match(behind):
        return True
    follows = _OF_MONTH.match(behind)
    return bool(follows and follows[1] in months and (follows[1] not in _WORDS_TOO or follows[2]))


def marked_year(text: str, lower: str, part: Part) -> bool:
    """ "'22", "' 22" and "22'"."""
    start, end = part.start, part.end
    if part.low >= 100 or end - start != 2:
        return False
    return bool(_YEAR_MARK.search(text, max(0, start - 2), start) or _YEAR_MARK_BEHIND.match(lower, end))


def year(part: Part, written: str, before: str, behind: str) -> bool:
    """A year in four digits, in two where the words around date it, or cut short by a recogniser."""
    if part.low < 100 and _NAMED_YEAR.search(before):
        return not UNITISH.match(behind)
    if 15 <= part.low <= 35 and part.form == "digits" and not UNITISH.match(behind):
        if _QUARTER_OF.search(before) or _LEVELS_OF.match(behind):
            return True
        return bool(_SHORT_YEAR.search(before) and _AFTER_YEAR.match(behind))
    if 199 <= part.low <= 205 and part.form == "digits":
        return bool(_CLIPPED_BEFORE.search(before) and _CLOSED.match(behind))
    if not 1900 <= part.low < 2100 or "," in written:
        return False
    if UNITISH.match(behind) or _MEASURED.match(behind):
        return False
    return bool(_DATING.search(before)) or not counted(behind)
