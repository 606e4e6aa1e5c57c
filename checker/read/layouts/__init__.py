"""How a text shows who speaks: one layout a file, each a recogniser that marks speakers' names.

Documents mix layouts (names on their own lines in the presentation, "Name: text" in the questions),
so every recogniser reads every document and the marks are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.read.layouts import glued, name_lines, prefixes
from checker.read.layouts.mark import Mark
from checker.read.layouts.roster import Roster
from checker.read.lines import Line

RECOGNISERS: tuple[Callable[[Sequence[Line], Roster], list[Mark]], ...] = (
    prefixes.marks,
    name_lines.marks,
    glued.marks,
)
_FEW = 3


def marks(lines: Sequence[Line], roster: Roster) -> tuple[Mark, ...]:
    """Where names of speakers stand, in reading order; none if the text is no dialogue."""
    found: list[Mark] = []
    for recognise in RECOGNISERS:
        known = roster.extended(found)
        found.extend(recognise(lines, known))
    found.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    if len(kept) < _FEW and not any(mark.sure for mark in kept):
        return ()
    return tuple(kept)


__all__ = ["RECOGNISERS", "Mark", "Roster", "marks"]
