"""Whom a clause is about: the part of the company, product or partner that is the subject of its verb.

"Harbor Hotels ended the year with 35 hotels, and its pipeline grew by 5%": both numbers are Harbor's,
though neither stands beside the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.mentions import Mention
from checker.resolve.phrases import DETERMINER, DIRECTION, VERB, Token, words
from checker.resolve.scope import Names, Scope, trades

_LINKS = frozenset(["in", "of", "at", "from", "for", "within", "across"])
_JOINING = frozenset(["and", "&", "of"])


class Bearer(NamedTuple):
    """The subject at tokens ``first`` to ``last`` and its ``name``.

    ``part`` says that it is known as a part of the company or a place, and not only from its capital,
    ``performs`` that it had a quarter or results of its own.
    """

    first: int
    last: int
    name: str
    part: bool
    performs: bool = False


def bearers(
    tokens: Sequence[Token], mentions: Sequence[Mention], scopes: Sequence[Scope], names: Names
) -> list[Bearer]:
    """The named subjects of a sentence, in order."""
    found: list[Bearer] = []
    for verb in range(1, len(tokens)):
        if not _finite(tokens, verb):
            continue
        head = _head(tokens, _before(tokens, verb))
        if head is None or (found and found[-1].first == head[0]) or _tells(tokens, verb):
            continue
        first, last = head
        if any(_measures(tokens, m, first, last) for m in mentions):
            continue
        scope = next((s for s in reversed(scopes) if first <= s.first and s.last == last), None)
        bearer = (
            Bearer(first, last, scope.name, not scope.weak)
            if scope is not None
            else _named(tokens, head, verb, names)
        )
        if bearer is not None and bearer.name:
            bearer = bearer._replace(performs=_performs(tokens, tokens[first:last], verb))
            found.append(bearer)
    return found


def _finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token may be the verb of a clause; "reported" is a basis or a verb."""
    token = tokens[at]
    if token.low == "reported":
        return at + 1 < len(tokens) and tokens[at + 1].kind in "DQA"
    return token.kind == VERB or (token.kind == DIRECTION and token.low.endswith("ed"))


def _before(tokens: Sequence[Token], verb: int) -> int:
    """Where the subject of the verb may end: past adverbs, auxiliaries, dates and a relative pronoun."""
    at = verb
    while at > 0 and (tokens[at - 1].kind in "AT" or tokens[at - 1].low in ("which", "that", "also")):
        at -= 1
    if at > 0 and tokens[at - 1].low == "," and at < verb:
        at -= 1
    return at


def _head(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """The phrase that ends at ``last`` and opens a clause, without what is said of its place."""
    for _ in range(3):
        first = _start(tokens, last)
        if first == last:
            return None
        before = first - 1
        while before >= 0 and tokens[before].kind == DETERMINER and tokens[before].low != "that":
            before -= 1
        if before > 0 and tokens[before].low in ("and", "or", "&") and not _begun(tokens, before):
            return None
        if (
            before < 0
            or tokens[before].kind in ",.C"
            or tokens[before].low in ("that", "where", "as", "with")
        ):
            return first, last
        if tokens[before].low not in _LINKS:
            return None
        last = _past_aside(tokens, before)
    return None


def _begun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause ends at ``at``; else what follows "and" is the last of a list of subjects."""
    return any(t.kind in VERB + DIRECTION + "Q" for t in tokens[:at])


def _past_aside(tokens: Sequence[Token], last: int) -> int:
    """Before ", for example," that ends at ``last``."""
    if last > 0 and tokens[last - 1].low == ",":
        for at in range(last - 2, max(0, last - 6), -1):
            if tokens[at].low == ",":
                return at
    return last


def _start(tokens: Sequence[Token], last: int) -> int:
    first = last
    while first > 0:
        token = tokens[first - 1]
        if token.quantity >= 0:
            break
        inner = (
            token.low in _JOINING
            and first < last
            and first > 1
            and _capital(tokens[first])
            and (_capital(tokens[first - 2]))
        )
        number = token.raw[0].isdigit() and first < last and _capital(tokens[first])
        if not (
            token.kind in "NJBG"
            or inner
            or number
            or (_capital(token) and token.kind in "VUA" and first < last)
        ):
            break
        first -= 1
    return first


def _capital(token: Token) -> bool:
    return token.raw[0].isupper() and token.quantity < 0


def _measures(tokens: Sequence[Token], mention: Mention, first: int, last: int) -> bool:
    """Whether a subject is a metric: "net sales", but not "Harbor Hotels"."""
    if mention.entry is None or mention.first >= last or mention.last <= first:
        return False
    titled = (
        last - first > 1 and mention.nature in ("count", "events") and all(map(_capital, tokens[first:last]))
    )
    return not titled


def _tells(tokens: Sequence[Token], verb: int) -> bool:
    """Whether someone tells something: "the agency expects", but not "Harbor is expected to"."""
    return tokens[verb].low in words()["telling"] and [t.low for t in tokens[verb + 1 : verb + 2]] != ["to"]


def _named(tokens: Sequence[Token], head: tuple[int, int], verb: int, names: Names) -> Bearer | None:
    """The subject as a name; None where it is the company, a person or a thing of no name."""
    first, last = head
    run = tokens[first:last]
    if tuple(piece for t in run for piece in t.pieces) in trades() or _performs(tokens, run, verb):
        plain = all(t.low in words()["segment"] for t in run)
        return None if plain else Bearer(first, last, names.actor(run), True)
    titled = len(run) > 1 and all(map(_capital, run))
    while len(run) > 1 and (run[-1].low in _HOUSES or (run[-1].low in words()["segment"] and not titled)):
        run = run[:-1]
    proper = all(_capital(t) or t.raw[0].isdigit() or t.low in _JOINING for t in run)
    if not proper or (first == 0 and len(run) == 1 and run[0].low not in names.proper):
        return None
    name = names.actor(run)
    return Bearer(first, last, name, name in names.frequent)


def _performs(tokens: Sequence[Token], run: Sequence[Token], verb: int) -> bool:
    """Whether a subject is said to have had a quarter or results, as a part of the company has."""
    if tokens[verb].low not in _PERFORMING or any(t.kind in "JBG" or t.low in words()["agent"] for t in run):
        return False
    return any(t.low in _PERFORMED for t in tokens[verb + 1 : verb + 7])


_HOUSES = frozenset(
    ["family", "hotels", "restaurants", "stores", "label", "labels", "banners", "team", "app"]
)
_PERFORMING = frozenset(
    ["had", "delivered", "posted", "saw", "achieved", "reported", "continued", "recorded", "enjoyed"]
)
_PERFORMED = frozenset(["quarter", "year", "results", "growth", "performance"])
