"""Implied base: statements that name no base, yet must imply one and the same.

What it checks
    The two ends of a range and of its growth range: 310 ÷ 1.26 and 330 ÷ 1.34 must share a base. Or a
    change said in money and in percent: 329 − 55 = 274, and 55 ÷ 274 must be the stated 20 %.

Why it matters
    The base is not in the document, so nobody looks it up; but that both ends agree on one is
    something only correct numbers do.

Holds
    We guide 2021 loan volume of RMB310 billion to RMB330 billion, which is year-on-year growth
    of 26% to 34%.

Fails
    We guide 2021 loan volume of RMB310 billion to RMB330 billion, which is year-on-year growth
    of 26% to 44%.

Silent
    The base is stated (then see range_growth and growth), or a change crosses zero.
"""

from __future__ import annotations

from checker.interval import Interval
from checker.model import Check, Figure, Observation, Relation, Step
from checker.rules.sight import Figures, Sight, guarded, members, settle, shown, step, written

ROLES = ("range", "current", "change")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge a range with its growth range, or a level with its change said twice."""
    if "range" in relation.figures:
        return _range(relation, figures)
    return _twice(relation, figures)


def observe(relation: Relation, figures: Figures) -> Observation | None:
    """The base that a guided range and its growth imply, its ends taken as exact."""
    if "range" not in relation.figures or check(relation, figures).verdict != "consistent":
        return None
    [guided] = members(relation, figures, "range")
    [change] = members(relation, figures, "change")
    first, last = _bases(Sight(relation, figures, "digits"), guided, change, exact=True)
    base = first.intersection(last)
    if base is None:
        return None
    return Observation(
        id="",
        kind="implied_base",
        text=(
            f"{written(guided)} and growth of {written(change)} imply one base: "
            f"{shown(base, guided.unit, 3)}, "
            "with the guided ends taken as exact."
        ),
        figures=(guided.id, change.id),
        arithmetic=_steps(first, last, guided, change),
    )


def _range(relation: Relation, figures: Figures) -> Check:
    [guided] = members(relation, figures, "range")
    [change] = members(relation, figures, "change")

    def holds(see: Sight) -> bool:
        first, last = _bases(see, guided, change)
        return first.overlaps(last)

    first, last = _bases(Sight(relation, figures, "stated"), guided, change)
    shared = first.intersection(last)
    bases = [shown(base, guided.unit, 3) for base in (first, last)]
    both = f"base {bases[0]} by the low end and {bases[1]} by the high end"
    return settle(
        relation,
        figures,
        holds,
        says=both if shared is None else f"{both}, so {shown(shared, guided.unit, 3)}",
        fails="the two ends imply different bases",
        steps=_steps(first, last, guided, change),
    )


def _bases(see: Sight, guided: Figure, change: Figure, *, exact: bool = False) -> tuple[Interval, Interval]:
    """The base by the low ends and by the high ends; ``exact`` takes the guided ends as written."""
    rates = see.ends(change)
    ends = (
        (Interval(guided.low, guided.low), Interval(guided.high, guided.high)) if exact else see.ends(guided)
    )
    return ends[0].ungrown(rates[0]), ends[1].ungrown(rates[1])


def _steps(first: Interval, last: Interval, guided: Figure, change: Figure) -> tuple[Step, Step]:
    low, high = "÷ (1 + low end of", "÷ (1 + high end of"
    return (
        step(
            "base by the low end",
            f"low end of {written(guided)} {low} {written(change)})",
            first,
            guided.unit,
        ),
        step(
            "base by the high end",
            f"high end of {written(guided)} {high} {written(change)})",
            last,
            guided.unit,
        ),
    )


def _twice(relation: Relation, figures: Figures) -> Check:
    [current] = members(relation, figures, "current")
    percent, money = sorted(members(relation, figures, "change"), key=lambda figure: figure.unit != "percent")
    see = Sight(relation, figures, "stated")
    if relation.cue != "one breath" and not (see("current") - see.figure(money)).positive:
        relation = guarded(relation, "the base it implies is not positive")

    def holds(look: Sight) -> bool:
        stated = look.figure(percent)
        base = look("current") - look.figure(money)
        if base.high is not None and base.high <= 0:
            return False  # a rise by more than all that there is now
        # "Down $130 million, or 4%": the percentage need not say again which way.
        return any(_rate(look, current, money).overlaps(way) for way in (stated, -stated))

    implied = _rate(see, current, money)
    base = see("current") - see.figure(money)
    expression = f"{written(money)} ÷ ({written(current)} − {written(money)})"
    return settle(
        relation,
        figures,
        holds,
        says=f"{expression} = {shown(implied, 'percent')}, stated {written(percent)}",
        steps=(
            step("base", f"{written(current)} − {written(money)}", base, current.unit),
            step("rate", expression, implied, "percent"),
            step("stated", written(percent), see.figure(percent), "percent"),
        ),
    )


def _rate(see: Sight, current: Figure, money: Figure) -> Interval:
    """The change in percent that a level and its change in money imply.

    current ÷ base − 1 = 1 ÷ (current ÷ change − 1): each operand occurs once, so the ends are exact.
    """
    change = see.figure(money)
    if change.contains(0):
        return Interval(None, None)
    denominator = see.figure(current) / change - 1
    return Interval(None, None) if denominator.contains(0) else 100 / denominator
