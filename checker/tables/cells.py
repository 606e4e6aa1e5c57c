"""What a cell says: a number with sign, unit and scale of its own, a range, or a dash for nothing."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.model import Hedge, Struct
from checker.tables.heads import currency

_NUMBER = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_MONEY = r"(?:[A-Z]{1,3}\s?)?[$€£¥₹]|RMB|Rs\.?|[A-Z]{3}(?=\s?[\d(])"
_UNIT = r"%|x\b|X\b|bps?\b|pp\b|ppts?\b|pts?\b|percent(?:age points?)?\b|basis points?\b"
_SCALE = r"(?:trillion|tn|billion|bn|million|mn|mm|thousand|crores?|cr|lakhs?|[TBMK]|m|k|b)\b"


def _part(n: int) -> str:
    """The pattern of one number, its groups numbered ``n``."""
    return (
        rf"(?P<open{n}>\()?(?P<sign{n}>[-−–+])?\s?(?P<money{n}>{_MONEY})?\s{{0,6}}(?P<in{n}>\()?(?P<inner{n}>[-−–+])?"
        rf"(?P<number{n}>{_NUMBER})\s?(?P<scale{n}>{_SCALE})?\s?\)?\s?(?P<unit{n}>{_UNIT})?\s?\)?"
    )


_WHOLE = re.compile(
    r"(?:[A-Za-z-]{2,9}:\s*)?"
    r"(?P<hedge>[~≈<>≤≥]|c\.|ca\.?|about|approx\.?|around|over|under|up to|at least)?\s?"
    rf"(?P<first>{_part(1)})(?:\s?(?:to|[-–—])\s?(?P<second>{_part(2)}))?"
    r"(?:\s?(?P<note>[*†‡#]+|\(?[ep]\)))?",
    re.I,
)
_DASH = re.compile(r"(?:[$€£¥₹]\s?)?[-–—‒]{1,3}|nil|zero", re.I)
_SCALES = {
    "trillion": 12, "tn": 12, "t": 12, "billion": 9, "bn": 9, "b": 9, "million": 6, "mn": 6, "mm": 6, "m": 6,
    "thousand": 3, "k": 3, "crore": 7, "crores": 7, "cr": 7, "lakh": 5, "lakhs": 5,
}  # fmt: skip
_UNITS = {
    "%": "percent", "percent": "percent", "x": "ratio", "bp": "basis_point", "bps": "basis_point",
    "basis point": "basis_point", "basis points": "basis_point", "pp": "percentage_point",
    "ppt": "percentage_point", "ppts": "percentage_point", "pt": "percentage_point",
    "pts": "percentage_point",
    "percentage point": "percentage_point", "percentage points": "percentage_point",
}  # fmt: skip
_HEDGES: dict[str, Hedge] = {
    "~": "about", "≈": "about", "c.": "about", "ca": "about", "ca.": "about", "about": "about",
    "approx": "about", "approx.": "about", "around": "about", ">": "over", "≥": "over", "over": "over",
    "at least": "over", "<": "under", "≤": "under", "under": "under", "up to": "under",
}  # fmt: skip
_LONGEST = 60


class Written(Struct, frozen=True, kw_only=True):
    """A number as a cell writes it: ``start`` and ``end`` in the cell, its own unit and scale if any.

    ``steps`` are the worth of one in the last written digit of either end. ``dash`` marks a nothing.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    steps: tuple[Decimal, Decimal] = (Decimal(1), Decimal(1))
    unit: str = ""
    scale: Decimal | None = None
    hedge: Hedge = "none"
    dash: bool = False


def written(text: str, home: str | None) -> Written | None:
    """The number that makes up a whole cell; ``None`` for a cell of words, or of several numbers."""
    if len(text) > _LONGEST:
        return None
    if _DASH.fullmatch(text):
        return Written(start=0, end=len(text), low=Decimal(0), high=Decimal(0), dash=True)
    match = _WHOLE.fullmatch(text)
    if match is None:
        return None
    ends = ["1", "2"] if match["second"] else ["1"]
    scales = [_SCALES[(match[f"scale{n}"] or "").lower()] if match[f"scale{n}"] else None for n in ends]
    units = [_UNITS[" ".join(match[f"unit{n}"].lower().split())] if match[f"unit{n}"] else "" for n in ends]
    # "12-13%", "$4.75 to 4.78 billion": what is said once is said of both ends.
    shared = next((scale for scale in reversed(scales) if scale is not None), None)
    unit = units[-1] or units[0]
    if not unit:
        sign = match["money1"] or (match["money2"] if match["second"] else None)
        unit = currency(sign.strip(), home) if sign else ""
    low, low_step = _value(match, "1", scales[0] if scales[0] is not None else shared)
    high, high_step = _value(match, ends[-1], scales[-1] if scales[-1] is not None else shared)
    if low > high:
        if match["second"] is None or low < 0:
            low, high, low_step, high_step = high, low, high_step, low_step
        else:
            return None
    return Written(
        start=match.end("sign1") if match["sign1"] == "+" else match.start("first"),
        end=match.end("second") if match["second"] else match.end("first"),
        low=low,
        high=high,
        steps=(low_step, high_step),
        unit=unit,
        scale=Decimal(1).scaleb(shared) if shared is not None else None,
        hedge=_HEDGES.get((match["hedge"] or "").lower(), "none"),
    )


def _value(match: re.Match[str], end: str, scale: int | None) -> tuple[Decimal, Decimal]:
    """The number at one end with its own scale, and the worth of its last digit. Parentheses are a minus."""
    digits = match[f"number{end}"].replace(",", "")
    decimals = len(digits.partition(".")[2])
    value = Decimal(digits).scaleb(scale or 0)
    minus = bool(match[f"open{end}"]) or bool(match[f"in{end}"])
    minus ^= any((match[f"{name}{end}"] or "") in {"-", "−", "–"} for name in ("sign", "inner"))
    return -value if minus else value, Decimal(1).scaleb((scale or 0) - decimals)
