"""Guidance as it is beside what one sentence says it was, and what is said to have been done to it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Figure, Relation
from checker.relate.facts import Facts, subject
from checker.resolve.revisions import revised

_MOST = 2
"""How many times an end may have been what it is now for the two to be of one thing."""


def revisions(facts: Facts) -> Iterator[Relation]:
    """One relation a deed; two figures of different things or sizes are no revision of one another."""
    for cue in facts.cued("revision"):
        now, then = (facts.by_id[i] for i in cue.figures)
        if not _of_one_thing(now, then):
            continue
        yield Relation(
            kind="revision",
            figures={"current": now.id, "prior": then.id},
            because="one sentence says what the guidance was",
            sense=cue.sense,
            cue=revised(cue.text),
            strong=(now.low != now.high) == (then.low != then.high) and _loss_free(now, then),
        )


def _of_one_thing(now: Figure, then: Figure) -> bool:
    if subject(now)[1:] != subject(then)[1:] or (now.low, now.high) == (then.low, then.high):
        return False
    sizes = sorted((abs(now.high), abs(then.high)))
    return "percent" in now.unit or "point" in now.unit or sizes[1] <= sizes[0] * _MOST


def _loss_free(*figures: Figure) -> bool:
    return not any("loss" in figure.metric or "deficit" in figure.metric for figure in figures)
