"""Numbers that are nobody's results: consensus, price targets, market data, a note writer's own estimates.

The words stand right beside such a number: "versus consensus of $3.28 billion", "RMB3.45bn in our model".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker import units
from checker.model import Profile

_BEFORE, _AFTER = 48, 34
_STOPS = re.compile(r"[;|(]|,\s(?!our\b)")


def foreign(profile: Profile, text: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> bool:
    """Whether the number from ``start`` to ``end`` of a sentence is somebody else's, or no fact at all.

    ``others`` are the places of the other numbers: no word is read across one of them.
    """
    low = max([0, start - _BEFORE, *(last for _, last in others if last <= start)])
    high = min([len(text), end + _AFTER, *(first for first, _ in others if first >= end)])
    before, after = text[low:start].lower(), text[end:high].lower()
    stops = list(_STOPS.finditer(before))
    before = before[stops[-1].end() :] if stops else before
    stop = _STOPS.search(after)
    after = after[: stop.start()] if stop else after
    if _pattern("before").search(before) or _pattern("after").match(after):
        return True
    # in a call "our forecast" is the company's
    return profile.kind == "note" and bool(
        _pattern("own_before").search(before) or _pattern("own_after").match(after)
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = units.data("status")["foreign"][name]
    alternatives = "|".join(sorted(words, key=len, reverse=True))
    if name.endswith("before"):
        return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    return re.compile(rf"[\s)]*(?:{alternatives})(?!\w)")
