"""What a figure is limited to: segments, products, places, partners, by the words beside the metric,
at the head of the clause, and by the subject a paragraph was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from checker.resolve.phrases import (
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    NOUN,
    PREPOSITION,
    Token,
    keys,
    parts,
    words,
)
from checker.resolve.spotting import Spotter

_LONGEST = 6
_INITIALS = 3
"""Of how many words a company's name is that is called by its initials."""
_GOODS = frozenset(["loan", "loans", "lending", "finance", "sales"])


class Scope(NamedTuple):
    """A limit named in a clause, at tokens ``first`` to ``last``; ``sure`` if a segment noun says so."""

    first: int
    last: int
    name: str
    sure: bool
    place: bool = False
    weak: bool = False


def places() -> frozenset[tuple[str, ...]]:
    """The places that the field reports by, as ``words.toml`` lists them."""
    return _places()


@cache
def _places() -> frozenset[tuple[str, ...]]:
    return frozenset(keys(p) for p in words()["place"])


@cache
def trades() -> frozenset[tuple[str, ...]]:
    """The lines of business that are known as parts without a segment noun."""
    return frozenset(keys(p) for p in words()["trade"])


@cache
def _lengths(names: frozenset[tuple[str, ...]]) -> dict[str, int]:
    """How many words the longest name has that begins with a word."""
    return {name[0]: len(name) for name in sorted(names, key=len)}


class Names:
    """The scopes a document names, and how to recognise one in a phrase."""

    def __init__(
        self,
        aliases: dict[tuple[str, ...], str] | None = None,
        company: Sequence[str] = (),
        people: Iterable[str] = (),
    ) -> None:
        self.aliases = aliases or {}
        said = [keys(name) for name in company]
        self.own = frozenset(
            part for own in said for part in (own, own[:1], own[:2], own[:-1], *_endings(own))
        ) - {()}
        self.own |= {("".join(piece[0] for piece in own),) for own in said if len(own) >= _INITIALS}
        self.last = frozenset(own[-1:] for own in said)
        self.people = frozenset(key for name in people for key in keys(name)) | words()["firstname"]
        self.acronyms: frozenset[str] = frozenset()
        self.frequent: frozenset[str] = frozenset()
        self.same: dict[tuple[str, ...], str] = {}
        self.proper: frozenset[str] = frozenset()
        self._longest = _lengths(_places()).copy()
        for key in self.aliases:
            if key:
                self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
        self._mine = frozenset(own[0] for own in self.own)
        self._openers = frozenset(self._longest) | self._mine
        self._telling: dict[str, bool] = {}  # what ``_tells`` said of a word

    # -- reading a phrase ----------------------------------------------------------------------

    def leading(self, tokens: Sequence[Token], *, firm: bool = False) -> tuple[str, int]:
        """The scope that opens ``tokens`` (a possessive, a place, a known name), and its length.

        ``firm`` leaves out names that are known only from a segment noun: "title plants" are plants of
        a kind, "title revenue" is revenue of the Title segment.
        """
        for at, token in enumerate(tokens[:4]):
            if token.low.endswith(("'s", "’s")):
                end = at + 1
                while (
                    end < len(tokens)
                    and tokens[end].raw[0].isupper()
                    and tokens[end].raw != tokens[end].raw.upper()
                ):
                    end += 1  # "Sam's Club"
                owner = tokens[:end] if end < len(tokens) else tokens[: at + 1]
                mine = (
                    _generic(owner)
                    or all(_bare(t) in words()["segment"] for t in owner)
                    or self.is_own(owner)
                    or _said(owner) in self.last
                    or not self.people.isdisjoint(_said(owner))
                )
                return ("" if mine else self.canonical(_text(owner))), len(owner)
        if not tokens or not (self._openers.intersection(tokens[0].pieces) or tokens[0].raw in self.acronyms):
            return "", 0
        if self.is_own(tokens[:2]) and len(tokens) > 2:
            return "", 2
        if self.is_own(tokens[:1]) and len(tokens) > 1:
            return "", 1
        for length in range(min(len(tokens), _LONGEST), 0, -1):
            key = _key(tokens[:length])
            if (
                key in _places()
                or (length == 1 and tokens[0].raw in self.acronyms)
                or (key in self.aliases and not firm)
            ):
                return self.canonical(_text(tokens[:length])), length
        return "", 0

    def spotter(self) -> Spotter:
        """What finds a known name in plain text."""
        return Spotter({*self.acronyms, *self.aliases.values()})

    def actor(self, tokens: Sequence[Token]) -> str:
        """The name of a product, title or partner in subject position; "" for the company and its people."""
        if self.is_own(tokens) or _generic(tokens) or not self.people.isdisjoint(_said(tokens)):
            return ""
        return self.canonical(_text(tokens))

    def is_own(self, tokens: Sequence[Token]) -> bool:
        """Whether ``tokens`` are the company itself."""
        return _said(tokens) in self.own

    def is_name(self, tokens: Sequence[Token]) -> bool:
        """Whether ``tokens`` as a whole name a scope, the company or a person, and so no metric."""
        key = _said(tokens)
        return (
            (key in self.aliases and (len(key) > 1 or tokens[0].raw[0].isupper()))
            or key in _places()
            or key in self.own
            or (len(tokens) == 1 and tokens[0].raw in self.acronyms)
            or (bool(key) and all(k in self.people for k in key))
        )

    def modifier(self, tokens: Sequence[Token]) -> str:
        """The scope that the words before a metric's name are: "commercial" in "commercial revenue"."""
        run = [t.low for t in tokens]
        if run[:1] == ["company"] and run[1:2] in (["owned"], ["operated"]):
            return f"company-{run[1]}"
        kept = [t for t in tokens if t.low not in words()["unscoped"]]
        if not kept and run[:1] == ["other"] and len(run) == 2 and run[1] in words()["segment"]:
            return "other"
        while kept and kept[0].kind == CONJUNCTION:
            kept = kept[1:]
        while len(kept) > 1 and (kept[-1].low in words()["segment"] or kept[-1].kind == CONJUNCTION):
            kept = kept[:-1]
        if (
            all(t.low in words()["nameless"] for t in kept)
            or kept[0].low in words()["bare"]
            or len(kept) > _LONGEST
            or self.is_own(kept)
        ):
            return ""
        return self.canonical(_text(kept))

    def scope(self, tokens: Sequence[Token], first: int, last: int, link: str, *, closed: bool) -> str:
        """The scope that the phrase after a preposition is, "" where it is none."""
        nominal = [t for t in tokens[first:last] if t.kind == NOUN]
        if not nominal or nominal[0].low in words()["agent"]:
            return ""
        if [t.low in words()["segment"] for t in nominal[1:]] == [True] and nominal[0].low == "other":
            return "other"
        title = nominal[:-1] if nominal[-1].low in words()["segment"] else nominal
        titled = len(title) > 1 and all(t.raw[0].isupper() for t in title)
        text = [t for t in nominal if titled or t.low not in words()["unscoped"]]
        kept = list(title if titled else text)
        while not titled and len(kept) > 1 and kept[-1].low in words()["segment"]:
            kept.pop()
        if not kept or (
            len(kept) == 1
            and (kept[0].low in words()["division"] or (len(text) == 1 and kept[0].low in words()["segment"]))
        ):
            return ""
        explicit = len(kept) < len(text)
        if self.is_own(kept):
            return ""
        key = _key(kept)
        known = key in self.aliases or key in _places() or _key(text) in self.aliases
        proper = all(t.raw[0].isupper() or t.low == "&" for t in kept)
        if known or explicit or proper or (closed and link == "from"):
            return self.canonical(_text(kept))
        return ""

    def beside(self, tokens: Sequence[Token], at: int) -> tuple[str, int]:
        """The place that "and" at ``at`` joins to the one before it, and where it ends."""
        first = at + 1
        while first < len(tokens) and tokens[first].low == "the":
            first += 1
        if at >= len(tokens) or first >= len(tokens) or tokens[at].low not in ("and", "&"):
            return "", at
        other = self._known(tokens, first) if tokens[first].pieces else None
        return (other.name, other.last) if other is not None and other.place else ("", at)

    def canonical(self, name: str) -> str:
        """``name`` as the document says it most plainly: "SME loans" are "sme"."""
        key = keys(name)
        name = self.same.get(key) or self.aliases.get(key, name)
        head, _, tail = name.rpartition(" ")
        plain = head.upper() in self.acronyms and tail in _GOODS
        return head if plain else name

    # -- finding scopes in a clause ------------------------------------------------------------

    def find(self, tokens: Sequence[Token]) -> list[Scope]:
        """Segments, places and known names in ``tokens``, in order, not overlapping."""
        found: list[Scope] = self._opening(tokens)
        segment = words()["segment"]
        known = self._telling
        telling = [at for at, token in enumerate(tokens) if known.get(token.raw, True) and self._tells(token)]
        free = found[0].last if found else 0
        for at in telling:
            token = tokens[at]
            if at < free or self._in_own(tokens, at):
                continue
            if token.low in segment and token.kind == NOUN:
                headed = self._headed(tokens, at)
                if headed is not None:
                    while found and found[-1].last > headed.first:
                        found.pop()
                    found.append(headed)
                    free = headed.last
                    continue
            match = self._known(tokens, at) if token.kind not in "PVAQ,." else None
            if match is not None and match.place and _is_outside(tokens, at):
                match = match._replace(name=f"outside {match.name}")
            if match is not None and not (found and found[-1].last > at):
                joined = _joined(tokens, found[-1], match) if found else None
                if joined is not None:
                    found.pop()
                found.append(joined or match)
                free = match.last
        return found

    def _headed(self, tokens: Sequence[Token], at: int) -> Scope | None:
        """The part that ends with the noun at ``at``: "the Marine & Lock Group", "its Title segment"."""
        token, segment = tokens[at], words()["segment"]
        first = _first(tokens, at)
        titled = at - first > 1 and all(_capital(t) for t in tokens[first:at])
        run = [
            t
            for t in tokens[first:at]
            if titled or (t.low.removesuffix("'s") not in words()["unscoped"] and t.low not in segment)
        ]
        if run and token.low in _WARES and all(_capital(t) or t.low == "&" for t in (*run, token)):
            run = [*run, token]  # "Engineered Products"
        while run and run[0].kind == CONJUNCTION:
            run = run[1:]
        if run and first > 0 and tokens[first - 1].low in _URGING:
            run = run[1:]  # "let me review segment results"
        if (
            not run
            or self.is_own(run)
            or (token.low == "side" and all(t.low in words()["sides"] for t in run))
        ):
            return None
        last = at + 1
        while last < len(tokens) and tokens[last].low in segment and tokens[last].kind == NOUN:
            last += 1
        proper = any(_capital(t) for t in run)
        sure = token.low in words()["division"] or (proper and token.low in words()["banner"])
        return Scope(first, last, self.canonical(_text(run)), sure, False, not sure and not proper)

    def _tells(self, token: Token) -> bool:
        """Whether a word may tell of a part: a segment noun, an acronym, the first word of a name."""
        if token.quantity >= 0:
            return False
        tells = self._telling[token.raw] = (
            token.low in words()["segment"]
            or (bool(token.pieces) and token.pieces[0] in self._longest)
            or token.raw in self.acronyms
        )
        return tells

    def _opening(self, tokens: Sequence[Token]) -> list[Scope]:
        """The name with which a sentence opens: "In Structured Finance, volume", "For short films, we"."""
        opens = 0
        while (
            opens < min(2, len(tokens)) and tokens[opens].kind in "CA," and tokens[opens].low not in _OPENING
        ):
            opens += 1
        if len(tokens) <= opens or tokens[opens].low not in _OPENING:
            return []
        first = opens + 1
        if tokens[opens].low == "as" and first < len(tokens) and tokens[first].low == "for":
            first += 1
        titled = first < len(tokens) and tokens[first].raw[0].isupper()
        while first < len(tokens) and tokens[first].low in ("our", "the"):
            first += 1
        last = first
        while (
            last < len(tokens)
            and tokens[last].kind in "NCJB"
            and (not titled or tokens[last].raw[0].isupper() or tokens[last].low in ("and", "&", "of"))
        ):
            last += 1
        run = tokens[first:last]
        follows = tokens[last + 1 : last + 3]
        if not 1 <= len(run) <= _LONGEST or last >= len(tokens) or tokens[last].low != ",":
            return []
        loud = any(t.raw.isupper() and len(t.raw) > 1 for t in follows) and all(t.raw.isupper() for t in run)
        if loud or not self.actor(run) or any(t.kind == "T" for t in run) or len(follows) < 2:
            return []
        if not titled and not self._topical(tokens[opens].low, run):
            return []
        place = _key(run) in _places()
        return [Scope(first, last, self.canonical(_text(run)), not place, place)]

    def _topical(self, link: str, run: Sequence[Token]) -> bool:
        """Whether small words that open a sentence are a part of the company: "For short films, we"."""
        key = _key(run)
        if key in trades() or key in self.aliases:
            return True
        plain = (
            words()["agent"]
            | words()["carrier"]
            | words()["general"]
            | words()["unscoped"]
            | words()["anaphoric"]
        )
        return link in ("for", "as") and all(t.kind == NOUN and t.low not in plain for t in run)

    def _own_at(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from ``at`` are the company's own name of several words, or its last possessive."""
        token = tokens[at]
        if not token.raw[0].isupper():
            return 0
        if token.pieces and token.pieces[0] not in self._mine and not token.low.endswith("'s"):
            return 0
        for length in (3, 2):
            if at + length <= len(tokens) and self.is_own(tokens[at : at + length]):
                return length
        mine = token.low.endswith("'s") and keys(_text(tokens[at : at + 1])) in self.last
        return 1 if mine else 0

    def _in_own(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the token at ``at`` belongs to the company's own name."""
        return any(start + self._own_at(tokens, start) > at for start in range(max(0, at - 2), at + 1))

    def _known(self, tokens: Sequence[Token], at: int) -> Scope | None:
        places = _places()
        longest = self._longest.get(tokens[at].pieces[0], 0)
        for length in range(min(max(longest, 1), len(tokens) - at), 0, -1):
            run = tokens[at : at + length]
            if any(t.quantity >= 0 or not t.low[0].isalnum() for t in run):
                continue
            key = _key(run)
            if (
                key in places
                and (run[0].raw[0].isupper() or run[0].low in _SMALL)
                and (key != ("us",) or run[0].raw in ("US", "U.S."))
                and not (at + length < len(tokens) and tokens[at + length].low in _MONEY)
            ):
                return Scope(at, at + length, self.canonical(_text(run)), False, True)
            is_money = at + length < len(tokens) and tokens[at + length].low in _MONEY  # "NT dollars"
            if length == 1 and run[0].raw in self.acronyms and run[0].kind in NOMINAL and not is_money:
                return Scope(at, at + 1, self.canonical(_text(run)), False)
            if key in self.aliases and run[-1].kind in NOMINAL:
                return Scope(at, at + length, self.canonical(self.aliases[key]), False)
        return None


def _endings(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What a name of several words may be shortened to from its front: "Banco Vale Peru" is "Vale Peru"."""
    return [name[at:] for at in range(1, len(name) - 1)]


def _key(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(piece for t in tokens for piece in t.pieces or parts(t.low))


def _said(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The comparable pieces of a phrase, punctuation dropped."""
    return tuple(chain.from_iterable(t.pieces for t in tokens))


def _text(tokens: Sequence[Token]) -> str:
    text = " ".join(t.low[:-2] if t.low.endswith(("'s", "’s")) else t.low.strip("'’") for t in tokens)
    return text.replace(" ,", ",")


def _joined(tokens: Sequence[Token], one: Scope, other: Scope) -> Scope | None:
    """Two places that are spoken of as one: "in the U.S. and Canada"."""
    gap = [t.low for t in tokens[one.last : other.first] if t.low != "the"]
    if not (one.place and other.place) or gap not in (["and"], ["&"], [","], [",", "and"]):
        return None
    if (
        gap[0] == ","
        and not any(t.low == "and" for t in tokens[other.last : other.last + 4])
        and len(gap) == 1
    ):
        return None
    link = ", " if gap == [","] else " and "
    return Scope(one.first, other.last, f"{one.name}{link}{other.name}", False, True)


def _first(tokens: Sequence[Token], at: int) -> int:
    """Where the name begins that ends before the noun at ``at``."""
    first = at
    while (
        first > 0
        and at - first < _LONGEST
        and tokens[first - 1].kind in "N"
        and tokens[first - 1].quantity < 0
    ):
        first -= 1
    if first > 1 and tokens[first - 1].low in ("and", "&") and tokens[first - 2].kind == NOUN:
        start = first - 2
        while start > 0 and tokens[start - 1].kind == NOUN:
            start -= 1
        spoken = (
            start > 0
            and tokens[start - 1].kind == DETERMINER
            and tokens[at].low in ("business", "segment", "division")
        )
        if spoken or (_capital(tokens[start]) and _capital(tokens[first])):
            first = start
    if first > 1 and tokens[first - 1].low == "of" and _titles(tokens[first - 2], tokens[first]):
        first -= 2  # "the Call of Duty franchise"
    return first


def _capital(token: Token) -> bool:
    return token.raw[0].isupper()


def _titles(one: Token, other: Token) -> bool:
    return one.raw[0].isupper() and other.raw[0].isupper() and one.start > 0 and one.kind in "NV"


def _bare(token: Token) -> str:
    return token.low.removesuffix("'s").removesuffix("’s")


def _is_outside(tokens: Sequence[Token], at: int) -> bool:
    """Whether the place at ``at`` is what is left out: "outside of the U.S."."""
    while at > 0 and (tokens[at - 1].kind == DETERMINER or tokens[at - 1].low == "of"):
        at -= 1
    return at > 0 and tokens[at - 1].low == "outside"


def _generic(tokens: Sequence[Token]) -> bool:
    return all(_bare(t) in _bland() for t in tokens)


@cache
def _bland() -> frozenset[str]:
    """Words that name nothing: people, dates, general adjectives."""
    return words()["agent"] | words()["period"] | words()["unscoped"]


def governed(tokens: Sequence[Token], scope: Scope) -> bool:
    """Whether ``scope`` stands in a phrase that limits: after in, within, for, on, at, from, under."""
    at = scope.first - 1
    while at >= 0 and tokens[at].kind in "DJA":
        at -= 1
    return at >= 0 and tokens[at].kind == PREPOSITION and tokens[at].low in _LIMITING


_WARES = frozenset(["products", "solutions", "services", "operations", "brands", "markets", "group", "fund"])
_URGING = frozenset(["me", "us", "to", "i'll", "we'll", "let's", "will", "i'd", "can", "you"])
_OPENING = frozenset(["in", "within", "at", "for", "as", "across"])
_SMALL = frozenset(["international", "domestic", "overseas", "rest"])
_MONEY = frozenset(["dollar", "dollars", "gaap", "treasury", "treasuries", "pound", "tax", "federal"])
_LIMITING = frozenset(
    ["in", "within", "for", "on", "at", "from", "under", "across", "of", "with", "through", "outside"]
)
