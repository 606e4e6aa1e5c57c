"""The metric after a number: "a 16% increase in X", "20 leading platforms", "$12 million of X"."""

from __future__ import annotations

from collections.abc import Sequence

from checker.resolve.fitness import Asked, family, fits
from checker.resolve.lexicon import lexicon
from checker.resolve.mentions import Mention
from checker.resolve.phrases import (
    ADVERB,
    BASIS,
    CHANGE,
    DETERMINER,
    DIRECTION,
    NOMINAL,
    NOUN,
    PERIOD,
    PRAISE,
    PREPOSITION,
    VERB,
    Token,
)

_TERMS = 10
"""Words behind a number in which "in terms of" stands."""
_MADE = {
    "sold": ("sales", "volume"),
    "shipped": ("shipments",),
    "produced": ("production",),
    "mined": ("production",),
}
"""What a verb makes of a physical amount."""
_COUNTED = 5
_MULTIPLYING = ("doubl", "tripl", "quadrupl", "halv")


def _starting(mentions: Sequence[Mention], first: int, last: int) -> Mention | None:
    for mention in mentions:
        if first <= mention.first < last:
            return mention
    return None


def _skip(tokens: Sequence[Token], at: int, kinds: str, limit: int) -> int:
    while at < limit and tokens[at].kind in kinds:
        at += 1
    return at


def whole(tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, limit: int) -> Mention | None:
    """The whole of "14% of total sales": the metric after "of"."""
    at = _skip(tokens, asked.at + 1, "AJ", limit)
    if (at < limit and tokens[at].low in ("of", "as")) or (at < limit and tokens[at].low == "in"):
        at = _skip(tokens, at + 1, DETERMINER + ADVERB + PERIOD, limit)
        return _starting(mentions, at, at + 1)
    return None


def forward(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, limit: int
) -> tuple[Mention, bool] | None:
    """The metric after the number, and whether it surely is one."""
    at = asked.at + 1
    kind = family(asked.unit)
    if asked.measure == "change":
        if tokens[asked.at].low.startswith(_MULTIPLYING):
            # "we have doubled our market share"
            inner = _skip(tokens, at, DETERMINER + PRAISE, limit)
            object_ = _starting(mentions, inner, inner + 1)
            if object_ is not None:
                return object_, True
        changed = _changed(tokens, mentions, at, limit)
        inner = _skip(tokens, at + 1, DETERMINER + ADVERB, limit)
        if changed is not None or kind == "percent" or inner >= limit or tokens[at].low != "in":
            return changed
        # "added 11 basis points in take rate"
        gained = _starting(mentions, inner, inner + 1)
        known = gained is not None and gained.entry is not None and fits(gained.nature, asked)
        return (gained, False) if gained is not None and known else None
    start = _skip(tokens, at, PRAISE + BASIS, limit)
    if kind == "money" and start < limit and tokens[start].low in ("more", "less"):
        start += 1  # "$20 billion more in earnings"
    direct = _starting(mentions, at, min(start + 1, limit))
    if direct is not None and direct.first >= at:
        if kind in ("count", "physical", "duration"):
            return direct, True
        if fits(direct.nature, asked, open_head=bool(direct.entry and direct.entry.open)):
            return direct, True
    if kind == "count":
        if start + 1 < limit and tokens[start].low.endswith("ly") and tokens[start + 1].kind in NOMINAL:
            start += 1  # "a million fully autonomous miles"
        counted = _counted(tokens, start, limit)
        if counted is not None:
            return counted, True
    if start < limit and tokens[start].low in ("of", "in") and kind != "duration":
        inner = _skip(tokens, start + 1, DETERMINER + ADVERB + PRAISE + PERIOD, limit)
        mention = _starting(mentions, start + 1, inner + 1)
        if mention is not None and fits(
            mention.nature, asked, open_head=bool(mention.entry and mention.entry.open)
        ):
            if kind == "per share" and tokens[start].low == "of":
                return mention, True
            if tokens[start].low == "of":
                summed = mention.entry is not None and mention.nature == "flow" and not mention.entry.open
                return mention, kind in ("count", "physical") or (kind == "money" and summed)
            if mention.entry is not None:
                return mention, not mention.entry.open
    if start < limit and tokens[start].low == "for" and kind == "money":
        inner = _skip(tokens, start + 1, DETERMINER + ADVERB, limit)
        mention = _starting(mentions, inner, inner + 1)
        if mention is not None and mention.entry is not None and fits(mention.nature, asked):
            return mention, False
    return None


def _counted(tokens: Sequence[Token], at: int, limit: int) -> Mention | None:
    """The plain noun that a count is of, though no metric elsewhere: "5 markets", "600 people"."""
    last = at
    while last < limit and tokens[last].kind in NOMINAL and tokens[last].kind != CHANGE:
        last += 1
    if last == at or last - at > _COUNTED or tokens[last - 1].kind != NOUN:
        return None
    head = tokens[last - 1].low
    if not (head.endswith("s") or head in ("people", "staff", "men", "women", "children")):
        return None
    name = tuple(t.low.removesuffix("'s") for t in tokens[at:last])
    return Mention(at, last, last, name)


def related(tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, limit: int) -> Mention | None:
    """What an amount is related to: "$7 million, or $0.13 per share, related to X"."""
    if family(asked.unit) not in ("money", "per share"):
        return None
    at = asked.at + 1
    while at < limit and (
        tokens[at].low in ("per", "a", "share", "diluted", ",") or tokens[at].kind == BASIS
    ):
        at += 1
    if at + 1 >= limit or tokens[at].low not in ("related", "attributable", "associated"):
        return None
    at = _skip(tokens, at + 2, DETERMINER + ADVERB + PRAISE, limit)
    mention = _starting(mentions, at, at + 1)
    known = mention is not None and mention.entry is not None and fits(mention.nature, asked)
    return mention if known else None


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
    end = _noun_phrase(tokens, mentions, start, limit)
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
            mention = _starting(mentions, after + 1, inner + 1)
            if mention is not None:
                return mention, True
    return None


def _noun_phrase(tokens: Sequence[Token], mentions: Sequence[Mention], at: int, limit: int) -> int:
    """Where the words before a noun of change end: "5% net sales growth", "5% earnings per share growth"."""
    while at < limit and tokens[at].kind != CHANGE:
        inside = any(m.entry is not None and m.first < at < m.last for m in mentions)
        if tokens[at].kind not in NOMINAL and not (inside and tokens[at].low == "per"):
            break
        at += 1
    return at


def in_terms(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, limit: int
) -> Mention | None:
    """What a number is in terms of: "we were up 6% in terms of customers"."""
    if family(asked.unit) == "count":
        return None
    for at in range(asked.at + 1, min(limit, asked.at + _TERMS) - 3):
        if [t.low for t in tokens[at : at + 3]] == ["in", "terms", "of"]:
            inner = _skip(tokens, at + 3, DETERMINER + ADVERB + PRAISE + PERIOD, limit)
            mention = _starting(mentions, at + 3, inner + 1)
            return mention if mention is not None and fits(mention.nature, asked) else None
    return None


_BUYING = frozenset(["repurchased", "repurchase", "repurchasing", "bought"])


def _owners(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """Whether an amount goes "to our shareholders"."""
    low = [t.low for t in tokens[at : min(limit, at + 5)]]
    return "to" in low[:3] and any(
        word.startswith(("shareholder", "stockholder", "shareowner")) for word in low
    )


def made(tokens: Sequence[Token], asked: Asked, limit: int) -> Mention | None:
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
    if kind == "physical" and verb in _MADE:
        return Mention(asked.at, asked.at, asked.at, _MADE[verb])
    if kind != "money":
        return None
    if verb in ("returned", "return", "returning") and _owners(tokens, asked.at + 1, limit):
        name = "capital returned to shareholders"
        return Mention(asked.at, asked.at, asked.at, tuple(name.split()), names[name])
    if verb in ("earned", "earn"):
        return Mention(asked.at, asked.at, asked.at, ("net", "income"), names["net income"])
    rest = tokens[asked.at + 1 : min(limit, asked.at + 9)]
    if verb in _BUYING and any(t.low in ("share", "shares", "stock") for t in rest):
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
