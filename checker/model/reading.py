"""All that was understood of a document: its figures, the cues of its words, the grids of its tables."""

from __future__ import annotations

from typing import Literal

import msgspec

from checker.model.base import Struct
from checker.model.document import Document
from checker.model.figure import Figure


class Cue(Struct, frozen=True, kw_only=True):
    """Words that claim something about figures: "declined", "record", "exceeding", "sorry, not".

    A judgement is a direction word that says better or worse, turned into up or down by what it is
    said of; an action is what is done to guidance; a pace makes an amount one of each quarter, month,
    week or day. A figure that the speaker takes back at once is withdrawn in favour of the one after it;
    an annual change is one a year over several years, as many as ``sense`` says, 0 where it is not said;
    two ends are told as those of a range and yet are none; an excess is a share above its whole; a revision
    is of guidance that now is the first figure and was the second; a piece is of the whole that is told
    right behind it. ``sense`` is +1 up, above or raised, −1 down, below or lowered, 0 unchanged.
    ``figures`` are ids, the figure that the words describe first, then what they compare it with, as far
    as the sentence says.
    """

    kind: Literal[
        "direction",
        "judgement",
        "record",
        "threshold",
        "correction",
        "premise",
        "reference",
        "total",
        "action",
        "pace",
        "withdrawn",
        "annual",
        "ends",
        "excess",
        "revision",
        "piece",
    ]
    start: int
    end: int
    text: str
    sense: int = 0
    figures: tuple[str, ...] = ()


class GridRow(Struct, frozen=True, kw_only=True):
    """A row of a table that was read: its label, and the ids of its figures by column.

    ``level`` is how deep the label is indented, ``total`` says that it names a total, ``part`` that it
    is a part of the row above ("of which"), ``section`` is the heading above it, ``nature`` that of
    its metric in the lexicon. ``heads`` numbers the set of column heads that it stands under.
    """

    label: str
    cells: dict[int, str] = msgspec.field(default_factory=dict)
    level: int = 0
    total: bool = False
    part: bool = False
    section: str = ""
    nature: str = ""
    heads: int = 0


class Grid(Struct, frozen=True, kw_only=True):
    """A table that was read. ``pairs`` are, for each set of column heads, the columns of changes, each
    with the columns of the later and of the earlier level that it leads between.
    """

    rows: tuple[GridRow, ...]
    pairs: tuple[dict[int, tuple[int, int]], ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """All that was understood of one document: what relations are made of."""

    document: Document
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...] = ()
    grids: tuple[Grid, ...] = ()
