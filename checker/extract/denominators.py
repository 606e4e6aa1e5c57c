"""Unit prices: an amount "per diluted share", "a barrel", or under "cost per user" earlier in the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checker import units
from checker.extract.part import ONE, Part

_COMPOUND = r"(?:\s(foot|feet|meter|hour|ton|mile|day))?(?![a-z])"
_THINGS = re.compile(r"\s(?:(?:of|in)\s)?(?:[a-z][a-z'’&-]{2,16}\s){1,4}?(?=per\s)")
_PER = re.compile(r"\s?(?:/|per\s)")
_PER_SHARE = re.compile(
    r"(?<![a-z])(?:eps|dividends?|distribution|earnings per|a?ffo)(?![a-z])"
    r"|per(?:\s[a-z-]{2,12}){0,4}\s(?:share|ads|unit)(?![a-z])"
)
_COMPOUNDED = ("megawatt", "kilowatt", "gigawatt", "short", "metric")
_SENTENCE = re.compile(r"[.?!]\s|\n\n")
_WINDOW = 220
_LARGE = 10_000  # an amount of money from here on is no price for a week or a year


class _Lexicon(NamedTuple):
    behind: re.Pattern[str]
    before: re.Pattern[str]
    articled: frozenset[str]
    times: frozenset[str]
    none: frozenset[str]
    names: dict[str, str]


@cache
def _lexicon() -> _Lexicon:
    table = units.data("denominators")
    between = "|".join(re.escape(word).replace("\\ ", r"\s") for word in table["between"])
    adjectives = rf"(?:(?:{between})[\s-]){{0,4}}"
    return _Lexicon(
        re.compile(rf"\s?(?:/|(?:,\s)?(?:per|a|an|each)\s){adjectives}([a-z][a-z-]{{1,24}}){_COMPOUND}"),
        re.compile(rf"(?:(?<![a-z])per\s|/){adjectives}([a-z][a-z-]{{2,20}}){_COMPOUND}"),
        frozenset(table["articled"]),
        frozenset(table["times"]),
        frozenset(table["none"]),
        table["names"],
    )


def read(lower: str, parts: Sequence[Part]) -> None:
    """Give money its denominator where the clause has one."""
    since_share = -_LARGE
    for part in parts:
        if not units.is_currency(part.unit):
            continue
        thing = _behind(lower, part)
        if not thing and part.scale == ONE:
            thing = _of_things(lower, part) or _clause(lower, part)
            if not thing and _to_the_cent(part):
                shared = part.start - since_share < _WINDOW or _near(lower, part)
                thing = "share" if shared else ""
        if thing:
            part.unit = f"{part.unit}/{thing}"
            part.trace.append(f"per {thing}")
            if thing == "share":
                since_share = part.end


def _to_the_cent(part: Part) -> bool:
    """An amount said to the cent, which only unit prices are."""
    return part.low_step < ONE and abs(part.high) < 1000


def _behind(lower: str, part: Part, at: int = 0) -> str:
    """ "$2.09 per diluted share", "$65 a barrel", "$25,000/day"; what is priced may stand up to ``at``."""
    lexicon = _lexicon()
    found = lexicon.behind.match(lower, at or part.end)
    if not found:
        return ""
    noun = found[1]
    if not _PER.match(found.group()) and noun not in lexicon.articled:
        return ""
    if noun in lexicon.times:
        if part.scale > ONE or (noun not in ("day", "hour", "night") and part.high >= _LARGE):
            return ""
    elif noun in lexicon.none:
        return ""
    return _named(noun, found[2])


def _of_things(lower: str, part: Part) -> str:
    """ "$33 in book value per share", "$4,000 sales per square foot"."""
    found = _THINGS.match(lower, part.end)
    return _behind(lower, part, found.end()) if found else ""


def _named(noun: str, compound: str | None) -> str:
    if noun == "square" and compound:
        return "square_foot" if compound in ("foot", "feet") else f"square_{compound}"
    if compound and noun in _COMPOUNDED:
        return f"{noun}_{compound}"
    known = _lexicon().names.get(noun)
    if known:
        return known
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "gas"))
    return (noun[:-1] if plural else noun).replace("-", "_")


def _clause(lower: str, part: Part) -> str:
    """ "Cost per user was RMB217": the denominator named before the amount in the same sentence."""
    lexicon = _lexicon()
    begin = _sentence_start(lower, part)
    if " per " not in lower[begin : part.start] and "/" not in lower[begin : part.start]:
        return ""
    things = list(lexicon.before.finditer(lower, begin, part.start))
    if not things:
        return ""
    noun = things[-1][1]
    if noun in lexicon.none or noun in lexicon.times:
        return ""
    if noun in ("share", "ads", "adss", "unit") and part.high > 1000:
        return ""
    return _named(noun, things[-1][2])


def _sentence_start(lower: str, part: Part) -> int:
    begin = max(0, part.start - _WINDOW)
    for stop in _SENTENCE.finditer(lower, begin, part.start):
        begin = stop.end()
    return begin


def _near(lower: str, part: Part) -> bool:
    """True where the sentence speaks of earnings or dividends a share."""
    end = min(len(lower), part.end + 50)
    stop = _SENTENCE.search(lower, part.end, end)
    return bool(_PER_SHARE.search(lower, _sentence_start(lower, part), stop.start() if stop else end))
