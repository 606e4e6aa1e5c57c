"""What earlier sentences leave to the next: the topic of a paragraph and the last subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Document
from checker.resolve.antecedent import Heard
from checker.resolve.course import Course
from checker.resolve.limits import Read
from checker.resolve.mentions import Mention
from checker.resolve.passage import Passage
from checker.resolve.phrases import Token, keys, words
from checker.resolve.scope import Scope, places
from checker.resolve.turns import counts_on, title, turned, turns, turns_to_accounts
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

_ITEM = re.compile(r"\s*[-*•–▪]\s+(?P<label>[^:;,.()\d•]{2,40}):\s")
"""A list item that opens with what it is about: "• Product Trade: revenue +14%; margin 9%"."""

_BULLET = re.compile(r"\s*(?:[-*•–▪]|\d{1,2}[.)])\s")
"""An item of a list, which goes on about nothing that was said before it."""

_WHOLE = frozenset(["consolidated", "company-wide", "companywide", "group-wide"])


class Context:
    """What earlier sentences leave to the next: the topic of the paragraph and the last subject.

    A topic that was announced ("turning to North America") lasts until another is; one that a
    sentence merely has ("the Catering segment kept growing") lasts to the end of its paragraph, and
    "the segment" calls it back. ``recent`` is the last scope of an exchange of question and answer,
    ``part`` the last part of the company that the speaker named as one.
    """

    def __init__(self, document: Document, heard: Heard) -> None:
        self.heard = heard
        self.roles = [speaker.role for speaker in document.speakers]
        self.announced = ""
        self.topic = ""
        self.recent = ""
        self.part = ""
        self.place = ""
        self.placed = 0
        self.age = 0
        self.sentences = 0
        self.idle = 0
        self.last: Said | None = None
        self.kinds: dict[str, Said] = {}
        self.block = -1
        self.item = ""
        self.speaker: int | None = None
        self.course = Course()

    def enter(self, passage: Passage) -> None:
        """Come to a sentence: a new paragraph or speaker ends what does not last beyond it."""
        block = passage.sentence.block
        self.placed += 1
        self.course.enter(same=passage.block.speaker == self.speaker)
        if block != self.block and self.item:  # what a list item is about ends with it
            self.item, self.topic = "", self.announced
        if block == self.block:
            self.sentences += 1
            return
        lines = self.sentences == 1 and passage.block.speaker == self.speaker
        self.sentences = 1
        if lines:  # one sentence a line: a new line is no new paragraph
            self.block = block
            return
        if passage.block.speaker != self.speaker:
            self.last, self.announced, self.part, self.place = None, "", "", ""
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
        if said.own and keys(said.scope) in places():
            self.place, self.placed = said.scope, 0
        elif said.entry is not None and said.entry.name not in _REGIONAL and said.scope != self.place:
            self.place = ""
        if said.entry is not None and said.entry.company and not said.scope and not said.inferred:
            self.announced = self.topic = self.recent = ""

    def about(self, read: Read, mention: Mention | None) -> str:
        """What a number is of by the course of the talk: the subject just brought up, or the topic."""
        return self.course.subject(read, mention, self.topic) or self.topic

    def region(self, metric: str) -> str:
        """The place of a line of a region's results: "Peru's sales rose 5%. Volume rose 2%." """
        return self.place if metric in _REGIONAL and self.placed <= _LASTING else ""

    def take_up(self, named: Sequence[Mention]) -> None:
        """Take up the one metric that a sentence without a number brings up, for the numbers of the next."""
        known = [m for m in named if m.entry is not None and not m.entry.open]
        if len(known) == 1:
            said = Said(known[0].words, known[0].entry, known[0].scope or self.topic, True)
            self.last, self.kinds = said, {}

    def open(self, read: Read) -> None:
        """Take up the topic that a sentence opens with, and let one that was only mentioned fade."""
        self.age += 1
        if _BULLET.match(read.passage.text):
            self.course.end()
        self.item = self.item or _label(read)
        if self.item:
            self.topic, self.age = self.item, 0
            return
        if self.announced and any(s.name == self.announced for s in read.scopes):
            self.idle = 0
        if self.age > _LASTING and not self.announced:
            self.topic = ""
        tokens, said = read.tokens, read.passage.words
        sure = [s for s in read.scopes if s.sure]
        if sure:
            self.part = sure[-1].name
        if turns(tokens):
            after = turned(tokens)
            near = [s for s in (*sure, *read.scopes) if after <= s.first <= after + _FAR and not s.weak]
            lead = near[0].name if near else ""
            lead = lead or title(read)
            if lead or not counts_on(read):
                self.announced = self.topic = lead
            self.idle = 0
        elif (
            (not _WHOLE_WORDS.isdisjoint(said) and any(t.low in _WHOLE for t in tokens))
            or (not _ACCOUNT_WORDS.isdisjoint(said) and turns_to_accounts(tokens))
            or _CLOSES.match(read.passage.text)
        ):
            self.announced = self.topic = ""
            self.course.end()
        else:
            lead = next((s.name for s in sure if s.first <= _NEAR and _opens(tokens, s.first)), "")
            lead = lead or _place(read) or _told_of(read, sure) or _subject(read)
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


def _label(read: Read) -> str:
    """The part of the company that a list item names first and is about; "" for a metric or a subject."""
    match = _ITEM.match(read.passage.text)
    if match is None:
        return ""
    label = [t for t in read.tokens if t.end <= match.end("label")]
    label = [t for t in label if t.low[0].isalnum() or t.low == "&"]
    if not 1 <= len(label) <= _LABEL or not label[0].raw[0].isupper():
        return ""
    general = any(t.kind in "TVQ" or t.low in words()["general"] for t in label)
    within = read.tokens.index(label[-1]) + 1
    named = any(m.first < within and m.entry is not None for m in read.mentions)
    return "" if general or named else read.names.actor(label)


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


def _told_of(read: Read, sure: Sequence[Scope]) -> str:
    """The part in the subject of a sentence without a number: "other parts of the Title segment did well"."""
    if read.passage.quantities:
        return ""
    verb = next((at for at, t in enumerate(read.tokens) if t.kind == "V"), 0)
    return next((s.name for s in sure if s.last <= min(verb, _FAR)), "")


# Words without which none of these phrases stands in a sentence.
_WHOLE_WORDS = frozenset(["consolidated", "wide", "companywide"])
_ACCOUNT_WORDS = frozenset(["results", "p", "guidance", "outlook"])
_REGIONAL = frozenset(("organic", "volume", "price", "price realization", "average selling price"))
_REGIONAL |= {"foreign currency impact"}
_FAR, _NEAR = 9, 3
_LABEL = 4  # words of the name with which a list item opens


def _subject(read: Read) -> str:
    """The one part of the company that a sentence says had a quarter of its own."""
    one = read.bearers[0] if len(read.bearers) == 1 else None
    if one is None or not one.performs or one.first > _NEAR or not _opens(read.tokens, one.first):
        return ""
    return one.name if len(one.name.split()) > 1 else ""  # a single name may be the company's own


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether only an article, an adverb or a preposition stands before ``at``."""
    return all(t.kind in "DPACR,JT" for t in tokens[:at])
