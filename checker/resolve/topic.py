"""What earlier sentences leave to the next: the topic of a paragraph and the last subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.model import Document, Measure
from checker.resolve.limits import Read
from checker.resolve.mentions import Mention
from checker.resolve.passage import Passage
from checker.resolve.phrases import Token, keys, words
from checker.resolve.scope import Scope, places
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
        self.carried = ""
        self.gap = 0

    def enter(self, passage: Passage) -> None:
        """Come to a sentence: a new paragraph or speaker ends what does not last beyond it."""
        block = passage.sentence.block
        self.placed += 1
        self.gap += 1
        if self.gap > 1 or passage.block.speaker != self.speaker:
            self.carried = ""
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

    def carry(self, answers: Sequence[Said], measures: Sequence[Measure]) -> None:
        """Keep the one part that all numbers of a sentence were said of, for the sentence behind it."""
        limits = {
            said.scope
            for said, measure in zip(answers, measures, strict=True)
            if not (said.entry is not None and said.entry.company and not said.scope)
        }
        self.carried = limits.pop() if len(limits) == 1 and "share" not in measures else ""
        self.gap = 0

    def introduce(self, read: Read) -> None:
        """Keep the one subject of a sentence without a number, for the sentence behind it."""
        names = {b.name for b in read.bearers if b.part}
        if len(names) == 1:
            self.carried, self.gap = names.pop(), 0

    def inherited(self, read: Read, mention: Mention | None) -> str:
        """The part that the sentence before was about, where this one goes on about it."""
        if not self.carried or not _goes_on(read, mention):
            return ""
        return self.carried

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
            self.carried = ""
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
        if _turns(tokens):
            lead = next((s.name for s in (*sure, *read.scopes) if s.first <= _FAR and not s.weak), "")
            lead = lead or _title(read)
            if lead or not _counts_on(read):
                self.announced = self.topic = lead
            self.idle = 0
        elif (
            (not _WHOLE_WORDS.isdisjoint(said) and any(t.low in _WHOLE for t in tokens))
            or (not _ACCOUNT_WORDS.isdisjoint(said) and _turns_to_accounts(tokens))
            or _CLOSES.match(read.passage.text)
        ):
            self.announced = self.topic = self.carried = ""
        else:
            lead = next((s.name for s in sure if s.first <= _NEAR and _opens(tokens, s.first)), "")
            lead = lead or _place(read) or _told_of(read, sure)
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


def _turns(tokens: Sequence[Token]) -> bool:
    """Whether a sentence turns to something: "turning to", "let me start with", "now to"."""
    low = [t.low for t in tokens[:5]]
    if any(word in _TURN for word in low) or low[:2] in (["now", "to"], ["next", "to"], ["now", "back"]):
        return True
    if any(a in _ENDING and b == "with" for a, b in pairwise(low)):
        return True
    return low[:1] in (["i'll"], ["let"], ["let's"]) and len(tokens) < _SHORT


def _title(read: Read) -> str:
    """The name that a sentence turns to though no other names it as a part: "now to Home Computing."."""
    tokens = read.tokens
    at = next((n for n, t in enumerate(tokens[:_FAR]) if t.low in ("to", "with", "at") and n), -1)
    if at < 0 or _turns_to_accounts(tokens) or any(t.low in _ACCOUNTS for t in tokens[:_FAR]):
        return ""
    first = at + 1
    while first < len(tokens) and tokens[first].kind == "D":
        first += 1
    last = first
    if first < len(tokens) and tokens[first].raw[0].islower():
        return _taken_up(read, first)
    while last < len(tokens) and (
        (tokens[last].kind in "NJBCADG" and tokens[last].raw[0].isupper())
        or (tokens[last].low in ("and", "&") and last > first)
    ):
        last += 1
    ends = last >= len(tokens) or tokens[last].kind in ".,"
    named = any(m.entry is not None and m.first < last and m.last > first for m in read.mentions)
    return read.names.actor(tokens[first:last]) if last > first and ends and not named else ""


def _taken_up(read: Read, first: int) -> str:
    """The plain noun that a sentence turns to before a metric of it: "moving to automotive, revenue was"."""
    tokens, last = read.tokens, first
    while last < len(tokens) and tokens[last].kind == "N":
        last += 1
    run = tokens[first:last]
    if not 1 <= len(run) <= _NEAR or last >= len(tokens) or tokens[last].kind != ",":
        return ""
    known = [m for m in read.mentions if m.entry is not None]
    if any(m.first < last and m.last > first for m in known):
        return ""
    told = any(not (m.entry and m.entry.company) and m.first == last + 1 for m in known)
    return read.names.actor(run) if told and all(t.low not in words()["carrier"] for t in run) else ""


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


def _told_of(read: Read, sure: Sequence[Scope]) -> str:
    """The part in the subject of a sentence without a number: "other parts of the Title segment did well"."""
    if read.passage.quantities:
        return ""
    verb = next((at for at, t in enumerate(read.tokens) if t.kind == "V"), 0)
    return next((s.name for s in sure if s.last <= min(verb, _FAR)), "")


def _subject(read: Read) -> str:
    """The name that is the subject of a sentence."""
    return next((b.name for b in read.bearers[:1] if b.part and b.first <= _NEAR), "")


def _goes_on(read: Read, mention: Mention | None) -> bool:
    """Whether a sentence goes on about the part that the one before was about.

    It does where it points back, and where what it measures is no line of the company's accounts that it
    opens with.
    """
    tokens = read.tokens
    if any(t.low in words()["whole"] or t.low in _GROUP for t in tokens):
        return False
    if (
        [t.low for t in tokens[:1]] == ["on"]
        or _turns(tokens)
        or any(map(_several, tokens, tokens[1:], tokens[2:]))
    ):
        return False
    head = [t for t in tokens[:_FAR] if t.kind not in "CA,"][:3]
    if any(t.low in _BACK for t in head):
        return True
    if mention is None or mention.entry is None:
        return True
    if any(t.low in ("we", "our", "we're", "we've") for t in tokens[: mention.last]):
        return False
    name = mention.entry.name
    return not name.endswith(("expense", "expenses")) and name not in _ACCOUNT


def _several(one: Token, two: Token, three: Token) -> bool:
    """Whether parts are spoken of together: "all three segments", "both businesses"."""
    return one.low in ("all", "both", "each", "every") and any(
        t.low in words()["division"] or t.low in ("regions", "geographies", "channels") for t in (two, three)
    )


_BACK = frozenset(["this", "that", "it", "it's", "its", "these", "those", "they", "their", "specifically"])
_GROUP = frozenset(["company", "company's", "group", "overall", "globally", "firm", "enterprise"])
_ACCOUNT = frozenset(["gross profit", "gross margin", "operating income", "other revenue", "net income"])
# Words without which none of these phrases stands in a sentence.
_WHOLE_WORDS = frozenset(["consolidated", "wide", "companywide"])
_ACCOUNT_WORDS = frozenset(["results", "p", "guidance", "outlook"])
_ENDING = frozenset(["closing", "ending", "finishing", "concluding"])
_ACCOUNTS = frozenset(["slide", "page", "slides", "capital", "cash", "sheet", "q&a", "results", "financials"])
_REGIONAL = frozenset(("organic", "volume", "price", "price realization", "average selling price"))
_REGIONAL |= {"foreign currency impact"}
_FAR, _NEAR, _SHORT = 9, 3, 25
_LABEL = 4  # words of the name with which a list item opens


def _turns_to_accounts(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens the company's own accounts: "our financial results for the quarter"."""
    return any(
        token.low == "results"
        and tokens[at].low in ("financial", "consolidated", "overall", "quarter", "year", "company")
        for at, token in enumerate(tokens[1:])
    ) or any(t.low in ("p&l", "guidance", "outlook") for t in tokens[:8])


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether only an article, an adverb or a preposition stands before ``at``."""
    return all(t.kind in "DPACR,JT" for t in tokens[:at])
