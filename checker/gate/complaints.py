"""Findings that the gate itself makes: about how much was checked, and about suppressions."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from checker.model import Finding, Report, Severity


def complaint(
    kind: str, severity: Severity, message: str, *, follows: str, line: int = 1, column: int = 1
) -> Finding:
    """A finding about no figure; its fingerprint comes from the kind and the message."""
    return Finding(
        id="",
        kind=kind,
        severity=severity,
        verdict="suspicious",
        message=message,
        said=message.rstrip("."),
        follows=follows,
        figure="",
        figures=(),
        checks=(),
        line=line,
        column=column,
        fingerprint=hashlib.sha256(f"{kind}\x1f{message}".encode("utf-8", "replace")).hexdigest()[:16],
    )


def with_findings(report: Report, *further: Finding) -> Report:
    """The report with further findings at its end, numbered on."""
    first = len(report.findings) + 1
    numbered = (replace(finding, id=f"x{number}") for number, finding in enumerate(further, first))
    return replace(report, findings=(*report.findings, *numbered))


def enough_checked(report: Report, least: int) -> Report:
    """The report, with a finding if less than ``least`` percent of its figures could be checked."""
    of, checked = report.coverage.figures, report.coverage.checked
    if not of or checked * 100 >= least * of:
        return report
    share = checked * 100 // of
    found = complaint(
        "coverage",
        "error",
        f"Only {checked} of {of} figures ({share}%) could be checked.",
        follows=f"at least {least}% are asked for",
    )
    return with_findings(report, found)
