"""What a figure is limited to: segments, products, places, partners, by the words beside the metric,
at the head of the clause, and by the subject a paragraph was given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from checker.resolve.phrases import NOMINAL, NOUN, PREPOSITION, Token, keys, words

_LONGEST = 6


class Scope(NamedTuple):
    """A limit named in a clause, at tokens ``first`` to ``last``; ``sure`` if a segment noun says so."""

    first: int
    last: int
    name: str
    sure: bool


@cache
def _places() -> tuple[frozenset[tuple[str, ...]], int]:
    places = frozenset(keys(p) for p in words()["place"])
    return places, max(map(len, places))


class Names:
    """The scopes a document names, and how to recognise one in a phrase."""

    def __init__(self, aliases: dict[tuple[str, ...], str] | None = None) -> None:
        self.aliases = aliases or {}
        self.counts: Counter[str] = Counter()

    # -- reading a phrase ----------------------------------------------------------------------

    def leading(self, tokens: Sequence[Token]) -> tuple[str, int]:
        """The scope that opens ``tokens`` (a possessive, a place, a known name), and its length."""
        for at, token in enumerate(tokens[:4]):
            if token.low.endswith(("'s", "’s")) and tokens[: at + 1]:
                name = self.canonical(_text(tokens[: at + 1]))
                return ("" if _generic(tokens[: at + 1]) else name), at + 1
        for length in range(min(len(tokens), _LONGEST), 0, -1):
            key = keys(" ".join(t.low for t in tokens[:length]))
            if key in self.aliases or key in _places()[0]:
                return self.canonical(_text(tokens[:length])), length
        return "", 0

    def modifier(self, tokens: Sequence[Token]) -> str:
        """The scope that the words before a metric's name are: "commercial" in "commercial revenue"."""
        kept = [t for t in tokens if t.low not in words()["unscoped"]]
        while kept and kept[-1].low in words()["segment"]:
            kept = kept[:-1]
        return self.canonical(_text(kept)) if kept and len(kept) <= _LONGEST else ""

    def scope(self, tokens: Sequence[Token], first: int, last: int, link: str, *, closed: bool) -> str:
        """The scope that the phrase after a preposition is, "" where it is none."""
        nominal = [t for t in tokens[first:last] if t.kind == NOUN]
        if not nominal or nominal[0].low in words()["agent"]:
            return ""
        text = [t for t in nominal if t.low not in words()["unscoped"]]
        kept = list(text)
        while kept and kept[-1].low in words()["segment"]:
            kept.pop()
        if not kept:
            return ""
        explicit = len(kept) < len(text)
        key = keys(" ".join(t.low for t in kept))
        known = key in self.aliases or key in _places()[0] or keys(" ".join(t.low for t in text)) in self.aliases
        proper = all(t.raw[0].isupper() for t in kept)
        if known or explicit or proper or (closed and link == "from"):
            return self.canonical(_text(kept))
        return ""

    def canonical(self, name: str) -> str:
        return self.aliases.get(keys(name), name)

    # -- finding scopes in a clause ------------------------------------------------------------

    def find(self, tokens: Sequence[Token]) -> list[Scope]:
        """Segments, places and known names in ``tokens``, in order, not overlapping."""
        found: list[Scope] = []
        segment, division = words()["segment"], words()["division"]
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.low in segment and token.kind == NOUN:
                first = at
                while first > 0 and at - first < _LONGEST and tokens[first - 1].kind in "N" and tokens[first - 1].quantity < 0:
                    first -= 1
                if first > 1 and tokens[first - 1].low == "and" and tokens[first - 2].raw[0].isupper() and tokens[first].raw[0].isupper():
                    first -= 2
                    while first > 0 and tokens[first - 1].kind == "N" and tokens[first - 1].raw[0].isupper():
                        first -= 1
                run = [t for t in tokens[first:at] if t.low not in words()["unscoped"] and t.low not in segment]
                proper = any(t.raw[0].isupper() for t in run)
                if run and (token.low in division or proper):
                    while found and found[-1].last > first:
                        found.pop()
                    last = at + 1
                    while last < len(tokens) and tokens[last].low in segment and tokens[last].kind == NOUN:
                        last += 1
                    found.append(Scope(first, last, self.canonical(_text(run)), token.low in division))
                    at = last
                    continue
            match = self._known(tokens, at)
            if match is not None and not (found and found[-1].last > at):
                found.append(match)
                at = match.last
                continue
            at += 1
        return found

    def _known(self, tokens: Sequence[Token], at: int) -> Scope | None:
        if tokens[at].quantity >= 0 or not tokens[at].low[0].isalnum():
            return None
        places, longest = _places()
        for length in range(min(longest, len(tokens) - at), 0, -1):
            run = tokens[at : at + length]
            if any(t.quantity >= 0 for t in run):
                continue
            key = keys(" ".join(t.low for t in run))
            if key in places and (run[0].raw[0].isupper() or run[0].low in ("international", "domestic", "overseas")) and (key != ("us",) or run[0].raw in ("US", "U.S.")):
                return Scope(at, at + length, self.canonical(_text(run)), False)
            if key in self.aliases and run[-1].kind in NOMINAL:
                return Scope(at, at + length, self.aliases[key], False)
        return None


def learn(clauses: Iterable[Sequence[Token]]) -> Names:
    """The scopes that a document names with a segment noun, so that their bare names are known too."""
    plain = Names()
    counts: Counter[str] = Counter()
    for tokens in clauses:
        for scope in plain.find(tokens):
            if scope.sure:
                counts[scope.name] += 1
    names = Names({keys(name): name for name, n in counts.items() if len(keys(name)) <= _LONGEST})
    names.counts = counts
    return names


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(t.low[:-2] if t.low.endswith(("'s", "’s")) else t.low.strip("'’") for t in tokens)


def _generic(tokens: Sequence[Token]) -> bool:
    return all(t.low.removesuffix("'s").removesuffix("’s") in words()["agent"] | words()["period"] | words()["unscoped"] for t in tokens)


def governed(tokens: Sequence[Token], scope: Scope) -> bool:
    """Whether ``scope`` stands in a phrase that limits: after in, within, for, on, at, from, under."""
    at = scope.first - 1
    while at >= 0 and tokens[at].kind in "DJA":
        at -= 1
    return at >= 0 and tokens[at].kind == PREPOSITION and tokens[at].low in _LIMITING


_LIMITING = frozenset("in within for on at from under across of with through".split())
