"""Phrases that date things: "Q3 FY25", "a year ago", "the back half", "sequentially", "as of July 20".

Finds them in a text and reads each against the document's own calendar. What a phrase dates is not
known here: that is the business of ``checker.resolve.attach``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from checker.resolve.almanac import Almanac
from checker.resolve.datewords import BY_WORD, READERS, START, Mention

# What stands before a phrase and makes it a point in time, the start of a span, or denies it.
_END_OF = re.compile(
    r"(?i)\b(?:end|close|conclusion)\s+of\s+(?:the\s+|our\s+|this\s+)?$"
    r"|\b(?:end(?:ed|ing)?|finish(?:ed|ing)?|clos(?:ed|ing)|exit(?:ed|ing)?)\s+(?:out\s+)?(?:the\s+|our\s+)?$"
)
_END_AFTER = re.compile(r"[\s-]end\b", re.I)
_START_OF = re.compile(
    r"(?i)\b(?:(?:beginning|start|outset)\s+of|started|began|entered|entering)\s+(?:the\s+|this\s+)?(?:fiscal\s+)?$"
)
_EFFECTIVE = re.compile(r"(?i)\b(?:effective|beginning|starting)\s+(?:on\s+|in\s+|as\s+of\s+)?$")
_AS_OF = re.compile(r"(?i)\b(?:as\s+of|as\s+at|at|through|until|till|up\s+to|by)\s+(?:the\s+month\s+of\s+|the\s+)?$")
_SINCE = re.compile(r"(?i)\bsince\s+(?:[\w'’-]+\s+){0,4}$")
_TITLE = re.compile(r"(?:^|\W)(?!(?:In|For|Of|During|By|Through|Since|From|To|And|Until|Throughout|At|The|Our|As|Full|Fiscal|Calendar|Year|CY|That|With|On|Versus|While|But|Both|So|Over|Into|Before|After|End)\b)[A-Z][A-Za-z]*\s$")
_DENIED = re.compile(r"(?i)\bnot\s+(?:in\s+|for\s+)?(?:the\s+)?$")
_DAY_NUMBER = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?(?!\d)")


def mentions(text: str, almanac: Almanac) -> Iterator[Mention]:
    """The phrases of ``text`` that date something, in order and without overlap."""
    end = 0
    lowered = text.lower()
    for token in START.finditer(lowered if len(lowered) == len(text) else text):
        start = token.start()
        if start < end:
            continue
        pattern = BY_WORD[{"digit": "#", "named": "Q"}.get(token.lastgroup or "") or token.group()]
        if start and text[start - 1] in "'’" and token.lastgroup == "digit":
            start -= 1
        match = pattern.match(text, start)
        if match is None or (start and text[start - 1] in "$€£¥.,"):
            continue
        name = match.lastgroup or ""
        before = text[max(0, start - 30) : start]
        found = READERS[name](match.group(), almanac)
        if found is None or _DENIED.search(before) or (found.bare and _TITLE.search(before)):
            continue
        end = match.end()
        found = replace(found, start=start, end=end)
        if found.sense == "period":
            number = _DAY_NUMBER.search(match.group()) if name == "day" else None
            found = _placed(found, name, before, text[end : end + 5], int(number[1]) if number else None, almanac)
        yield found


def _placed(found: Mention, name: str, before: str, after: str, day: int | None, almanac: Almanac) -> Mention:
    """A period with what the words around it make of it: its end, its start, the time since."""
    back, ahead = found.back, found.ahead
    if back is None or ahead is None:
        return found
    if _SINCE.search(before):
        if _START_OF.search(before):
            back = back.previous()
        return replace(found, sense="since", back=almanac.closing(back, day) if name == "day" else back)
    if _EFFECTIVE.search(before):
        return replace(found, back=ahead)
    if _START_OF.search(before):
        return replace(found, back=back.previous().closing(), ahead=ahead.previous().closing())
    if _END_OF.search(before) or _END_AFTER.match(after) or (name in ("day", "month") and _AS_OF.search(before)):
        return replace(found, back=almanac.closing(back, day), ahead=almanac.closing(ahead, day))
    return found
