"""Which headings part a call, and where questions begin when no heading says so."""

from __future__ import annotations

import re

from checker.model import Section

_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        "qa",
        re.compile(
            r"(?i)(?:analysts?['’]? )?(?:questions?\s*(?:-\s*)?(?:and|&)\s*(?:-\s*)?answers?|"
            r"q\s*&\s*a|q and a)"
            r"(?:[\s-]*(?:session|section|period))?\W{0,3}\Z"
        ),
    ),
    (
        "prepared",
        re.compile(
            r"(?i)(?:presentation|prepared (?:remarks|statements?)|management(?:['’]s)? "
            r"(?:presentation|discussion section|remarks)|opening (?:remarks|statements?))\W{0,3}\Z"
        ),
    ),
    (
        "body",
        re.compile(
            r"(?i)(?:duration: \d{1,3} minutes?|more \S{1,8} analysis|disclaimer|(?:call|conference call) "
            r"participants)\W{0,3}\Z"
        ),
    ),
)
_FIRST = re.compile(
    r"(?i)(?<!speaking )\bfirst (?:question|caller|one)?[\w ,']{0,40}\b(?:comes?|is|coming|goes?|from|line)\b"
    r"|\b(?:questions?|line|call)[\w ,']{0,30} (?:comes?|coming|is|are|"
    r"will be)?[\w ,']{0,20} (?:from )?the line of\b"
    r"|\bgo (?:ahead and )?(?:take|to) (?:our|the|your) first (?:question|caller)\b"
)
_ANNOUNCED = re.compile(
    r"(?i)\bfirst question(?: today| for today| of the day| this \w+)?[\w ,']{0,25}\b(?:from|line)\b"
    r"|\b(?:go|turn) to the line of\b|\bquestions?[\w ,']{0,40} (?:from )?the line of\b"
)
_OPENS = re.compile(
    r"(?i)\b(?:now|will|let['’]s|going to|ready to)\b.{0,30}\b(?:begin|start|open|conduct|"
    r"proceed|move|go|turn|take)\b.{0,60}"
    r"\bquestions?\b|\bif you (?:would like to|have a|wish to)\b.{0,30}\bquestion\b|"
    r"\bquestion[- ]and[- ]answers? session\b"
)
_SHORT = 2500  # characters: who runs a call is brief
_ENDS = re.compile(r"[.?!]\s+|\n+")
_ASKS = re.compile(
    r"(?i)\b(?:question|caller|line|next|first|go (?:over )?to|take|hear)\b.{0,80}"
    r"\b(?:from|line of|with|at|of|comes?|is)\b|\byour line is (?:now )?open\b|\bplease go ahead\b"
)
_LEADS = re.compile(
    r"(?i)\bpress(?:ing)?\b.{0,20}\b(?:star|\*|one|1|zero|0)\b|\boperator instructions\b|\blisten[- ]only\b|"
    r"\b(?:next|first|last|final|following) (?:question|one|caller)\b.{0,60}\b(?:comes?|from|"
    r"line)\b|\b(?:from|to) the line of\b|"
    r"\byour line is (?:now )?open\b|\bno (?:further|more|other) questions\b|\bend of (?:the|our) question\b|"
    r"\bthis (?:concludes|does conclude)\b.{0,60}\b(?:call|conference)\b|\bmay (?:now )?disconnect\b"
)
_HANDS = re.compile(r"(?i)\b(?:turn|hand|pass)\b.{0,40}\b(?:over|back|call|conference|floor)\b")


def heading(text: str) -> Section | None:
    """The section that a heading opens, or ``None`` for a line that is no such heading."""
    if len(text) > 60:
        return None
    for section, pattern in _HEADINGS:
        if pattern.match(text):
            return section
    return None


def first_question(text: str) -> bool:
    """Whether an operator says here that the first question follows."""
    return bool(_FIRST.search(text))


def opens_questions(text: str) -> bool:
    """Whether somebody who runs the call says here that questions begin."""
    return len(text) < _SHORT and bool(_OPENS.search(text))


def question_at(text: str) -> int | None:
    """Where the sentence begins in which a nameless voice announces the first question, if any."""
    low = text.lower()
    if "first question" not in low and "the line of" not in low:
        return None
    if not (match := _ANNOUNCED.search(text)):
        return None
    start = 0
    for end in _ENDS.finditer(text, max(0, match.start() - 600), match.start()):
        start = end.end()
    return start


def calls_up(text: str) -> bool:
    """Whether an operator's words end in giving somebody the line for a question."""
    tail = text[-400:]
    return bool(_ASKS.search(tail)) and not _HANDS.search(tail)


def leads(text: str) -> bool:
    """Whether these are words of somebody who runs the call."""
    return len(text) < _SHORT and bool(_LEADS.search(text))
