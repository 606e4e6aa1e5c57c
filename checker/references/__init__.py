"""What a document can be held against: other documents, whose figures bear its figures out or do not."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model import Cue, Figure, Reading, Source
from checker.references.named import located, named
from checker.references.profiles import known_from
from checker.references.statements import Shelf
from checker.references.tie import tie

__all__ = ["Shelf", "known_from", "located", "named", "source", "tie"]


def source(reading: Reading, number: int, *, prior: bool = False) -> tuple[Source, Shelf]:
    """A reading as the source of that number, from 1: every id in it begins with its own, "s1:f12".

    ``prior`` says that it is an earlier document, which can tell of the past only.
    """
    key = f"s{number}"

    def told(figure: Figure) -> Figure:
        return replace(figure, id=f"{key}:{figure.id}")

    def said(cue: Cue) -> Cue:
        return replace(cue, figures=tuple(f"{key}:{i}" for i in cue.figures))

    figures = tuple(map(told, reading.figures))
    renamed = Reading(document=reading.document, figures=figures, cues=tuple(map(said, reading.cues)))
    found = Source(id=key, document=reading.document, figures=figures, prior=prior)
    return found, Shelf(renamed, prior=prior)
