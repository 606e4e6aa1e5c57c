"""Money: currency signs and codes before a number, words and codes behind it.

"RMB74.1 billion", "US$5", "USD34.6 million" (glued), "15-20 usd", "three million dollars", "96 cents",
"$1 billion $295 million". A sign that several currencies share is settled by the document's own
currency, and the part is marked as assumed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from checker import units
from checker.extract.part import ONE, Part
from checker.units import Money

_CENT, _HUNDRED = Decimal("0.01"), Decimal(100)
_SPOKEN_CODES = ("usd", "rmb", "cny", "eur", "gbp", "inr", "jpy", "hkd", "cad", "aud", "chf", "sgd", "twd")
_MAGNITUDES = re.compile(r"\s?(?:to|-|–|—|and|or)\s?")
_PLAIN_DOLLAR = re.compile(r"[a-z,;:][ (]\$")  # which no letters before it make another dollar
_SPOKEN_JOINT = " and "
_REACH = 12  # characters a sign or code can take before a number


@cache
def _before() -> re.Pattern[str]:
    """A sign or code that ends where the number begins."""
    signs = sorted((*units.signs(), *units.currencies(), "U.S. $"), key=len, reverse=True)
    spelled = "|".join(re.escape(sign) for sign in signs)
    spoken = "|".join(_SPOKEN_CODES)
    return re.compile(
        rf"(?:(?<![A-Za-z$])(?:{spelled}|(?i:{spoken}|rupees|rs\.?))"
        r"|(?<=[a-z])\$)[ \t\u00a0]?$"
    )


@cache
def _behind() -> re.Pattern[str]:
    """A currency word, a code or a hundredth behind the number."""
    names = sorted((*units.words(), *units.hundredths()), key=len, reverse=True)
    spelled = "|".join(re.escape(name) for name in names)
    codes = "|".join(code.lower() for code in units.currencies() if code not in units.caution())
    return re.compile(
        rf"[\s\u00a0-]?(?:(?:of\s)?({spelled})s?|({codes})|([$€£₹])(?!\s?[0-9]))(?![a-z0-9])(?!-?\s?denominated)"
    )


@cache
def _endings() -> frozenset[str]:
    """The last letters of all signs and codes, which few words share."""
    signs = (*units.signs(), *units.currencies(), *_SPOKEN_CODES, "rupees", "rs.")
    return frozenset(sign[-2:].lower() for sign in signs)


def read_before(text: str, part: Part, home: str | None) -> None:
    """Take in a sign or code that stands before the number."""
    start = part.start
    ends = text[max(0, start - 3) : start].rstrip(" \t\u00a0").lower()
    if ends[-2:] not in _endings() and ends[-1:] not in _endings():
        return
    if ends[-1] == "$" and _PLAIN_DOLLAR.fullmatch(text, max(0, start - 3), start):
        begin, sign = start - 1, "$"
    else:
        window = text[max(0, start - _REACH) : start]
        found = _before().search(window)
        if not found:
            return
        begin, sign = max(0, start - _REACH) + found.start(), found.group().rstrip(" \t\u00a0")
    money = _meant(sign, home, text)
    if sign in units.caution() and part.scale == ONE and part.low == part.low.to_integral_value():
        return
    if len(sign) <= 2 and sign.isalpha() and part.scale == ONE and part.low < _HUNDRED:
        return  # "R5" and "SR 3" may be anything
    part.start = begin
    _take(part, money, sign)


def _settled(candidates: list[str], home: str | None, text: str) -> Money:
    """Of several currencies the document's own, else one whose code the document writes, else the first."""
    if len(candidates) > 1 and home not in candidates and candidates[0] != "USD":
        home = next((code for code in candidates if code in text), home)
    return units.pick(candidates, home)


def _meant(sign: str, home: str | None, text: str) -> Money:
    if sign in units.signs():
        return _settled(units.signs()[sign], home, text)
    upper = sign.upper()
    if upper in units.currencies():
        return Money(upper, False)
    if upper.startswith("U.S."):
        return Money("USD", False)
    if upper == "RMB":
        return Money("CNY", False)
    return _settled(units.signs()["Rs"], home, text)


_PENCE = re.compile(r"p(?![a-z0-9])")
""" "17.2p" where money is counted in pounds."""


def _take(part: Part, money: Money, written: str) -> None:
    part.unit, part.assumed = money.code, money.assumed
    part.trace.append(f"currency {written}")
    if money.assumed:
        part.trace.append(f"assumed currency {money.code}")


def read_behind(text: str, lower: str, part: Part, home: str | None) -> None:
    """Take in a currency word behind the number, or pass over one that repeats the sign."""
    if home == "GBP" and not part.unit and _PENCE.match(lower, part.end):
        part.rescale(_CENT)
        part.scale, part.hundredth = ONE, True
        part.end += 1
        _take(part, _settled(["GBP"], home, text), "p")
        return
    found = _behind().match(lower, part.end)
    if not found:
        return
    name, code, sign = found.groups()
    if name is not None and name in ("pound", "won", "real", "rand", "sterling", "franc"):
        written = text[found.start(1) : found.end(1)]
        if name == "pound" and home not in ("GBP", "EGP") and not part.unit:
            return  # a weight, unless the company counts in pounds
        if name in ("won", "real", "rand") and (written[0].isupper() or home not in ("KRW", "BRL", "ZAR")):
            return
    if sign and part.unit:
        return
    if part.unit and name not in units.hundredths():
        part.end = found.end()
        return
    if name in units.hundredths():
        if part.unit:  # ".98 cents" under a dollar sign is a slip of speech
            part.end = found.end()
            return
        candidates = units.hundredths()[name]
        part.rescale(_CENT)
        part.scale, part.hundredth = ONE, True
    elif name:
        candidates = units.words()[name]
    elif code:
        candidates = [code.upper()]
    else:
        candidates = units.signs()[sign]
    part.end = found.end()
    _take(part, _settled(candidates, home, text), found.group().strip())


def _one_amount(lower: str, before: Part, part: Part) -> bool:
    """Whether two groups are of one money: "$1 billion $295 million", "1 trillion and 393.9 billion yen"."""
    between = lower[before.end : part.start]
    if not between.strip():
        return before.unit in units.currencies() and part.unit in (before.unit, "")
    named = _behind().match(lower, part.end)
    return between in (_SPOKEN_JOINT, ", ") and not before.unit and not part.unit and named is not None


def merged(lower: str, parts: list[Part]) -> list[Part]:
    """ "$1 billion $295 million" and "$1 billion 295 million" as spoken: one amount of two groups."""
    result: list[Part] = []
    for part in parts:
        before = result[-1] if result else None
        if (
            before
            and part.start - before.end <= len(_SPOKEN_JOINT)
            and before.scale > part.scale > ONE
            and _one_amount(lower, before, part)
            and part.high < before.scale
            and before.low == before.low.to_integral_value()
            and not before.low % before.scale
        ):
            before.low += part.low
            before.high += part.high
            before.low_step = before.high_step = part.low_step
            before.low_coarse = before.high_coarse = part.low_coarse
            before.end, before.last = part.end, part.last
            before.trace.append("two groups of one amount")
        else:
            result.append(part)
    return result
