"""Ties the figures of one document to those of its sources: which statement each rests on, or breaks with.

A claim that some statement of a source bears out is supported, whatever else the source says. Only
what nothing bears out is held against the source, and only where it is plain which statement was
meant: the same value under another period, basis or scope, a value one slip away from the source's,
or another value for the very same fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.model import Reading, Relation
from checker.references import derived
from checker.references.dimensions import Dimension, Match, compare, dated
from checker.references.statements import Metric, Shelf, Statement, distinct, family, same_metric, statements
from checker.references.values import agree, digits, opposite, slip
from checker.relate.facts import comparable_status, explicit
from checker.relate.fit import close

_LIKE = 40
"""In hundredths: so much said alike makes two statements one, whatever names they go by."""
_DIMENSIONS: tuple[Dimension, ...] = ("period", "basis", "scope", "comparison")


class Candidate(NamedTuple):
    """A statement of a source beside a claim: how alike their metrics and dimensions are."""

    statement: Statement
    metric: Metric
    match: dict[Dimension, Match]
    likeness: int

    @property
    def differing(self) -> list[Dimension]:
        """The dimensions in which the two differ for certain."""
        return [name for name, match in self.match.items() if match is Match.DIFFER]

    @property
    def fit(self) -> tuple[int, int, int]:
        """The better two statements fit, the larger."""
        return (int(self.metric), sum(self.match.values()), self.likeness)


def tie(reading: Reading, shelves: Sequence[Shelf]) -> Iterator[Relation]:
    """The relations of kind ``tie_out`` between the figures of ``reading`` and those of its sources.

    At most one for each figure; figures that no source speaks of have none.
    """
    for claim in statements(reading):
        if claim.figure.status == "illustrative":
            continue  # the writer's own number, or somebody else's
        answers = [answer for shelf in shelves if (answer := _answer(claim, shelf)) is not None]
        held = next((a for a in answers if not _breaks(a)), None)
        if held is not None or answers:
            yield held or answers[0]


def _breaks(relation: Relation) -> bool:
    return not relation.cue.startswith("by ")


def _answer(claim: Statement, shelf: Shelf) -> Relation | None:
    """What one source says of a claim."""
    near = [_candidate(claim, s, shelf) for s in shelf.of_kind[family(claim.figure.unit)]]
    near = [c for c in near if comparable_status(claim.figure, c.statement.figure) or c.metric is Metric.SAME]
    same = [c for c in near if agree(claim.figure, c.statement.figure)]
    bearing = [c for c in same if c.metric and not c.differing and _of_a_kind(c)]
    if bearing:
        best = max(bearing, key=lambda c: c.fit)
        return (
            _withdrawn(claim, best, near, shelf)
            or _displaced(claim, best, near)
            or _relation(claim, "by value", [best])
        )
    made = derived.derive(claim, shelf)
    if made is not None and made.holds:
        return made.relation
    return (
        _elsewhere(claim, same, near)
        or (made.relation if made is not None else None)
        or _slipped(claim, near)
        or _otherwise(claim, near)
    )


def _of_a_kind(c: Candidate) -> bool:
    """Whether both are levels or both are changes; of one metric they may be read either way."""
    return c.match["measure"] is Match.AGREE or c.metric is Metric.SAME


def _candidate(claim: Statement, other: Statement, shelf: Shelf) -> Candidate:
    return Candidate(
        other, shelf.metric(claim, other), dict(compare(claim, other)), shelf.likeness(claim, other)
    )


def _relation(claim: Statement, cue: str, against: Sequence[Candidate]) -> Relation:
    return Relation(
        kind="tie_out",
        figures={"claim": claim.figure.id, "source": distinct(c.statement for c in against)},
        because=f"the same fact in {against[0].statement.document}",
        cue=cue,
    )


# -- a value that the source has, but not so --------------------------------------------------------


def _withdrawn(claim: Statement, best: Candidate, near: Sequence[Candidate], shelf: Shelf) -> Relation | None:
    """The source takes the value back further on."""
    corrected = {i for cue in shelf.reading.cues if cue.kind == "correction" for i in cue.figures}
    for other in near:
        figure = other.statement.figure
        if (
            figure.id in corrected
            and figure.start > best.statement.figure.start
            and other.metric is Metric.SAME
            and not other.differing
            and same_metric(best.statement, other.statement) is Metric.SAME
            and Match.OPEN not in (other.match["scope"], other.match["measure"])
            and close(figure, best.statement.figure)
            and figure.unit == best.statement.figure.unit
            and not agree(claim.figure, figure)
        ):
            return _relation(claim, "withdrawn", [other, best])
    return None


def _displaced(claim: Statement, best: Candidate, near: Sequence[Candidate]) -> Relation | None:
    """The value is of a statement that lacks what the claim says, and one that has it gives another."""
    if best.metric is not Metric.SAME:
        return None
    for name in ("basis", "scope"):
        if best.match[name] is not Match.OPEN:
            continue
        mine = getattr(claim.figure, name)
        better = [
            c
            for c in near
            if mine
            and c.metric is Metric.SAME
            and all(c.match[d] is Match.AGREE for d in (name, "period", "measure"))
            and not c.differing
            and sum(c.match.values()) > sum(best.match.values())
            and c.statement.figure.unit == best.statement.figure.unit
        ]
        if better and not any(agree(claim.figure, c.statement.figure) for c in better):
            return _relation(claim, name, [best, max(better, key=lambda c: c.fit)])
    return None


def _elsewhere(claim: Statement, same: Sequence[Candidate], near: Sequence[Candidate]) -> Relation | None:
    """The value is of another period, basis or scope, measured from another base, or goes the other way."""
    turned = [c for c in near if opposite(claim.figure, c.statement.figure)]
    found = [
        c
        for c in (*same, *turned)
        if len(c.differing) == 1
        and (c.metric is Metric.SAME or (c.metric and c.likeness >= _LIKE))
        and c.match["measure"] is Match.AGREE
    ]
    if not found:
        return None
    best = max(found, key=lambda c: c.fit)
    name = best.differing[0]
    right = [
        c
        for c in near
        if c.metric >= best.metric
        and not c.differing
        and c.match[name] is Match.AGREE
        and c.match["measure"] is Match.AGREE
        and c.statement.figure.unit == best.statement.figure.unit
    ]
    if not right and len(digits(claim.figure.low)) < 2:
        return None
    return _relation(claim, name, [best, *right[:1]])


# -- a value that the source has not ------------------------------------------------------------------


def _slipped(claim: Statement, near: Sequence[Candidate]) -> Relation | None:
    """One slip of the pen leads from the source's value to the claim's."""
    found = []
    for c in near:
        kind = slip(claim.figure, c.statement.figure)
        if kind and not c.differing and _telling(claim, c, kind):
            found.append((c.fit, kind, c))
    if not found:
        return None
    _, kind, best = max(found, key=lambda each: each[0])
    return _relation(claim, "unit" if kind == "unit" else "value", [best])


def _telling(claim: Statement, c: Candidate, kind: str) -> bool:
    """Whether a slip is believed: the fewer digits, the more must be known to be the same."""
    figure = claim.figure
    long = min(len(digits(figure.low)), len(digits(c.statement.figure.low)))
    alike = (
        c.metric is Metric.SAME
        or (c.metric is Metric.KIN and c.likeness >= _LIKE // 2)
        or (c.metric and c.likeness >= _LIKE)
    )
    if not alike or c.match["measure"] is not Match.AGREE:
        return False
    if kind in ("scale", "currency", "unit", "end"):
        return long >= 2 or c.metric is Metric.SAME
    if long >= 3:
        return True
    fact = c.metric is Metric.SAME or c.likeness >= _LIKE
    return fact and long >= 2 and c.match["period"] is not Match.OPEN


def _otherwise(claim: Statement, near: Sequence[Candidate]) -> Relation | None:
    """Another value for the very same fact, everything about it said in both places."""
    figure = claim.figure
    if figure.form in ("vague", "multiple") or not explicit(figure, fields=("metric",)):
        return None
    facts = [
        c
        for c in near
        if c.metric is Metric.SAME
        and not c.differing
        and all(c.match[name] is Match.AGREE for name in ("period", "basis", "scope", "measure"))
        and (figure.measure != "change" or c.match["comparison"] is Match.AGREE)
        and c.statement.figure.unit == figure.unit
        and c.statement.figure.form not in ("vague", "multiple")
        and c.statement.figure.hedge not in ("over", "under")
        and (c.statement.figure.low == c.statement.figure.high) == (figure.low == figure.high)
        and explicit(c.statement.figure, fields=("metric",))
        and dated(c.statement)
    ]
    if not facts or any(c.metric is Metric.SAME and agree(figure, c.statement.figure) for c in near):
        return None
    return _relation(claim, "value", [max(facts, key=lambda c: c.fit)])
