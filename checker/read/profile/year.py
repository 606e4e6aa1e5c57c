"""The fiscal year of a known quarter, weighed from every year that a text names.

A year beside the quarter reported is mostly that year or the one before, a year in an outlook mostly
that year or the next. How mostly is counted in ``years.toml``; here it is added up (naive Bayes), each
further mention of the same kind counting less, because a speaker who compares with 2019 does so often.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from math import isqrt

from checker.read.profile.dates import MONTH
from checker.read.profile.mentions import Mention

_FAR = 3  # years away from which all are alike
_OFTEN = 20  # a year named oftener says no more
_SURE = 15  # by how much, in tenths of the logarithm of the odds, the best year must lead
_CALLED = 40  # what the date of the call tells, in the same measure
_PLACES = ("same", "next", "across", "before")
_KINDS = {
    "dated": rf"\b{MONTH}\.?,?(?:\s\d{{1,2}}(?:st|nd|rd|th)?,?)?\s(?:of\s)?",
    "annual": r"\b(?:full[\s-]year|fiscal(?:\syear)?|annual|year[\s-]end|end\sof|entire)\s"
    r"(?:(?:for|in|of|the)\s){0,3}",
    "half": r"\b(?:half|months|rest|remainder|balance)\sof\s",
}
_KIND = {name: re.compile(rf"(?i){words}\Z") for name, words in _KINDS.items()}


@cache
def _table() -> dict[str, dict[str, list[int]]]:
    return tomllib.loads((files("checker") / "data" / "years.toml").read_text(encoding="utf-8"))


def fiscal_year(
    text: str,
    named: Sequence[Mention],
    alone: Sequence[Mention],
    number: int,
    *,
    called: date | None,
    calendar: bool,
) -> int | None:
    """The year of quarter ``number`` that fits best with the years ``named`` beside quarters and ``alone``.

    ``called`` is the day of the call, ``calendar`` says that fiscal years are calendar years as far as is
    known. ``None`` if two years fit about as well.
    """
    heard: Counter[tuple[str, str, int]] = Counter()
    for mention in named:
        if mention.year is not None:
            place = (mention.number - number) % 4
            turned = place == 1 and number == 4, place == 3 and number == 1
            heard[_PLACES[place], mention.sense, mention.year - turned[0] + turned[1]] += 1
    beside = {mention.end for mention in named}
    part = {1: "_first", 4: "_last"}.get(number, "")
    for mention in alone:
        if mention.year is not None and mention.end not in beside:
            heard[_kind(text, mention) + part, mention.sense, mention.year] += 1
    ranked = _weigh(heard, called, number, calendar).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _SURE):
        return None
    return ranked[0][0]


def _weigh(
    heard: Counter[tuple[str, str, int]], called: date | None, number: int, calendar: bool
) -> Counter[int]:
    """What speaks for each year near those that were heard."""
    weights: Counter[int] = Counter()
    candidates = {year + off for _, _, year in heard for off in (-1, 0, 1)}
    if called:
        reported = called.year - (calendar and number == 4 and called.month <= 6)
        candidates |= {reported, reported + 1}
        weights[reported] += _CALLED
    for (kind, sense, year), times in heard.items():
        known = _table().get(kind, {}).get(sense)
        if known is not None:
            often = isqrt(100 * min(times, _OFTEN))
            for candidate in candidates:
                off = max(-_FAR, min(_FAR, year - candidate))
                weights[candidate] += known[off + _FAR] * often // 10
    return weights


def _kind(text: str, year: Mention) -> str:
    """What a year without a quarter is named as."""
    before = text[max(0, year.start - 40) : year.start]
    if not text[year.start].isdigit():
        return "annual"
    return next((name for name, words in _KIND.items() if words.search(before)), "alone")
