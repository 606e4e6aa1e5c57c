"""What most likely went wrong: for checks that cannot hold together, the smallest slip that mends them.

Failing checks that share a figure belong together. In each such group every figure is tried with every
slip that speech and transcription make; a slip counts if it mends a failing check and breaks none that
holds. The one that mends most, and of those the likeliest, is the finding: one slip is one finding,
however many checks it breaks. What no slip mends is a finding too, without an edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal

from msgspec.structs import replace

from checker.diagnose.bench import ALARMS, Bench
from checker.diagnose.meant import Meant
from checker.diagnose.telling import told
from checker.diagnose.trials import Trial, trials
from checker.interval import DEFAULT, Rounding, Widths
from checker.model import Check, Figure, Finding, Reading, Relation, members

MOST_EDITS = 3
"""Edits that a finding proposes at most."""
MOST_GROUPS = 100
"""Groups of failing checks in which slips are looked for; a document with more is not being understood."""

_ORDER = {"error": 0, "warning": 1, "note": 2}


def diagnose(
    reading: Reading,
    relations: Sequence[Relation],
    checks: Sequence[Check],
    *,
    others: Sequence[Figure] = (),
    rounding: Rounding = "nearest",
    widths: Widths = DEFAULT,
) -> tuple[Finding, ...]:
    """The findings of a reading, the gravest first and then in reading order.

    ``others`` are figures of other documents that take part: none of them is ever the slip.
    ``checks`` are those of ``relations`` with ids; ``rounding`` and ``widths`` what the figures'
    intervals were made with.
    """
    bench = Bench(reading, relations, checks, others)
    meant = Meant(reading.document.profile.currency, rounding, widths)
    alarms = [check for check in checks if check.verdict in ALARMS and check.id in bench.relation]
    findings = []
    for number, group in enumerate(_groups(bench, alarms)):
        found = trials(bench, meant, group) if number < MOST_GROUPS else []
        findings += [told(bench, failing, edits) for failing, edits in _explained(bench, group, found)]
    findings.sort(key=lambda finding: (_ORDER[finding.severity], finding.line, finding.column))
    return tuple(replace(finding, id=f"x{number}") for number, finding in enumerate(findings, 1))


def _groups(bench: Bench, alarms: Sequence[Check]) -> list[list[Check]]:
    """Failing checks that are connected by shared figures, in order of their first check."""
    around: dict[str, list[Check]] = defaultdict(list)
    for check in alarms:
        for figure in bench.own(check):
            around[figure].append(check)
    place = {check.id: number for number, check in enumerate(alarms)}
    groups: list[list[Check]] = []
    taken: set[str] = set()
    for check in alarms:
        reached = [] if check.id in taken else [check]
        taken.add(check.id)
        for one in reached:  # grows while it is walked
            for figure in bench.own(one):
                for other in around.pop(figure, ()):
                    if other.id not in taken:
                        taken.add(other.id)
                        reached.append(other)
        if reached:
            groups.append(sorted(reached, key=lambda one: place[one.id]))
    return groups


def _explained(
    bench: Bench, group: Sequence[Check], found: Sequence[Trial]
) -> list[tuple[list[Check], list[Trial]]]:
    """A group by slip: the checks that one slip accounts for, with the edits that mend them, best first."""
    left = {check.id: check for check in group}
    explained: list[tuple[list[Check], list[Trial]]] = []
    while ranked := _ranked(found, left.keys()):
        mended = [left.pop(check.id) for check in ranked[0].mended if check.id in left]
        rivals: dict[tuple[str, str], Trial] = {}
        for trial in ranked:
            if {check.id for check in mended} <= {check.id for check in trial.mended}:
                rivals.setdefault((trial.figure.id, trial.slip.kind), trial)
        explained.append((mended, list(rivals.values())[:MOST_EDITS]))
    for failing in _groups(bench, list(left.values())):
        # What nothing mends, but in which a figure already blamed takes part, is the same slip.
        for mended, (best, *_) in explained:
            if all(best.figure.id in members(check.figures) for check in failing):
                mended.extend(failing)
                break
        else:
            explained.append((failing, []))
    return explained


def _ranked(found: Sequence[Trial], left: Collection[str]) -> list[Trial]:
    """The trials that mend some of the checks left, best first.

    Most mended, then the likeliest kind of slip, then the figure that is odd in its company or has
    fewer witnesses, then the value that lies in the middle of all that would do.
    """
    useful = [trial for trial in found if any(check.id in left for check in trial.mended)]
    alike: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    for trial in useful:
        alike[trial.figure.id, trial.slip.cost].append(trial.edited.low)
    for values in alike.values():
        values.sort()

    def rank(trial: Trial) -> tuple[int, ...]:
        values = alike[trial.figure.id, trial.slip.cost]
        return (
            -sum(check.id in left for check in trial.mended),
            trial.slip.cost,
            -trial.company,
            trial.held,
            abs(2 * values.index(trial.edited.low) - len(values) + 1),
            -trial.figure.start,
        )

    return sorted(useful, key=rank)
