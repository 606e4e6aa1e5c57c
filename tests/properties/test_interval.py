"""What must hold for every interval, with ``Fraction`` as the exact oracle."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.interval import WHOLE, Interval, percent_change, point, stated, total, vague

Operation = Callable[[Any, Any], Any]

decimals = st.decimals(-1000, 1000, places=2) | st.integers(-3, 3).map(Decimal)
weights = st.fractions(0, 1, max_denominator=7)


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Decimal] = decimals) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return point(low)
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    return Interval(
        None if draw(st.integers(0, 9)) == 0 else low,
        None if draw(st.integers(0, 9)) == 0 else high,
        low_open,
        high_open,
    )


positives = intervals(st.decimals(Decimal("0.01"), 1000, places=2)).filter(lambda i: i.positive)


@st.composite
def members(draw: st.DrawFn, interval: Interval) -> Fraction:
    """A true value of the interval: an end that belongs to it, or one between or beyond."""
    low = Fraction(interval.low) if interval.low is not None else None
    high = Fraction(interval.high) if interval.high is not None else None
    if low is None and high is None:
        return Fraction(draw(decimals))
    if low is None:
        assert high is not None
        return high - draw(st.fractions(0, 5000)) - (1 if interval.high_open else 0)
    if high is None:
        return low + draw(st.fractions(0, 5000)) + (1 if interval.low_open else 0)
    weight = draw(weights)
    if (weight == 0 and interval.low_open) or (weight == 1 and interval.high_open):
        weight = Fraction(1, 2)
    return low + weight * (high - low)


def holds(interval: Interval, value: Fraction) -> bool:
    if interval.low is not None:
        low = Fraction(interval.low)
        if value < low or (interval.low_open and value == low):
            return False
    if interval.high is not None:
        high = Fraction(interval.high)
        return value < high or (value == high and not interval.high_open)
    return True


@st.composite
def widened(draw: st.DrawFn, interval: Interval) -> Interval:
    """An interval that holds at least the same values."""
    low, high = interval.low, interval.high
    if low is not None:
        low = draw(st.sampled_from([None, low, low - 1, low - 50]))
    if high is not None:
        high = draw(st.sampled_from([None, high, high + 1, high + 50]))
    return Interval(
        low,
        high,
        interval.low_open and low == interval.low and draw(st.booleans()),
        interval.high_open and high == interval.high and draw(st.booleans()),
    )


OPERATIONS: list[tuple[str, Operation]] = [
    ("+", operator.add),
    ("-", operator.sub),
    ("*", operator.mul),
    ("/", operator.truediv),
]
each_operation = pytest.mark.parametrize(
    "operation", [o for _, o in OPERATIONS], ids=[n for n, _ in OPERATIONS]
)


@each_operation
@given(data=st.data())
def test_the_result_holds_every_value_the_operands_allow(operation: Operation, data: st.DataObject) -> None:
    a, b = data.draw(intervals()), data.draw(intervals())
    x, y = data.draw(members(a)), data.draw(members(b))
    assume(operation is not operator.truediv or y != 0)
    assert holds(operation(a, b), operation(x, y))


@given(data=st.data())
def test_a_chain_of_operations_never_loses_the_true_value(data: st.DataObject) -> None:
    result = data.draw(intervals())
    value = data.draw(members(result))
    for _ in range(data.draw(st.integers(1, 6))):
        _, operation = data.draw(st.sampled_from(OPERATIONS))
        other = data.draw(intervals())
        x = data.draw(members(other))
        if operation is operator.truediv and x == 0:
            continue
        result, value = operation(result, other), operation(value, x)
        assert holds(result, value)


@each_operation
@given(data=st.data())
def test_widening_an_operand_never_shrinks_the_result(operation: Operation, data: st.DataObject) -> None:
    a, b = data.draw(intervals()), data.draw(intervals())
    assume(operation is not operator.truediv or b != point(0))
    wide_a, wide_b = data.draw(widened(a)), data.draw(widened(b))
    assert operation(a, b).within(operation(wide_a, wide_b))


@each_operation
@given(a=intervals(), b=intervals())
def test_ends_are_tight(operation: Operation, a: Interval, b: Interval) -> None:
    """Bounded closed operands give the exact lowest and highest corner, but for the fiftieth digit."""
    assume(a.bounded and b.bounded)
    assume(operation is not operator.truediv or b.positive or b.negative)
    assume(operation is not operator.truediv or (b.low != 0 and b.high != 0))
    corners = [operation(Fraction(x), Fraction(y)) for x in (a.low, a.high) for y in (b.low, b.high)]
    result = operation(a, b)
    assert result.low is not None and result.high is not None
    low, high = min(corners), max(corners)
    assert Fraction(result.low) <= low <= Fraction(result.low) + abs(low) / 10**48
    assert Fraction(result.high) >= high >= Fraction(result.high) - abs(high) / 10**48


@each_operation
@given(data=st.data())
def test_an_end_is_closed_exactly_if_it_is_attained(operation: Operation, data: st.DataObject) -> None:
    small = intervals(st.integers(-3, 3).map(Decimal))
    a, b = data.draw(small), data.draw(small)
    assume(operation is not operator.truediv or b != point(0))
    result = operation(a, b)

    def samples(interval: Interval) -> list[Fraction]:
        ends = [interval.low, interval.high, Decimal(0)]
        if interval.low is not None and interval.high is not None:
            ends.append((interval.low + interval.high) / 2)  # not zero where only one end is
        values = [Fraction(end) for end in ends if end is not None and interval.contains(end)]
        return [*values, data.draw(members(interval))]

    reached = {
        operation(x, y)
        for x in samples(a)
        for y in samples(b)
        if operation is not operator.truediv or y
    }  # fmt: skip
    for end, is_open in ((result.low, result.low_open), (result.high, result.high_open)):
        if end is None or Fraction(end) * 6 % 1 != 0:  # rounded outwards: attained by nothing
            continue
        if is_open:
            assert Fraction(end) not in reached
        elif b.bounded and a.bounded:
            assert Fraction(end) in reached


@given(a=intervals(), b=intervals(), c=intervals())
def test_sums_and_products_commute_and_sums_associate(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert a * b == b * a
    assert (a + b) + c == a + (b + c) == total([a, b, c])
    assert a - b == -(b - a)
    negative = -a
    assert -negative == a
    assert a + 0 == a == a * 1


@given(a=intervals(), b=intervals(), data=st.data())
def test_intersection_and_hull(a: Interval, b: Interval, data: st.DataObject) -> None:
    shared, hull = a.intersection(b), a.hull(b)
    assert shared == b.intersection(a)
    assert hull == b.hull(a)
    assert a.within(hull) and b.within(hull)
    assert (shared is not None) == a.overlaps(b) == b.overlaps(a)
    for value in (data.draw(members(a)), data.draw(members(b))):
        assert (shared is not None and holds(shared, value)) == (holds(a, value) and holds(b, value))
    if shared is not None:
        assert shared.within(a) and shared.within(b)
        assert shared.hull(a) == a


@given(a=intervals(), b=intervals(), data=st.data())
def test_within_means_that_every_value_is_held(a: Interval, b: Interval, data: st.DataObject) -> None:
    assert a.within(a) and a.within(WHOLE)
    assert a.within(b) == (a.intersection(b) == a)
    if a.within(b):
        assert holds(b, data.draw(members(a)))


@given(a=intervals(), b=intervals())
def test_moving_by_the_gap_makes_them_meet(a: Interval, b: Interval) -> None:
    gap = a.gap(b)
    assert gap == -b.gap(a)
    if a.overlaps(b):
        assert gap == 0
    elif gap:
        moved = a + gap
        assert moved.gap(b) == 0
        assert (moved.high == b.low) if gap > 0 else (moved.low == b.high)


@given(a=intervals(), b=intervals(), data=st.data())
def test_agreement_is_a_stronger_overlap(a: Interval, b: Interval, data: st.DataObject) -> None:
    assert a.agrees(a)
    assert a.agrees(b) == b.agrees(a)
    if a.agrees(b):
        assert a.overlaps(b)
        if not (a.is_point or b.is_point):
            assert data.draw(widened(a)).agrees(b)


@given(data=st.data(), prior=positives, percent=intervals(st.decimals(-99, 400, places=1)))
def test_growth_and_its_base(data: st.DataObject, prior: Interval, percent: Interval) -> None:
    x, p = data.draw(members(prior)), data.draw(members(percent))
    grown = x * (1 + p / 100)
    assert holds(prior.grown(percent), grown)
    current = prior.grown(percent)
    assert p <= -100 or holds(current.ungrown(percent), x)
    assert holds(percent_change(current, prior), p)
    y = data.draw(members(current))
    assert holds(percent_change(current, prior), (y / x - 1) * 100)


@given(data=st.data(), current=intervals(), prior=intervals())
def test_percent_change_is_monotone_even_on_a_base_about_zero(
    data: st.DataObject, current: Interval, prior: Interval
) -> None:
    wide = percent_change(data.draw(widened(current)), data.draw(widened(prior)))
    assert percent_change(current, prior).within(wide)


# -- statements --------------------------------------------------------------------------------

digits = st.decimals(-1000, 1000, places=2)
steps = st.integers(-2, 3).map(lambda exponent: Decimal(1).scaleb(exponent))
hedges = st.sampled_from(["none", "about", "over", "under"])
roundings = st.sampled_from(["nearest", "truncation", "either"])


def rounded(value: Fraction, step: Decimal) -> Fraction:
    """To the nearest multiple of the step, half away from zero."""
    size = (abs(value) / Fraction(step) + Fraction(1, 2)) // 1 * Fraction(step)
    return size if value >= 0 else -size


def cut(value: Fraction, step: Decimal) -> Fraction:
    size = abs(value) // Fraction(step) * Fraction(step)
    return size if value >= 0 else -size


@given(value=st.fractions(-1000, 1000), step=steps)
def test_a_figure_stands_for_whatever_is_rounded_to_it(value: Fraction, step: Decimal) -> None:
    def written(number: Fraction) -> Decimal:
        return Decimal(number.numerator) / Decimal(number.denominator)

    near, short = written(rounded(value, step)), written(cut(value, step))
    assert holds(stated(near, near, low_step=step, high_step=step), value)
    assert holds(stated(short, short, low_step=step, high_step=step, rounding="truncation"), value)
    for number in (near, short):
        assert holds(stated(number, number, low_step=step, high_step=step, rounding="either"), value)


@given(low=digits, high=digits, step=steps, coarser=st.integers(0, 2), hedge=hedges, rounding=roundings)
def test_a_coarser_digit_and_a_hedge_only_widen(
    low: Decimal, high: Decimal, step: Decimal, coarser: int, hedge: Any, rounding: Any
) -> None:
    coarse = step.scaleb(coarser)
    strict = stated(low, high, low_step=step, high_step=step, hedge=hedge, rounding=rounding)
    lenient = stated(low, high, low_step=coarse, high_step=coarse, hedge=hedge, rounding=rounding)
    assert strict.within(lenient)
    assert strict.contains(low) and strict.contains(high)
    plain = stated(low, high, low_step=step, high_step=step, rounding=rounding)
    about = stated(low, high, low_step=step, high_step=step, hedge="about", rounding=rounding)
    assert plain.within(about)
    either = stated(low, high, low_step=step, high_step=step, hedge=hedge, rounding="either")
    assert strict.within(either)


@given(low=digits, high=digits, low_step=steps, high_step=steps, hedge=hedges, rounding=roundings)
def test_a_fall_mirrors_a_rise(
    low: Decimal, high: Decimal, low_step: Decimal, high_step: Decimal, hedge: Any, rounding: Any
) -> None:
    assume(low + high != 0)
    rise = stated(low, high, low_step=low_step, high_step=high_step, hedge=hedge, rounding=rounding)
    fall = stated(-high, -low, low_step=high_step, high_step=low_step, hedge=hedge, rounding=rounding)
    assert fall == -rise


@given(low=digits, high=digits, step=steps, hedge=hedges)
def test_a_vague_word_is_at_least_as_wide_as_its_band(
    low: Decimal, high: Decimal, step: Decimal, hedge: Any
) -> None:
    low, high = sorted((low, high))
    band = vague(low, high, step=step)
    assert Interval(low - step, high + step).within(band)
    if hedge == "about":
        assert band.within(vague(low, high, step=step, hedge=hedge))
