"""Tie-out: a figure against the document that it is taken from.

What it checks
    A figure of a note (the claim) against the figures of its sources. It is borne out by the same
    value, rounded or in another unit, or by arithmetic on figures of the source. It breaks where the
    source has another value for the same fact, or has the value for another period, basis, segment
    or comparison.

Why it matters
    A note is read for what the company said. A digit, a scale word or a year-ago figure in the wrong
    place is found by the first reader who has the call beside it.

Holds
    Source: Revenue was $3.64 billion in the first quarter of 2021.
    Note: Revenue of $3.6bn in 1Q21.

Fails
    Source: Revenue was $3.64 billion in the first quarter of 2021.
    Note: Revenue of $3.46bn in 1Q21.

Silent
    The source does not speak of it: price targets, multiples, consensus, the writer's own estimates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker import wording
from checker.interval import Interval, percent_change
from checker.model import Check, Figure, Relation
from checker.references.earlier import DEEDS, moved
from checker.references.values import agree
from checker.rules.sight import Figures, Sight, calibrated, members, settle, shown, step, unit_of, written

ROLES = ("claim", "source")

_MAKES: Mapping[str, Callable[[list[Interval]], Interval]] = {
    "growth": lambda terms: percent_change(terms[0], terms[1]),
    "difference": lambda terms: terms[0] - terms[1],
    "remainder": lambda terms: terms[0] - terms[1],
    "share": lambda terms: terms[0] / terms[1] * 100,
}
_SIGNS = {"growth": "÷", "difference": "−", "remainder": "−", "share": "÷"}
_BASES = {"": "on no stated basis", "gaap": "GAAP", "non-gaap": "adjusted (non-GAAP)"}
_TIMES = {"yoy": "on a year earlier", "qoq": "on the quarter before"}


def check(relation: Relation, figures: Figures) -> Check:
    """Judge a claim against the figures of its source."""
    [claim] = members(relation, figures, "claim")
    source = members(relation, figures, "source")
    made = relation.cue.removeprefix("by ")
    if made in _MAKES:
        return _derived(relation, figures, claim, source, made)
    see = Sight(relation, figures, "stated")
    if not source:
        says = f"{written(claim)} is claimed; no source says so"
        return settle(relation, figures, lambda _: False, says=says, alarm="suspicious")
    if made == "deed":
        return _deed(relation, figures, claim, source[0])
    return settle(
        relation,
        figures,
        lambda look: made == "value" and _same(look, claim, source[0]),
        alarm="suspicious" if made == "earlier" else "inconsistent",
        says=f"{written(claim)} = {written(source[0])} in the source",
        against=_against(claim, source, made, relation.because),
        steps=[
            step("claimed", written(claim), see.figure(claim), unit_of(claim)),
            *(step("source", written(s), see.figure(s), unit_of(s)) for s in source[:1]),
        ],
    )


def _same(look: Sight, claim: Figure, source: Figure) -> bool:
    """Whether claim and source are one value; a range end by end, a bound only near its value."""
    now, then = look.figures[claim.id], look.figures[source.id]
    if look.look == "lenient":
        return agree(now, then)
    if now.low != now.high or then.low != then.high:
        pairs = zip(look.ends(now), look.ends(then), strict=True)
        return now.unit == then.unit and all(a.agrees(b) for a, b in pairs)
    return agree(now, then) and calibrated(now, look.figure(now)).agrees(calibrated(then, look.figure(then)))


def _derived(relation: Relation, figures: Figures, claim: Figure, source: list[Figure], how: str) -> Check:
    """A claim that follows, or would have to follow, from figures of the source."""

    def implied(look: Sight) -> Interval:
        terms = [look.figure(operand) for operand in source]
        return _MAKES[how](terms)

    unit = "percent" if how in ("growth", "share") else unit_of(source[0])
    see = Sight(relation, figures, "stated")
    expression = f" {_SIGNS[how]} ".join(written(operand) for operand in source)
    expression += " − 1" if how == "growth" else ""
    result = implied(see)
    said = f"{expression} = {shown(result, unit)}, stated {written(claim)}"
    return settle(
        relation,
        figures,
        lambda look: implied(look).overlaps(look.figure(claim)),
        says=said,
        steps=[
            step("from the source", expression, result, unit),
            step("claimed", written(claim), see.figure(claim), unit_of(claim)),
        ],
    )


def _deed(relation: Relation, figures: Figures, claim: Figure, before: Figure) -> Check:
    """Guidance that is said to be raised, lowered or maintained, against the guidance before."""
    done = moved(claim, before)
    way = DEEDS.get(done, "changed")
    return settle(
        relation,
        figures,
        lambda _: done == relation.sense,
        says=f"{written(claim)} after {written(before)} is {way}",
        against=f"{written(claim)} is claimed; after {written(before)} before, it was {way}, not "
        f"“{relation.because}”",
    )


# -- what is wrong, in words -------------------------------------------------------------------------


def _against(claim: Figure, source: list[Figure], how: str, because: str) -> str:
    found = source[0]
    say = _SAY.get(how)
    told = say(claim, found) if say else f"the source says {_quoted(found)}"
    if how == "earlier":
        told = f"an earlier document says {_quoted(found)}, unless it was restated"
    if how == "metric":
        told = (
            f"{_quoted(found)} is the source's {found.metric}; of {claim.metric} it says {_quoted(source[1])}"
        )
    if len(source) > 1 and how in ("period", "basis", "scope"):
        told += f"; {_where(claim, how)} it says {_quoted(source[1])}"
    if how == "withdrawn" and len(source) > 1:
        told = f"the source takes {_quoted(source[1])} back and says {_quoted(found)}"
    if how == "action":
        told = f"“{because}” is what the source says of that guidance"
    return f"{written(claim)} is claimed; {told}"


def _quoted(figure: Figure) -> str:
    return f"“{' '.join(figure.text.split())}”"


def _period(claim: Figure, source: Figure) -> str:
    return f"{_quoted(source)} is the figure for {wording.period(source.period)}, not for " + (
        wording.period(claim.period)
    )


def _basis(claim: Figure, source: Figure) -> str:
    return f"{_quoted(source)} is {_BASES.get(source.basis, source.basis)}, not " + (
        _BASES.get(claim.basis, claim.basis)
    )


def _scope(claim: Figure, source: Figure) -> str:
    return f"{_quoted(source)} is for {_whole(source.scope)}, not for {_whole(claim.scope)}"


def _whole(scope: str) -> str:
    return scope or "the company as a whole"


def _comparison(claim: Figure, source: Figure) -> str:
    return f"{_quoted(source)} is measured {_on(source)}, not {_on(claim)}"


def _on(figure: Figure) -> str:
    label = figure.comparison or ""
    return _TIMES.get(label) or wording.comparison(label)


def _direction(_: Figure, source: Figure) -> str:
    return f"the source says that it {'rose' if source.low > 0 else 'fell'} by {_quoted(source)}"


def _unit(claim: Figure, source: Figure) -> str:
    return f"the source says {_quoted(source)}, which is {written(source)}, not {written(claim)}"


def _where(claim: Figure, how: str) -> str:
    if how == "period":
        return f"for {wording.period(claim.period)}"
    if how == "basis":
        return f"on the basis claimed ({_BASES.get(claim.basis, claim.basis)})"
    return f"for {_whole(claim.scope)}"


_SAY: Mapping[str, Callable[[Figure, Figure], str]] = {
    "period": _period,
    "basis": _basis,
    "scope": _scope,
    "comparison": _comparison,
    "direction": _direction,
    "unit": _unit,
}
