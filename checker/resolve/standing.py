"""Whether a quantity stands at a date, like cash or a headcount, or happens over a period, like sales.

A light look at the words around it, needed before it is known what the quantity measures: the nearest
metric of the lexicon decides, unless a verb turns a balance into an event ("repaid debt").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from checker.resolve.lexicon import shipped
from checker.resolve.phrases import keys, parts, words
from checker.resolve.vocabulary import alternatives, lists

_WORD = re.compile(r"[A-Za-z][\w&'’/+-]*|[,;:]|-- ")
_BOOK = re.compile(r"\b(?:book\s+value|net\s+asset\s+value|nav|tbv|equity\s+per\s+share)\b")
_CASH = re.compile(r"\s*cash\b")  # "up 20% on a GAAP and 16% cash basis"
_CASH_BASIS = re.compile(r"%\s+cash\b")
_RATES = frozenset(("percent", "percentage_point", "basis_point"))
_MOVING = re.compile(r"(?:in|de)creases?|growth|rise|drop|decline|reduction|expansion|jump|fall")
_PILED = re.compile(r"\b(?:ac)?cumulat")
_ASIDE = re.compile(r",\s*(?:including|excluding|net\s+of|which|adjusted\s+for)\b[^,]{0,120},")
# "We ended the quarter with …": what one has then is a balance, whatever it is called.
_CLOSED = re.compile(
    r"\b(?:end|clos|finish|exit)(?:ed|ing)\s+(?:out\s+)?(?:the\s+|our\s+)?(?:\w+\s+){0,2}(?:quarter|year|period|month|half)\s+"
    r"(?:\d{4}\s+)?(?:with|at|having)\s(?P<rest>[^.;?!]{0,160})$"
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|grew|rose|fell|increas\w+|decreas\w+|declin\w+|generat\w+|repa\w+|result\w+)\b"
)
_REACH = 20  # words before a quantity in which its subject is looked for
_ADJECTIVES = 3  # words between "cost of" and the balance that it is paid for
_PAID = frozenset(("cost", "costs", "yield", "yields", "interest", "rate", "rates", "spread", "spreads"))
_LINKS = frozenset(("to", "on", "from", "against", "per", "for", "in", "at", "across", "through"))
_SUBJECTS = frozenset(("we", "they", "you", "i", "he", "she", "it", "this"))
_STILL = frozenset(
    ("was", "were", "is", "are", "of", "with", "at", "totaled", "totalled", "had", "have", "stood", "ended")
)


@cache
def _natures() -> dict[tuple[str, ...], bool | None]:
    """Names of metrics by their comparable words: do they stand at a date; ``None`` for rates and prices."""
    found: dict[tuple[str, ...], bool | None] = {}
    for family in shipped().values():
        for name, fields in family.items():
            nature = fields.get("nature", "")
            stands = (
                True
                if nature in ("stock", "count")
                else False
                if nature in ("flow", "events", "per share")
                else None
            )
            for other in (name, *fields.get("also", ())):
                key = keys(other)
                found.setdefault(key, False if "average" in key or key[0] == "new" else stands)
    for name in lists()["standing"]:
        found[keys(name)] = True
    for name in lists()["flowing"]:
        found[keys(name)] = False
    return found


@cache
def _longest() -> dict[str, int]:
    """For each word a name can begin with, the number of words of the longest such name."""
    found: dict[str, int] = {}
    for key in _natures():
        found[key[0]] = max(found.get(key[0], 0), len(key))
    return found


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    """A word as names of metrics are compared; nothing for a mark of punctuation."""
    return parts(word.lower()) if word[0].isalpha() else ()


@cache
def _happening() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('happening')})")


@cache
def _closed() -> frozenset[str]:
    """Words and marks that end a noun phrase, so that the noun before them is its head."""
    classes = words()
    closed = (
        classes["verb"]
        | classes["preposition"]
        | classes["conjunction"]
        | classes["pronoun"]
        | classes["determiner"]
    )
    return closed | classes["adverb"] | frozenset(lists()["heads"]) | {",", ";", ":"}


def stands(before: str, after: str, unit: str, *, share: bool = False) -> bool | None:
    """Whether the quantity between two pieces of its sentence is a balance; ``None`` if nothing tells.

    ``unit`` is its unit key: of amounts per share only book values stand. The verb says nothing of a
    ``share``: what "contributed half of the loan book" is a part of the book.
    """
    if "/" in unit:
        return bool(_BOOK.search(before[-120:]))
    before = _CASH_BASIS.sub("% ", _ASIDE.sub(" ", before[-300:]))
    following = _WORD.findall(after[:60])[:6]
    preceding = _WORD.findall(before[-240:])[-_REACH:]
    for at in range(len(preceding) - 1, -1, -1):
        if preceding[at].lower() in _SUBJECTS:
            preceding = preceding[at:]
            break
    happens = not share and _event(preceding)
    if "cumulat" in before and _PILED.search(before[-80:]):
        return None  # what has piled up may be meant either way
    told, subject = _named(preceding, first=False)
    if told and subject and unit == "ratio":
        return not happens  # "leverage was 2.6 times adjusted EBITDA"
    if (
        len(following) > 2
        and _MOVING.fullmatch(following[0].lower())
        and following[1].lower() in ("in", "of")
    ):
        following = following[1:]  # "a 12% increase in deposits"
    if following and (following[0] in ("of", "in") or following[0].lower() not in _closed()):
        linked = following[0].lower() in ("of", "in")
        told_behind, noun = _named(following[1:] if linked else following, first=True)
        if told_behind and not (noun and unit in _RATES and _CASH.match(after)):
            return noun and not happens
    if told:
        return False if happens and subject else subject
    if happens:
        return False
    closed = _CLOSED.search(before)
    return True if closed and not share and not _VERB.search(closed["rest"]) else None


def _paid_for(before: Sequence[str]) -> bool:
    """Whether the words before a balance tell what it costs or earns: "cost of time deposits"."""
    low = [word.lower() for word in before]
    return any(word in _PAID and following in ("of", "on") for word, following in pairwise(low))


def _event(said: Sequence[str]) -> bool:
    """Whether the verb next before the quantity makes it an event; "closed the quarter with" does not."""
    for at in range(len(said) - 1, max(-1, len(said) - 9), -1):
        word = said[at]
        if word in (",", ";", ":") or word.lower() in _STILL:
            return False
        if _happening().fullmatch(word):
            return True
    return False


def _named(said: Sequence[str], *, first: bool) -> tuple[bool, bool | None]:
    """Whether a metric is named in ``said``, and whether the first or the last one is a balance."""
    natures, closed, longest = _natures(), _closed(), _longest()
    told, found = False, None
    at, linked = 0, False
    while at < len(said) and not (first and at > 2):
        key = _pieces(said[at])
        end, stands = at, None
        if key and key[0] in longest:
            limit, last = longest[key[0]], at + 1
            while True:
                if key in natures:
                    end, stands = last, natures[key]
                if len(key) >= limit or last == len(said):
                    break
                more = _pieces(said[last])
                if not more:
                    break
                key, last = key + more, last + 1
        if end == at:
            word = said[at].lower()
            linked = word in _LINKS or (linked and word in ("the", "our", "its", "total"))
            at += 1
            continue
        follower = said[end].lower() if end < len(said) else ","
        if (
            stands
            and follower[0].isalpha()
            and follower not in closed
            and not follower.endswith(("ed", "ing"))
        ):
            stands = False if natures.get(_pieces(follower)[-1:], True) is False else None
        if stands and any(word.lower() in ("average", "avg", "new") for word in said[max(0, at - 2) : at]):
            stands = False
        if stands and _paid_for(said[max(0, at - _ADJECTIVES - 2) : at]):
            stands = False
        if first:
            return True, stands
        if not (linked and told and stands):
            told, found = True, stands
        at, linked = end, False
    return told, found
