"""Scores on the annotated calls, kept as floors: they only rise."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.engine import check
from checker.report import json_report
from tests import gold

FLOORS = tomllib.loads((Path(__file__).parent / "gold_floors.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not gold.folders(), reason="the annotated calls are not on this machine")


@cache
def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", gold.GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def counts(name: str) -> Any:
    folder = gold.GOLD / name
    report = json.loads(json_report.render(check(folder / "document.txt")))
    return scorer().score_one(folder, report, False)


def reached(names: list[str]) -> dict[str, float]:
    total = sum((counts(name) for name in names[1:]), start=counts(names[0]).copy())
    return {
        **scorer().summary(total),
        **total,
        "alarm_hit": total["alarm_hit"],
        "extra alarms": total["alarm_pred"] - total["alarm_hit"],
        "bad offsets": total["bad_offsets"],
    }


@pytest.mark.parametrize("name", [key for key in FLOORS if key != "all"])
def test_scores_of_one_call(name: str) -> None:
    got = reached([name])
    assert {k: got[k] for k, floor in FLOORS[name].items() if k != "extra alarms" and got[k] < floor} == {}
    if "extra alarms" in FLOORS[name]:
        assert got["extra alarms"] <= FLOORS[name]["extra alarms"]


def test_scores_of_all_calls() -> None:
    got = reached([folder.name for folder in gold.folders()])
    assert {k: got[k] for k, floor in FLOORS["all"].items() if k != "extra alarms" and got[k] < floor} == {}
    assert got["extra alarms"] <= FLOORS["all"]["extra alarms"]
    assert got["bad offsets"] == 0
