"""Tables read as tables: what every cell states, from the heads above it and the label beside it.

Heads give period, unit, scale, basis and comparison, labels the metric with its scope and basis, and
where the two contradict each other or a table another, the figures stay without a metric: they are
counted, and compared with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from checker.interval import Rounding, Widths
from checker.model import Document, Figure, Grid, Reading
from checker.resolve.almanac import Almanac
from checker.tables.filling import filled, without_conflicts
from checker.tables.labels import answers, asking, without
from checker.tables.shape import Shape, shape

__all__ = ["Tables"]


class Tables:
    """The tables of one document, on either side of the reading of its text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        almanac = Almanac(document.profile)
        self._shapes: Sequence[Shape] = [shape(document, table, almanac) for table in document.tables]
        self._almanac = almanac
        self._asked, self._places = asking(document, self._shapes)

    @property
    def cells(self) -> int:
        """How many cells hold a number."""
        return sum(len(row.entries) for found in self._shapes for row in found.rows)

    @property
    def asked(self) -> Document:
        """The document with a sentence for every label behind its text, to be read as one."""
        return self._asked

    def read(self, reading: Reading, rounding: Rounding, widths: Widths) -> Reading:
        """The reading of the document with the figures of its tables, given that of ``asked``."""
        told = answers(reading, self._places)
        plain = without(reading, self._document)
        figures, grids = filled(
            self._document, self._shapes, told, self._almanac, rounding=rounding, widths=widths
        )
        return _merged(plain, figures, grids, sum(found.prose for found in self._shapes))


def _merged(plain: Reading, figures: Sequence[Figure], grids: Sequence[Grid], prose: int) -> Reading:
    """Text and tables in reading order, numbered through."""
    together = sorted((*plain.figures, *without_conflicts(figures)), key=lambda figure: figure.start)
    names = {figure.id: f"f{number}" for number, figure in enumerate(together, 1)}
    document = plain.document
    if prose:
        words = f"{prose} cells of tables that hold words beside numbers were not read"
        profile = replace(document.profile, assumptions=(*document.profile.assumptions, words))
        document = replace(document, profile=profile)
    return Reading(
        document=document,
        figures=tuple(replace(figure, id=names[figure.id]) for figure in together),
        cues=tuple(replace(cue, figures=tuple(names[i] for i in cue.figures)) for cue in plain.cues),
        grids=tuple(
            replace(
                grid,
                rows=tuple(
                    replace(row, cells={n: names[name] for n, name in row.cells.items()}) for row in grid.rows
                ),
            )
            for grid in grids
        ),
    )
