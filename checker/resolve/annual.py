"""Changes that are an annual rate over several years: "a CAGR of 17%", "grew 12% a year since 2018".

Such a change leads from one level to another only through as many years as lie between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Cue, Figure
from checker.resolve.passage import Passage

_RATE = (
    r"cagr|compound(?:ed)?(?:\s(?:annual|annuali[sz]ed|average|yearly)){0,2}\s(?:growth|rate|return)(?:\srate)?"
    r"|average\sannual\s(?:growth|rate)|annual\scompound"
)
_BEFORE = re.compile(rf"\b(?:{_RATE})\b[^;.%]{{0,40}}\Z")
_AFTER = re.compile(
    rf"[\s,]{{0,2}}(?:{_RATE}|on\s(?:an?\s)?(?:compound|average)\s(?:annual|basis)"
    r"|compounded(?:\sannually|\sannual)?|(?:per|each|every|a)\syear\s(?:since|over|for|from|between|through)\b"
    r"|per\sannum|annually\s(?:since|over|for|from|between|through)\b|(?:compound|average)\sannual)"
)
_YEARS = 60
"""Characters around the rate in which a number of years says how long it has run."""
_LONGEST = 40


def annual(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """The annual rates of change, with the number of years that they have run where that is told."""
    for passage in passages:
        for i in passage.quantities:
            figure = figures[i]
            if figure.unit != "percent":
                continue
            start, end = figure.start - passage.start, figure.end - passage.start
            found = _BEFORE.search(passage.low, max(0, start - 80), start) or _AFTER.match(passage.low, end)
            if found:
                yield Cue(
                    kind="annual",
                    start=passage.start + found.start(),
                    end=passage.start + found.end(),
                    text=found[0].strip(" ,"),
                    sense=_years(passage, figure, figures),
                    figures=(figure.id,),
                )


def _years(passage: Passage, rate: Figure, figures: Sequence[Figure]) -> int:
    """The years of "a three-year CAGR", 0 if the words around do not tell them alone."""
    told = {
        int(f.low)
        for f in (figures[i] for i in passage.quantities)
        if f.unit == "year"
        and f.low == f.high == f.low.to_integral_value()
        and 2 <= f.low <= _LONGEST
        and max(f.start, rate.start) - min(f.end, rate.end) <= _YEARS
    }
    return told.pop() if len(told) == 1 else 0
