"""What a sentence calls a piece of something: "$5 million of our $17 million target", "11 out of 12 brands".

Both amounts are said of one thing, whatever they were taken for, and the piece cannot be the larger one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.model import Cue, Figure
from checker.resolve.passage import Passage

_MANY = r"(?:(?:total|planned|expected|announced|initial|original|full|entire|approximately|about)\s){0,3}"
_OF = re.compile(rf"\s(?:out\sof|toward|towards|of)\s(?:the|our|its|that|this|a\stotal\sof)\s{_MANY}")
_SAYINGS = frozenset({10, 100})
"""Wholes that are seldom counted: "nine out of ten" is a share."""
_OUT_OF = re.compile(rf"\s(?:out\s)?of\s(?:(?:the|our|its|a\stotal\sof)\s)?{_MANY}")


def pieces(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """A cue for each piece, told first, and its whole."""
    for passage in passages:
        for i, j in pairwise(passage.quantities):
            piece, whole = figures[i], figures[j]
            if piece.unit != whole.unit or "vague" in (piece.form, whole.form):
                continue
            if min(piece.low, whole.low) <= 0 or (piece.unit == "count" and whole.low in _SAYINGS):
                continue
            between = passage.low[piece.end - passage.start : whole.start - passage.start]
            found = _of(piece.unit).fullmatch(between)
            if found is not None:
                yield Cue(
                    kind="piece",
                    start=piece.end,
                    end=whole.start,
                    text=between.strip(),
                    figures=(piece.id, whole.id),
                )


def _of(unit: str) -> re.Pattern[str]:
    """Money is a piece of money with an article between; "2 of 10 payments" needs none."""
    return _OUT_OF if unit == "count" else _OF
