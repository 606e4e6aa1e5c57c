"""The shipped examples hold slips on purpose: each is found, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import check

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

CALL = {
    ("RMB2.45 million", "RMB2.45 billion"),
    ("RMB1.5 million", "RMB1.5 billion"),
    ("200%", "100%"),
    ("58%", "8%"),
    ("RMB18 billion", "RMB18 billion (end of April 2021)"),
}
NOTE = {("RMB2.45mn", "RMB2.45bn"), ("12%", None), ("RMB85bn to RMB89bn", None)}


@pytest.mark.parametrize(
    ("name", "slips"), [("lantern_2021q1_call.txt", CALL), ("lantern_2021q1_note.md", NOTE)]
)
def test_findings_are_the_planted_slips(name: str, slips: set[tuple[str, str | None]]) -> None:
    report = check(EXAMPLES / name)
    text = {figure.id: figure.text for figure in report.figures}
    assert len(report.findings) == len(slips)
    for slip, _ in slips:
        assert any(slip in {text[i] for i in finding.figures} for finding in report.findings), slip
    proposed = {(text[f.figure], f.edits[0].after) for f in report.findings if f.edits}
    assert {(slip, mended) for slip, mended in slips if mended} <= proposed


def test_one_slip_is_one_finding_with_all_its_reasons() -> None:
    report = check(EXAMPLES / "lantern_2021q1_call.txt")
    text = {figure.id: figure.text for figure in report.figures}
    [finding] = [f for f in report.findings if text[f.figure] == "RMB2.45 million"]
    kinds = {check.kind for check in report.checks if check.id in finding.checks}
    assert kinds == {"scale", "sum"}
    assert len(finding.edits[0].reasons) >= 2


def test_observations_state_the_base_that_guidance_implies() -> None:
    texts = " ".join(o.text for o in check(EXAMPLES / "lantern_2021q1_call.txt").observations)
    assert "245.35 to 247.01 billion" in texts
