"""What each figure measures and what it is limited to.

Sentence by sentence: find the metrics and scopes that are named (``mentions``, ``scope``), attach each
number to one (``governor``), carry subjects over where a sentence leaves them out, and let the subject of
a paragraph limit what has no limit of its own. Then the document as a whole: one name for one metric
and one for one scope (``unify``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from checker.model import Document, Measure, Quantity, Struct
from checker.resolve.antecedent import Heard
from checker.resolve.asides import left_out, outside
from checker.resolve.bearer import bearers
from checker.resolve.fitness import family
from checker.resolve.joints import stated_together
from checker.resolve.lexicon import Lexicon, lexicon
from checker.resolve.limits import Read
from checker.resolve.mentions import Mention, mentions
from checker.resolve.naming import learn
from checker.resolve.passage import Passage
from checker.resolve.phrases import Token
from checker.resolve.recall import recalled
from checker.resolve.scope import Names
from checker.resolve.subject import subjects
from checker.resolve.tagger import tokenise
from checker.resolve.topic import Context
from checker.resolve.unify import Said, unify


class Subject(Struct, frozen=True, kw_only=True):
    """What a figure measures and what it is limited to.

    ``inferred`` says that its own sentence does not name the metric.
    """

    metric: str
    scope: str = ""
    inferred: bool = False


class _Measured(Protocol):
    @property
    def measure(self) -> Measure: ...


class _Dated(Protocol):
    @property
    def period(self) -> str | None: ...


def metrics(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    measured: Sequence[_Measured],
    dated: Sequence[_Dated],  # noqa: ARG001 (a period may one day tell two metrics apart)
    *,
    metric_lexicon: Lexicon | None = None,
) -> tuple[Subject, ...]:
    """Metric and scope of every quantity, aligned with ``quantities``."""
    lex = metric_lexicon or lexicon()
    tokens = {
        n: _tokens(p, quantities)
        for n, p in enumerate(passages)
        if p.quantities or _DIVISION.search(p.low) or _turns(p) or _RAISES.match(p.low)
    }
    names = learn(
        tokens.values(),
        document.text,
        (document.profile.company, document.profile.ticker),
        [s.name for s in document.speakers],
        lex,
    )
    spotter = names.spotter()
    for n, p in enumerate(passages):
        if n not in tokens and spotter.spots(p.low, p.words):
            tokens[n] = _tokens(p, quantities)
    for n, (p, following) in enumerate(pairwise(passages)):
        leads = following.quantities and n not in tokens and p.block is following.block
        if leads and _NAMES.match(p.text):
            tokens[n] = _tokens(p, quantities)
    said: list[Said] = [Said((), None, "", False)] * len(quantities)
    measures = [how.measure for how in measured]
    joint: list[tuple[int, Said]] = []

    def heard(passage: Passage) -> list[Mention]:
        return mentions(_tokens(passage, quantities), lex, names)

    context = Context(document, Heard(heard))
    for n, passage in enumerate(passages):
        if n not in tokens:
            context.enter(passage)
            context.heard.hear(passage)
            continue
        read = _read(passage, tokens[n], lex, names)
        context.enter(passage)
        context.open(read)
        if not passage.quantities:
            context.course.introduce(read)
        if not passage.quantities and _RAISES.match(passage.text):
            context.take_up(mentions(tokens[n], lex, names))
        if passage.quantities:
            answers = subjects(read, quantities, measures, context)
            for index, answer in zip(passage.quantities, answers, strict=True):
                said[index] = answer
                context.leave(family(quantities[index].unit), answer)
                if measures[index] == "change":
                    joint += ((index, other) for other in _others(read, index, answer))
            context.course.carry(read, answers, [measures[i] for i in passage.quantities])
        context.heard.hear(passage)
    said = recalled(said, quantities, measures)
    settled = unify([*said, *(other for _, other in joint)], lex)
    together: dict[int, list[str]] = {}
    for (index, _), (metric, _scope) in zip(joint, settled[len(said) :], strict=True):
        together.setdefault(index, []).append(metric)
    return tuple(
        Subject(metric=" / ".join([*together.get(i, ()), metric]), scope=scope, inferred=said[i].inferred)
        for i, (metric, scope) in enumerate(settled[: len(said)])
    )


def _read(passage: Passage, tokens: list[Token], lex: Lexicon, names: Names) -> Read:
    """A sentence with the metrics and scopes it names, but for those that it only leaves out."""
    spans = left_out(tokens, passage.words)
    telling = passage.quantities or _turns(passage)
    named = mentions(tokens, lex, names) if telling else []
    kept = [m for m in named if outside(spans, m.first, m.last)]
    scopes = [s for s in names.find(tokens) if outside(spans, s.first, s.last)]
    return Read(passage, tokens, kept, scopes, names, bearers(tokens, kept, scopes, names))


def _others(read: Read, index: int, answer: Said) -> list[Said]:
    """What else the change is said of: "users and volume" beside "balance" that doubled with them."""
    at = next(n for n, token in enumerate(read.tokens) if token.quantity == index)
    listed = stated_together(read.tokens, read.mentions, at)
    if not listed or listed[-1].words != answer.words:
        return []
    if listed[-1].known and not all(m.known for m in listed):
        return []
    return [answer._replace(words=m.words, entry=m.entry) for m in listed[:-1]]


_NAMES = re.compile(r"\W*(?!We\b|I\b|This\b|It\b)(?:(?:Our|The|And|But) )?[\w&'’-]+(?: [\w&'’-]+){0,4}")
_DIVISION = re.compile(
    r"\b(?:s(?:egment|ide|ubsidiary)|division|b(?:usiness|rand)|unit|re(?:gion|sults)|p&l)"
)
_TURNING = frozenset(("turning", "moving", "looking", "switching", "shifting", "starting", "beginning"))
_TURNING |= {"closing", "ending", "now", "next", "consolidated"}
_TURNS = re.compile(
    r"\W*(?:\w{1,10}\W{1,3}){0,4}(?:turning|moving|looking|switching|shifting|starting|beginning|closing|ending|consolidated)\b"
    r"|\W*(?:and )?(?:now|next)\W+(?:back )?to\b",
    re.I,
)


# A sentence that brings a metric up: "in terms of the capital ratio, we are comfortable".
_RAISES = re.compile(
    r"\W*(?:and |so |but |now |then |also |yes,? |yeah,? |well,? )*"
    r"(?:in terms of|regarding|as for|with re[sg]\w+ to|in regards? to"
    r"|as it relates to|when it comes to|looking at|turning to|moving (?:on )?to|on the (?!other)|on our)\b",
    re.I,
)


def _turns(passage: Passage) -> bool:
    """Whether a sentence begins by turning to something."""
    return not _TURNING.isdisjoint(passage.words) and _TURNS.match(passage.low) is not None


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
