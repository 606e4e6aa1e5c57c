"""Which metric of a clause a number belongs to.

In order: the phrase after the number ("a 16% increase in X", "20 leading platforms", "$12 million gain
on Y"); the phrase before it that a verb or "of" ties to it ("X was", "X of"); the subject of the number
before it, where no new one stands between ("versus", "or", "up").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.fitness import Asked, family, fits
from checker.resolve.lexicon import lexicon
from checker.resolve.mentions import Mention
from checker.resolve.phrases import (
    ADVERB,
    BASIS,
    CHANGE,
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
)  # fmt: skip

_HEDGING = frozenset(
    [
        "of",
        "at",
        "about",
        "around",
        "between",
        "over",
        "above",
        "below",
        "under",
        "from",
        "to",
        "near",
        "within",
        "for",
        "than",
        "by",
        "in",
        "up",
        "with",
        "as",
    ]
)
_TIES = frozenset(["of", "at"])


class Answer(NamedTuple):
    """What it belongs to; ``share_of`` is the whole that a percentage is of, ``chained`` an inheritance."""

    mention: Mention | None
    whole: Mention | None = None
    chained: bool = False
    forward: bool = False


def attach(tokens: Sequence[Token], mentions: Sequence[Mention], asked: Sequence[Asked]) -> list[Answer]:
    """The subject of each number of a clause, in order."""
    answers: list[Answer] = []
    for n, number in enumerate(asked):
        before = asked[n - 1].at + 1 if n else 0
        limit = asked[n + 1].at if n + 1 < len(asked) else len(tokens)
        answers.append(_one(tokens, mentions, number, before, limit, previous=_before(asked, answers, n)))
    # "a 10% and 12% increase in revenue": the first waits for the noun of the second
    for n in range(len(asked) - 2, -1, -1):
        gap = tokens[asked[n].at + 1 : asked[n + 1].at]
        following = answers[n + 1]
        if (
            (answers[n].mention is None or answers[n].chained)
            and following.forward
            and gap
            and all(t.low in ("and", "or", ",", "to") or t.kind == PERIOD for t in gap)
            and family(asked[n].unit) == family(asked[n + 1].unit)
        ):
            answers[n] = following
    return answers


def _before(asked: Sequence[Asked], answers: Sequence[Answer], n: int) -> Answer | None:
    """The answer that the ``n``-th number would inherit: the last of its own kind, else the last.

    In "net income was $54 million or $1.22 a share, against $40 million or $0.88" the kinds alternate.
    """
    if not n:
        return None
    kind = family(asked[n].unit)
    if (kind != family(asked[n - 1].unit) and asked[n].measure == asked[n - 1].measure) or asked[
        n
    ].measure == "level" != asked[n - 1].measure:
        for k in range(n - 2, max(-1, n - 5), -1):
            if (
                family(asked[k].unit) == kind
                and asked[k].measure == asked[n].measure
                and answers[k].mention is not None
            ):
                return answers[k]
    return answers[n - 1]


def _one(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    asked: Asked,
    before: int,
    limit: int,
    *,
    previous: Answer | None,
) -> Answer:
    if asked.measure == "share":
        whole = _whole(tokens, mentions, asked, limit)
        if whole is not None:
            part, score = _backward(tokens, mentions, asked, before)
            if part is None or score < 2:
                part = previous.mention if previous and before else part
            return Answer(part, whole)
    if (
        family(asked.unit) == "percent"
        and asked.measure == "level"
        and previous is not None
        and previous.mention is not None
        and previous.mention.nature in ("flow", "stock")
    ):
        # "$66 million or 39% of revenue"
        whole = _whole(tokens, mentions, asked, limit)
        if whole is not None and whole.entry is not None and tokens[asked.at + 1].low == "of":
            return Answer(previous.mention, whole)
    ahead = _forward(tokens, mentions, asked, limit)
    behind, score = _backward(tokens, mentions, asked, before)
    if ahead is not None:
        mention, firm = ahead
        if firm or score < 3 or behind is None or behind.entry is None:
            return Answer(mention, forward=True)
    if behind is not None and score >= 2:
        return Answer(behind)
    made = _object(tokens, asked, limit)
    if made is not None:
        return Answer(made)
    if previous is not None and previous.mention is not None:
        carried = previous.mention
        if fits(carried.nature, asked, open_head=bool(carried.entry and carried.entry.open)):
            return Answer(
                carried,
                previous.whole
                if asked.measure == "share" or family(asked.unit) in ("points", "percent")
                else None,
                chained=True,
            )
        # a number of another kind: the nearest earlier metric that it can be a figure of
        for mention in reversed([m for m in mentions if m.last <= asked.at]):
            if mention.entry is not None and fits(mention.nature, asked):
                return Answer(mention)
        return Answer(carried, chained=True)
    if previous is not None and previous.whole is not None:
        return Answer(None, previous.whole, chained=True)
    if behind is not None and score > (0 if behind.entry is not None else 1):
        return Answer(behind)
    return Answer(None)


def _object(tokens: Sequence[Token], asked: Asked, limit: int) -> Mention | None:
    """What a verb makes of an amount that no noun names: "earned $2.13 per share"."""
    kind = family(asked.unit)
    verb = next(
        (tokens[at].low for at in range(asked.at - 1, max(-1, asked.at - 5), -1) if tokens[at].kind == VERB),
        "",
    )
    names = lexicon().entries
    if kind == "per share" and verb in ("earned", "earn", "earning", "lost", "report", "reported", "made"):
        return Mention(
            asked.at,
            asked.at,
            asked.at,
            ("earnings", "per", "diluted", "share"),
            names["earnings per diluted share"],
        )
    if kind != "money":
        return None
    if verb in ("earned", "earn"):
        return Mention(asked.at, asked.at, asked.at, ("net", "income"), names["net income"])
    rest = tokens[asked.at + 1 : min(limit, asked.at + 9)]
    if verb in ("repurchased", "repurchase", "repurchasing", "bought") and any(
        t.low in ("share", "shares", "stock") for t in rest
    ):
        return Mention(asked.at, asked.at, asked.at, ("share", "repurchases"), names["share repurchases"])
    if (
        verb in ("invested", "invest", "investing", "spent", "spend", "spending")
        and rest
        and rest[0].low in ("in", "on", "into")
    ):
        noun = "investment" if verb.startswith("invest") else "spending"
        inner = [t.low for t in rest[1:] if t.kind in NOMINAL][:4]
        if rest[1:] and rest[1].kind in NOMINAL + DETERMINER and inner:
            return Mention(
                asked.at, asked.at, asked.at, (noun, "in" if noun == "investment" else "on", *inner)
            )
        return Mention(asked.at, asked.at, asked.at, (noun,))
    return None


def _starting(mentions: Sequence[Mention], first: int, last: int) -> Mention | None:
    for mention in mentions:
        if first <= mention.first < last:
            return mention
    return None


def _skip(tokens: Sequence[Token], at: int, kinds: str, limit: int) -> int:
    while at < limit and tokens[at].kind in kinds:
        at += 1
    return at


def _whole(tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, limit: int) -> Mention | None:
    """The whole of "14% of total sales": the metric after "of"."""
    at = _skip(tokens, asked.at + 1, "AJ", limit)
    if (at < limit and tokens[at].low in ("of", "as")) or (at < limit and tokens[at].low == "in"):
        at = _skip(tokens, at + 1, DETERMINER + ADVERB + PERIOD, limit)
        return _starting(mentions, at, at + 1)
    return None


def _forward(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, limit: int
) -> tuple[Mention, bool] | None:
    """The metric after the number, and whether it surely is one."""
    at = asked.at + 1
    if asked.measure == "change":
        return _changed(tokens, mentions, at, limit)
    kind = family(asked.unit)
    start = _skip(tokens, at, PRAISE + BASIS, limit)
    direct = _starting(mentions, at, min(start + 1, limit))
    if direct is not None and direct.first >= at:
        if kind in ("count", "physical", "duration"):
            return direct, True
        if fits(direct.nature, asked, open_head=bool(direct.entry and direct.entry.open)):
            return direct, True
    if start < limit and tokens[start].low in ("of", "in") and kind != "duration":
        inner = _skip(tokens, start + 1, DETERMINER + ADVERB, limit)
        mention = _starting(mentions, inner, inner + 1)
        if mention is not None and fits(
            mention.nature, asked, open_head=bool(mention.entry and mention.entry.open)
        ):
            if kind == "per share" and tokens[start].low == "of":
                return mention, True
            if tokens[start].low == "of":
                return mention, kind == "count"
            if mention.entry is not None:
                return mention, False
    if start < limit and tokens[start].low == "for" and kind == "money":
        inner = _skip(tokens, start + 1, DETERMINER + ADVERB, limit)
        mention = _starting(mentions, inner, inner + 1)
        if mention is not None and mention.entry is not None and fits(mention.nature, asked):
            return mention, False
    return None


def _changed(
    tokens: Sequence[Token], mentions: Sequence[Mention], at: int, limit: int
) -> tuple[Mention, bool] | None:
    """The metric of "16% increase in X", "16% X growth", "3% higher X"."""
    start = at
    while (
        start < limit
        and start - at < 6
        and tokens[start].kind in PERIOD + PRAISE + BASIS + ADVERB + DETERMINER
    ):
        start += 1
    if start >= limit:
        return None
    if tokens[start].kind == PREPOSITION and tokens[start].low == "of" and start == at:
        start = _skip(tokens, at + 1, DETERMINER + PRAISE, limit)
        if start < limit and tokens[start].kind in (DIRECTION, CHANGE):
            pass
        else:
            mention = _starting(mentions, at + 1, start + 1)
            return (mention, False) if mention is not None else None
    if tokens[start].kind == DIRECTION and tokens[start].low not in ("up", "down", "flat"):
        inner = _skip(tokens, start + 1, PERIOD + PRAISE + BASIS, limit)
        mention = _starting(mentions, start + 1, inner + 1)
        return (mention, True) if mention is not None else None
    end = start
    while end < limit and tokens[end].kind in NOMINAL and tokens[end].kind != CHANGE:
        end += 1
    if end < limit and tokens[end].kind == CHANGE:
        if end > start:
            mention = next(
                (
                    m
                    for m in mentions
                    if at <= m.first <= end < m.last or (at <= m.first < end and m.last >= end)
                ),
                None,
            )
            if mention is not None:
                return mention, True
        after = end + 1
        if (
            after < limit
            and tokens[after].kind == PREPOSITION
            and tokens[after].low in ("in", "of", "to", "for", "on")
        ):
            inner = _skip(tokens, after + 1, DETERMINER + ADVERB + PERIOD, limit)
            mention = _starting(mentions, inner, inner + 1)
            if mention is not None:
                return mention, True
    return None


def _backward(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, before: int
) -> tuple[Mention | None, float]:
    """The best metric between ``before`` and the number, and how well it is tied to it."""
    best: Mention | None = None
    most = -9.0
    for mention in mentions:
        if mention.first < before or mention.last > asked.at:
            continue
        score = _tie(tokens, mention, asked)
        if score >= most:
            best, most = mention, score
    return best, most


def _tie(tokens: Sequence[Token], mention: Mention, asked: Asked) -> float:
    gap = tokens[min(mention.close, asked.at) : asked.at]
    if mention.close > asked.at:
        gap = tokens[mention.last : asked.at]
    kinds = {t.kind for t in gap}
    known = mention.entry is not None
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
        score += 3.0 if known or (gap and gap[0].low in ("of", "at")) else 1.0
    elif verbs and (known or any(t.low in stative or t.low.endswith("ed") for t in verbs)):
        score += 3.0 if any(t.low in stative for t in verbs) else 1.5
    elif direct:
        # "expand our plants from 500 to 1,500"
        score += 2.0 if known else 2.3 if gap[0].low in ("from", "to") else 0.5
    at = mention.first - 1
    while at >= 0 and tokens[at].kind in "DAJT":
        at -= 1
    if at >= 0 and tokens[at].kind == PREPOSITION and tokens[at].low != "with" and not firm:
        score -= 2.5
    if not fits(mention.nature, asked, open_head=bool(mention.entry and mention.entry.open)):
        score -= 4.0
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
