"""What of an over-large report goes into its page, so that a browser still opens it, and what is left out.

A usual call fits whole. A page that grows beyond ``LARGEST`` loses its embedded data first, then the
figures, checks and findings beyond ever smaller counts; the page says so, and the JSON report has all.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from checker.model import Report, Struct, members
from checker.wording import counted, listed

LARGEST = 4_000_000  # bytes
_COUNTS = (2_000, 1_000, 500, 250, 100)
# Bytes of markup that each of them takes at the least: what is far too large is not even tried.
_FINDING, _CHECK, _FIGURE = 3_000, 1_200, 400


class Excerpt(Struct, frozen=True, kw_only=True):
    """A report as far as a page shows it, whether with its data, and in words what is left out."""

    report: Report
    data: bool = True
    left_out: str = ""


def excerpts(report: Report) -> Iterator[Excerpt]:
    """The whole report, then ever less of it; the last may still be too large, if its text alone is."""
    if _least(report) <= LARGEST:
        yield Excerpt(report=report)
        yield Excerpt(report=report, data=False, left_out="the embedded data")
    for count in _COUNTS:
        part = _first(report, count)
        if count != _COUNTS[-1] and (part == report or _least(part) > LARGEST):
            continue
        missing = [
            counted(len(whole) - len(shown), noun)
            for whole, shown, noun in (
                (report.findings, part.findings, "finding"),
                (report.checks, part.checks, "check"),
                (report.figures, part.figures, "figure"),
            )
            if len(whole) > len(shown)
        ]
        yield Excerpt(report=part, data=False, left_out=listed([*missing, "the embedded data"]))


def _least(report: Report) -> int:
    markup = _FINDING * len(report.findings) + _CHECK * len(report.checks) + _FIGURE * len(report.figures)
    return markup + len(report.document.text)


def _first(report: Report, count: int) -> Report:
    """The worst ``count`` findings with their checks, further checks, and the figures of these."""
    order = {"error": 0, "warning": 1, "note": 2}
    worst = sorted(report.findings, key=lambda f: order[f.severity])[: count // 2]
    kept = {finding.id for finding in worst}
    findings = tuple(f for f in report.findings if f.id in kept)
    needed = {check for finding in findings for check in finding.checks}
    spare = max(0, count - len(needed))
    others = {c.id for c in [c for c in report.checks if c.id not in needed][:spare]}
    checks = tuple(c for c in report.checks if c.id in needed or c.id in others)
    used = {i for f in findings for i in (f.figure, *f.figures)}
    used.update(i for check in checks for i in members(check.figures))
    spare = max(0, 2 * count - len(used))
    plain = {f.id for f in [f for f in report.figures if f.id not in used][:spare]}
    figures = tuple(f for f in report.figures if f.id in used or f.id in plain)
    return replace(
        report, figures=figures, checks=checks, findings=findings, observations=report.observations[:count]
    )
