"""The field's metrics: names, nature and good direction, loaded from ``data/metrics.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from checker.resolve.phrases import NOMINAL, Token, keys

Nature = Literal["flow", "stock", "rate", "price", "per share", "count", "events", "duration", "score", ""]


class Entry(NamedTuple):
    """One metric of the field; the fields are explained at the head of ``metrics.toml``."""

    name: str
    nature: Nature = ""
    good: Literal["up", "down", ""] = ""
    part_of: str = ""
    company: bool = False
    open: bool = False
    family: str = ""
    kinds: bool = False


class Found(NamedTuple):
    """An entry's name as it stands in a clause: tokens ``first`` up to ``last``."""

    first: int
    last: int
    entry: Entry


_CHANGING = frozenset(["increase", "increases", "decrease", "decreases", "decline", "declines", "growth"])
"""Words that end a name as nouns ("price increase") and otherwise say what happened ("rates increase")."""


class Lexicon:
    """All names of all metrics, found in a clause by longest match."""

    def __init__(self, tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self.entries: dict[str, Entry] = {}
        self._names: dict[tuple[str, ...], Entry] = {}
        longest: dict[str, int] = {}
        for family, table in tables.items():
            for name, fields in table.items():
                entry = Entry(
                    name,
                    fields.get("nature", ""),
                    fields.get("good", ""),
                    fields.get("of", ""),
                    fields.get("company", False),
                    fields.get("open", False),
                    family,
                    fields.get("kinds", False),
                )
                self.entries[name] = entry
                for other in (name, *fields.get("also", ())):
                    key = keys(other)
                    self._names.setdefault(key, entry)
                    longest[key[0]] = max(longest.get(key[0], 0), len(key))
        self._longest = longest

    def named(self, phrase: str) -> Entry | None:
        """The metric that ``phrase`` as a whole is a name of."""
        return self._names.get(keys(phrase))

    def __contains__(self, phrase: object) -> bool:
        return isinstance(phrase, str) and keys(phrase) in self._names

    def find(self, tokens: Sequence[Token]) -> list[Found]:
        """All names in ``tokens``, longest first match from the left, none inside another."""
        found: list[Found] = []
        pieces = [token.pieces for token in tokens]
        longest, free = self._longest, 0
        for at, own in enumerate(pieces):
            if at < free or not own or own[0] not in longest:
                continue
            match = self._at(tokens, pieces, at)
            if match is None:
                continue
            following = self._at(tokens, pieces, at + 1) if at + 1 < len(pieces) else None
            if following is None or following.last <= match.last:
                # else: "total loan facilitation" is no "total loan"
                found.append(match)
                free = match.last
        return found

    def _at(self, tokens: Sequence[Token], pieces: Sequence[tuple[str, ...]], at: int) -> Found | None:
        if not pieces[at] or tokens[at].kind in "DPR":
            return None
        limit = self._longest.get(pieces[at][0], 0)
        if not limit:
            return None
        best: Found | None = None
        key: tuple[str, ...] = ()
        for last in range(at, min(len(tokens), at + 2 * limit)):
            if not pieces[last]:
                # a comma may stand inside a name ("selling, general and administrative expenses")
                if tokens[last].quantity < 0 and tokens[last].low in (",", "/") and last > at:
                    continue
                break
            key += pieces[last]
            if len(key) > limit:
                break
            entry = self._names.get(key)
            says = tokens[last].kind == "V" and tokens[last].low in _CHANGING
            if len(key) == 1 and key[0] == "rate" and at and tokens[at - 1].low in _CHANGING:
                continue  # "a growth rate of 5%" is growth
            if entry is not None and not says and (last > at or tokens[at].kind in NOMINAL):
                best = Found(at, last + 1, entry)
        return best


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded once."""
    return extended({})


@cache
def shipped() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """The shipped tables: families of metrics by name, as ``metrics.toml`` explains them."""
    return tomllib.loads((files("checker") / "data" / "metrics.toml").read_text(encoding="utf-8"))


def extended(extra: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Lexicon:
    """The shipped lexicon with a user's families in front: a name given there wins."""
    return Lexicon({**extra, **{k: v for k, v in shipped().items() if k not in extra}})
