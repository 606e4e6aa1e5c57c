"""Whether a quantity stands at a date, like cash or a headcount, or happens over a period, like sales.

A light look at the words around it, needed before it is known what the quantity measures: the nearest
metric of the lexicon decides, unless a verb turns a balance into an event ("repaid debt").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from checker.resolve.phrases import keys, parts

_WORD = re.compile(r"[A-Za-z][\w&'’/+-]*|[,;:]|-- ")
_LONGEST = 6
_REACH = 24  # words before a quantity in which its subject is looked for
_LINKS = frozenset(("on", "from", "against", "per", "to", "for", "with", "in"))


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The word lists of ``period.toml``."""
    table = tomllib.loads((files("checker") / "data" / "period.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in table.items()}


@cache
def _natures() -> dict[tuple[str, ...], bool]:
    """Names of metrics, by their comparable words: true for those that stand at a date."""
    table = tomllib.loads((files("checker") / "data" / "metrics.toml").read_text(encoding="utf-8"))
    found: dict[tuple[str, ...], bool] = {}
    for family in table.values():
        for name, fields in family.items():
            stands = fields.get("nature") in ("stock", "count")
            for other in (name, *fields.get("also", ())):
                key = keys(other)
                found.setdefault(key, stands and key[0] not in ("average", "new", "net") or key[:2] in (("net", "debt"), ("net", "cash")))
    for name in lexicon()["standing"]:
        found[keys(name)] = True
    return found


@cache
def _happening() -> re.Pattern[str]:
    return re.compile(r"(?i)(?:" + "|".join(lexicon()["happening"]).replace(" ", r"\s+") + ")")


def stands(before: str, after: str) -> bool | None:
    """Whether the quantity between two pieces of its sentence is a balance; ``None`` if nothing tells."""
    following = _WORD.findall(after[:60])[:5]
    preceding = _WORD.findall(before[-240:])[-_REACH:]
    noun = _named(following[1:] if following and following[0].lower() in ("of", "in") else following, first=True)
    happens = _event(preceding)
    if noun is not None and not (following and following[0] in (",", ";", ":")):
        return noun and not happens
    subject = _named(preceding, first=False)
    return subject and not happens if subject is not None else (False if happens else None)


def _event(words: Sequence[str]) -> bool:
    """Whether the verb next before the quantity makes it an event; "closed the quarter with" does not."""
    for at in range(len(words) - 1, max(-1, len(words) - 9), -1):
        word = words[at]
        if word in (",", ";", ":") or word.lower() in ("was", "were", "is", "are", "of", "with", "at", "totaled", "had", "have"):
            return False
        if _happening().fullmatch(word):
            return True
    return False


def _named(words: Sequence[str], *, first: bool) -> bool | None:
    """Whether the first or the last metric named in ``words`` is a balance."""
    natures = _natures()
    pieces = [parts(word.lower()) if word[0].isalpha() else () for word in words]
    found: bool | None = None
    at = 0
    linked = False
    while at < len(words):
        if first and at > 2:
            break
        for end in range(min(len(words), at + _LONGEST), at, -1):
            key = tuple(piece for part in pieces[at:end] for piece in part)
            stands = natures.get(key) if key and pieces[at] else None
            if stands is None:
                continue
            if first:
                return stands
            averaged = at > 0 and words[at - 1].lower() in ("average", "avg", "new")
            if not (linked and found is False and stands):
                found = stands and not averaged
            at = end - 1
            linked = False
            break
        else:
            linked = words[at].lower() in _LINKS or (linked and words[at].lower() in ("the", "our", "its", "total"))
        at += 1
    return found
