"""Changes linked to the levels they lead between, across sentences and speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from checker.interval import Interval, percent_change
from checker.model import Figure, Relation
from checker.relate.bases import implied, nearest
from checker.relate.facts import (
    Facts,
    Subject,
    before,
    comparable_status,
    earlier,
    kind,
    normal,
    subjects,
)
from checker.relate.fit import agree, close, fragment, grows, same_digits, value
from checker.relate.slips import one_slip

_POINTS = ("percentage_point", "basis_point")
_REPORTED = ("", "gaap")
_NEAREST = 6
"""Mentions of a level that a change is tried on: the ones told closest to it."""
_REACHED = 80
"""Characters within which a prior level told in the same sentence belongs to the change."""
_BREATH = 50
"""Characters between one figure of a phrase and the next."""
_ADJACENT = 60
"""Characters between a change and its level, or its other form, that still belong together."""


def changes(facts: Facts) -> Iterator[Relation]:
    """Growth, differences, multiples and ranges with their base; and bases that are only implied."""
    based: set[str] = set()
    for relation in _based(facts):
        based.update(_ids(relation.figures["change"]))
        yield relation
    yield from implied(facts, based)


def _based(facts: Facts) -> Iterator[Relation]:
    for change in facts.figures:
        if change.measure != "change" or not change.metric or change.form == "vague":
            continue
        if change.id in facts.annual:
            continue
        for subject in subjects(change):
            current, prior = _levels(facts, subject, change)
            if current is not None and prior is not None and current is not prior:
                yield _linked(facts, subject, current, prior, change)
                break
            if guarded := _other_basis(facts, subject, change):
                yield guarded
                break


def _levels(facts: Facts, subject: Subject, change: Figure) -> tuple[Figure | None, Figure | None]:
    """The levels that a change leads between, as far as they are stated."""
    label = normal(change.period)
    prior_label = before(label, change.comparison)
    if change.comparison is None:
        return _in_sentence(facts, subject, change)
    for unit in _units(facts, subject, change):
        now = facts.close_to(facts.at(subject, label, unit), change)
        then = facts.close_to(facts.at(subject, prior_label, unit), change) if prior_label else ()
        currents = [f for f in now if _fits(f, change)]
        priors = [f for f in then if _fits(f, change)]
        if currents and priors:
            return _best(facts, currents, priors, change)
        if currents:
            return nearest(facts, currents, change), None
    return None, None


def _best(
    facts: Facts, currents: Sequence[Figure], priors: Sequence[Figure], change: Figure
) -> tuple[Figure, Figure]:
    """The pair that stands closest to the change and to each other; one that fits goes first."""
    near = [sorted(ends, key=lambda f: facts.distance(f, change))[:_NEAREST] for ends in (currents, priors)]
    pairs = [(c, p) for c in near[0] for p in near[1] if c.unit == p.unit] or [(currents[0], priors[0])]

    def rank(pair: tuple[Figure, Figure]) -> tuple[bool, bool, bool, int]:
        current, prior = pair
        return (
            not grows(current, prior, change),
            not facts.together(current, prior),
            not facts.together(current, change),
            facts.distance(current, change) + facts.distance(prior, change),
        )

    return min(pairs, key=rank)


def _in_sentence(facts: Facts, subject: Subject, change: Figure) -> tuple[Figure | None, Figure | None]:
    """For a change that names no comparison: two levels of its subject in its own sentence."""
    levels = [
        f
        for f in facts.sentences[facts.sentence(change)]
        if f.measure != "change" and subject in subjects(f) and kind(f.unit) in _kinds(change)
    ]
    now = [f for f in levels if normal(f.period) == normal(change.period)]
    then = [f for f in levels if earlier(normal(f.period), normal(change.period))]
    return (now[0], then[0]) if len(now) == 1 and len(then) == 1 else (None, None)


def _kinds(change: Figure) -> tuple[str, ...]:
    """The kinds of level that a change in these units can be a change of."""
    if change.unit == "percent":
        return ("money", "count", "money/share")
    if change.unit in _POINTS:
        return ("percent",)
    return (kind(change.unit),)


def _units(facts: Facts, subject: Subject, change: Figure) -> Iterator[str]:
    """The kinds of level that a change in percent, points or its own unit can lead between."""
    if change.unit == "percent":
        yield from (k for k in ("money", "money/share", "count", "ratio") if (subject, k) in facts.dated)
        yield from facts.prices(subject)
    elif change.unit in _POINTS:
        yield "percent"
    else:
        yield change.unit


def _fits(level: Figure, change: Figure) -> bool:
    """Whether a level may be an end of a change: a share only of one in points."""
    if level.measure == "share" and change.unit not in _POINTS:
        return False
    return level.form != "vague" and (comparable_status(level, change) or level.status == "actual")


def _linked(facts: Facts, subject: Subject, current: Figure, prior: Figure, change: Figure) -> Relation:
    """The relation of a change with both its levels, and how sure it is that they belong together."""
    ranged = current.low != current.high or (change.low != change.high and change.form != "vague")
    if change.form == "multiple":
        name = "multiple"
    elif change.unit != "percent":
        name = "difference"
    else:
        name = "range_growth" if ranged and current.status == "guidance" else "growth"
    roles = ("range", "base", "change") if name == "range_growth" else ("current", "prior", "change")
    joined = facts.together(current, prior, change)
    said = not facts.assumed(current, prior, change)
    adjacent = any(
        facts.together(f, change) and facts.gap(f, change) < _ADJACENT and agree(f, current)
        for f in facts.close_to(facts.at(subject, normal(current.period), current.unit), change)
    ) or (facts.together(prior, change) and facts.gap(prior, change) < _ADJACENT)
    reached = min(facts.gap(prior, current), facts.gap(prior, change)) < _REACHED
    return Relation(
        kind=name,
        figures=dict(zip(roles, (current.id, prior.id, change.id), strict=True)),
        because="said together" if joined else "the same metric, scope and basis in the two periods",
        strong=(said or joined)
        and adjacent
        and (reached or not joined)
        and not fragment(current, prior)
        and not (same_digits(current, prior) and not joined)  # one level told twice, once misdated
        and not (change.unit == current.unit and close(change, current))
        and (joined or facts.settled(current, prior))
        and (
            _in_one_breath(facts, current, prior, change)
            or (
                _plausible(current, prior, change, tight=joined)
                and not _explained(facts, subject, current, prior, change)
            )
        ),
    )


def _in_one_breath(facts: Facts, current: Figure, prior: Figure, change: Figure) -> bool:
    """Whether level, change and prior level follow one another in one phrase, and nothing stands between.

    "Rose 15% to $63 million from $55 million": there is no other pairing, so whatever does not fit is wrong.
    """
    if not facts.together(current, prior, change) or "metric" in current.inferred + change.inferred:
        return False
    ordered = sorted((current, prior, change), key=lambda figure: figure.start)
    here = facts.sentences[facts.sentence(change)]
    inside = [f for f in here if ordered[0].start <= f.start <= ordered[2].start]
    near = all(facts.gap(a, b) < _BREATH for a, b in pairwise(ordered))
    if len(inside) > 3 or not near or ordered[2] is not prior or current.hedge != prior.hedge:
        return False
    if grows(current, prior, replace(change, **_turned(change))):
        return False  # a rise may only be a fall whose word was not understood
    room = Interval(-change.low_step, change.high_step) / 2
    if grows(current, prior, replace(change, interval=change.interval + room)):
        return False  # missed by a hair, it was reckoned from figures that were not rounded
    # "$1.87, up 14% despite costs of $0.22": of another size, only the level reached tells what it is
    return ordered[0] is change or close(current, prior, Decimal(3))


def _plausible(current: Figure, prior: Figure, change: Figure, *, tight: bool) -> bool:
    """Whether figures that do not fit are one slip apart: else they are more likely of different things."""
    if grows(current, prior, change):
        return True
    if change.low > 0 and grows(current, prior, replace(change, **_turned(change))):
        return False  # a rise may only be a fall whose word was not understood
    now, then, stated = value(current), value(prior), value(change)
    factor = Decimal(100) if change.unit == "basis_point" else Decimal(1)
    if change.unit == "percent":
        implied = percent_change(now, then)
        if one_slip(current, then.grown(stated), tight=tight) or one_slip(
            prior, now.ungrown(stated), tight=tight
        ):
            return True
    else:
        implied = (now - then) * factor
        if one_slip(current, then + stated, tight=tight) or one_slip(prior, now - stated, tight=tight):
            return True
    return one_slip(change, implied, tight=tight)


def _turned(change: Figure) -> dict[str, object]:
    """The fields of a change the other way."""
    return {
        "interval": -change.interval,
        "lenient": -change.lenient,
        "low": -change.high,
        "high": -change.low,
    }


def _explained(facts: Facts, subject: Subject, current: Figure, prior: Figure, change: Figure) -> bool:
    """Whether the change does not fit here but fits beside some other level or change nearby.

    Then the figures were most likely paired wrongly, and it is no sign of a slip.
    """
    if grows(current, prior, change):
        return False
    told = facts.close_to(facts.dated.get((subject, kind(current.unit)), ()), change)
    near = [f for f in told if f.unit == current.unit]
    if facts.together(current, prior, change):
        # another mention of either level that fits is rather a sign of a slip here
        same = {normal(current.period), normal(prior.period)}
        near = [f for f in near if facts.together(f, change) or normal(f.period) not in same]
    if any(grows(current, other, change) for other in near if other is not current):
        return True
    if any(grows(other, prior, change) for other in near if other is not prior):
        return True
    rest = facts.sentences[facts.sentence(change)]
    if any(
        f.measure == "change" and f is not change and f.unit == change.unit and grows(current, prior, f)
        for f in rest
    ):
        return True
    levels = [
        f for f in rest if f.measure == "level" and f.unit == current.unit and f not in (current, prior)
    ]
    return any(grows(current, other, change) or grows(other, prior, change) for other in levels)


def _other_basis(facts: Facts, subject: Subject, change: Figure) -> Relation | None:
    """Growth on a basis of its own beside levels as reported: not to be compared, and said so."""
    if subject.basis in _REPORTED or change.unit != "percent":
        return None
    reported = subject._replace(basis="")
    current, prior = _levels(facts, reported, replace(change, basis=""))
    if current is None or prior is None or not facts.near(current, change):
        return None
    return Relation(
        kind="growth",
        figures={"current": current.id, "prior": prior.id, "change": change.id},
        guard=f"the growth is {subject.basis}, the levels are as reported",
    )


def _ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
