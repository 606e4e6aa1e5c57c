"""Tables of cases for intervals: what figures stand for, what follows from them, where ends belong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from checker.interval import WHOLE, Interval, Widths, percent_change, point, stated, total, vague


def i(text: str) -> Interval:
    """ "[3.55, 3.65)" as an interval; an empty end is unbounded."""
    low, high = (end.strip() for end in text[1:-1].split(","))
    return Interval(
        Decimal(low) if low else None, Decimal(high) if high else None, text[0] == "(", text[-1] == ")"
    )


def figure(low: str, high: str | None = None, step: str = "1", **options: Any) -> Interval:
    return stated(
        Decimal(low), Decimal(high or low), low_step=Decimal(step), high_step=Decimal(step), **options
    )


@pytest.mark.parametrize(
    ("low", "high", "step", "options", "expected"),
    [
        # rounding alone
        ("3.6", None, "0.1", {}, "[3.55, 3.65]"),
        ("85", "87", "1", {}, "[84.5, 87.5]"),
        ("310", None, "1", {}, "[309.5, 310.5]"),
        ("310", None, "10", {}, "[305, 315]"),
        ("500", None, "0", {}, "[500, 500]"),
        ("-5", None, "1", {}, "[-5.5, -4.5]"),
        ("87", "85", "1", {}, "[84.5, 87.5]"),
        ("3.6", None, "0.1", {"rounding": "truncation"}, "[3.6, 3.7)"),
        ("-3.6", None, "0.1", {"rounding": "truncation"}, "(-3.7, -3.6]"),
        ("0", None, "1", {"rounding": "truncation"}, "(-1, 1)"),
        ("-2", "5", "1", {"rounding": "truncation"}, "(-3, 6)"),
        ("3.6", None, "0", {"rounding": "truncation"}, "[3.6, 3.6]"),
        ("3.6", None, "0.1", {"rounding": "either"}, "[3.55, 3.7)"),
        ("-3.6", None, "0.1", {"rounding": "either"}, "(-3.7, -3.55]"),
        ("0", None, "1", {"rounding": "either"}, "(-1, 1)"),
        # hedges
        ("8", None, "1", {"hedge": "about"}, "[7.1, 8.9]"),
        ("310", None, "1", {"hedge": "about"}, "[303.3, 316.7]"),
        ("20", None, "1", {"hedge": "about"}, "[18.5, 21.5]"),
        ("-20", None, "1", {"hedge": "about"}, "[-21.5, -18.5]"),
        ("0", None, "1", {"hedge": "about"}, "[-0.5, 0.5]"),
        ("100", None, "1", {"hedge": "over"}, "[100, ]"),
        ("-5", None, "1", {"hedge": "over"}, "[, -5]"),
        ("15", "17", "1", {"hedge": "over"}, "[15, ]"),
        ("30", None, "1", {"hedge": "under"}, "[, 30.3]"),
        ("9.3", None, "0.1", {"hedge": "under"}, "[, 9.35]"),
        ("-30", None, "1", {"hedge": "under"}, "[-30.3, ]"),
        # other widths
        ("8", None, "1", {"hedge": "about", "widths": Widths(about_most=Decimal("0.5"))}, "[6.5, 9.5]"),
        ("100", None, "1", {"hedge": "over", "widths": Widths(over_reach=Decimal("0.1"))}, "[100, 110]"),
        ("100", None, "1", {"hedge": "over", "widths": Widths(over_slack=Decimal("0.1"))}, "[99.5, ]"),
        ("100", None, "1", {"hedge": "under", "widths": Widths(under_reach=Decimal("0.1"))}, "[90, 100.5]"),
    ],
)
def test_what_a_figure_stands_for(
    low: str, high: str | None, step: str, options: dict[str, Any], expected: str
) -> None:
    assert figure(low, high, step, **options) == i(expected)


@pytest.mark.parametrize(
    ("low", "high", "options", "expected"),
    [
        ("14", "16", {}, "[13, 17]"),
        ("1", "3", {}, "[0, 4]"),
        ("0", "0", {"step": Decimal(1)}, "[-1, 1]"),
        ("-16", "-14", {}, "[-17, -13]"),
        ("16", "14", {}, "[13, 17]"),
        ("14", "16", {"hedge": "over"}, "[13, ]"),
        ("14", "16", {"widths": Widths(vague=Decimal(0))}, "[14, 16]"),
    ],
)
def test_what_a_vague_word_stands_for(low: str, high: str, options: dict[str, Any], expected: str) -> None:
    assert vague(Decimal(low), Decimal(high), **options) == i(expected)


def test_a_figure_of_very_many_digits_is_not_cut_short() -> None:
    ones = "1" * 44
    assert figure(f"{ones}1") == Interval(Decimal(f"{ones}0.5"), Decimal(f"{ones}1.5"))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (figure("8142"), figure("8143"), False),
        (figure("1.4", step="0.1"), figure("1.41", step="0.01"), True),
        (figure("1.4", step="0.1"), figure("1.45", step="0.01"), True),
        (figure("1.4", step="0.1"), figure("1.46", step="0.01"), False),
        (figure("3.6", step="0.1"), point(Decimal("3.65")), True),
        (point(5), point(5), True),
        (point(5), point(6), False),
        (figure("100", hedge="over"), figure("101.9", step="0.1"), True),
        (figure("100", hedge="over"), figure("99.5"), False),
    ],
)
def test_two_statements_of_one_fact_share_more_than_an_end(
    one: Interval, other: Interval, agree: bool
) -> None:
    assert one.agrees(other) is agree
    assert other.agrees(one) is agree


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (i("[1, 2]") + i("(3, 4]"), "(4, 6]"),
        (i("[1, 2]") - i("(3, 4]"), "[-3, -1)"),
        (i("[1, ]") + i("[2, 3]"), "[3, ]"),
        (10 - i("[1, 2)"), "(8, 9]"),
        (i("[-1, 2]") * i("[3, 4]"), "[-4, 8]"),
        (i("[-2, -1]") * i("[-4, -3]"), "[3, 8]"),
        (i("(0, 2]") * i("[3, ]"), "(0, ]"),
        (i("[0, 2]") * i("(3, 4)"), "[0, 8)"),
        (i("[0, 0]") * WHOLE, "[0, 0]"),
        (i("[-1, 1)") * i("[-1, 1)"), "(-1, 1]"),
        (i("[1, 2)") * -3, "(-6, -3]"),
        (i("[1, 2]") / i("[4, 8)"), "(0.125, 0.5]"),
        (i("[1, 2]") / i("(0, 4]"), "[0.25, ]"),
        (i("[1, 2]") / i("[0, 4]"), "[0.25, ]"),
        (i("[1, 2]") / i("[-4, 0)"), "[, -0.25]"),
        (i("[1, 2]") / i("[-1, 1]"), "[, ]"),
        (i("[-1, 2]") / i("(0, 4]"), "[, ]"),
        (i("[0, 2]") / i("(0, 4]"), "[0, ]"),
        (i("[0, 0]") / i("[-1, 1]"), "[0, 0]"),
        (i("[1, 2]") / i("[4, ]"), "(0, 0.5]"),
        (1 / i("[4, 8]"), "[0.125, 0.25]"),
        (i("[90, 110]").scale(Decimal("0.1")), "[9, 11]"),
        (point(100).grown(i("[5, 10]")), "[105, 110]"),
        (point(100).compounded(point(10), 2), "[121, 121]"),
        (point(105).ungrown(point(5)), "[100, 100]"),
        (point(105).ungrown(i("[-100, 5]")), "[, ]"),
        (total([]), "[0, 0]"),
        (total([point(1), i("[2, 3)"), i("[-1, 0]")]), "[2, 4)"),
        (percent_change(i("[110, 120]"), i("(80, 100]")), "[10, 50)"),
        (percent_change(i("[-10, 120]"), i("[80, 100]")), "[-112.5, 50]"),
        (percent_change(point(5), i("[0, 1]")), "[, ]"),
        (percent_change(point(5), i("[-2, -1]")), "[, ]"),
    ],
)
def test_arithmetic(expression: Interval, expected: str) -> None:
    assert expression == i(expected)


def test_quotients_that_do_not_end_are_rounded_outwards() -> None:
    third = point(1) / 3
    assert third.low is not None and third.high is not None
    assert third.low < third.high
    assert (third * 3).contains(1)
    assert not (third * 3).is_point


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        i("[1, 2]") / 0


def test_a_guided_range_and_its_growth_imply_one_base() -> None:
    """310 up 26 % and 330 up 34 % leave a base of 245.35 to 247.01 billion in common."""
    low = figure("310", step="0").ungrown(figure("26"))
    high = figure("330", step="0").ungrown(figure("34"))
    shared = low.intersection(high)
    assert shared is not None and shared.low is not None and shared.high is not None
    assert (round(shared.low, 2), round(shared.high, 2)) == (Decimal("245.35"), Decimal("247.01"))


def test_growth_within_rounding() -> None:
    """3.6 on 3.18 is 12.0 to 14.6 % unrounded and may be the stated 13."""
    change = percent_change(figure("3.6", step="0.1"), figure("3.18", step="0.01"))
    assert change.overlaps(figure("13"))
    assert not change.overlaps(figure("17"))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("[1, 3]", "[2, 4]", "[2, 3]"),
        ("[1, 2]", "[2, 3]", "[2, 2]"),
        ("[1, 2)", "[2, 3]", None),
        ("[1, 2]", "[3, 4]", None),
        ("(1, 3]", "[1, 3)", "(1, 3)"),
        ("[, 3]", "[2, ]", "[2, 3]"),
        ("[, ]", "(2, 5]", "(2, 5]"),
    ],
)
def test_intersection(one: str, other: str, shared: str | None) -> None:
    assert i(one).intersection(i(other)) == (None if shared is None else i(shared))
    assert i(one).overlaps(i(other)) is (shared is not None)


@pytest.mark.parametrize(
    ("one", "other", "hull", "gap"),
    [
        ("[1, 2]", "[4, 5]", "[1, 5]", "2"),
        ("[4, 5]", "[1, 2]", "[1, 5]", "-2"),
        ("[1, 4]", "(1, 4)", "[1, 4]", "0"),
        ("[1, 2)", "[2, 3]", "[1, 3]", "0"),
        ("[, 2]", "[3, ]", "[, ]", "1"),
    ],
)
def test_hull_and_gap(one: str, other: str, hull: str, gap: str) -> None:
    assert i(one).hull(i(other)) == i(hull)
    assert i(one).gap(i(other)) == Decimal(gap)


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        ("[1, 2)", ["1", "1.99"], ["0.99", "2"]),
        ("(1, 2]", ["1.01", "2"], ["1", "2.01"]),
        ("[, 2]", ["-1e30", "2"], ["2.01"]),
        ("(1, ]", ["1.01", "1e30"], ["1"]),
    ],
)
def test_contains(interval: str, inside: list[str], outside: list[str]) -> None:
    assert all(i(interval).contains(Decimal(value)) for value in inside)
    assert not any(i(interval).contains(Decimal(value)) for value in outside)


@pytest.mark.parametrize(
    ("interval", "width", "midpoint"), [("[1, 4]", "3", "2.5"), ("[, 4]", None, None), ("[1, ]", None, None)]
)
def test_width_and_midpoint(interval: str, width: str | None, midpoint: str | None) -> None:
    assert i(interval).width == (None if width is None else Decimal(width))
    assert i(interval).midpoint == (None if midpoint is None else Decimal(midpoint))


@pytest.mark.parametrize(
    ("interval", "positive", "negative"),
    [
        ("(0, 1]", True, False),
        ("[0, 1]", False, False),
        ("[-1, 0)", False, True),
        ("[-1, 1]", False, False),
        ("[1, ]", True, False),
        ("[, -1]", False, True),
        ("[, ]", False, False),
    ],
)
def test_sign(interval: str, positive: bool, negative: bool) -> None:
    assert i(interval).positive is positive
    assert i(interval).negative is negative
    assert i(interval).bounded is ("[, " not in interval and ", ]" not in interval)


@pytest.mark.parametrize("text", ["[2, 1]", "[1, 1)", "(1, 1]", "[NaN, 1]", "[1, Infinity]"])
def test_no_interval_is_empty_or_endless(text: str) -> None:
    with pytest.raises(ValueError, match="in "):
        i(text)


def test_equal_sets_are_equal_and_hash_alike() -> None:
    assert Interval(None, Decimal(2), True) == Interval(None, Decimal("2.0"))
    assert hash(Interval(None, None, True, True)) == hash(WHOLE)


def test_it_survives_json() -> None:
    interval = i("(1.50, ]")
    assert msgspec.json.decode(msgspec.json.encode(interval), type=Interval) == interval
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"low": "2", "high": "1"}', type=Interval)


@pytest.mark.parametrize(
    ("interval", "text"), [("[3.55, 3.65)", "[3.55, 3.65)"), ("[2, ]", "[2, ∞)"), ("[, 2]", "(-∞, 2]")]
)
def test_notation(interval: str, text: str) -> None:
    assert str(i(interval)) == text
