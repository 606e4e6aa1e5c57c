"""What moved a total: "higher rates added $5 million to operating income", "50 basis points from freight".

A driver's part of a change is no figure of the total and none of the driver: it is the driver's impact on
the total, and is named so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.fitness import Asked, family, fits
from checker.resolve.governor import Answer
from checker.resolve.lexicon import Entry
from checker.resolve.mentions import Mention
from checker.resolve.phrases import (
    ADVERB,
    BASIS,
    CHANGE,
    COMMA,
    DETERMINER,
    DIRECTION,
    NOMINAL,
    NOUN,
    PERIOD,
    PRAISE,
    PRONOUN,
    Token,
    words,
)
from checker.resolve.unify import Said
from checker.resolve.winds import subject, wind

_LONGEST = 5
_IMPACTS = frozenset(["impact", "effect", "benefit"])
_HAVING = frozenset(["had", "has", "have", "having"])
_SOURCE = frozenset(["from", "due", "related", "attributable", "associated", "caused", "driven"])
_SPEAKERS = frozenset(["we", "i", "you", "they", "we're", "we've", "we'll"])
_TAIL = frozenset(["by", "higher", "lower", "up", "down", "about", "approximately", "another", "roughly"])


class Clause(NamedTuple):
    """A number and the stretch of its sentence, tokens ``before`` up to ``after``, that is its own."""

    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    asked: Asked
    before: int
    after: int


def effect(clause: Clause, answer: Answer, totals: Sequence[Said | None]) -> Said | None:
    """The driver's impact on a total that the number of ``clause`` is; None where it is no such thing.

    ``totals`` are what the numbers before it were said of, the likeliest first.
    """
    asked = clause.asked
    kind = family(asked.unit)
    if kind not in ("points", "money", "per share", "percent"):
        return None
    blown = wind(clause.tokens, clause.mentions, asked, clause.before, clause.after)
    if blown is not None:
        cause = _plain(clause.tokens[blown.first : blown.last])
        if not cause:
            return None
        if blown.total is not None:
            return _named(cause, blown.total.words, blown.total.scope)
        return _onto(cause, asked, totals[:1] if kind == "money" else totals) or _alone(cause)
    if kind == "percent" and asked.measure != "change":
        return None
    total = _added_to(clause)
    if total is not None:
        verb, whole = total
        cause = _before(clause.tokens, clause.before, verb)
        return _named(cause, whole.words, whole.scope) if cause else None
    struck = _impacted(clause)
    if struck is not None:
        cause, hit = struck
        return _named(cause, hit.words, hit.scope) if cause else None
    listed = totals[0] is not None and "impact" in totals[0].words
    cause = _source(clause, answer, listed=listed) if kind != "percent" else ()
    if not cause:
        return None
    return _onto(cause, asked, totals) or (_alone(cause) if kind == "points" else None)


def _alone(cause: tuple[str, ...]) -> Said:
    return Said((*cause, "impact"), None, "", False)


def _onto(cause: tuple[str, ...], asked: Asked, totals: Sequence[Said | None]) -> Said | None:
    """The impact of ``cause`` on the likeliest of ``totals`` that the number can be a part of."""
    for said in totals:
        if said is None:
            continue
        on = said.words[said.words.index("on") + 1 :] if "impact" in said.words and "on" in said.words else ()
        if on:
            return _named(cause, on, said.scope)
        if said.entry is not None and _can_hold(said.entry, asked):
            return _named(cause, said.words, said.scope)
    return None


def _can_hold(entry: Entry, asked: Asked) -> bool:
    """Whether an effect of this unit can be one on a metric that its sentence does not name."""
    kind = family(asked.unit)
    if kind == "percent":
        return entry.family == "income-statement"
    return entry.nature == kind if kind == "per share" else fits(entry.nature, asked)


def _named(cause: tuple[str, ...], total: tuple[str, ...], scope: str) -> Said:
    return Said((*cause, "impact", "on", *total), None, scope, False)


def _added_to(clause: Clause) -> tuple[int, Mention] | None:
    """The verb and the total of "X added 5 to Y", "X increased Y by 5", "X drove a 5 increase in Y"."""
    tokens, asked, before, after = clause.tokens, clause.asked, clause.before, clause.after
    adding, moving, driving = (words()[name] for name in ("adding", "moving", "driving"))
    if family(asked.unit) == "percent":
        adding, moving, driving = frozenset(), words()["swaying"], frozenset()
    for verb in range(asked.at - 1, max(before, asked.at - 9) - 1, -1):
        low = tokens[verb].low
        if (low in moving or low in driving) and asked.at - verb > 1:
            found = _total(clause, verb, verb + 1, asked.at)
            tail = [t.low for t in tokens[found[1].last : asked.at]] if found is not None else ["?"]
            if all(word in _TAIL for word in tail) and _subject(tokens, before, verb):
                return found
        if low in adding or low in driving:
            at = asked.at + 1
            if low in driving:
                if at >= after or tokens[at].kind != CHANGE:
                    return None
                at += 1
            if at + 1 < after and tokens[at].low in ("to", "in"):
                return _total(clause, verb, at + 1, after)
            return None
    return None


def _impacted(clause: Clause) -> tuple[tuple[str, ...], Mention] | None:
    """The cause and the total of "X had an impact on Y of 5" and of "X had an impact of 5 on Y"."""
    tokens, asked, before, after = clause.tokens, clause.asked, clause.before, clause.after
    noun = next(
        (n for n in range(asked.at - 1, max(before, asked.at - 12), -1) if tokens[n].low in _IMPACTS), -1
    )
    if noun < 0:
        return None
    verb = next((n for n in range(noun - 1, max(before, noun - 5) - 1, -1) if tokens[n].low in _HAVING), -1)
    if verb < 0:
        return None
    linked = noun + 1 if tokens[noun + 1].low in ("on", "to") else asked.at + 1
    if linked + 1 >= after or tokens[linked].low not in ("on", "to"):
        return None
    found = _total(clause, verb, linked + 1, after if linked > asked.at else asked.at)
    return None if found is None else (_before(tokens, before, verb), found[1])


def _subject(tokens: Sequence[Token], before: int, verb: int) -> bool:
    """Whether something does it: a noun phrase, or "which" after one, stands before the verb."""
    if tokens[verb].low in words()["swaying"]:
        return subject(tokens, before, verb) is not None  # "tariffs are expected to impact"
    return verb > before and (tokens[verb - 1].kind in NOMINAL or tokens[verb - 1].low in ("which", "that"))


def _total(clause: Clause, verb: int, at: int, limit: int) -> tuple[int, Mention] | None:
    tokens = clause.tokens
    while at < limit and tokens[at].kind in (DETERMINER, ADVERB, PERIOD, BASIS, PRAISE):
        at += 1
    for mention in clause.mentions:
        if mention.first <= at < mention.last <= limit and mention.entry is not None:
            return (verb, mention) if fits(mention.nature, clause.asked) else None
    return None


def _before(tokens: Sequence[Token], first: int, at: int) -> tuple[str, ...]:
    """The noun phrase that the verb at ``at`` has for its subject, its nouns of change included."""
    while at > first and (tokens[at - 1].kind in (ADVERB, COMMA, PRONOUN, "V") or tokens[at - 1].low == "to"):
        at -= 1
        if tokens[at].low in _SPEAKERS:
            return ()
    end = at
    while at > first and (tokens[at - 1].kind in NOMINAL or tokens[at - 1].low in ("per", "and")):
        at -= 1
    return _plain(tokens[at:end])


def _source(clause: Clause, answer: Answer, *, listed: bool) -> tuple[str, ...]:
    """The driver in "50 points of pressure from X", "a 50 point X headwind", "50 points from X".

    ``listed`` says that the number before is a driver's: "80 points of price and 40 points of mix".
    """
    tokens, asked, before, after = clause.tokens, clause.asked, clause.before, clause.after
    effects = words()["effect"]
    at = asked.at + 1
    noun = at
    if noun < after and tokens[noun].low == "of":
        noun += 1
    run = noun
    while run < after and tokens[run].kind in NOMINAL + DETERMINER and tokens[run].low not in effects:
        run += 1
    named = any(m.entry is not None and m.first <= run < m.last for m in clause.mentions)
    if run < after and run - noun <= _LONGEST and tokens[run].low in effects and not named:
        kept = _plain(tokens[noun:run])
        return _linked(tokens, run + 1, after) or kept
    if family(asked.unit) != "points":
        return ()
    caused = listed or any(t.low in words()["causing"] for t in tokens[before : asked.at])
    if answer.mention is None or answer.chained or caused:
        if at < after and tokens[at].low in ("of", "in") and caused and before:
            return _linked(tokens, at, after, any_link=True)
        return _linked(tokens, at, after)
    return ()


def _linked(tokens: Sequence[Token], at: int, after: int, *, any_link: bool = False) -> tuple[str, ...]:
    if at >= after or not (any_link or tokens[at].low in _SOURCE):
        return ()
    at += 1
    while at < after and tokens[at].kind in (DETERMINER, ADVERB, PRAISE, DIRECTION, "P"):
        at += 1
    first = at
    while at < after and (
        tokens[at].kind in NOMINAL
        or (tokens[at].low == "and" and at > first and at + 1 < after and tokens[at + 1].kind in NOMINAL)
    ):
        at += 1
    return _plain(tokens[first:at])


def _plain(tokens: Sequence[Token]) -> tuple[str, ...]:
    lexical = words()
    kept = [
        t.low.removesuffix("'s") for t in tokens if t.kind in (NOUN, CHANGE, BASIS) or t.low in ("per", "and")
    ]
    while kept and kept[0] in ("and", "per"):
        kept = kept[1:]
    while kept and (kept[-1] in lexical["effect"] or kept[-1] == "and"):
        kept.pop()
    plain = tuple(kept[-_LONGEST:])
    return plain if any(w not in lexical["carrier"] and w not in lexical["agent"] for w in plain) else ()
