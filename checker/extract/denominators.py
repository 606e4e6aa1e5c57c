"""Unit prices: an amount "per diluted share", "a barrel", or under "cost per user" earlier in the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker import units
from checker.extract.part import ONE, Part

_ADJECTIVES = r"(?:(?:fully|diluted|basic|common|ordinary|adjusted|gaap|non-gaap|class\s[abc]|american|depositary|outstanding|average|weighted|equity|unrestricted|net|new|active|paying|metric|produced|sold|incremental|retail|wholesale|occupied|available|gross|boe|million)[\s-]){0,4}"
_BEHIND = re.compile(
    rf"\s?(?:/|(?:,\s)?(?:per|a|an|each)\s){_ADJECTIVES}([a-z][a-z-]{{1,24}})(?:\s(foot|feet|meter|hour|ton|mile|day))?(?![a-z])"
)
_EACH = re.compile(r"\s?(?:/|per\s)")
_SHARES = frozenset("share shares ads adss adr unit".split())
_THINGS = re.compile(
    r"(?:(?<![a-z])per\s|/)" + _ADJECTIVES + r"([a-z][a-z-]{2,20})(?:\s(foot|hour|ton|mile|day))?(?![a-z])"
)
_TIMES = frozenset("day week month quarter year annum hour minute night".split())
_ARTICLE_NOUNS = frozenset(
    "share barrel ton tonne gallon unit pound ounce bushel day night month mcf mmbtu boe bbl piece acre subscriber line".split()
)
_PER_SHARE = re.compile(
    r"(?:(?<![a-z])eps(?![a-z])|per(?:\s[a-z-]{2,12}){0,4}\s(?:share|ads|unit)(?![a-z])|dividends?|distribution|earnings per|ffo|affo)"
)
_DIVIDEND_TOTAL = re.compile(r"million|billion")
_SENTENCE = re.compile(r"[.?!]\s|\n\n")
_SYNONYMS = {
    "ads": "ads",
    "adss": "ads",
    "adr": "ads",
    "shares": "share",
    "bbl": "barrel",
    "boe": "barrel_oil_equivalent",
    "annum": "year",
    "feet": "foot",
}
_NOT_THINGS = frozenset(
    "the a an this that our basis cent se capita day-to-day record quarter year month share-".split()
)
_CHANGE_WORDS = frozenset("the same our their its new one all".split())
_WINDOW = 220


def read(lower: str, parts: Sequence[Part]) -> None:
    """Give money its denominator where the clause has one."""
    since_share = -10_000
    for index, part in enumerate(parts):
        if part.left_out or not units.is_currency(part.unit):
            continue
        thing = _behind(lower, part)
        if not thing:
            follower = parts[index + 1] if index + 1 < len(parts) else None
            thing = _clause(lower, part, follower) if part.scale == ONE else ""
            if not thing and part.scale == ONE and _cents(part) and part.start - since_share < _WINDOW:
                thing = "share"
            if not thing and part.scale == ONE and _cents(part) and _near(lower, part):
                thing = "share"
        if thing:
            part.unit = f"{part.unit}/{thing}"
            part.trace.append(f"per {thing}")
            if thing == "share":
                since_share = part.end


def _cents(part: Part) -> bool:
    """An amount said to the cent, which only unit prices are."""
    return part.low_step < ONE and abs(part.high) < 1000


def _behind(lower: str, part: Part) -> str:
    found = _BEHIND.match(lower, part.end)
    if not found:
        return ""
    written = found.group()
    noun, extra = found.groups()
    per = _EACH.match(written) is not None
    if noun == "square" and extra:
        noun = "square_foot" if extra in ("foot", "feet") else f"square_{extra}"
    elif extra:
        noun = f"{noun}_{extra}" if noun in ("megawatt", "kilowatt", "gigawatt", "short", "metric") else noun
    if not per and noun not in _ARTICLE_NOUNS:
        return ""
    if noun in _TIMES and part.scale > ONE:
        return ""
    if (
        noun in ("the", "our", "se", "capita", "a", "this", "their", "year", "quarter", "annum")
        and noun not in _TIMES
    ):
        return ""
    if noun in ("year", "quarter", "annum", "month", "week") and part.high >= 10_000:
        return ""
    return _SYNONYMS.get(noun, _singular(noun))


def _singular(noun: str) -> str:
    return (
        noun[:-1]
        if noun.endswith("s") and not noun.endswith(("ss", "us", "bus", "gas"))
        else noun.replace("-", "_")
    )


def _clause(lower: str, part: Part, follower: Part | None) -> str:
    """ "Cost per user was RMB217": the denominator named before the amount in the same clause."""
    begin = max(0, part.start - _WINDOW)
    for stop in _SENTENCE.finditer(lower, begin, part.start):
        begin = stop.end()
    sentence = lower[begin : part.start]
    things = list(_THINGS.finditer(sentence))
    found = things[-1] if things else None
    if not found or found[1] in _NOT_THINGS or found[1] in _TIMES:
        return ""
    if found[1] in ("share", "ads", "adss", "unit") and not _cents(part) and part.high > 1000:
        return ""
    noun = found[1]
    if noun == "square" and found[2]:
        noun = "square_foot"
    elif found[2] and noun in ("megawatt", "kilowatt", "metric", "short"):
        noun = f"{noun}_{found[2]}"
    return _SYNONYMS.get(noun, _singular(noun))


def _near(lower: str, part: Part) -> bool:
    begin = max(0, part.start - _WINDOW)
    for stop in _SENTENCE.finditer(lower, begin, part.start):
        begin = stop.end()
    end = min(len(lower), part.end + 50)
    stop = _SENTENCE.search(lower, part.end, end)
    return bool(_PER_SHARE.search(lower, begin, stop.start() if stop else end))
