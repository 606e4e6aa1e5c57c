"""The names that one document gives to parts of the company, its products and partners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from checker import units
from checker.resolve.phrases import Token, keys, words
from checker.resolve.scope import Names

_WORDS = 6
"""How many words a name may have."""
_OFTEN = 3
"""How often a name must occur to be taken up as what an exchange is about."""


def learn(
    clauses: Iterable[Sequence[Token]],
    text: str,
    company: Sequence[str],
    people: Iterable[str],
    known: Container[str],
) -> Names:
    """The scopes that a document names with a segment noun or by acronym, so that their bare names are known.

    ``company`` are the company's names and its ticker; ``known`` are words that name metrics and cannot be
    scopes.
    """
    plain = Names(company=company)
    aliases: dict[tuple[str, ...], str] = {}
    said: Counter[str] = Counter()
    titled: set[tuple[str, ...]] = set()
    division = words()["division"]
    for tokens in clauses:
        if division.isdisjoint([token.low for token in tokens]):
            continue
        for scope in plain.find(tokens):
            if scope.sure and len(keys(scope.name)) <= _WORDS:
                key = keys(scope.name)
                said[aliases.setdefault(key, scope.name)] += 1
                inside = tokens[max(1, scope.first) : scope.last - 1]
                firm = any(t.low in _FIRM for t in tokens[scope.first : scope.last])
                if firm or any(t.raw[0].isupper() for t in inside) or " " in scope.name:
                    titled.add(key)
    # one small word before "side" or "unit" is a name only if it is said again: "the opposite side"
    aliases = {key: name for key, name in aliases.items() if key in titled or said[name] > 1}
    namesakes = _NAMESAKE.finditer(text) if plain.own else ()
    parts = {keys(match["name"]) for match in namesakes} & plain.own
    for key in parts:
        aliases.setdefault(key, " ".join(key))
    for match in _DEFINED.finditer(text):
        full, short = keys(match["full"]), match["short"]
        if len(full) > 1 and _abbreviates(short, "".join(full)):
            aliases.setdefault(full, short.lower())
    names = Names(aliases, company, people)
    names.own -= parts
    counts = Counter(_ACRONYM.findall(text))
    plain_words = frozenset(_SHORT.findall(text))
    names.acronyms = frozenset(
        a
        for a, n in counts.items()
        if n > 1
        and not (a.lower() in words()["acronym"] or a.lower() in known or keys(a) in names.own)
        and not (a in units.currencies() or a in units.signs() or keys(a)[0] in names.people)
        and a.lower() not in plain_words
    ) - {match["short"] for match in _MEASURED.finditer(text)}
    names.same = _same(text, counts, {a for a in names.acronyms if a.lower() not in aliases.values()})
    names.proper = frozenset(word.lower() for word in _PROPER.findall(text))
    lowered = text.lower()
    often = {a for a in names.acronyms if counts[a] > 2} | {
        name for name in aliases.values() if said[name] > 1 or (" " in name and lowered.count(name) >= _OFTEN)
    }
    names.frequent = frozenset(name.lower() for name in often)
    return names


def _same(text: str, counts: Counter[str], acronyms: Iterable[str]) -> dict[tuple[str, ...], str]:
    """One name for what a document names in two ways: a country, and an abbreviation written out."""
    same: dict[tuple[str, ...], str] = {}
    for names in _COUNTRIES:
        said = [(_often(name, text), -n) for n, name in enumerate(names)]
        if sum(n > 0 for n, _ in said) > 1:
            best = names[-max(said)[1]].lower()
            same |= {keys(name): best for name in names}
    found_words = _WRITTEN.findall(text)
    written = [
        match for match, word in zip(_WRITTEN.finditer(text), found_words, strict=True) if word not in _SMALL
    ]
    initials = "".join([word[0] for word in found_words if word not in _SMALL]).lower()
    for short in acronyms:
        found: Counter[tuple[str, ...]] = Counter()
        shown: dict[tuple[str, ...], str] = {}
        at = initials.find(short.lower()) if len(short) >= _SPELT else -1
        while at >= 0:
            span = text[written[at].start() : written[at + len(short) - 1].end()]
            if not _BREAKS.search(span):
                found[keys(span)] += 1
                shown.setdefault(keys(span), span.lower())
            at = initials.find(short.lower(), at + 1)
        for full, often in found.most_common(1):
            if often > 1 and 2 * often >= counts[short]:
                same[keys(short)] = same[full] = shown[full]
    if ("dtc",) in same:
        same["d2c",] = same["dtc",]
    return same


def _often(name: str, text: str) -> int:
    """How often ``name`` stands in ``text`` as words of their own."""
    letters = re.escape(name)  # looked for first, since a text has far more beginnings of words
    return len(re.findall(rf"{letters}(?<!\w{letters})(?!\w)", text))


_SPELT = 3
_COUNTRIES = (("United States", "U.S.", "US", "USA"), ("United Kingdom", "U.K.", "UK"))
_SMALL = frozenset(["and", "And", "of", "Of", "the", "The", "for", "For"])
_WRITTEN = re.compile(r"[A-Za-z][a-z]+")
_BREAKS = re.compile(r"[.:;?!()\n\d]")
_FIRM = frozenset(["segment", "segments", "division", "divisions", "subsidiary"])


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters of ``short`` occur in ``full`` in order, the first of both the same."""
    letters = iter(full)
    return full[:1] == short[0].lower() and all(letter in letters for letter in short.lower())


# Patterns that begin with a capital, and then look back, skip from capital to capital.
_ACRONYM = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Z]{1,4}\b"
    r"(?! (?:Securities|Capital|Research|Bank|Markets|Group|Partners|Inc|Ltd|Limited))"
)
_SHORT = re.compile(r"\b[a-z]{2,5}\b")
"""A word that would be an acronym in capitals."""
_PROPER = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[\w'’&-]{2,30}")
"""A word with a capital within a sentence."""
_NAMESAKE = re.compile(
    r"\b(?:[Ss]tart\w{0,3} with|[Bb]egin\w{0,4} with|[Tt]urn\w{0,3} (?:\w+ )?to|[Mm]ov\w{1,3} (?:\w+ )?to)"
    r" (?:our |the )?"
    r"(?P<name>[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2}) (?:brand|segment|division|concept|banner)\b"
)
"""A part of the company that bears its name: "starting with our Harbor brand"."""
_MEASURED = re.compile(
    r"(?:illion|crores?|\d) of (?:[a-z]+ ){0,2}(?P<short>[A-Z]{2,6})"
    r"(?=[.,;]| (?:in|for|during|compared|versus|on|from)\b)"
)
"""An abbreviation that is a metric and no part of the company: "$17 million of PVP in"."""
_DEFINED = re.compile(
    r"(?P<full>[A-Z](?<!\w[A-Z])[\w&'’-]{1,30}(?: (?:of |and |the |for )?[A-Z][\w&'’-]{1,30}){1,5})"
    r"(?:,? \(|, (?:or|in short,?|in brief,?|short for|called|known as) )[\"“]?(?P<short>[A-Z]{2,6})\b"
)
"""A long name and what the document calls it from then on: "Harbor Bank of Leeds, or HBL"."""
