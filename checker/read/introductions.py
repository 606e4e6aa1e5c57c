"""What is said about people before they speak: offices, firms, who has the line."""

from __future__ import annotations

import re

from checker.read import names
from checker.read.layouts.roster import role_of

# "Amy Hood, our chief financial officer; and …", "our chief executive officer, Satya Nadella". What
# goes on with "and" ("Mr. Lee, and our CFO, Ms. Moor") is about the next person.
_AFTER = re.compile(
    r"\s?[,:(–—-]{1,2}(?!\s?(?:and|as well as)\b)"
    r"\s?(?:who is |is |our |the |(?:\w+['’]s )){0,2}([^;.()\n]{3,90})"
)
_BEFORE = re.compile(
    r"(?i)\b(?:our|the|\w{1,20}['’]s) ([^;.()\n]{3,80}?),? (?:mr\.? |ms\.? |mrs\.? |dr\.? )?\Z"
)
_NEXT = re.compile(r",? and (?=[A-Z][\w.]+ [A-Z])|, (?=[A-Z][\w.]+ [A-Z][\w.]+,)")
_LAST = re.compile(r"(?i).*,? and (?:our|the) ")
_CLAUSE = re.compile(r"(?i),? \b(?:to|who|will|for|at|and then)\b.*")
_FIRM = re.compile(r"\w{0,3},? (?:of|from|with|at) ([A-Z][^.?!;\n]{1,50})")
_FAREWELL = re.compile(r"(?i),? (?:your line|please|go ahead|to (?:open|begin)|for )")


def office(name: str, opening: str) -> str:
    """The office in which ``opening`` introduces somebody; ``""`` where it gives none."""
    first, _, last = names.key(name).partition(" ")
    if not last:
        return ""
    who = re.compile(rf"(?i){re.escape(first)}\s(?:[\w.'’\-]+\s){{0,3}}?{re.escape(last)}\b")
    low = opening.lower()
    at = low.find(first)
    while at >= 0:
        if named := who.match(opening, at):
            after = _AFTER.match(opening, named.end(), named.end() + 140)
            before = _BEFORE.search(opening, max(0, at - 110), at)
            for title in (after and _NEXT.split(after[1])[0], before and _LAST.sub("", before[1])):
                if title and role_of(title := _CLAUSE.sub("", title).strip(" ,")) == "management":
                    return title
        at = low.find(first, at + 1)
    return ""


def firm(name: str, spoken: str) -> str:
    """The firm from which somebody is announced: "from the line of Ann Lee from Example Bank"."""
    last = names.key(name).rpartition(" ")[2]
    at = spoken.lower().find(last)
    while at >= 0:
        if match := _FIRM.match(spoken, at + len(last)):
            return _FAREWELL.split(match[1])[0].strip(" ,")
        at = spoken.lower().find(last, at + 1)
    return ""


def names_speaker(name: str, spoken: str) -> bool:
    """Whether ``spoken`` calls somebody by the last name."""
    return names.key(name).rpartition(" ")[2] in spoken.lower()
