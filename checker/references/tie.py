"""Ties the figures of one document to those of its sources: which statement each rests on, or breaks with.

A claim that some statement of a source bears out is supported, whatever else the source says. Only
what nothing bears out is held against the source, and only where it is plain which statement was
meant: the same value under another period, basis or scope (``misplaced``), a value one slip away from
the source's, or another value for the very same fact (``mistaken``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model import Reading, Relation
from checker.references import derived, earlier, misplaced, mistaken
from checker.references.case import Case, fittest
from checker.references.statements import Metric, Shelf, statements

_REACH = 3
"""Claims on either side that count as beside one another, in one sentence."""


def tie(reading: Reading, shelves: Sequence[Shelf], *, required: bool = False) -> Iterator[Relation]:
    """The relations of kind ``tie_out`` between the figures of ``reading`` and those of its sources.

    At most one for each figure. Figures that no source speaks of have none, or where support is
    ``required`` one without a source. A cue that begins with "by" tells how a claim is borne out, any
    other in what it breaks with the source.
    """
    if not shelves:
        return
    current = [shelf for shelf in shelves if not shelf.prior]
    priors = [shelf for shelf in shelves if shelf.prior]
    claims = statements(reading)
    for place, claim in enumerate(claims):
        around = claims[max(0, place - _REACH) : place + _REACH + 1]
        beside = [c for c in around if c.sentence == claim.sentence and c.figure.status != "illustrative"]
        found = None
        if claim.figure.status != "illustrative":  # else the writer's own number, or somebody else's
            answers = [
                *(a for shelf in priors if (a := earlier.held(claim, shelf, beside)) is not None),
                *(a for shelf in current if (a := _answer(Case(claim, shelf, beside))) is not None),
            ]
            found = _first(answers)
        if found is not None:
            yield found
        elif required and current:
            yield Relation(kind="tie_out", figures={"claim": claim.figure.id}, cue="unsupported")


def _first(answers: Sequence[Relation]) -> Relation | None:
    """Of several answers a deed that is no such, else one that bears out, else the first."""
    deeds = [answer for answer in answers if answer.cue == "deed"]
    return next(iter([*deeds, *(a for a in answers if _holds(a)), *answers]), None)


def _holds(relation: Relation) -> bool:
    return relation.cue.startswith("by ")


def _answer(case: Case) -> Relation | None:
    """What one source says of a claim."""
    if case.sound:
        return _borne_out(case)
    moved = derived.moved(case.claim, case.shelf)
    if moved is not None and moved.holds:
        return moved.relation
    slipped = mistaken.broken_range(case) or mistaken.slipped(case)
    made = derived.made(case.claim, case.shelf)
    return (
        misplaced.elsewhere(case)
        or (moved.relation if moved is not None else None)
        or (slipped[0] if slipped and slipped[1].metric is Metric.SAME else None)
        or (made.relation if made is not None else None)
        or (slipped[0] if slipped else None)
        or misplaced.misnamed(case)
        or mistaken.otherwise(case)
        or (case.relation("by value", [fittest(case.bearing)]) if case.bearing else None)
    )


def _borne_out(case: Case) -> Relation:
    """A claim whose value the source has, unless the source does not mean it so."""
    best = fittest(case.sound)
    return (
        misplaced.withdrawn(case, best)
        or misplaced.displaced(case, best)
        or misplaced.of_a_part(case)
        or misplaced.otherwise_done(case)
        or case.relation("by value", [best])
    )
