"""Shares that are more than all of their whole: "accounted for 112% of our revenue".

Costs may be more than the revenue that they are measured by, and a target or last year's level is no whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Cue, Figure
from checker.resolve.passage import Passage

_ALL = 100
_SIGHT = 60
_MADE_UP = re.compile(
    r"\b(?:account(?:s|ed|ing)\sfor|represent(?:s|ed|ing)?|compris(?:es|ed|ing)|constitut(?:es|ed|ing)"
    r"|made\sup|makes\sup|making\sup)\s(?:(?:about|around|approximately|roughly|over|nearly|almost|only"
    r"|just|more\sthan|less\sthan|up\sto)\s){0,2}\Z"
)
_WHOLE = re.compile(
    r"\sof\s(?:(?:our|the|its|their|total|overall|group|consolidated|company|net|entire|quarterly|annual|loan"
    r"|investment)\s){0,3}(?:revenues?|sales|portfolio|loans|deposits|shipments|customers|orders|volumes?)"
    r"\b(?!\s(?:target|plan|goal|guidance|quota|a year|last year|in 20|level|growth|pre-|before|from))"
)
_COSTLY = re.compile(
    r"\b(?:expenses?|costs?|spend(?:ing)?|capex|debt|loss|losses|investments?|reserves?|collections?|coverage"
    r"|payout|backlog|bookings|inventor(?:y|ies)|assets|target|plan|hedg\w{1,4}|guarantees?|budget|goal)\b"
)


def excess(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """A cue for each share above a hundred percent of what it is a part of."""
    for passage in passages:
        for i in passage.quantities:
            share = figures[i]
            if share.unit != "percent" or share.measure != "share" or share.low <= _ALL:
                continue
            start, end = share.start - passage.start, share.end - passage.start
            verb = _MADE_UP.search(passage.low, max(0, start - _SIGHT), start)
            if verb and _WHOLE.match(passage.low, end) and not _COSTLY.search(passage.low):
                yield Cue(
                    kind="excess",
                    start=passage.start + verb.start(),
                    end=share.end,
                    text=verb[0].strip(),
                    figures=(share.id,),
                )
