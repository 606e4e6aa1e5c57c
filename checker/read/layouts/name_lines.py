"""A name alone on its line, what is said below it; the line may add a title, or the next line may."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.read import names
from checker.read.layouts.mark import Mark
from checker.read.layouts.roster import Roster, is_house, is_office
from checker.read.lines import Line

_TITLED = re.compile(r"(.{2,50}?)(?:\s*--\s*|\s+[-–—]\s+|,\s+|\s+\()(\D.{1,139}?)\)?\s*:?\Z")
# "Jane Doe (00:12)", "Jane Doe  1:02:44": a machine tells when somebody began to speak.
_BEGAN = re.compile(r"\s*[\[(]?\b\d{1,2}:\d\d(?::\d\d)?[\])]?:?\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}\Z")
_LONGEST = 160
_PROSE = 100_000  # characters: a long call
_LINE = 60  # characters: a longer line is prose


def marks(lines: Sequence[Line], roster: Roster) -> list[Mark]:
    """Marks of the lines that are a speaker's name, "Dennis Gilmore" or "Brett Iversen -- Treasurer"."""
    candidates: list[tuple[int, int, str, str, bool]] = []  # first and last line, name, title, sure
    alone: Counter[str] = Counter()
    index = 0
    while index < len(lines):
        last, name, title, sure = _candidate(lines, index, roster)
        if name:
            candidates.append((index, last, name, title, sure))
            alone[names.key(name)] += 1
        index = last + 1
    found = []
    prose = "\n".join(line.text for line in lines if len(line.text) > _LINE)[:_PROSE]
    for first, last, name, title, sure in candidates:
        key = names.key(name)
        if sure or alone[key] > 1 or name in prose or _mentioned(name, lines, first):
            found.append(
                Mark(
                    start=lines[first].start,
                    end=lines[last].end,
                    name=name,
                    title=title,
                    sure=names.is_operator(name) or _BEGAN.search(lines[last].text) is not None,
                )
            )
    return found


def _candidate(lines: Sequence[Line], index: int, roster: Roster) -> tuple[int, str, str, bool]:
    """The last line of the mark, name, title, and whether the name needs no further evidence."""
    nothing = (index, "", "", False)
    line = lines[index]
    text = line.text
    if index in roster.listed or len(text) > _LONGEST or text.endswith(("?", "!", ",", ";")):
        return nothing
    if index + 1 >= len(lines):
        return nothing
    last = index
    if _INITIALS.match(text) and roster.find(f"{text} {lines[index + 1].text}"):
        last, text = index + 1, f"{text} {lines[index + 1].text}"
    bare = text.rstrip(": ")
    began = _BEGAN.search(text)
    if began:
        bare = text[: began.start()]
        if names.is_name(bare) or names.is_label(bare):
            known = roster.find(bare)
            return last, names.plain(bare), known.title if known else "", True
    if names.is_label(bare):
        return last, bare, "", True
    entry = roster.find(bare) if names.is_name(bare) else None
    if entry or (names.is_name(bare) and line.gap):
        # A sentence may end in a name on a line of its own where lines wrap; a speaker's line has a gap.
        if not line.gap and not (index and lines[index - 1].ends):
            return nothing
        after = lines[last + 1] if last + 1 < len(lines) else None
        if after and not after.gap and _is_title(after.text, entry.title if entry else ""):
            return last + 1, bare, after.text, True
        return last, bare, entry.title if entry else "", entry is not None
    match = _TITLED.match(text) if line.gap else None
    if match:
        name, title = names.plain(match[1]), match[2].strip(" -–—")
        if names.is_operator(name) or (
            names.is_name(name) and (is_office(title) or is_house(title) or roster.find(name))
        ):
            return last, name, title, True
    return nothing


def _is_title(text: str, listed: str) -> bool:
    if listed and text == listed:
        return True
    return (
        len(text) <= 120 and not text.endswith((".", "?", "!", ":")) and (is_office(text) or is_house(text))
    )


def _mentioned(name: str, lines: Sequence[Line], near: int) -> bool:
    """Whether first or last name falls in the running text round the line: "over to Karen"."""
    tokens = [token.strip(".,") for token in names.plain(name).split()]
    spoken = re.compile(rf"\b(?:{re.escape(tokens[0])}|{re.escape(tokens[-1])})\b")
    return any(
        len(line.text) > len(name) + 4 and spoken.search(line.text)
        for line in lines[max(0, near - 6) : near + 8]
    )
