"""A value that the source has, but not so: of another period, basis or part, another metric, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker.model import Relation
from checker.references.case import LIKE, Candidate, Case, alike, fittest
from checker.references.dimensions import Dimension, Match
from checker.references.statements import Metric, same_metric
from checker.references.values import agree, length, opposite
from checker.relate.facts import explicit, outlook
from checker.relate.fit import close
from checker.units import data


def withdrawn(case: Case, best: Candidate) -> Relation | None:
    """The source takes the value back further on."""
    corrected = {i for cue in case.shelf.reading.cues if cue.kind == "correction" for i in cue.figures}
    stated = best.statement.figure
    for other in case.facts("scope", "measure", where=lambda c: c.statement.figure.id in corrected):
        figure = other.statement.figure
        if (
            figure.start > stated.start
            and figure.unit == stated.unit
            and close(figure, stated)
            and same_metric(best.statement, other.statement) is Metric.SAME
            and case.claim.figure.low == stated.low != figure.low
        ):
            return case.relation("withdrawn", [other, best])
    return None


def displaced(case: Case, best: Candidate) -> Relation | None:
    """The value is of a statement that lacks what the claim says, and one that has it gives another."""
    if best.metric is not Metric.SAME:
        return _of_another_name(case, best)
    figure = case.claim.figure
    for name in ("basis", "scope"):
        if best.match[name] is not Match.OPEN or not getattr(figure, name):
            continue
        if name == "basis" and figure.basis not in ("gaap", "non-gaap"):
            continue
        if not explicit(figure, best.statement.figure, fields=(name,)):
            continue
        better = [
            c
            for c in case.facts(name, "period", "measure", where=lambda c: alike(best, c))
            if sum(c.match.values()) > sum(best.match.values())
        ]
        if better and not case.supported_by(better) and not case.told_beside(better):
            return case.relation(name, [best, fittest(better)])
    return None


def _of_another_name(case: Case, best: Candidate) -> Relation | None:
    """A change of something of a similar name, where that of the claim's own is known to be another."""
    if case.claim.figure.measure != "change" or not explicit(case.claim.figure, fields=("metric",)):
        return None
    own = case.facts(
        "period",
        "scope",
        "basis",
        "measure",
        where=lambda c: alike(best, c) and length(c.statement.figure) > 1,
    )
    if not own or case.supported_by(own) or case.told_beside(own):
        return None
    return case.relation("value", [fittest(own)]) if max(c.likeness for c in own) >= best.likeness else None


def of_a_part(case: Case) -> Relation | None:
    """The writer says that the whole is meant, and all that bears the claim out is of a part."""
    whole = case.claim.words & _whole()
    if case.claim.figure.scope or not whole or any(not c.statement.figure.scope for c in case.sound):
        return None
    best = fittest(case.sound)
    said = whole & best.statement.words or best.metric is not Metric.SAME
    return None if said else case.relation("scope", [best])


def otherwise_done(case: Case) -> Relation | None:
    """The guidance is right, but what is said to be done to it is not what the source says."""
    claimed = {cue.sense for cue in case.claim.cues if cue.kind == "action"}
    told = [(c, cue) for c in case.sound for cue in c.statement.cues if cue.kind == "action"]
    if len(claimed) != 1 or not told or claimed & {cue.sense for _, cue in told}:
        return None
    candidate, cue = told[0]
    return case.relation("action", [candidate], because=cue.text)


def elsewhere(case: Case) -> Relation | None:
    """The value is of another period, basis or scope, measured from another base, or goes the other way."""
    turned = [c for c in case.near if opposite(case.claim.figure, c.statement.figure)]
    found = [
        c
        for c in (*case.same, *turned)
        if len(c.differing) == 1
        and (c.metric is Metric.SAME or (c.metric and c.likeness >= LIKE) or _kin(c))
        and c.match["measure"] is Match.AGREE
    ]
    if not found:
        return None
    best = fittest(found)
    name = best.differing[0]
    right = [
        c
        for c in case.near
        if c.metric >= best.metric and c.agrees(name, "measure", "scope", "basis") and alike(best, c)
    ]
    if name != "direction" and not right and length(case.claim.figure) < 2:
        return None
    if case.told_beside(right or [best]) and not _swapped(case, name, right):
        return None
    if name == "scope" and not (right and explicit(case.claim.figure, best.statement.figure, fields=(name,))):
        return None  # a part has many names
    if name == "direction" and best.match["period"] is not Match.AGREE:
        return None
    if name == "direction" and best.statement.words & _ways(up=case.claim.figure.low > 0):
        return None  # the source says that word, too
    if name == "period" and not right and (outlook(case.claim.figure) or not _paired(case, best)):
        return None
    return case.relation(name, [best, *right[:1]])


def _swapped(case: Case, name: Dimension, right: Sequence[Candidate]) -> bool:
    """Whether two claims of a sentence have each the other's place, and both say so themselves."""
    others = [
        other
        for other in case.beside
        if other is not case.claim and any(agree(other.figure, c.statement.figure) for c in right)
    ]
    said = all(explicit(s.figure, fields=(name,)) for s in (case.claim, *others))
    return bool(others) and said and "respectively" not in case.claim.words


def _kin(c: Candidate) -> bool:
    """Whether one name shortens the other, and nothing but one dimension tells the two apart."""
    others = [match for name, match in c.match.items() if name in ("period", "scope", "basis", "measure")]
    return c.metric is Metric.KIN and others.count(Match.AGREE) >= 3 and length(c.statement.figure) > 1


def _paired(case: Case, best: Candidate) -> bool:
    """Whether the source holds the value against another of the same metric: then its date is sure."""
    stated = best.statement
    return any(
        c.statement.sentence == stated.sentence
        and c.statement is not stated
        and same_metric(c.statement, stated) is Metric.SAME
        and c.statement.figure.period != stated.figure.period
        for c in case.near
    )


def misnamed(case: Case) -> Relation | None:
    """The value to the digit is that of another metric, and the one that is named has another value."""
    if not explicit(case.claim.figure, fields=("metric",)):
        return None
    value = (case.claim.figure.low, case.claim.figure.high)
    found = [
        c
        for c in case.same
        if c.metric is Metric.OTHER
        and length(c.statement.figure) >= 3
        and (c.statement.figure.low, c.statement.figure.high) == value
        and all(c.match[d] is Match.AGREE for d in ("period", "measure"))
    ]
    right = case.facts(
        "period", "measure", "scope", "basis", where=lambda c: any(alike(c, other) for other in found)
    )
    if not found or not right or case.told_beside(right):
        return None
    return case.relation("metric", [fittest(found), fittest(right)])


@cache
def _ways(*, up: bool) -> frozenset[str]:
    return frozenset(data("tie_out")["ways"]["up" if up else "down"])


@cache
def _whole() -> frozenset[str]:
    return frozenset(data("tie_out")["whole"]["words"])
