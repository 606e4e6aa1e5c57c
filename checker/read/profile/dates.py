"""Full dates in running text, and what they date: a period's end, or the day of the call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
CAPITALISED = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)  # a pattern that must not ignore case finds its place much faster
ENDED = re.compile(
    r"\b(?:quarter|three[\s-]months?|(?:six|nine|12|13|14|26|39|52|53)[\s-](?:months?|weeks?)|period|half)\s"
    r"(?:(?:of\s)?(?:fiscal\s(?:year\s)?)?20\d\d,?\s(?:which\s)?|that\s)?(?:ended|ending|end)\s(?:on\s)?\Z"
)
"""What stands before the day on which a period ended, in small letters."""

_DAY = re.compile(rf"(?P<m>{MONTH})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y>20\d\d))?")
_CONTEXT = 100  # characters before a day that say what it is
_YEAR = re.compile(r"20\d\d")
_BEFORE, _BEHIND = 40, 8  # characters of a date on either side of its year, at most
_DATE = re.compile(
    rf"(?i)(?:\b|(?<=call))(?P<m1>{MONTH})\.?\s{{0,2}}(?:the\s)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,3}}(?:of\s)?(?P<y1>20\d\d)\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{MONTH})\.?,?\s(?P<y2>20\d\d)\b"
    r"|\b(?P<y3>20\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
)


def month_number(name: str) -> int:
    """1 to 12 for an English month, long or short."""
    return _MONTHS[name.lower().rstrip(".")]


def days(low: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every day of a month, with or without its year, in a text in small letters, and the words before it.

    The groups of a match are ``m``, ``d`` and ``y``.
    """
    for match in _DAY.finditer(low):
        yield match, low[max(0, match.start() - _CONTEXT) : match.start()]


def dates(text: str) -> Iterator[tuple[int, date]]:
    """Every full date in ``text`` with its offset."""
    end = 0
    for year in _YEAR.finditer(text):
        # Years are soon found; a date is looked for only around one.
        match = _DATE.search(text, max(end, year.start() - _BEFORE), year.end() + _BEHIND)
        if match is None:
            continue
        end = match.end()
        if match["m1"]:
            parts = match["y1"], month_number(match["m1"]), match["d1"]
        elif match["m2"]:
            parts = match["y2"], month_number(match["m2"]), match["d2"]
        else:
            parts = match["y3"], int(match["m3"]), match["d3"]
        try:
            yield match.start(), date(int(parts[0]), parts[1], int(parts[2]))
        except ValueError:
            continue
