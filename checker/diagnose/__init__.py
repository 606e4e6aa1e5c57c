"""What most likely went wrong: for checks that cannot hold together, the smallest slip that mends them.

Failing checks that share a figure belong together. In each such group every figure is tried with every
slip that speech and transcription make; a slip counts if it mends a failing check and breaks none that
holds. The one that mends most, and of those the likeliest, is the finding: one slip is one finding,
however many checks it breaks. What no slip mends is a finding too, without an edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from checker.diagnose.bench import ALARMS, Bench, members
from checker.diagnose.meant import Meant
from checker.diagnose.telling import told
from checker.diagnose.trials import Trial, trials
from checker.interval import DEFAULT, Rounding, Widths
from checker.model import Check, Finding, Reading, Relation

MOST_EDITS = 3
"""Edits that a finding proposes at most."""

_ORDER = {"error": 0, "warning": 1, "note": 2}


def diagnose(
    reading: Reading,
    relations: Sequence[Relation],
    checks: Sequence[Check],
    *,
    rounding: Rounding = "nearest",
    widths: Widths = DEFAULT,
) -> tuple[Finding, ...]:
    """The findings of a reading, the gravest first and then in reading order.

    ``checks`` are those of ``relations`` with ids; ``rounding`` and ``widths`` what the figures'
    intervals were made with.
    """
    bench = Bench(reading, relations, checks)
    meant = Meant(reading.document.profile.currency, rounding, widths)
    alarms = [check for check in checks if check.verdict in ALARMS and check.id in bench.relation]
    findings = [
        told(bench, failing, edits)
        for group in _groups(alarms)
        for failing, edits in _explained(group, trials(bench, meant, group))
    ]
    findings.sort(key=lambda finding: (_ORDER[finding.severity], finding.line, finding.column))
    return tuple(replace(finding, id=f"x{number}") for number, finding in enumerate(findings, 1))


def _groups(alarms: Sequence[Check]) -> list[list[Check]]:
    """Failing checks that are connected by shared figures, in order of their first check."""
    groups: list[tuple[set[str], list[Check]]] = []
    for check in alarms:
        ids = set(members(check.figures))
        apart = [group for group in groups if not ids & group[0]]
        joined = [group for group in groups if ids & group[0]]
        for taken, _ in joined:
            ids |= taken
        groups = [*apart, (ids, [c for _, failing in joined for c in failing] + [check])]
    return sorted((failing for _, failing in groups), key=lambda failing: alarms.index(failing[0]))


def _explained(group: Sequence[Check], found: Sequence[Trial]) -> list[tuple[list[Check], list[Trial]]]:
    """A group by slip: the checks that one slip accounts for, with the edits that mend them, best first."""
    left = list(group)
    explained: list[tuple[list[Check], list[Trial]]] = []
    while left:
        ranked = _ranked(found, left)
        if not ranked:
            break
        best = ranked[0]
        mended = [check for check in left if check in best.mended]
        left = [check for check in left if check not in mended]
        rivals: dict[tuple[str, str], Trial] = {}
        for trial in ranked:
            if all(check in trial.mended for check in mended):
                rivals.setdefault((trial.figure.id, trial.slip.kind), trial)
        explained.append((mended, list(rivals.values())[:MOST_EDITS]))
    for failing in _groups(left):
        # What only the same figure's checks complain of, and nothing mends, is the same slip.
        home = next(
            (e for e in explained if all(e[1][0].figure.id in members(c.figures) for c in failing)), None
        )
        if home is not None:
            home[0].extend(failing)
        else:
            explained.append((failing, []))
    return explained


def _ranked(found: Sequence[Trial], left: Sequence[Check]) -> list[Trial]:
    """The trials that mend some of the checks left, best first.

    Most mended, then the likeliest kind of slip, then the figure that is odd in its company or has
    fewer witnesses, then the value that lies in the middle of all that would do.
    """
    useful = [trial for trial in found if any(check in left for check in trial.mended)]

    def off_centre(trial: Trial) -> int:
        values = sorted(
            other.edited.low
            for other in useful
            if other.figure is trial.figure and other.slip.cost == trial.slip.cost
        )
        return abs(2 * values.index(trial.edited.low) - len(values) + 1)

    return sorted(
        useful,
        key=lambda trial: (
            -sum(check in left for check in trial.mended),
            trial.slip.cost,
            -trial.company,
            trial.held,
            off_centre(trial),
            -trial.figure.start,
        ),
    )
