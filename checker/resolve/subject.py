"""The metric and scope of each number of a sentence, in the sentence's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Measure, Quantity
from checker.resolve.ahead import forward
from checker.resolve.antecedent import Place
from checker.resolve.behind import outdone
from checker.resolve.bound import Case, bound, within
from checker.resolve.drivers import Clause, effect
from checker.resolve.fitness import Asked, family, fits
from checker.resolve.governor import attach
from checker.resolve.growing import growing
from checker.resolve.lexicon import Entry, lexicon
from checker.resolve.limits import Read, actor, bearer, listed, located
from checker.resolve.limits import limit as limited
from checker.resolve.mentions import Mention
from checker.resolve.phrases import BASIS, CHANGE, COMMA, CONJUNCTION, DETERMINER, VERB, Token, keys, words
from checker.resolve.ratios import meant, on_basis, recalled, times
from checker.resolve.restriction import Restriction, restrictions
from checker.resolve.scope import places
from checker.resolve.spans import lasting
from checker.resolve.topic import Context
from checker.resolve.unify import Said


def subjects(
    read: Read, quantities: Sequence[Quantity], measures: Sequence[Measure], context: Context
) -> list[Said]:
    """What is said of every number of ``read``; ``quantities`` and ``measures`` are all of the document's."""
    tokens, passage = read.tokens, read.passage
    where = {t.quantity: at for at, t in enumerate(tokens) if t.quantity >= 0}
    asked = [
        Asked(where[i], _unit(tokens, where[i], quantities[i].unit), measures[i]) for i in passage.quantities
    ]
    narrowed = restrictions(tokens, read.mentions, asked)
    inner = {n.at: r for r in narrowed for n in asked if r.first <= n.at < r.last}
    outer = [number for number in asked if number.at not in inner]
    answers = attach(tokens, read.mentions, outer)
    result: list[Said] = []
    for n, (number, answer) in enumerate(zip(outer, answers, strict=True)):
        before = outer[n - 1].at + 1 if n else 0
        after = outer[n + 1].at if n + 1 < len(outer) else len(tokens)
        said = on_basis(
            _say(Case(read, number, answer, before, after, _last(result), context)), tokens, number.at
        )
        own = next((r for r in narrowed if answer.mention is r.head and number.at < r.first), None)
        result.append(said._replace(scope=f"{said.scope} {own.text}".strip()) if own is not None else said)
    if not inner:
        return _respective(tokens, result)
    whole = iter(result)
    return [
        _threshold(read, number, inner[number.at]) if number.at in inner else next(whole) for number in asked
    ]


def _last(result: Sequence[Said]) -> Said | None:
    """What the number before was said of; a span of time says nothing of the next number."""
    return next((said for said in reversed(result) if said.words[:1] != ("duration",)), None)


def _threshold(read: Read, number: Asked, narrowed: Restriction) -> Said:
    """What a threshold is of: the ARR of each customer in "customers with over $1 million in ARR"."""
    ahead = forward(read.tokens, read.mentions, number, narrowed.last)
    within = [m for m in read.mentions if narrowed.first < m.first and m.last <= number.at]
    mention = ahead[0] if ahead is not None else within[-1] if within else None
    name, entry = (mention.words, mention.entry) if mention is not None else (("threshold",), None)
    return Said(name, entry, " ".join(narrowed.head.words), False)


def _unit(tokens: Sequence[Token], at: int, unit: str) -> str:
    """The unit, per share where the words after an amount say so."""
    following = [t.low for t in tokens[at + 1 : at + 5]]
    share = (
        family(unit) == "money"
        and following[:1] in (["per"], ["a"])
        and any(w.startswith("share") for w in following)
    )
    return f"{unit}/share" if share else unit


def _respective(tokens: Sequence[Token], said: list[Said]) -> list[Said]:
    """ "Catering and Tourism grew 15% and 80%, respectively": each figure with its own part of the list."""
    if not any(t.low.startswith("respective") for t in tokens):
        return said
    for scope in {s.scope for s in said if " and " in s.scope}:
        names = [part.strip() for part in re.split(r",? and |, ", scope)]
        places = [n for n, s in enumerate(said) if s.scope == scope]
        if len(names) == len(places):
            for name, n in zip(names, places, strict=True):
                said[n] = said[n]._replace(scope=name)
    return said


def _say(case: Case) -> Said:
    read, asked, answer, previous, context = case.read, case.asked, case.answer, case.previous, case.context
    mention = answer.mention
    if mention is not None and asked.measure == "change" and asked.unit == "percent" and _mere(mention):
        mention = None  # "a gain of 12%" names a movement, nothing that moves
    if mention is not None and previous is not None and _that_of(read.tokens, mention):
        return previous._replace(scope=" ".join(mention.words), own=False)
    named = located(read, case.before, asked.at) if mention is not None and mention.entry is None else None
    if named is not None and mention is not None and mention.last <= named[0]:
        mention = None  # a name, and no metric
    grown = growing(read, mention, answer, asked, previous) if mention is not None else ""
    if grown:
        return _unnamed(case, grown)
    totals = (previous, context.kinds.get("percent"), context.last)
    moved = effect(Clause(read.tokens, read.mentions, asked, case.before, case.after), answer, totals)
    if moved is not None:
        return moved
    if family(asked.unit) == "duration" and asked.measure == "level":
        lasts = lasting(read.tokens, case.before, asked.at, case.after)
        if lasts:
            where = limited(read, asked.at, answer, case.before, case.after) or context.topic
            return Said(lasts, None, where, False)
    limit = limited(read, asked.at, answer, case.before, case.after)
    if not limit and previous is not None and previous.scope:
        limit = listed(read, case.before, asked.at)
    if answer.whole is not None and (
        asked.measure == "share" or (asked.unit == "percent" and not answer.chained)
    ):
        return _share(case, answer.whole, limit)
    if mention is None:
        return _unnamed(case, limit or actor(read, case.before, asked.at))
    entry, name = mention.entry, mention.words
    margin = meant(mention, read.mentions) or recalled(mention, _latest(context))
    if margin is not None:
        entry, name = margin, tuple(margin.name.split())
    if family(asked.unit) == "ratio" and asked.measure == "level":
        ratio = times(read.tokens, read.mentions, mention, asked.at)
        if ratio:
            return Said(tuple(ratio.split()), lexicon().named(ratio), limit, False)
    compared = family(asked.unit) == "points" and entry is not None and not fits(entry.nature, asked)
    if compared and outdone(read.tokens[mention.last : asked.at]):
        entry, name = None, (*name, "outperformance")
    per_share = family(asked.unit) == "per share" and mention.nature not in ("per share", "")
    if family(asked.unit) == "per share" and mention.nature not in ("per share", "") and entry is not None:
        if mention.nature == "price":
            entry, name = lexicon().entries["average price per share"], ("average", "price", "per", "share")
        elif entry.name in ("net income", "earnings", "income", "profit", "loss"):
            entry, name = (
                lexicon().entries["earnings per diluted share"],
                ("earnings", "per", "diluted", "share"),
            )
        else:
            entry, name = None, (*name, "per", "share")
    if family(asked.unit) == "duration" and entry is not None and entry.nature not in ("duration", ""):
        entry, name = None, ("duration", "of", *name)
    if answer.chained and previous is not None and not per_share:
        if answer.whole is not None or mention.words == previous.words or not mention.words:
            narrowed = within(limit, previous.part) if keys(limit) in places() else limit or previous.scope
            return previous._replace(scope=narrowed, loose=previous.loose and not limit)
        return Said(name, entry, limit or mention.scope or previous.scope, False)
    scope, part, loose = bound(case, mention, entry, limit)
    if not scope and answer.forward and _adds(read.tokens, asked.at):
        # "the acquisition added $65 million of revenue": what it adds is not the company's
        if family(asked.unit) == "count":
            return Said((*name, "added"), None, "", False)
        return Said(("contribution", "to", *name), None, "", False)
    if scope and set(keys(scope)) <= set(keys(" ".join(name))):
        scope = ""
    return Said(name, entry, scope, False, own=bool(mention.scope), part=part, loose=loose)


def _latest(context: Context) -> list[Entry | None]:
    """What the last number was said of, and the last percentage."""
    return [said.entry for said in (context.last, context.kinds.get("percent")) if said is not None]


def _mere(mention: Mention) -> bool:
    return mention.entry is not None and mention.entry.name == "gain" and len(mention.words) == 1


def _that_of(tokens: Sequence[Token], mention: Mention) -> bool:
    """ "… whereas that on anchors fell to 40%": the metric just named, of another part."""
    at = mention.first - 1
    if at > 0 and tokens[at].kind == DETERMINER:
        at -= 1
    joined = (
        at > 1
        and tokens[at].low in ("on", "of", "in", "for", "at")
        and tokens[at - 1].low in ("that", "those")
    )
    return joined and mention.entry is None and tokens[at - 2].kind in (CONJUNCTION, COMMA)


_RISING = frozenset(["up", "down", "increased", "decreased", "rose", "fell"])


def _unnamed(case: Case, limit: str) -> Said:
    """What a number measures whose sentence does not name it: what the last one did, or revenue that grew."""
    read, asked, previous, context = case.read, case.asked, case.previous, case.context
    about = limit or bearer(read, asked.at) or context.about(read, None)
    if asked.measure == "change" and asked.unit == "percent" and _organic(read.tokens, case.before, asked.at):
        return Said(("revenue",), lexicon().entries["revenue"], about, True)
    last = previous or context.kinds.get(family(asked.unit)) or context.last
    rises = limit != "" and any(t.low in _RISING for t in read.tokens[max(0, asked.at - 3) : asked.at])
    fitting = (
        last is not None
        and last.words
        and (last.entry is None or fits(last.entry.nature, asked, open_head=last.entry.open))
        and not (
            (rises or _grows(read.tokens, asked.at))
            and last.entry is not None
            and last.entry.nature == "rate"
        )
    )
    vague = last is not None and previous is None and last.entry is None
    if last is None or not fitting or (vague and (limit or _grows(read.tokens, asked.at))):
        if asked.measure == "change" and asked.unit == "percent" and (rises or _grows(read.tokens, asked.at)):
            # "Europe grew 5%": what a business is said to grow is its revenue
            return Said(("revenue",), lexicon().entries["revenue"], about, True)
        return _antecedent(case, about)
    if previous is None and not _points_back(read.tokens, asked.at):
        return _antecedent(case, about)
    return last._replace(scope=limit or last.scope, inferred=True, loose=last.loose and not limit)


def _antecedent(case: Case, about: str) -> Said:
    """What its own sentence or those before brought up; nothing where the number is of something else."""
    read, context = case.read, case.context
    brought = context.heard.brought_up(Place(read.tokens, read.mentions, case.asked, case.before, case.after))
    if brought is None:
        return Said((), None, about, True)
    return Said(brought.words, brought.entry, about or brought.scope, True)


def _adds(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb before a number adds it to something."""
    verb = next((t.low for t in reversed(tokens[max(0, at - 3) : at]) if t.kind == VERB), "")
    return verb.startswith(("add", "contribut"))


def _share(case: Case, whole: Mention, limit: str) -> Said:
    """What a percentage is of, and which part it is."""
    read, asked, answer, previous, context = case.read, case.asked, case.answer, case.previous, case.context
    part, tokens = answer.mention, read.tokens
    if answer.chained and previous is not None:
        return previous._replace(scope=limit or previous.scope, loose=previous.loose and not limit)
    verbs = words()["partitive"]
    if part is not None and part.entry is not None and part.entry == whole.entry:
        # "sales abroad were 41% of total sales": the share of a part
        return Said(whole.words, whole.entry, part.scope or limit or context.topic, False)
    partitive = any(t.low in verbs for t in tokens[case.before : asked.at])
    rated = part is not None and part.nature == "rate"  # "a market share of 60% of par"
    if (
        part is not None
        and part.entry is not None
        and whole.entry is not None
        and not partitive
        and not rated
    ):
        return Said(
            (*part.words, "as", "a", "percentage", "of", *whole.words),
            None,
            part.scope or limit or context.topic,
            False,
        )
    scope = limit or actor(read, case.before, asked.at)
    if not scope and part is not None:
        named = part.entry is None and _is_share(tokens, part.last, asked.at)
        kind = [w for w in part.words if w not in whole.words] if part.words[-1:] == whole.words[-1:] else []
        scope = part.scope or " ".join(part.words if named else kind)
    return Said(whole.words, whole.entry, scope or whole.scope, False)


def _is_share(tokens: Sequence[Token], last: int, at: int) -> bool:
    """Whether what stands before a percentage is the part, and does nothing to it: "advisers met 75% of"."""
    verbs = [t.low for t in tokens[min(last, at) : at] if t.kind == VERB]
    return not verbs or any(v in words()["partitive"] or v in words()["stative"] for v in verbs)


def _points_back(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a number lean on a sentence before: "that compares to", "the decrease of"."""
    before = tokens[:at]
    return len(before) < 8 or any(t.low in words()["pointing"] or t.kind == CHANGE for t in before)


def _organic(tokens: Sequence[Token], before: int, at: int) -> bool:
    """ "Organic growth was 5%" without a noun is growth of revenue."""
    return any(
        tokens[k].kind == BASIS and tokens[k + 1].low == "growth"
        for k in range(before, min(at, len(tokens) - 1))
    )


def _grows(tokens: Sequence[Token], at: int) -> bool:
    return any(
        t.low in ("grew", "grow", "growth", "growing", "grown", "declined", "decline")
        for t in tokens[max(0, at - 4) : at + 4]
    )
