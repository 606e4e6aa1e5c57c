"""What documents say of themselves, and that nothing is guessed in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.read import read, read_text
from tests.gold import folders, lines

CASES = yaml.load(
    (Path(__file__).parent / "read" / "profiles.yml").read_text(encoding="utf-8"), yaml.BaseLoader
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_profiles(case: dict[str, str]) -> None:
    profile = read_text(case["text"]).profile
    for field, wanted in case.items():
        if field not in {"name", "text"}:
            assert getattr(profile, field) == (None if wanted == "null" else wanted), field


def test_assumptions_are_said() -> None:
    assumptions = read_text("Sales were $5 million in fiscal 2021.").profile.assumptions
    assert any("31 December" in said for said in assumptions)
    assert any("USD" in said for said in assumptions)


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    profile = read_text(text).profile
    assert profile.fiscal_year_end


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_annotated_calls(folder: Path) -> None:
    meta: dict[str, Any] = next(iter(lines(folder / "meta.json")))
    profile = read(folder / "document.txt").profile
    assert profile.fiscal_quarter == meta["fiscal_quarter"]
    assert profile.currency == meta["currency"]
    assert profile.kind == meta["kind"]
    assert profile.call_date in {None, meta["call_date"]}
    assert profile.period_end in {None, meta["period_end"]}
