"""What is told as a range or as a share of a whole and can be neither."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Relation
from checker.relate.facts import Facts

_ROLES = {"ends": ("low", "high"), "excess": ("share",)}


def ends(facts: Facts) -> Iterator[Relation]:
    """Ends in the order told, an end alone, or a share; that they cannot be is how they were found."""
    for kind, roles in _ROLES.items():
        for cue in facts.cued(kind):
            yield Relation(
                kind="bounds",
                figures=dict(zip(roles, cue.figures, strict=False)),
                because="said as one",
                cue=cue.text,
            )
