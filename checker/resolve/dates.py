"""Phrases that date things: "Q3 FY25", "a year ago", "the back half", "sequentially", "as of July 20".

Finds them in a text and reads each against the document's own calendar. What a phrase dates is not
known here: that is the business of ``checker.resolve.attach``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from checker.letters import lowered
from checker.resolve.almanac import Almanac
from checker.resolve.datewords import Mention, day_in, grammar

# What stands before a phrase, in small letters, and makes it a point in time, or the start of a span.
_PLACES = {
    "end": r"\b(?:end|close|conclusion)\s+of\s+(?:the\s+|our\s+|this\s+)?$"
    r"|\b(?:end(?:ed|ing)?|finish(?:ed|ing)?|clos(?:ed|ing)|exit(?:ed|ing)?)\s+(?:out\s+)?(?:the\s+|our\s+)?$",
    "start": r"\b(?:(?:beginning|start|outset)\s+of|started|began|entered|entering)\s+"
    r"(?:the\s+|this\s+)?(?:fiscal\s+)?$",
    "effective": r"\b(?:effective|beginning|starting)\s+(?:on\s+|in\s+|as\s+of\s+)?$",
    "at": r"\b(?:as\s+of|as\s+at|at|through|until|till|up\s+to|by)\s+(?:the\s+month\s+of\s+|the\s+)?$",
    "from": r"\b(?:from|over|versus|compared\s+(?:to|with))\s+$",
    "since": r"\bsince\s+(?:[\w'’-]+\s+){0,8}$",
}
_PLACE = {name: re.compile(words) for name, words in _PLACES.items()}
_PLACING = re.compile("|".join(_PLACES.values()))
_END_AFTER = re.compile(r"[\s-]end\b", re.I)
# A capitalised word before a bare year makes a name of both ("Vision 2025"), unless it begins a sentence.
_TITLE = re.compile(
    r"(?:^|\W)(?!(?:In|For|Of|During|By|Through|Since|From|To|And|Until|Throughout|At|The|Our|As|Full|Fiscal"
    r"|Calendar|Year|CY|That|With|On|Versus|While|But|Both|So|Over|Into|Before|After|End)\b)[A-Z][A-Za-z]*\s$"
)
# Digits of an amount begin no date; most digits are such.
_AMOUNT = re.compile(r"\d{1,20}(?:[.,]\d{1,20}){0,6}\s?(?:%|[mb]illion|trillion|thousand|percent|basis|bps)")
_DENIED = re.compile(r"\bnot\s+(?:in\s+|for\s+)?(?:the\s+)?$")


def mentions(text: str, almanac: Almanac, low: str | None = None) -> Iterator[Mention]:
    """The phrases of ``text`` that date something, in order and without overlap.

    ``low`` is the text in small letters, each character in its place, where it is at hand.
    """
    end = 0
    table, low = grammar(), lowered(text) if low is None else low
    for token in table.starts.finditer(low):
        start = token.start()
        if start < end or (token.lastgroup == "digit" and _AMOUNT.match(low, start)):
            continue
        if start and text[start - 1] in "'’" and token.lastgroup == "digit":
            start -= 1
        phrase = None if start and text[start - 1] in "$€£¥.," else table.match(token, text, start)
        if phrase is None:
            continue
        name, match = phrase
        before = low[max(0, start - 72) : start]
        found = table.read(name, match.group(), almanac)
        if (
            found is None
            or ("not" in before and _DENIED.search(before))
            or (found.bare and _TITLE.search(text, max(0, start - 72), start))
        ):
            continue
        end = match.end()
        found = replace(found, start=start, end=end)
        if found.sense == "period":
            day = day_in(match.group()) if name == "day" else None
            found = _placed(found, before, text[end : end + 5], day, almanac)
        yield found


def _placed(found: Mention, before: str, after: str, day: int | None, almanac: Almanac) -> Mention:
    """A period with what the words around it make of it: its end, its start, the time since."""
    back, ahead = found.back, found.ahead
    if back is None or ahead is None or not (_PLACING.search(before) or _END_AFTER.match(after)):
        return found
    if _PLACE["since"].search(before):
        if _PLACE["start"].search(before):
            back = back.previous()
        return replace(found, sense="since", back=back if day is None else almanac.closing(back, day))
    if _PLACE["effective"].search(before):
        near = almanac.nearest(back, ahead)
        return replace(found, back=near, ahead=near)
    if _PLACE["start"].search(before):
        return replace(found, back=back.previous().closing(), ahead=ahead.previous().closing())
    at_date = back.unit == "month" and (
        _PLACE["at"].search(before) or (day is not None and _PLACE["from"].search(before))
    )
    if at_date or _PLACE["end"].search(before) or _END_AFTER.match(after):
        return replace(found, back=almanac.closing(back, day), ahead=almanac.closing(ahead, day))
    return found
