"""What each figure measures and what it is limited to.

Sentence by sentence: find the metrics and scopes that are named (``mentions``, ``scope``), attach each
number to one (``attach``), carry subjects over where a sentence leaves them out, and let the subject of
a paragraph limit what has no limit of its own. Then the document as a whole: one name for one metric
and one for one scope (``unify``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from checker.model import Document, Measure, Quantity, Struct
from checker.resolve.attach import Answer, Asked, attach, family
from checker.resolve.lexicon import Lexicon, lexicon
from checker.resolve.mentions import Mention, mentions
from checker.resolve.passage import Passage
from checker.resolve.phrases import COMMA, PREPOSITION, PRONOUN, Token, tokenise, words
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
    tokens = {n: _tokens(p, quantities) for n, p in enumerate(passages) if p.quantities or _DIVISION.search(p.text)}
    names = learn(tokens.values())
    said: list[Said] = [Said((), None, "", False)] * len(quantities)
    context = _Context()
    for n, passage in enumerate(passages):
        if n not in tokens:
            context.enter(passage)
            continue
        read = _Read(passage, tokens[n], mentions(tokens[n], lex, names) if passage.quantities else [], names.find(tokens[n]))
        context.enter(passage)
        context.open(read)
        if passage.quantities:
            for index, answer in zip(passage.quantities, _sentence(read, quantities, measured, context), strict=True):
                said[index] = answer
            context.last = said[passage.quantities[-1]]
    return tuple(Subject(metric=m, scope=s, inferred=said[i].inferred) for i, (m, s) in enumerate(unify(said, quantities, lex, names)))


_DIVISION = re.compile(r"\b(?:segment|division|business|side|unit|subsidiary|region)", re.I)
_TURN = frozenset("turning moving looking switching shifting".split())


def _tokens(passage: Passage, quantities: Sequence[Quantity]) -> list[Token]:
    spans = [
        (max(0, quantities[i].start - passage.start), min(len(passage.text), quantities[i].end - passage.start), i)
        for i in passage.quantities
    ]
    return tokenise(passage.text, spans)


class _Context:
    """What earlier sentences of a paragraph leave to the next: its topic and its last subject."""

    def __init__(self) -> None:
        self.topic = ""
        self.last: Said | None = None
        self.block = -1
        self.speaker: int | None = None
        self.lone = 0

    def enter(self, passage: Passage) -> None:
        block = passage.sentence.block
        if block != self.block:
            self.topic = ""
            if passage.block.speaker != self.speaker:
                self.last = None
            self.block, self.speaker = block, passage.block.speaker

    def open(self, read: _Read) -> None:
        tokens = read.tokens
        first = next((t.low for t in tokens if t.kind not in "CA,"), "")
        turn = any(t.low in _TURN for t in tokens[:5])
        sure = [s for s in read.scopes if s.sure]
        lead = next((s for s in sure if s.first <= (8 if turn else 3)), None)
        if turn:
            self.topic = lead.name if lead else next((s.name for s in read.scopes if s.first <= 8), "")
        elif lead is not None and (first in ("in", "within", "for", "at", "on", "our", "the", "as", "i'll") or lead.first <= 1):
            self.topic = lead.name
        elif any(t.low in ("consolidated", "company-wide", "companywide") for t in tokens):
            self.topic = ""


def _sentence(read: _Read, quantities: Sequence[Quantity], measured: Sequence[_Measured], context: _Context) -> list[Said]:
    tokens, passage = read.tokens, read.passage
    places = {t.quantity: at for at, t in enumerate(tokens) if t.quantity >= 0}
    asked = [Asked(places[i], quantities[i].unit, measured[i].measure) for i in passage.quantities]
    answers = attach(tokens, read.mentions, asked)
    result: list[Said] = []
    for n, (number, answer) in enumerate(zip(asked, answers, strict=True)):
        before = asked[n - 1].at + 1 if n else 0
        after = asked[n + 1].at if n + 1 < len(asked) else len(tokens)
        result.append(_say(read, number, answer, before, after, result[-1] if result else None, context))
    return result


def _say(
    read: _Read, asked: Asked, answer: Answer, before: int, after: int, previous: Said | None, context: _Context
) -> Said:
    mention = answer.mention
    limit = _limit(read, asked, answer, before, after)
    if answer.whole is not None and asked.measure == "share":
        return _share(read, asked, answer, before, limit, previous, context)
    if mention is None:
        last = previous or context.last
        if last is None:
            return Said((), None, limit or context.topic, True)
        return last._replace(scope=limit or last.scope, inferred=True)
    entry, name = mention.entry, mention.words
    if family(asked.unit) == "per share" and mention.nature not in ("per share", "") and entry is not None:
        if entry.name in ("net income", "earnings", "income", "profit"):
            entry, name = lexicon().entries["earnings per diluted share"], ("earnings", "per", "diluted", "share")
        else:
            entry, name = None, (*name, "per", "share")
    if answer.chained and previous is not None:
        return previous._replace(scope=limit or previous.scope)
    scope = mention.scope or limit
    if not scope and not mention.whole and not (entry and entry.company):
        scope = context.topic
    return Said(name, entry, scope, False)


def _share(
    read: _Read, asked: Asked, answer: Answer, before: int, limit: str, previous: Said | None, context: _Context
) -> Said:
    whole, part = answer.whole, answer.mention
    assert whole is not None
    tokens = read.tokens
    if answer.chained and previous is not None:
        return previous._replace(scope=limit or previous.scope)
    verbs = words()["partitive"]
    partitive = any(t.low in verbs for t in tokens[before : asked.at])
    if part is not None and part.entry is not None and whole.entry is not None and not partitive:
        return Said((*part.words, "as", "a", "percentage", "of", *whole.words), None, part.scope or limit or context.topic, False)
    scope = limit
    if not scope and part is not None:
        scope = part.scope or " ".join(part.words)
    return Said(whole.words, whole.entry, scope or whole.scope, False)


def _limit(read: _Read, asked: Asked, answer: Answer, before: int, after: int) -> str:
    """The scope that the clause sets on a number apart from its metric's own words."""
    tokens, mention = read.tokens, answer.mention
    inside = [s for s in read.scopes if before <= s.first and s.last <= after]
    ahead = [s for s in inside if s.last <= asked.at and (mention is None or not (mention.first <= s.first < mention.last))]
    for scope in reversed(ahead):
        if governed(tokens, scope) or scope.sure or scope.first <= 1:
            return scope.name
    behind = [s for s in inside if s.first > asked.at]
    for scope in behind[:1]:
        gap = tokens[asked.at + 1 : scope.first]
        if len(gap) <= 3 and gap and gap[0].kind == PREPOSITION and governed(tokens, scope) and all(t.kind not in (COMMA, PRONOUN) for t in gap):
            return scope.name
    return ""
