"""What earlier sentences leave to the next: the topic of a paragraph and the last subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Document
from checker.resolve.limits import Read
from checker.resolve.passage import Passage
from checker.resolve.phrases import Token, words
from checker.resolve.unify import Said

_LASTING = 3
"""For how many sentences a topic that was not announced goes without saying."""

_PARAGRAPHS = 4
"""For how many paragraphs an announced topic lasts that is not named again."""

_ELABORATES = re.compile(
    r"\W*(?:in particular|more specifically|specifically|to be precise|of these)\b", re.I
)
"""Openings by which a paragraph goes on about what the one before it was about."""

_CLOSES = re.compile(
    r"\W*(?:so |and |now |then )?(?:to (?:close|conclude|summari[sz]e|sum up|wrap up)"
    r"|in (?:closing|summary|conclusion))\b",
    re.I,
)
"""Openings by which a speaker comes back to the company as a whole."""

_TURN = frozenset(["turning", "moving", "looking", "switching", "shifting", "starting", "beginning"])
_WHOLE = frozenset(["consolidated", "company-wide", "companywide", "group-wide"])


class Context:
    """What earlier sentences leave to the next: the topic of the paragraph and the last subject.

    A topic that was announced ("turning to North America") lasts until another is; one that a
    sentence merely has ("the Catering segment kept growing") lasts to the end of its paragraph, and
    "the segment" calls it back. ``recent`` is the last scope of an exchange of question and answer,
    ``part`` the last part of the company that the speaker named as one.
    """

    def __init__(self, document: Document) -> None:
        self.roles = [speaker.role for speaker in document.speakers]
        self.announced = ""
        self.topic = ""
        self.recent = ""
        self.part = ""
        self.age = 0
        self.idle = 0
        self.last: Said | None = None
        self.kinds: dict[str, Said] = {}
        self.block = -1
        self.speaker: int | None = None

    def enter(self, passage: Passage) -> None:
        """Come to a sentence: a new paragraph or speaker ends what does not last beyond it."""
        block = passage.sentence.block
        if block == self.block:
            return
        if passage.block.speaker != self.speaker:
            self.last, self.announced, self.part = None, "", ""
            self.kinds = {}
            role = self.roles[passage.block.speaker] if passage.block.speaker is not None else "unknown"
            if passage.block.section != "qa" or role in ("operator", "analyst"):
                self.recent = ""
            self.speaker = passage.block.speaker
        self.idle += 1
        if self.idle > _PARAGRAPHS:
            self.announced = ""
        self.topic, self.block = self.announced, block
        if self.last is not None and _ELABORATES.match(passage.text):
            self.topic, self.age = self.last.scope, 0

    def leave(self, kind: str, said: Said) -> None:
        """Keep what was said of a number of this kind of unit, for a sentence that leaves it out."""
        if kind == "duration" and said.words[:1] == ("duration",):
            return
        self.last = self.kinds[kind] = said
        if said.entry is not None and said.entry.company and not said.scope and not said.inferred:
            self.announced = self.topic = self.recent = ""

    def open(self, read: Read) -> None:
        """Take up the topic that a sentence opens with, and let one that was only mentioned fade."""
        self.age += 1
        if self.announced and any(s.name == self.announced for s in read.scopes):
            self.idle = 0
        if self.age > _LASTING and not self.announced:
            self.topic = ""
        tokens = read.tokens
        sure = [s for s in read.scopes if s.sure]
        if sure:
            self.part = sure[-1].name
        if any(t.low in _TURN for t in tokens[:5]) or (
            tokens and tokens[0].low in ("i'll", "let", "let's") and len(tokens) < 25
        ):
            lead = next((s.name for s in (*sure, *read.scopes) if s.first <= 9 and not s.weak), "")
            if lead or not _counts_on(read):
                self.announced = self.topic = lead
            self.idle = 0
        elif (
            any(t.low in _WHOLE for t in tokens)
            or _turns_to_accounts(tokens)
            or _CLOSES.match(read.passage.text)
        ):
            self.announced = self.topic = ""
        else:
            lead = next((s.name for s in sure if s.first <= _NEAR and _opens(tokens, s.first)), "")
            lead = lead or _place(read)
            if lead:
                self.topic, self.age = lead, 0
                if self.announced:
                    self.announced = lead
            elif self.recent and any(
                tokens[at].low in ("the", "this", "that") and tokens[at + 1].low in words()["division"]
                for at in range(min(6, len(tokens) - 1))
            ):
                self.topic, self.age = self.recent, 0
        limiting = [
            s.name
            for s in read.scopes
            if s.name in read.names.frequent
            and not any(m.first <= s.first < m.last and s.name != m.scope for m in read.mentions)
        ]
        self.recent = limiting[-1] if limiting else self.topic or self.recent


def _counts_on(read: Read) -> bool:
    """Whether a turn only takes up another count of the same part: "turning to the store count"."""
    return any(
        m.first <= _FAR and m.entry is not None and m.nature in ("count", "events") and not m.entry.company
        for m in read.mentions
    )


def _place(read: Read) -> str:
    """The place that is the subject of a sentence: "Peru also saw growth"."""
    tokens = read.tokens
    for scope in read.scopes[:1]:
        at = scope.last
        while at < len(tokens) and tokens[at].kind == "A":
            at += 1
        verb = at < len(tokens) and tokens[at].kind == "V"
        if scope.place and verb and scope.first <= _NEAR and _opens(tokens, scope.first):
            return scope.name
    return ""


_FAR, _NEAR = 9, 3


def _turns_to_accounts(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens the company's own accounts: "our financial results for the quarter"."""
    return any(
        token.low == "results"
        and tokens[at].low in ("financial", "consolidated", "overall", "quarter", "year")
        for at, token in enumerate(tokens[1:])
    ) or any(t.low in ("p&l", "guidance", "outlook") for t in tokens[:8])


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether only an article, an adverb or a preposition stands before ``at``."""
    return all(t.kind in "DPACR,JT" for t in tokens[:at])
