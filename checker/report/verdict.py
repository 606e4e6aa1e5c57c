"""The verdict of a report in words, as its header and the index of several say it."""

from __future__ import annotations

from collections import Counter

from checker.model import Report, Severity
from checker.wording import counted

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def by_severity(report: Report) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first."""
    counts = Counter(finding.severity for finding in report.findings)
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
        return f"{what} other figures of this {kind}.", "error"
    if report.findings:
        return f"No contradiction, but {counted(len(report.findings), 'thing')} to look at.", "warning"
    if not report.checks:
        return f"Nothing in this {kind} could be checked.", "warning"
    return f"No contradiction found in {counted(len(report.checks), 'check')}.", "consistent"
