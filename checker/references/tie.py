"""Ties the figures of one document to those of its sources: which statement each rests on, or breaks with.

A claim that some statement of a source bears out is supported, whatever else the source says. Only
what nothing bears out is held against the source, and only where it is plain which statement was
meant: the same value under another period, basis or scope, a value one slip away from the source's,
or another value for the very same fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from checker.model import Reading, Relation
from checker.references import derived
from checker.references.dimensions import Dimension, Match, compare, dated, same_period
from checker.references.statements import Metric, Shelf, Statement, distinct, family, same_metric, statements
from checker.references.values import agree, firm, length, opposite, slip
from checker.relate.facts import comparable_status, explicit, outlook
from checker.relate.fit import close
from checker.units import data

_ENOUGH = 8
"""Points that make a slip credible: what is known to be the same, and a point for each digit."""
_SIZE = Decimal(4)
_JOINT = 6
"""Characters between the two ends of a range."""
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
    if not shelves:
        return
    claims = statements(reading)
    for place, claim in enumerate(claims):
        if claim.figure.status == "illustrative":
            continue  # the writer's own number, or somebody else's
        beside = [
            c
            for c in claims[max(0, place - 3) : place + 4]
            if c.sentence == claim.sentence and c.figure.status != "illustrative"
        ]
        answers = [a for shelf in shelves if (a := _answer(claim, shelf, beside)) is not None]
        held = next((a for a in answers if not _breaks(a)), None)
        if held is not None or answers:
            yield held or answers[0]


def _breaks(relation: Relation) -> bool:
    return not relation.cue.startswith("by ")


def _answer(claim: Statement, shelf: Shelf, beside: Sequence[Statement]) -> Relation | None:
    """What one source says of a claim; ``beside`` are the claims of its sentence."""
    near = [_candidate(claim, s, shelf) for s in shelf.of_kind[family(claim.figure.unit)]]
    near = [c for c in near if comparable_status(claim.figure, c.statement.figure) or c.metric is Metric.SAME]
    same = [c for c in near if agree(claim.figure, c.statement.figure)]
    bearing = [c for c in same if c.metric and not c.differing and _of_a_kind(c)]
    sound = [c for c in bearing if firm(claim.figure, c.statement.figure)]
    if sound:
        best = max(sound, key=lambda c: c.fit)
        return (
            _withdrawn(claim, best, near, shelf)
            or _displaced(claim, best, near, beside)
            or _of_a_part(claim, sound)
            or _otherwise_done(claim, sound)
            or _relation(claim, "by value", [best])
        )
    moved = derived.moved(claim, shelf)
    if moved is not None and moved.holds:
        return moved.relation
    slipped = _broken_range(claim, near, beside) or _slipped(claim, near, beside)
    made = derived.made(claim, shelf)
    return (
        _elsewhere(claim, same, near, beside)
        or (moved.relation if moved is not None else None)
        or (slipped[0] if slipped and slipped[1].metric is Metric.SAME else None)
        or (made.relation if made is not None else None)
        or (slipped[0] if slipped else None)
        or _otherwise(claim, near, beside)
        or (_relation(claim, "by value", [max(bearing, key=lambda c: c.fit)]) if bearing else None)
    )


def _of_a_kind(c: Candidate) -> bool:
    """Whether both are levels or both are changes; of one metric they may be read either way."""
    return c.match["measure"] is Match.AGREE or c.metric is Metric.SAME


def _candidate(claim: Statement, other: Statement, shelf: Shelf) -> Candidate:
    return Candidate(
        other, shelf.metric(claim, other), dict(compare(claim, other)), shelf.likeness(claim, other)
    )


def _relation(claim: Statement, cue: str, against: Sequence[Candidate], because: str = "") -> Relation:
    return Relation(
        kind="tie_out",
        figures={"claim": claim.figure.id, "source": distinct(c.statement for c in against)},
        because=because or f"the same fact in {against[0].statement.document}",
        cue=cue,
    )


@cache
def _whole() -> frozenset[str]:
    return frozenset(data("tie_out")["whole"]["words"])


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
            and claim.figure.low == best.statement.figure.low != figure.low
        ):
            return _relation(claim, "withdrawn", [other, best])
    return None


def _displaced(
    claim: Statement, best: Candidate, near: Sequence[Candidate], beside: Sequence[Statement]
) -> Relation | None:
    """The value is of a statement that lacks what the claim says, and one that has it gives another."""
    if best.metric is not Metric.SAME:
        return None
    for name in ("basis", "scope"):
        if best.match[name] is not Match.OPEN:
            continue
        mine = getattr(claim.figure, name)
        if name == "basis" and mine not in ("gaap", "non-gaap"):
            continue
        better = [
            c
            for c in near
            if mine
            and c.metric is Metric.SAME
            and all(c.match[d] is Match.AGREE for d in (name, "period", "measure"))
            and not c.differing
            and _alike(best, c)
            and sum(c.match.values()) > sum(best.match.values())
        ]
        if (
            better
            and not any(agree(claim.figure, c.statement.figure) for c in better)
            and not _told_beside(claim, better, beside)
        ):
            return _relation(claim, name, [best, max(better, key=lambda c: c.fit)])
    return None


def _of_a_part(claim: Statement, sound: Sequence[Candidate]) -> Relation | None:
    """The writer says that the whole is meant, and all that bears the claim out is of a part."""
    whole = claim.words & _whole()
    if claim.figure.scope or not whole or any(not c.statement.figure.scope for c in sound):
        return None
    best = max(sound, key=lambda c: c.fit)
    said = whole & best.statement.words or best.metric is not Metric.SAME
    return None if said else _relation(claim, "scope", [best])


def _otherwise_done(claim: Statement, sound: Sequence[Candidate]) -> Relation | None:
    """The guidance is right, but what is said to be done to it is not what the source says."""
    claimed = {cue.sense for cue in claim.cues if cue.kind == "action"}
    told = [(c, cue) for c in sound for cue in c.statement.cues if cue.kind == "action"]
    if len(claimed) != 1 or not told or claimed & {cue.sense for _, cue in told}:
        return None
    c, cue = told[0]
    return _relation(claim, "action", [c], because=cue.text)


def _told_beside(claim: Statement, right: Sequence[Candidate], beside: Sequence[Statement]) -> bool:
    """Whether the value that would be right stands in the claim's own sentence.

    Then the claim is of something else: "revenue of 4.5 and fee revenue of 1.8 billion, up 18% and 41%".
    """
    return any(
        other is not claim and other.figure.form != "vague" and agree(other.figure, c.statement.figure)
        for c in right
        for other in beside
    )


def _elsewhere(
    claim: Statement, same: Sequence[Candidate], near: Sequence[Candidate], beside: Sequence[Statement]
) -> Relation | None:
    """The value is of another period, basis or scope, measured from another base, or goes the other way."""
    turned = [c for c in near if opposite(claim.figure, c.statement.figure)]
    found = [
        c
        for c in (*same, *turned)
        if len(c.differing) == 1
        and (c.metric is Metric.SAME or (c.metric and c.likeness >= _LIKE) or _kin(c))
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
        and all(c.match[d] is Match.AGREE for d in (name, "measure", "scope", "basis"))
        and _alike(best, c)
    ]
    if name != "direction" and not right and length(claim.figure) < 2:
        return None
    if _told_beside(claim, [*right, best], beside):
        return None
    if name == "scope" and not right:
        return None  # a part has many names
    if name == "period" and not right and (outlook(claim.figure) or not _paired(best, near)):
        return None
    return _relation(claim, name, [best, *right[:1]])


def _kin(c: Candidate) -> bool:
    """Whether one name shortens the other, and nothing but one dimension tells the two apart."""
    others = [match for name, match in c.match.items() if name in ("period", "scope", "basis", "measure")]
    return c.metric is Metric.KIN and others.count(Match.AGREE) >= 3 and length(c.statement.figure) > 1


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether two values can be told of one thing: one unit, one form, one size, both facts or both not."""
    a, b = one.statement.figure, other.statement.figure
    spread = (a.low != a.high) == (b.low != b.high)
    sized = a.measure == "change" or close(a, b, _SIZE)
    return a.unit == b.unit and spread and sized and comparable_status(a, b)


def _paired(best: Candidate, near: Sequence[Candidate]) -> bool:
    """Whether the source holds the value against another of the same metric: then its date is sure."""
    return any(
        c.statement.sentence == best.statement.sentence
        and c.statement is not best.statement
        and same_metric(c.statement, best.statement) is Metric.SAME
        and c.statement.figure.period != best.statement.figure.period
        for c in near
    )


# -- a value that the source has not ------------------------------------------------------------------


Slipped = tuple[Relation, Candidate]
"""What a slip of the pen accounts for, and the statement that was meant."""


def _broken_range(claim: Statement, near: Sequence[Candidate], beside: Sequence[Statement]) -> Slipped | None:
    """One end of a range that is none any more: "$9.75 to $2.87" where the source has $2.75 to $2.87."""
    figure = claim.figure
    for other in beside:
        gap = max(figure.start, other.figure.start) - min(figure.end, other.figure.end)
        if other is claim or gap > _JOINT or other.figure.unit != figure.unit:
            continue
        first, last = sorted((figure, other.figure), key=lambda f: f.start)
        for c in near:
            range_ = c.statement.figure
            ends = (first.low == range_.low, last.high == range_.high)
            if range_.low != range_.high and c.metric and not c.differing and sum(ends) == 1:
                wrong = last if ends[0] else first
                if wrong is figure and first.low > last.high:
                    return _relation(claim, "value", [c]), c
    return None


def _slipped(claim: Statement, near: Sequence[Candidate], beside: Sequence[Statement]) -> Slipped | None:
    """One slip of the pen leads from the source's value to the claim's."""
    found = []
    for c in near:
        kind = slip(claim.figure, c.statement.figure)
        if (
            kind
            and not c.differing
            and _telling(claim, c, kind, near)
            and not _told_beside(claim, [c], beside)
        ):
            found.append((c.fit, kind, c))
    if not found:
        return None
    _, kind, best = max(found, key=lambda each: each[0])
    return _relation(claim, "unit" if kind == "unit" else "value", [best]), best


def _telling(claim: Statement, c: Candidate, kind: str, near: Sequence[Candidate]) -> bool:
    """Whether a slip is believed: the fewer digits, the more must be known to be the same."""
    long = length(c.statement.figure)
    named = c.metric is Metric.SAME or (c.metric is Metric.KIN and c.likeness >= _LIKE // 2)
    if kind in ("scale", "currency", "end"):
        return named or (long > 1 and c.likeness >= _LIKE)
    if kind == "unit":
        return named and c.match["measure"] is Match.AGREE
    if c.match["measure"] is not Match.AGREE or (not named and c.likeness < _LIKE // 2):
        return False
    return _weight(claim, c) + min(long, 4) - 2 * _ambiguous(c, near) >= _ENOUGH


def _ambiguous(c: Candidate, near: Sequence[Candidate]) -> bool:
    """Whether the source has several values for what seems to be one fact: then names do not tell enough."""
    mine = c.statement.figure
    if length(mine) > 2:
        return False
    return any(
        other.metric >= c.metric
        and not other.differing
        and other.match["measure"] is Match.AGREE
        and (theirs.scope, theirs.basis, theirs.unit) == (mine.scope, mine.basis, mine.unit)
        and theirs.form == mine.form
        and same_period(theirs.period, mine.period) is Match.AGREE
        and not agree(theirs, mine)
        and not agree(mine, theirs)
        for other in near
        if (theirs := other.statement.figure) is not mine
    )


def _weight(claim: Statement, c: Candidate) -> int:
    """What speaks for two statements being of one fact, in points."""
    same = sum(c.match[name] is Match.AGREE for name in ("period", "scope", "basis"))
    undated = claim.figure.period is c.statement.figure.period is None
    # what a call says of a share is mostly one or two figures, said again and again
    share = claim.figure.unit.endswith("/share")
    return int(c.metric) + min(c.likeness, 80) // 20 + same + undated + share


def _otherwise(claim: Statement, near: Sequence[Candidate], beside: Sequence[Statement]) -> Relation | None:
    """Another value for the very same fact, everything about it said in both places."""
    figure = claim.figure
    if figure.form in ("vague", "multiple") or not explicit(figure, fields=("metric", "scope")):
        return None
    if not figure.scope:
        return None  # that no part is named does not mean that the whole is meant
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
    if _told_beside(claim, facts, beside):
        return None
    return _relation(claim, "value", [max(facts, key=lambda c: c.fit)])
