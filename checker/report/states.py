"""In which state each figure of a report is: what its mark in the text and its row in the table say."""

from __future__ import annotations

from typing import Literal

from checker.coverage import reason
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


def reasons(report: Report, found: dict[str, State]) -> dict[str, str]:
    """Why a figure was not checked, or not comparable, by its id; ``found`` are the states of all."""
    guards: dict[str, str] = {}
    for check in report.checks:
        if check.verdict == "not comparable" and check.reason:
            for member in members(check.figures):
                guards.setdefault(member, check.reason)
    why: dict[str, str] = {}
    for figure in report.figures:
        if found[figure.id] == "unchecked":
            why[figure.id] = reason(figure)
        elif found[figure.id] == "incomparable" and figure.id in guards:
            why[figure.id] = guards[figure.id]
    return why
