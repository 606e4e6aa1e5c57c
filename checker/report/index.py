"""The index of several reports: one row a document, the worst first, each with a link to its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from checker import __version__
from checker.model import Report, Severity, Struct
from checker.report import page
from checker.report.summary import Share, share
from checker.report.verdict import SEVERITIES, by_severity, verdict


class Entry(Struct, frozen=True, kw_only=True):
    """A report as far as the index shows it; ``link`` is relative to the index, percent-encoded."""

    link: str
    path: str
    company: str
    quarter: str | None
    kind: str
    verdict: str
    mark: str
    findings: dict[Severity, int]
    coverage: Share
    permille: int


class Index:
    """Collects what one run wrote, and gives the index of every folder that holds several pages."""

    def __init__(self) -> None:
        self._entries: dict[Path, list[Entry]] = {}
        self._unread: list[str] = []

    def add(self, report: Report, place: Path) -> None:
        """Note that the page of ``report`` was written to ``place``."""
        self._entries.setdefault(place.parent, []).append(entry(report, place.name))

    def miss(self, error: str) -> None:
        """Note a document that could not be checked, with the reason."""
        self._unread.append(error)

    def pages(self) -> Iterator[tuple[Path, str]]:
        """Where the indexes go, and their pages."""
        for folder, entries in self._entries.items():
            if len(entries) + len(self._unread) > 1:
                yield folder / "index.html", render(entries, self._unread)


def entry(report: Report, file: str) -> Entry:
    """What the index says of ``report``, whose page is the file ``file`` beside the index."""
    profile, coverage = report.document.profile, report.coverage
    words, mark = verdict(report)
    return Entry(
        link=f"./{quote(file, errors='replace')}",
        path=report.document.path,
        company=profile.company,
        quarter=profile.fiscal_quarter,
        kind=profile.kind,
        verdict=words,
        mark=mark,
        findings=by_severity(report),
        coverage=share("", coverage.checked, coverage.figures, coverage.not_comparable),
        permille=1000 * coverage.checked // coverage.figures if coverage.figures else 0,
    )


def render(entries: Sequence[Entry], unread: Sequence[str] = (), *, version: str = __version__) -> str:
    """The page, readable without a script; with one its columns sort."""
    counts = {severity: sum(e.findings[severity] for e in entries) for severity in SEVERITIES}
    worst = sorted(entries, key=lambda e: ([-e.findings[s] for s in SEVERITIES], e.company, e.path))
    return page.fill(
        "index.html",
        ("index.js",),
        entries=worst,
        unread=unread,
        severities=SEVERITIES,
        counts=counts,
        sound=sum(not any(e.findings.values()) for e in entries),
        version=version,
    )
