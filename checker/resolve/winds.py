"""A number that an effect has: "currency was a 2% headwind to sales", "a benefit of $5 million from pricing".

The noun of the effect (headwind, tailwind, impact) stands beside the number; what has the effect is the
subject of the verb before it, the words before the noun, or what "from" names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.fitness import Asked, family
from checker.resolve.mentions import Mention
from checker.resolve.phrases import (
    ADVERB,
    BASIS,
    CHANGE,
    COMMA,
    DETERMINER,
    NOMINAL,
    NOUN,
    PERIOD,
    PRAISE,
    PRONOUN,
    VERB,
    Token,
    words,
)

_FROM = frozenset(["from", "due", "related", "attributable", "associated"])
_ONTO = frozenset(["to", "on"])
_GIVEN = frozenset(["benefit", "benefits"])
"""Effects that are also what staff and pensioners are given: "employee benefits of $5 million"."""
_FAR = 6


class Wind(NamedTuple):
    """Where the cause of an effect is named, tokens ``first`` up to ``last``, and what it acts on."""

    first: int
    last: int
    total: Mention | None


def wind(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, before: int, after: int
) -> Wind | None:
    """The cause and the total of an effect that the number at ``asked`` is; None where it is none."""
    noun = _noun(tokens, mentions, asked.at, before, after)
    if noun < 0:
        return _contributed(tokens, mentions, asked, before, after)
    source = _source(tokens, max(noun, asked.at) + 1, after)
    ends = (noun + 1, asked.at + 1, source[1] if source is not None else after)
    total = next((m for m in (_onto(tokens, mentions, at, after) for at in ends) if m is not None), None)
    if noun < asked.at:
        first = noun
        while first > before and tokens[first - 1].kind in NOMINAL:
            first -= 1
        if _named(tokens[first:noun]):
            return None if tokens[noun].low in _GIVEN else Wind(first, noun, total)
    if source is not None:
        return Wind(*source, total)
    verb = noun if noun < asked.at else asked.at
    while verb > before and tokens[verb - 1].kind in DETERMINER + PRAISE + ADVERB + CHANGE:
        verb -= 1
    if verb <= before or tokens[verb - 1].low not in words()["having"]:
        return None
    cause = subject(tokens, before, verb - 1)
    if cause is None or (tokens[noun].low in _GIVEN and not _free(mentions, cause[1] - 1)):
        return None  # "the provision was a benefit of $2 million" is the provision
    return Wind(*cause, total)


def _contributed(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, before: int, after: int
) -> Wind | None:
    """ "Pricing contributed 300 basis points to growth"."""
    verb = asked.at - 1
    while verb > before and tokens[verb].kind in ADVERB + DETERMINER + PRAISE:
        verb -= 1
    if family(asked.unit) != "points" or not tokens[verb].low.startswith("contribut"):
        return None
    cause = subject(tokens, before, verb)
    return None if cause is None else Wind(*cause, _onto(tokens, mentions, asked.at + 1, after))


def subject(tokens: Sequence[Token], before: int, verb: int) -> tuple[int, int] | None:
    """The noun phrase whose doing the verb at ``verb`` is: "currency" in "currency is expected to be"."""
    last = verb
    while last > before and (tokens[last - 1].kind in ADVERB + VERB or tokens[last - 1].low == "to"):
        last -= 1
    if last > before and tokens[last - 1].low in ("which", "that"):
        last -= 1
        while last > before and tokens[last - 1].kind in COMMA:
            last -= 1
    if last > before and (tokens[last - 1].kind == PRONOUN or tokens[last - 1].low == "and"):
        return None
    first = last
    while first > before and (tokens[first - 1].kind in NOMINAL or tokens[first - 1].low == "and"):
        first -= 1
    return (first, last) if _named(tokens[first:last]) else None


def _named(tokens: Sequence[Token]) -> bool:
    """Whether a noun phrase tells what it is: more than "net" or "one-time"."""
    return any(t.kind in NOUN + BASIS and t.low not in words()["qualifier"] for t in tokens)


def _noun(tokens: Sequence[Token], mentions: Sequence[Mention], at: int, before: int, after: int) -> int:
    """The noun of effect that the number is the size of, -1 for none."""
    effects = words()["effect"]
    n = at + 1
    passed = PRAISE + PERIOD + DETERMINER + BASIS
    while n < min(after, at + _FAR) and tokens[n].low not in effects:
        if tokens[n].kind not in passed and tokens[n].low not in ("net", "share", "per"):
            break
        n += 1
    if n < after and tokens[n].low in effects:
        return n if _free(mentions, n) else -1
    n = at - 1
    while n > before and tokens[n].kind in ADVERB + DETERMINER:
        n -= 1
    if n > before and tokens[n].low == "of" and tokens[n - 1].low in effects and _free(mentions, n - 1):
        return n - 1
    return -1


def _free(mentions: Sequence[Mention], at: int) -> bool:
    """Whether a noun of effect is no part of a metric's name, as in "tax benefit"."""
    return not any(m.entry is not None and m.first <= at < m.last for m in mentions)


def _onto(tokens: Sequence[Token], mentions: Sequence[Mention], at: int, after: int) -> Mention | None:
    if at >= after or tokens[at].low not in _ONTO:
        return None
    at += 1
    while at < after and tokens[at].kind in DETERMINER + ADVERB + PERIOD + BASIS + PRAISE:
        at += 1
    return next((m for m in mentions if m.first <= at < m.last and m.entry is not None), None)


def _source(tokens: Sequence[Token], at: int, after: int) -> tuple[int, int] | None:
    if at >= after or tokens[at].low not in _FROM:
        return None
    while at < after and (tokens[at].kind in "PD" + ADVERB + PRAISE or tokens[at].low in _FROM):
        at += 1
    last = at
    while last < after and tokens[last].kind in NOMINAL:
        last += 1
    return (at, last) if _named(tokens[at:last]) else None
