"""Tables: what heads and cells say, what each cell states, and what is found in them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.engine import examine, figures_of
from checker.model import Profile
from checker.read import Overrides, read_text
from checker.resolve.almanac import Almanac
from checker.tables.cells import written
from checker.tables.heads import head

FOLDER = Path(__file__).parent / "tables"


def cases(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("heads"), ids=lambda case: case["text"])
def test_heads(case: dict[str, Any]) -> None:
    year_end = case.get("year_end", "12-31")
    profile = Profile(fiscal_quarter="2023Q1", period_end="2023-03-31", fiscal_year_end=year_end)
    said = head(case["text"], Almanac(profile), "USD")
    assert (str(said.period) if said.period else None) == case.get("period")
    for field in ("comparison", "measure", "status"):
        assert getattr(said, field) == case.get(field), field
    for field in ("unit", "basis"):
        assert getattr(said, field) == case.get(field, ""), field
    assert said.scale == (Decimal(case["scale"]) if "scale" in case else None)
    assert said.exempt == case.get("exempt", False)


@pytest.mark.parametrize("case", cases("cells"), ids=lambda case: case["text"])
def test_cells(case: dict[str, Any]) -> None:
    said = written(case["text"], "USD")
    if case.get("none"):
        assert said is None
        return
    assert said is not None
    assert (said.low, said.high) == (Decimal(case["low"]), Decimal(case.get("high", case["low"])))
    assert (said.unit, said.hedge, said.dash) == (
        case.get("unit", ""),
        case.get("hedge", "none"),
        case.get("dash", False),
    )
    assert said.steps[0] == Decimal(case.get("step", "1"))


@pytest.mark.parametrize("case", cases("figures"), ids=lambda case: case["name"])
def test_what_cells_state(case: dict[str, Any]) -> None:
    document = read_text(case["text"], form=case.get("form", "markdown"))
    reading = figures_of(document)
    found = [
        [f.text, str(f.low), f.unit, f.metric, f.scope, f.basis, f.period, f.comparison or f.measure]
        for f in reading.figures
        if f.trace[:1] == ("table",)
    ]
    assert found == case["figures"]
    for figure in reading.figures:
        assert document.text[figure.start : figure.end] == figure.text
    if "assumption" in case:
        assert case["assumption"] in reading.document.profile.assumptions


@pytest.mark.parametrize("case", cases("checks"), ids=lambda case: case["name"])
def test_what_is_found_in_tables(case: dict[str, Any]) -> None:
    document = read_text(
        case["text"], form="markdown", overrides=Overrides(fiscal_quarter="2022Q2", currency="USD")
    )
    report = examine(document)
    assert not report.failures
    assert [finding.kind for finding in report.findings] == case["findings"]
    if "checks" in case:
        kinds = Counter(check.kind for check in report.checks if check.kind != "repeat")
        assert kinds == Counter(case["checks"])
