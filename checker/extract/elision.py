"""Words left out because they were just said: "$1.62 billion, compared with 1.59", "it's 290" after 288.

A bare number takes the scale and unit of an earlier part where it stands for the same kind of amount: it
continues a comparison in the sentence, or repeats the very digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from checker import units
from checker.extract.part import ONE, Part

_OF_RATIO = re.compile(r"\b(?:ratio|book-to-bill|leverage|coverage)\s(?:[a-z]{1,9}\s){0,3}$")
_CONTINUES = re.compile(
    r"(?:compared (?:with|to)|comparing to|versus|vs\.?|against|as against|from|to|was|were|is|it's"
    r"|that's|about|and|or|at|of|over|under|than"
    r"|around|roughly|approximately|now|be|by|out|just|but|almost|nearly|another|the|like|then|said"
    r"|call it|say)\s(?:a\s|about\s|around\s|roughly\s|just\s|only\s|approximately\s)?$"
)
_NO_NOUN = re.compile(
    r"\s?(?:[.,;:?!)\n…]|$|-\s|--|—)|\s(?:in|a\syear|last|for|at|this|the|that|to|from|versus|vs"
    r"|compared|year|on|of|up|down|and|or|as|by|were"
    r"|was|is|with|if|when|so|but|we|i|you|it|because|which|then|than|before|after|over|would|will|had"
    r"|right|range|level|number|mark"
    r"|sequentially|quarter|today|now|plus|there|here|kind|sort|let's|under|driven|due|primarily|mainly"
    r"|reflecting|including|excluding|net"
    r"|compared|related|associated|attributable|used|generated|during|per|within|across|between|only"
    r"|until|since|through|following|resulting"
    r"|representing|an|a|increased|decreased|outstanding|more|less|higher|lower|approximately|about"
    r"|against|while|where|who|less|respectively)(?![a-z])"
)
_GROWN = re.compile(
    r"(?<![a-z])(?:sales|revenues?|comps?|volumes?|traffic)\s(?:(?:is|are|was|were|have|has|also)\s){0,2}"
    r"(?:up|down|grew|grown|growing|increased|decreased|declined|rose|fell|improved|growth\sof)\s"
    r"(?:(?:by|about|over|nearly|another|around|approximately|roughly|almost)\s){0,2}$"
)
_SENTENCE_BACK = 70
_FROM = re.compile(r"\s(?:from|to|versus|vs\.?|against|with)\s$")
_SENTENCE = re.compile(r"[.?!]\s|\n\n")
_THOUSAND, _HUNDRED, _TEN = Decimal(1000), Decimal(100), Decimal(10)
_PER_SHARE = re.compile(
    r"(?:(?<![a-z])eps|(?:earnings|loss|income|dividends?|ffo) per (?:[a-z]{2,10} ){0,2}share)"
    r"(?:\s(?:for|in) the (?:[a-z]{2,8} )?(?:quarter|year|period|half))?"
    r"\s(?:was|is|were|of|to|at|came in at|grew to|rose to|fell to)\s(?:about\s|negative\s)?$"
)
_LARGE = Decimal(100_000)
_SEVERAL = 4  # amounts that a text's own nouns show to be money
_LOOKBACK = 40  # parts
_FAR = 2500  # characters


def read(lower: str, parts: Sequence[Part]) -> None:
    """Complete bare numbers from the parts before them."""
    for index, part in enumerate(parts):
        if units.is_currency(part.unit) and index:
            _scale_only(lower, part, parts[index - 1])
        if part.unit or part.left_out or part.form != "digits" or part.low == 0:
            continue
        if part.scale == ONE and _NO_NOUN.match(lower, part.end):
            following = parts[index + 1] if index + 1 < len(parts) else None
            _mended(lower, part, following) or _continue(lower, part, parts, index) or _repeat(
                part, parts, index
            ) or _grown(lower, part)


def per_share(lower: str, parts: Sequence[Part], home: str | None) -> None:
    """ "EPS of (0.22)": a bare decimal right behind a per-share metric is money."""
    for index, part in enumerate(parts):
        if part.unit or part.scale != ONE or not part.low % 1 or abs(part.high) >= _HUNDRED:
            continue
        if home and _PER_SHARE.search(lower, max(0, part.start - 60), part.start):
            part.unit, part.assumed = _currency(parts, index, home), True
            part.trace.append(f"assumed currency {part.unit}")


def _scale_only(lower: str, part: Part, before: Part) -> None:
    """ "to $129.9 million from $109.2": a scale word left out behind a sign."""
    scaled = before.scale > ONE and before.unit == part.unit and part.scale == ONE
    if not scaled or not part.low % 1 or part.low < _TEN or not _same_kind(part, before):
        return
    between = lower[before.end : part.start]
    if _FROM.search(between) and not _SENTENCE.search(between) and _NO_NOUN.match(lower, part.end):
        part.rescale(before.scale)
        part.trace.append("elided scale or unit: continues the sentence")


def _continue(lower: str, part: Part, parts: Sequence[Part], index: int) -> bool:
    """The nearest figure before it in the sentence, if the two are of one magnitude."""
    told = _CONTINUES.search(lower, max(0, part.start - 40), part.start)
    nearest = parts[index - 1] if index else None
    if not told and not (
        nearest and nearest.unit == "basis_point" and lower[part.start - 2 : part.start] == ", "
    ):
        return False
    for before in reversed(parts[max(0, index - 3) : index]):
        if before.left_out or (before.unit in ("count",) and before.scale == ONE):
            continue
        if _SENTENCE.search(lower, before.end, part.start):
            return False
        ratio = units.is_money(before.unit) and _OF_RATIO.search(lower, max(0, part.start - 40), part.start)
        if ratio or not _same_kind(part, before):
            continue  # "the backlog was $2.3 billion and book-to-bill was 1.1"
        _lend(part, before, "continues the sentence")
        return True
    return False


def _mended(lower: str, part: Part, after: Part | None) -> bool:
    """ "1.5 or 1500": a number said again with its thousands."""
    if (
        after is None
        or after.unit
        or after.low != part.low * _THOUSAND
        or lower[part.end : after.start] not in (" or ", ", ", " -- ")
    ):
        return False
    part.rescale(_THOUSAND)
    part.trace.append("elided scale or unit: mended by the next number")
    return True


def _grown(lower: str, part: Part) -> bool:
    """ "Sales are up 4.6 on a comparable basis": percent."""
    if not part.low % 1 or not _GROWN.search(lower, max(0, part.start - _SENTENCE_BACK), part.start):
        return False
    part.unit = "percent"
    part.trace.append("elided scale or unit: growth of what grows in percent")
    return True


def _same_kind(part: Part, before: Part) -> bool:
    if before.form in ("vague", "multiple"):
        return False
    mantissa = abs(before.low) / before.scale
    if not mantissa or not Decimal("0.4") < part.low / mantissa < Decimal("2.5"):
        return False
    fractional = bool(part.low % 1) or bool(mantissa % 1)
    if units.is_money(before.unit) and not before.unit.endswith("/share"):
        return before.scale > ONE or (fractional and bool(part.low % 1))
    if before.unit.endswith("/share"):
        return bool(part.low % 1)
    if before.unit == "basis_point":
        return part.low >= 10
    if before.unit == "percent":
        return bool(part.low % 1) or part.low < 100
    return before.scale > ONE


def _repeat(part: Part, parts: Sequence[Part], index: int) -> bool:
    """The digits of an earlier scaled figure said again: "over 250" after "$250,000"."""
    if part.low >= _THOUSAND or (part.low < 10 and not part.low % 1):
        return False
    for before in reversed(parts[max(0, index - _LOOKBACK) : index]):
        if part.start - before.end > _FAR * 4 or before.left_out:
            continue
        for scale in (before.scale,) if before.scale > ONE else (_THOUSAND,):
            if before.low == part.low * scale and before.low == before.high and scale > ONE:
                _lend(part, before, "repeats a figure", scale)
                return True
    return False


def _lend(part: Part, before: Part, why: str, scale: Decimal | None = None) -> None:
    part.rescale(scale or before.scale)
    part.unit, part.assumed = before.unit, before.assumed
    part.trace.append(f"elided scale or unit: {why}")


_MONEY_NOUN = re.compile(
    r"(?:revenues?|results|sales|income|profits?|earnings|cash\s?flows?|ebitda|ebit|expenses?|costs?|cash|debt"
    r"|capex|expenditures?|spend\w{0,3}|spent|backlog|bookings?"
    r"|compensation|billings?|dividends?|repurchas\w{1,3}|loans?|deposits|assets|provisions?|charges?"
    r"|impairment|proceeds|investments?|liquidity"
    r"|inventor(?:y|ies)|receivables?|payables?|savings|synergies|taxes|tax|borrowings|facility|notes"
    r"|gains?|loss(?:es)?|turnover|topline|arr"
    r"|bonds?|benefits|[a-z]{2,12}-cost|equity|capital|purchases?|acquisitions?|premiums?|fees?|royalt\w{1,3}"
    r"|pat|order book|gmv"
    r"|gross margin|sg&a|g&a|r&d|opex|dollars?|amortization|depreciation|noi|ffo)(?![a-z])"
)
_COUNT_NOUN = re.compile(
    r"(?:shares?|(?:[a-z]{3,12}\s)?counts?|users?|customers?|subscribers?|members?|units?|employees|people|accounts|stores"
    r"|barrels|tons|tonnes|ounces|visits|downloads|square\sfeet|homes"
    r"|households|passengers|patients|meals|tickets|documents|transactions|orders|vehicles|share\scount"
    r"|shares\soutstanding|merchants|wafers|mau|dau|volumes?|volume|hours)(?![a-z])"
)


_NEXT = 14  # characters from an amount to the one that it is held against
_OF_WHOLE = (" of the ", " of our ", " of that ", " of those ")
_PLURAL = re.compile(r"\s(?:of\s)?(?:[a-z'’&-]{2,16}\s)?[a-z]{3,16}s(?![a-z])")
_MONEY_BEHIND = re.compile(rf"\s(?:of\s|in\s)?(?:[a-z'’&-]{{2,16}}\s){{0,3}}?(?:{_MONEY_NOUN.pattern})")
_COUNT_BEHIND = re.compile(rf"\s(?:[a-z'’&-]{{2,16}}\s){{0,3}}?(?:{_COUNT_NOUN.pattern})")
_MONEY_BEFORE = re.compile(rf"(?<![a-z]){_MONEY_NOUN.pattern}")
_COUNT_BEFORE = re.compile(rf"(?<![a-z-]){_COUNT_NOUN.pattern}")


def money(lower: str, parts: Sequence[Part], home: str | None) -> None:
    """ "Operating expenses were 35 million": a scaled number of money in the document's own currency.

    The noun behind the number decides; without one the nearest telling noun before it, else money in the
    same sentence.
    """
    signless = not any(units.is_currency(part.unit) for part in parts)
    said = {part.low: part.unit for part in parts if units.is_currency(part.unit) and part.scale > _THOUSAND}
    told, open_ones = 0, []
    for index, part in enumerate(parts):
        large = part.scale >= _THOUSAND or part.low >= _LARGE
        if part.unit or part.left_out or not large or part.form in ("vague", "multiple"):
            continue
        behind = _NO_NOUN.match(lower, part.end)
        following = lower[part.end : part.end + 60]
        own, counted = _MONEY_BEHIND.match(following), _COUNT_BEHIND.match(following)
        if counted and not (own and own.end() < counted.end()):
            continue
        quoted = _whole_of(lower, part, parts[index + 1 : index + 2]) or part
        if quoted.low in said and quoted.scale > _THOUSAND and not _PLURAL.match(lower, quoted.end):
            _assume(part, said[quoted.low])  # "19 million of the 85 million relate to", after "$85 million"
            continue
        if index and _held_against(lower, part, parts[index - 1]):
            _assume(part, parts[index - 1].unit)
            continue
        if not behind and not own:
            continue
        unit = _currency(parts, index, home) if own else _money_around(lower, part, parts, index, home)
        if unit:
            told += 1
            _assume(part, unit)
        elif unit is None and part.scale > _THOUSAND:
            open_ones.append(part)
    if signless and home and told >= _SEVERAL:
        # a recogniser that drops every sign leaves money as the commonest thing that runs into millions
        for part in open_ones:
            _assume(part, home)


def _held_against(lower: str, part: Part, before: Part) -> bool:
    """Whether an amount stands right behind the money that it is compared with: "$5 million vs 6 million"."""
    alike = units.is_currency(before.unit) and before.scale == part.scale
    near = part.start - before.end < _NEXT
    return alike and near and _FROM.search(lower, before.end, part.start) is not None


def _whole_of(lower: str, part: Part, following: Sequence[Part]) -> Part | None:
    """The number that a part is said to be a part of: "19 million of the 85 million"."""
    if not following or following[0].unit or lower[part.end : following[0].start] not in _OF_WHOLE:
        return None
    return following[0]


def _assume(part: Part, unit: str) -> None:
    part.unit, part.assumed = unit, True
    part.trace.append(f"assumed currency {unit}")


def _money_around(lower: str, part: Part, parts: Sequence[Part], index: int, home: str | None) -> str | None:
    """The currency the sentence before the part tells, "" where it counts things, ``None`` for neither."""
    begin = max(0, part.start - 240)
    stops = [match.end() for match in _SENTENCE.finditer(lower, begin, part.start)]
    begin = stops[-1] if stops else begin
    sentence = lower[begin : part.start]
    nouns = [(match.end(), True) for match in _MONEY_BEFORE.finditer(sentence)]
    counts = [(match.end(), False) for match in _COUNT_BEFORE.finditer(sentence)]
    telling = max([*nouns, *counts], default=None)
    if telling:
        return _currency(parts, index, home) if telling[1] else ""
    for before in reversed(parts[max(0, index - 3) : index]):
        large = before.scale > ONE or before.low >= _LARGE
        if before.start >= begin and units.is_currency(before.unit) and large:
            return before.unit
    return None


def _currency(parts: Sequence[Part], index: int, home: str | None) -> str:
    for before in reversed(parts[max(0, index - 8) : index]):
        if units.is_currency(before.unit):
            return before.unit
    return home or ""
