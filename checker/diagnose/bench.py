"""The bench on which a slip is tried out: the checks around a figure, judged again with it edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from checker import wording
from checker.diagnose.slips import Slip, slips
from checker.extract import extract
from checker.interval import DEFAULT, Interval, Rounding, Widths, stated
from checker.model import Check, Document, Figure, Profile, Quantity, Reading, Relation
from checker.relate import relate
from checker.rules import judge

ALARMS = ("inconsistent", "suspicious")


class Trial(NamedTuple):
    """A slip supposed of a figure, the failing checks it would mend, and those checks once mended.

    ``held`` counts the other checks around the figure: they bear witness to it as it stands.
    """

    figure: Figure
    slip: Slip
    edited: Figure
    mended: tuple[Check, ...]
    after: tuple[Check, ...]
    held: int


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
        self._rounding = rounding
        self._widths = widths
        by_roles = {_key(relation): relation for relation in relations}
        self.relation = {check.id: by_roles[_key(check)] for check in checks if _key(check) in by_roles}
        self.around: Mapping[str, list[Check]] = defaultdict(list)
        for check in checks:
            if check.id in self.relation and check.verdict != "not comparable":
                for figure in members(check):
                    self.around[figure].append(check)

    def trials(self, figure: Figure, alarms: Sequence[Check]) -> list[Trial]:
        """The slips of ``figure`` that would mend some of ``alarms`` and break nothing that holds.

        Once a likely kind of slip mends them all, less likely kinds are not looked for.
        """
        failing = [check for check in alarms if figure.id in members(check)]
        peers = [self.figures[i] for check in failing for i in members(check) if i != figure.id]
        found: list[Trial] = []
        for slip, edited in self._edits(figure, peers):
            if any(slip.cost > trial.slip.cost and len(trial.mended) == len(failing) for trial in found):
                break
            trial = self._tried(figure, slip, edited, failing)
            if trial is not None:
                found.append(trial)
        if not any(len(trial.mended) == len(failing) for trial in found):
            found += self._redated(figure, failing)
        return found

    def _edits(self, figure: Figure, peers: Sequence[Figure]) -> Iterator[tuple[Slip, Figure]]:
        """The slips of a figure with the figure as each would have been meant, likeliest first."""
        turned = [(slip, edited) for slip, edited in _turned(figure)]
        plain = self._read(figure.text)
        factor = None if plain is None else _factor(figure, plain)
        for slip in slips(figure, peers):
            while turned and turned[0][0].cost < slip.cost:
                yield turned.pop(0)
            meant = self._read(slip.after) if factor else None
            if plain is not None and factor and meant is not None:
                yield slip, self._meant(figure, plain, meant, factor)
        yield from turned

    def _read(self, text: str) -> Quantity | None:
        """What a text is worth by itself, if all of it is one quantity."""
        profile = Profile(currency=self.reading.document.profile.currency)
        found = extract(Document(path="", text=f"{text} .", sha256="", profile=profile))
        return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None

    def _meant(self, figure: Figure, plain: Quantity, meant: Quantity, factor: Decimal) -> Figure:
        """The figure with the worth of its edited text: sign, hedge and all it is about are kept."""
        if abs(factor) != 1 and meant.low_step >= abs(factor) * plain.low_step:
            factor = factor / abs(factor)  # the scale word it had to borrow is now its own
        size = abs(factor)
        ends = [
            (meant.low, meant.low_step, meant.low_coarse),
            (meant.high, meant.high_step, meant.high_coarse),
        ]
        (low, low_step, low_coarse), (high, high_step, high_coarse) = ends if factor > 0 else ends[::-1]
        unit = figure.unit
        if meant.unit != plain.unit and unit.partition("/")[0] == plain.unit:
            unit = meant.unit + unit[len(plain.unit) :]
        return self._valued(
            replace(
                figure,
                text=meant.text,
                low=low * factor,
                high=high * factor,
                unit=unit,
                low_step=low_step * size,
                high_step=high_step * size,
                low_coarse=low_coarse * size,
                high_coarse=high_coarse * size,
            )
        )

    def _valued(self, figure: Figure) -> Figure:
        """The figure with the true values that its digits and hedge stand for."""

        def true(low_step: Decimal, high_step: Decimal) -> Interval:
            return stated(
                figure.low,
                figure.high,
                low_step=low_step,
                high_step=high_step,
                hedge=figure.hedge,
                rounding=self._rounding,
                widths=self._widths,
            )

        return replace(
            figure,
            interval=true(figure.low_step, figure.high_step),
            lenient=true(figure.low_coarse, figure.high_coarse),
        )

    def _tried(self, figure: Figure, slip: Slip, edited: Figure, failing: Sequence[Check]) -> Trial | None:
        figures = {**self.figures, figure.id: edited}
        judged = [(check, judge(self.relation[check.id], figures)) for check in failing]
        mended = [(check, after) for check, after in judged if after.verdict == "consistent"]
        if not mended:
            return None
        holding = [check for check in self.around[figure.id] if check.verdict == "consistent"]
        if any(judge(self.relation[check.id], figures).verdict != "consistent" for check in holding):
            return None
        return Trial(
            figure,
            slip,
            edited,
            tuple(check for check, _ in mended),
            tuple(replace(after, id=check.id) for check, after in mended),
            sum(check.power for check in holding),
        )

    def _redated(self, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
        """The figure under the other periods in which its metric is stated, if it is confirmed there.

        A new date undoes the relations of the old one, so the figures of its metric are related anew:
        what fails now must be gone, nothing may fail instead, and something must hold that could not
        have held by chance.
        """
        if figure.period is None:
            return
        kin = [
            other
            for other in self.reading.figures
            if other.metric == figure.metric or any(other.id in members(check) for check in failing)
        ]
        ids = {other.id for other in kin}
        cues = tuple(cue for cue in self.reading.cues if ids.issuperset(cue.figures))
        lost = sum(check.power for check in self.around[figure.id] if check.verdict == "consistent")
        periods = dict.fromkeys(f.period for f in kin if f.period and f.metric == figure.metric)
        for period in list(periods)[:MOST_PERIODS]:
            if period == figure.period:
                continue
            edited = replace(figure, period=period)
            figures = {**self.figures, figure.id: edited}
            redated = replace(self.reading, figures=tuple(figures[other.id] for other in kin), cues=cues)
            after = [
                judge(relation, figures)
                for relation in relate(redated)
                if figure.id in _ids(relation.figures)
            ]
            held = sum(check.verdict == "consistent" and check.power for check in after)
            if held > lost and not any(check.verdict in ALARMS for check in after):
                slip = Slip("period", f"{figure.text} ({wording.period(period)})", 16)
                holding = tuple(check for check in after if check.verdict == "consistent" and check.power)
                yield Trial(figure, slip, edited, tuple(failing), holding, 0)


MOST_PERIODS = 8
"""Other periods under which a figure is tried."""


def members(check: Check) -> tuple[str, ...]:
    """The ids of all figures that take part in a check."""
    return _ids(check.figures)


def _ids(roles: Mapping[str, str | tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(i for ids in roles.values() for i in ((ids,) if isinstance(ids, str) else ids))


def _key(related: Relation | Check) -> tuple[str, tuple[tuple[str, str | tuple[str, ...]], ...]]:
    return related.kind, tuple(sorted(related.figures.items()))


def _factor(figure: Figure, plain: Quantity) -> Decimal | None:
    """What a figure is worth in terms of its own text: -1 for "5%" after "declined", 1000000 for an
    elided "million"; ``None`` where the text alone does not tell."""
    for sign, low, high in ((1, plain.low, plain.high), (-1, plain.high, plain.low)):
        size = high if abs(high) >= abs(low) else low
        whole = figure.high if abs(figure.high) >= abs(figure.low) else figure.low
        if not size:
            if not whole:
                return Decimal(1)
            continue
        factor = whole / size
        if factor * sign > 0 and (low * factor, high * factor) == (figure.low, figure.high):
            return factor
    return None


def _turned(figure: Figure) -> Iterator[tuple[Slip, Figure]]:
    """A change the other way: "declined" heard for "increased"."""
    if figure.measure != "change" or not figure.low * figure.high > 0:
        return
    way = "a decrease" if figure.low > 0 else "an increase"
    turned = replace(
        figure,
        low=-figure.high,
        high=-figure.low,
        low_step=figure.high_step,
        high_step=figure.low_step,
        low_coarse=figure.high_coarse,
        high_coarse=figure.low_coarse,
        interval=-figure.interval,
        lenient=-figure.lenient,
    )
    yield Slip("direction", f"{way} of {figure.text.strip('-−()')}", 19), turned
