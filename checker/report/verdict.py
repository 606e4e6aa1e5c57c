"""The verdict of a report in words, as its header and the index of several say it."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from checker.model import Finding, Report, Severity
from checker.wording import counted, sentence

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


_WAIVED: dict[Literal["comment", "file", "baseline", "unchanged"], str] = {
    "comment": "suppressed in the document",
    "file": "suppressed by a file",
    "baseline": "known before",
    "unchanged": "on unchanged lines",
}


def counting(report: Report) -> list[Finding]:
    """The findings that nothing waives."""
    return [finding for finding in report.findings if finding.waiver is None]


def waived(report: Report) -> str:
    """How many findings are waived, and why: "2 findings set aside (1 known before, 1 …)"; or nothing."""
    counts = Counter(finding.waiver.by for finding in report.findings if finding.waiver)
    if not counts:
        return ""
    why = ", ".join(f"{counts[by]} {words}" for by, words in _WAIVED.items() if counts[by])
    return f"{counted(counts.total(), 'finding')} set aside ({why})"


def _against(report: Report, kind: str) -> str:
    """What the errors contradict: other figures of the document, its sources, or both."""
    kinds = {finding.kind for finding in counting(report) if finding.severity == "error"}
    if kinds == {"tie_out"}:
        return "the source" if len(report.sources) == 1 else "the sources"
    return f"other figures of this {kind}" + (" or its sources" if "tie_out" in kinds else "")


def by_severity(report: Report) -> dict[Severity, int]:
    """How many findings that count there are of each severity, the worst first."""
    counts = Counter(finding.severity for finding in counting(report))
    return {severity: counts[severity] for severity in SEVERITIES}


def verdict(report: Report) -> tuple[str, str]:
    """The verdict in words, and the state whose colour it has."""
    kind = {"transcript": "call", "note": "note", "press release": "release"}[report.document.profile.kind]
    counts = by_severity(report)
    if report.failures:
        failed = counted(len(report.failures), "check")
        return f"This report is not complete: {failed} failed to run.", "error"
    if not report.figures:
        return f"No figure was found in this {kind}, so nothing was checked.", "error"
    if counts["error"]:
        one = counts["error"] == 1
        what = "One statement contradicts" if one else f"{counts['error']:,} statements contradict"
        return f"{what} {_against(report, kind)}.", "error"
    if any(counts.values()):
        return f"No contradiction, but {counted(sum(counts.values()), 'thing')} to look at.", "warning"
    if report.findings:
        return sentence(f"Nothing new: {waived(report)}"), "consistent"
    if not report.checks:
        return f"Nothing in this {kind} could be checked.", "warning"
    return f"No contradiction found in {counted(len(report.checks), 'check')}.", "consistent"
