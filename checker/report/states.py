"""In which state each figure of a report is: what its mark in the text and its row in the table say."""

from __future__ import annotations

from typing import Literal

from checker.model import Report, members

State = Literal["error", "warning", "note", "beside", "consistent", "incomparable", "unchecked"]

WORDS: dict[State, str] = {
    "error": "error",
    "warning": "warning",
    "note": "note",
    "beside": "in doubt",
    "consistent": "consistent",
    "incomparable": "not comparable",
    "unchecked": "not checked",
}
_WORST = ("note", "warning", "error")


def states(report: Report) -> dict[str, State]:
    """The state of every figure by its id.

    A figure that a finding points at has the severity of the finding. One that stands beside it is
    consistent if a check that holds says so, and in doubt if none does; so is one whose only checks
    fail without a finding.
    """
    marked: dict[str, State] = {}
    beside: set[str] = set()
    for severity in _WORST:
        for finding in report.findings:
            if finding.severity == severity and not finding.waiver:
                marked[finding.figure] = finding.severity
                beside.update(finding.figures)
    consistent: set[str] = set()
    compared: set[str] = set()
    for check in report.checks:
        if check.verdict == "consistent":
            consistent.update(members(check.figures))
        elif check.verdict == "not comparable":
            compared.update(members(check.figures))
        else:
            beside.update(members(check.figures))

    def state(figure: str) -> State:
        if figure in marked:
            return marked[figure]
        if figure in consistent:
            return "consistent"
        if figure in beside:
            return "beside"
        return "incomparable" if figure in compared else "unchecked"

    return {figure.id: state(figure.id) for figure in report.figures}
