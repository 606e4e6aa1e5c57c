"""What limits a number apart from its metric's own words: places, segments and actors of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checker.resolve.bearer import Bearer
from checker.resolve.governor import Answer
from checker.resolve.mentions import Mention
from checker.resolve.passage import Passage
from checker.resolve.phrases import COMMA, DETERMINER, DIRECTION, VERB, Token, words
from checker.resolve.scope import Names, Scope, governed


class Read(NamedTuple):
    """A sentence that was read: its passage, tokens, metrics, scopes and named subjects."""

    passage: Passage
    tokens: list[Token]
    mentions: list[Mention]
    scopes: list[Scope]
    names: Names
    bearers: list[Bearer]


def limit(read: Read, at: int, answer: Answer, before: int, after: int) -> str:
    """The scope that the clause between ``before`` and ``after`` sets on the number at ``at``."""
    tokens, mention = read.tokens, answer.mention
    if after + 1 < len(tokens) and [t.low for t in tokens[at + 1 : after]] == ["or"]:
        # "$9 million or 43% in the Americas": one amount said twice
        twin = next((s for s in read.scopes if s.first > after and governed(tokens, s)), None)
        if twin is not None and all(t.kind in "PD" for t in tokens[after + 1 : twin.first]):
            return twin.name
    inside = [s for s in read.scopes if before <= s.first and s.last <= after]
    ahead = [
        s
        for s in inside
        if s.last <= at and (mention is None or not (mention.first <= s.first < mention.last))
    ]
    own = next((s for s in inside if s.first > at), None)
    if own is not None and governed(tokens, own) and all(t.kind in "PD" for t in tokens[at + 1 : own.first]):
        return own.name  # "up 8% in the Americas, 7% in Europe"
    named = located(read, before, at)
    if named:
        return named[1]
    for scope in reversed(ahead):
        if governed(tokens, scope) or ((scope.sure or scope.first <= 1) and not scope.weak):
            return scope.name
        if scope.place and _gapped(tokens, scope, at):
            return scope.name
    for scope in [s for s in inside if s.first > at][:1]:
        gap = tokens[at + 1 : scope.first]
        if 0 < len(gap) <= 5 and governed(tokens, scope) and all(t.kind in "PDTGJA" for t in gap):
            return scope.name
    return ""


def located(read: Read, before: int, at: int) -> tuple[int, str] | None:
    """The name whose place follows it, and where it ends: "Harbor in Peru is at 5%" is said of Harbor."""
    tokens = read.tokens
    first = before
    while first < at and (tokens[first].kind in "CA," or tokens[first].low == "and"):
        first += 1
    last = first
    while last < at and _capital(tokens[last], last + 1) and tokens[last].kind in "NJ":
        last += 1
    if last == first or last + 1 >= at or tokens[last].low not in ("in", "at"):
        return None
    end = last + 1
    while end < at and tokens[end].kind in "NDJ":
        end += 1
    known = any(s.first > last and s.last <= end and s.place for s in read.scopes)
    be = end < at and tokens[end].kind == VERB and tokens[end].low not in words()["telling"]
    unnamed = not any(m.entry is not None and m.first < last and m.last > first for m in read.mentions)
    name = read.names.actor(tokens[first:last]) if known and be and unnamed else ""
    return (last, name) if name else None


def listed(read: Read, before: int, at: int) -> str:
    """The name of an item of a list that says no more than its number: "Peru grew 25%, Harbor 23%"."""
    tokens = read.tokens
    last = at
    while last > before and tokens[last - 1].low in ("at", "up", "down", "by"):
        last -= 1
    first = last
    while first > before and _capital(tokens[first - 1], first):
        first -= 1
    head = tokens[first - 1].low if first else ""
    if first == last or first - before > 1 or head not in (",", ";", "and"):
        return ""
    if any(m.entry is not None and m.first < last and m.last > first for m in read.mentions):
        return ""
    return read.names.actor(tokens[first:last])


def _gapped(tokens: Sequence[Token], scope: Scope, at: int) -> bool:
    """Whether a place stands for its clause: ", Peru from 5% to 4%", "and Asia at 3%"."""
    before = tokens[scope.first - 1] if scope.first else None
    gap = tokens[scope.last : at]
    apart = before is not None and (before.low == "and" or before.kind == COMMA)
    moving = all(t.kind in "PDAU" or t.low.endswith("ing") for t in gap)
    return apart and 0 < len(gap) <= 3 and moving


def bearer(read: Read, at: int) -> str:
    """The subject that the number at ``at`` is said of, which may stand before other numbers."""
    return next((b.name for b in reversed(read.bearers) if b.last <= at), "")


def actor(read: Read, before: int, at: int) -> str:
    """The scope that does what the clause says: "Azure" in "Azure delivered growth of 30%"."""
    tokens = read.tokens
    for scope in reversed([s for s in read.scopes if before <= s.first and s.last <= at and not s.weak]):
        if _acts(tokens, scope.first, scope.last, at):
            return scope.name
    for mention in reversed([m for m in read.mentions if m.entry is None and m.last < at]):
        # "three dramas that scored over 9,000": the score is theirs
        if (
            tokens[mention.last].low in ("that", "which", "who")
            and mention.first > 0
            and tokens[mention.first - 1].quantity >= 0
            and tokens[mention.last + 1].kind == VERB
            and mention.first <= before <= mention.last + 1
        ):
            return " ".join(mention.words)
    for first, last in _proper(tokens, before, at):
        if _acts(tokens, first, last, at) and not any(
            m.first < last and m.last > first and m.entry for m in read.mentions
        ):
            name = read.names.actor(tokens[first:last])
            if name:
                return name
    return ""


def _proper(tokens: Sequence[Token], before: int, at: int) -> list[tuple[int, int]]:
    """Runs of capitalised words: at the head of a sentence two or more, elsewhere one."""
    found: list[tuple[int, int]] = []
    first = before
    while first < at:
        last = first
        while last < at and _capital(tokens[last], last):
            last += 1
        opens = first == 0 or tokens[first - 1].kind == "."
        while first < last and tokens[first].kind in "DTARPC" and (opens or last - first == 1):
            first += 1
        if last - first >= (2 if opens else 1):
            found.append((first, last))
        first = max(last, first + 1)
    return found


def _capital(token: Token, at: int) -> bool:
    if token.quantity >= 0 or not token.raw[0].isupper() or token.low in ("i", "i'm", "i'll", "i've", "i'd"):
        return False
    return token.kind in "NJ" or (at > 0 and token.kind in "DVAG")


@cache
def _pointed_at() -> frozenset[str]:
    return words()["division"] - {"side"}


def pointed(tokens: Sequence[Token], before: int, at: int) -> str:
    """The words that point back to parts of the company named earlier: "these businesses"."""
    division = _pointed_at()
    for n in range(before, at - 1):
        noun = tokens[n + 1].low.removesuffix("'s")
        if tokens[n].low in ("this", "that", "these", "those") and noun in division:
            return f"{tokens[n].low} {noun}"
        if noun == "company" and tokens[n].low in ("the", "that", "this") and _spoken_of(tokens, n + 2):
            return f"{tokens[n].low} company"
    for n in range(before, at):
        named = n > 0 and (tokens[n - 1].kind in "NQ" or tokens[n - 1].low in _EVERY)
        if tokens[n].low in ("segment", "segment's") and not named:
            return "the segment"  # "segment EBITDA was", "margin for the segment"
    return ""


def within_it(tokens: Sequence[Token], at: int, after: int) -> str:
    """The words behind a number that point back to a part: "was 7.5%, a strong quarter in this segment"."""
    for n in range(at + 1, after - 2):
        noun = tokens[n + 2].low
        if (
            tokens[n].low in ("in", "for")
            and tokens[n + 1].low in ("this", "that", "the")
            and noun in _pointed_at()
        ):
            return f"{tokens[n + 1].low} {noun}"
    return ""


def _spoken_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether someone else's company is meant: "the company is expected to"."""
    run = [t.low for t in tokens[at : at + 3]]
    return run[:1] in (["is"], ["was"]) and run[1:] in (
        ["expected", "to"],
        ["projected", "to"],
        ["forecast", "to"],
    )


_EVERY = frozenset(
    ["each", "every", "any", "other", "another", "operating", "reportable", "total", "per", "both"]
)


def _acts(tokens: Sequence[Token], first: int, last: int, at: int) -> bool:
    """Whether the phrase is the subject of a verb before ``at``."""
    start = first
    while start > 0 and tokens[start - 1].kind in "DJ":
        start -= 1
    if start > 0 and tokens[start - 1].kind not in ",C.AR":
        return False
    end = _past_aside(tokens, last, at)
    while end < at and (tokens[end].kind in "AT," or tokens[end].low in ("which", "that", "who")):
        end += 1
    if end >= at or tokens[end].kind not in VERB + DIRECTION:
        return False
    does = [t.low for t in tokens[end + 1 : end + 3]]
    return tokens[end].low not in words()["telling"] or (does[:1] == ["to"] and tokens[end + 2].kind == VERB)


def _past_aside(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Past an apposition: ", a drama from our studio," or ", our first game, which"."""
    if at + 1 >= limit or tokens[at].kind != COMMA or tokens[at + 1].kind != DETERMINER:
        return at
    for end in range(at + 2, min(limit, at + 20)):
        if tokens[end].kind == COMMA or tokens[end].low in ("which", "that", "who"):
            return end
    return at
