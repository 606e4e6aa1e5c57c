"""The slips that speech and transcription make, as edits of a figure's own words.

A slip is only a text here ("RMB2.45 million" for "RMB2.45 billion"); what the edited text is worth is
read by the extractor, like everything else that a document says. Cheaper slips are likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.model import Figure
from checker.units import DURATIONS, RATES, is_money

LONGEST = 80
"""Characters of a figure's text beyond which nobody looks for slips."""


class Slip(NamedTuple):
    """A kind of slip, the text it would have come from, and its cost: the higher, the less likely."""

    kind: str
    after: str
    cost: int


TENFOLD = frozenset({"scale", "decimal point"})
"""The slips that make a figure ten times, a thousand times what was meant."""

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALE = re.compile(
    r"(?<![a-z])(?:(?:thousand|million|billion|trillion|lakh|crore)(?=s?\b)|(?:mn|bn|tn|[kmbt])\b)", re.I
)
_LADDERS = (
    ("thousand", "million", "billion", "trillion"),
    ("mn", "bn", "tn"),
    ("k", "m", "b", "t"),
    ("lakh", "crore"),
)
_ALIKE = {
    "13": "30", "14": "40", "15": "50", "16": "60", "17": "70", "18": "80", "19": "90",
    "thirteen": "thirty", "fourteen": "forty", "fifteen": "fifty", "sixteen": "sixty",
    "seventeen": "seventy", "eighteen": "eighty", "nineteen": "ninety",
}  # fmt: skip
_HOMOPHONES = _ALIKE | {other: one for one, other in _ALIKE.items()}
_HEARD = re.compile(r"(?<![0-9.,a-z])(?:" + "|".join(_HOMOPHONES) + r")(?![0-9,a-z])", re.I)
_POINTS = (
    (re.compile(r"\s*(?:%|per ?cent\b)", re.I), (" percentage points", " basis points")),
    (re.compile(r"(?<=\d)bps?\b", re.I), ("pp", "%")),
    (re.compile(r"\s*(?:basis points?|bps)\b", re.I), ("%", " percentage points")),
    (re.compile(r"\s*(?:(?:percentage|percent|per cent) )?points?\b", re.I), (" basis points", "%")),
)
_MULTIPLES = (("doubled", "tripled"), ("double", "triple"), ("doubled", "halved"), ("twice", "three times"))
_HUNDREDS = re.compile(r"(?<![0-9.,])[2-9](?=00\s?(?:%|per ?cent))", re.I)
_CURRENCY = re.compile(r"[^0-9(-]*")


def slips(figure: Figure, peers: Iterable[Figure]) -> Iterator[Slip]:
    """The texts that ``figure`` may have been meant to be, each once, the likeliest first.

    ``peers`` are the figures it is compared with: a wrong currency was meant to be one of theirs.
    """
    text = figure.text
    if len(text) > LONGEST:
        return
    found = [*_scales(figure), *_currencies(figure, peers), *_heard(text), *_units(text), *_multiples(text)]
    for number in _NUMBER.finditer(text):
        found += [
            Slip(slip.kind, text[: number.start()] + slip.after + text[number.end() :], slip.cost)
            for slip in _digits(number[0])
        ]
    seen = {text}
    for slip in sorted(found, key=lambda slip: slip.cost):
        if slip.after not in seen:
            seen.add(slip.after)
            yield slip


def _scales(figure: Figure) -> Iterator[Slip]:
    """Million for billion, crore for lakh; and the scale word that was left out."""
    text = figure.text
    words = list(_SCALE.finditer(text))
    for word in words:
        ladder = next(ladder for ladder in _LADDERS if word[0].lower() in ladder)
        place = ladder.index(word[0].lower())
        for other, name in enumerate(ladder):
            cased = name.upper() if word[0].isupper() else name
            yield Slip("scale", text[: word.start()] + cased + text[word.end() :], 9 + abs(other - place))
    unit = figure.unit
    if words or unit in RATES | DURATIONS or unit == "ratio" or "/" in unit:
        return
    for number in list(_NUMBER.finditer(text))[-1:]:
        if len(number[0].partition(".")[0]) < 4:
            for cost, name in enumerate(("million", "billion", "thousand"), 11):
                yield Slip("scale", f"{text[: number.end()]} {name}{text[number.end() :]}", cost)


def _currencies(figure: Figure, peers: Iterable[Figure]) -> Iterator[Slip]:
    if not is_money(figure.unit):
        return
    sign = _CURRENCY.match(figure.text)
    for peer in peers:
        other = _CURRENCY.match(peer.text)
        if sign and sign[0] and other and is_money(peer.unit) and peer.unit != figure.unit:
            yield Slip("currency", (other[0] or f"{peer.unit} ") + figure.text[sign.end() :], 10)


def _heard(text: str) -> Iterator[Slip]:
    """Fifteen for fifty."""
    for word in _HEARD.finditer(text):
        alike = _HOMOPHONES[word[0].lower()]
        yield Slip("misheard number", text[: word.start()] + alike + text[word.end() :], 15)


def _units(text: str) -> Iterator[Slip]:
    """Percent for points."""
    for pattern, others in _POINTS:
        for unit in list(pattern.finditer(text))[-1:]:
            for cost, other in enumerate(others):
                yield Slip("points for percent", text[: unit.start()] + other + text[unit.end() :], 15 + cost)
            return


def _multiples(text: str) -> Iterator[Slip]:
    """Doubled for tripled, and "up 200%" for what is 200% of the base, up 100%."""
    for size in _HUNDREDS.finditer(text):
        yield Slip("multiple", text[: size.start()] + str(int(size[0]) - 1) + text[size.end() :], 26)
    for pair in _MULTIPLES:
        for one, other in (pair, pair[::-1]):
            if text.lower() == one:
                yield Slip("multiple", other, 29)


def _digits(number: str) -> Iterator[Slip]:
    """Slips inside one number: digits swapped, the point moved, one digit wrong, one too many or lost."""
    places = [i for i, character in enumerate(number) if character not in ",."]
    for i, j in pairwise(places):
        if number[i] != number[j]:
            yield from _valid(
                "swapped digits", number[:i] + number[j] + number[i + 1 : j] + number[i] + number[j + 1 :], 21
            )
    for i in places:
        for digit in "0123456789":
            yield from _valid("digit", number[:i] + digit + number[i + 1 :], 30)
    whole, _, fraction = number.partition(".")
    if "," in number:
        if not fraction and number == f"{int(whole.replace(',', '')):,}":
            yield Slip("decimal point", f"{int(whole.replace(',', '')) * 10:,}", 20)
            yield Slip("decimal point", f"{int(whole.replace(',', '')) // 10:,}", 20)
        return
    if fraction:
        yield Slip("decimal point", f"{int(whole + fraction[0])}.{fraction[1:]}".removesuffix("."), 20)
        yield from _valid("decimal point", f"{whole[:-1] or '0'}.{whole[-1]}{fraction}", 20)
    else:
        yield from _valid("decimal point", f"{whole}0", 20)
        yield from _valid("decimal point", f"{whole[:-1] or '0'}.{whole[-1]}".removesuffix(".0"), 20)
    tail = number[len(whole) :]
    if len(whole) > 1:
        for i in range(len(whole)):
            yield from _valid("digit too many", whole[:i] + whole[i + 1 :] + tail, 28)
    if fraction:
        yield Slip("digit lost", f"{whole}.0{fraction}", 29)
    for digit in "123456789":
        yield from _valid("digit lost", digit + number, 33)


def _valid(kind: str, number: str, cost: int) -> Iterator[Slip]:
    """The slip, unless nobody writes a number so: 0.5 is one, 05 is none."""
    if number[0] != "0" or number[1:2] in ("", "."):
        yield Slip(kind, number, cost)
