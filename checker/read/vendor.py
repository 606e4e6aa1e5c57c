"""Transcripts as vendors hand them out in JSON: turns with speakers, or the whole text in one or two pieces.

The layouts differ in their keys alone, so a turn is whatever names a speaker and says something, and a
list of turns opens the section that its key names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checker.errors import InputError
from checker.model import Section, Struct
from checker.read.layouts.mark import Mark
from checker.read.overrides import Overrides
from checker.read.rendition import Rendition

_NAMES = ("speaker", "name", "speaker_name")
_WORDS = ("text", "speech", "content", "paragraphs", "transcript", "body")
_TITLES = ("title", "role", "speaker_title", "position")
_QUESTIONS = re.compile(r"(?i)q_?(?:uestions?)?_?(?:and|n|&)?_?a(?:nswers?)?$|question")
_PREPARED = re.compile(r"(?i)prepared|remarks|presentation")
_LISTED = re.compile(r"(.{2,60}?)\s*(?:--|[–—]|\s-\s|,)\s*(.{2,140})")
_HEADS: dict[Section, str] = {"prepared": "Prepared Remarks", "qa": "Questions and Answers"}
_DATE = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_QUARTER = re.compile(r"(?:(?:19|20)\d\d)?\s?-?Q?([1-4])\Z")


class Transcript(Struct, frozen=True, kw_only=True):
    """The text with its speakers, and what the file says about the call."""

    rendition: Rendition
    marks: tuple[Mark, ...] | None
    stated: Overrides


def is_transcript(data: Any) -> bool:
    """Whether JSON of any shape holds turns or a text that is read here."""
    return any(True for _ in _pieces(data, ""))


def read(data: Any, place: str) -> Transcript:
    """The transcript in decoded JSON; raises ``InputError`` where there is none."""
    titles = _titles(data)
    parts: list[str] = []
    marks: list[Mark] = []
    at = 0
    opened: Section | None = None

    def put(text: str, gap: str) -> int:
        nonlocal at
        gap = gap if parts else ""
        parts.extend((gap, text))
        start = at + len(gap)
        at = start + len(text)
        return start

    for section, name, title, words in _pieces(data, ""):
        if section in _HEADS and section != opened:
            put(_HEADS[section], "\n\n")
        opened = section
        if name:
            listed, office = titles.get(name, ("", ""))
            called = listed or name
            start = put(called, "\n\n")
            marks.append(
                Mark(start=start, end=start + len(called), name=called, title=title or office, sure=True)
            )
        put(words, "\n" if name else "\n\n")
    if not parts:
        raise InputError(
            place,
            "is JSON, but neither a transcript nor figures",
            "See “Formats” in the documentation for the layouts that are read.",
        )
    rendered = Rendition(text="".join(parts) + "\n")
    return Transcript(rendition=rendered, marks=tuple(marks) if marks else None, stated=_about(data))


def _pieces(data: Any, key: str) -> Iterator[tuple[Section, str, str, str]]:
    """Section, speaker (or nothing), title and words of all that is said, in the order of the file."""
    section: Section = "qa" if _QUESTIONS.search(key) else "prepared" if _PREPARED.search(key) else "body"
    if isinstance(data, str):
        if (section != "body" or key in _WORDS) and data.strip():
            yield section, "", "", _tidy(data)
    elif isinstance(data, list):
        for item in data:
            if isinstance(item, dict):
                yield from _turn(item, section, key)
    elif isinstance(data, dict):
        turn = any(isinstance(data.get(name), str) for name in _NAMES)
        if turn and not any(isinstance(value, list | dict) for value in data.values()):
            yield from _turn(data, section, key)
            return
        for name, value in data.items():
            if isinstance(name, str) and not name.startswith("speaker_name_map"):
                yield from _pieces(value, name)


def _turn(item: dict[str, Any], section: Section, key: str) -> Iterator[tuple[Section, str, str, str]]:
    name = next((item[k].strip() for k in _NAMES if isinstance(item.get(k), str)), "")
    title = next((item[k].strip() for k in _TITLES if isinstance(item.get(k), str)), "")
    words = next((item[k] for k in _WORDS if isinstance(item.get(k), str | list)), "")
    if isinstance(words, list):
        words = "\n".join(part for part in words if isinstance(part, str))
    if words.strip():
        yield section, " ".join(name.split())[:80], title[:140], _tidy(words)
    elif not name:
        yield from _pieces(item, key)


def _tidy(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def _titles(data: Any) -> dict[str, tuple[str, str]]:
    """Names and titles by the name or the mark ("spk01") that turns give."""
    found: dict[str, tuple[str, str]] = {}
    if not isinstance(data, dict):
        return found
    for entry in data.get("participants") or ():
        if isinstance(entry, str) and (match := _LISTED.fullmatch(entry.strip())):
            found[match[1]] = "", match[2].replace("--", "–")
    for key, values in data.items():
        if isinstance(key, str) and key.startswith("speaker_name_map") and isinstance(values, dict):
            for mark, value in values.items():
                if isinstance(value, dict):
                    found[mark] = str(value.get("name") or ""), str(value.get("title") or "")
    return found


def _about(data: Any) -> Overrides:
    """Quarter and day of the call as the file states them."""
    entry = data[0] if isinstance(data, list) and data else data
    if not isinstance(entry, dict):
        return Overrides()
    event = entry.get("event")
    if not isinstance(event, dict):
        event = entry
    year, quarter = str(event.get("year") or ""), str(event.get("quarter") or "")
    number = _QUARTER.match(quarter)
    year = year or quarter[:4]
    label = f"{year}Q{number[1]}" if number and re.fullmatch(r"(?:19|20)\d\d", year) else None
    day = _DATE.match(str(event.get("conference_date") or event.get("date") or ""))
    return Overrides(fiscal_quarter=label, call_date=day[0] if day else None)
