"""Notes with planted errors and their clean twins beside the project, held against their calls: floors.

A planted error counts as found if a finding marks its figure, and as mended if the finding names what
the annotator gives as the correction.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

import checker
from checker.model import Finding, Report
from tests import gold

NOTES = gold.SHARED / "notes_gold"
NAMES = sorted(path.parent.name for path in NOTES.glob("*/claims.jsonl")) if NOTES.is_dir() else []
FOUND = {"qfin_2021q1": 9, "ssd_q2_2020": 10}
MENDED = {"qfin_2021q1": 8, "ssd_q2_2020": 10}

pytestmark = pytest.mark.skipif(not NAMES, reason="the annotated notes are not on this machine")


@cache
def report(name: str, twin: str) -> Report:
    return checker.check(NOTES / name / f"{twin}.md", against=[gold.GOLD / name / "document.txt"])


def planted(name: str) -> list[tuple[dict[str, Any], list[Finding]]]:
    """The planted claims with the findings that mark their figures."""
    text = (NOTES / name / "note.md").read_text(encoding="utf-8")
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    found = report(name, "note").findings
    return [
        (claim, [f for f in found if claim["start"] - 1 <= lines[f.line - 1] + f.column - 1 < claim["end"]])
        for claim in gold.lines(NOTES / name / "claims.jsonl")
        if claim["planted"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_planted_errors_are_found(name: str) -> None:
    assert sum(bool(findings) for _, findings in planted(name)) >= FOUND.get(name, 8)


@pytest.mark.parametrize("name", NAMES)
def test_the_right_correction_is_named(name: str) -> None:
    named = [claim["id"] for claim, findings in planted(name) if any(_names(f, claim) for f in findings)]
    assert len(named) >= MENDED.get(name, 7)


def _names(finding: Finding, claim: dict[str, Any]) -> bool:
    """Whether an edit of a finding holds the correction: its number with its unit, or its telling word."""
    edits = " ".join(edit.after for edit in finding.edits).lower()
    correct = claim["correct"].lower()
    if claim["correct"] in edits or correct in edits:
        return True
    told = {
        "wrong period": r"2019 q2|2020 q1",
        "segment for company": "sme",
        "raised for maintained": "maintained",
    }
    if claim["planted"] == "direction reversed":
        return "down" in edits
    pattern = told.get(claim["planted"])
    return pattern is not None and re.search(pattern, edits) is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_note_raises_no_alarm(name: str) -> None:
    assert [finding.message for finding in report(name, "clean").findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_tie_out_says_what_the_source_says(name: str) -> None:
    for twin in ("note", "clean"):
        whole = report(name, twin)
        cited = {f.id: (s.document, f) for s in whole.sources for f in s.figures}
        for check in (c for c in whole.checks if c.kind == "tie_out"):
            for i in check.figures["source"]:
                document, figure = cited[i]
                assert document.text[figure.start : figure.end] == figure.text
