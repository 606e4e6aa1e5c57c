"""The JSON report against its schema, its golden file and the annotation guide."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from checker.interval import Interval
from checker.model import Failure, Report
from checker.report import json_report
from tests.report.golden import same_as_golden
from tests.report.sample import build

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "checker/data/report.schema.json").read_text(encoding="utf-8"))
GUIDE = [
    "id", "start", "end", "text", "low", "high", "unit", "hedge", "measure", "comparison",
    "metric", "scope", "basis", "period", "status",
]  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return build()


def test_golden(report: Report) -> None:
    same_as_golden("report.json", json_report.render(report, version="0"))


def test_schema_is_a_schema_and_names_the_version() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == json_report.SCHEMA


def test_report_meets_its_schema(report: Report) -> None:
    broken = replace(report, failures=(Failure(rule="growth", message="ZeroDivisionError"),))
    for each in (report, broken):
        jsonschema.validate(json.loads(json_report.render(each)), SCHEMA)


def test_schema_refuses_what_it_does_not_know(report: Report) -> None:
    wrong = json.loads(json_report.render(report))
    wrong["figures"][0]["low"] = "7.41e10"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_figures_begin_with_the_fields_of_the_guide(report: Report) -> None:
    for figure in json.loads(json_report.render(report))["figures"]:
        assert list(figure)[: len(GUIDE)] == GUIDE
        assert report.document.text[figure["start"] : figure["end"]] == figure["text"]


def test_decimals_are_plain_strings(report: Report) -> None:
    wide = replace(
        report.figures[0], low=Decimal("7.41E+10"), interval=Interval(Decimal("1E-9"), None, True, False)
    )
    tree = json.loads(json_report.render(replace(report, figures=(wide,))))
    assert tree["figures"][0]["low"] == "74100000000"
    assert tree["figures"][0]["interval"] == {
        "low": "0.000000001",
        "high": None,
        "low_open": True,
        "high_open": False,
    }


def test_hostile_text_reads_back_unchanged(report: Report) -> None:
    hostile = "</script>\u202e\ud800\u2028\x1b[31m"
    text = json_report.render(replace(report, figures=(replace(report.figures[0], text=hostile),)))
    text.encode("utf-8")
    assert not set(text) & set("\u202e\u2028\x1b")
    assert json.loads(text)["figures"][0]["text"] == hostile


def test_packed_says_the_same(report: Report) -> None:
    packed = json_report.packed(report)
    assert json_report.unpack(json.loads(packed)) == json.loads(json_report.render(report))
    assert "\n" not in packed
    assert len(packed) < len(json_report.render(report)) / 2
