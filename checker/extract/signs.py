"""Written signs: "-5%", "(0.22)", "negative 3%", "minus three". Signs that verbs give are not ours."""

from __future__ import annotations

import re

from checker import units
from checker.extract.part import Part

_WORD = re.compile(
    r"(?<![a-z])(?:negative|minus)\s(?:about\s|around\s|approximately\s|roughly\s|some\s|a\s)?$"
)
_MINUS = re.compile(r"(?:^|[\s(])[-−–]\s?$")
_OPEN = re.compile(r"\($")
_CLOSE = re.compile(r"\)")
# What stands before a bracket that means minus: a verb or preposition, a table's edge, another number.
# Behind a noun the brackets only gloss ("Debt (USD 34.5bn)").
_BEFORE_BRACKET = re.compile(
    r"(?:^|[|\t\n:=,]|\s\s|[\d)%$€£]\s?|(?<![a-z])(?:of|was|were|is|are|to|from|at|and|versus|vs\.?|by|be|or|with|about"
    r"|approximately))\s?$"
)
_ROSE = re.compile(r"(?:grew|grow|up|increas|rose|ris|gain|improv|higher|growth|expan|climb|jump)")
_SIGHT = 60
_PLUS_MINUS = re.compile(r"plus (?:or|and|/)\s?$")


def read(lower: str, part: Part) -> None:
    """Turn the sign of a part that is written as a negative."""
    if part.signed or part.left_out or part.form in ("vague", "multiple"):
        return
    start = part.start
    if lower[start - 1 : start] in ("-", "−", "–") or lower[start - 2 : start] in ("- ", "− "):
        dash = _MINUS.search(lower, max(0, start - 3), start)
        if dash and _not_a_dash(lower, start, dash):
            part.negate()
            part.start = start - len(dash.group().lstrip(" \t\n("))
            part.trace.append("minus sign")
        return
    if lower[start - 1 : start] == "(" and lower[part.end : part.end + 1] == ")":
        amount = part.low % 1 or part.low >= 1000 if not part.unit else part.unit not in units.DURATIONS
        if amount:
            _bracketed(lower, part)
        return
    if lower[part.first - 1 : part.first] == "(" and lower[part.end : part.end + 1] == ")":
        part.negate()
        part.end += 1
        part.trace.append("parentheses")
        return
    near = lower[max(0, start - 26) : start]
    if "minus" not in near and "negative" not in near:
        return
    found = _WORD.search(lower, max(0, start - 26), start)
    if found and not _PLUS_MINUS.search(lower, max(0, found.start() - 9), found.start()):
        part.negate()
        part.trace.append("negative in words")


def _not_a_dash(lower: str, start: int, dash: re.Match[str]) -> bool:
    """A hyphen right before the digits is a minus; one with a space on both sides is a dash."""
    return not dash.group().endswith(" ") or lower[max(0, start - 3) : start].startswith("\n")


def _bracketed(lower: str, part: Part) -> None:
    sentence = lower[max(0, part.start - _SIGHT) : part.start]
    sentence = sentence[max(sentence.rfind(". "), sentence.rfind("\n"), sentence.rfind(";")) + 1 :]
    if _ROSE.search(sentence) or not _BEFORE_BRACKET.search(lower, max(0, part.start - 16), part.start - 1):
        return
    part.negate()
    part.start -= 1
    part.end += 1
    part.trace.append("parentheses")
