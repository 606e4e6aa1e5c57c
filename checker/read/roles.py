"""Who speaks: one person under all spellings, role and title from lists, introductions and behaviour."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from checker.model import Block, Role, Section, Speaker, Struct
from checker.read import names, sections
from checker.read.layouts import Mark, Roster
from checker.read.layouts.roster import is_house, role_of

# "Amy Hood, our chief financial officer; and …", "our chief executive officer, Satya Nadella".
_AFTER = re.compile(r"\s?[,:(–—-]{1,2}\s?(?:who is |is |our |the |(?:\w+['’]s )){0,2}([^;.()\n]{3,90})")
_BEFORE = re.compile(r"(?i)\b(?:our|the|\w{1,20}['’]s) ([^;.()\n]{3,80}?),? (?:mr\.? |ms\.? |mrs\.? |dr\.? )?\Z")
_NEXT = re.compile(r",? and (?=[A-Z][\w.]+ [A-Z])|, (?=[A-Z][\w.]+ [A-Z][\w.]+,)")
_CLAUSE = re.compile(r"(?i),? \b(?:to|who|will|for|at|and then)\b.*")


class _Turn(Struct, kw_only=True):
    """What one speaker says at one go: the blocks, by index."""

    speaker: int
    blocks: list[int]


def assign(
    text: str, blocks: Sequence[Block], marks: Sequence[Mark], roster: Roster
) -> tuple[tuple[Speaker, ...], tuple[Block, ...]]:
    """Speakers in order of appearance, and the blocks with speaker and section filled in."""
    if not marks:
        return (), _without_speakers(text, blocks)
    ids: dict[str, int] = {}
    people: list[Mark] = []
    turns: list[_Turn] = []
    by_start = {mark.start: mark for mark in marks}
    owner: list[int | None] = []
    speaker: int | None = None
    for index, block in enumerate(blocks):
        if block.kind == "speaker":
            mark = by_start[block.start]
            key = names.key(mark.name)
            if key not in ids and (same := _variant(key, ids)):
                ids[key] = ids[same]
            if key not in ids:
                ids[key] = len(people)
                people.append(mark)
            elif mark.title and not people[ids[key]].title:
                people[ids[key]] = mark
            speaker = ids[key]
            turns.append(_Turn(speaker=speaker, blocks=[]))
        elif block.kind == "heading" and sections.heading(text[block.start : block.end]):
            speaker = None
        elif block.section == "body":
            speaker = None
        elif speaker is not None and block.kind != "heading":
            turns[-1].blocks.append(index)
        owner.append(speaker)
    words = [_words(text, blocks, turn) for turn in turns]
    leaders = _leaders(people, turns, words)
    start_qa = _questions(blocks, turns, words, leaders)
    done = tuple(
        Block(
            start=block.start,
            end=block.end,
            kind=block.kind,
            speaker=owner[index],
            section=_section(block.section, index, start_qa),
        )
        for index, block in enumerate(blocks)
    )
    return _speakers(text, people, turns, words, leaders, done, roster), done


def _variant(key: str, known: Iterable[str]) -> str | None:
    """The known name of which ``key`` is a short or misspelt form: "rob owens" of "robbie owens"."""
    first, _, last = key.partition(" ")
    for other in known:
        theirs, _, family = other.partition(" ")
        if last and family == last and min(len(first), len(theirs)) >= 3:
            if theirs.startswith(first) or first.startswith(theirs):
                return other
    return None


def _words(text: str, blocks: Sequence[Block], turn: _Turn) -> str:
    return text[blocks[turn.blocks[0]].start : blocks[turn.blocks[-1]].end] if turn.blocks else ""


def _section(section: Section, index: int, start_qa: int | None) -> Section:
    return "qa" if start_qa is not None and index >= start_qa and section == "prepared" else section


def _leaders(people: Sequence[Mark], turns: Sequence[_Turn], words: Sequence[str]) -> set[int]:
    """Who runs the call: by name, or by what an operator alone says."""
    named = {index for index, mark in enumerate(people) if names.is_operator(mark.name)}
    if named:
        return named
    said: Counter[int] = Counter()
    for turn, spoken in zip(turns, words, strict=True):
        if len(spoken) < 2500 and sections.leads(spoken):
            said[turn.speaker] += 1
    # Nameless voices ("Speaker 4") may be several operators; of people with names only the likeliest.
    likely = {who for who, times in said.items() if times >= 2 or who == 0}
    return {who for who in likely if names.is_label(people[who].name)}


def _questions(
    blocks: Sequence[Block], turns: Sequence[_Turn], words: Sequence[str], leaders: set[int]
) -> int | None:
    """Index of the block from which questions are asked, if no heading says so."""
    if any(block.section == "qa" for block in blocks):
        return None
    for number, (turn, spoken) in enumerate(zip(turns, words, strict=True)):
        if not number or not turn.blocks:
            continue
        if (not leaders or turn.speaker in leaders) and sections.first_question(spoken):
            return turn.blocks[0] - 1
    return None


def _speakers(
    text: str,
    people: Sequence[Mark],
    turns: Sequence[_Turn],
    words: Sequence[str],
    leaders: set[int],
    blocks: Sequence[Block],
    roster: Roster,
) -> tuple[Speaker, ...]:
    asks: Counter[int] = Counter()
    presents: Counter[int] = Counter()
    answers: Counter[int] = Counter()
    called: dict[int, str] = {}
    waiting = ""
    for turn, spoken in zip(turns, words, strict=True):
        if turn.speaker in leaders:
            waiting = spoken if sections.calls_up(spoken) else waiting if not spoken.strip() else ""
            continue
        if not turn.blocks:
            continue
        if blocks[turn.blocks[0]].section == "prepared":
            presents[turn.speaker] += 1
        elif waiting and (not presents[turn.speaker] or _announced(people[turn.speaker].name, waiting)):
            asks[turn.speaker] += 1
            called.setdefault(turn.speaker, waiting)
        else:
            answers[turn.speaker] += 1
            continue  # "Hi, Brian": somebody of the company before the question comes
        waiting = ""
    found = []
    opening = text[: blocks[-1].end][:12000]
    for index, mark in enumerate(people):
        entry = roster.find(mark.name)
        title = mark.title or (entry.title if entry else "")
        role: Role = "unknown"
        if index in leaders:
            role = "operator"
        elif entry and entry.role != "unknown":
            role = entry.role
        elif title and role_of(title) != "unknown":
            role = role_of(title)
        elif mark.name.lower() in {"q", "question"} or "analyst" in mark.name.lower():
            role = "analyst"
        elif mark.name.lower() in {"a", "answer"} or "executive" in mark.name.lower():
            role = "management"
        elif presents[index]:
            house = _house(mark.name, opening)
            role = "analyst" if house and is_house(house) else "management"
        elif asks[index]:
            role = "analyst"
        elif answers[index]:
            role = "management" if leaders else "unknown"
        if not title and not names.is_label(mark.name):
            title = _office(mark.name, opening) if role == "management" else ""
            if role == "analyst" and index in called:
                title = _house(mark.name, called[index])
        found.append(Speaker(name=mark.name, role=role, title=title))
    return tuple(found)


def _announced(name: str, spoken: str) -> bool:
    return names.key(name).rpartition(" ")[2] in spoken.lower()


def _office(name: str, opening: str) -> str:
    """The office in which a speaker is introduced: "Amy Hood, chief financial officer"."""
    first, _, last = names.key(name).partition(" ")
    who = re.compile(rf"(?i){re.escape(first)}\s(?:[\w.'’\-]+\s){{0,3}}?{re.escape(last)}\b")
    low = opening.lower()
    at = low.find(first)
    while at >= 0:
        named = who.match(opening, at) if last else None
        at = low.find(first, at + 1)
        if not named:
            continue
        if after := _AFTER.match(opening, named.end(), named.end() + 140):
            title = _CLAUSE.sub("", _NEXT.split(after[1])[0]).strip(" ,")
            if role_of(title) == "management":
                return title
        if before := _BEFORE.search(opening, max(0, named.start() - 110), named.start()):
            title = _CLAUSE.sub("", before[1]).strip(" ,")
            if role_of(title) == "management":
                return title
    return ""


def _house(name: str, spoken: str) -> str:
    """The firm from which somebody is announced: "from the line of Ann Lee from Example Bank"."""
    last = names.key(name).rpartition(" ")[2]
    match = re.search(
        rf"(?i)\b{re.escape(last)}\w{{0,3}}\b,? (?:of|from|with|at)\s((?-i:[A-Z])[^.?!;\n]{{1,50}})", spoken
    )
    if not match:
        return ""
    house = re.split(r"(?i),? (?:your line|please|go ahead|to (?:open|begin)|for )", match[1])[0]
    return house.strip(" ,")


def _without_speakers(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of a text that does not say who speaks; questions still part it."""
    found: list[Block] = []
    asking = False
    for block in blocks:
        asking = asking or (
            block.kind == "heading" and sections.heading(text[block.start : block.end]) == "qa"
        )
        found.append(
            Block(start=block.start, end=block.end, kind=block.kind, section="qa" if asking else block.section)
        )
    return tuple(found)
