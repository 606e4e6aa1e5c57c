"""Tokens with their kinds: what part a word plays, by closed classes and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from checker.resolve.phrases import (
    ADVERB,
    BASIS,
    CHANGE,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    DIRECTION,
    NOUN,
    PERIOD,
    PRAISE,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    STOP,
    VERB,
    WORD,
    Token,
    parts,
    words,
)

_CONTRACTED = ("'re", "'ve", "'ll", "'d", "n't")
_PERIODS = ("-quarter", "-year", "-half", "-month", "-week")
_COMPARISON = re.compile(
    r"(?:year|quarter|month|week|period|day|sequential)(?:ly)?[- ](?:over|on|to|ago|earlier)\b", re.I
)
_LABEL = re.compile(
    r"(?:[1-4]q|[12]h|\d{1,2}m|[cf]y|q[1-4]|h[12])(?:['/-]?(?:20)?\d\d)?[eaf]?(?:-[1-4]q(?:\d\d)?)?|(?:20)\d\d[eaf]"
)
"""Names of periods as notes write them: 1Q21, FY21E, H1, 2Q-4Q, 2021E."""
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
_PAST = frozenset(
    ["grew", "rose", "fell", "came", "went", "drove", "led", "gave", "brought", "made", "took", "ran"]
)
_MODAL = frozenset(["to", "will", "would", "could", "should", "may", "might", "can"])
_FINITE_AFTER = frozenset(["we", "you", "they", "i", "he", "she", "it", "who", "which", "that", "to"])


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


@lru_cache(maxsize=1 << 16)
def _looked_up(word: str) -> tuple[str, str, tuple[str, ...]]:
    """What is known of a word by itself: in small letters, its kind if that is settled, its pieces."""
    low = _small(word)
    return low, _settled(low), parts(low) if low[0].isalnum() else ()


def _settled(low: str) -> str:
    """The kind of a word that is of one kind wherever it stands, "" for one that its neighbours decide."""
    kind = _kinds().get(low)
    if kind is not None and "-" not in low and kind not in (VERB, CHANGE, PRAISE, PERIOD):
        return kind
    if kind == VERB and low in _AUXILIARY:
        return VERB
    if low == "&":
        return CONJUNCTION
    if not low[0].isalnum():
        return COMMA if low in ',()[]"“”—–--/' or low.startswith("--") else STOP
    if low[-1:].isdigit() or low[:1].isdigit() or low[:2] in ("fy", "cy"):
        return PERIOD if _LABEL.fullmatch(low) else ""
    if "-" in low and (_COMPARISON.match(low) or low.endswith(_PERIODS)):
        return PERIOD
    return VERB if kind is None and "'" in low and low.endswith(_CONTRACTED) else ""


@cache
def _pasts() -> frozenset[str]:
    """The regular past of every listed verb."""
    return frozenset(
        verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") else verb + "ed"
        for verb in words()["verb"]
    ) - frozenset(_kinds())


Raw = tuple[str, int, int, int]
"""A word as written, its start and end, and the index of the quantity it is, or −1."""


def tokenise(text: str, spans: Sequence[tuple[int, int, int]] = ()) -> list[Token]:
    """``text`` as tokens; ``spans`` are (start, end, index) of its quantities, in order, each one token."""
    raw: list[Raw] = []
    position = 0
    for start, end, index in (*spans, (len(text), len(text), -1)):
        raw += [
            (match[0], match.start(), match.end(), -1)
            for match in WORD.finditer(text, position, max(start, position))
        ]
        if index >= 0:
            raw.append((text[start:end], start, end, index))
        position = max(position, end)
    if "[" in text:
        raw = [word for word in raw if word[3] >= 0 or not _noted(text, word[1], word[2])]
    if "<" in text:
        raw = [_gap(text, word) for word in raw]
    if "- " in text:
        raw = [word for word in raw if word[3] >= 0 or not _broken_off(text, word[1], word[2])]
    return _tag(raw)


def _gap(text: str, word: Raw) -> Raw:
    """A mark of what was not heard, "<inaudible>", as the pause that it is."""
    _, start, end, quantity = word
    marked = quantity < 0 and text[start - 1 : start] == "<" and text[end : end + 1] == ">"
    return (",", start, end, -1) if marked else word


def _broken_off(text: str, start: int, end: int) -> bool:
    """Whether a word is the beginning of the next one: "s- sales", "rev- revenue"."""
    behind = end + len("- ")
    return text[end:behind] == "- " and text[behind : behind + end - start].lower() == text[start:end].lower()


def _noted(text: str, start: int, end: int) -> bool:
    """Whether a word is a transcriber's remark: "[Phonetic]", "(ph)"."""
    opening = text.rfind("[", max(0, start - 30), start + 1)
    return (
        opening >= 0 and text.find("]", opening, end + 30) >= end - 1 and text.find("]", opening, start) < 0
    )


def _tag(raw: list[Raw]) -> list[Token]:
    found: list[Token] = []
    before, previous, led = ".", "", ""
    for at, (word, start, end, quantity) in enumerate(raw):
        low, kind, pieces = _looked_up(word) if quantity < 0 else (_small(word), QUANTITY, ())
        if previous == "&" and before == NOUN and quantity < 0:
            kind = NOUN if word[0].isupper() else kind
        elif word == "&" and _joins_names(raw, at):
            kind = NOUN  # "Imaging & Print" is one name, whatever its words are elsewhere
            if found[-1].kind == VERB:
                found[-1] = msgspec.structs.replace(found[-1], kind=NOUN)
        if not kind:
            after, is_quantity = ".", False
            if at + 1 < len(raw):
                after, is_quantity = _small(raw[at + 1][0]), raw[at + 1][3] >= 0
            kind = _kind(low, before, previous, after, is_quantity=is_quantity)
            if kind == NOUN and low.endswith("ed") and led in _AUXILIARY and word[0].islower():
                kind = VERB  # "we have now established"
        found.append(Token(low, word, start, end, kind, quantity, pieces))
        before, previous = kind, low
        led = low if kind != ADVERB else led
    return found


def _joins_names(raw: list[Raw], at: int) -> bool:
    """Whether the words on both sides of one begin with a capital."""
    return 0 < at < len(raw) - 1 and raw[at - 1][0][0].isupper() and raw[at + 1][0][0].isupper()


def _small(word: str) -> str:
    return word.lower().replace("’", "'")


def _kind(low: str, before: str, previous: str, after: str, *, is_quantity: bool) -> str:
    """The kind of a word that its neighbours decide; ``is_quantity`` says whether a quantity follows."""
    kind = _kinds().get(low)
    if low == "local" and after.startswith("currenc"):
        return BASIS
    if kind is None:
        return _unlisted(low, before, previous, after, is_quantity=is_quantity)
    if kind == PERIOD and low in ("second", "may", "march") and before in (VERB, PRONOUN):
        return VERB
    changes = low in words()["change"]
    if kind == VERB or (kind == CHANGE and changes and low in words()["verb"]):
        if low in _AUXILIARY or "'" in low:
            return VERB
        nominal_before = before in (DETERMINER, PRAISE, BASIS, QUANTITY, PERIOD) or (
            before == PREPOSITION and previous not in ("to", "than", "up", "down")
        )
        if before == QUANTITY and low in words()["counted"]:
            return NOUN  # "a 5% return", "2,000 average meals"
        if low in words()["praise"] and before == VERB and not is_quantity and previous not in _AUXILIARY:
            return PRAISE  # "generated total income"
        nominal_before = nominal_before or (before == PERIOD and previous in words()["dating"])
        if low == "cost" and after in ("of", "per", "savings", "base") and before != PRONOUN:
            return NOUN
        if previous in ("this", "that") and (low in _PAST or (low.endswith("s") and not changes)):
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
    return kind


def _unlisted(low: str, before: str, previous: str, after: str, *, is_quantity: bool) -> str:
    """The kind of a word that no list holds, by its form and its neighbours; mostly a noun."""
    if low in ("owned", "operated") and previous == "company":
        return NOUN
    if low in ("impact", "affect") and (previous in _MODAL or previous.endswith("ly")):
        return VERB  # "which will impact", "negatively impact"
    form = _form(low)
    if form.moving and before != DETERMINER and (is_quantity or (after != "of" and _leads(after))):
        return VERB
    if form.past and previous in ("all", "each", "both", "these", "those", "that"):
        return VERB
    if form.kind:
        return form.kind
    if before == PRONOUN and previous in _FINITE_AFTER and not form.adverbial:
        return VERB
    if form.adverb:
        return ADVERB
    if form.past and before in (NOUN, PRONOUN, ADVERB, VERB):
        return VERB
    if form.participle and before != DETERMINER:
        if is_quantity or not after[0].isalnum() or _kinds().get(after, NOUN) in "PDATCJU":
            return VERB
    elif form.gerund and (is_quantity or after in ("to", "by") or _kinds().get(after, NOUN) in "DR"):
        return VERB
    return NOUN


def _leads(after: str) -> bool:
    """Whether a word goes on after a verb: a preposition, an adverb, a date."""
    return _kinds().get(after, NOUN) in PREPOSITION + ADVERB + PERIOD


class _Form(NamedTuple):
    """What the letters of an unlisted word tell: a regular past, a kind of its own, its endings.

    ``moving`` is the present participle of a verb whose subject is what is measured: "decreasing".
    """

    past: bool
    kind: str
    adverbial: bool
    adverb: bool
    participle: bool
    gerund: bool
    moving: bool


@lru_cache(maxsize=1 << 16)
def _form(low: str) -> _Form:
    kind = ""
    if low[0].isdigit() and (not any(c.isalpha() for c in low) or low[-2:] in ("st", "nd", "rd", "th")):
        kind = PERIOD
    elif low.endswith("'s"):
        bare = _kinds().get(low[:-2])
        kind = PERIOD if bare == PERIOD else VERB if bare == PRONOUN else ""
    ly = low.endswith("ly")
    return _Form(
        past=low in _pasts(),
        kind=kind,
        adverbial=ly,
        adverb=ly and len(low) > 4 and low not in ("supply", "family", "assembly", "monthly", "italy"),
        participle=low.endswith("ed") and len(low) > 4,
        gerund=low.endswith("ing") and len(low) > 5,
        moving=low.endswith("ing") and low in words()["stative"],
    )
