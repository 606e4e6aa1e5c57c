"""Vague words that stand for a range: "low single digits", "mid-teens", "high 90s", "flat"."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.part import ONE, Part, band
from checker.extract.tokens import Token

_ONE = Decimal(1)

_DIGITS = re.compile(r"[\s-]{1,2}digits?(?![a-z])")
_SHORT = re.compile(
    r"(?=[\s-]{1,3}(?:to|or|and)[\s-](?:the[\s-])?(?:low|mid|high)[\s-]{1,2}(?:double|single|teens))"
)
_LEVEL = re.compile(
    r"(?<![a-z])(very low|lower|low|middle|mid|upper|high|higher)(?:[\s-]{0,3}(?:to|or|and"
    r"|-)[\s-]{1,2}(low|mid|middle|high|upper))?"
    r"(?:\send\sof\s(?:the\s)?)?[\s-]{1,2}\$?$"
)
_TAIL = re.compile(
    r"(?:[\s-]plus)?[\s-]?(?:(percent(?:age)?[\s-]points?)|(%|percent(?:age)?|per\scent)|(basis[\s-]points?)"
    r"|(thousand|million|billion)s?)(?![a-z])"
)
_SCALES = {"thousand": Decimal(1000), "million": Decimal(10**6), "billion": Decimal(10**9)}
_BACK = 26

_TENS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_UNITS = {"twos": 2, "threes": 3, "fours": 4, "fives": 5, "sixes": 6, "sevens": 7, "eights": 8, "nines": 9}
_SPANS = {  # first and last of a third of ten, counted from the ten
    "low": (0, 3),
    "mid": (4, 6),
    "high": (7, 9),
}
_SINGLE = {"low": (1, 3), "mid": (4, 6), "high": (7, 9), "": (1, 9)}
_DOUBLE = {"low": (10, 13), "mid": (14, 50), "high": (70, 99), "": (10, 99)}
_TRIPLE = {"low": (100, 199), "mid": (400, 600), "high": (700, 999), "": (100, 999)}
_TEENS = {"low": (11, 13), "mid": (14, 16), "high": (17, 19), "": (13, 19)}

_NO_FLAT = re.compile(
    r"[\s-](?:panels?|rolled|roll|rates?\b|fees?|screens?|glass|steel|products?|footed|out\b|files?|bed"
    r"|pack|organi[sz]ation"
    r"|structure|tax|tv|iron|top|share|world|spot|sheet|wire|white|price|pricing|dollar|monthly|amount"
    r"|carbon|hierarchy)"
)
_NO_FLAT_BEFORE = re.compile(r"(?:fell|fall|falls|falling|caught|a|in a|mud|tidal|town)\s$")
_A_FLAT = re.compile(
    r"\s(?:to\b|year|yoy|quarter|back|second|first|market|environment|growth|revenue|sales|margin"
    r"|budget|guid|volume|comp|demand|same)"
)


def word(lower: str, token: Token) -> Part | None:
    """The band that a vague word stands for, or ``None`` where it is an ordinary word."""
    written = lower[token.start : token.end]
    if written in ("flat", "flattish"):
        return _flat(lower, token, written)
    if written in ("single", "double", "triple"):
        found = _DIGITS.match(lower, token.end) or (
            _SHORT.match(lower, token.end) if written == "single" else None
        )
        if not found:
            return None
        spans = {"single": _SINGLE, "double": _DOUBLE, "triple": _TRIPLE}[written]
        return _banded(lower, token.start, found.end(), spans, bare=True)
    if written == "teens":
        return _banded(
            lower,
            token.start,
            token.end,
            _TEENS,
            bare=lower[max(0, token.start - 7) : token.start] == "in the ",
        )
    if written in _TENS:
        return _banded(lower, token.start, token.end, tens(_TENS[written]), bare=False)
    if written in _UNITS:
        unit = Decimal(_UNITS[written])
        tenths = {name: (unit + Decimal(a) / 10, unit + Decimal(b) / 10) for name, (a, b) in _SPANS.items()}
        return _banded(lower, token.start, token.end, tenths, bare=False)
    return None


def tens(ten: int) -> dict[str, tuple[int, int]]:
    """The thirds of a ten: low twenties 20 to 23, mid 24 to 26, high 27 to 29."""
    return {name: (ten + low, ten + high) for name, (low, high) in _SPANS.items()}


def decade(lower: str, part: Part) -> bool:
    """Read "low 80s", "mid-30s", "high 90's" or "mid-20% range" on to a number; false for a decade of years.

    A number with an "s" but no "low", "mid" or "high" before it is marked as left out.
    """
    plural = _PLURAL.match(lower, part.last)
    percent = part.unit == "percent"
    if part.scale > ONE:
        return _scaled(lower, part)
    if not plural and not percent:
        return False
    value = int(part.low)
    whole = part.low == value and not value % 10 and 0 < value < 100
    level = _LEVEL.search(lower, max(0, part.start - _BACK), part.start) if whole else None
    if percent and (
        not level
        or (level.group().endswith(" ") and " end" not in level.group() and not _RANGE.match(lower, part.end))
    ):
        return False
    if not level:
        if plural:
            part.left_out = "decade"
        return False
    low, high = _between(level, {k: (Decimal(a), Decimal(b)) for k, (a, b) in tens(value).items()})
    if plural:
        part.end = max(part.end, plural.end())
    part.start = level.start()
    part.low, part.high = low, high
    part.low_step = part.high_step = part.low_coarse = part.high_coarse = _ONE
    part.form = "vague"
    if not part.unit:
        tail = _TAIL.match(lower, part.end)
        part.unit = "percent"
        if tail and (tail[1] or tail[2]):
            part.end = tail.end()
            part.unit = "percentage_point" if tail[1] else "percent"
    part.trace.append("vague ten")
    return True


def _scaled(lower: str, part: Part) -> bool:
    """ "in the high $70 million": the last third of the ten millions."""
    mantissa = part.low / part.scale
    if part.unit in ("", "count") or mantissa % 10 or not 0 < mantissa < 100:
        return False
    level = _LEVEL.search(lower, max(0, part.start - _BACK), part.start)
    if not level or not lower.endswith(("the ", "to ", "in "), 0, level.start()):
        return False
    low, high = _between(level, {k: (Decimal(a), Decimal(b)) for k, (a, b) in tens(int(mantissa)).items()})
    part.low, part.high, part.start, part.form = low * part.scale, high * part.scale, level.start(), "vague"
    part.low_step = part.high_step = part.low_coarse = part.high_coarse = part.scale
    part.trace.append("vague ten")
    return True


_PLURAL = re.compile(r"['’]?s(?![a-z])")
_RANGE = re.compile(r"\s(?:range|area|level|territory|zone)")


def _between(level: re.Match[str], spans: dict[str, tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    first = _canonical(level[1])
    last = _canonical(level[2]) if level[2] else first
    ends = (*spans[first], *spans[last])  # "mid to low" runs from low to mid
    return min(ends), max(ends)


def _canonical(level: str) -> str:
    return {"very low": "low", "lower": "low", "middle": "mid", "upper": "high", "higher": "high"}.get(
        level, level
    )


def _banded(
    lower: str,
    start: int,
    end: int,
    spans: dict[str, tuple[int, int]] | dict[str, tuple[Decimal, Decimal]],
    *,
    bare: bool,
) -> Part | None:
    exact = {name: (Decimal(a), Decimal(b)) for name, (a, b) in spans.items()}
    level = _LEVEL.search(lower, max(0, start - _BACK), start)
    if level:
        low, high = _between(level, exact)
        start = level.start()
    elif bare:
        low, high = exact[""]
    else:
        return None
    part = band(start, end, low, high, step=_ONE, unit="percent", trace="vague word")
    tail = _TAIL.match(lower, end)
    if tail:
        part.end = tail.end()
        if "plus" in tail.group():
            part.hedge = "over"
        if tail[4]:
            part.rescale(_SCALES[tail[4]])
            part.unit = "count"
        elif tail[1]:
            part.unit = "percentage_point"
        elif tail[3]:
            part.unit = "basis_point"
    elif lower.startswith(("-plus", " plus"), end):
        part.hedge = "over"
    return part


def _flat(lower: str, token: Token, written: str) -> Part | None:
    if _NO_FLAT.match(lower, token.end):
        return None
    before = _NO_FLAT_BEFORE.search(lower, max(0, token.start - 10), token.start)
    if before and not _A_FLAT.match(lower, token.end):
        return None
    part = band(token.start, token.end, Decimal(0), Decimal(0), step=_ONE, unit="percent", trace=written)
    if written == "flattish":
        part.hedge = "about"
    return part
