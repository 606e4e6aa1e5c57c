"""A claim beside all that a source says that could bear it out or contradict it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from checker.model import Relation
from checker.references.dimensions import Dimension, Match, compare
from checker.references.statements import Metric, Shelf, Statement, distinct, family
from checker.references.values import agree, firm
from checker.relate.facts import comparable_status
from checker.relate.fit import close

LIKE = 40
"""In hundredths: so much said alike makes two statements one, whatever names they go by."""
_SIZE = Decimal(4)


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

    def agrees(self, *dimensions: Dimension) -> bool:
        """Whether nothing tells the two apart, and these dimensions are said to be the same."""
        return not self.differing and all(self.match[name] is Match.AGREE for name in dimensions)


class Case:
    """A claim, the claims ``beside`` it in its sentence, and the statements of a source ``near`` it.

    ``same`` are those of its value; ``bearing`` those of them that nothing tells apart from it, and
    ``sound`` those of these whose agreement says something.
    """

    def __init__(self, claim: Statement, shelf: Shelf, beside: Sequence[Statement]) -> None:
        self.claim = claim
        self.shelf = shelf
        self.beside = beside
        every = [self._candidate(other) for other in shelf.of_kind[family(claim.figure.unit)]]
        self.near = [
            c for c in every if comparable_status(claim.figure, c.statement.figure) or c.metric is Metric.SAME
        ]

    def _candidate(self, other: Statement) -> Candidate:
        metric, likeness = self.shelf.metric(self.claim, other), self.shelf.likeness(self.claim, other)
        return Candidate(other, metric, dict(compare(self.claim, other)), likeness)

    @cached_property
    def same(self) -> list[Candidate]:
        """The statements of the claim's value, whatever they are of."""
        return [c for c in self.near if agree(self.claim.figure, c.statement.figure)]

    @cached_property
    def bearing(self) -> list[Candidate]:
        """The statements that bear the claim out; of one metric a number may be read as level or change."""
        return [
            c
            for c in self.same
            if c.metric and not c.differing and (c.agrees("measure") or c.metric is Metric.SAME)
        ]

    @cached_property
    def sound(self) -> list[Candidate]:
        """Those of the bearing ones whose agreement says something."""
        return [c for c in self.bearing if firm(self.claim.figure, c.statement.figure)]

    def facts(self, *dimensions: Dimension, where: Callable[[Candidate], bool]) -> list[Candidate]:
        """What the source says of the claim's own metric, said to be the same in these dimensions."""
        return [c for c in self.near if c.metric is Metric.SAME and c.agrees(*dimensions) and where(c)]

    def supported_by(self, found: Sequence[Candidate]) -> bool:
        """Whether some of the statements have the claim's value after all."""
        return any(agree(self.claim.figure, c.statement.figure) for c in found)

    def told_beside(self, right: Sequence[Candidate]) -> bool:
        """Whether the value that would be right stands in the claim's own sentence.

        Then the claim is of something else: "revenue of 4.5 and fee revenue of 1.8, up 18% and 41%".
        """
        return any(
            other is not self.claim
            and other.figure.form != "vague"
            and agree(other.figure, c.statement.figure)
            for c in right
            for other in self.beside
        )

    def relation(self, cue: str, against: Sequence[Candidate], because: str = "") -> Relation:
        """The relation between the claim and statements of the source."""
        return Relation(
            kind="tie_out",
            figures={"claim": self.claim.figure.id, "source": distinct(c.statement for c in against)},
            because=because or f"the same fact in {against[0].statement.document}",
            cue=cue,
        )


def fittest(found: Sequence[Candidate]) -> Candidate:
    """The candidate that fits its claim best, the first of equals."""
    return max(found, key=lambda c: c.fit)


def alike(one: Candidate, other: Candidate) -> bool:
    """Whether two values can be told of one thing: one unit, one form, one size, both facts or both not."""
    a, b = one.statement.figure, other.statement.figure
    spread = (a.low != a.high) == (b.low != b.high)
    sized = a.measure == "change" or close(a, b, _SIZE)
    return a.unit == b.unit and spread and sized and comparable_status(a, b)
