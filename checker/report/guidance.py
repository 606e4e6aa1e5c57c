"""What is guided, beside what was reported, and what it implies: growth, base, level, the rest of the year.

Arithmetic here is exact and takes the ends as stated, as a reader would; whether anything agrees is
judged elsewhere. A figure that a finding points at is no base for anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from checker import wording
from checker.interval import WHOLE, Interval, percent_change
from checker.model import Figure, Report, Struct, members
from checker.period import Period, parse
from checker.report.arithmetic import Row
from checker.report.cards import Cards, CheckCard, ObservationCard
from checker.report.number_line import NumberLine, number_line
from checker.report.operands import Operand, normalised, numbered

_Shown = TypeVar("_Shown")
_Key = tuple[str, str, str]
_RATES = ("percent", "ratio", "percentage_point", "basis_point")
_MOST_BARS = 8


class Guided(Struct, frozen=True, kw_only=True):
    """One guided statement and what it implies, each in a row of arithmetic."""

    operand: Operand
    rows: tuple[Row, ...]


class GuidanceCard(Struct, frozen=True, kw_only=True):
    """A guided metric: its statements, range bars beside the actuals, what follows, and the checks on it.

    ``plain`` has nothing to show beyond its statements.
    """

    anchor: str
    title: str
    guided: tuple[Guided, ...]
    operands: tuple[Operand, ...]
    lines: tuple[NumberLine, ...]
    checks: tuple[CheckCard, ...]
    observations: tuple[ObservationCard, ...]
    plain: bool


class Guidance:
    """All guidance of one report by metric; what was guided without saying of what is ``unnamed``."""

    def __init__(self, report: Report, cards: Cards) -> None:
        self._report = report
        self._make = cards
        self._doubted = {finding.figure for finding in report.findings}
        self._seen: dict[str, dict[int, ObservationCard]] = defaultdict(dict)
        self._checks: dict[str, dict[int, CheckCard]] = defaultdict(dict)
        for place, observed in enumerate(cards.observations):
            for name in observed.observation.figures:
                self._seen[name][place] = observed
        for place, card in enumerate(cards.checks):
            for name in members(card.check.figures):
                self._checks[name][place] = card
        groups: dict[_Key, list[Figure]] = defaultdict(list)
        for figure in report.figures:
            if figure.status in ("actual", "guidance") and not self._analysts(figure):
                groups[figure.metric, figure.scope, figure.basis].append(figure)
        guided = {key: group for key, group in groups.items() if any(map(_guided, group))}
        named = [group for key, group in guided.items() if key[0]]
        self.cards = tuple(self._card(f"guide-{n}", group) for n, group in enumerate(named, 1))
        nameless = [f for (metric, *_), group in guided.items() if not metric for f in group if _guided(f)]
        self.unnamed = cards.operands(("guided", f.id) for f in _once(nameless))
        placed = {seen.observation.id for card in self.cards for seen in card.observations}
        self.others = tuple(seen for seen in cards.observations if seen.observation.id not in placed)
        self.count = len(self.cards) + len(self.unnamed) + len(self.others)

    def _analysts(self, figure: Figure) -> bool:
        """Whether the figure is an analyst's, who may quote guidance but gives none."""
        speakers = self._report.document.speakers
        return figure.speaker is not None and speakers[figure.speaker].role == "analyst"

    def _card(self, anchor: str, group: Sequence[Figure]) -> GuidanceCard:
        kinds = {_kind(f) for f in group if _guided(f)}
        related = _once([f for f in group if _kind(f) in kinds or f.measure == "level"])
        ids = [f.id for f in group if _guided(f)]
        seen = _on(self._seen, ids)
        bases = self._bases(related)
        used = [f for f in related if _guided(f) or f in bases or _kind(f) in kinds]
        operands = self._make.operands(("guided" if _guided(f) else "reported", f.id) for f in used)
        guided = tuple(
            Guided(operand=o, rows=tuple(_rows(o.figure, related, bases, seen, operands)))
            for o in sorted(operands, key=lambda o: (_time(o.figure), o.figure.measure == "change"))
            if _guided(o.figure)
        )
        lines = tuple(_lines(used, kinds, seen))
        return GuidanceCard(
            anchor=anchor,
            title=wording.subject(group[0]),
            guided=guided,
            operands=operands,
            lines=lines,
            checks=_on(self._checks, ids),
            observations=seen,
            plain=not (lines or seen or any(each.rows for each in guided)),
        )

    def _bases(self, figures: Sequence[Figure]) -> list[Figure]:
        """Reported levels from which a guided level or change starts, the most precise of each period."""
        wanted = {
            str(period)
            for figure in figures
            if _guided(figure) and (own := _period(figure))
            for period in _starts(own, figure)
        }
        found: dict[tuple[str | None, str], Figure] = {}
        for figure in sorted(figures, key=lambda f: f.low_step):
            fit = figure.measure != "change" and figure.low > 0 and figure.hedge in ("none", "about")
            if not _guided(figure) and figure.period in wanted and figure.id not in self._doubted and fit:
                found.setdefault((figure.period, figure.unit), figure)
        return list(found.values())


def _rows(
    figure: Figure,
    related: Sequence[Figure],
    bases: Sequence[Figure],
    seen: Sequence[ObservationCard],
    operands: Sequence[Operand],
) -> Iterator[Row]:
    """What one guided statement implies, in the order growth, level, base, rest of the year."""

    def row(label: str, expression: str, interval: Interval, unit: str) -> Row:
        pieces = numbered(expression, operands, normalised)
        return Row(
            label=label,
            expression=pieces,
            result=wording.span(interval, unit, 3 if unit not in _RATES else 2),
        )

    own, value = _period(figure), wording.stated(figure)
    ends = Interval(figure.low, figure.high)
    for base in bases:
        start = _period(base)
        if own is None or start is None or start not in _starts(own, figure):
            continue
        on, from_, first = wording.period(base.period), wording.stated(base), Interval(base.low, base.high)
        if figure.measure != "change" and _kind(base) == _kind(figure):
            if figure.unit in _RATES:
                unit = {"percent": "percentage_point"}.get(figure.unit, figure.unit)
                yield row(f"change on {on}", f"{value} − {from_}", ends - first, unit)
            elif figure.low > 0:
                yield row(f"growth on {on}", f"{value} ÷ {from_} − 1", percent_change(ends, first), "percent")
        elif figure.measure == "change" and figure.unit == "percent" and base.unit not in _RATES:
            said = any(f.period == figure.period and _guided(f) and f.unit == base.unit for f in related)
            if not said:
                yield row(f"makes, on {on}", f"{from_} × (1 + {value})", first.grown(ends), base.unit)
    if figure.measure != "change":
        for observed in seen:
            if figure.id == observed.observation.figures[0]:
                yield from _observed(observed, figure.unit)


def _observed(seen: ObservationCard, unit: str) -> Iterator[Row]:
    """The base and the rest of the year as the rules worked them out."""
    steps = [step for step in seen.observation.arithmetic if step.interval and step.unit == unit]
    if seen.observation.kind == "implied_base":
        shared = _shared([step.interval for step in steps if step.interval])
        if shared is not None:
            yield Row(label="implies a base of", expression=(), result=wording.span(shared, unit, 3))
    elif seen.observation.kind == "guidance_progress":
        for step in steps:
            if step.interval and step.label.startswith(("left", "a quarter")):
                label = "leaves" if step.label.startswith("left") else "that is, a quarter"
                yield Row(label=label, expression=(), result=wording.span(step.interval, unit, 3))


def _shared(intervals: Sequence[Interval]) -> Interval | None:
    shared: Interval | None = WHOLE if intervals else None
    for interval in intervals:
        shared = shared and shared.intersection(interval)
    return shared


# -- bars ------------------------------------------------------------------------------------------


def _lines(
    used: Sequence[Figure], kinds: set[tuple[str, str, str]], seen: Sequence[ObservationCard]
) -> Iterator[NumberLine]:
    """One drawing for each kind of statement that is guided; of amounts one for each length of period."""
    for kind in sorted(kinds):
        figures = sorted((f for f in used if _kind(f) == kind), key=_time)
        lengths: dict[object, list[Figure]] = defaultdict(list)
        for figure in figures:
            own = _period(figure)
            lengths[kind[0] in _RATES or (own and own.duration_months)].append(figure)
        groups = [group for group in lengths.values() if any(map(_guided, group))]
        drawn = [_line(group, kind[0], seen) for group in groups]
        if None in drawn:
            drawn = [_line(figures, kind[0], seen)]
        yield from (line for line in drawn if line)


def _line(figures: Sequence[Figure], unit: str, seen: Sequence[ObservationCard]) -> NumberLine | None:
    bars = [_bar(figure) for figure in figures[-_MOST_BARS:]]
    ids = {f.id for f in figures if _guided(f) and f.measure != "change"}
    for observed in seen:
        if observed.observation.figures[0] not in ids:
            continue
        steps = [(s.label, s.interval) for s in observed.observation.arithmetic if s.unit == unit]
        if observed.observation.kind == "implied_base":
            shared = _shared([interval for _, interval in steps if interval])
            bars[:0] = [("implied base", shared, "implied")] if shared else []
        elif observed.observation.kind == "guidance_progress":
            wanted = ("so far", "left")
            bars += [
                (label, interval, "implied")
                for label, interval in steps
                if interval and label.startswith(wanted)
            ]
    return number_line(bars, unit, gap=False)


def _bar(figure: Figure) -> tuple[str, Interval, str]:
    told = "guided" if _guided(figure) else "reported"
    ends = figure.interval if figure.hedge in ("over", "under") else Interval(figure.low, figure.high)
    return f"{told} {wording.period(figure.period)}", ends, figure.status


def _time(figure: Figure) -> tuple[int, int]:
    """Where a figure belongs on the time line; what has no date comes first."""
    own = _period(figure)
    if own is None:
        return (0, 0)
    last = own.flow().last_quarter()
    return (last.year, last.number) if last else (own.year, (own.number + 2) // 3)


# -- what belongs together -------------------------------------------------------------------------


def _guided(figure: Figure) -> bool:
    return figure.status == "guidance"


def _kind(figure: Figure) -> tuple[str, str, str]:
    """Figures of one kind stand on one axis: unit, measure and, of changes, what they are changes on."""
    return figure.unit, figure.measure, figure.comparison or ""


def _period(figure: Figure) -> Period | None:
    try:
        return parse(figure.period) if figure.period else None
    except ValueError:
        return None


def _starts(own: Period, figure: Figure) -> list[Period]:
    """The periods against which a guided figure is read: what it names, else a year and a quarter before."""
    if figure.measure == "change" and figure.comparison not in ("yoy", "qoq", None):
        try:
            return [parse(figure.comparison)]
        except ValueError:
            return []
    year, quarter = own.year_before(), own.quarter_before()
    if figure.comparison == "yoy":
        return [year]
    if figure.comparison == "qoq":
        return [quarter] if quarter else []
    return [year, quarter] if quarter and quarter != year else [year]


def _on(placed: Mapping[str, Mapping[int, _Shown]], figures: Iterable[str]) -> tuple[_Shown, ...]:
    """The cards on which some figures stand, each once and in their order."""
    found = {place: card for figure in figures for place, card in placed.get(figure, {}).items()}
    return tuple(found[place] for place in sorted(found))


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """Without repetitions of the same value for the same period."""
    first = {(f.low, f.high, f.unit, f.period, f.status, f.measure, f.comparison): f for f in figures[::-1]}
    return list(first.values())[::-1]
