"""What of a report fails a run: the reports go through the gate one by one, then the run is judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker.config import Settings, fails
from checker.errors import InputError
from checker.gate.comments import heeded
from checker.gate.complaints import enough_checked
from checker.model import Judged, Report, Run, Unread

if TYPE_CHECKING:
    from checker.gate.baseline import Baseline
    from checker.gate.changes import Changes
    from checker.gate.suppressions import Suppressions


class Gate:
    """What is held against every report of a run, and what became of them.

    ``complaints`` is a report on the suppression file itself, once the run is over.

    Raises ``InputError`` for a baseline or suppression file that is missing or malformed.
    """

    def __init__(
        self,
        *,
        baseline_file: Path | None = None,
        suppressions: Path | None = None,
        diff_base: str | None = None,
        max_findings: int = 0,
        today: date,
    ) -> None:
        self.baseline = _baseline(baseline_file) if baseline_file else None
        self._suppressions = _suppressions(suppressions, today) if suppressions else None
        self._changes = _changes(diff_base) if diff_base else None
        self._max_findings = max_findings
        self.complaints: Report | None = None
        self._judged: list[Judged] = []
        self._unread: list[Unread] = []

    def judge(self, report: Report, path: Path, settings: Settings) -> Report:
        """The report with what does not count waived, and noted for the verdict on the run."""
        report = enough_checked(report, settings.min_coverage)
        report = heeded(report)
        if self._suppressions:
            report = self._suppressions.heeded(report, path)
        if self.baseline:
            report = self.baseline.heeded(report, path)
        if self._changes:
            report = self._changes.heeded(report, path)
        self._judged.append(_judged(report, settings))
        return report

    def miss(self, path: Path, error: InputError) -> None:
        """Note a document that could not be checked."""
        self._unread.append(Unread(path=str(path), message=f"{error.problem}. {error.remedy}"))

    def run(self, settings: Settings, *, whole: bool) -> Run:
        """The whole run with its exit status; ``settings`` are those of the run, not of a document."""
        judged = list(self._judged)
        self.complaints = self._suppressions.complaints(whole=whole) if self._suppressions else None
        if self.complaints:
            judged.append(_judged(self.complaints, settings))
        failing = sum(len(each.failing) for each in judged)
        broken = bool(self._unread) or any(each.report.failures for each in judged)
        status = 2 if broken else int(failing > self._max_findings)
        return Run(documents=tuple(judged), unread=tuple(self._unread), status=status)


# A run loads only what it is held against.


def _baseline(file: Path) -> Baseline:
    from checker.gate.baseline import load  # noqa: PLC0415

    return load(file)


def _suppressions(file: Path, today: date) -> Suppressions:
    from checker.gate.suppressions import Suppressions  # noqa: PLC0415

    return Suppressions(file, today)


def _changes(revision: str) -> Changes:
    from checker.gate.changes import Changes  # noqa: PLC0415

    return Changes(revision)


def _judged(report: Report, settings: Settings) -> Judged:
    failing = (f.id for f in report.findings if not f.waiver and fails(f.severity, settings.fail_level))
    return Judged(report=report, failing=frozenset(failing), select=settings.select, ignore=settings.ignore)
