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


def foreign(profile: Profile, low: str, spans: Sequence[tuple[int, int]], n: int) -> bool:
    """Whether number ``n`` of a sentence is somebody else's, or no fact at all.

    ``low`` is the sentence in small letters, ``spans`` are the places of its numbers: no word is read across
    another one.
    """
    start, end = spans[n]
    left = max(start - _BEFORE, spans[n - 1][1] if n else 0)
    right = min(end + _AFTER, spans[n + 1][0] if n + 1 < len(spans) else len(low))
    before, after = low[max(0, left) : start], low[end:right]
    stops = [stop.end() for stop in _STOPS.finditer(before)]
    before = before[stops[-1] :] if stops else before
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
