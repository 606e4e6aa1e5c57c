"""The bench on which a slip is tried out: the checks around a figure, judged again with it edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from checker import wording
from checker.diagnose.meant import Meant
from checker.diagnose.slips import TENFOLD, Slip, slips
from checker.interval import DEFAULT, Rounding, Widths
from checker.model import Check, Figure, Reading, Relation
from checker.relate import relate
from checker.rules import judge

ALARMS = ("inconsistent", "suspicious")
LIKELY = 20
"""Slips that cost less are looked for first; if one explains everything, no others are."""
_MOST_PERIODS = 8
_WORDS = {1: "up", -1: "down", 0: "unchanged"}


class Trial(NamedTuple):
    """A slip supposed of a figure, the failing checks it would mend, and those checks once mended.

    ``held`` counts the other checks around the figure: they bear witness to it as it stands.
    ``start`` and ``end`` are the words that the edit would replace.
    """

    figure: Figure
    slip: Slip
    edited: Figure
    mended: tuple[Check, ...]
    after: tuple[Check, ...]
    held: int
    start: int
    end: int


_Candidate = tuple[Slip, Figure]


class Bench:
    """A reading with its checks, each beside its relation, and by the figures that take part."""

    def __init__(
        self,
        reading: Reading,
        relations: Sequence[Relation],
        checks: Sequence[Check],
        rounding: Rounding = "nearest",
        widths: Widths = DEFAULT,
    ) -> None:
        self.reading = reading
        self.figures = {figure.id: figure for figure in reading.figures}
        by_roles = {_key(relation): relation for relation in relations}
        self.relation = {check.id: by_roles[_key(check)] for check in checks if _key(check) in by_roles}
        self.around: Mapping[str, list[Check]] = defaultdict(list)
        for check in checks:
            if check.id in self.relation and check.verdict != "not comparable":
                for figure in members(check):
                    self.around[figure].append(check)
        self._meant = Meant(reading.document.profile.currency, rounding, widths)

    def trials(self, figures: Sequence[Figure], alarms: Sequence[Check]) -> list[Trial]:
        """The slips of ``figures`` that would mend some of ``alarms`` and break nothing that holds.

        Likely kinds of slip are tried on all figures before the others; what explains all alarms at
        once ends the search.
        """
        found: list[Trial] = []
        for tier in (self._likely, self._redated, self._unlikely):
            for figure in figures:
                failing = [check for check in alarms if self._blames(check, figure)]
                if tier != self._likely:
                    failing = [check for check in failing if not self.corrected(check)]
                found += tier(figure, failing) if failing else ()
            if any(len(trial.mended) == len(alarms) for trial in found):
                break
        return found

    def _blames(self, check: Check, figure: Figure) -> bool:
        """Whether a slip of ``figure`` could be what ``check`` complains of.

        A level far from all its neighbours is itself the slip; a speaker who corrects himself has told
        which of the two is.
        """
        if check.kind == "scale" and len(members(check)) > 2:
            return figure.id == check.figures["figure"]
        if self.corrected(check):
            return figure.id == min(members(check), key=lambda i: self.figures[i].start)
        return figure.id in members(check)

    def corrected(self, check: Check) -> bool:
        """Whether the speaker himself corrects what ``check`` complains of."""
        return self.relation[check.id].cue == "corrected"

    # -- tiers -----------------------------------------------------------------------------------

    def _likely(self, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
        """Corrections by the speaker, wrong words of direction, and cheap slips in the figure's words."""
        yield from self._corrected(figure, failing)
        yield from self._reworded(figure, failing)
        candidates = [*self._slips(figure, failing, likely=True), *self._meant.turned(figure)]
        yield from self._tried(figure, candidates, failing)

    def _unlikely(self, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
        """Slips inside the digits."""
        yield from self._tried(figure, list(self._slips(figure, failing, likely=False)), failing)

    def _slips(self, figure: Figure, failing: Sequence[Check], *, likely: bool) -> Iterator[_Candidate]:
        others = dict.fromkeys(i for check in failing for i in members(check) if i != figure.id)
        tenfold = all(check.kind == "scale" for check in failing)
        return self._meant.by(
            figure,
            (
                slip
                for slip in slips(figure, [self.figures[i] for i in others])
                if (slip.cost < LIKELY) == likely and (slip.kind in TENFOLD or not tenfold)
            ),
        )

    def _corrected(self, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
        """What the speaker himself puts in the figure's place; he may correct several figures at once."""
        for check in filter(self.corrected, failing):
            later = self.figures[max(members(check), key=lambda i: self.figures[i].start)]
            edited = replace(later, id=figure.id, start=figure.start, end=figure.end)
            after = replace(self._judged(check, edited), id=check.id)
            if after.verdict == "consistent":
                slip = Slip("corrected", later.text, 5)
                yield Trial(figure, slip, edited, (check,), (after,), 0, figure.start, figure.end)

    def _reworded(self, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
        """The other direction for the word that claims one of two levels."""
        for check in failing:
            relation = self.relation[check.id]
            if check.kind != "direction" or check.figures["current"] != figure.id:
                continue
            cue = next(
                (
                    c
                    for c in self.reading.cues
                    if c.kind == "direction" and c.text == relation.cue and figure.id in c.figures
                ),
                None,
            )
            for sense, word in _WORDS.items() if cue else ():
                after = judge(replace(relation, sense=sense, cue=word), self.figures)
                if cue and sense != relation.sense and after.verdict == "consistent":
                    slip = Slip("direction", word, 18)
                    mended = (replace(after, id=check.id),)
                    yield Trial(figure, slip, figure, (check,), mended, 0, cue.start, cue.end)

    def _redated(self, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
        """The figure under other periods, if it is confirmed there.

        A new date undoes the relations of the old one, so the figures of its metric are related anew:
        nothing may fail instead, and either the same amount is stated for that period, or more holds
        there, that could have failed, than did before.
        """
        if figure.period is None:
            return
        around = {i for check in failing for i in members(check)}
        kin = [f for f in self.reading.figures if f.metric == figure.metric or f.id in around]
        ids = {f.id for f in kin}
        cues = tuple(cue for cue in self.reading.cues if ids.issuperset(cue.figures))
        held = self.held(figure)
        periods = dict.fromkeys(f.period for f in kin if f.period and f.period != figure.period)
        for period in list(periods)[:_MOST_PERIODS]:
            edited = replace(figure, period=period)
            figures = {**self.figures, figure.id: edited}
            redated = replace(self.reading, figures=tuple(figures[f.id] for f in kin), cues=cues)
            after = [judge(r, figures) for r in relate(redated) if figure.id in _ids(r.figures)]
            holding = tuple(c for c in after if c.verdict == "consistent" and c.power)
            same = any(
                (f.low, f.high, f.unit, f.period) == (figure.low, figure.high, figure.unit, period)
                for f in kin
            )
            if (same or len(holding) > held) and not any(c.verdict in ALARMS for c in after):
                slip = Slip("period", f"{figure.text} ({wording.period(period)})", 16)
                yield Trial(figure, slip, edited, tuple(failing), holding, held, figure.start, figure.end)

    # -- trying ----------------------------------------------------------------------------------

    def _tried(
        self, figure: Figure, candidates: Sequence[_Candidate], failing: Sequence[Check]
    ) -> Iterator[Trial]:
        """The candidates that mend a failing check and leave whole what holds."""
        mended: dict[Slip, list[tuple[Check, Check]]] = defaultdict(list)
        for check in failing:
            alike: dict[str, list[_Candidate]] = defaultdict(list)
            for candidate in sorted(candidates, key=lambda c: c[1].low):
                alike[candidate[1].unit].append(candidate)
            for same in alike.values():
                for slip, after in self._mending(check, same):
                    mended[slip].append((check, replace(after, id=check.id)))
        holding = [check for check in self.around[figure.id] if check.verdict == "consistent"]
        for slip, edited in candidates:
            if slip in mended and all(self._holds(check, edited) for check in holding):
                checks = tuple(check for check, _ in mended[slip])
                judged = tuple(after for _, after in mended[slip])
                yield Trial(figure, slip, edited, checks, judged, self.held(figure), figure.start, figure.end)

    def _mending(self, check: Check, candidates: Sequence[_Candidate]) -> Iterator[tuple[Slip, Check]]:
        """The candidates, in order of value, with which a check holds.

        Widening a figure never makes a check fail, so where it fails for all values from the lowest to
        the highest candidate at once, it fails for each of them. A range is not one value: its ends are
        judged apart.
        """
        ranges = any(figure.low != figure.high for _, figure in candidates)
        if len(candidates) == 1 or ranges:
            for slip, figure in candidates:
                after = self._judged(check, figure)
                if after.verdict == "consistent":
                    yield slip, after
        elif candidates and self._holds(check, _hull([figure for _, figure in candidates])):
            middle = len(candidates) // 2
            yield from self._mending(check, candidates[:middle])
            yield from self._mending(check, candidates[middle:])

    def _holds(self, check: Check, edited: Figure) -> bool:
        return self._judged(check, edited).verdict == "consistent"

    def _judged(self, check: Check, edited: Figure) -> Check:
        return judge(self.relation[check.id], {**self.figures, edited.id: edited})

    def held(self, figure: Figure) -> int:
        """How many checks that could have failed bear witness to a figure as it stands."""
        return sum(check.verdict == "consistent" and check.power for check in self.around[figure.id])


def members(check: Check) -> tuple[str, ...]:
    """The ids of all figures that take part in a check."""
    return _ids(check.figures)


def _ids(roles: Mapping[str, str | tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(i for ids in roles.values() for i in ((ids,) if isinstance(ids, str) else ids))


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
        low=figures[0].low,
        high=figures[-1].high,
        low_step=step,
        high_step=step,
        low_coarse=step,
        high_coarse=step,
        interval=interval,
        lenient=interval,
    )
