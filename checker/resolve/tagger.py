"""Tokens with their kinds: what part a word plays, by closed classes and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

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
    words,
)

_PERIODS = ("-quarter", "-year", "-half", "-month", "-week")
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
def _fixed() -> dict[str, str]:
    """The words that are of one kind wherever they stand."""
    changing = (VERB, CHANGE, PRAISE, PERIOD)
    kinds = {word: kind for word, kind in _kinds().items() if kind not in changing and "-" not in word}
    return kinds | {word: VERB for word in _AUXILIARY if _kinds().get(word) == VERB}


@cache
def _pasts() -> frozenset[str]:
    """The regular past of every listed verb."""
    return frozenset(
        verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") else verb + "ed"
        for verb in words()["verb"]
    ) - frozenset(_kinds())


def tokenise(text: str, spans: Sequence[tuple[int, int, int]] = ()) -> list[Token]:
    """``text`` as tokens; ``spans`` are (start, end, index) of its quantities, in order, each one token."""
    raw: list[tuple[str, int, int, int]] = []
    position = 0
    for start, end, index in (*spans, (len(text), len(text), -1)):
        for match in WORD.finditer(text, position, max(start, position)):
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
    kinds, fixed = _kinds(), _fixed()
    found: list[Token] = []
    before, previous = ".", ""
    for at, (word, start, end, quantity) in enumerate(raw):
        low = word.lower().replace("’", "'")
        following = raw[at + 1] if at + 1 < len(raw) else None
        kind = QUANTITY if quantity >= 0 else fixed.get(low) or _kind(low, before, previous, following, kinds)
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
    if "-" in low and (_COMPARISON.match(low) or low.endswith(_PERIODS)):
        return PERIOD
    kind = kinds.get(low)
    if low == "local" and following is not None and following[0].lower().startswith("currenc"):
        return BASIS
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
        if low == "cost" and after in ("of", "per", "savings", "base") and before != PRONOUN:
            return NOUN
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
    if low in _pasts() and previous in ("all", "each", "both", "these", "those", "that"):
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
