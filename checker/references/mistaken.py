"""A value that the source has not: one slip away from what it says, or another for the very same fact."""

from __future__ import annotations

from checker.model import Relation
from checker.references.case import LIKE, Candidate, Case, fittest
from checker.references.dimensions import Match, dated, parts, same_period
from checker.references.statements import Metric
from checker.references.values import agree, digits, length, slip
from checker.relate.facts import comparable_status, explicit

Slipped = tuple[Relation, Candidate]
"""What a slip of the pen accounts for, and the statement that was meant."""

_ENOUGH = 8
"""Points that make a slip credible: what is known to be the same, and a point for each digit."""
_JOINT = 6
"""Characters between the two ends of a range."""


def broken_range(case: Case) -> Slipped | None:
    """One end of a range that is none any more: "$9.75 to $2.87" where the source has $2.75 to $2.87."""
    figure = case.claim.figure
    for other in case.beside:
        gap = max(figure.start, other.figure.start) - min(figure.end, other.figure.end)
        if other is case.claim or gap > _JOINT or other.figure.unit != figure.unit:
            continue
        if figure.low != figure.high or other.figure.low != other.figure.high:
            continue
        first, last = sorted((figure, other.figure), key=lambda f: f.start)
        for c in case.near:
            meant = c.statement.figure
            ends = (first.low == meant.low, last.high == meant.high)
            if meant.low != meant.high and c.metric and not c.differing and sum(ends) == 1:
                wrong = last if ends[0] else first
                if wrong is figure and first.low > last.high:
                    return case.relation("value", [c]), c
    return None


def slipped(case: Case) -> Slipped | None:
    """One slip of the pen leads from the source's value to the claim's."""
    found = []
    for c in case.near:
        figure = c.statement.figure
        if c.differing or figure.status == "illustrative" or _of_other_parts(case, c):
            continue
        kind = slip(case.claim.figure, figure)
        if kind and _telling(case, c, kind) and not case.told_beside([c]):
            found.append((c.fit, kind, c))
    if not found:
        return None
    _, kind, best = max(found, key=lambda each: each[0])
    return case.relation("unit" if kind == "unit" else "value", [best]), best


def _of_other_parts(case: Case, c: Candidate) -> bool:
    """Whether both name a part and not the same one, though a sentence may speak of both."""
    return c.match["scope"] is not Match.AGREE and bool(parts(case.claim)) and bool(parts(c.statement))


def _telling(case: Case, c: Candidate, kind: str) -> bool:
    """Whether a slip is believed: the fewer digits, the more must be known to be the same."""
    long = length(c.statement.figure)
    fact = c.agrees("period", "scope", "basis")
    named = c.metric is Metric.SAME or (c.metric is Metric.KIN and (fact or c.likeness >= LIKE // 2))
    if (
        kind == "scale"
        and c.metric is not Metric.SAME
        and (digits(case.claim.figure.high) != digits(c.statement.figure.high))
    ):
        return False
    if kind == "point" and len(digits(case.claim.figure.high)) < 2:
        return False
    if kind == "scale" and not any(map(str.isalpha, case.claim.figure.text)):
        return False  # a bare number in a table: its scale stands in a head, and may not have been read
    if kind in ("scale", "currency", "end"):
        return named or (long > 1 and c.likeness >= LIKE)
    if kind == "unit":
        sure = c.metric is Metric.SAME and explicit(case.claim.figure, fields=("metric",))
        return sure and c.match["measure"] is Match.AGREE
    least = LIKE // 2 if c.metric else LIKE * 3 // 2  # names that are known to differ need more beside them
    if c.match["measure"] is not Match.AGREE or (not named and c.likeness < least):
        return False
    # of the numbers from 1 to 9 any two are one digit apart
    doubt = 2 * _ambiguous(case, c) + (long == 1)
    return _weight(case, c) + min(long, 4) - doubt >= _ENOUGH


def _weight(case: Case, c: Candidate) -> int:
    """What speaks for two statements being of one fact, in points."""
    claim = case.claim.figure
    same = sum(c.match[name] is Match.AGREE for name in ("period", "scope", "basis"))
    undated = claim.period is c.statement.figure.period is None
    apart = int(c.match["period"] is Match.OPEN and explicit(claim, c.statement.figure, fields=("period",)))
    apart += not comparable_status(claim, c.statement.figure)
    # what a call says of a share is mostly one or two figures, said again and again
    share = claim.unit.endswith("/share")
    return int(c.metric) + min(c.likeness, 80) // 20 + same + undated + share - apart


def _ambiguous(case: Case, c: Candidate) -> bool:
    """Whether the source has several values for what seems to be one fact: then names do not tell enough."""
    mine = c.statement.figure
    if length(mine) > 2:
        return False
    return any(
        other.metric >= c.metric
        and other.agrees("measure")
        and (theirs.scope, theirs.basis, theirs.unit) == (mine.scope, mine.basis, mine.unit)
        and theirs.form == mine.form
        and same_period(theirs.period, mine.period) is Match.AGREE
        and not agree(theirs, mine)
        and not agree(mine, theirs)
        for other in case.near
        if (theirs := other.statement.figure) is not mine
    )


def otherwise(case: Case) -> Relation | None:
    """Another value for the very same fact, everything about it said in both places."""
    figure = case.claim.figure
    if figure.form in ("vague", "multiple") or not explicit(figure, fields=("metric", "scope")):
        return None
    if not figure.scope:
        return None  # that no part is named does not mean that the whole is meant

    def plain(c: Candidate) -> bool:
        other = c.statement.figure
        return (
            (figure.measure != "change" or c.match["comparison"] is Match.AGREE)
            and other.unit == figure.unit
            and other.form not in ("vague", "multiple")
            and other.hedge not in ("over", "under")
            and (other.low == other.high) == (figure.low == figure.high)
            and explicit(other, fields=("metric",))
            and dated(c.statement)
        )

    facts = case.facts("period", "basis", "scope", "measure", where=plain)
    if not facts or case.supported_by([c for c in case.near if c.metric is Metric.SAME]):
        return None
    return None if case.told_beside(facts) else case.relation("value", [fittest(facts)])
