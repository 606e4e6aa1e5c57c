"""A speaker's name at the end of the paragraph before, where a page maker lost the break: "… go ahead. Yu Gong"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.read import names
from checker.read.layouts.mark import Mark
from checker.read.layouts.roster import Roster
from checker.read.lines import Line

_TAIL = re.compile(r"(?<=[.?!\])”\"])\s+([^\s.?!\])”\"]{1,30}(?:\s[^\s?!\])”\"]{1,30}){0,4})\Z")
_LONGEST = 80


def marks(lines: Sequence[Line], roster: Roster) -> list[Mark]:
    """Marks of known names that stand after the last sentence of a line."""
    found = []
    for index, line in enumerate(lines[:-1]):
        if index in roster.listed or len(line.text) < 20:
            continue
        offset = max(0, len(line.text) - _LONGEST)
        match = _TAIL.search(line.text, offset)
        if not match:
            continue
        name = match[1]
        entry = roster.find(name)
        # "Thank you. Operator" hands back as often as it opens a turn: only what follows can tell.
        if names.is_label(name) or not entry or not names.is_name(name):
            continue
        if not lines[index + 1].gap and lines[index + 1].text != entry.title:
            continue
        last = line.end
        title = entry.title
        if entry.title and lines[index + 1].text == entry.title:
            last = lines[index + 1].end
        found.append(Mark(start=line.start + match.start(1), end=last, name=name, title=title))
    return found
