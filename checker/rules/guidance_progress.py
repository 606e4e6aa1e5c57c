"""Guidance progress: a full year's guidance against the parts of the year that are known or guided.

What it checks
    That the quarters so far leave something for the rest of the year, and that a year whose quarters
    are all known adds up to it. A rate guided for the year lies between the rates of its halves.

Why it matters
    What guidance leaves for the rest of the year is what it really says; analysts work it out first.

Holds
    Loan volume was RMB74.1 billion in the first quarter of 2021. We expect 2021 loan volume of
    RMB310 billion to RMB330 billion.

Fails
    Loan volume was RMB374.1 billion in the first quarter of 2021. We expect 2021 loan volume of
    RMB310 billion to RMB330 billion.

Silent
    The metric does not add up over time (balances), or may turn negative (cash flow, profit).
"""

from __future__ import annotations

from checker.interval import Interval, total
from checker.model import Check, Figure, Observation, Relation
from checker.period import Period, parse
from checker.rules.sight import Figures, Sight, members, settle, shown, step, unit_of, written

ROLES = ("guidance", "quarters")


def check(relation: Relation, figures: Figures) -> Check:
    """Judge a year's guidance against its quarters or halves."""
    [guidance] = members(relation, figures, "guidance")
    parts = members(relation, figures, "quarters")
    rate = unit_of(guidance) == "percent"

    def holds(see: Sight) -> bool:
        year = see.figure(guidance)
        values = [see.figure(part) for part in parts]
        if rate:
            # With one half known nothing is excluded; with both, a mean lies between them.
            return len(values) < 2 or values[0].hull(values[1]).overlaps(year)
        left = year - total(values)
        if not _missing(parts):
            return left.contains(0)
        return left.high is None or left.high > 0

    see = Sight(relation, figures, "stated")
    unit = unit_of(guidance)
    expression = " + ".join(written(part) for part in parts)
    if rate:
        says = f"{written(guidance)} for the year with {expression} in its parts"
        steps = [step("guided", written(guidance), see.figure(guidance), unit)]
    else:
        left = Interval(guidance.low, guidance.high) - _added(parts)
        says = f"{expression} of {written(guidance)} leaves {shown(left, unit, 4)} for the rest of the year"
        steps = [
            step("so far", expression, _added(parts), unit),
            step("left", f"{written(guidance)} − ({expression})", left, unit),
        ]
    return settle(
        relation,
        figures,
        holds,
        says=says,
        fails="more than the guidance allows"
        if not rate
        else "a year's rate lies between those of its parts",
        alarm="suspicious",
        steps=steps,
    )


def observe(relation: Relation, figures: Figures) -> Observation | None:
    """What the guidance leaves for the rest of the year, a quarter, beside the latest quarter."""
    [guidance] = members(relation, figures, "guidance")
    parts = members(relation, figures, "quarters")
    missing = _missing(parts)
    if unit_of(guidance) == "percent" or not missing or not _from_the_start(parts[0]):
        return None
    ends = Interval(guidance.low, guidance.high)
    left = ends - _added(parts)
    if not left.positive:
        return None
    unit = guidance.unit
    each = left / missing
    last = parts[-1]
    pace = Interval(last.low, last.high)
    beside = ""
    if _quarters(last) == 1:
        told = "guided" if last.status == "guidance" else "stated"
        beside = f", {_beside(each, pace)} the {written(last)} {told} for {last.period}"
    rest = {1: "the last quarter", 2: "the last two quarters"}.get(missing, f"the last {missing} quarters")
    if missing == 2:
        rest = "the second half"
    text = (
        f"{written(guidance)} for the year less {shown(_added(parts), unit, 4)} so far leaves "
        f"{shown(left, unit, 4)} for {rest}"
    )
    if missing > 1:
        text += f", {shown(each, unit, 4)} a quarter"
    return Observation(
        id="",
        kind="guidance_progress",
        text=text + beside + ".",
        figures=(guidance.id, *(part.id for part in parts)),
        arithmetic=(
            step("so far", " + ".join(written(part) for part in parts), _added(parts), unit),
            step("left", "guidance − so far", left, unit),
            step("a quarter", f"÷ {missing}", each, unit),
        ),
    )


def _from_the_start(part: Figure) -> bool:
    """Whether a part begins with its year: what is left then is what is still to come."""
    return (part.period or "").endswith(("Q1", "H1")) or (part.period or "").startswith("YTD")


def _beside(each: Interval, pace: Interval) -> str:
    """How the quarters to come stand beside the pace."""
    if each.midpoint is None or pace.midpoint is None:
        return "beside"
    if not each.overlaps(pace):
        return "below" if each.midpoint < pace.midpoint else "above"
    if each.high is not None and each.high <= pace.midpoint:
        return "below"
    return "above" if each.low is not None and each.low >= pace.midpoint else "in line with"


def _added(parts: list[Figure]) -> Interval:
    return total(Interval(part.low, part.high) for part in parts)


def _period(figure: Figure) -> Period:
    return parse(figure.period or "@call")


def _quarters(figure: Figure) -> int:
    return len(_period(figure).quarters())


def _missing(parts: list[Figure]) -> int:
    """How many quarters of the year no part covers."""
    return 4 - sum(_quarters(part) for part in parts)
