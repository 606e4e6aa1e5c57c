"""How a rule sees the figures of a relation, and how what it sees becomes a verdict.

A relation is looked at four times, each time a little more generously: as *written*, with its
*digits* rounded, with its hedges (*stated*), and with the trailing zeros of whole numbers rounded
too (*lenient*). The first look at which it holds gives the grade; none at all is an alarm. Because
each look only widens the intervals of the one before, widening never turns consistent into
inconsistent.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from checker import wording
from checker.interval import Interval, percent_change, stated, total
from checker.model import Check, Figure, Grade, Relation, Step, Verdict

Look = Literal["written", "digits", "stated", "lenient"]
LOOKS: tuple[Look, ...] = ("written", "digits", "stated", "lenient")
_ONE = Decimal(1)
_PER_POINT = {"percent": Decimal(1), "percentage_point": Decimal(1), "basis_point": Decimal("0.01")}
_DAYS = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "quarter": Decimal("91.3125"),
    "year": Decimal("365.25"),
}
Figures = Mapping[str, Figure]
Term = tuple[Figure, Figure | None]


class Sight:
    """The true values of a relation's figures at one look."""

    def __init__(self, relation: Relation, figures: Figures, look: Look) -> None:
        self.relation = relation
        self.figures = figures
        self.look = look

    def __call__(self, role: str) -> Interval:
        """The value of a role: a figure, a level before the change that led to it, or the sum of parts."""
        return total(self.every(role))

    def every(self, role: str) -> list[Interval]:
        """The values of all terms of a role, in order."""
        return [self.term(term) for term in terms(self.relation, self.figures, role)]

    def term(self, term: Term) -> Interval:
        """A figure's value; of a level with its change, the level before the change."""
        level, change = term
        value = self.figure(level)
        if change is None:
            return value
        if change.unit == "percent" and level.unit != "percent":
            return value.ungrown(self.figure(change))
        return value - self.figure(change)

    def figure(self, figure: Figure) -> Interval:
        """The true values of one figure, rates in percent whatever points they are said in."""
        seen = self._seen(self.figures[figure.id])
        factor = _PER_POINT.get(figure.unit, _ONE)
        return seen if factor == 1 else seen * factor

    def plain(self, figure: Figure) -> Interval:
        """The value as its digits say it, hedges aside: what the size of a number is read from."""
        now = self.figures[figure.id]
        return Interval(now.low - now.low_step / 2, now.high + now.high_step / 2)

    def ends(self, figure: Figure) -> tuple[Interval, Interval]:
        """The true values of both ends of a range (the same twice for a point)."""
        figure = self.figures[figure.id]
        low = replace(figure, high=figure.low, high_step=figure.low_step, high_coarse=figure.low_coarse)
        high = replace(figure, low=figure.high, low_step=figure.high_step, low_coarse=figure.high_coarse)
        return tuple(_true(end, self.look) for end in (low, high))  # type: ignore[return-value]

    def _seen(self, figure: Figure) -> Interval:
        if self.look == "stated":
            return figure.interval
        if self.look == "lenient":
            return figure.interval.hull(figure.lenient).hull(_rounder(figure))
        return _true(figure, self.look)


def _true(figure: Figure, look: Look) -> Interval:
    if look == "written":
        return Interval(figure.low, figure.high)
    steps = (
        (max(figure.low_step, figure.low_coarse), max(figure.high_step, figure.high_coarse))
        if look == "lenient"
        else (figure.low_step, figure.high_step)
    )
    # Bounds stay: the digits of "over 100" alone would admit 99.6, which the hedge excludes.
    hedge = "none" if look == "digits" and figure.hedge == "about" else figure.hedge
    return stated(figure.low, figure.high, low_step=steps[0], high_step=steps[1], hedge=hedge)


def _rounder(figure: Figure) -> Interval:
    """A percentage with a zero at its end ("19.10%") may owe it to the style of the text."""
    if figure.unit != "percent" or figure.low != figure.high or not figure.low:
        return figure.interval
    step = _ONE.scaleb(int(figure.low.normalize().as_tuple().exponent))
    if step <= figure.low_step or step > 1:
        return figure.interval
    return stated(figure.low, figure.high, low_step=step, high_step=step, hedge=figure.hedge)


def members(relation: Relation, figures: Figures, role: str) -> list[Figure]:
    """The figures of a role, in order; none if the relation lacks it."""
    ids = relation.figures.get(role, ())
    return [figures[i] for i in ((ids,) if isinstance(ids, str) else ids)]


def terms(relation: Relation, figures: Figures, role: str) -> list[Term]:
    """The figures of a role, a level followed by its change taken together as the level before it."""
    found: list[Term] = []
    for figure in members(relation, figures, role):
        if figure.measure == "change" and found and found[-1][1] is None and found[-1][0].measure != "change":
            found[-1] = (found[-1][0], figure)
        else:
            found.append((figure, None))
    return found


def derived(relation: Relation, figures: Figures) -> bool:
    """Whether some value is not stated but follows from a level and its change."""
    return any(term[1] is not None for role in relation.figures for term in terms(relation, figures, role))


# -- verdicts ----------------------------------------------------------------------------------


def settle(
    relation: Relation,
    figures: Figures,
    holds: Callable[[Sight], bool],
    *,
    says: str,
    against: str = "",
    fails: str = "",
    steps: Sequence[Step] = (),
    alarm: Verdict = "inconsistent",
    leeway: bool = True,
) -> Check:
    """Look four times and give the check its verdict, grade and power.

    ``says`` is the arithmetic in one line, ``against`` the same where it does not hold, if that takes
    other words, and ``fails`` what to add then. ``alarm`` is
    the verdict of a strong relation that fails; one that rests on derived values is at most
    suspicious, a weak or guarded one not comparable. Without ``leeway`` trailing zeros count as
    digits, and a relation that needs them is suspicious.
    """
    verdict: Verdict = "inconsistent"
    grade: Grade | None = None
    reason = relation.guard
    if reason:
        verdict = "not comparable"
    else:
        look = next((look for look in LOOKS if holds(Sight(relation, figures, look))), None)
        if look is None or (look == "lenient" and not leeway):
            verdict, reason = _failed(relation, figures, alarm if look is None else "suspicious")
        else:
            verdict = "consistent"
            grade = "exact" if look == "written" else "hedge" if look == "stated" else "rounding"
            if look == "stated" and not _hedged(relation, figures):
                grade = "rounding"
    if verdict != "consistent":
        says = against or says
    note = says if verdict == "consistent" or not fails else f"{says}; {fails}"
    return Check(
        id="",
        kind=relation.kind,
        figures=relation.figures,
        verdict=verdict,
        note=note if not reason else f"{says}; {reason}",
        grade=grade,
        arithmetic=tuple(steps),
        power=verdict != "consistent" or (not relation.found and _could_fail(relation, figures, holds)),
        reason=reason,
        because=relation.because,
    )


def guarded(relation: Relation, reason: str) -> Relation:
    """The relation with a reason why it cannot be judged."""
    return replace(relation, guard=relation.guard or reason)


def _failed(relation: Relation, figures: Figures, alarm: Verdict) -> tuple[Verdict, str]:
    if not relation.strong:
        return "not comparable", "they do not agree, but only by assumption do they speak of the same thing"
    if alarm == "inconsistent" and derived(relation, figures):
        return "suspicious", ""
    return alarm, ""


def _hedged(relation: Relation, figures: Figures) -> bool:
    return any(f.hedge != "none" for role in relation.figures for f in members(relation, figures, role))


def _could_fail(relation: Relation, figures: Figures, holds: Callable[[Sight], bool]) -> bool:
    """Whether a slip of one decimal place in some figure would have been noticed."""
    for role in relation.figures:
        alike = {(f.low, f.high, f.interval, f.lenient): f for f in members(relation, figures, role)}
        for figure in alike.values():
            for factor in (Decimal(10), Decimal("0.1")):
                slipped = ChainMap({figure.id: _scaled(figure, factor)}, figures)  # type: ignore[arg-type]
                if not holds(Sight(relation, slipped, "lenient")):
                    return True
    return False


def _scaled(figure: Figure, factor: Decimal) -> Figure:
    names = ("low", "high", "low_step", "high_step", "low_coarse", "high_coarse")
    values = {name: getattr(figure, name) * factor for name in names}
    return replace(figure, **values, interval=figure.interval * factor, lenient=figure.lenient * factor)


# -- arithmetic that several rules share ---------------------------------------------------------


def changed(current: Interval, prior: Interval, change: Figure) -> Interval:
    """The change from ``prior`` to ``current`` in the terms of a stated change: percent, points or money."""
    return percent_change(current, prior) if change.unit in ("percent", "ratio") else current - prior


def calibrated(figure: Figure, value: Interval) -> Interval:
    """A duration in days, so that 18 months and a year and a half can meet; all else as it is."""
    return value * _DAYS[figure.unit] if figure.unit in _DAYS else value


def unit_of(figure: Figure) -> str:
    """The unit in which ``Sight`` gives a figure's value."""
    return "percent" if figure.unit in _PER_POINT else figure.unit


def step(label: str, expression: str, interval: Interval | None = None, unit: str = "") -> Step:
    """One row of arithmetic."""
    return Step(label=label, expression=expression, interval=interval, unit=unit)


def written(figure: Figure) -> str:
    """A figure as stated, for notes."""
    return wording.stated(figure)


def term_text(term: Term) -> str:
    """A term for notes: the figure, or "RMB3.6 billion before a rise of 13%"."""
    level, change = term
    return written(level) if change is None else f"{written(level)} before its change of {written(change)}"


def shown(interval: Interval, unit: str, digits: int = 2) -> str:
    """An interval for notes, its width with this many significant digits, a point with four in all."""
    middle, width = interval.midpoint, interval.width
    if middle and width is not None and width < abs(middle) / 10**9:
        return wording.amount(middle, unit, _ONE.scaleb(middle.adjusted() - 3))
    return wording.span(interval, unit, digits)
