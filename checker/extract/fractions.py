"""Fractions of a whole: "half", "two-thirds", "a quarter of our revenue", "2/3", "50-50", "half a percent".

A fraction is a percentage of what follows; a "half" of a year or a "third" quarter is none.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.part import Part, band
from checker.extract.tokens import Token

_HUNDRED = Decimal(100)
_LOOSE = Decimal(10)  # percent of room that "half" leaves
_HALF_OF = re.compile(
    r"\s(?:of\s(?!(?:fiscal|the\syear(?!\sover)|\d|this\syear|next|last|calendar|20))|the\s|our\s|its\s"
    r"|their\s|that\b|this\b|what\s|as\s|to\s|needs\s)"
    r"|[.,;?!)]|\s(?:is|are|was|were|came|comes|come|due|from|in|on|and)\b"
)
_HALF_BEFORE = re.compile(
    r"(?<![a-z])(?:about|around|roughly|approximately|over|more than|less than|nearly|almost|at least"
    r"|just|exactly|by|one|one-"
    r"|only|up to|a little over|under|close to|in|cut|basically|another|above|below|than|quite|like"
    r"|it's|is|was|up|a)[\s-]?$"
)
_NO_HALF_BEFORE = re.compile(
    r"(?<![a-z])(?:first|second|back|front|latter|last|next|other|previous|prior|this|each|every|either"
    r"|better|the|final|early"
    r"|former|summer|winter|and a|entire|full|per|our)[\s-]$"
)
_HALF_MEASURE = re.compile(
    r"\s?-?(?:of\s)?(?:an?\s|one\s)?(?:(percentage[\s-]points?|points?)|(percent|per\scent|%)"
    r"|(basis[\s-]points?))(?![a-z])"
)
_OF = re.compile(
    r"\sof\s(?!(?:20\d\d|fiscal|calendar|the\syear|the\sfiscal|this\syear|last\syear|next\syear))"
)
_THIRD_BEHIND = re.compile(
    r"\sof\s(?!20\d\d|fiscal|january|february|march|april|may\b|june|july|august|september|october"
    r"|november|december)"
    r"|[.,;?!)]|\s(?:is|are|was|were|less|more|lower|higher|from|in|came|comes|come|the\ssize|to)\b"
)
_NO_THIRD_BEHIND = re.compile(
    r"[\s-](?:quarter|part(?:y|ies)|year|half|month|week|fiscal|time|thing|point|question|consecutive"
    r"|straight"
    r"|largest|generation|is\sthat|one|would|priority|pillar|area|factor|element|component|piece|leg)"
)
_ARTICLE = re.compile(r"(?<![a-z])(?:an?|one)[\s-]$")
_ROLLING = re.compile(r"(?:last|past|next|first|previous|prior|these|those|the|for|in|over|few|of)\s$")
_UNIT_AND_A = re.compile(r"(?<![a-z])(year|month|quarter|week|day)s?[\s-]and[\s-]a[\s-]$")
_ONE_AND_A_HALF = Decimal("1.5")
_HUNDREDTH = Decimal("0.01")
_TENTH = Decimal("0.1")
"""To what a fraction is worked out: "a third" is 33.3 percent."""
_HALF_NOUN = re.compile(r"[\s-](?:year|way|time|life|hour|day|month|quarter|baked|full|empty)")
_HALF_THE = re.compile(r"\s(?:of|the|our|its|their|that)\b")
_QUARTER_OF = re.compile(
    r"\sof\s(?:our|the\s(?:total|world|whole|company|overall|business|market|portfolio|revenue"
    r"|sales)|all|their|its|total|those|these|that|us\b|your)"
)


def word(lower: str, token: Token, by_end: dict[int, Part]) -> Part | None:
    """The part that a fraction word stands for; ``by_end`` finds a numerator before it.

    A numerator ("two" of "two-thirds") is changed in place, and ``None`` returned.
    """
    written = lower[token.start : token.end]
    numerator = by_end.get(token.start - 1)
    if written == "half":
        return _half(lower, token, by_end)
    if written.startswith("quarter"):
        return _quarter(lower, token, written, numerator)
    if _NO_THIRD_BEHIND.match(lower, token.end):
        return None
    measured = _HALF_MEASURE.match(lower, token.end)
    if numerator and measured and not numerator.unit:  # "five tenths of a percent"
        numerator.low = numerator.high = numerator.low * token.value
        numerator.low_step = numerator.high_step = numerator.low_coarse = numerator.high_coarse = Decimal(
            "0.1"
        )
        numerator.unit, numerator.end = _point_unit(measured), measured.end()
        return None
    if written.endswith("s"):
        if numerator and numerator.low < 10 and not numerator.unit:
            _over(numerator, token)
        return None
    start = token.start
    article = _ARTICLE.search(lower, max(0, start - 5), start)
    if not article or (numerator and numerator.low != 1):
        return None
    if not _THIRD_BEHIND.match(lower, token.end) and not (
        written == "third" and lower[article.start() : start].startswith("one")
    ):
        return None
    if numerator:
        _over(numerator, token)
        return None
    return _small(token, measured) if measured else _share(token, token.value)


def _quarter(lower: str, token: Token, written: str, numerator: Part | None) -> Part | None:
    before = numerator.start if numerator else token.start
    hyphen = lower[token.start - 1 : token.start] == "-"
    measured = _HALF_MEASURE.match(lower, token.end)
    if numerator is None:
        article = _ARTICLE.search(lower, max(0, token.start - 5), token.start)
        if not article:
            return None
        if measured and written == "quarter":
            return _small(token, measured)
        shared = _QUARTER_OF.match(lower, token.end)
        return _share(token, token.value) if shared else None
    if numerator.low not in (1, 3) or numerator.unit or numerator.form != "words":
        return None
    if measured:
        numerator.unit = _point_unit(measured)
        numerator.low = numerator.high = numerator.low * token.value
        numerator.low_step = numerator.high_step = numerator.low_coarse = numerator.high_coarse = _HUNDREDTH
        numerator.end = measured.end()
        return None
    rolling = _ROLLING.search(lower, max(0, before - 10), before)
    if hyphen or (_OF.match(lower, token.end) and not rolling):
        _over(numerator, token)
    return None


def _half(lower: str, token: Token, by_end: dict[int, Part]) -> Part | None:
    start, end = token.start, token.end
    unit = _UNIT_AND_A.search(lower, max(0, start - 18), start)
    if unit:  # "a year and a half", "two years and a half"
        noun_end = (
            start - (unit.end() - unit.end(1)) + (1 if lower[unit.end(1) : unit.end(1) + 1] == "s" else 0)
        )
        counted = by_end.get(unit.start() - 1) or by_end.get(noun_end)
        if counted is not None:
            counted.low += token.value
            counted.high += token.value
            counted.end = end
            counted.unit = unit[1]
        else:
            part = band(
                unit.start(),
                end,
                _ONE_AND_A_HALF,
                _ONE_AND_A_HALF,
                step=Decimal("0.5"),
                unit=unit[1],
                trace="year and a half",
            )
            part.form = "words"
            part.low_coarse = part.high_coarse = Decimal("0.5")
            return part
        return None
    if lower.startswith(("-and-half", " and half", "-and-a-half"), end):
        return None
    measured = _HALF_MEASURE.match(lower, end)
    before = lower[max(0, start - 16) : start]
    if _NO_HALF_BEFORE.search(before):
        return None
    if measured:
        return _small(token, measured)
    if _HALF_NOUN.match(lower, end):
        return None
    if _HALF_OF.match(lower, end) and (_HALF_BEFORE.search(before) or _HALF_THE.match(lower, end)):
        numerator = by_end.get(start - 1)
        if numerator is not None:
            if numerator.low == 1 and numerator.form == "words":
                _over(numerator, token)
            return None
        return _share(token, token.value)
    return None


def _share(token: Token, value: Decimal) -> Part:
    percent = _percent(Decimal(1), value)
    return band(token.start, token.end, percent, percent, step=_LOOSE, unit="percent", trace="fraction")


def _percent(numerator: Decimal, value: Decimal) -> Decimal:
    if value == Decimal("0.3333"):
        return (numerator * _HUNDRED / 3).quantize(_TENTH)
    return numerator * value * _HUNDRED


def _over(numerator: Part, token: Token) -> None:
    """ "two" and "thirds" make 66.7 percent."""
    numerator.low = numerator.high = _percent(numerator.low, token.value)
    for name in ("low_step", "high_step", "low_coarse", "high_coarse"):
        setattr(numerator, name, _LOOSE)
    numerator.unit, numerator.form, numerator.end = "percent", "vague", token.end
    numerator.trace.append("fraction")


def _small(token: Token, measured: re.Match[str]) -> Part:
    """ "half a percent", "a quarter point"."""
    unit = _point_unit(measured)
    part = band(
        token.start,
        measured.end(),
        token.value,
        token.value,
        step=Decimal("0.1"),
        unit=unit,
        trace="fraction of a point",
    )
    part.form = "words"
    return part


def _point_unit(measured: re.Match[str]) -> str:
    return "percentage_point" if measured[1] else "percent" if measured[2] else "basis_point"


def halves(lower: str, parts: list[Part]) -> list[Part]:
    """ "50-50", "60/40" and "2/3": one figure, the first share or the fraction."""
    result: list[Part] = []
    for part in parts:
        before = result[-1] if result else None
        if (
            before
            and not before.unit
            and not part.unit
            and lower[before.end : part.start] in ("/", "-", " / ")
            and before.low + part.low == _HUNDRED
            and (before.low >= part.low or lower[before.end : part.start] != "-")
        ):
            before.unit, before.end = "percent", part.end
            before.trace.append("two shares of a whole")
        elif (
            before
            and before.low < part.low < 10
            and not before.unit
            and lower[before.end : part.start] == "/"
        ):
            before.low = before.high = (before.low * _HUNDRED / part.low).quantize(_TENTH)
            before.low_step = before.high_step = before.low_coarse = before.high_coarse = _LOOSE
            before.unit, before.form, before.end = "percent", "vague", part.end
            before.trace.append("fraction")
        else:
            result.append(part)
    return result
