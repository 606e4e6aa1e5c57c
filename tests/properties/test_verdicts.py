"""What must hold of every verdict, whatever the figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.interval import Interval
from checker.model import Figure, Relation
from checker.rules import judge
from tests.figures import figure

ALARMS = ("inconsistent", "suspicious")
SHAPES: dict[str, dict[str, list[str]]] = {
    "growth": {"current": ["USD"], "prior": ["USD"], "change": ["percent"]},
    "difference": {"current": ["USD"], "prior": ["USD"], "change": ["USD"]},
    "multiple": {"current": ["USD"], "prior": ["USD"], "change": ["percent"]},
    "range_growth": {"range": ["USD"], "base": ["USD"], "change": ["percent"]},
    "implied_base": {"current": ["USD"], "change": ["percent", "USD"]},
    "sum": {"total": ["USD"], "parts": ["USD", "USD"]},
    "share": {"part": ["USD"], "total": ["USD"], "share": ["percent"]},
    "product": {"factors": ["percent", "USD"], "product": ["USD"]},
    "ratio": {"numerator": ["USD"], "denominator": ["USD"], "ratio": ["percent"]},
    "repeat": {"mentions": ["USD", "USD"]},
    "direction": {"current": ["USD"], "prior": ["USD"]},
    "order": {"smaller": ["USD"], "larger": ["USD"]},
}
NUMBERS = st.decimals(min_value="0.1", max_value="9999", places=1)


def _built(kind: str, numbers: list[Decimal]) -> tuple[Relation, dict[str, Figure]]:
    figures: dict[str, Figure] = {}
    roles: dict[str, Any] = {}
    for role, units in SHAPES[kind].items():
        ids = []
        for unit in units:
            name = f"f{len(figures) + 1}"
            measure = "change" if role == "change" else "level"
            figures[name] = figure(name, f"{numbers[len(figures)]} {unit}", measure=measure)
            ids.append(name)
        roles[role] = tuple(ids) if len(ids) > 1 or role in ("parts", "factors", "mentions") else ids[0]
    return Relation(kind=kind, figures=roles, sense=1), figures


def _wider(found: Figure, by: Decimal) -> Figure:
    """The same statement made less exactly: coarser digits, and with them wider intervals."""
    room = Interval(-by, by)
    return replace(
        found,
        low_step=found.low_step + 2 * by,
        high_step=found.high_step + 2 * by,
        low_coarse=found.low_coarse + 2 * by,
        high_coarse=found.high_coarse + 2 * by,
        interval=found.interval + room,
        lenient=found.lenient + room,
    )


@pytest.mark.parametrize("kind", SHAPES)
@given(
    numbers=st.lists(NUMBERS, min_size=3, max_size=3),
    by=st.decimals("0", "50", places=1),
    which=st.integers(0, 2),
)
@settings(max_examples=60, deadline=None)
def test_widening_never_turns_consistent_into_an_alarm(
    kind: str, numbers: list[Decimal], by: Decimal, which: int
) -> None:
    relation, figures = _built(kind, numbers)
    before = judge(relation, figures)
    name = sorted(figures)[which % len(figures)]
    after = judge(relation, figures | {name: _wider(figures[name], by)})
    if before.verdict == "consistent":
        assert after.verdict not in ALARMS


@pytest.mark.parametrize(
    "kind", ["growth", "multiple", "sum", "share", "ratio", "repeat", "direction", "order"]
)
@given(numbers=st.lists(NUMBERS, min_size=3, max_size=3), power=st.integers(-3, 9))
@settings(max_examples=40, deadline=None)
def test_the_unit_of_money_is_no_matter(kind: str, numbers: list[Decimal], power: int) -> None:
    relation, figures = _built(kind, numbers)
    factor = Decimal(10) ** power
    scaled = {
        name: replace(
            f,
            low=f.low * factor,
            high=f.high * factor,
            low_step=f.low_step * factor,
            high_step=f.high_step * factor,
            low_coarse=f.low_coarse * factor,
            high_coarse=f.high_coarse * factor,
            interval=f.interval * factor,
            lenient=f.lenient * factor,
        )
        if f.unit == "USD"
        else f
        for name, f in figures.items()
    }
    assert judge(relation, scaled).verdict == judge(relation, figures).verdict


@pytest.mark.parametrize("kind", SHAPES)
@given(numbers=st.lists(NUMBERS, min_size=3, max_size=3))
@settings(max_examples=30, deadline=None)
def test_a_weak_relation_never_alarms(kind: str, numbers: list[Decimal]) -> None:
    relation, figures = _built(kind, numbers)
    assert judge(replace(relation, strong=False), figures).verdict not in ALARMS
    assert judge(replace(relation, guard="another basis"), figures).verdict == "not comparable"
