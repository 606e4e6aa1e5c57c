"""What is told as a range or as a share of a whole and can be neither."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Relation
from checker.relate.facts import Facts

_SHARE = "share"


def ends(facts: Facts) -> Iterator[Relation]:
    """Ends in the order told, an end alone, or a share; that they cannot be is how they were found."""
    for cue in facts.cued("ends"):
        if any(i not in facts.by_id for i in cue.figures):
            continue
        roles = (_SHARE,) if cue.text == _SHARE else ("low", "high")
        yield Relation(
            kind="bounds",
            figures=dict(zip(roles, cue.figures, strict=False)),
            because="said as one",
            cue=cue.text,
        )
