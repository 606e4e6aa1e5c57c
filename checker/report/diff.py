"""What changed between two reports: the findings that are new, gone and unchanged, by fingerprint.

A fingerprint comes from the words of a finding and its rule, not from line numbers, so a finding that
only moved is unchanged. The same finding twice counts twice.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Literal

import msgspec

from checker import __version__
from checker.model import Profile, Severity, Struct, Waiver
from checker.report import page
from checker.report.json_report import SCHEMA
from checker.report.verdict import SEVERITIES
from checker.wording import counted, flat, inert, period

State = Literal["new", "gone", "unchanged"]
STATES: tuple[State, ...] = ("new", "gone", "unchanged")


class Figure(Struct, frozen=True, kw_only=True):
    """A figure as far as a comparison shows it."""

    id: str
    text: str
    low: Decimal
    high: Decimal
    unit: str
    metric: str = ""
    scope: str = ""
    basis: str = ""
    period: str | None = None
    line: int = 0
    speaker: str | None = None

    @property
    def about(self) -> str:
        """What it measures, of what and when."""
        return flat([self.metric, self.scope, self.basis, period(self.period)], ", ")


class Edit(Struct, frozen=True, kw_only=True):
    """A proposed edit."""

    before: str
    after: str


class Finding(Struct, frozen=True, kw_only=True):
    """A finding as the JSON report tells it."""

    kind: str
    severity: Severity
    message: str
    fingerprint: str
    figures: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    line: int = 0
    waiver: Waiver | None = None


class _Document(Struct, frozen=True, kw_only=True):
    path: str
    sha256: str
    profile: Profile


class _Coverage(Struct, frozen=True, kw_only=True):
    figures: int
    checked: int


class Told(Struct, frozen=True, kw_only=True):
    """A JSON report as far as a comparison needs it; further fields are skipped."""

    schema: str
    document: _Document
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    coverage: _Coverage


class Change(Struct, frozen=True, kw_only=True):
    """A finding with what became of it, and its figures."""

    state: State
    anchor: str
    finding: Finding
    figures: tuple[Figure, ...]


class Difference(Struct, frozen=True, kw_only=True):
    """Two reports and their findings: new ones, then gone ones, then those in both as they are now."""

    old: Told
    new: Told
    changes: tuple[Change, ...]

    def of(self, state: State) -> tuple[Change, ...]:
        """The findings of one state, the worst first."""
        return tuple(change for change in self.changes if change.state == state)

    @property
    def same_document(self) -> bool:
        """Whether both reports are of one company and quarter."""
        old, new = self.old.document.profile, self.new.document.profile
        return (old.company, old.fiscal_quarter, old.kind) == (new.company, new.fiscal_quarter, new.kind)


def told(source: str | bytes) -> Told:
    """A JSON report. Raises ``ValueError``, with the reason, for what is none."""
    try:
        found = msgspec.json.decode(source, type=Told)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None
    if found.schema != SCHEMA:
        raise ValueError(f"the schema is {found.schema!r}, not {SCHEMA!r}")
    return found


def compare(old: Told, new: Told) -> Difference:
    """The findings of both by fingerprint; of several with the same the surplus is new or gone."""
    before = Counter(finding.fingerprint for finding in old.findings)
    after = Counter(finding.fingerprint for finding in new.findings)
    found: dict[State, list[tuple[Finding, Told]]] = {"new": [], "gone": [], "unchanged": []}
    for finding in new.findings:
        known = before[finding.fingerprint] > 0
        before[finding.fingerprint] -= 1
        found["unchanged" if known else "new"].append((finding, new))
    for finding in old.findings:
        if after[finding.fingerprint] <= 0:
            found["gone"].append((finding, old))
        after[finding.fingerprint] -= 1
    changes: list[Change] = []
    taken: Counter[str] = Counter()
    for state in STATES:
        for finding, report in sorted(found[state], key=lambda each: SEVERITIES.index(each[0].severity)):
            taken[finding.fingerprint] += 1
            again = taken[finding.fingerprint]
            suffix = f"-{again}" if again > 1 else ""
            figures = {figure.id: figure for figure in report.figures}
            changes.append(
                Change(
                    state=state,
                    anchor=f"finding-{finding.fingerprint}{suffix}",
                    finding=finding,
                    figures=tuple(figures[i] for i in dict.fromkeys(finding.figures) if i in figures),
                )
            )
    return Difference(old=old, new=new, changes=tuple(changes))


def words(difference: Difference) -> str:
    """How many findings are new, gone and unchanged: "1 new finding, 2 gone, none unchanged"."""
    counts = {state: len(difference.of(state)) for state in STATES}
    return f"{counted(counts['new'], 'new finding')}, {counts['gone'] or 'none'} gone, " + (
        f"{counts['unchanged'] or 'none'} unchanged"
    )


def summary(difference: Difference) -> str:
    """The difference as lines for a terminal."""
    marks = {"new": "+", "gone": "-", "unchanged": " "}
    lines = [words(difference)]
    if not difference.same_document:
        lines.append("The two reports are of different documents.")
    for change in difference.changes:
        finding = change.finding
        aside = " (set aside)" if finding.waiver else ""
        lines.append(
            inert(f"{marks[change.state]} {finding.severity} {finding.kind}: {finding.message}{aside}")
        )
    return "\n".join(lines) + "\n"


def render(difference: Difference, *, version: str = __version__) -> str:
    """The page: what is new first; readable without a script, and without one in it."""
    worst = next((c.finding.severity for c in difference.of("new") if not c.finding.waiver), None)
    return page.fill(
        "diff.html",
        (),
        difference=difference,
        words=words(difference),
        mark=worst or "consistent",
        titles={"new": "New", "gone": "Gone", "unchanged": "Unchanged"},
        version=version,
    )
