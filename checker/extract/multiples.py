"""Multiples and fractions: "5.4 times", "3x", "tenfold", "doubled", "twice", "half", "two-thirds", "50-50".

Over time a multiple is a change ("doubled" is +100 percent, "up 4x" +300); of one thing against another
it is a ratio ("twice the size of the other business"). A fraction of something is a percentage.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.part import Part, band
from checker.extract.tokens import Token

_HUNDRED = Decimal(100)
_LOOSE = Decimal(10)  # percent of room that "doubled" or "half" leave

_TAIL = re.compile(
    r"(?:\+|[\s-]plus)?[\s\u00a0]?(?:x(?![a-z0-9])|-?times(?![a-z])|-?turns?(?![a-z])|[\s-]?folds?(?![a-z]))"
)
_FREQUENCY = re.compile(
    r"\s(?:an?(?!\s\w{1,8}\sago)|per|each|every|during|in\s(?:a|the)|this|last|so|before|already)\s"
)
_GREW = re.compile(
    r"(?:\bup|gr[eo]wn?|growing|grows|increas\w{1,3}|rose|risen|rising|jump\w{0,3}|growth|expand\w{0,3}"
    r"|surg\w{2,3}"
    r"|soar\w{0,3}|climb\w{0,3}|multipl\w{1,4})\s(?:(?:by|of|over|more|than|about|almost|nearly"
    r"|approximately|around"
    r"|roughly|some|at\sleast|an?|just|well|impressive|like|another)\s){0,4}$"
)
_GROWTH_BEHIND = re.compile(r"\s(?:growth|increase|jump|rise|improvement|year[\s-]over[\s-]year)")
_BACK = 60

_CHANGES = {
    "doubl": 100,
    "tripl": 200,
    "quadrupl": 300,
    "quintupl": 400,
}
_FOLDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PAST = re.compile(
    r"last year|year ago|prior|previous|a year|last quarter|20[12]\d|before|used to|historical|pre-"
)
_VERB_BEHIND = re.compile(
    r"(?:\s(?:our|its|their|your|in|by|over|from|year|on|since|this|that|what|last|within|and|again|or"
    r"|to|for|as"
    r"|it|them|those|these|when|with|versus|through|at|every|the)\b)|[.,;:?!)]|\s?$|\s-"
)
_NO_DOUBLE = re.compile(
    r"[\s-](?:down|check\w*|click\w*|whamm\w+|count\w*|tax\w*|dip\w*|sided|edged|bottom\w*|[ab]\b|net"
    r"|deck\w*|play)"
)
_NO_TWICE = re.compile(
    r"\s(?:an?|per|each|every|in|this|weekly|daily|annually|yearly|before|already|about|now|on|monthly"
    r"|over|or)\b"
)
_NO_TWICE_BEFORE = re.compile(r"(?:think|once or|thinking|look|even)\s$")
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
_DECIMAL_DIGIT = Decimal("0.01")


def read(lower: str, part: Part) -> None:
    """Take in "times", "x", "turns" or "fold" behind the number."""
    if part.unit:
        return
    found = _TAIL.match(lower, part.end)
    if not found:
        return
    if "times" in found.group() and _FREQUENCY.match(lower, found.end()):
        part.unit = "count"
        part.trace.append("frequency")
        part.end = found.end()
        return
    part.end = found.end()
    if "plus" in found.group() or "+" in found.group():
        part.hedge = "over"
    part.unit = "ratio"
    part.trace.append("multiple")


def changes(lower: str, part: Part) -> None:
    """Turn a multiple said of growth into the percentage it grew by: "up 4x" is +300."""
    if part.low > 1 and part.form != "multiple" and grown(lower, part.start, part.end):
        _as_change(part)


def grown(lower: str, start: int, end: int) -> bool:
    """True where a multiple is said of growth: "up over 4x", "by over tenfold", "a 3x increase"."""
    before = lower[max(0, start - _BACK) : start]
    return bool(
        _GREW.search(before) or before.endswith((" by ", " by over ")) or _GROWTH_BEHIND.match(lower, end)
    )


def _as_change(part: Part) -> None:
    part.low, part.high = (part.low - 1) * _HUNDRED, (part.high - 1) * _HUNDRED
    for name in ("low_step", "high_step", "low_coarse", "high_coarse"):
        setattr(part, name, getattr(part, name) * _HUNDRED)
    part.unit, part.form = "percent", "multiple"
    part.trace.append("growth by a multiple")


def word(lower: str, token: Token, by_end: dict[int, Part]) -> Part | None:
    """The part that a multiple or fraction word stands for; ``by_end`` finds a numerator before it.

    A numerator ("two" of "two-thirds") is changed in place, and ``None`` returned.
    """
    written = lower[token.start : token.end]
    if token.kind == "fraction":
        return _fraction(lower, token, written, by_end)
    if written.endswith("fold"):
        factor = Decimal(_FOLDS.index(written[:-4]) + 2)
        part = _loose(token, factor, "ratio", written)
        part.low_step = part.high_step = part.low_coarse = part.high_coarse = Decimal(1)
        if grown(lower, token.start, token.end):
            _as_change(part)
        return part
    if written in ("halved", "halving"):
        part = _loose(token, Decimal(-50), "percent", written)
        part.signed = True
        return part
    if written in ("twice", "thrice"):
        return _twice(lower, token, written)
    if written == "halfway":
        return _loose(token, Decimal(50), "percent", written)
    for stem, change in _CHANGES.items():
        if written.startswith(stem):
            if written in ("double", "triple", "quadruple"):
                return _double(lower, token, written, change)
            return _loose(token, Decimal(change), "percent", written)
    return None


def _loose(token: Token, value: Decimal, unit: str, trace: str) -> Part:
    step = _LOOSE if unit == "percent" else Decimal("0.1")
    part = band(token.start, token.end, value, value, step=step, unit=unit, trace=trace)
    part.form = "multiple"
    return part


def _double(lower: str, token: Token, written: str, change: int) -> Part | None:
    if _NO_DOUBLE.match(lower, token.end) or not _VERB_BEHIND.match(lower, token.end):
        return None
    behind = lower[token.end : token.end + _BACK]
    if behind.startswith(" the ") and not _PAST.search(behind):
        return _loose(token, Decimal(change) / 100 + 1, "ratio", written)
    return _loose(token, Decimal(change), "percent", written)


def _twice(lower: str, token: Token, written: str) -> Part | None:
    if _NO_TWICE.match(lower, token.end) or _NO_TWICE_BEFORE.search(
        lower, max(0, token.start - 10), token.start
    ):
        return None
    factor = Decimal(2 if written == "twice" else 3)
    if _PAST.search(lower, token.end, min(len(lower), token.end + _BACK)):
        return _loose(token, (factor - 1) * _HUNDRED, "percent", written)
    return _loose(token, factor, "ratio", written)


def _fraction(lower: str, token: Token, written: str, by_end: dict[int, Part]) -> Part | None:
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
        shared = re.compile(
            r"\sof\s(?:our|the\s(?:total|world|whole|company|overall|business|market|portfolio|revenue"
            r"|sales)|all|their|its|total|those|these|that|us\b|your)"
        ).match(lower, token.end)
        return _share(token, token.value) if shared else None
    if numerator.low not in (1, 3) or numerator.unit or numerator.form != "words":
        return None
    if measured:
        numerator.unit = _point_unit(measured)
        numerator.low = numerator.high = numerator.low * token.value
        numerator.low_step = numerator.high_step = numerator.low_coarse = numerator.high_coarse = (
            _DECIMAL_DIGIT
        )
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
    if re.compile(r"[\s-](?:year|way|time|life|hour|day|month|quarter|baked|full|empty)").match(lower, end):
        return None
    if _HALF_OF.match(lower, end) and (
        _HALF_BEFORE.search(before) or re.compile(r"\s(?:of|the|our|its|their|that)\b").match(lower, end)
    ):
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
        return (numerator * _HUNDRED / 3).quantize(Decimal("0.01"))
    return numerator * value * _HUNDRED


def _over(numerator: Part, token: Token) -> None:
    """ "two" and "thirds" make 66.67 percent."""
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
            before.low = before.high = (before.low * _HUNDRED / part.low).quantize(_DECIMAL_DIGIT)
            before.low_step = before.high_step = before.low_coarse = before.high_coarse = _LOOSE
            before.unit, before.form, before.end = "percent", "vague", part.end
            before.trace.append("fraction")
        else:
            result.append(part)
    return result
