"""Metrics named in a clause: names of the lexicon with their modifiers, and other noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker import units
from checker.resolve.joints import complement, coordinated, ratio
from checker.resolve.lexicon import Entry, Found, Lexicon, lexicon
from checker.resolve.phrases import BASIS, CHANGE, NOUN, PERIOD, PRAISE, Token, chunks, keys, singular, words
from checker.resolve.scope import Names, places

_RATES = frozenset(
    [
        "rate",
        "rates",
        "ratio",
        "ratios",
        "margin",
        "margins",
        "percentage",
        "yield",
        "yields",
        "penetration",
        "occupancy",
        "apr",
        "nim",
    ]
)
_LONGEST = 7
# What is meant by a market that is said to grow.
_MARKETS = {
    ("category",): ("category", "sales"),
    ("industry",): ("industry", "sales"),
    ("market",): ("market",),
}
_GOODS = frozenset(["product revenue", "service revenue"])
_DATING = frozenset(["quarterly"])
"""Adjectives that say of a flow for how long it flows, and nothing of what it is."""
_ADJECTIVAL = frozenset(["annual", "annualized", "monthly", "weekly", "quarterly", "weighted", "recurring"])


class Mention(NamedTuple):
    """A metric as named: tokens ``first`` to ``last``, with its complement up to ``close``.

    ``words`` is its name as said, ``scope`` what its modifiers and complement limit it to, ``whole``
    whether it says to be the company's total.
    """

    first: int
    last: int
    close: int
    words: tuple[str, ...]
    entry: Entry | None = None
    scope: str = ""
    whole: bool = False

    @property
    def known(self) -> bool:
        """Whether the field knows it: a name of the lexicon, or one thing as a percentage of another."""
        return self.entry is not None or "percentage" in self.words[1:]

    @property
    def nature(self) -> str:
        if self.entry is not None:
            return self.entry.nature
        if "percentage" in self.words[1:]:
            return "rate"
        return "rate" if self.words and self.words[-1] in _RATES else ""


def mentions(tokens: Sequence[Token], lex: Lexicon, names: Names) -> list[Mention]:
    """All metrics named in ``tokens``, in order; a phrase inside another's complement is not repeated."""
    found = lex.find(tokens)
    phrases = chunks(tokens, [(f.first, f.last) for f in found])
    by_first = {first: (first, last) for first, last in phrases}
    result: list[Mention] = []
    skip, carrying = 0, -1
    for first, last in phrases:
        if first < skip:
            continue
        mention = _read(tokens, first, last, found, names)
        linked = complement(tokens, last, by_first)
        if mention is None:
            # a bare carrier ("the number of closed orders") opens the mention that its "of" leads to
            opens = linked is not None and linked[2] in ("of", "for") and _carries(tokens, first, last)
            carrying = first if opens else -1
            continue
        if (
            first > 0
            and tokens[first - 1].low == "per"
            and tokens[last - 1].low in ("share", "shares", "ads")
        ):
            continue
        if not mention.scope and not (mention.entry is not None and mention.entry.company):
            mention = mention._replace(scope=_owner(tokens, first, names))
        if carrying >= 0:
            mention = mention._replace(first=carrying)
            carrying = -1
        if result and mention.first < result[-1].last <= mention.last:
            if result[-1].entry is not None:
                mention = mention._replace(first=first, scope="")  # "our market share and ARR"
            while result and result[-1].entry is None and mention.first < result[-1].last:
                result.pop()
        share = ratio(tokens, last, by_first)
        if share is not None:
            whole = _read(tokens, *share, found, names)
            if whole is not None:
                name = (*mention.words, "as", "a", "percentage", "of", *whole.words)
                mention = mention._replace(words=name, entry=None, last=share[1], close=share[1])
                skip = share[1]
        elif linked is not None:
            mention = _linked(tokens, mention, linked, found, names)
            if mention.close > linked[1] - 1 and mention.last > last:
                skip = mention.close
        result.append(mention)
    return _results(tokens, _fronted(tokens, _abbreviated(tokens, result)))


def _abbreviated(tokens: Sequence[Token], found: list[Mention]) -> list[Mention]:
    """Without the short name given beside the full one: "net interest margin, or NIM, was"."""
    kept: list[Mention] = []
    for mention in found:
        same = bool(kept) and mention.entry is not None and mention.entry == kept[-1].entry
        gap = [t.low for t in tokens[kept[-1].last : mention.first]] if same else []
        if gap in (["("], [",", "or"], ["or"], ["-"], ["–"]):
            closed = mention.last < len(tokens) and tokens[mention.last].low in (",", ")")
            end = mention.last + closed
            kept[-1] = kept[-1]._replace(last=end, close=max(end, mention.close))
        else:
            kept.append(mention)
    return kept


_RESULTS = frozenset(["profit", "loss", "income"])
_SIGNED = frozenset(["net income", "operating income", "pretax income", "underwriting income", "ebitda"])
_SIGNED |= {"segment profit", "earnings per diluted share", "operating earnings per share"}


def _results(tokens: Sequence[Token], found: list[Mention]) -> list[Mention]:
    """Without "a loss" and "a profit" behind a result: "EBIT was a loss of 5, against a profit of 2"."""
    kept: list[Mention] = []
    for mention in found:
        bare = mention.entry is not None and mention.entry.name in _RESULTS and len(mention.words) == 1
        signs = bare and mention.first > 0 and tokens[mention.first - 1].low in ("a", "an")
        if not (signs and any(m.entry is not None and m.entry.name in _SIGNED for m in kept)):
            kept.append(mention)
    return kept


def _owner(tokens: Sequence[Token], first: int, names: Names) -> str:
    """Whose a metric is where its period stands between: "Acme's second quarter sales"."""
    at = first
    while at > 0 and (tokens[at - 1].kind == PERIOD or tokens[at - 1].low in ("first", "second")):
        at -= 1
    if at in (first, 0) or not tokens[at - 1].low.endswith("'s") or tokens[at - 1].kind != NOUN:
        return ""
    start = at - 1
    while start > 0 and tokens[start - 1].kind == NOUN and tokens[start - 1].raw[0].isupper():
        start -= 1
    return names.leading([*tokens[start:at], tokens[first]])[0]


def _fronted(tokens: Sequence[Token], result: list[Mention]) -> list[Mention]:
    """ "As a percentage of sales, operating expenses were": the first metric after it is the ratio."""
    low = [t.low for t in tokens[:6]]
    if (
        ("percentage" not in low[:4] and "percent" not in low[:4])
        or not low
        or low[0] != "as"
        or len(result) < 2
    ):
        return result
    whole, part = result[0], result[1]
    if part.first - whole.last > 3:
        return result
    name = (*part.words, "as", "a", "percentage", "of", *whole.words)
    return [part._replace(words=name, entry=None), *result[2:]]


def _carries(tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(t.low in words()["carrier"] or t.kind in (PRAISE, BASIS) for t in tokens[first:last])


def _read(
    tokens: Sequence[Token], first: int, last: int, found: Sequence[Found], names: Names
) -> Mention | None:
    """The noun phrase at ``first`` up to ``last`` as a metric; None where it only carries one."""
    w = words()
    inside = [f for f in found if f.first >= first and f.last <= last]
    if inside:
        match = inside[-1]
        if match.entry.name in _GOODS and match.first > first and tokens[match.first - 1].kind == NOUN:
            # "Forest Products revenue" is revenue of Forest Products
            match = Found(match.last - 1, match.last, lexicon().entries["revenue"])
        bare = match.last - match.first == 1 and not any(t.kind == NOUN for t in tokens[first : match.first])
        if bare and _anaphoric(tokens, first, match):
            return None
        tail = tokens[match.last : last]
        if all(t.low in w["carrier"] or t.kind in (CHANGE, PRAISE, BASIS) for t in tail):
            apart = any(f.last == first - 1 for f in found)  # "revenue and operating costs" are two
            return _named(tokens, first, match, last, names, apart=apart)
    kept = [t for t in tokens[first:last] if t.kind not in (PRAISE, BASIS)]
    while kept and (kept[-1].kind == CHANGE or (kept[-1].low in w["carrier"] and len(kept) > 1)):
        kept.pop()
    if names.is_name(kept):
        return None
    scope, used = names.leading(kept, firm=True)
    body = kept[used:] if used < len(kept) else kept
    scope = scope if body is not kept else ""
    if len(body) > 1:
        body = [t for t in body if not names.is_own([t])] or body
    name = tuple(_plain(t.low) for t in body)[-_LONGEST:]
    if name in _MARKETS and first > 0 and tokens[first - 1].low == "the":
        return Mention(first, last, last, _MARKETS[name])
    counted = first > 0 and tokens[first - 1].quantity >= 0
    if counted and name and name[-1] in w["division"]:
        return Mention(first, last, last, name, None, scope)
    if body and body[-1].low in w["division"]:
        # "our wholesale business grew 30%" says what grew, not what was measured of it
        return None
    if not name or all(
        n in _ADJECTIVAL or n in w["carrier"] or n in w["agent"] or n in w["anaphoric"] or n in w["segment"]
        for n in name
    ):
        return None
    return Mention(first, last, last, name, None, scope, _is_whole(tokens, first, last))


def _anaphoric(tokens: Sequence[Token], first: int, match: Found) -> bool:
    """Whether a bare general head points back: "this ratio", "that margin"; or is none: "at a rate of"."""
    if first > 1 and tokens[first - 2].low == "at" and match.entry.name == "rate":
        return tokens[match.last].low == "of" if match.last < len(tokens) else False
    if not match.entry.open or match.first != first or first == 0:
        return False
    many = tokens[first].low.endswith("s")
    pointed = tokens[first - 1].low in (("these", "those") if many else ("this", "that"))
    return pointed or match.entry.name in ("rate", "ratio")


def _named(
    tokens: Sequence[Token], first: int, match: Found, last: int, names: Names, *, apart: bool
) -> Mention:
    before = [t for t in tokens[first : match.first] if t.kind == NOUN]
    core = tuple(
        _plain(t.low)
        for t in tokens[match.first : match.last]
        if t.kind not in (PRAISE, BASIS, ",")
        or t.low in match.entry.name.split()
        or t.low in ("comparable", "same")
    )
    scope, used = names.leading(before)
    rest = before[used:]
    qualifiers = words()["qualifier"]
    if match.entry.open:
        joint = rest if apart or scope else coordinated(tokens, first, rest)
        extra = tuple(_plain(t.low) for t in joint if t.kind != ",")
        if len(joint) > len(rest):
            first -= len(joint) - len(rest)
        entry = match.entry if not extra else match.entry._replace(name=" ".join((*extra, match.entry.name)))
    else:
        dated = _DATING if match.entry.nature == "flow" else frozenset()
        extra = tuple(_plain(t.low) for t in rest if t.low in qualifiers and t.low not in dated)
        entry = match.entry if not extra else match.entry._replace(name=" ".join((*extra, match.entry.name)))
        held = len(rest) == 2 and rest[0].low == "company"  # "company owned"
        others = [
            t
            for t in rest
            if t.low not in qualifiers and (held or not (t.low.endswith("ed") and t.raw[0].islower()))
        ]
        joint = rest if apart else coordinated(tokens, first, rest)
        if len(joint) > len(rest) and not scope:
            start = first - (len(joint) - len(rest))
            scope = names.modifier(joint)
            return Mention(start, last, last, core, match.entry, scope, _is_whole(tokens, first, last))
        if others and not scope:
            if match.entry.kinds and not any(t.raw[0].isupper() for t in others if t.start > tokens[0].start):
                return _of_kind(tokens, (first, last), match, others, (*extra, *core))
            scope = names.modifier(others)
    return Mention(first, last, last, (*extra, *core), entry, scope, _is_whole(tokens, first, last))


def _of_kind(
    tokens: Sequence[Token], span: tuple[int, int], match: Found, kind: Sequence[Token], name: tuple[str, ...]
) -> Mention:
    """A metric whose modifiers say which kind of it is meant: "commodity inflation", "private loans"."""
    words_of = tuple(_plain(t.low) for t in kind if t.low not in words()["unscoped"])
    entry = match.entry._replace(name=" ".join((*words_of, match.entry.name)))
    return Mention(span[0], span[1], span[1], (*words_of, *name), entry, "", _is_whole(tokens, *span))


def _linked(
    tokens: Sequence[Token],
    mention: Mention,
    linked: tuple[int, int, str],
    found: Sequence[Found],
    names: Names,
) -> Mention:
    first, last, link = linked
    nominal = [t for t in tokens[first:last] if t.kind == NOUN or link == "per"]
    text = tuple(_plain(t.low) for t in nominal)
    if link == "per":
        return mention._replace(words=(*mention.words, "per", *text), close=last, last=last, entry=None)
    entry = mention.entry
    if link == "of" and entry is not None and entry.name in _PARTIAL and nominal:
        shared = any(f.first >= first and f.last <= last for f in found)
        if shared:  # the market share of loans is none of deposits
            whole = entry._replace(name=" ".join((entry.name, "of", *text)))
            return mention._replace(words=(*mention.words, "of", *text)[:_LONGEST], entry=whole, close=last)
    held = entry is not None and entry.nature == "stock" and link in ("in", "denominated")
    if held and _is_money(tokens[first:last]):
        money = " ".join(t.low for t in tokens[first:last])
        return mention._replace(scope=f"{mention.scope} {money}".strip(), close=last)
    giving = link == "from" and bool(mention.words) and mention.words[-1] in _GIVING
    limit = names.scope(tokens, first, last, link, closed=giving or (entry is not None and not entry.open))
    if limit and keys(limit) in places():
        other, end = names.beside(tokens, last)
        limit, last = (f"{limit} and {other}", end) if other else (limit, last)
    if limit:
        return mention._replace(scope=mention.scope or limit, close=last)
    if (
        link == "of"
        and text
        and (mention.entry is None or mention.entry.open)
        and not any(f.first >= first and f.last == last for f in found if mention.entry)
    ):
        return mention._replace(
            words=(*mention.words, "of", *text)[:_LONGEST], close=last, last=last, entry=None
        )
    return mention


_PARTIAL = frozenset(["market share", "penetration"])
_GIVING = frozenset(["contribution", "contributions", "proceeds", "income", "fees", "receipts", "earnings"])


def _is_money(tokens: Sequence[Token]) -> bool:
    """Whether a phrase is a currency: "pesos", "U.S. dollars", "foreign currency"."""
    return bool(tokens) and (
        singular(tokens[-1].low) in units.words() or tokens[-1].low.startswith("currenc")
    )


def _is_whole(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(t.low in words()["whole"] for t in tokens[first:last])


def _plain(low: str) -> str:
    return low[:-2] if low.endswith(("'s", "’s")) else low.strip("'’")
