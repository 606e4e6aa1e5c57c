"""Clauses read by closed classes of words: tokens with a kind, and the noun phrases they form.

English has few determiners, prepositions, pronouns and auxiliaries, and earnings calls use few verbs;
all are listed in ``data/words.toml``. A word that is not listed is taken for part of a noun phrase.
That is enough to find what a number is said of, needs no trained model, and can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from checker import units

NOUN, PRAISE, BASIS, CHANGE = "N", "J", "B", "G"
QUANTITY, DETERMINER, PREPOSITION, CONJUNCTION, VERB = "Q", "D", "P", "C", "V"
ADVERB, PRONOUN, PERIOD, DIRECTION, COMMA, STOP = "A", "R", "T", "U", ",", "."

NOMINAL = NOUN + PRAISE + BASIS + CHANGE

WORD = re.compile(
    r"(?:[A-Za-z]\.){2,4}|[A-Za-z0-9][A-Za-z0-9+]{0,40}(?:[&'’./][A-Za-z0-9+]{1,40}|-[A-Za-z0-9+]{1,40}){0,8}|--+|&|[,.;:?!()\[\]\"“”—–/]"
)


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, a punctuation mark, or a whole quantity (``kind`` Q, ``quantity`` its index).

    ``pieces`` are what of a word is compared with others (see ``parts``), none of a mark or a quantity.
    """

    low: str
    raw: str
    start: int
    end: int
    kind: str
    quantity: int
    pieces: tuple[str, ...]


@cache
def words() -> dict[str, frozenset[str]]:
    """The closed classes, by name."""
    table = units.data("words")
    return {
        name: frozenset(w.strip() for w in text.split("|")) if "|" in text else frozenset(text.split())
        for name, text in table.items()
    }


@lru_cache(maxsize=65536)
def parts(low: str) -> tuple[str, ...]:
    """The comparable pieces of a word: singular, hyphens opened, possessive dropped, spellings levelled."""
    if low.endswith(("'s", "’s")):
        low = low[:-2]
    low = low.strip("'’.")
    found: list[str] = []
    for piece in low.split("-"):
        if piece.startswith("pretax") or piece == "nonperforming" or piece.startswith("noninterest"):
            cut = 3
            found += [piece[:cut], singular(piece[cut:])]
        elif piece:
            single = singular(piece)
            found.append(_LEVELLED.get(single, single))
    return tuple(found)


_LEVELLED = {
    "accumulative": "accumulated",
    "cumulative": "accumulated",
    "refi": "refinance",
    "utilisation": "utilization",
}


def singular(word: str) -> str:
    """``word`` without its plural ending; good enough to compare words, not to print them."""
    if word == "roas":  # return on advertising spend is no plural of return on assets
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=16384)
def keys(text: str) -> tuple[str, ...]:
    """A phrase as the sequence of its comparable pieces, punctuation dropped."""
    return tuple(
        piece
        for match in WORD.finditer(text.lower())
        if match.group()[0].isalnum()
        for piece in parts(match.group())
    )


def chunks(tokens: Sequence[Token], joined: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Runs of nominal tokens as (first, past the last); spans in ``joined`` are never cut."""
    glued = {at for first, last in joined for at in range(first, last)}
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind in NOMINAL or at in glued:
            first = at
            while at < len(tokens) and (tokens[at].kind in NOMINAL or at in glued):
                at += 1
            found.append((first, at))
        else:
            at += 1
    return found
