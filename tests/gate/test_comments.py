"""Suppression by a comment in the document."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker import check
from checker.gate.comments import heeded, suppressions
from checker.read import read_text
from tests.gate.notes import HEAD, OTHER, RIGHT, WRONG

CASES = yaml.safe_load(Path(__file__).with_name("comments.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    source = HEAD + case["text"].replace("WRONG", WRONG.strip()).replace("RIGHT", RIGHT.strip())
    path = tmp_path / "note.md"
    path.write_text(source, encoding="utf-8")
    report = heeded(check(path))
    assert [f.kind for f in report.findings if not f.waiver] == case.get("kinds", [])
    assert [f.kind for f in report.findings if f.waiver] == case.get("waived", [])
    for finding in report.findings:
        if finding.waiver:
            assert finding.waiver.reason == "The base was restated."
        if finding.kind == "suppression" and "says" in case:
            assert finding.message == case["says"]
            assert finding.line == source[: source.index("<!--")].count("\n") + 1


def test_it_stands_for_one_finding_of_two(tmp_path: Path) -> None:
    source = f"{HEAD}{WRONG}\n<!-- checker: ignore[growth] rounded elsewhere -->\n{OTHER}"
    path = tmp_path / "note.md"
    path.write_text(source, encoding="utf-8")
    found = heeded(check(path)).findings
    assert [(f.line, bool(f.waiver)) for f in found] == [(3, False), (6, True)]


def test_in_a_page_it_stands_for_the_element_that_follows(tmp_path: Path) -> None:
    source = f"<p>{WRONG}</p>\n<!-- checker: ignore[growth] restated -->\n<p>{OTHER}</p>\n"
    path = tmp_path / "note.html"
    path.write_text(f"<h1>Alder Mills, second quarter 2022</h1>\n{source}", encoding="utf-8")
    found = heeded(check(path)).findings
    assert [bool(f.waiver) for f in found] == [False, True]


def test_before_a_table_it_stands_for_all_of_it(tmp_path: Path) -> None:
    table = "| | Q2 2022 |\n| --- | --- |\n| Revenue, $ million | 3.60 |\n| Costs, $ million | 2.40 |\n"
    path = tmp_path / "note.md"
    path.write_text(f"{HEAD}<!-- checker: ignore[sum] restated -->\n\n{table}\nThere are 12.\n", "utf-8")
    report = check(path)
    [found] = suppressions(report.document, report.figures)
    texts = {figure.id: figure.text for figure in report.figures}
    assert [texts[i] for i in sorted(found.figures)] == ["3.60", "2.40"]


def test_many_comments_take_no_time() -> None:
    document = read_text("<!-- checker: ignore[sum] x -->" * 10_000 + "\n\nWords.\n", form="markdown")
    began = time.perf_counter()
    assert len(list(suppressions(document, ()))) == 10_000
    assert time.perf_counter() - began < 2
