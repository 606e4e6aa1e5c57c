"""Changes linked to the levels they lead between, across sentences and speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from checker.interval import percent_change
from checker.model import Figure, Relation
from checker.relate.facts import (
    Facts,
    Subject,
    before,
    comparable_status,
    earlier,
    explicit,
    is_money,
    kind,
    normal,
    subjects,
)
from checker.relate.fit import agree, close, fragment, grows, same_digits, value
from checker.relate.slips import one_slip

_POINTS = ("percentage_point", "basis_point")
_REPORTED = ("", "gaap")
_CLOSE = 25
_SAID_WITH = 40
_REACHED = 80
"""Characters within which a prior level told in the same sentence belongs to the change."""
_ADJACENT = 60
"""Characters between a change and its level, or its other form, that still belong together."""


def changes(facts: Facts) -> Iterator[Relation]:
    """Growth, differences, multiples and ranges with their base; and bases that are only implied."""
    based: set[str] = set()
    for relation in _based(facts):
        based.update(_ids(relation.figures["change"]))
        yield relation
    yield from _implied(facts, based)


def _based(facts: Facts) -> Iterator[Relation]:
    for change in facts.figures:
        if change.measure != "change" or not change.metric or change.form == "vague":
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
        currents = [f for f in facts.at(subject, label, unit) if _fits(f, change)]
        priors = [f for f in facts.at(subject, prior_label, unit) if _fits(f, change)] if prior_label else []
        if currents and priors:
            return _best(facts, currents, priors, change)
        if currents:
            return _chosen(facts, currents, change), None
    return None, None


def _best(
    facts: Facts, currents: Sequence[Figure], priors: Sequence[Figure], change: Figure
) -> tuple[Figure, Figure]:
    """The pair that stands closest to the change and to each other; one that fits goes first."""
    pairs = [(c, p) for c in currents for p in priors if c.unit == p.unit] or [(currents[0], priors[0])]

    def rank(pair: tuple[Figure, Figure]) -> tuple[bool, bool, bool, int]:
        current, prior = pair
        return (
            not grows(current, prior, change),
            not facts.together(current, prior),
            not facts.together(current, change),
            facts.distance(current, change) + facts.distance(prior, change),
        )

    return min(pairs, key=rank)


def _chosen(facts: Facts, figures: Sequence[Figure], change: Figure) -> Figure:
    return min(figures, key=lambda f: (not facts.together(f, change), facts.distance(f, change)))


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
        for f in facts.at(subject, normal(current.period), current.unit)
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
        and _plausible(current, prior, change, tight=joined)
        and not _explained(facts, subject, current, prior, change),
    )


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
    near = [f for f in facts.dated.get((subject, kind(current.unit)), ()) if f.unit == current.unit]
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


# -- bases that are not stated -------------------------------------------------------------------


def _implied(facts: Facts, based: set[str]) -> Iterator[Relation]:
    """A range with its growth range; a level with its change in money and in percent."""
    groups: dict[tuple[Subject, str | None, str | None], list[Figure]] = defaultdict(list)
    for change in facts.figures:
        if change.measure == "change" and change.metric and change.form not in ("vague", "multiple"):
            for subject in subjects(change):
                groups[subject, normal(change.period), change.comparison].append(change)
    for (subject, label, _), found in groups.items():
        percents = [f for f in found if f.unit == "percent"]
        for percent in percents:
            if percent.id in based or percent.low == percent.high:
                continue
            levels = [
                f
                for f in _stated(facts, subject, label)
                if f.low != f.high and not f.unit.startswith("percent")
            ]
            if levels:
                guided = _chosen(facts, levels, percent)
                yield Relation(
                    kind="implied_base",
                    figures={"range": guided.id, "change": percent.id},
                    because="both ends grow from one base",
                    strong=facts.together(guided, percent),
                )
        yield from _said_twice(
            facts, subject, label, percents, [f for f in found if is_money(f.unit) or "/" in f.unit]
        )


def _said_twice(
    facts: Facts, subject: Subject, label: str | None, percents: Sequence[Figure], moneys: Iterable[Figure]
) -> Iterator[Relation]:
    for money in moneys:
        if not percents:
            return
        percent = _chosen(facts, percents, money)
        levels = [
            f
            for f in _stated(facts, subject, label)
            if f.unit == money.unit and f.low == f.high and comparable_status(f, money)
        ]
        if not levels or not facts.near(percent, money):
            continue
        current = _chosen(facts, levels, money)
        if abs(current.low) < abs(money.low):
            continue
        yield Relation(
            kind="implied_base",
            figures={"current": current.id, "change": (percent.id, money.id)},
            because="a change said in money and in percent",
            strong=_paired(facts, percent, money)
            and _one_base(current, percent, money)
            and abs(facts.sentence(current) - facts.sentence(money)) <= 1
            and percent.comparison is not None
            and explicit(percent, money, fields=("metric", "scope")),
        )


def _paired(facts: Facts, percent: Figure, money: Figure) -> bool:
    """Whether no other percentage stands closer to a change in money than the one it is said with."""
    others = [f for f in facts.sentences[facts.sentence(money)] if f.unit == "percent" and f is not percent]
    gap = facts.gap(percent, money)
    return gap < _SAID_WITH and all(facts.gap(other, money) > gap for other in others)


def _one_base(current: Figure, percent: Figure, money: Figure) -> bool:
    """Whether a change in money and in percent imply one base, or miss it by one slip."""
    moved, base = value(money), value(current) - value(money)
    tight = min(Facts.gap(current, percent), Facts.gap(current, money)) < _CLOSE
    implied = moved / base * 100 if base.positive else value(percent)
    if implied.overlaps(value(percent)) or one_slip(percent, implied, tight=tight):
        return True
    return one_slip(money, base * (value(percent) / 100), tight=tight)


def _stated(facts: Facts, subject: Subject, label: str | None) -> list[Figure]:
    return [
        figure
        for unit in ("money", "money/share", "count")
        for figure in facts.at(subject, label, unit)
        if figure.measure == "level"
    ]


def _ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
