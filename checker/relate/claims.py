"""What words claim about levels: declined, record, stable; part and whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.model import Cue, Figure, Relation
from checker.relate.facts import Facts, Subject, explicit, kind, normal, subject
from checker.relate.fit import close, fragment, is_money_pair, value
from checker.relate.guards import apart
from checker.relate.identities import Values

_MOVING = ("percent", "ratio", "count", "basis_point", "percentage_point", "duration")


def directions(facts: Facts) -> Iterator[Relation]:
    """One relation a pair of levels that a word compares; the first word that does so counts."""
    told: set[tuple[str, str]] = set()
    for cue in facts.cued("direction", "judgement", "record"):
        current, *priors = (facts.by_id[i] for i in cue.figures if i in facts.by_id)
        for prior in priors:
            if (current.id, prior.id) in told or kind(current.unit) != kind(prior.unit):
                continue
            if is_money_pair(current, prior) or "vague" in (current.form, prior.form) or not _moves(current):
                continue
            if fragment(current, prior):
                continue
            told.add((current.id, prior.id))
            yield _claim(facts, cue, current, prior)


def _moves(figure: Figure) -> bool:
    """Whether its unit measures something that moves; nanometers and megapixels name a product."""
    return kind(figure.unit).startswith("money") or kind(figure.unit) in _MOVING


def _claim(facts: Facts, cue: Cue, current: Figure, prior: Figure) -> Relation:
    together = facts.together(current, prior)
    guard = ""
    if current.basis != prior.basis or current.scope != prior.scope:
        guard = apart(current, prior)
    return Relation(
        kind="direction",
        figures={"current": current.id, "prior": prior.id},
        because="one sentence compares them" if together else "the words point back to them",
        guard=guard,
        sense=cue.sense,
        cue=cue.text,
        strong=together
        and _alike(current, prior)
        and explicit(current, prior, fields=("metric",))
        and facts.says(cue, current)
        and cue.kind == "direction",
    )


def _alike(current: Figure, prior: Figure) -> bool:
    """Whether both look like levels of one thing: of one size, results or forecasts, no mere handful."""
    if current.unit == "count" and max(current.high, prior.high) < 10:
        return False  # "one in three"
    if "target" in (current.status, prior.status) or "illustrative" in (current.status, prior.status):
        return False
    return close(current, prior, Decimal(10))


def thresholds(facts: Facts) -> Iterator[Relation]:
    """A level and the bound that its own sentence says it passed."""
    for cue in facts.cued("threshold"):
        level, bound = (facts.by_id[i] for i in cue.figures[:2])
        yield Relation(
            kind="threshold",
            figures={"level": level.id, "threshold": bound.id},
            because="said together",
            sense=cue.sense,
            cue=cue.text,
            strong=facts.together(level, bound) and close(level, bound),
        )


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
    """Whether both have the same digits, the decimal point or scale word apart."""
    return figure.low.normalize().as_tuple().digits == larger.low.normalize().as_tuple().digits


def _adds(facts: Facts, part: Subject) -> bool:
    """Whether no other part of the same whole is negative, as profits may be."""
    return not any(
        word in part.metric for word in ("income", "profit", "earning", "cash flow", "ebit", "gain", "loss")
    ) and bool(facts.figures)
