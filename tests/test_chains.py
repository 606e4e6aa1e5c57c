"""What is brought together through several steps; and what a formula is worth."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import checker
from checker.interval import Interval
from checker.model import Figure, Formula, members
from checker.relate.formula import leaves, worth
from tests.figures import figure

CASES = yaml.safe_load((Path(__file__).parent / "relate" / "chains.yml").read_text(encoding="utf-8"))
HEADING = "Acme Corp First Quarter 2021 Earnings Conference Call\n\n"
ALARMS = ("inconsistent", "suspicious")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_case(case: dict[str, Any]) -> None:
    report = checker.check_text(HEADING + case["text"].replace("\\n", "\n"))
    texts = {figure.id: figure.text for figure in report.figures}
    if case["verdict"] == "silent":
        assert not [check.note for check in report.checks if check.verdict in ALARMS]
        return
    told = [
        check.verdict
        for check in report.checks
        if check.kind == case["kind"]
        and sorted(texts[i] for i in members(check.figures)) == sorted(case["figures"])
    ]
    assert told == [case["verdict"]]


FIGURES = {
    "a": figure("a", "40.0 USD"),
    "b": figure("b", "25.0 USD"),
    "p": figure("p", "12.0 percent", measure="change"),
    "q": figure("q", "30.0 percent"),
    "s": figure("s", "150 basis_point", measure="change"),
}
FORMULAS = {
    "parts": Formula(op="+", left="a", right="b"),
    "rest": Formula(op="−", left="a", right="b"),
    "margin of revenue": Formula(op="×", left="q", right="a"),
    "base of a rate": Formula(op="÷", left="b", right="q"),
    "rate": Formula(op="percent", left="b", right="a"),
    "growth": Formula(op="growth", left="a", right="b"),
    "level before": Formula(op="before", left="a", right="p"),
    "rate before points": Formula(op="before", left="q", right="s"),
    "rate after growth": Formula(op="after", left="q", right="p"),
    "profit before": Formula(op="before", left=Formula(op="×", left="q", right="a"), right="p"),
}
WORTH = {
    "parts": "65",
    "rest": "15",
    "margin of revenue": "12",
    "rate": "62.5",
    "growth": "60",
    "rate before points": "28.5",
    "rate after growth": "33.6",
}


def _plain(found: Figure) -> Interval:
    factor = Decimal("0.01") if found.unit == "basis_point" else Decimal(1)
    return Interval(found.low * factor, found.high * factor)


def _rounded(found: Figure) -> Interval:
    factor = Decimal("0.01") if found.unit == "basis_point" else Decimal(1)
    return found.interval * factor


@pytest.mark.parametrize("name", WORTH)
def test_worth_as_written(name: str) -> None:
    assert worth(FORMULAS[name], _plain, FIGURES).contains(Decimal(WORTH[name]))


@pytest.mark.parametrize("name", FORMULAS)
@given(by=st.decimals("0", "3", places=2), which=st.integers(0, 4))
@settings(max_examples=25, deadline=None)
def test_wider_figures_make_wider_worth(name: str, by: Decimal, which: int) -> None:
    formula = FORMULAS[name]
    ids = sorted(set(leaves(formula)))
    chosen = ids[which % len(ids)]
    room = Interval(-by, by)
    narrow = worth(formula, _rounded, FIGURES)
    wide = worth(formula, lambda f: _rounded(f) + room if f.id == chosen else _rounded(f), FIGURES)
    assert narrow.within(wide)
