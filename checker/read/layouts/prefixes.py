"""Turns that begin "Name: text", as in filings, or "Speaker 3: text", as in machine transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.read import names
from checker.read.layouts.mark import Mark
from checker.read.layouts.roster import Roster, is_house, is_office
from checker.read.lines import Line

# "Jane Doe: text", "Jane Doe (00:12): text"
_PREFIX = re.compile(r"([^\s:][^:]{0,90}?)(?:\s*[\[(]\d{1,2}:\d\d(?::\d\d)?[\])])?\s*:(?=[\s\[A-Z]|\Z)")
_TITLED = re.compile(r"(.{2,50}?)(?:\s*--\s*|\s+[-–—]\s+|,\s+|\s+\()(.{2,80}?)\)?\Z")
_OFTEN = 2


def marks(lines: Sequence[Line], roster: Roster) -> list[Mark]:
    """Marks of the names before a colon at the start of a line, where the text is a dialogue."""
    found: list[tuple[Line, int, str, str]] = []  # line, length of the mark, name, title
    seen: Counter[str] = Counter()
    for index, line in enumerate(lines):
        match = _PREFIX.match(line.text)
        if not match or index in roster.listed or line.bullet:
            continue
        name, title = _speaker(match[1], roster)
        if not name:
            continue
        length = match.end()
        if title and line.text.startswith(title, length + 1):
            length += 1 + len(title)  # "Name: Title text": the cells of a table, run together
        if length == len(line.text) and index + 1 == len(lines):
            continue
        found.append((line, length, name, title))
        seen[names.key(name)] += 1
    labelled = any(names.is_label(name) for _, _, name, _ in found)
    several = sum(1 for name, times in seen.items() if " " in name and times >= _OFTEN) >= _OFTEN
    if not labelled and not several and not any(key in roster.entries for key in seen):
        return []
    # A glossary before the call explains its terms in the same form, each of them once.
    first = min((line.start for line, _, name, _ in found if names.is_label(name)), default=0)
    return [
        Mark(
            start=line.start,
            end=line.start + length,
            name=name,
            title=title,
            sure=names.is_label(name),
        )
        for line, length, name, title in found
        if (" " in name and line.start >= first)
        or seen[names.key(name)] >= _OFTEN
        or roster.find(name)
        or names.is_label(name)
    ]


def _speaker(text: str, roster: Roster) -> tuple[str, str]:
    """Name and title before the colon, or nothing."""
    if names.is_label(text):
        return text, ""
    if names.is_name(text):
        entry = roster.find(text)
        return names.plain(text), entry.title if entry else ""
    if entry := roster.titled(text):
        return entry.name, ""  # a page maker cut the name off and left the title
    match = _TITLED.match(text)
    if (
        match
        and names.is_name(match[1])
        and (is_office(match[2]) or is_house(match[2]) or roster.find(match[1]))
    ):
        return names.plain(match[1]), match[2]
    return "", ""
