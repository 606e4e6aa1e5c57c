"""Ranges: "15% to 17%", "$1.2-1.3 billion", "between 80 and $90 million", "3, 4 percentage points".

Two neighbouring numbers become one part where the words between them join them, they count the same
thing, and the sentence does not speak of a move from one to the other.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import units
from checker.extract.part import ONE, Part

_FILLER = (
    r"(?:(?:about|around|approximately|roughly|maybe|call\sit|say|uh|um|perhaps|probably|a|the"
    r"|as\smuch\sas|just|over),?\s)?"
)
_TO = re.compile(
    rf"-?\s?(?:,\s)?(?:to|through|until|up\sto|and\sup\sto)\s{_FILLER}(?:(up|plus|positive|down|minus"
    rf"|negative|slightly\sup|slightly\sdown)\s)?{_FILLER}"
)
_DASH = re.compile(r"\s?[-–—]\s?")
_AND = re.compile(rf"-?\s(?:and|to|&)\s{_FILLER}")
_OR = re.compile(rf"[,-]?\sor\s{_FILLER}")
_AGAINST = re.compile(r"\s(?:compared\s(?:to|with)|versus|vs\.?|against|from)\s")
_COMMA = re.compile(rf",\s{_FILLER}")
_PLAIN = re.compile(r"\s")
_BETWEEN = re.compile(
    r"(?:between|range\sof|ranging\sfrom|from|somewhere)\s(?:(?:about|around|approximately|roughly|a"
    r"|the|like|anywhere|probably)\s){0,2}$"
)
_FROM = re.compile(
    r"(?<![a-z])from\s(?:(?:about|around|approximately|roughly|a|an|the|just|only|as\slow\sas|nearly"
    r"|almost|over|under|like)\s){0,3}$"
)
_RANGING = re.compile(
    r"(?:rang(?:e|es|ed|ing)|anywhere|anything|somewhere|var(?:y|ies|ied|ying)|vari(?:ed|es)"
    r"|span\w{0,5}|interval)(?:\s\w{1,12}){0,4}\sfrom\s(?:\w{1,14}\s){0,2}$"
)
_MOVED = re.compile(
    r"(?:increas|declin|decreas|upp(?=ed|ing)|improv|grow|grew|rose|ris|fell|fall|drop|went|mov|expand|rais|lower"
    r"|reduc|cut|chang|up|down"
    r"|narrow|contract|jump|compress|compar|decelerat|accelerat|slow|tick|c[ao]me|coming|shift|revis"
    r"|swing|swung|go|brought"
    r"|bring|took|take|doubl|tripl|transition|shrink|shrunk|deteriorat|climb)\w{0,6}\b"
)
_REVISED = re.compile(
    r"(?:\sper\s(?:diluted\s)?share)?,?\s(?:(?P<way>up|down)\s)?from\s"
    r"(?:(?:our|the|a|previous|prior|earlier|original|initial|guidance|outlook|forecast|range|of)\s){0,6}"
)
_ONWARD = re.compile(  # "from $3.10 to $3.30 to $3.20 to $3.40"
    r"(?:\sper\s(?:diluted\s)?share)?,?\sto\s(?:a\snew\srange\sof\s|between\s|a\srange\sof\s)?[$€£]?\d[\d.,]*\s?"
    r"(?:million|billion|percent|%)?\s?(?:to|and|-|–)\s?[$€£]?\d"
)
# "Seeing declines from 25% to 40%": several, between these two; but "the rate declines from 50% to 40%".
_MOVES = re.compile(
    r"(?<![a-z])(?:see|sees|seeing|saw|seen|with|of|report\w{0,3}|experienc\w{1,3}|show\w{0,3}|had|have)\s"
    r"(?:[a-z-]{2,16}\s){0,2}(?:increases|decreases|declines|reductions|drops|gains)\sfrom\s$"
)
_COUNTED = re.compile(r"\s(?!to\b|of\b|in\b|for\b|and\b|or\b|at\b)[a-z]{3,16}s\b")
_GREW = re.compile(
    r"(?:gr[eo]wn?|increased|rose|risen|declined|decreased|fell|fallen|dropped|improved|up|down|jumped"
    r"|climbed|higher|lower|reduced"
    r"|expanded|contracted|increase|decrease|decline|improvement|reduction|growth)\s(?:(?:by|of|over"
    r"|more|than|about|almost|nearly|a|an"
    r"|another|approximately|around|roughly|some|just|only|well)\s){0,4}$"
)
_EXPECTED = re.compile(
    r"expect|guid|forecast|anticipat|outlook|project|range|estimat|would|will|should|could|target|plan"
    r"|see\b|look|think|assum"
)
_FALL = re.compile(r"(?:loss|losses|down|declin|decreas|negative|lower|drop|reduc|minus|fall|headwind)")
_BY = re.compile(r"(?:ed|ing|grew|fell|rose|shrank|up|down)\s(?:\w{2,12}\s){0,4}by\s(?:\w{2,14}\s){0,2}$")
_ACROSS = re.compile(  # "between a 2% decrease and a 2% increase"
    rf"[\s-](increase|decrease|decline|growth|gain|loss|reduction|improvement)\sand\s{_FILLER}"
)
_FALLS = ("decrease", "decline", "loss", "reduction")
_SPLIT_BEHIND = re.compile(
    r",?\s(?:excluding|exclud|ex[\s-]|in constant|on a|organic|on an|reported|adjusted|year|sequential"
    r"|core|growth (?:on|in|ex)"
    r"|respectively|constant|like[\s-]for|same[\s-]store|quarter|and\s[\d$])"
)
_MORE_LIST = re.compile(r"(?:\s?(?:%|percent))?(?:,\s(?:and\s)?|\sand\s)[$€£]?\d")
_THOUSAND, _HUNDRED_THOUSAND = Decimal(1000), Decimal(100_000)
_CENT = Decimal("0.01")
_SIGHT = 70
_WIDEST = 36


def join(lower: str, parts: list[Part]) -> list[Part]:
    """The parts with ranges made one part each, units and scale words lent to the end that lacks them."""
    result: list[Part] = []
    for part in parts:
        before = result[-1] if result else None
        if before is None or before.left_out or part.left_out or before.ranged or part.ranged:
            result.append(part)
            continue
        gap_length = part.start - before.end
        revised = len(result) > 1 and _revised(lower, result[-2], before)
        if not 0 < gap_length <= _WIDEST or not _joined(lower, before, part, revised=revised):
            result.append(part)
    return result


def _revised(lower: str, now: Part, then: Part) -> bool:
    """Whether "from" leads from a guide to what it was: "4% to 6%, from 5% to 7%", "5%, up from 3% to 4%"."""
    led = _REVISED.fullmatch(lower, now.end, then.start)
    return led is not None and (now.ranged or (led["way"] is not None and now.unit == then.unit))


def _joined(lower: str, one: Part, other: Part, *, revised: bool) -> bool:
    """Fold ``other`` into ``one`` if they are a range; lend units and scales even where they are not.

    Where it was ``revised``, "from" does not open a move.
    """
    start, end = one.end, other.start
    back = lower[max(0, one.start - _SIGHT) : one.start]
    back = back[max(back.rfind(". "), back.rfind("\n\n")) + 1 :]
    to = _TO.fullmatch(lower, start, end)
    if to or _DASH.fullmatch(lower, start, end):
        counted = to and one.unit and not other.unit and _COUNTED.match(lower, other.end)
        if counted or not _alike(one, other):
            return False  # "grew by 9% to 58 units"
        _lend(one, other)
        if to and _FROM.search(back) and not (revised or _ranging(back) or _ONWARD.match(lower, other.end)):
            return False
        if to and to[1]:
            return _crossing(one, other, back, to[1])
        if not to and lower[start:end] == "-" and other.signed and not one.signed:
            return False
        if to and one.form != "vague" and not _EXPECTED.search(back):
            if _GREW.search(back) and _far(one, other):
                return False
            if _BY.search(back) and one.scale > ONE and other.low > one.low * 2:
                return False  # "raised by 75 million to 275 million"
        return _fold(one, other, back, "range to" if to else "range dash")
    if _AND.fullmatch(lower, start, end):
        if not _BETWEEN.search(back) or _FROM.search(back) or not _alike(one, other):
            return _unit_only(one, other)
        _lend(one, other)
        return _fold(one, other, back, "range between")
    if one.low % 1 and _AGAINST.fullmatch(lower, start, end):
        return other.unit in units.RATES and _unit_only(one, other)  # "19.5 compared to 26.5%"
    across = _ACROSS.fullmatch(lower, start, end)
    if across and _BETWEEN.search(back) and one.unit == other.unit and not one.signed:
        if across[1] in _FALLS:
            one.negate()
        return _fold(one, other, "loss", "range across zero")
    if _OR.fullmatch(lower, start, end):
        bases = one.unit == other.unit and one.unit and _SPLIT_BEHIND.match(lower, other.end)
        if bases:
            return False  # "grew 23% or 26% in constant currency"
        if _close(one, other) and _alike(one, other) and _fold_lent(one, other, back, "range or"):
            return True
        return _unit_only(one, other)
    if _COMMA.fullmatch(lower, start, end) or (
        _PLAIN.fullmatch(lower, start, end) and one.form == other.form == "words"
    ):
        if not _close(one, other) or not _alike(one, other) or _listed(lower, one, other, back):
            return _unit_only(one, other)
        return _fold_lent(one, other, back, "range comma")
    return False


def _unit_only(one: Part, other: Part) -> bool:
    """ "12 or 18 months", "3 and 5 percent": no range, but one unit for both."""
    shared = other.unit in units.DURATIONS or other.unit in units.RATES
    numbers = not {one.form, other.form} & {"vague", "multiple"}
    if not one.unit and shared and one.scale == other.scale and numbers:
        one.unit = other.unit
        one.trace.append(f"unit of the next number {other.unit}")
    return False


def _ranging(back: str) -> bool:
    return bool(_RANGING.search(back) or _MOVES.search(back)) or (
        not _MOVED.search(back) and bool(_EXPECTED.search(back))
    )


def _alike(one: Part, other: Part) -> bool:
    if one.unit == other.unit:
        return True
    if not one.unit:
        return one.scale == ONE or units.is_money(other.unit) or other.unit not in ("percent", "basis_point")
    if not other.unit:
        if one.unit == "percent" and other.low >= _THOUSAND > one.high:
            return False  # "headcount rose 5% to 12,000"
        return units.is_money(one.unit) or (other.scale == ONE and one.unit in ("percent", "ratio"))
    return units.is_currency(one.unit) and units.is_currency(other.unit) and one.unit == other.unit


def _lend(one: Part, other: Part) -> None:
    """Give a bare end the other's unit and scale word: "80 to $90 million", "$850 million to 1.1"."""
    if not one.unit and other.hundredth and one.form == other.form and one.scale == ONE:
        one.rescale(_CENT)  # "41 and 53 cents"
        one.scale, one.hundredth = ONE, True
    _lend_scale(one, other)
    _lend_scale(other, one)
    if not one.unit and other.unit:
        one.unit, one.assumed = other.unit, other.assumed
        one.trace.append(f"unit of the other end {other.unit}")
    elif not other.unit and one.unit:
        other.unit, other.assumed = one.unit, one.assumed
        other.trace.append(f"unit of the other end {one.unit}")


def _lend_scale(bare: Part, scaled: Part) -> None:
    if (
        bare.scale == scaled.scale == ONE
        and bare.first < scaled.first
        and not scaled.high % _THOUSAND
        and scaled.high / _HUNDRED_THOUSAND < bare.low < scaled.high / _THOUSAND
        and bare.low >= 10
    ):  # "500 to 700,000"
        bare.rescale(_THOUSAND)
        bare.trace.append("thousands of the other end")
        return
    if bare.scale != ONE or scaled.scale == ONE or abs(bare.low) >= 1000 or bare.form == "vague":
        return
    factor = scaled.scale
    first = bare.first < scaled.first
    if first and bare.low * factor > scaled.high and factor >= _THOUSAND:
        factor /= _THOUSAND  # "between 850 and $1 billion"
    elif not first and bare.high * factor < scaled.low:
        factor *= _THOUSAND
    bare.rescale(factor)
    bare.trace.append("scale of the other end")


def _far(one: Part, other: Part) -> bool:
    """True where "grew A to B" tells a change and the level reached rather than a range."""
    size = abs(one.low)
    amount = units.is_money(one.unit) or one.scale > ONE
    return bool(size) and abs(other.low) > size * (Decimal("2.5") if amount else 5)


def _close(one: Part, other: Part) -> bool:
    """Two approximations of one amount: "two or three", "11%, 12%", "$150 million, $200 million"."""
    if one.unit and not other.unit:
        return False
    low, high = one.low, other.low
    if one.scale == ONE and other.scale > ONE and low < 1000:
        low *= other.scale
    if one.form == "vague" or other.form == "vague" or not 0 < low < high:
        return False
    mantissa, bigger = low / other.scale, high / other.scale
    whole = mantissa == mantissa.to_integral_value() and bigger == bigger.to_integral_value()
    if bigger - mantissa == 1 and whole and bigger <= 12:
        return True
    if whole and not mantissa % 5 and not bigger % 5:
        return high <= low * 2
    return high <= low * Decimal("1.3")


def _listed(lower: str, one: Part, other: Part, back: str) -> bool:
    """True where a comma separates members of a list, or one rate on two bases."""
    if other.form == "digits" and one.form != "digits":
        return True
    if _SPLIT_BEHIND.match(lower, other.end) or _MORE_LIST.match(lower, other.end):
        return True
    if re.search(r"[\d%]\s?(?:million|billion)?,\s$", back) or back.rstrip().endswith("and"):
        return True
    if not one.unit and not other.unit:
        return True
    if one.unit == other.unit and one.unit and not one.trace[-1].startswith("unit of"):
        decimals = (one.low % 1 and one.scale == ONE) or (other.low % 1 and other.scale == ONE)
        return bool(decimals) or bool(_GREW.search(back) and not _EXPECTED.search(back))
    return False


def _crossing(one: Part, other: Part, back: str, word: str) -> bool:
    """ "flat to up 2%", "down 2% to up 1%", "minus 2 to plus 1"."""
    falls = "down" in word or word in ("minus", "negative")
    fell = (
        bool(re.search(r"(?:down|minus|negative|decline of|decrease of)\s(?:\w{1,14}\s){0,2}$", back))
        or one.signed
    )
    if falls and not one.low and not other.signed:
        other.negate()
    elif not falls and fell and not one.signed:
        one.negate()
    elif falls and one.low and not one.signed and fell and not other.signed:
        return _fold(one, other, back, "range to")
    elif falls and one.low and not other.signed:
        other.negate()
    if one.signed or other.signed:
        one.signed = True
        one.trace.append("written sign")
    return _fold(one, other, "loss", "range across zero")


def _fold_lent(one: Part, other: Part, back: str, trace: str) -> bool:
    _lend(one, other)
    return _fold(one, other, back, trace)


def _fold(one: Part, other: Part, back: str, trace: str) -> bool:
    low, high = one, other
    if one.low > other.high:
        if not (one.signed or other.signed or _FALL.search(back)):
            return False
        low, high = other, one
    elif one.low == other.low and one.high == other.high:
        return False
    one.low, one.high, one.low_step, one.high_step, one.low_coarse, one.high_coarse = (
        min(low.low, high.low),
        max(low.high, high.high),
        low.low_step,
        high.high_step,
        low.low_coarse,
        high.high_coarse,
    )
    one.end, one.last = other.end, other.last
    one.scale = max(one.scale, other.scale)
    one.unit = one.unit or other.unit
    one.assumed = one.assumed or other.assumed
    if other.hedge != "none" and one.hedge == "none":
        one.hedge = other.hedge
    if "vague" in (one.form, other.form):
        one.form = "vague"
    one.signed = one.signed or other.signed
    one.ranged = True
    one.trace.append(trace)
    return True
