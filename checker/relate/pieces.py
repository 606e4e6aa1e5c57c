"""A piece beside the whole that its sentence says it is of."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Relation
from checker.relate.facts import Facts, kind


def pieces(facts: Facts) -> Iterator[Relation]:
    """One relation a piece of money or of a count; the words alone tie the two, so it is no alarm."""
    for cue in facts.cued("piece"):
        piece, whole = (facts.by_id[i] for i in cue.figures)
        if kind(piece.unit) in ("money", "count") and piece.measure == whole.measure == "level":
            yield Relation(
                kind="order",
                figures={"smaller": piece.id, "larger": whole.id},
                because=f"a piece of a whole: “{cue.text}”",
                strong=False,
            )
