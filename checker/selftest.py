"""How sensitive the checks of one document are: slips planted into it, and how many of them are caught.

One slip at a time is put into each figure whose value some check works out from others, and would raise an
alarm about. The figures are related and judged anew, and the slip is caught if that raises an alarm that
was not there before; it is mended if the first edit proposed restores the figure. What is planted is what
speech and transcription do: the slips of ``checker.diagnose.slips``, words of direction turned round, and
figures dated to another period of which the same thing is told.

Not counted are figures that take part only in checks that see no more than a side or a size ("declined",
"exceeding"), in checks that were found by their own arithmetic, and in checks that rest on assumptions and
so never alarm: of these nobody should think that a slip in them would be told. Into a figure that is only
said twice, slips of size are planted and none of a digit: two values a digit apart may be two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from checker.config import Settings
from checker.diagnose import diagnose
from checker.diagnose.bench import ALARMS
from checker.diagnose.meant import Meant
from checker.diagnose.slips import Slip, slips
from checker.engine import figures_of, identities
from checker.model import Check, Document, Figure, Reading, Relation, members
from checker.relate import relate
from checker.rules import judge

KINDS = ("scale", "digit", "swapped digits", "decimal point", "misheard number", "direction", "period")
"""The kinds of slip that are planted, one of each into every checked figure that can bear it."""

_WORKED_OUT = frozenset(
    {"growth", "range_growth", "implied_base", "difference", "multiple", "sum", "share", "product", "ratio"}
)
"""Kinds of check that work a value out, and so see a slip of any size."""
_OF_SIZE = ("scale", "decimal point")
"""What is planted where a figure is only said twice: that two values differ by a digit says little."""
_SIGNED = frozenset({"growth", "range_growth", "difference", "multiple"})
"""Kinds of check that read the sign of a change."""

_Key = tuple[str, tuple[str, ...]]


class Sensitivity(NamedTuple):
    """How many slips of one kind were planted, how many caught, and how many of those mended first."""

    kind: str
    planted: int
    caught: int
    mended: int


def selftest(document: Document, settings: Settings | None = None) -> tuple[Sensitivity, ...]:
    """The sensitivity of the checks of ``document``, by kind of slip; kinds that nowhere fit are left out."""
    bench = Planting(figures_of(document, settings), settings or Settings())
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for slip, edited in bench.slips():
        caught, mended = bench.tried(slip, edited)
        for place, count in enumerate((1, caught, mended)):
            tally[slip.kind][place] += count
    return tuple(Sensitivity(kind, *tally[kind]) for kind in KINDS if kind in tally)


class Planting:
    """A reading with its checks, into which one slip at a time is planted.

    What a slip does not touch is not judged again: a verdict depends on nothing but the relation and its
    figures, so a relation that is there again, without the figure, has the verdict it had.
    """

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self._reading = reading
        self._settings = settings
        self._figures = {figure.id: figure for figure in reading.figures}
        self._identities = identities(settings)
        self._relations = relate(reading, self._identities)
        checks = [(relation, judge(relation, self._figures)) for relation in self._relations]
        self._judged = {_whole(relation): check for relation, check in checks}
        self._known = {_key(check) for _, check in checks if check.verdict in ALARMS}
        sure = [c for r, c in checks if r.strong and c.power and c.verdict == "consistent"]
        self._tested = {i for c in sure if c.kind in _WORKED_OUT for i in members(c.figures)}
        self._sized = {i for c in sure if c.kind == "repeat" for i in members(c.figures)}
        self._signed = {i for c in sure if c.kind in _SIGNED for i in members(c.figures)}

    def slips(self) -> Iterator[tuple[Slip, Figure]]:
        """The slips to plant, each with the figure as it would stand then."""
        settings = self._settings
        meant = Meant(self._reading.document.profile.currency, settings.rounding, settings.widths)
        for figure in self._reading.figures:
            if figure.id not in self._tested | self._sized or figure.form not in ("digits", "words"):
                continue
            kinds = KINDS if figure.id in self._tested else _OF_SIZE
            for slip, edited in meant.by(figure, _chosen(figure, kinds)):
                if (edited.low, edited.high) != (figure.low, figure.high):
                    yield slip, edited
            if figure.id in self._signed:
                yield from meant.turned(figure)
            other = self._other_period(figure)
            if other is not None and figure.id in self._tested:
                yield Slip("period", figure.text, 16), replace(figure, period=other)

    def _other_period(self, figure: Figure) -> str | None:
        """Another period of which the same thing is told, the first in the text."""
        if figure.measure == "change" or figure.period is None or "period" in figure.inferred:
            return None
        return next(
            (
                other.period
                for other in self._reading.figures
                if (other.metric, other.scope, other.basis, other.unit, other.measure)
                == (figure.metric, figure.scope, figure.basis, figure.unit, figure.measure)
                and other.period not in (None, figure.period)
            ),
            None,
        )

    def checks(self, edited: Figure) -> tuple[Reading, tuple[Relation, ...], tuple[Check, ...]]:
        """The reading with one figure edited, its relations and their checks."""
        figures = {**self._figures, edited.id: edited}
        slipped = replace(self._reading, figures=tuple(figures.values()))
        relations = relate(slipped, self._identities)
        checks = []
        for number, relation in enumerate(relations, 1):
            known = None if edited.id in members(relation.figures) else self._judged.get(_whole(relation))
            checks.append(replace(known or judge(relation, figures), id=f"c{number}"))
        return slipped, relations, tuple(checks)

    def tried(self, slip: Slip, edited: Figure) -> tuple[bool, bool]:
        """Whether a planted slip is caught, and whether the first edit proposed takes it back."""
        slipped, relations, checks = self.checks(edited)
        new = {check.id for check in checks if check.verdict in ALARMS and _key(check) not in self._known}
        if not new:
            return False, False
        found = diagnose(
            slipped, relations, checks, rounding=self._settings.rounding, widths=self._settings.widths
        )
        first = next((finding for finding in found if new & set(finding.checks)), None)
        edit = first.edits[0] if first is not None and first.edits else None
        if edit is None or edit.figure != edited.id:
            return True, False
        if slip.kind in ("direction", "period"):
            return True, edit.slip == slip.kind
        return True, edit.after == self._figures[edited.id].text


def _chosen(figure: Figure, kinds: Sequence[str]) -> Sequence[Slip]:
    """One slip of each of these kinds, of several the middle one: neither the first digit nor the last."""
    found: dict[str, list[Slip]] = defaultdict(list)
    for slip in slips(figure, ()):
        found[slip.kind].append(slip)
    return [found[kind][len(found[kind]) // 2] for kind in kinds if kind in found]


def _whole(relation: Relation) -> tuple[object, ...]:
    """All that a verdict depends on besides the figures themselves."""
    return (
        relation.kind,
        tuple(relation.figures.items()),
        relation.guard,
        relation.sense,
        relation.cue,
        relation.strong,
        relation.found,
        relation.formula,
        relation.because,
    )


def _key(check: Check) -> _Key:
    return check.kind, tuple(sorted(members(check.figures)))
