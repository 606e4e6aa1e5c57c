"""Where the bars of a number line stand: intervals of one unit, one above the other, and their gap.

Positions are percentages of the width with one decimal, as text, so that the drawing stretches with
the page and its bytes do not depend on floating point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from checker.interval import Interval
from checker.model import Struct
from checker.wording import amount, span

ROW, AXIS = 36, 22
_GAP_ROW = 26
_LEAST = Decimal("0.8")
# What a character of a label takes of the width of a telephone.
_CHARACTER = Decimal("1.9")
_LEFT, _RIGHT = Decimal(2), Decimal(98)
_SHORT = {" trillion": "tn", " billion": "bn", " million": "m"}
# The distance of two percentages is in points.
_POINTS = {"percent": "percentage_point"}


class Bar(Struct, frozen=True, kw_only=True):
    """One interval: its label, its words, where it begins and how wide it is; heights of words and bar."""

    label: str
    words: str
    kind: str
    x: str
    width: str
    words_y: int
    y: int


class Tick(Struct, frozen=True, kw_only=True):
    """A mark on the axis with its value."""

    x: str
    text: str
    anchor: str


class Gap(Struct, frozen=True, kw_only=True):
    """The stretch between bars that do not meet, with its length in words; it is drawn at ``y``."""

    x: str
    end: str
    middle: str
    anchor: str
    words_y: int
    y: int
    top: int
    bottom: int
    words: str


class NumberLine(Struct, frozen=True, kw_only=True):
    """Bars above an axis, and the gap that no value bridges, if they do not overlap."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    gap: Gap | None
    height: int
    axis: int
    base: int
    words: str


def number_line(
    rows: Sequence[tuple[str, Interval, str]], unit: str, *, gap: bool = True
) -> NumberLine | None:
    """Draw ``rows`` of (label, interval, kind), all in ``unit``; ``None`` if there is nothing to compare.

    Without ``gap`` the rows are not meant to meet, and no gap is drawn.
    """
    ends = [end for _, i, _ in rows for end in (i.low, i.high) if end is not None]
    if len(rows) < 2 or not ends:
        return None
    low, high = min(ends), max(ends)
    margin = (high - low or abs(high) or Decimal(1)) * Decimal("0.08")
    low, high = low - margin, high + margin

    def at(value: Decimal | None, unbounded: Decimal) -> Decimal:
        if value is None:
            return unbounded
        return (_LEFT + (value - low) / (high - low) * (_RIGHT - _LEFT)).quantize(Decimal("0.1"))

    bars = []
    for number, (label, interval, kind) in enumerate(rows):
        x, end = at(interval.low, Decimal(0)), at(interval.high, Decimal(100))
        bars.append(
            Bar(
                label=label,
                words=span(interval, unit),
                kind=kind,
                x=f"{x}%",
                width=f"{max(end - x, _LEAST)}%",
                words_y=number * ROW + 13,
                y=number * ROW + 19,
            )
        )
    apart = _apart([interval for _, interval, _ in rows]) if gap else None
    drawn = _gap(apart, unit, len(rows) * ROW, lambda end: at(end, Decimal(0))) if apart else None
    height = len(rows) * ROW + (_GAP_ROW if drawn else 0) + AXIS
    said = [f"{bar.label}: {bar.words}" for bar in bars]
    return NumberLine(
        bars=tuple(bars),
        ticks=tuple(_ticks(low, high, unit, lambda end: at(end, Decimal(0)))),
        gap=drawn,
        height=height,
        axis=height - 20,
        base=height - 3,
        words="; ".join([*said, drawn.words] if drawn else said),
    )


def _apart(intervals: Sequence[Interval]) -> tuple[Decimal, Decimal] | None:
    """From the end of the lowest to the beginning of the highest, if no value lies in all."""
    highs = [i.high for i in intervals if i.high is not None]
    lows = [i.low for i in intervals if i.low is not None]
    if not highs or not lows or min(highs) >= max(lows):
        return None
    return min(highs), max(lows)


def _gap(apart: tuple[Decimal, Decimal], unit: str, y: int, at: Callable[[Decimal], Decimal]) -> Gap:
    width = apart[1] - apart[0]
    words = amount(width, _POINTS.get(unit, unit), Decimal(1).scaleb(width.adjusted() - 1))
    x, end = at(apart[0]), at(apart[1])
    middle = ((x + end) / 2).quantize(Decimal("0.1"))
    return Gap(
        x=f"{x}%",
        end=f"{end}%",
        middle=f"{middle}%",
        anchor=_anchor(middle),
        words_y=y + 11,
        y=y + 18,
        top=y + 13,
        bottom=y + 23,
        words=f"gap of {words}",
    )


def _anchor(x: Decimal) -> str:
    """Which end of a label stands at ``x``, so that it stays inside the drawing."""
    return "start" if x < 15 else "end" if x > 85 else "middle"


def _ticks(low: Decimal, high: Decimal, unit: str, at: Callable[[Decimal], Decimal]) -> Iterator[Tick]:
    """Up to five round values between ``low`` and ``high``, so far apart that their labels do not meet."""
    rough = (high - low) / 4
    power = Decimal(1).scaleb(rough.adjusted())
    steps = [power * m for m in (1, 2, 5, 10, 20, 50) if power * m >= rough]
    drawn = (_spaced(low, high, step, unit, at) for step in steps)
    yield from next(filter(None, drawn), ())


def _short(text: str) -> str:
    """A value as short as an axis needs it: "RMB2 billion" as "RMB2bn"."""
    for word, letters in _SHORT.items():
        text = text.replace(word, letters)
    return text


def _spaced(
    low: Decimal, high: Decimal, step: Decimal, unit: str, at: Callable[[Decimal], Decimal]
) -> list[Tick]:
    """A tick at every multiple of ``step``; none at all if two labels would meet."""
    first = int((low / step).to_integral_value(ROUND_CEILING))
    last = int((high / step).to_integral_value(ROUND_FLOOR))
    ticks, free = [], Decimal("-Infinity")
    for number in range(first, last + 1):
        x, text = at(number * step), _short(amount(number * step, unit, step))
        anchor, width = _anchor(x), _CHARACTER * len(text)
        begin = x - {"start": Decimal(0), "middle": width / 2, "end": width}[anchor]
        if begin < free:
            return []
        ticks.append(Tick(x=f"{x}%", text=text, anchor=anchor))
        free = begin + width
    return ticks
