"""The bench on which a slip is tried out: the checks around a figure, judged again with it edited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain

from msgspec.structs import replace

from checker.diagnose.slips import Slip
from checker.model import Check, Figure, Reading, Relation, members
from checker.rules import judge

ALARMS = ("inconsistent", "suspicious")
Candidate = tuple[Slip, Figure]
"""A slip with the figure as it would have been meant."""

_ONE_SIZE = Decimal(8)
_MOST_KIN = 300
"""Figures around another that are related anew with it; more are of other parts of a long document."""


class Bench:
    """A reading with its checks, each beside its relation, and by the figures that take part."""

    def __init__(
        self,
        reading: Reading,
        relations: Sequence[Relation],
        checks: Sequence[Check],
        others: Sequence[Figure] = (),
    ) -> None:
        self.reading = reading
        self.figures = {figure.id: figure for figure in (*reading.figures, *others)}
        self._others = {figure.id for figure in others}
        by_roles = {_key(relation): relation for relation in relations}
        self.relation = {check.id: by_roles[_key(check)] for check in checks if _key(check) in by_roles}
        self._around: Mapping[str, list[Check]] = defaultdict(list)
        for check in checks:
            if check.id in self.relation and check.verdict == "consistent":
                for figure in members(check.figures):
                    self._around[figure].append(check)

    # -- what is known of checks and figures -------------------------------------------------------

    def of(self, checks: Iterable[Check]) -> list[Figure]:
        """The figures that take part in some checks, each once."""
        ids = dict.fromkeys(i for check in checks for i in members(check.figures))
        return [self.figures[i] for i in ids]

    def own(self, check: Check) -> list[str]:
        """The ids of a check's figures that stand in the document itself and not in a source."""
        return [i for i in members(check.figures) if i not in self._others]

    def corrected(self, check: Check) -> bool:
        """Whether the speaker himself corrects what a check complains of."""
        return self.relation[check.id].cue == "corrected"

    def held(self, figure: Figure) -> int:
        """How many checks that could have failed bear witness to a figure as it stands."""
        return sum(check.power for check in self._around[figure.id])

    def company(self, figure: Figure) -> int:
        """How many figures of the document are of one unit and about one size with a figure."""
        sizes, size = self._sizes[figure.unit], abs(figure.low)
        return bisect_right(sizes, size * _ONE_SIZE) - bisect_left(sizes, size / _ONE_SIZE)

    def kin(self, figure: Figure) -> Sequence[Figure]:
        """The figures of its metric, and those of every metric that is compared with it anywhere.

        Of very many those told next before and behind it.
        """
        metrics = {figure.metric} | self._compared[figure.metric]
        kin = sorted(chain.from_iterable(self._measuring[metric] for metric in metrics), key=_place)
        if len(kin) <= _MOST_KIN:
            return kin
        place = bisect_right(kin, figure.start, key=_place)
        return kin[max(0, place - _MOST_KIN // 2) : place + _MOST_KIN // 2]

    @cached_property
    def _sizes(self) -> Mapping[str, list[Decimal]]:
        sizes: dict[str, list[Decimal]] = defaultdict(list)
        for figure in sorted(self.reading.figures, key=lambda figure: abs(figure.low)):
            sizes[figure.unit].append(abs(figure.low))
        return sizes

    @cached_property
    def _measuring(self) -> Mapping[str, list[Figure]]:
        measuring: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.reading.figures:
            measuring[figure.metric].append(figure)
        return measuring

    @cached_property
    def _compared(self) -> Mapping[str, set[str]]:
        compared: dict[str, set[str]] = defaultdict(set)
        for relation in self.relation.values():
            metrics = {self.figures[i].metric for i in members(relation.figures)}
            for metric in metrics:
                compared[metric] |= metrics
        return compared

    # -- trying ----------------------------------------------------------------------------------

    def judged(self, check: Check, edited: Figure) -> Check:
        """A check judged again with one figure edited."""
        figures = {i: self.figures[i] for i in members(check.figures)}
        again = judge(self.relation[check.id], {**figures, edited.id: edited})
        return replace(again, id=check.id)

    def breaks(self, edited: Figure) -> bool:
        """Whether an edit breaks something that holds, and would be missed if it did not."""
        return not all(
            self._holds(check, edited) for check in self._around[edited.id] if self.relation[check.id].strong
        )

    def mending(self, check: Check, candidates: Iterable[Candidate]) -> Iterator[tuple[Slip, Check]]:
        """The candidates with which a failing check holds, each with the check as it holds then."""
        alike: dict[tuple[str, bool], list[Candidate]] = defaultdict(list)
        for candidate in sorted(candidates, key=lambda c: c[1].low):
            alike[candidate[1].unit, candidate[1].low < 0].append(candidate)
        for same in alike.values():
            yield from self._mending(check, same)

    def _mending(self, check: Check, candidates: Sequence[Candidate]) -> Iterator[tuple[Slip, Check]]:
        """By halves: widening a figure never makes a check fail, so where a check fails for all values
        from the lowest to the highest candidate at once, it fails for each of them. A range is not one
        value, its ends are judged apart."""
        if len(candidates) == 1 or any(figure.low != figure.high for _, figure in candidates):
            for slip, figure in candidates:
                after = self.judged(check, figure)
                if after.verdict == "consistent":
                    yield slip, after
        elif candidates and self._holds(check, _hull([figure for _, figure in candidates])):
            middle = len(candidates) // 2
            yield from self._mending(check, candidates[:middle])
            yield from self._mending(check, candidates[middle:])

    def _holds(self, check: Check, edited: Figure) -> bool:
        return self.judged(check, edited).verdict == "consistent"


def _place(figure: Figure) -> int:
    return figure.start


def _key(related: Relation | Check) -> tuple[str, tuple[tuple[str, str | tuple[str, ...]], ...]]:
    return related.kind, tuple(sorted(related.figures.items()))


def _hull(figures: Sequence[Figure]) -> Figure:
    """One figure that stands for all values from the lowest to the highest of several."""
    interval = figures[0].interval
    for figure in figures[1:]:
        interval = interval.hull(figure.interval)
    step = max(figure.low_step for figure in figures)
    return replace(
        figures[0],
        high=figures[-1].high,
        low_step=step,
        high_step=step,
        low_coarse=step,
        high_coarse=step,
        interval=interval,
        lenient=interval,
    )
