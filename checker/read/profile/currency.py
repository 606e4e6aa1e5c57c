"""In which money a document reckons: what it declares, else the money its amounts are written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from checker import units

_NUMBER = re.compile(r"\d[\d.,]*")
_AFTER = re.compile(
    r"(?i)\s?(?P<scale>(?:thousand|million|billion|trillion|mn|bn|m|b|crores?|lakhs?|lacs?)\b\.?\s?)?(?:of\s)?"
    r"(?P<words>[^\s\d,;:()]{1,10}(?:\s[A-Za-z]{2,10}){0,2})?"
)
# "all figures mentioned are in RMB", "reported in US dollars unless otherwise stated".
_DECLARED = re.compile(
    r"\b(?:[Aa]ll|[Uu]nless|[Rr]eferences to)\b[^.;\n]{0,90}?\b(?:are|is|presented|expressed|stated|quoted|"
    r"reported|denominated|being|refer|mean|given)\b[^.;\n]{0,40}?\b(?:in|to|as)\s(?:the\s)?"
    r"(?P<money>[^\s,;\n]{1,12}[^,.;\n]{0,30})"
    r"|\b(?:[Rr]eporting|[Pp]resentation) currency\b[^.;\n]{0,30}?\b(?:is|to)\s(?:the\s)?"
    r"(?P<kept>[^\s,;\n]{1,12}[^,.;\n]{0,30})"
)
# Where a company lives whose bare "$" is not the American one. Every alternative begins with a capital,
# not with a class or a boundary: the search then skips from one such letter to the next.
_DOLLAR_HOMES = (
    ("CAD", re.compile(r"TSXV?\b|:CA\)|Toronto Stock Exchange|Canadian [Dd]ollars?\b")),
    ("AUD", re.compile(r"ASX\b|Australian (?:Securities Exchange|[Dd]ollars?\b)")),
    ("NZD", re.compile(r"NZX\b|New Zealand [Dd]ollars?\b")),
)
_INDIAN = frozenset({"crore", "crores", "lakh", "lakhs", "lac", "lacs"})
_STEMS = {"CNY": "Chin", "JPY": "Japan", "GBP": "Brit"}
# "£" and "Rs" mean these unless the text is about another country.
_SELF_EVIDENT = frozenset({"GBP", "INR"})
_UNNAMED = re.compile(r"\b(?:million|billion)\b")
_FEW = 3
_SIGN = 8  # characters: no sign before a number is longer
_HEAD = 20_000
_OPENING = 10_000
_MOST = 400_000  # characters: an unusually long call; more can no longer change the answer


def currency(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The ISO 4217 code of the reporting currency, and what was assumed to get there."""
    for match in _DECLARED.finditer(text, 0, _OPENING):
        codes = _spelled(match["money"] or match["kept"])
        if len(codes) == 1:
            return codes[0], ()
    counts, bare, settled = _amounts(text[:_MOST])
    most = counts.most_common(1)
    if most and most[0][1] >= bare and (most[0][1] >= _FEW or not bare):
        code, times = most[0]
        return code, (f"currency {code}: the money of most amounts ({times})",)
    if bare:
        for code, home in _DOLLAR_HOMES:
            if home.search(text, 0, _HEAD):
                return code, (f"currency {code}: a bare $ is taken as {code}, the dollar the text points to",)
        return "USD", ("currency USD: a bare $ is taken as USD",)
    if settled and _UNNAMED.search(text, 0, min(len(text), _MOST)):
        # a recogniser drops every sign; the amounts of one call still stand in one money
        return "USD", ("currency USD: no amount names its money",)
    return None, ()


def _amounts(text: str) -> tuple[Counter[str], int, bool]:
    """How many amounts are written in each currency, how many with a bare dollar, and whether no other sign
    leaves open which money it means."""
    counts: Counter[str] = Counter()
    bare = 0
    shared: dict[tuple[str, ...], str] = {}
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _SIGN) : match.start()].rsplit(None, 1)
        sign = before[-1].strip("-–~(+<>,;:/") if before else ""
        codes = _signs().get(sign, ())
        if not codes:
            after = _AFTER.match(text, match.end())
            if after and after["words"]:
                codes = _spelled(after["words"])
            if not codes and after and (after["scale"] or "").strip(" .").lower() in _INDIAN:
                codes = ("INR",)
        elif sign == "R" and not set(".,") & set(match[0]):
            continue  # "R2" is a name as often as two rand
        if not codes:
            continue
        if codes[0] == "USD" and len(codes) > 1:
            bare += 1
        elif code := codes[0] if len(codes) == 1 else _shared(codes, text, shared):
            counts[code] += 1
    return counts, bare, all(shared.values())


def _shared(codes: tuple[str, ...], text: str, known: dict[tuple[str, ...], str]) -> str:
    if codes not in known:
        known[codes] = _home(codes, text)
    return known[codes]


def _home(codes: tuple[str, ...], text: str) -> str:
    """Of several currencies that share a sign or word, the one whose country the text names most."""
    named = {code: text.count(_country(code)) for code in codes}
    best = max(named, key=lambda code: named[code])
    if named[best] >= _FEW:
        return best
    return codes[0] if codes[0] in _SELF_EVIDENT else ""


def _country(code: str) -> str:
    """The stem that a country's name and adjective share: "Mexic" of the Mexican peso."""
    if code in _STEMS:
        return _STEMS[code]
    adjective = units.currencies()[code].rpartition(" ")[0]
    return adjective[: max(5, len(adjective) - 2)]


def _spelled(words: str) -> tuple[str, ...]:
    """The currencies that the first one to three of ``words`` can mean."""
    tokens = words.split()[:3]
    if tokens and _beginning(tokens[0]) not in _beginnings():
        return ()
    for count in range(len(tokens), 0, -1):
        spelled = " ".join(tokens[:count]).strip("().:\"'")
        codes = _signs().get(spelled) or _words().get(spelled.lower()) or _words().get(spelled.lower()[:-1])
        if codes and (count > 1 or not _ambiguous(spelled)):
            return codes
    return ()


def _ambiguous(spelled: str) -> bool:
    """Whether a sign that stands before numbers is too short to be believed as a word of its own."""
    return len(spelled) < 3 and spelled.isalnum()


@cache
def _beginnings() -> frozenset[str]:
    """How a currency can begin behind a number, in lower case and singular: a quick way to say no."""
    return frozenset(_beginning(name.split()[0]) for name in (*_signs(), *_words()))


def _beginning(word: str) -> str:
    return word.strip("().:\"'").lower().removesuffix("s")


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    """What can stand before a number, signs and codes, with the currencies it can mean."""
    caution = units.caution()
    found = {code: (code,) for code in units.currencies() if code not in caution}
    return found | {sign: tuple(codes) for sign, codes in units.signs().items()}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """What can stand behind a number, in lower case, with the currencies it can mean."""
    return {word: tuple(codes) for word, codes in units.words().items()}
