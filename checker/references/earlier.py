"""A document against earlier ones of its company: what it says of the past, and what it does to guidance.

A figure of a past period should be the one that was given then, unless it was restated; and whether
guidance was raised is a matter of arithmetic where the earlier guidance is at hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.model import Figure, Relation
from checker.references import mistaken
from checker.references.case import Case, fittest
from checker.references.dimensions import dated
from checker.references.statements import Metric, Shelf, Statement
from checker.references.values import length
from checker.relate.facts import earlier, outlook

DEEDS: Mapping[int | None, str] = {1: "raised", -1: "lowered", 0: "maintained"}
"""What is done to guidance that moved so."""


def held(claim: Statement, shelf: Shelf, beside: Sequence[Statement]) -> Relation | None:
    """What an earlier document says of a claim; ``None`` where it does not reach that far."""
    case = Case(claim, shelf, beside)
    if outlook(claim.figure):
        return _deed(case)
    own = shelf.reading.document.profile.fiscal_quarter
    if claim.figure.period is None or not dated(claim) or own is None or earlier(own, claim.figure.period):
        return None
    if case.sound:
        return case.relation("by value", [fittest(case.sound)])
    slipped = mistaken.slipped(case)
    if slipped is None or slipped[1].metric is not Metric.SAME or length(claim.figure) < 2:
        return None
    return case.relation("earlier", [slipped[1]])


def _deed(case: Case) -> Relation | None:
    """Guidance that is said to be raised, lowered or maintained, beside the last that was given before."""
    deeds = {cue.sense: cue for cue in case.claim.cues if cue.kind == "action"}
    figure = case.claim.figure
    before = case.facts(
        "period",
        "scope",
        "basis",
        "measure",
        where=lambda c: outlook(c.statement.figure) and c.statement.figure.unit == figure.unit,
    )
    if len(deeds) != 1 or not before:
        return None
    [(sense, cue)] = deeds.items()
    last = max(before, key=lambda c: c.statement.figure.start)
    if moved(figure, last.statement.figure) is None:
        return None
    return Relation(
        kind="tie_out",
        figures={"claim": figure.id, "source": (last.statement.figure.id,)},
        because=cue.text,
        cue="deed",
        sense=sense,
    )


def moved(now: Figure, before: Figure) -> int | None:
    """+1 for guidance that was raised, −1 lowered, 0 left as it was; ``None`` where its ends part."""
    low, high = now.low - before.low, now.high - before.high
    if low == high == 0:
        return 0
    if low >= 0 and high >= 0:
        return 1
    return -1 if low <= 0 and high <= 0 else None
