"""What limits a number apart from its metric's own words: places, segments and actors of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.governor import Answer
from checker.resolve.mentions import Mention
from checker.resolve.passage import Passage
from checker.resolve.phrases import VERB, Token, words
from checker.resolve.scope import Names, Scope, governed


class Read(NamedTuple):
    """A sentence that was read: its passage, tokens, metrics and scopes."""

    passage: Passage
    tokens: list[Token]
    mentions: list[Mention]
    scopes: list[Scope]
    names: Names


def limit(read: Read, at: int, answer: Answer, before: int, after: int) -> str:
    """The scope that the clause between ``before`` and ``after`` sets on the number at ``at``."""
    tokens, mention = read.tokens, answer.mention
    inside = [s for s in read.scopes if before <= s.first and s.last <= after]
    ahead = [
        s
        for s in inside
        if s.last <= at and (mention is None or not (mention.first <= s.first < mention.last))
    ]
    for scope in reversed(ahead):
        if governed(tokens, scope) or ((scope.sure or scope.first <= 1) and not scope.weak):
            return scope.name
    for scope in [s for s in inside if s.first > at][:1]:
        gap = tokens[at + 1 : scope.first]
        if 0 < len(gap) <= 5 and governed(tokens, scope) and all(t.kind in "PDTGJA" for t in gap):
            return scope.name
    return ""


def actor(read: Read, before: int, at: int) -> str:
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


def pointed(tokens: Sequence[Token], before: int, at: int) -> str:
    """The words that point back to parts of the company named earlier: "these businesses"."""
    division = words()["division"]
    for n in range(before, at - 1):
        noun = tokens[n + 1].low.removesuffix("'s")
        if tokens[n].low in ("this", "that", "these", "those") and noun in division - {"side"}:
            return f"{tokens[n].low} {noun}"
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
