"""Figures that a sentence puts side by side in words: "68 million compared to 72 million a year ago".

The words say that both measure one thing, so the pair counts even where the second figure, which its
sentence hardly names, was taken for something else. Two amounts told with their shares stand beside two
others in the same order: "$68 million or 40% of sales compared to $72 million or 41%".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Figure
from checker.resolve.levels import Pair
from checker.resolve.passage import Passage

_WORDS = r"(?:[\w'’&/-]{1,20}\s)"
_BESIDE = re.compile(
    rf"(?:\s{_WORDS}{{0,9}}?|,\s{_WORDS}{{0,3}}?)"
    rf"(?:compared\s(?:to|with)|versus|vs\.?|against)\s{_WORDS}{{0,6}}?"
)
_OR = re.compile(r",?\sor\s(?:about\s|approximately\s|roughly\s)?")


def juxtaposed(passage: Passage, figures: Sequence[Figure]) -> list[Pair]:
    """The pairs of a sentence that words of comparison stand between, the first of each taken as now."""
    here = [figures[k] for k in passage.quantities]
    found = []
    for place in range(len(here) - 1):
        first, second = here[place], here[place + 1]
        if not _BESIDE.fullmatch(_between(passage, first, second)):
            continue
        if _alike(first, second):
            found.append(Pair(first, (second,)))
        elif place and place + 2 < len(here):
            outer, last = here[place - 1], here[place + 2]
            joined = _OR.fullmatch(_between(passage, outer, first)) and _OR.fullmatch(
                _between(passage, second, last)
            )
            if joined and _alike(outer, second) and _alike(first, last):
                found += [Pair(outer, (second,)), Pair(first, (last,))]
    return found


def _between(passage: Passage, first: Figure, second: Figure) -> str:
    return passage.low[first.end - passage.start : second.start - passage.start]


def _alike(first: Figure, second: Figure) -> bool:
    """Whether both are levels in one unit; of two growths the word beside them tells each, not the step."""
    changes = "change" in (first.measure, second.measure)
    return first.unit == second.unit and not changes and "vague" not in (first.form, second.form)
