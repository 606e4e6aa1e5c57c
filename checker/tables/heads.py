"""What the words of a head, a corner or a caption say: period, unit, scale, comparison, basis, status.

The language of heads is closed and terse ("Three months ended March 31, 2023", "1Q21", "% y/y", "RMB bn",
"in thousands, except per share data"), so it is read by patterns of its own and not as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from checker import units
from checker.model import Measure, Status, Struct
from checker.period import Period, fiscal_year, half, month, quarter, trailing, year_to_date
from checker.resolve.almanac import Almanac

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YEAR = r"(?:(?:19|20)\d\d|['’]\s?\d\d)"
_SHORT = r"(?:(?:19|20)\d\d|['’]?\s?\d\d)"
_MARK = r"\s?(?P<mark>[aefp](?![a-z]))?"
_COMPACT = re.compile(
    rf"(?i)(?<![\w.])(?:"
    rf"(?P<q>[1-4])\s?q\s?(?:fy|cy)?[\s-]?(?P<qy>{_SHORT}){_MARK.replace('mark', 'm1')}"
    rf"|q\s?(?P<r>[1-4])[\s,-]{{0,2}}(?:of\s)?(?:fiscal\s(?:year\s)?|fy|cy)?[\s-]?(?P<ry>{_SHORT})"
    rf"{_MARK.replace('mark', 'm2')}"
    rf"|(?P<s>(?:19|20)\d\d)\s?-?q(?P<sn>[1-4])"
    rf"|(?P<h>[12])\s?h\s?(?:fy)?(?P<hy>{_SHORT})|h\s?(?P<g>[12])[\s-]?(?:fy)?(?P<gy>{_SHORT})"
    rf"|(?P<n>3|6|9|12)\s?m\s?(?:fy)?[\s-]?(?P<ny>{_SHORT})"
    rf"|(?:fy|fiscal(?:\syear)?|financial\syear|full[\s-]year|year)\s?-?(?P<f>{_SHORT})"
    rf"{_MARK.replace('mark', 'm3')}"
    rf"|(?P<word>first|second|third|fourth)[\s-]quarter(?:\sof)?(?:\s(?:fiscal(?:\syear)?|fy))?\s?(?P<wy>{_SHORT})"
    r")(?![\w.,]*\d)"
)
_BARE_YEAR = re.compile(rf"(?i)(?<![\w/.,-])(?P<y>(?:19|20)\d\d){_MARK}(?![\w/]|[.,-]\d)")
_DATE = re.compile(
    rf"(?i)\b(?P<m>{_MONTH})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?(?:\s(?P<y>(?:19|20)\d\d))?(?![\d])"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<m2>{_MONTH})\.?,?[\s-](?P<y2>(?:19|20)\d\d|\d\d)\b"
    rf"|\b(?P<m3>{_MONTH})\.?[\s-](?P<y3>(?:19|20)\d\d|['’]?\d\d)(?!\d)"
    r"|\b(?P<y4>(?:19|20)\d\d)-(?P<m4>[01]\d)-(?P<d4>[0-3]\d)\b"
    r"|\b(?P<a5>\d{1,2})[./](?P<b5>\d{1,2})[./](?P<y5>(?:19|20)\d\d)\b"
)
_LASTING = re.compile(
    r"(?i)\b(?:(?P<n>three|six|nine|twelve|3|6|9|12)[\s-]months?(?:\speriods?)?|(?P<q>quarters?|13[\s-]weeks)"
    r"|(?P<y>(?:fiscal\s|full\s|financial\s)?years?|52[\s-]weeks)|(?P<ytd>year[\s-]to[\s-]date|ytd)"
    r")(?:\s(?:ended|ending|to))\b|\b(?P<ltm>ltm|ttm|last twelve months|trailing (?:twelve|12)[\s-]months?)\b"
)
_NUMBERS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "first": 1, "second": 2, "third": 3, "fourth": 4}
_NEAR = 8  # days by which the end of a quarter of weeks lies off the end of its month

_COMPARED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "yoy",
        re.compile(
            r"(?i)\b(?:y\s?[/-]?o?[/-]?\s?y|yoy|year[\s-](?:on|over)[\s-]year"
            r"|vs\.? (?:py|last year|prior year))\b"
        ),
    ),
    (
        "qoq",
        re.compile(r"(?i)\b(?:q\s?[/-]?o?[/-]?\s?q|qoq|quarter[\s-](?:on|over)[\s-]quarter|sequential(?:ly)?)\b"),
    ),
)  # fmt: skip
_CHANGE = re.compile(
    r"(?i)\b(?:change|chg|growth|var(?:iance)?|increase|decrease|inc\.?\s?/\s?\(?dec|delta)\b|[Δ∆]"
)
_SHARE = re.compile(
    r"(?i)%\s?(?:of|to)\b|\bas a (?:%|percent(?:age)?) of\b|\bpercent(?:age)? of\b|\bmix\b|\bcontribution %"
)
_SCALES: tuple[tuple[Decimal, re.Pattern[str]], ...] = (
    (Decimal(1_000_000_000_000), re.compile(r"(?i)\b(?:trillions?|trn|tn)\b")),
    (
        Decimal(1_000_000_000),
        re.compile(r"(?i)\b(?:billions?|bn|bln)\b|(?<=[$€£¥₹])\s?b\b|(?<=[A-Z]{3}) ?B\b"),
    ),
    (Decimal(1_000_000), re.compile(r"(?i)\b(?:millions?|mn|mln|mio|mm)\b|(?<=[$€£¥₹])\s?m\b|\bm\s?[$€£¥₹]")),
    (Decimal(1_000), re.compile(r"(?i)\b(?:thousands?|000s?)\b|['’]000s?\b|\bk\b(?=\s?[$€£])")),
    (Decimal(10_000_000), re.compile(r"(?i)\b(?:crores?|cr)\b")),
    (Decimal(100_000), re.compile(r"(?i)\b(?:lakhs?|lacs?)\b")),
)
_CODED_SCALE = re.compile(
    r"\b(?!RMB\b)(?:[A-Z]{3}|R[SM]|Rs\.?)\s?(?P<one>[mMbBkK])\b|\b(?P<other>[MBK])\s[A-Z]{3}\b"
)
# "EURmn", "US$bn"
_GLUED = re.compile(r"((?<![A-Za-z])(?:[A-Z]{3}|Rs\.?)|[$€£¥₹])((?:tn|bn|mn|mln|mm|cr|m|b|k)\b)")
_LETTERS = {"m": Decimal(1_000_000), "b": Decimal(1_000_000_000), "k": Decimal(1_000)}
_RATES = (
    ("basis_point", re.compile(r"(?i)\b(?:bps?|basis points?)\b")),
    (
        "percentage_point",
        re.compile(r"(?i)\b(?:pp|ppts?|p\.p\.|pts|percentage points?|%\s?(?:pts|points?))\b"),
    ),
    ("percent", re.compile(r"(?i)%|\bpercent(?:age)?\b")),
    ("ratio", re.compile(r"(?i)\(x\)|\(times\)")),
)
_BASES = (
    ("constant currency", re.compile(r"(?i)\bconstant[\s-]currenc(?:y|ies)\b|\bcc\b|\bcer\b")),
    ("organic", re.compile(r"(?i)\borganic\b|\blike[\s-]for[\s-]like\b|\blfl\b")),
    ("pro forma", re.compile(r"(?i)\bpro[\s-]forma\b")),
    (
        "non-gaap",
        re.compile(r"(?i)\bnon[\s-]?gaap\b|\badj(?:usted|\.)?(?=\W|\Z)|\bunderlying\b|\bnon[\s-]?ifrs\b"),
    ),
    ("gaap", re.compile(r"(?i)\bgaap\b|\bifrs\b")),
)
_EXEMPT = re.compile(r"(?i)\bexcept\b.{0,40}?(?<!per )(?<!per-)\bshares?\b")
_AHEAD = re.compile(r"(?i)\b(?:guidance|outlook|guided)\b")
_TARGET = re.compile(r"(?i)\btargets?\b")
_OTHERS = re.compile(
    r"(?i)\b(?:estimates?|est\.?|consensus|forecasts?|model(?:l?ed)?|projected|projections?|street|peers?|scenario|"
    r"bull|bear|base case|assumptions?)\b"
)


class Head(Struct, frozen=True, kw_only=True):
    """What some words of a head say; what they leave open is empty.

    ``exempt`` says that the scale does not hold for numbers of shares.
    """

    period: Period | None = None
    comparison: str | None = None
    measure: Measure | None = None
    unit: str = ""
    scale: Decimal | None = None
    exempt: bool = False
    basis: str = ""
    status: Status | None = None

    def over(self, other: Head) -> Head:
        """This, and where it is silent what ``other`` says."""
        return Head(
            period=self.period or other.period,
            comparison=self.comparison or other.comparison,
            measure=self.measure or other.measure,
            unit=self.unit or other.unit,
            scale=self.scale if self.scale is not None else other.scale,
            exempt=self.exempt or other.exempt,
            basis=self.basis or other.basis,
            status=self.status or other.status,
        )


def head(text: str, almanac: Almanac, home: str | None) -> Head:
    """What ``text`` says. ``home`` is the currency that a shared sign means."""
    text = " ".join(text.replace("\u2011", "-").split())
    found, estimated = _period(text, almanac)
    comparison = next((name for name, pattern in _COMPARED if pattern.search(text)), None)
    measure: Measure | None = None
    if _SHARE.search(text):
        measure = "share"
    elif comparison or _CHANGE.search(text):
        measure = "change"
    unit, scale = _unit(text, home)
    status: Status | None = "illustrative" if estimated or _OTHERS.search(text) else None
    if status is None and _AHEAD.search(text):
        status = "guidance"
    elif status is None and _TARGET.search(text):
        status = "target"
    return Head(
        period=found,
        comparison=comparison,
        measure=measure,
        unit=unit,
        scale=scale,
        exempt=bool(_EXEMPT.search(text)),
        basis=next((name for name, pattern in _BASES if pattern.search(text)), ""),
        status=status,
    )


def is_period(text: str, almanac: Almanac) -> bool:
    """Whether a cell holds nothing but the name of a period, so that its digits are no figure."""
    bare = re.sub(r"(?i)\((?:un)?audited\)|\b(?:un)?audited\b|[*†]", "", text).strip(" ,()")
    for pattern in (_COMPACT, _DATE, _BARE_YEAR):
        match = pattern.search(bare)
        if match and len(bare) - len(match[0]) <= 24 and not re.search(r"\d", bare.replace(match[0], "", 1)):
            return True
    return bool(_LASTING.search(bare)) or _period(bare, almanac)[0] is not None


def lasts(text: str) -> str:
    """The words that say how long a period lasts: "Three months ended"; ``""`` for none."""
    match = _LASTING.search(text)
    return match[0] if match else ""


# -- periods ---------------------------------------------------------------------------------------


def _year(written: str) -> int:
    digits = re.sub(r"\D", "", written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _period(text: str, almanac: Almanac) -> tuple[Period | None, bool]:
    """The period named, and whether a letter marks it as an estimate."""
    if match := _COMPACT.search(text):
        marks = [match[name] for name in ("m1", "m2", "m3") if match[name]]
        return _compact(match), any(mark.lower() in "ef" for mark in marks)
    lasting = _LASTING.search(text)
    if (day := _day(text)) is not None:
        return _ended(day, lasting, almanac), False
    if match := _BARE_YEAR.search(text):
        return fiscal_year(int(match["y"])), bool(match["mark"] and match["mark"].lower() in "ef")
    if lasting and lasting["ltm"] and almanac.now:
        return trailing(almanac.now.year, almanac.now.number), False
    return None, False


def _compact(match: re.Match[str]) -> Period:
    if match["q"]:
        return quarter(_year(match["qy"]), int(match["q"]))
    if match["r"]:
        return quarter(_year(match["ry"]), int(match["r"]))
    if match["s"]:
        return quarter(int(match["s"]), int(match["sn"]))
    if match["word"]:
        return quarter(_year(match["wy"]), _NUMBERS[match["word"].lower()])
    if match["h"] or match["g"]:
        return half(_year(match["hy"] or match["gy"]), int(match["h"] or match["g"]))
    if match["n"]:
        return _months(_year(match["ny"]), int(match["n"]) // 3, int(match["n"]))
    return fiscal_year(_year(match["f"]))


def _months(year: int, number: int, lasts: int) -> Period:
    """``lasts`` months to the end of quarter ``number``."""
    if lasts == 3:
        return quarter(year, number)
    if lasts == 6 and number in (2, 4):
        return half(year, number // 2)
    if lasts == 12:
        return fiscal_year(year) if number == 4 else trailing(year, number)
    return year_to_date(year, number).to_date() if lasts == 3 * number else trailing(year, number)


def _day(text: str) -> date | None:
    """The first date named; the last day of a month of which no day is named."""
    for match in _DATE.finditer(text):
        parts = match.groupdict()
        year = parts["y"] or parts["y2"] or parts["y3"] or parts["y4"] or parts["y5"]
        if not year and (later := _BARE_YEAR.search(text, match.end())):
            year = later["y"]  # "Three months ended March 31," above "2023"
        if not year:
            return None
        named = parts["m"] or parts["m2"] or parts["m3"]
        if named:
            number, day = _MONTHS.index(named[:3].lower()) + 1, int(parts["d"] or parts["d2"] or 0)
        elif parts["m4"]:
            number, day = int(parts["m4"]), int(parts["d4"])
        else:
            one, other = int(parts["a5"]), int(parts["b5"])
            number, day = (other, one) if other <= 12 else (one, other)
        try:
            return date(_year(year), number, day) if day else _month_end(_year(year), number)
        except ValueError:
            return None
    return None


def _month_end(year: int, number: int) -> date:
    following = date(year + number // 12, number % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _ended(day: date, lasting: re.Match[str] | None, almanac: Almanac) -> Period | None:
    """The period that ends on a day: a point in time where no words say how long it lasted."""
    calendar = almanac.calendar
    inside = calendar.quarter_of(date.fromordinal(day.toordinal() - _NEAR))
    end = calendar.end(inside)
    closes = end is not None and abs((day - end).days) <= _NEAR
    if lasting is None:
        whole = inside.fiscal_year() if inside.number == 4 else inside
        return whole.closing() if closes else month(day.year, day.month).closing()
    if not closes:
        return None
    if lasting["n"]:
        lasts = _NUMBERS.get(lasting["n"].lower(), 0) or int(lasting["n"])
        return _months(inside.year, inside.number, lasts)
    if lasting["q"]:
        return inside
    if lasting["ytd"]:
        return inside.to_date()
    return fiscal_year(inside.year) if inside.number == 4 else trailing(inside.year, inside.number)


# -- units -----------------------------------------------------------------------------------------


@cache
def _money() -> re.Pattern[str]:
    signs = sorted((*units.signs(), *units.currencies()), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{'|'.join(map(re.escape, signs))})(?![A-Za-z]{{2}})")


@cache
def _money_word() -> re.Pattern[str]:
    names = sorted(units.words(), key=len, reverse=True)
    return re.compile(rf"(?i)\b(?P<word>{'|'.join(map(re.escape, names))})s?\b")


def currency(text: str, home: str | None) -> str:
    """The currency that a sign, a code or a word in ``text`` names; ``""`` for none."""
    for match in _money().finditer(text):
        sign = match["sign"]
        if sign in units.currencies():
            if sign not in units.caution():
                return sign
        else:
            return units.pick(units.signs()[sign], home).code
    word = _money_word().search(text)
    return units.pick(units.words()[word["word"].lower()], home).code if word else ""


def _unit(text: str, home: str | None) -> tuple[str, Decimal | None]:
    """Unit and scale: "RMB bn" is CNY in 1,000,000,000."""
    text = _GLUED.sub(r"\1 \2", text)
    scale = next((value for value, pattern in _SCALES if pattern.search(text)), None)
    if scale is None and (match := _CODED_SCALE.search(text)):
        scale = _LETTERS[(match["one"] or match["other"]).lower()]
    money = currency(text, home)
    if money:
        return money, scale
    for unit, pattern in _RATES:
        if pattern.search(text):
            return unit, scale
    return "", scale


def mentions_of_units(text: str) -> Iterator[str]:
    """Every parenthesis that holds nothing but units, as it stands: "(RMB bn)", "(%)"."""
    for match in re.finditer(r"\([^()\d]{1,40}\)|\([^()]{0,20}['’]?000s?\)", text):
        inside = re.sub(r"(?i)\b(?:in|of|except|data|per|share|shares|amounts|unaudited|and)\b", "", match[0])
        unit, scale = _unit(match[0], None)
        rest = re.sub(r"[\W\d_]+", " ", inside).split()
        if (unit or scale) and len(rest) <= 3:
            yield match[0]
