"""What a number says of a thing by the words beside it: "95% leased", "5% senior notes", "a ten-year lease".

And what is done to a debt: "$500 million of senior notes" that were issued are no balance of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker import units
from checker.resolve.fitness import Asked, family
from checker.resolve.lexicon import Entry, Nature, lexicon
from checker.resolve.mentions import Mention
from checker.resolve.phrases import ADVERB, BASIS, CHANGE, DETERMINER, NOMINAL, NOUN, PRAISE, Token

_LONGEST = 5
_FAR = 7
_TERMS = frozenset(["term", "terms", "tenor", "maturity"])
_WHOLLY = frozenset(["down", "off"])


def told(tokens: Sequence[Token], asked: Asked, limit: int) -> Mention | None:
    """The state, the term of an instrument or the deed done to one that a number tells; None for none."""
    if asked.measure == "change":
        return None
    kind, at = family(asked.unit), asked.at
    if kind == "percent":
        state = _state(tokens, at + 1, limit)
        if state is not None:
            return _named(at, "rate", *state.split())
        return _named(at, "rate", "coupon") if _instrument(tokens, at, limit, "bearing") else None
    if kind == "duration":
        thing = _instrument(tokens, at, limit, "lasting")
        lasting = () if thing and thing[-1] in _TERMS else ("term", "of")
        return _named(at, "duration", *lasting, *thing) if thing else None
    if kind != "money":
        return None
    if at and tokens[at - 1].low in ("a", "an") and _sized(tokens, at + 1, limit):
        return _named(at, "flow", "revenue")
    return _event(tokens, at) or _deed(tokens, asked, limit)


def _event(tokens: Sequence[Token], at: int) -> Mention | None:
    """What happened to an amount of something: "the maturity of $666 million of securities" is no balance."""
    if at < 2 or at + 2 >= len(tokens) or tokens[at - 1].low != "of" or tokens[at + 1].low != "of":
        return None
    event = tokens[at - 2].low
    if event not in _events():
        return None
    last = at + 2
    while last < len(tokens) and tokens[last].kind in NOMINAL and last - at <= _LONGEST:
        last += 1
    things = [t.low for t in tokens[at + 2 : last] if t.kind == NOUN]
    return _named(at, "flow", event, "of", *things[-2:]) if things else None


def _state(tokens: Sequence[Token], at: int, limit: int) -> str | None:
    while at < limit and tokens[at].kind == ADVERB:
        at += 1
    return units.data("predicates")["state"].get(tokens[at].low) if at < limit else None


def _instrument(tokens: Sequence[Token], at: int, limit: int, use: str) -> tuple[str, ...]:
    """The noun phrase right behind a number, if it is of something lent or let."""
    last = at + 1
    while (
        last < limit
        and tokens[last].kind in NOMINAL
        and tokens[last].kind != CHANGE
        and last - at <= _LONGEST
    ):
        last += 1
    run = tokens[at + 1 : last]
    if not run or run[-1].low not in _things(use) or (last < limit and tokens[last].low in ("to", "per")):
        return ()  # "a 7% debt to capital ratio"
    return tuple(t.low for t in run if t.kind not in (PRAISE, BASIS))[-3:]


def _sized(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """Whether an amount is the size of a business: "a $2 billion company", which is told by its revenue."""
    ends = at + 1 >= limit or tokens[at + 1].kind not in NOMINAL
    return at < limit and tokens[at].low in ("company", "business", "brand") and ends


def _deed(tokens: Sequence[Token], asked: Asked, limit: int) -> Mention | None:
    at = asked.at
    first = at + 1
    if first >= limit or tokens[first].low != "of":
        return None
    first += 1
    while first < len(tokens) and tokens[first].kind in DETERMINER + ADVERB + PRAISE + BASIS + "Q":
        first += 1
    last = first
    while last < len(tokens) and tokens[last].kind in NOMINAL and last - first < _LONGEST:
        last += 1
    things = [t.low for t in tokens[first:last] if t.kind == NOUN]
    if not things or not any(word in _things("bearing") for word in things):
        return None
    deeds = _deeds()
    for n in range(at - 1, max(-1, at - _FAR), -1):
        if tokens[n].kind == ".":
            return None
        deed = deeds.get(tokens[n].low)
        if deed == "paid" and tokens[n + 1].low not in _WHOLLY:
            return None
        if deed is not None:
            way = (tokens[n + 1].low,) if tokens[n + 1].low in _WHOLLY else ()
            return _named(at, "flow", *things[-2:], deed, *way)
    return None


def _named(at: int, nature: Nature, *name: str) -> Mention:
    text = " ".join(name)
    return Mention(at, at, at, name, lexicon().named(text) or Entry(text, nature))


@cache
def _things(use: str) -> frozenset[str]:
    return frozenset(units.data("predicates")["instrument"][use])


@cache
def _deeds() -> dict[str, str]:
    return {word: deed for deed, forms in units.data("predicates")["deed"].items() for word in forms}


@cache
def _events() -> frozenset[str]:
    return frozenset(units.data("predicates")["event"]["words"])
