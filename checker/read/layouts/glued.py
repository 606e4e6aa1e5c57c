"""A speaker's name glued to the end of the paragraph before, where a page maker lost the break."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.read import names, sections
from checker.read.layouts.mark import Mark
from checker.read.layouts.roster import Entry, Roster
from checker.read.lines import Line

_END = re.compile(r"[.?!\])”\"]\s+(?=\S)")
_LONGEST = 80


def marks(lines: Sequence[Line], roster: Roster) -> list[Mark]:
    """Marks of known names that stand after the last sentence of a line."""
    found = []
    for index, line in enumerate(lines[:-1]):
        if index in roster.listed or len(line.text) < 20:
            continue
        found_name = _last_name(line.text, lines[index + 1].text, roster)
        if not found_name:
            continue
        at, entry = found_name
        if not lines[index + 1].gap and lines[index + 1].text != entry.title:
            continue
        last = line.end
        title = entry.title
        if entry.title and lines[index + 1].text == entry.title:
            last = lines[index + 1].end
        found.append(Mark(start=line.start + at, end=last, name=entry.name, title=title))
    return found


def _last_name(text: str, after: str, roster: Roster) -> tuple[int, Entry] | None:
    """Where a known name stands alone behind the last sentence of ``text``."""
    for match in _END.finditer(text, max(0, len(text) - _LONGEST)):
        name = text[match.end() :]
        # "Thank you. Operator" hands back as often as it opens a turn: what follows tells.
        if names.is_operator(name) and sections.leads(after):
            return match.end(), Entry(name=name, title="", role="operator")
        if names.is_name(name) and not names.is_label(name) and (entry := roster.find(name)):
            return match.end(), entry
    return None
