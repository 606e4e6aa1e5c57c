"""The metric before a number: "X was", "X of", "X increased by", and how firmly it is tied to it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.resolve.asides import asides
from checker.resolve.fitness import Asked, family, fits
from checker.resolve.mentions import Mention
from checker.resolve.phrases import (
    ADVERB,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    DIRECTION,
    NOMINAL,
    NOUN,
    PERIOD,
    PRAISE,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    VERB,
    Token,
    words,
)

MISFIT = 4.0
"""What it costs a metric that the number is of no unit it could have."""

_OUTDOING = ("outperform", "outpac", "underperform", "outgrew", "outgrow")
_TIES = frozenset(["of", "at"])


def backward(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, before: int
) -> tuple[Mention | None, float]:
    """The best metric between ``before`` and the number, and how well it is tied to it."""
    best: Mention | None = None
    most = -9.0
    apart = asides(tokens, before, asked.at)
    for mention in mentions:
        if mention.first < before or mention.last > asked.at:
            continue
        if any(first < mention.first and mention.last <= last for first, last in apart):
            continue
        score = _tie(tokens, mention, asked)
        if score >= most and not (best is not None and _belongs(tokens, best, mention)):
            best, most = mention, score
    return best, most


def _belongs(tokens: Sequence[Token], head: Mention, mention: Mention) -> bool:
    """Whether ``mention`` only completes ``head``: "the expenses allocated to our operating costs"."""
    between = tokens[head.last : mention.first]
    return (
        head.known
        and 1 < len(between) <= 4
        and (between[0].low.endswith("ed") or between[0].low == "attributable")
        and between[1].kind == PREPOSITION
    )


def _relative(gap: Sequence[Token], mention: Mention, asked: Asked) -> bool:
    """Whether what follows a noun is said of that noun: "the cost of deposits, which fell by"."""
    if not gap or gap[0].low != ",":
        return bool(gap) and gap[0].low in ("which", "who")
    if len(gap) < 2 or gap[1].low != "which" or mention.words == ("cash",):
        return False  # "a dividend of $1.50 in cash, which is an increase of"
    told = mention.known or asked.measure == "change"
    return told and all(t.kind != NOUN or t.low in words()["carrier"] for t in gap[2:])


def _bare_ratio(tokens: Sequence[Token], mention: Mention, asked: Asked) -> bool:
    """Whether a decimal that counts nothing can be a ratio: "book-to-bill was 1.1"."""
    after = tokens[asked.at + 1 : asked.at + 2]
    counts = bool(after) and after[0].kind in NOMINAL
    bare = family(asked.unit) == "count" and "." in tokens[asked.at].low and not counts
    return bare and mention.nature == "rate"


def outdone(gap: Sequence[Token]) -> bool:
    """Whether words compare the growth of two things: "revenue outpaced the market by 300 basis points"."""
    return any(t.low.startswith(_OUTDOING) for t in gap)


def _tie(tokens: Sequence[Token], mention: Mention, asked: Asked) -> float:
    gap = tokens[min(mention.close, asked.at) : asked.at]
    if mention.close > asked.at:
        gap = tokens[mention.last : asked.at]
    kinds = {t.kind for t in gap}
    known = mention.known
    score = 1.5 if known else 0.0
    stative = words()["stative"]
    direct = all(
        t.kind in (PREPOSITION, ADVERB, DETERMINER, DIRECTION, PERIOD, PRAISE, NOUN)
        or t.low in ("-", "range")
        for t in gap
    )
    direct = direct and all(t.kind != NOUN or t.low in words()["carrier"] for t in gap)
    firm = direct and (
        not gap or gap[0].low in _TIES or gap[0].kind in (DIRECTION, ADVERB) or gap[-1].low in ("of", "at")
    )
    verbs = [t for t in gap if t.kind in (VERB, DIRECTION)]
    if firm:
        moves = gap and (gap[0].low in _TIES or (gap[0].kind == DIRECTION and gap[0].low in stative))
        score += 3.0 if known or moves else 1.0
    elif verbs and (known or any(t.low in stative or t.low.endswith("ed") for t in verbs)):
        score += 3.0 if any(t.low in stative for t in verbs) else 1.5
    elif direct:
        # "expand our plants from 500 to 1,500"
        score += 2.0 if known else 2.3 if gap[0].low in ("from", "to") else 0.5
    at = mention.first - 1
    while at >= 0 and tokens[at].kind in "DAJT":
        at -= 1
    subject = firm or _relative(gap, mention, asked)
    if at >= 0 and tokens[at].kind == PREPOSITION and tokens[at].low != "with" and not subject:
        score -= 2.5
    misfit = not fits(mention.nature, asked, open_head=bool(mention.entry and mention.entry.open))
    if misfit and _bare_ratio(tokens, mention, asked):
        misfit = False
    if misfit and not (asked.measure == "change" and family(asked.unit) == "points" and outdone(gap)):
        score -= MISFIT
    if any(t.kind == PRONOUN and t.low in ("we", "i", "they", "you") for t in gap) and gap[-1].low not in (
        "is",
        "was",
        "are",
        "were",
    ):
        score -= 3.0
    if not known and not firm and (not direct or len(gap) > 6):
        score -= 0.5
    if COMMA in kinds:
        score -= 0.3
    if CONJUNCTION in kinds:
        score -= 0.3
    if QUANTITY in kinds:
        score -= 1.5
    return score - 0.04 * len(gap)
