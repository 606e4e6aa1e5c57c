"""How a speaker turns to something else: "turning to", "let us start with", "now to Home Computing"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.resolve.limits import Read
from checker.resolve.phrases import Token, words

_TURN = frozenset(["turning", "moving", "looking", "switching", "shifting", "starting", "beginning"])
_LEADING = frozenset(["now", "so", "and", "okay", "next", "then", "with", "that", ","])
_REVIEWING = frozenset(["review", "look", "discuss", "cover", "move", "turn", "start", "begin", "go", "talk"])
_ENDING = frozenset(["closing", "ending", "finishing", "concluding"])
_ACCOUNTS = frozenset(["slide", "page", "slides", "capital", "cash", "sheet", "q&a", "results", "financials"])
_FAR, _NEAR, _SHORT = 9, 3, 25


def turns(tokens: Sequence[Token]) -> bool:
    """Whether a sentence turns to something: "turning to", "let me start with", "now to"."""
    low = [t.low for t in tokens[:5]]
    while low and low[0] in _LEADING:
        low.pop(0)
    if low[:1] in (["let's"], ["let"], ["i'll"], ["we'll"]) and not _REVIEWING.isdisjoint(low):
        return True
    low = [t.low for t in tokens[:5]]
    if any(word in _TURN for word in low) or low[:2] in (["now", "to"], ["next", "to"], ["now", "back"]):
        return True
    if any(a in _ENDING and b == "with" for a, b in pairwise(low)):
        return True
    return low[:1] in (["i'll"], ["let"], ["let's"]) and len(tokens) < _SHORT


def turned(tokens: Sequence[Token]) -> int:
    """Where what is turned to begins: behind "starting with" in "let me go through them, starting with"."""
    found = (n + 2 for n, (a, b) in enumerate(pairwise(tokens)) if a.low in _TURN and b.low in ("with", "to"))
    return next(found, 0)


def title(read: Read) -> str:
    """The name that a sentence turns to though no other names it as a part: "now to Home Computing."."""
    tokens = read.tokens
    at = next((n for n, t in enumerate(tokens[:_FAR]) if t.low in ("to", "with", "at") and n), -1)
    if at < 0 or turns_to_accounts(tokens) or any(t.low in _ACCOUNTS for t in tokens[:_FAR]):
        return ""
    first = at + 1
    while first < len(tokens) and tokens[first].kind == "D":
        first += 1
    last = first
    if first < len(tokens) and tokens[first].raw[0].islower():
        return _taken_up(read, first)
    while last < len(tokens) and (
        (tokens[last].kind in "NJBCADG" and tokens[last].raw[0].isupper())
        or (tokens[last].low in ("and", "&") and last > first)
    ):
        last += 1
    ends = last >= len(tokens) or tokens[last].kind in ".,"
    named = any(m.entry is not None and m.first < last and m.last > first for m in read.mentions)
    return read.names.actor(tokens[first:last]) if last > first and ends and not named else ""


def _taken_up(read: Read, first: int) -> str:
    """The plain noun that a sentence turns to before a metric of it: "moving to automotive, revenue was"."""
    tokens, last = read.tokens, first
    while last < len(tokens) and tokens[last].kind == "N":
        last += 1
    run = tokens[first:last]
    if not 1 <= len(run) <= _NEAR or last >= len(tokens) or tokens[last].kind != ",":
        return ""
    known = [m for m in read.mentions if m.entry is not None]
    if any(m.first < last and m.last > first for m in known):
        return ""
    told = any(not (m.entry and m.entry.company) and m.first == last + 1 for m in known)
    return read.names.actor(run) if told and all(t.low not in words()["carrier"] for t in run) else ""


def counts_on(read: Read) -> bool:
    """Whether a turn only takes up another count of the same part: "turning to the store count"."""
    return any(
        m.first <= _FAR and m.entry is not None and m.nature in ("count", "events") and not m.entry.company
        for m in read.mentions
    )


def turns_to_accounts(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens the company's own accounts: "our financial results for the quarter"."""
    return any(
        token.low == "results"
        and tokens[at].low in ("financial", "consolidated", "overall", "quarter", "year", "company")
        for at, token in enumerate(tokens[1:])
    ) or any(t.low in ("p&l", "guidance", "outlook") for t in tokens[:8])
