"""What a span of time is the duration of: "margins expanded over the past three quarters"."""

from __future__ import annotations

from collections.abc import Sequence

from checker.resolve.phrases import CHANGE, DETERMINER, NOMINAL, NOUN, PRAISE, PREPOSITION, Token, words

_ROLLING = frozenset(
    ["past", "last", "next", "prior", "coming", "following", "previous", "first", "consecutive"]
)
_LONGEST = 4


def lasting(tokens: Sequence[Token], before: int, at: int, after: int) -> tuple[str, ...]:
    """The words for what lasts as long as the duration at ``at``; () where it is no span of time.

    "two decades of experience" lasts after its number, "growth over the past year" before it.
    """
    following = at + 1
    if following + 1 < after and tokens[following].low == "of":
        return _duration(_ahead(tokens, following + 1, after))
    start = at - 1
    while start >= before and (tokens[start].kind in "DA" or tokens[start].low in _ROLLING):
        start -= 1
    if (
        start < before
        or tokens[start].kind != PREPOSITION
        or not (
            tokens[start].low in ("over", "in", "within", "during", "since", "throughout", "for")
            and (tokens[at - 1].low in _ROLLING or tokens[start].low in ("for", "within", "since"))
        )
    ):
        return ()
    end = start
    while end > before and tokens[end - 1].kind not in NOMINAL:
        end -= 1
    first = end
    while first > before and tokens[first - 1].kind in NOMINAL and end - first < _LONGEST:
        first -= 1
    return _duration(_plain(tokens[first:end])) or _duration(_ahead(tokens, following, after))


def _duration(name: tuple[str, ...]) -> tuple[str, ...]:
    return ("duration", "of", *name) if name else ()


def _ahead(tokens: Sequence[Token], at: int, after: int) -> tuple[str, ...]:
    while at < after and tokens[at].kind in DETERMINER + PREPOSITION + "A,":
        at += 1
    last = at
    while last < after and tokens[last].kind in NOMINAL and last - at < _LONGEST:
        last += 1
    return _plain(tokens[at:last])


def _plain(tokens: Sequence[Token]) -> tuple[str, ...]:
    kept = tuple(t.low.removesuffix("'s") for t in tokens if t.kind in (NOUN, CHANGE, PRAISE))
    return kept if any(word not in words()["agent"] for word in kept) else ()
