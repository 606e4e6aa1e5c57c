"""What is said just above a table: its heading, and the line of units under it."""

from __future__ import annotations

import re
from bisect import bisect_left

from checker.model import Document
from checker.resolve.almanac import Almanac
from checker.tables.heads import Head, head

_REACH = 3  # blocks above a table that may speak of it
_LINE = 160  # characters of a heading or a line of units
_UNITS = re.compile(
    r"(?i)\bin (?:[\w.$€£¥]+ ){0,3}(?:thousands|millions|billions|crores?|lakhs?)\b"
    r"|\((?:unaudited|audited)\b|\bexcept\b|"
    r"(?:[$€£¥₹]|\b[A-Z]{3}|RMB|Rs\.?)\s?(?:m|mn|bn|b|million|billion|thousand|crore|lakh)\b"
)


def lines_above(document: Document, start: int) -> list[str]:
    """The headings and lines of units right above ``start``, the nearest first; prose ends them."""
    found = []
    first = bisect_left(document.blocks, start, key=lambda block: block.start)
    above = document.blocks[max(0, first - _REACH) : first]
    for block in reversed(above):
        words = document.text[block.start : block.end]
        if block.kind in ("row", "speaker"):
            break
        short = len(words) <= _LINE and not words.rstrip().endswith((".", "!", "?"))
        if not short and not (len(words) <= _LINE and _UNITS.search(words)):
            break
        found.append(words)
    return found


def caption(lines: list[str], almanac: Almanac, home: str | None) -> Head:
    """What the lines above a table say."""
    found = Head()
    for words in lines:
        found = found.over(head(words, almanac, home))
    return Head(
        period=found.period,
        unit=found.unit,
        scale=found.scale,
        exempt=found.exempt,
        basis=found.basis,
        status=found.status,
    )
