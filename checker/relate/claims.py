"""What words claim about levels: declined, record, stable; part and whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from checker.model import Cue, Figure, Relation
from checker.relate.facts import (
    Facts,
    Subject,
    before,
    earlier,
    explicit,
    kind,
    normal,
    outlook,
    parsed,
    subject,
)
from checker.relate.fit import close, fragment, is_money_pair, value
from checker.relate.guards import apart
from checker.relate.identities import Values
from checker.relate.names import nature, words
from checker.resolve.lexicon import lexicon

_MOVING = ("percent", "ratio", "count", "basis_point", "percentage_point", "duration")


_RECORDS = 4
"""Earlier levels at most that a record is held against."""
_DURATIONS = frozenset(
    {"time", "period", "term", "day", "maturity", "duration", "tenor", "age", "cycle", "tenure"}
)


def directions(facts: Facts) -> Iterator[Relation]:
    """One relation a pair of levels that a word compares; the first word that does so counts."""
    told: set[tuple[str, str]] = set()
    for cue in facts.cued("direction", "judgement", "record"):
        current, *priors = (facts.by_id[i] for i in cue.figures)
        recalled = not priors
        for prior in priors or _recalled(facts, cue, current):
            if (current.id, prior.id) in told or kind(current.unit) != kind(prior.unit):
                continue
            if is_money_pair(current, prior) or "vague" in (current.form, prior.form) or not _moves(current):
                continue
            if fragment(current, prior):
                continue
            told.add((current.id, prior.id))
            claim = _claim(facts, cue, current, prior)
            yield replace(claim, strong=False) if recalled else claim


def _recalled(facts: Facts, cue: Cue, current: Figure) -> list[Figure]:
    """The earlier levels that a word without one means: all of a record, else a year or a quarter ago."""
    label = normal(current.period)
    if label is None or current.measure == "change" or "metric" in current.inferred:
        return []
    if cue.kind == "record":
        found = [
            f
            for f in facts.close_to(facts.dated.get((subject(current), kind(current.unit)), ()), current)
            if f.measure == current.measure and earlier(normal(f.period), label) and _as_long(f, current)
        ]
        return list({normal(f.period): f for f in reversed(found)}.values())[:_RECORDS]
    for comparison in ("yoy", "qoq"):
        prior = before(label, comparison)
        told = facts.close_to(facts.at(subject(current), prior, current.unit), current)
        same = [f for f in told if f.measure == current.measure]
        if prior is not None and same:
            return [min(same, key=lambda f: facts.distance(f, current))]
    return []


def _as_long(first: Figure, second: Figure) -> bool:
    """Whether two periods are of one length: a record quarter is no record beside a year."""
    a, b = parsed(normal(first.period)), parsed(normal(second.period))
    return a is not None and b is not None and (a.unit, a.at) == (b.unit, b.at)


def _moves(figure: Figure) -> bool:
    """Whether its unit measures something that moves; nanometers and megapixels name a product."""
    return kind(figure.unit).startswith("money") or kind(figure.unit) in _MOVING


def _claim(facts: Facts, cue: Cue, current: Figure, prior: Figure) -> Relation:
    together = facts.together(current, prior)
    guard = ""
    same_part = current.scope == prior.scope
    if current.basis != prior.basis or not (same_part or (together and _shortened(current, prior))):
        guard = apart(current, prior)
    return Relation(
        kind="direction",
        figures={"current": current.id, "prior": prior.id},
        because="one sentence compares them" if together else "the words point back to them",
        guard=guard,
        sense=cue.sense,
        cue=cue.text,
        strong=together
        and same_part
        and _alike(current, prior)
        and explicit(current, prior, fields=("metric",))
        and facts.says(cue, current)
        and (cue.kind == "direction" or _judged(cue, current))
        and (kind(current.unit) != "duration" or _lasts(current.metric))
        and not (prior.end <= cue.start <= current.start and not earlier(prior.period, current.period)),
    )


def _shortened(current: Figure, prior: Figure) -> bool:
    """Whether the second scope is the first one said shorter, as a second level seldom repeats all of it."""
    return words(prior.scope) <= words(current.scope)


def _judged(cue: Cue, current: Figure) -> bool:
    """Whether better is plainly more or less: a margin that "improved" did not fall."""
    entry = lexicon().named(current.metric)
    sure = entry is not None and entry.nature == "rate" and entry.good != ""
    return sure and cue.kind == "judgement" and cue.text.lower().startswith("improv")


def _lasts(metric: str) -> bool:
    """Whether a metric is a duration: the months of "a one-month data point" are no level of it."""
    return nature(metric) == "duration" or not words(metric).isdisjoint(_DURATIONS)


def _alike(current: Figure, prior: Figure) -> bool:
    """Whether both look like levels of one thing: of one size, results or forecasts, no mere handful."""
    if current.unit == "count" and max(current.high, prior.high) < 10:
        return False  # "one in three"
    if "target" in (current.status, prior.status) or "illustrative" in (current.status, prior.status):
        return False
    if outlook(current) and outlook(prior):
        return False  # "a reduction of 70% by 2035, 90% by 2040"
    return close(current, prior, Decimal(10))


def thresholds(facts: Facts) -> Iterator[Relation]:
    """A level and the bound that its own sentence says it passed."""
    told: set[tuple[str, str]] = set()
    for cue in facts.cued("threshold"):
        level, bound = (facts.by_id[i] for i in cue.figures[:2])
        if (level.id, bound.id) in told:
            continue
        told.add((level.id, bound.id))
        if subject(level) == subject(bound) and level.measure != "change" and _other_time(level, bound):
            yield Relation(
                kind="direction",
                figures={"current": level.id, "prior": bound.id},
                because="one sentence compares them",
                sense=cue.sense,
                cue=cue.text,
                strong=False,
            )
            continue
        yield Relation(
            kind="threshold",
            figures={"level": level.id, "threshold": bound.id},
            because="said together",
            sense=cue.sense,
            cue=cue.text,
            strong=facts.together(level, bound)
            and close(level, bound)
            and level.measure == bound.measure
            and level.form != "vague"
            and level.hedge == "none"
            and explicit(level, fields=("metric",))
            and subject(level) == subject(bound)
            and not _other_time(level, bound)
            and (bound.hedge in ("over", "under") or (cue.text.endswith(" end") and bound.low != bound.high)),
        )


def _other_time(level: Figure, bound: Figure) -> bool:
    a, b = normal(level.period), normal(bound.period)
    return a != b and None not in (a, b)


def orders(facts: Facts, values: Values) -> Iterator[Relation]:
    """A part that is as large as its whole, or larger."""
    for (part, unit), figures in list(facts.dated.items()):
        if not part.scope or unit not in ("money", "count"):
            continue
        whole = Subject(part.metric, "", part.basis)
        if (whole, unit) not in facts.dated:
            continue
        for figure in figures:
            label = normal(figure.period)
            found = values.at(whole, label, unit) if label else None
            if found is None or found.derived or figure.measure != "level" or figure.status != "actual":
                continue
            larger = found.figures[0]
            small, large = value(figure), value(larger)
            if (
                is_money_pair(figure, larger)
                or small.low is None
                or large.low is None
                or small.low < large.low
            ):
                continue
            if small.low > large.low and not (facts.together(figure, larger) and _misplaced(figure, larger)):
                continue  # the larger one is more likely something else than a part
            yield Relation(
                kind="order",
                figures={"smaller": figure.id, "larger": larger.id},
                because="a part of the same whole",
                strong=_adds(facts, part) and not facts.assumed(figure, larger) and subject(figure) == part,
            )


def _misplaced(figure: Figure, larger: Figure) -> bool:
    """Whether both have the same digits, the decimal point or scale word apart; one digit is chance."""
    digits = figure.low.normalize().as_tuple().digits
    return len(digits) > 1 and digits == larger.low.normalize().as_tuple().digits


def _adds(facts: Facts, part: Subject) -> bool:
    """Whether no other part of the same whole is negative, as profits may be."""
    return not any(
        word in part.metric for word in ("income", "profit", "earning", "cash flow", "ebit", "gain", "loss")
    ) and bool(facts.figures)
