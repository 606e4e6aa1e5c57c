"""Suppression by a comment in the document."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker import check
from checker.gate.comments import comments, heeded
from tests.gate.notes import HEAD, OTHER, RIGHT, WRONG

CASES = yaml.safe_load(Path(__file__).with_name("comments.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    source = HEAD + case["text"].replace("WRONG", WRONG.strip()).replace("RIGHT", RIGHT.strip())
    path = tmp_path / "note.md"
    path.write_text(source, encoding="utf-8")
    report = heeded(check(path), source)
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
    found = heeded(check(path), source).findings
    assert [(f.line, bool(f.waiver)) for f in found] == [(3, False), (6, True)]


def test_in_a_page_it_stands_for_the_element_that_follows() -> None:
    source = "<!-- checker: ignore[sum] x -->\n<p>One\n2</p>\n<p>3</p>\n"
    assert [(c.first, c.last) for c in comments(source)] == [(2, 3)]


def test_many_open_comments_take_no_time() -> None:
    began = time.perf_counter()
    assert not list(comments("<!-- checker: ignore[" * 100_000))
    assert len(list(comments("<!-- checker: ignore[sum] x -->" * 20_000))) == 20_000
    assert time.perf_counter() - began < 2
