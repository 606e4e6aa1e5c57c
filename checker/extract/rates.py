"""Percent, percentage points and basis points behind a number."""

from __future__ import annotations

import re

from checker.extract.part import Part

_TAIL = re.compile(
    r"(?:-?\s?plus(?=\s(?:%|percent|basis)))?[\s\u00a0]{0,2}(?:"
    r"(?P<percent>-?\s?(?:%|percent(?:age)?(?![a-z])|per[\s-]cents?(?![a-z])|pct\.?(?![a-z])))"
    r"(?P<point>[\s-]{1,2}(?:points?|pts?|pps?)(?![a-z]))?"
    r"|(?P<basis>-?(?:basis[\s-]{1,2}points?|bps?|bips?)(?![a-z]))"
    r"|(?P<points>-?(?:p\.p\.|ppts?|pps?|pts?|points?)(?![a-z]))"
    r")"
)
# "3 points" of what is counted in points: a score or an index, a loyalty scheme, a basis of reasoning.
_COUNTED = re.compile(r"(?:index|score|nps|promoter|rating|loyalty|reward|touch|data|price|access)\W")
_POINTED = re.compile(
    r"(?<![a-z])(?:these|those|mentioned|following|other|make|made|key|few|main|all\sthe)\s$"
)
# Before the "one point" that is a percentage point and no remark.
_GAINED = re.compile(
    r"(?<![a-z])(?:about|around|roughly|approximately|nearly|almost|over|by|than|contribut\w{1,3}|add\w{0,3}|up|down|gained"
    r"|lost)\s(?:a\s|an\sadditional\s)?$"
)
_SIGHT = 24


def read(lower: str, part: Part) -> None:
    """Take in a percent sign or word, points or basis points."""
    if part.unit:
        return
    found = _TAIL.match(lower, part.end)
    if not found:
        return
    kind = found.lastgroup
    if kind == "points":
        before = lower[max(0, part.start - _SIGHT) : part.start]
        if part.scale > 1 or _POINTED.search(before) or _COUNTED.search(before):
            return
        if part.low == 1 and part.form == "words" and not _GAINED.search(before):
            return
        part.unit = "percentage_point"
    elif kind == "basis":
        part.unit = "basis_point"
    else:
        part.unit = "percentage_point" if found["point"] else "percent"
    if found.group().lstrip("- ").startswith("plus"):
        part.hedge = "over"
    part.end = found.end()
    part.trace.append(part.unit)
