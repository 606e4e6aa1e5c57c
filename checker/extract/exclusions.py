"""What is not a figure, asked of a bare number before any unit is read.

Dates and names have a file each; what only shows once the unit is known is in ``talk``.
"""

from __future__ import annotations

from checker.extract import dates, names
from checker.extract.part import ONE, Part

_BACK = 40
# Before a number with a point that names a place in a document: "Exhibit 99.1".
_NUMBERED = ("exhibit ", "section ", "item ", "appendix ", "clause ", "release ", "version ")


def reason(text: str, lower: str, part: Part) -> str:
    """Why a number is no figure, as far as its own neighbourhood tells; ``""`` if it may be one."""
    digits = part.form == "digits"
    plain = lower[part.end : part.end + 1] == "%" or lower.endswith("illion", part.start, part.end)
    if digits and plain and text[part.start - 1 : part.start] in (" ", "("):
        return ""  # what most numbers are
    if digits:
        touching = names.glued(text, lower, part)
        if touching:
            return touching
    if digits and part.scale == ONE and names.address(text, part):
        return "address"
    before = lower[max(0, part.start - _BACK) : part.start]
    behind = lower[part.end : part.end + _BACK]
    if not digits and 2000 < part.low < 2100 and dates.year(part, "", before, behind):
        return "year"  # "two thousand and twenty one"
    if part.scale > ONE:
        return "label" if digits and names.lettered(text, part, before) else ""
    if dates.clock(part, before, behind):
        return "clock"
    if part.low % 1 and before.endswith(_NUMBERED):
        return "label"
    if part.low % 1 or (digits and dates.fraction(lower, part)):
        return ""
    if dates.date(part, before, behind):
        return "date"
    if digits and names.phone(text, part, before, behind):
        return "phone or code"
    if dates.year(part, text[part.start : part.end], before, behind):
        return "year"
    if dates.UNITISH.match(behind) and not before.endswith(("number ", "no. ")):
        return ""
    return names.label(lower, part, before, behind)
