"""What a source says, written as the claim is: "RMB2.1 billion" as "RMB2.1bn" for a note's "RMB2.1mn"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from checker import wording
from checker.interval import Interval
from checker.model import Figure
from checker.units import RATES, data

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALE = re.compile(
    r"(?<![a-z])(?:(?P<long>thousand|million|billion|trillion)|(?P<short>mn|bn|tn)|(?P<letter>[kmbt]))(?![a-z])",
    re.I,
)
_WORDS: Mapping[str, Mapping[int, str]] = {
    "long": {12: "trillion", 9: "billion", 6: "million", 3: "thousand"},
    "short": {12: "tn", 9: "bn", 6: "mn"},
    "indian": {7: "cr", 5: " lakh"},
    "letter": {12: "t", 9: "b", 6: "m", 3: "k"},
}
_INDIAN = re.compile(r"crores?|lakhs?|\bcr\b", re.I)
_TENTH, _TENFOLD = Decimal("0.1"), Decimal(10)
_POINTS = re.compile(
    r"\s*(?:%|percent\b|per cent\b|bps\b|basis points?|(?:percentage )?points?\b|pp\b|ppts?\b)", re.I
)
_UNITS = {"percent": "%", "percentage_point": "pp", "basis_point": "bps"}
_TIMES = {"yoy": "y/y", "qoq": "q/q"}
PLACES = frozenset({"period", "basis", "scope", "comparison", "direction"})
"""The dimensions in which ``placed`` can put a claim right."""
_BASES = {"gaap": "GAAP", "non-gaap": "adjusted"}


def valued(claim: Figure, source: Figure) -> str | None:
    """The source's value in the style of the claim; ``None`` where that cannot be written."""
    text = claim.text
    if source.unit != claim.unit:
        return _in_unit(claim, source) if {source.unit, claim.unit} <= RATES else None
    numbers = list(_NUMBER.finditer(text))
    spread = source.low != source.high
    if len(numbers) != 1 + spread:
        return None
    size = max(abs(source.low), abs(source.high))
    scale = list(_SCALE.finditer(text))
    factor = _factor(claim, numbers[-1][0])
    if factor is None:
        return None
    if scale and source.low == source.high and not _TENTH < size / abs(claim.high or size) < _TENFOLD:
        family = "indian" if _INDIAN.search(source.text) else scale[-1].lastgroup or "long"
        power = next((p for p in _WORDS[family] if size >= Decimal(10) ** p), None)
        if power is None:
            return None
        factor, word = Decimal(10) ** power, _WORDS[family][power]
        if scale[-1][0].isupper():
            word = word.upper()
        text = text[: scale[-1].start()] + word + text[scale[-1].end() :]
    values = (abs(source.low), abs(source.high)) if spread else (abs(source.low),)
    step = source.high_step / factor
    for number, value in reversed(list(zip(numbers, values, strict=True))):
        text = text[: number.start()] + _spelt(value / factor, step, number[0]) + text[number.end() :]
    return text


def placed(claim: Figure, source: Figure, dimension: str) -> str:
    """The claim with what the source says of its value: "9.5x (2020 Q1)", "67% q/q", "8% (sme)"."""
    if dimension == "comparison":
        return f"{claim.text} {_TIMES.get(source.comparison or '', wording.comparison(source.comparison))}"
    if dimension == "period":
        return f"{claim.text} ({wording.period(source.period)})"
    if dimension == "basis":
        return f"{claim.text} ({_BASES.get(source.basis, source.basis or 'as reported')})"
    if dimension == "scope":
        return f"{claim.text} ({source.scope or 'the whole company'})"
    way = "an increase" if source.low > 0 else "a decrease"
    return f"{way} of {claim.text.strip('+-−()')}"


def implied(claim: Figure, value: Interval) -> str | None:
    """What follows by arithmetic, with as many digits as the claim has; ``None`` where that is too vague."""
    middle, numbers = value.midpoint, list(_NUMBER.finditer(claim.text))
    if middle is None or len(numbers) != 1 or claim.low != claim.high or not claim.low_step:
        return None
    if claim.unit == "basis_point":
        if value.contains(claim.low):  # the number is right, and of points
            return _POINTS.sub("pp", claim.text)
        middle *= 100
    step = claim.low_step
    rounded = (middle / step).to_integral_value(ROUND_HALF_EVEN) * step
    inside = value.contains(rounded / 100 if claim.unit == "basis_point" else rounded)
    factor = _factor(claim, numbers[0][0])
    if not inside or factor is None:
        return None
    number = numbers[0]
    spelt = _spelt(abs(rounded) / factor, step / factor, number[0])
    text = claim.text[: number.start()] + spelt + claim.text[number.end() :]
    if (claim.low < 0) == (middle < 0):
        return text
    return f"-{text.lstrip('+')}" if middle < 0 else f"+{text.lstrip('-−–')}"


_FORMS = 4
"""The forms that the words of every deed begin with, in one order: raised, raise, raises, raising."""


def done(claimed: str, said: str) -> str:
    """What a source says was done to guidance, in the form of the claim: "maintained" for "raised"."""
    said = {"up from": "raised", "down from": "lowered"}.get(said.lower(), said.lower())
    forms = [data("actions")[name]["words"] for name in ("raise", "lower", "maintain")]
    word = str(next((words[0] for words in forms if said in words), said))
    return word.capitalize() if claimed[:1].isupper() else word


def undone(word: str) -> tuple[str, str] | None:
    """The deed that undoes another, and its form for the word said: lower, "lowering" for "raising"."""
    for deed, opposite in (("raise", "lower"), ("narrow", "widen")):
        for one, other in ((deed, opposite), (opposite, deed)):
            forms, others = (data("actions")[name]["words"] for name in (one, other))
            if word.lower() in forms:
                place = forms.index(word.lower())
                return other, str(others[place if place < _FORMS else 0])
    return None


def _factor(claim: Figure, number: str) -> Decimal | None:
    """What one unit of the number as written is worth."""
    written = Decimal(number.replace(",", ""))
    return abs(claim.high) / written if written else None


def _in_unit(claim: Figure, source: Figure) -> str | None:
    """The number with the source's unit: "11.6bps" as "11.6%"."""
    unit = list(_POINTS.finditer(claim.text))
    numbers = list(_NUMBER.finditer(claim.text))
    if len(unit) != 1 or len(numbers) != 1:
        return None
    value = _spelt(abs(source.low), source.low_step, numbers[0][0])
    return claim.text[: numbers[0].start()] + value + _UNITS[source.unit]


def _spelt(value: Decimal, step: Decimal, like: str) -> str:
    """A value with the digits of its source, and commas at thousands where the claim would have them."""
    places = max(0, -step.adjusted()) if step else max(0, -int(value.normalize().as_tuple().exponent))
    text = f"{value:,.{min(places, 6)}f}"
    return text if "," in like or len(like) < 4 else text.replace(",", "")
