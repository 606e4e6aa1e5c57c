"""Clauses read by closed classes of words: tokens with a kind, and the noun phrases they form.

English has few determiners, prepositions, pronouns and auxiliaries, and earnings calls use few verbs;
all are listed in ``data/words.toml``. A word that is not listed is taken for part of a noun phrase.
That is enough to find what a number is said of, needs no trained model, and can be explained.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

NOUN, PRAISE, BASIS, CHANGE = "N", "J", "B", "G"
QUANTITY, DETERMINER, PREPOSITION, CONJUNCTION, VERB = "Q", "D", "P", "C", "V"
ADVERB, PRONOUN, PERIOD, DIRECTION, COMMA, STOP = "A", "R", "T", "U", ",", "."

NOMINAL = NOUN + PRAISE + BASIS + CHANGE

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,4}|[A-Za-z0-9][A-Za-z0-9+]{0,40}(?:[&'’./][A-Za-z0-9+]{1,40}|-[A-Za-z0-9+]{1,40}){0,8}|--+|&|[,.;:?!()\[\]\"“”—–/]"
)
_COMPARISON = re.compile(
    r"(?:year|quarter|month|week|period|day|sequential)(?:ly)?[- ](?:over|on|to|ago|earlier)\b", re.I
)
_AUXILIARY = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "must",
        "can",
        "shall",
    ]
)
_FINITE_AFTER = frozenset(["we", "you", "they", "i", "he", "she", "it", "who", "which", "that", "to"])


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quantity (``kind`` Q, ``quantity`` its index)."""

    low: str
    raw: str
    start: int
    end: int
    kind: str
    quantity: int = -1


@cache
def words() -> dict[str, frozenset[str]]:
    """The closed classes, by name."""
    table = tomllib.loads((files("checker") / "data" / "words.toml").read_text(encoding="utf-8"))
    return {
        name: frozenset(w.strip() for w in text.split("|")) if "|" in text else frozenset(text.split())
        for name, text in table.items()
    }


@cache
def _kinds() -> dict[str, str]:
    order = (
        ("qualifier", NOUN), ("praise", PRAISE), ("basis", BASIS), ("adverb", ADVERB),
        ("direction", DIRECTION),
        ("verb", VERB), ("change", CHANGE), ("conjunction", CONJUNCTION), ("preposition", PREPOSITION),
        ("pronoun", PRONOUN), ("determiner", DETERMINER), ("period", PERIOD), ("anaphoric", NOUN),
    )  # fmt: skip
    kinds: dict[str, str] = {}
    for name, kind in order:
        for word in words()[name]:
            if name != "anaphoric" or word not in kinds:
                kinds[word] = kind
    for word in words()["direction"]:
        kinds[word] = DIRECTION
    return kinds


@cache
def _pasts() -> frozenset[str]:
    """The regular past of every listed verb."""
    return frozenset(
        verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") else verb + "ed"
        for verb in words()["verb"]
    ) - frozenset(_kinds())


@cache
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
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def keys(text: str) -> tuple[str, ...]:
    """A phrase as the sequence of its comparable pieces, punctuation dropped."""
    return tuple(
        piece
        for match in _WORD.finditer(text.lower())
        if match.group()[0].isalnum()
        for piece in parts(match.group())
    )


def tokenise(text: str, spans: Sequence[tuple[int, int, int]] = ()) -> list[Token]:
    """``text`` as tokens; ``spans`` are (start, end, index) of its quantities, in order, each one token."""
    raw: list[tuple[str, int, int, int]] = []
    position = 0
    for start, end, index in (*spans, (len(text), len(text), -1)):
        for match in _WORD.finditer(text, position, max(start, position)):
            raw.append((match.group(), match.start(), match.end(), -1))
        if index >= 0:
            raw.append((text[start:end], start, end, index))
        position = max(position, end)
    if "[" in text:
        raw = [word for word in raw if word[3] >= 0 or not _noted(text, word[1], word[2])]
    return _tag(raw)


def _noted(text: str, start: int, end: int) -> bool:
    """Whether a word is a transcriber's remark: "[Phonetic]", "(ph)"."""
    opening = text.rfind("[", max(0, start - 30), start + 1)
    return (
        opening >= 0 and text.find("]", opening, end + 30) >= end - 1 and text.find("]", opening, start) < 0
    )


def _tag(raw: list[tuple[str, int, int, int]]) -> list[Token]:
    kinds = _kinds()
    found: list[Token] = []
    before, previous = ".", ""
    for at, (word, start, end, quantity) in enumerate(raw):
        low = word.lower().replace("’", "'")
        following = raw[at + 1] if at + 1 < len(raw) else None
        kind = QUANTITY if quantity >= 0 else _kind(low, before, previous, following, kinds)
        found.append(Token(low, word, start, end, kind, quantity))
        before, previous = kind, low
    return found


def _kind(
    low: str,
    before: str,
    previous: str,
    following: tuple[str, int, int, int] | None,
    kinds: dict[str, str],
) -> str:
    if low == "&":
        return CONJUNCTION
    if not low[0].isalnum():
        return COMMA if low in ',()[]"“”—–--/' or low.startswith("--") else STOP
    if _COMPARISON.match(low):
        return PERIOD
    kind = kinds.get(low)
    if kind is None and "'" in low and low.endswith(("'re", "'ve", "'ll", "'d", "n't")):
        return VERB
    after = following[0].lower() if following else "."
    is_quantity = following is not None and following[3] >= 0
    if kind == PERIOD and low in ("second", "may", "march") and before in (VERB, PRONOUN):
        return VERB
    changes = low in words()["change"]
    if kind == VERB or (kind == CHANGE and changes and low in words()["verb"]):
        if low in _AUXILIARY or "'" in low:
            return VERB
        nominal_before = before in (DETERMINER, PRAISE, BASIS, QUANTITY, PERIOD) or (
            before == PREPOSITION and previous not in ("to", "than", "up", "down")
        )
        if previous in ("this", "that") and low.endswith("s") and not changes:
            return VERB
        if changes:
            noun = nominal_before and not (before == PERIOD and is_quantity)
            return CHANGE if noun or after in ("in", "of") else VERB
        if nominal_before and before not in (QUANTITY, PERIOD) and not is_quantity and not low.endswith("ed"):
            return NOUN if low not in words()["praise"] else PRAISE
        if nominal_before and low in words()["praise"]:
            return PRAISE
        return VERB
    if kind == PRAISE and low.endswith("ed") and before in (NOUN, PRONOUN):
        return VERB
    if kind is not None:
        return kind
    if low in _pasts() and previous in ("all", "each", "both", "these", "those"):
        return VERB
    if low[0].isdigit() and (not any(c.isalpha() for c in low) or low[-2:] in ("st", "nd", "rd", "th")):
        return PERIOD
    if low.endswith("'s"):
        bare = kinds.get(low[:-2])
        if bare in (PERIOD, PRONOUN):
            return bare if bare == PERIOD else VERB
    if before == PRONOUN and previous in _FINITE_AFTER and not low.endswith(("ly",)):
        return VERB
    if (
        low.endswith("ly")
        and len(low) > 4
        and low not in ("supply", "family", "assembly", "monthly", "italy")
    ):
        return ADVERB
    if before in (NOUN, PRONOUN, ADVERB, VERB) and low in _pasts():
        return VERB
    listed = kinds.get(after, NOUN)
    closes = is_quantity or not after[0].isalnum() or listed in "PDATCJU"
    if low.endswith("ed") and len(low) > 4 and closes and before != DETERMINER:
        return VERB
    if low.endswith("ing") and len(low) > 5 and (is_quantity or listed in "DR" or after in ("to", "by")):
        return VERB
    return NOUN


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
