"""Lists of participants, at the head of a call or at its foot: who is of the company, who asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.model import Role, Struct
from checker.read import names
from checker.read.layouts.mark import Mark
from checker.read.lines import Line

_HEADING = (
    r"(?:(?P<analysts>(?:conference )?call participants|(?:other |external )?analysts?(?: participants?)?"
    r"|(?:conference )?participants?(?: from analysts)?|moderators?)"
    r"|(?P<company>(?:company|corporate|management) participants?|(?:company )?executives?|"
    r"(?:senior )?management"
    r"|speakers?|presenters?|representatives?))"
)
_HEADED = re.compile(rf"(?i){_HEADING}\s*:?\Z")
_LEADS = re.compile(rf"(?i){_HEADING}\s*:\s+")
_ENTRY = re.compile(r"(.{2,60}?)\s*(?:--|\s[-–—]\s|[–—]|,\s|-\s)\s*(.{2,160})\Z")
_OFFICE = re.compile(
    r"(?i)\b(?:chief|officer|president|vice|director|head|chair(?:man|woman|person)?|founder|c[efoitm]o|cco|cro|"
    r"manag(?:er|ing)|treasurer|controller|counsel|secretary|investor relations|ir|evp|svp|"
    r"vp|finance|partner)\b"
)
_HOUSE = re.compile(
    r"(?i)\b(?:analysts?|research|securities|capital markets?|equit(?:y|ies)|broking|"
    r"brokerage|asset management)\b"
)
_LONGEST = 120  # lines: no list of participants is longer


class Entry(Struct, frozen=True, kw_only=True):
    """One participant as a list names him."""

    name: str
    title: str
    role: Role


class Roster(Struct, frozen=True, kw_only=True):
    """Everybody known before the dialogue is read, by name key, and the lines that list them."""

    entries: dict[str, Entry]
    listed: frozenset[int] = frozenset()

    def find(self, name: str) -> Entry | None:
        """The participant of that name."""
        return self.entries.get(names.key(name))

    def titled(self, title: str) -> Entry | None:
        """The only participant who bears ``title``."""
        found = [entry for entry in self.entries.values() if entry.title == title]
        return found[0] if len(found) == 1 else None

    def extended(self, marks: Iterable[Mark]) -> Roster:
        """The roster with the speakers that ``marks`` have shown meanwhile."""
        entries = dict(self.entries)
        for mark in marks:
            entries.setdefault(names.key(mark.name), Entry(name=mark.name, title=mark.title, role="unknown"))
        return Roster(entries=entries, listed=self.listed)


def is_office(title: str) -> bool:
    """Whether a title is an office in a company."""
    return bool(_OFFICE.search(title))


def is_house(title: str) -> bool:
    """Whether a title or affiliation is an analyst's."""
    return bool(_HOUSE.search(title))


def role_of(title: str) -> Role:
    """What a title alone says about its bearer."""
    if is_house(title):
        return "analyst"
    return "management" if is_office(title) else "unknown"


def roster(lines: Sequence[Line]) -> Roster:
    """Everybody in the lists of participants of the document."""
    entries: dict[str, Entry] = {}
    listed: set[int] = set()
    side: Role | None = None
    mixed = False
    index = 0
    opened = 0
    while index < len(lines):
        text = lines[index].text
        if len(text) <= 40 and (match := _HEADED.match(text)):
            side, opened = ("analyst" if match["analysts"] else "management"), index
            # "Call participants" after the call lists both sides, told apart by their titles.
            mixed = text.lower().startswith(("call participants", "participants"))
            if _entry(lines, index + 1):
                listed.add(index)
            index += 1
            continue
        if match := _LEADS.match(text):
            entry = _parse(text[match.end() :])
            if entry:
                side, opened, mixed = ("analyst" if match["analysts"] else "management"), index, False
                _add(entries, entry, side, mixed)
                listed.add(index)
                index += 1
                continue
        if side and index - opened < _LONGEST:
            entry = _entry(lines, index)
            if (
                index - 1 in listed
                and entries
                and lines[index - 1].text.endswith((" D.A.", "& Co.", "U.S.", "St."))
            ):
                listed.add(index)  # a page maker cut the firm's name after its full stop
            elif entry:
                _add(entries, entry, side, mixed)
                listed.add(index)
            elif not lines[index].gap and index - 1 in listed and len(text) < 90 and not lines[index].ends:
                listed.add(index)  # a title that runs over the line
                last = entries[next(reversed(entries))]
                entries[names.key(last.name)] = Entry(
                    name=last.name, title=f"{last.title} {text}".strip(), role=last.role
                )
            elif (
                len(text) < 90
                and index + 1 < len(lines)
                and _parse(lines[index + 1].text)
                and index - 1 in listed
            ):
                listed.add(index)  # a firm's name or a title cut in two
            else:
                side = None
        index += 1
    return Roster(entries=entries, listed=frozenset(listed))


def _entry(lines: Sequence[Line], index: int) -> tuple[str, str] | None:
    """Name and title in the line, or a bare name that a list of names goes on from."""
    if index >= len(lines):
        return None
    text = lines[index].text
    if parsed := _parse(text):
        return parsed
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following and _is_person(text) and (_parse(following.text) or _is_person(following.text)):
        return text, ""
    return None


def _is_person(text: str) -> bool:
    return names.is_name(text) and not names.is_label(text)


def _parse(text: str) -> tuple[str, str] | None:
    match = _ENTRY.match(text)
    if not match or len(text) > 200:
        return None
    name, title = names.plain(match[1]), match[2].strip(" -–—")
    if names.is_name(title) and is_office(name):
        name, title = title, name  # "Chief Executive Officer — Ann Lee"
    return (name, title) if names.is_name(name) else None


def _add(entries: dict[str, Entry], parsed: tuple[str, str], side: Role, mixed: bool) -> None:
    name, title = parsed
    role = (role_of(title) if mixed else side) if title or not mixed else "unknown"
    entries.setdefault(names.key(name), Entry(name=name, title=title, role=role))
