"""What a metric named in a sentence is limited to: by its own words, by its clause, its subject, the talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.fitness import Asked, family
from checker.resolve.governor import Answer
from checker.resolve.lexicon import Entry
from checker.resolve.limits import Read, actor, bearer, pointed, within_it
from checker.resolve.mentions import Mention
from checker.resolve.phrases import BASIS, Token, keys
from checker.resolve.scope import places
from checker.resolve.topic import Context
from checker.resolve.unify import Said


class Case(NamedTuple):
    """A number to be named: its sentence, the answer for it, the stretch of text that is its own."""

    read: Read
    asked: Asked
    answer: Answer
    before: int
    after: int
    previous: Said | None
    context: Context


class Bound(NamedTuple):
    """A scope; the ``part`` of it that the metric's own name holds; ``loose`` where it was only talked of."""

    scope: str
    part: str = ""
    loose: bool = False


def bound(case: Case, mention: Mention, entry: Entry | None, limit: str) -> Bound:
    """What limits ``mention``, the metric of a number, whose clause sets the ``limit``."""
    read, asked = case.read, case.asked
    company = entry is not None and entry.company
    if mention.scope:
        about = bearer(read, asked.at)
        if keys(mention.scope) in places():
            return Bound(within(mention.scope, about))
        behind = any(s.place and s.name == limit and s.first >= mention.last for s in read.scopes)
        return Bound(within(limit if behind else about, mention.scope), mention.scope)
    if company:
        return Bound("")
    if limit or mention.whole:
        return Bound(limit)
    scope = (
        actor(read, case.before, asked.at)
        or bearer(read, asked.at)
        or _shared(read.tokens, asked, case.answer, case.previous)
        or case.context.about(read, mention)
        or (case.context.region(_line(read.tokens, mention)) if entry is not None else "")
    )
    return Bound(scope) if scope else _talked_of(case, mention, entry)


def _talked_of(case: Case, mention: Mention, entry: Entry | None) -> Bound:
    """What an exchange of question and answer is about, or what "these businesses" point at."""
    context, read = case.context, case.read
    if read.passage.block.section == "qa" and context.recent:
        things = case.answer.forward and family(case.asked.unit) == "count" and entry is None
        return Bound(context.recent, loose=things and "per" not in mention.words)
    antecedent = pointed(read.tokens, case.before, case.asked.at) or within_it(
        read.tokens, case.asked.at, case.after
    )
    return Bound(antecedent and (context.part or context.recent or antecedent))


def within(place: str, part: str) -> str:
    """The part of the company in a place: "domestic harbor hotels"; whichever of both there is."""
    if not part or not place or place in part:
        return part or place
    if keys(place) not in places() or keys(part) in places():
        return part if keys(place) not in places() else place
    return f"{place} {part}"


def _shared(tokens: Sequence[Token], asked: Asked, answer: Answer, previous: Said | None) -> str:
    """The scope that a new metric shares with the number before it."""
    unknown = answer.mention is not None and answer.mention.entry is None
    of = tokens[asked.at - 1].low == "of"
    subject = unknown and asked.measure == "change" and not answer.forward and not of
    apart = previous is None or subject or (previous.own and answer.forward and asked.measure == "level")
    return "" if previous is None or apart else previous.scope


def _line(tokens: Sequence[Token], mention: Mention) -> str:
    """The line of results that a metric is: its name in the lexicon, or "organic" of sales that are."""
    organic = any(
        t.kind == BASIS and t.low.startswith("organic") for t in tokens[mention.first : mention.last]
    )
    return "organic" if organic and mention.first <= 1 else mention.entry.name if mention.entry else ""
