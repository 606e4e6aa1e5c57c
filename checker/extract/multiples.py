"""Multiples: "5.4 times", "3x", "tenfold", "doubled", "twice".

Over time a multiple is a change ("doubled" is +100 percent, "up 4x" +300); of one thing against another
it is a ratio ("twice the size of the other business").
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.part import Part, band
from checker.extract.tokens import Token

_HUNDRED = Decimal(100)
_LOOSE = Decimal(10)  # percent of room that "doubled" leaves

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
_INCREASED = re.compile(r"(?<![a-z])(?:increas|grow|grew|multipl|expand)\w{0,4}\s(?:[a-z-]{2,14}\s){1,5}$")
_PAST = re.compile(
    r"last year|year ago|prior|previous|a year|last quarter|20[12]\d|before|used to|historical|pre-"
)
# "It let us double the fleet": a deed; "double the rate of others" is a comparison.
_TO_DO = re.compile(r"(?<![a-z])(?:to|will|would|can|could|should|may|might|we)\s$")
_VERB_BEHIND = re.compile(
    r"(?:\s(?:our|its|their|your|in|by|over|from|year|on|since|this|that|what|last|within|and|again|or"
    r"|to|for|as"
    r"|it|them|those|these|when|with|versus|through|at|every|the)\b)|[.,;:?!)]|\s?$|\s-"
)
_NO_DOUBLE = re.compile(
    r"[\s-](?:down|check\w*|click\w*|whamm\w+|count\w*|tax\w*|dip\w*|sided|edged|bottom\w*|[ab]\b|net"
    r"|deck\w*|play)"
)
_BET = re.compile(r"\sdown(?!\s(?:from|to))(?![a-z])")  # "we doubled down on Asia"
_NO_TWICE = re.compile(
    r"\s(?:an?|per|each|every|in|this|weekly|daily|annually|yearly|before|already|about|now|on|monthly"
    r"|over|or)\b"
)
_NO_TWICE_BEFORE = re.compile(r"(?:think|once or|thinking|look|even)\s$")


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


def word(lower: str, token: Token) -> Part | None:
    """The part that a word for a multiple stands for, or ``None`` where it is an ordinary word."""
    written = lower[token.start : token.end]
    if written.endswith("fold"):
        factor = Decimal(_FOLDS.index(written[:-4]) + 2)
        part = _loose(token, factor, "ratio", written)
        part.low_step = part.high_step = part.low_coarse = part.high_coarse = Decimal(1)
        if grown(lower, token.start, token.end) or _INCREASED.search(
            lower, max(0, token.start - _BACK), token.start
        ):
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
            if _BET.match(lower, token.end):
                return None
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
    raised = _TO_DO.search(lower, max(0, token.start - 12), token.start)
    if behind.startswith(" the ") and not raised and not _PAST.search(behind):
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
