"""Who speaks: one person under all spellings, role and title from lists, introductions and behaviour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from checker.model import Block, Role, Section, Speaker, Struct
from checker.read import names, sections
from checker.read.introductions import firm, names_speaker, office
from checker.read.layouts import Mark, Roster
from checker.read.layouts.roster import is_house, role_of

_NAMESAKES = 20
_OPENING = 12_000  # characters in which a call introduces its speakers


class _Turn(Struct, frozen=True, kw_only=True):
    """What one speaker says at one go: the blocks, by index, and their text."""

    speaker: int
    blocks: tuple[int, ...]
    words: str = ""


class _Habits(Struct, frozen=True, kw_only=True):
    """How often each speaker presents, asks and answers, with which words he was called up, who leads."""

    leaders: frozenset[int]

    presents: Counter[int]
    asks: Counter[int]
    answers: Counter[int]
    called: dict[int, str]


def assign(
    text: str, blocks: Sequence[Block], marks: Sequence[Mark], roster: Roster
) -> tuple[tuple[Speaker, ...], tuple[Block, ...]]:
    """Speakers in order of appearance, and the blocks with speaker and section filled in."""
    if not marks:
        return (), _without_speakers(text, blocks)
    people, owners, turns = _turns(text, blocks, marks)
    leaders = _leaders(people, turns)
    asking = _questions(blocks, turns, leaders)
    done = tuple(
        Block(
            start=block.start,
            end=block.end,
            kind=block.kind,
            speaker=owner,
            section=_section(block.section, index, asking),
        )
        for index, (block, owner) in enumerate(zip(blocks, owners, strict=True))
    )
    habits = _habits(people, turns, done, leaders)
    opening = text[:_OPENING]
    return tuple(_speaker(index, mark, roster, habits, opening) for index, mark in enumerate(people)), done


def _turns(
    text: str, blocks: Sequence[Block], marks: Sequence[Mark]
) -> tuple[list[Mark], list[int | None], list[_Turn]]:
    """Everybody once, the speaker of each block, and the turns."""
    by_start = {mark.start: mark for mark in marks}
    ids: dict[str, int] = {}
    families: dict[str, list[str]] = {}
    people: list[Mark] = []
    owners: list[int | None] = []
    spoken: list[tuple[int, list[int]]] = []
    speaker: int | None = None
    for index, block in enumerate(blocks):
        if block.kind == "speaker":
            mark = by_start[block.start]
            key = names.key(mark.name)
            if key not in ids:
                same = _variant(key, families)
                ids[key] = ids[same] if same else len(people)
                families.setdefault(key.partition(" ")[2], []).append(key)
            if ids[key] == len(people):
                people.append(mark)
            elif mark.title and not people[ids[key]].title:
                people[ids[key]] = mark
            speaker = ids[key]
            spoken.append((speaker, []))
        elif block.section == "body" or (
            block.kind == "heading" and sections.heading(text[block.start : block.end])
        ):
            speaker = None
        elif speaker is not None and block.kind != "heading":
            spoken[-1][1].append(index)
        owners.append(speaker)
    turns = [
        _Turn(
            speaker=who,
            blocks=tuple(inside),
            words=text[blocks[inside[0]].start : blocks[inside[-1]].end] if inside else "",
        )
        for who, inside in spoken
    ]
    return people, owners, turns


def _variant(key: str, families: dict[str, list[str]]) -> str | None:
    """The known name of which ``key`` is a short or misspelt form: "rob owens" of "robbie owens"."""
    first, _, last = key.partition(" ")
    for other in families.get(last, ())[:_NAMESAKES]:
        theirs = other.partition(" ")[0]
        short = min(first, theirs, key=len)
        if last and len(short) >= 3 and first[: len(short)] == theirs[: len(short)]:
            return other
    return None


def _section(section: Section, index: int, asking: int | None) -> Section:
    return "qa" if asking is not None and index >= asking and section == "prepared" else section


def _leaders(people: Sequence[Mark], turns: Sequence[_Turn]) -> set[int]:
    """Who runs the call: by name, or by what an operator alone says."""
    named = {index for index, mark in enumerate(people) if names.is_operator(mark.name)}
    if named:
        return named
    said = Counter(turn.speaker for turn in turns if sections.leads(turn.words))
    said.update(
        turn.speaker for turn in turns if sections.leads(turn.words) and sections.first_question(turn.words)
    )
    # Nameless voices ("Speaker 4") may be several operators; somebody with a name is none.
    return {
        who for who, times in said.items() if (times >= 2 or who == 0) and names.is_label(people[who].name)
    }


def _questions(blocks: Sequence[Block], turns: Sequence[_Turn], leaders: set[int]) -> int | None:
    """Index of the block from which questions are asked, if no heading says so."""
    if any(block.section == "qa" for block in blocks):
        return None
    for number, turn in enumerate(turns):
        leads = turn.speaker in leaders if leaders else number > 0
        opens = sections.first_question(turn.words) or (number > 1 and sections.opens_questions(turn.words))
        if turn.blocks and leads and opens:
            return turn.blocks[0] - 1
    return None


def _habits(
    people: Sequence[Mark], turns: Sequence[_Turn], blocks: Sequence[Block], leaders: set[int]
) -> _Habits:
    habits = _Habits(
        leaders=frozenset(leaders), presents=Counter(), asks=Counter(), answers=Counter(), called={}
    )
    waiting = ""
    for turn in turns:
        who = turn.speaker
        if who in leaders:
            waiting = turn.words if sections.calls_up(turn.words) else "" if turn.words else waiting
        elif not turn.blocks:
            continue
        elif blocks[turn.blocks[0]].section == "prepared":
            habits.presents[who] += 1
            waiting = ""
        elif waiting and (not habits.presents[who] or names_speaker(people[who].name, waiting)):
            habits.asks[who] += 1
            habits.called.setdefault(who, waiting)
            waiting = ""
        else:
            # "Hi, Brian": somebody of the company may come in before the question does.
            habits.answers[who] += 1
    return habits


def _speaker(index: int, mark: Mark, roster: Roster, habits: _Habits, opening: str) -> Speaker:
    entry = roster.find(mark.name)
    title = mark.title or (entry.title if entry else "")
    role = "operator" if index in habits.leaders else (entry.role if entry else "unknown")
    if role == "unknown":
        role = role_of(title) if title else _role_of_label(mark.name)
    if role == "unknown":
        role = _behaved(index, mark.name, habits, opening)
    if not title and not names.is_label(mark.name):
        if role == "management":
            title = office(mark.name, opening)
        elif role == "analyst":
            title = firm(mark.name, habits.called.get(index, ""))
    return Speaker(name=mark.name, role=role, title=title)


def _role_of_label(name: str) -> Role:
    low = name.lower()
    if low in {"q", "question"} or "analyst" in low:
        return "analyst"
    return "management" if low in {"a", "answer", "management"} or "executive" in low else "unknown"


def _behaved(index: int, name: str, habits: _Habits, opening: str) -> Role:
    """The role that somebody plays: presenting, asking when called up, else answering."""
    if habits.presents[index]:
        # The host of a call may be a broker's analyst who opens it and hands over.
        return "analyst" if is_house(firm(name, opening)) else "management"
    if habits.asks[index]:
        return "analyst"
    return "management" if habits.answers[index] and habits.leaders else "unknown"


def _without_speakers(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of a text that does not say who speaks; a heading or the first question may still part it."""
    found: list[Block] = []
    section: Section = "body"
    for block in blocks:
        inside = text[block.start : block.end]
        start = block.start
        headed = sections.heading(inside) if section != "qa" and block.kind == "heading" else None
        if headed in ("prepared", "qa"):
            section = headed
        elif (
            section != "qa" and block.kind == "paragraph" and (at := sections.question_at(inside)) is not None
        ):
            found = [msgspec.structs.replace(before, section="prepared") for before in found]
            section = "qa"
            if at:
                end = start + len(inside[:at].rstrip())
                found.append(Block(start=start, end=end, kind=block.kind, section="prepared"))
                start += at
        found.append(Block(start=start, end=block.end, kind=block.kind, section=section))
    return tuple(found)
