"""What each figure measures and what it is limited to.

Sentence by sentence: find the metrics and scopes that are named (``mentions``, ``scope``), attach each
number to one (``governor``), carry subjects over where a sentence leaves them out, and let the subject of
a paragraph limit what has no limit of its own. Then the document as a whole: one name for one metric
and one for one scope (``unify``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from checker.model import Document, Measure, Quantity, Struct
from checker.resolve.governor import Answer, Asked, attach, family, fits
from checker.resolve.lexicon import Lexicon, lexicon
from checker.resolve.mentions import Mention, mentions
from checker.resolve.passage import Passage
from checker.resolve.phrases import CHANGE, VERB, Token, tokenise, words
from checker.resolve.scope import Names, Scope, governed, learn
from checker.resolve.unify import Said, unify


class Subject(Struct, frozen=True, kw_only=True):
    """What a figure measures and what it is limited to; ``inferred`` if its sentence does not name the metric."""

    metric: str
    scope: str = ""
    inferred: bool = False


class _Measured(Protocol):
    @property
    def measure(self) -> Measure: ...


class _Dated(Protocol):
    @property
    def period(self) -> str | None: ...


class _Read(NamedTuple):
    """A sentence that was read: its passage, tokens, metrics and scopes."""

    passage: Passage
    tokens: list[Token]
    mentions: list[Mention]
    scopes: list[Scope]
    names: Names


def metrics(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    measured: Sequence[_Measured],
    dated: Sequence[_Dated],
    metric_lexicon: Lexicon | None = None,
) -> tuple[Subject, ...]:
    """Metric and scope of every quantity, aligned with ``quantities``."""
    lex = metric_lexicon or lexicon()
    tokens = {
        n: _tokens(p, quantities)
        for n, p in enumerate(passages)
        if p.quantities or _DIVISION.search(p.text) or _TURNS.match(p.text)
    }
    names = learn(
        tokens.values(), document.text, document.profile.company, [s.name for s in document.speakers], lex
    )
    named = names.pattern()
    for n, p in enumerate(passages):
        if n not in tokens and named is not None and named.search(p.text):
            tokens[n] = _tokens(p, quantities)
    said: list[Said] = [Said((), None, "", False)] * len(quantities)
    context = _Context(document)
    for n, passage in enumerate(passages):
        if n not in tokens:
            context.enter(passage)
            continue
        read = _Read(
            passage,
            tokens[n],
            mentions(tokens[n], lex, names) if passage.quantities else [],
            names.find(tokens[n]),
            names,
        )
        context.enter(passage)
        context.open(read)
        if passage.quantities:
            for index, answer in zip(
                passage.quantities, _sentence(read, quantities, measured, context), strict=True
            ):
                said[index] = answer
            context.last = said[passage.quantities[-1]]
            for i in passage.quantities:
                context.kinds[family(quantities[i].unit)] = said[i]
            if any(
                (s := said[i]).entry is not None and s.entry.company and not s.scope and not s.inferred
                for i in passage.quantities
            ):
                context.announced = context.topic = context.recent = ""
    return tuple(
        Subject(metric=m, scope=s, inferred=said[i].inferred) for i, (m, s) in enumerate(unify(said, lex))
    )


_DIVISION = re.compile(r"\b(?:segment|division|business|side|unit|subsidiary|region)", re.I)
_TURNS = re.compile(
    r"\W*(?:\w{1,10}\W{1,3}){0,4}(?:turning|moving|looking|switching|shifting|consolidated)\b", re.I
)
_TURN = frozenset(["turning", "moving", "looking", "switching", "shifting"])


def _tokens(passage: Passage, quantities: Sequence[Quantity]) -> list[Token]:
    spans = [
        (
            max(0, quantities[i].start - passage.start),
            min(len(passage.text), quantities[i].end - passage.start),
            i,
        )
        for i in passage.quantities
    ]
    return tokenise(passage.text, spans)


class _Context:
    """What earlier sentences leave to the next: the topic of the paragraph and the last subject.

    A topic that was announced ("turning to North America") lasts until another is; one that a
    sentence merely has ("the Catering segment kept growing") lasts to the end of its paragraph, and
    "the segment" calls it back.
    """

    def __init__(self, document: Document) -> None:
        self.roles = [speaker.role for speaker in document.speakers]
        self.announced = ""
        self.topic = ""
        self.recent = ""
        self.near = ""
        self.age = 0
        self.last: Said | None = None
        self.kinds: dict[str, Said] = {}
        self.block = -1
        self.speaker: int | None = None

    def enter(self, passage: Passage) -> None:
        block = passage.sentence.block
        if block == self.block:
            return
        if passage.block.speaker != self.speaker:
            self.last, self.announced = None, ""
            self.kinds = {}
            role = self.roles[passage.block.speaker] if passage.block.speaker is not None else "unknown"
            if passage.block.section != "qa" or role in ("operator", "analyst"):
                self.recent = ""
            self.speaker = passage.block.speaker
        self.topic, self.block, self.near = self.announced, block, ""

    def open(self, read: _Read) -> None:
        """Take up the topic that a sentence opens with, and let one that was only mentioned fade."""
        self.age += 1
        if self.age > _LASTING and not self.announced:
            self.topic = ""
        tokens = read.tokens
        sure = [s for s in read.scopes if s.sure]
        if any(t.low in _TURN for t in tokens[:5]) or (
            tokens and tokens[0].low in ("i'll", "let", "let's") and len(tokens) < 25
        ):
            lead = next((s.name for s in (*sure, *read.scopes) if s.first <= 9 and not s.weak), "")
            self.announced = self.topic = lead
        elif any(t.low in ("consolidated", "company-wide", "companywide", "group-wide") for t in tokens):
            self.announced = self.topic = ""
        else:
            lead = next((s.name for s in sure if s.first <= 3 and _opens(tokens, s.first)), "")
            if lead:
                self.topic, self.age = lead, 0
                if self.announced:
                    self.announced = lead
            elif self.recent and any(
                _ANAPHOR.match(tokens[at].low) and tokens[at + 1].low in words()["division"]
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
        self.near = limiting[-1] if limiting else self.near


_LASTING = 3
"""For how many sentences a topic that was not announced goes without saying."""
_ANAPHOR = re.compile(r"(?:the|this|that)$")


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether only an article, an adverb or a preposition stands before ``at``."""
    return all(t.kind in "DPACR,JT" for t in tokens[:at])


def _sentence(
    read: _Read, quantities: Sequence[Quantity], measured: Sequence[_Measured], context: _Context
) -> list[Said]:
    tokens, passage = read.tokens, read.passage
    places = {t.quantity: at for at, t in enumerate(tokens) if t.quantity >= 0}
    asked = [
        Asked(places[i], _unit(tokens, places[i], quantities[i].unit), measured[i].measure)
        for i in passage.quantities
    ]
    answers = attach(tokens, read.mentions, asked)
    result: list[Said] = []
    for n, (number, answer) in enumerate(zip(asked, answers, strict=True)):
        before = asked[n - 1].at + 1 if n else 0
        after = asked[n + 1].at if n + 1 < len(asked) else len(tokens)
        result.append(_say(read, number, answer, before, after, result[-1] if result else None, context))
    return _respective(tokens, result)


def _unit(tokens: Sequence[Token], at: int, unit: str) -> str:
    """The unit, per share where the words after an amount say so."""
    following = [t.low for t in tokens[at + 1 : at + 5]]
    share = (
        family(unit) == "money"
        and following[:1] in (["per"], ["a"])
        and any(w.startswith("share") for w in following)
    )
    return f"{unit}/share" if share else unit


def _respective(tokens: Sequence[Token], said: list[Said]) -> list[Said]:
    """ "Catering and Tourism grew 15% and 80%, respectively": each figure with its own part of the list."""
    if not any(t.low.startswith("respective") for t in tokens):
        return said
    for scope in {s.scope for s in said if " and " in s.scope}:
        names = [part.strip() for part in re.split(r",? and |, ", scope)]
        places = [n for n, s in enumerate(said) if s.scope == scope]
        if len(names) == len(places):
            for name, n in zip(names, places, strict=True):
                said[n] = said[n]._replace(scope=name)
    return said


def _say(
    read: _Read,
    asked: Asked,
    answer: Answer,
    before: int,
    after: int,
    previous: Said | None,
    context: _Context,
) -> Said:
    mention = answer.mention
    limit = _limit(read, asked, answer, before, after)
    if answer.whole is not None and (
        asked.measure == "share" or (asked.unit == "percent" and not answer.chained)
    ):
        return _share(read, asked, answer, before, limit, previous, context)
    if mention is None:
        limit = limit or _actor(read, before, asked.at)
        last = previous or context.kinds.get(family(asked.unit)) or context.last
        fitting = (
            last is not None
            and last.words
            and (last.entry is None or fits(last.entry.nature, asked, open_head=last.entry.open))
        )
        if last is None or not fitting or (limit and previous is None and last.entry is None):
            if asked.measure == "change" and asked.unit == "percent" and _grows(read.tokens, asked.at):
                # "Europe grew 5%": what a business is said to grow is its revenue
                return Said(("revenue",), lexicon().entries["revenue"], limit or context.topic, True)
            return Said((), None, limit or context.topic, True)
        if previous is None and not _points_back(read.tokens, asked.at):
            return Said((), None, limit or context.topic, True)
        return last._replace(scope=limit or last.scope, inferred=True)
    entry, name = mention.entry, mention.words
    per_share = family(asked.unit) == "per share" and mention.nature not in ("per share", "")
    if family(asked.unit) == "per share" and mention.nature not in ("per share", "") and entry is not None:
        if entry.name in ("net income", "earnings", "income", "profit"):
            entry, name = (
                lexicon().entries["earnings per diluted share"],
                ("earnings", "per", "diluted", "share"),
            )
        else:
            entry, name = None, (*name, "per", "share")
    if answer.chained and previous is not None and not per_share:
        if mention.words == previous.words or not mention.words:
            return previous._replace(scope=limit or previous.scope)
        return Said(name, entry, limit or mention.scope or previous.scope, False)
    scope = mention.scope or ("" if entry and entry.company else limit)
    if not scope and not mention.whole and not (entry and entry.company):
        scope = _actor(read, before, asked.at) or (previous.scope if previous else "") or context.topic
        if not scope:
            scope = (
                context.recent
                if read.passage.block.section == "qa"
                else context.near
                if entry is None or entry.open
                else ""
            )
    return Said(name, entry, scope, False)


def _share(
    read: _Read,
    asked: Asked,
    answer: Answer,
    before: int,
    limit: str,
    previous: Said | None,
    context: _Context,
) -> Said:
    whole, part = answer.whole, answer.mention
    assert whole is not None
    tokens = read.tokens
    if answer.chained and previous is not None:
        return previous._replace(scope=limit or previous.scope)
    verbs = words()["partitive"]
    partitive = any(t.low in verbs for t in tokens[before : asked.at])
    if part is not None and part.entry is not None and whole.entry is not None and not partitive:
        return Said(
            (*part.words, "as", "a", "percentage", "of", *whole.words),
            None,
            part.scope or limit or context.topic,
            False,
        )
    scope = limit or _actor(read, before, asked.at)
    if not scope and part is not None:
        scope = part.scope or ("" if part.entry is not None else " ".join(part.words))
    return Said(whole.words, whole.entry, scope or whole.scope, False)


_BACK = frozenset(
    [
        "it",
        "it's",
        "this",
        "that",
        "that's",
        "which",
        "these",
        "those",
        "compared",
        "versus",
        "vs",
        "from",
        "up",
        "down",
        "represent",
        "representing",
        "representation",
        "reflecting",
        "same",
    ]
)


def _points_back(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a number lean on a sentence before: "that compares to", "the decrease of"."""
    before = tokens[:at]
    return len(before) < 8 or any(t.low in _BACK or t.kind == CHANGE for t in before)


def _grows(tokens: Sequence[Token], at: int) -> bool:
    return any(
        t.low in ("grew", "grow", "growth", "growing", "grown", "declined", "decline")
        for t in tokens[max(0, at - 4) : at + 4]
    )


def _actor(read: _Read, before: int, at: int) -> str:
    """The scope that does what the clause says: "Azure" in "Azure delivered growth of 30%"."""
    tokens = read.tokens
    for scope in reversed([s for s in read.scopes if before <= s.first and s.last <= at and not s.weak]):
        if _acts(tokens, scope.first, scope.last, at):
            return scope.name
    first = before
    while first < at:
        last = first
        while last < at and tokens[last].kind in "NJ" and tokens[last].raw[0].isupper():
            last += 1
        if (
            last - first >= (2 if first == 0 else 1)
            and _acts(tokens, first, last, at)
            and not any(m.first < last and m.last > first and m.entry for m in read.mentions)
        ):
            name = read.names.actor(tokens[first:last])
            if name:
                return name
        first = max(last, first + 1)
    return ""


def _acts(tokens: Sequence[Token], first: int, last: int, at: int) -> bool:
    """Whether the phrase is the subject of a verb before ``at``."""
    start = first
    while start > 0 and tokens[start - 1].kind in "DJ":
        start -= 1
    if start > 0 and tokens[start - 1].kind not in ",C.AR":
        return False
    end = last
    while end < at and (tokens[end].kind in "A," or tokens[end].low in ("which", "that", "who")):
        end += 1
    return end < at and tokens[end].kind == VERB


def _limit(read: _Read, asked: Asked, answer: Answer, before: int, after: int) -> str:
    """The scope that the clause sets on a number apart from its metric's own words."""
    tokens, mention = read.tokens, answer.mention
    inside = [s for s in read.scopes if before <= s.first and s.last <= after]
    ahead = [
        s
        for s in inside
        if s.last <= asked.at and (mention is None or not (mention.first <= s.first < mention.last))
    ]
    for scope in reversed(ahead):
        if governed(tokens, scope) or ((scope.sure or scope.first <= 1) and not scope.weak):
            return scope.name
    for scope in [s for s in inside if s.first > asked.at][:1]:
        gap = tokens[asked.at + 1 : scope.first]
        if 0 < len(gap) <= 5 and governed(tokens, scope) and all(t.kind in "PDTGJA" for t in gap):
            return scope.name
    return ""
