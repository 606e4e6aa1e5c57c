"""Openings that name a longer period, and the quarter that closes it: "full year 2020 results", "1H 2021"."""

from __future__ import annotations

import re

from checker.read.profile.mentions import sense

_YEAR = r"(?P<year>20\d\d|['’‘]\d\d|FY\s?['’‘]?\d\d)"
_OF = r"(?:\s(?:of|results|for))?\s(?:the\s)?(?:fiscal\s)?(?:year\s)?"
_TALK = r"\s(?:[A-Za-z]+\s){0,3}(?:results|earnings|call|presentation)"
_ANNUAL = r"(?:full[\s-]year|annual|year[\s-]end)"
_SPANS = (
    (3, rf"(?:nine|9)[\s-]months?{_OF}(?:{_YEAR}|(?P<short>[12]\d))"),
    (2, rf"(?:first[\s-]half|half[\s-]year|H1|1H|six[\s-]months?|interim){_OF}{_YEAR}"),
    (2, r"(?P<year>20\d\d)\s(?:first[\s-]half|half[\s-]year|interim|H1|1H)"),
    (4, rf"(?:second[\s-]half|H2|2H){_OF}{_YEAR}"),
    (4, rf"(?:{_ANNUAL}|fiscal(?:\syear)?|FY){_OF}{_YEAR}{_TALK}"),
    (4, rf"{_YEAR}\s(?:{_ANNUAL}|preliminary|fiscal\syear){_TALK}"),
    (
        4,
        rf"{_ANNUAL}{_TALK}\s(?:[A-Za-z]+\s){{0,3}}(?:for|of)\s(?:[A-Za-z]+\s){{0,4}}(?:\d{{1,2}},?\s)?{_YEAR}",
    ),
)
_PATTERNS = tuple((number, re.compile(rf"(?i)\b{pattern}\b")) for number, pattern in _SPANS)


def closing_quarter(head: str) -> str | None:
    """The label of the last quarter of a half, nine months or a year that ``head`` announces."""
    for number, pattern in _PATTERNS:
        match = pattern.search(head)
        if match and sense(head, match.start(), match.end()) == "title":
            digits = match["year"] or match["short"] if "short" in pattern.groupindex else match["year"]
            return f"{2000 + int(digits[-2:])}Q{number}"
    return None
