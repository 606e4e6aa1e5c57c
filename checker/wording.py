"""Numbers, periods and names as a person would write them. Pure: no locale, no clock.

Units are the keys of the model (``CNY``, ``percent``, ``CNY/share``), values fully scaled. What is
written here is for reading: the machine form of a number is ``plain``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal

from checker.interval import Interval
from checker.model import Figure

_SIGNS = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "C$",
    "CNY": "RMB",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "NZD": "NZ$",
    "SGD": "S$",
    "TWD": "NT$",
    "USD": "US$",
}
_SCALES = (
    (Decimal("1e12"), " trillion"),
    (Decimal("1e9"), " billion"),
    (Decimal("1e6"), " million"),
    (Decimal(1), ""),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_HEDGES = {"none": "", "about": "about ", "over": "over ", "under": "under "}
_DIGITS = Context(prec=60, rounding=ROUND_HALF_EVEN)

# What must not act on a terminal or reorder the text around it: C0 and C1 controls, bidirectional
# marks and overrides, line and paragraph separators, lone surrogates, the byte order mark.
_UNRULY = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


# -- numbers -----------------------------------------------------------------------------------


def where(figure: Figure) -> str:
    """Where a figure stands, as a person would look it up: a page, or a line."""
    return f"page {figure.page}" if figure.page else f"line {figure.line}"


def plain(value: Decimal) -> str:
    """The exact value as a decimal string without exponent or trailing zeros: "74100000000", "-0.22"."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def number(value: Decimal, places: int | None = None) -> str:
    """Digits grouped in thousands, rounded half to even at ``places`` decimals if given: "1,234.5"."""
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), context=_DIGITS)
    whole, _, fraction = plain(abs(value)).partition(".")
    grouped = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    return f"-{grouped}" if value < 0 and grouped != "0" else grouped


def amount(value: Decimal, unit: str, quantum: Decimal | None = None) -> str:
    """A value with its unit: "RMB74.1 billion", "15%", "1.3 points", "5.4 times", "US$1.2 per share".

    ``quantum`` is the worth of the last digit shown; without it, all digits up to six significant
    ones, and as many as a whole number below a thousand million needs.
    """
    scale, word = _scale(value, unit)
    return _dressed(_digits(value, scale, _quantum(value) if quantum is None else quantum), word, unit)


def span(interval: Interval, unit: str, digits: int = 2) -> str:
    """An interval in words: "14.7% to 17.4%", "RMB245.3 to 247.0 billion", "above 50%", "any value".

    Its ends are rounded so that its width keeps ``digits`` significant digits.
    """
    low, high = interval.low, interval.high
    if low is None:
        if high is None:
            return "any value"
        return f"{'below' if interval.high_open else 'at most'} {amount(high, unit)}"
    if high is None:
        return f"{'above' if interval.low_open else 'at least'} {amount(low, unit)}"
    if low == high:
        return amount(low, unit)
    step = Decimal(1).scaleb((high - low).adjusted() - digits + 1)
    (scale, word), (low_scale, _) = _scale(high, unit), _scale(low, unit)
    if abs(low) > abs(high):
        scale, word = _scale(low, unit)
    elif low_scale != scale and low != 0:
        return f"{amount(low, unit, step)} to {amount(high, unit, step)}"
    first, last = _aligned(_digits(low, scale, step), _digits(high, scale, step))
    if _suffix(unit):
        return f"{_dressed(first, '', _bare(unit))} to {_dressed(last, word, unit)}"
    return f"{_dressed(first, '', unit)} to {last}{word}"


def stated(figure: Figure) -> str:
    """The normalised value of a figure as stated, with its hedge: "over RMB100 billion", "15% to 17%"."""
    hedge = _HEDGES[figure.hedge]
    if figure.low == figure.high:
        return hedge + amount(figure.low, figure.unit)
    step = _quantum(figure.low).min(_quantum(figure.high))
    ends = Interval(figure.low, figure.high)
    width = (figure.high - figure.low).adjusted() - step.adjusted() + 1
    return hedge + span(ends, figure.unit, max(2, width))


def _scale(value: Decimal, unit: str) -> tuple[Decimal, str]:
    if not (unit == "count" or _is_money(unit)):
        return _SCALES[-1]
    return next((s for s in _SCALES if abs(value) >= s[0]), _SCALES[-1])


def _quantum(value: Decimal) -> Decimal:
    """Six significant digits, or the exact last digit where that is coarser."""
    if not value:
        return Decimal(1)
    exact = int(value.normalize(_DIGITS).as_tuple().exponent)
    return Decimal(1).scaleb(max(exact, value.adjusted() - 5))


def _digits(value: Decimal, scale: Decimal, quantum: Decimal) -> str:
    return number(value / scale, max(0, scale.adjusted() - quantum.adjusted()))


def _aligned(first: str, last: str) -> tuple[str, str]:
    """Both ends with as many decimals as the longer one: "1.2" and "1.35" as "1.20" and "1.35"."""
    places = max(len(end.partition(".")[2]) for end in (first, last))
    if not places:
        return first, last
    whole, _, fraction = first.partition(".")
    top, _, rest = last.partition(".")
    return f"{whole}.{fraction.ljust(places, '0')}", f"{top}.{rest.ljust(places, '0')}"


def _dressed(digits: str, word: str, unit: str) -> str:
    """Digits between their currency sign and their unit, the minus sign in front of both."""
    base, _, per = unit.partition("/")
    sign, body = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    if _is_money(base):
        prefix = _SIGNS.get(base, f"{base} ")
        return f"{sign}{prefix}{body}{word}" + (f" per {_spaced(per)}" if per else "")
    return f"{digits}{word}{_suffix(unit, one=body == '1' and not word)}"


def _suffix(unit: str, *, one: bool = False) -> str:
    base, _, per = unit.partition("/")
    if _is_money(base) or unit == "count" or not unit:
        return f" per {_spaced(per)}" if per else ""
    if base == "percent":
        text = "%"
    elif base == "ratio":
        text = " times"
    else:
        name = {"percentage_point": "point", "square_foot": "square feet"}.get(base, _spaced(base))
        text = f" {name}" if one or name.endswith("feet") else f" {name}s"
    return text + (f" per {_spaced(per)}" if per else "")


def _bare(unit: str) -> str:
    """The unit of the first end of a span: the noun is said once, the percent sign and money twice."""
    if unit == "percent":
        return unit
    return unit.partition("/")[0] if _is_money(unit) else "count"


def _is_money(unit: str) -> bool:
    base = unit.partition("/")[0]
    return len(base) == 3 and base.isupper()


def _spaced(key: str) -> str:
    return key.replace("_", " ")


# -- periods -----------------------------------------------------------------------------------

_PERIOD_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d{4})([QH]\d)"), "{0} {1}"),
    (re.compile(r"FY(\d{4})"), "FY{0}"),
    (re.compile(r"YTD(\d{4})"), "{0} so far"),
    (re.compile(r"YTD(\d{4})([QH]\d)"), "{0} up to {1}"),
    (re.compile(r"LTM(\d{4})([QH]\d)"), "the 12 months to {0} {1}"),
)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_LIST = re.compile(r" / ")
_SPAN = re.compile(r"(FY\d{4}|\d{4}[QH]\d|\d{4}-\d{2})-(FY\d{4}|\d{4}[QH]\d|\d{4}-\d{2})")


def period(label: str | None) -> str:
    """A period label in words: "2021 Q1", "end of 2021 Q1", "April 2021", "FY2021 to FY2025"."""
    if label is None:
        return "no period stated"
    if _LIST.search(label):
        return listed([period(part) for part in _LIST.split(label)])
    if label == "@call":
        return "the day of the call"
    if label.startswith("@"):
        return f"end of {period(label[1:])}"
    if both := _SPAN.fullmatch(label):
        return f"{period(both[1])} to {period(both[2])}"
    if (month := _MONTH.fullmatch(label)) and 1 <= int(month[2]) <= 12:
        return f"{_MONTHS[int(month[2]) - 1]} {month[1]}"
    for form, words in _PERIOD_FORMS:
        if found := form.fullmatch(label):
            return words.format(*found.groups())
    return label


def comparison(label: str | None) -> str:
    """What a change is measured against: "on a year earlier", "on the quarter before", "on FY2019"."""
    if label is None:
        return ""
    return "on " + {"yoy": "a year earlier", "qoq": "the quarter before"}.get(label, period(label))


# -- what a figure is about ---------------------------------------------------------------------


def subject(figure: Figure) -> str:
    """Metric, scope and basis, as far as known: "revenue, platform services, non-GAAP"."""
    return ", ".join(part for part in (metric(figure), figure.scope, basis(figure)) if part)


def metric(figure: Figure) -> str:
    """What is measured: "revenue"."""
    return figure.metric or "something not named"


def basis(figure: Figure) -> str:
    """How it is measured, if that is said: "non-GAAP", "constant currency"."""
    return {"gaap": "GAAP", "non-gaap": "non-GAAP"}.get(figure.basis, figure.basis)


def listed(items: Sequence[str], last: str = "and") -> str:
    """An English list: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """ "1 figure", "90 figures", "no check"."""
    many = plural or f"{noun}s"
    return f"no {many}" if count == 0 else f"{count:,} {noun if count == 1 else many}"


def sentence(text: str) -> str:
    """``text`` with a capital letter in front and a full stop behind, if it has none of its own."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def flat(parts: Iterable[str], separator: str = " · ") -> str:
    """The parts that say something, joined."""
    return separator.join(part for part in parts if part)


def inert(text: str) -> str:
    """``text`` on one line, with every character that could act on a terminal or reorder text spelled out.

    Line breaks and tabs become spaces, other controls and bidirectional overrides ``\\x1b`` or
    ``\\u202e``.
    """
    return _UNRULY.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
