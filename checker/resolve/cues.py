"""Words that claim something about figures."""
from __future__ import annotations
from collections.abc import Sequence
from checker.model import Cue, Document, Figure
from checker.resolve.passage import Passage

def cues(document: Document, passages: Sequence[Passage], figures: Sequence[Figure]) -> tuple[Cue, ...]:
    return ()
