"""How sensitive the checks of one document are: slips planted into it, and how many of them are caught.

One slip at a time is put into each figure that takes part in a check that could have failed; the figures
are related and judged anew, and the slip is caught if that raises an alarm that was not there before. It
is mended if the first edit proposed restores the figure. What is planted is what speech and transcription
do: the slips of ``checker.diagnose.slips``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from checker.config import Settings
from checker.diagnose import diagnose
from checker.diagnose.bench import ALARMS
from checker.diagnose.meant import Meant
from checker.diagnose.slips import Slip, slips
from checker.engine import figures_of
from checker.model import Check, Document, Figure, Reading, Relation, Sensitivity, members
from checker.relate import relate
from checker.rules import judge

KINDS = ("scale", "digit", "swapped digits", "decimal point", "misheard number", "direction")
"""The kinds of slip that are planted, one of each into every checked figure that can bear it."""


_Key = tuple[str, tuple[str, ...]]


def selftest(document: Document, settings: Settings | None = None) -> tuple[Sensitivity, ...]:
    """The sensitivity of the checks of ``document``, by kind of slip; kinds that nowhere fit are left out.

    The time it takes is that of as many runs as slips are planted, without reading and extraction.
    """
    settings = settings or Settings()
    reading = figures_of(document, settings)
    checks = _judged(reading, relate(reading))
    known = {_key(check) for check in checks if check.verdict in ALARMS}
    tested = {i for c in checks if c.verdict == "consistent" and c.power for i in members(c.figures)}
    meant = Meant(document.profile.currency, settings.rounding, settings.widths)
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for figure in reading.figures:
        if figure.id in tested and figure.form in ("digits", "words"):
            for slip, edited in _planted(meant, figure):
                caught, mended = _tried(reading, figure, edited, known, settings)
                for place, count in enumerate((1, caught, mended)):
                    tally[slip.kind][place] += count
    return tuple(
        Sensitivity(kind=kind, planted=planted, caught=caught, mended=mended)
        for kind in KINDS
        if kind in tally
        for planted, caught, mended in [tally[kind]]
    )


def _planted(meant: Meant, figure: Figure) -> Iterator[tuple[Slip, Figure]]:
    """One slip of each kind, of several the middle one: not always the first digit, nor the last."""
    found: dict[str, list[Slip]] = defaultdict(list)
    for slip in slips(figure, ()):
        found[slip.kind].append(slip)
    chosen = [found[kind][len(found[kind]) // 2] for kind in KINDS if kind in found]
    for slip, edited in (*meant.by(figure, chosen), *meant.turned(figure)):
        if (edited.low, edited.high) != (figure.low, figure.high):
            yield slip, edited


def _tried(
    reading: Reading, figure: Figure, edited: Figure, known: set[_Key], settings: Settings
) -> tuple[bool, bool]:
    """Whether a planted slip is caught, and whether the first edit proposed takes it back."""
    figures = tuple(edited if other.id == figure.id else other for other in reading.figures)
    slipped = replace(reading, figures=figures)
    relations = relate(slipped)
    checks = _judged(slipped, relations)
    new = {check.id for check in checks if check.verdict in ALARMS and _key(check) not in known}
    if not new:
        return False, False
    findings = diagnose(slipped, relations, checks, rounding=settings.rounding, widths=settings.widths)
    first = next((finding for finding in findings if new & set(finding.checks)), None)
    edit = first.edits[0] if first is not None and first.edits else None
    turned = edit is not None and edit.slip == "direction" and edited.low == -figure.high
    return True, edit is not None and edit.figure == figure.id and (edit.after == figure.text or turned)


def _judged(reading: Reading, relations: tuple[Relation, ...]) -> tuple[Check, ...]:
    figures = {figure.id: figure for figure in reading.figures}
    return tuple(replace(judge(r, figures), id=f"c{number}") for number, r in enumerate(relations, 1))


def _key(check: Check) -> _Key:
    return check.kind, tuple(sorted(members(check.figures)))
