"""Ratios and products: margins, cost ratios, per share; and growth that compounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from checker.interval import Interval
from checker.model import Figure, Relation
from checker.relate.facts import Fact, Facts, Subject, before, explicit, kind, normal, subjects
from checker.relate.fit import slack
from checker.relate.identities import Ratio, Value, Values, ratios
from checker.relate.names import canonical, singular
from checker.relate.slips import one_slip

_AVERAGED = ("average", "diluted", "weighted")
"""Words of the number of shares that earnings are divided by; at the end of a period there are others."""
_THOUSANDS = (Decimal(10) ** 3, Decimal(10) ** 6)
_ROOM = Decimal("1.05")
_VAGUE = Decimal("0.1")
"""A ratio known no better than this says nothing against a stated one."""
_TELLING = Decimal("0.1")
"""How narrow a ratio must be, its slack and that of its sides together, to hold hardly by accident."""
_FAR = "far"
"""The mark of a ratio whose denominator is told far away."""
_SHARES = canonical("shares outstanding")


class _Candidate(NamedTuple):
    """A ratio with its two sides, and what its denominator is."""

    relation: Relation
    denominator: tuple[Subject, str, str]
    proved: bool
    """Whether it holds, of figures stated, so narrowly that it is no accident."""


def ratio_relations(facts: Facts, values: Values) -> Iterator[Relation]:
    """Every ratio of the lexicon that has all three of its figures in one period.

    Where the denominator is told far away it may be another one, a margin of part of the revenue. That
    another ratio of the same denominator holds is proof that it is this one.
    """
    found = list(_candidates(facts, values))
    proofs: dict[tuple[Subject, str, str], list[Relation]] = defaultdict(list)
    for candidate in found:
        if candidate.proved:
            proofs[candidate.denominator].append(candidate.relation)
    for relation, denominator, _ in found:
        others = [other for other in proofs[denominator] if other is not relation]
        apart = relation.cue == _FAR
        yield replace(relation, strong=relation.strong and (not apart or bool(others)), cue="")


def _candidates(facts: Facts, values: Values) -> Iterator[_Candidate]:
    seen: set[tuple[Subject, str]] = set()
    for figure in facts.figures:
        if not figure.metric:
            continue
        for subject in subjects(figure):
            for label in _periods(figure):
                if (subject, label) in seen:
                    continue
                for identity, unit in _identities(subject, figure):
                    candidate = _ratio(facts, values, Fact(subject, label, unit), identity)
                    if candidate is not None:
                        seen.add((subject, label))
                        yield candidate
                        break


def _periods(figure: Figure) -> tuple[str, ...]:
    """The period of a figure, and of a change the one it compares with."""
    label = normal(figure.period)
    if label is None:
        return ()
    prior = before(label, figure.comparison) if figure.measure == "change" else None
    return (label,) if prior is None else (label, prior)


def _identities(subject: Subject, figure: Figure) -> Iterator[tuple[Ratio, str]]:
    """The ratios that a subject may be: by the lexicon, or by its own name ("x as a percentage of y")."""
    unit = kind(figure.unit)
    if unit in ("percentage_point", "basis_point"):
        unit = "percent"
    for identity in ratios():
        if identity.ratio == subject.metric:
            yield identity, unit
    above, as_share, below = subject.metric.partition(" as a percentage of ")
    if as_share:
        yield Ratio(subject.metric, (canonical(above),), (canonical(below),)), "percent"
    if unit == "money/share":
        yield Ratio(subject.metric, shared(subject.metric), (_SHARES,)), unit


def shared(name: str) -> tuple[str, ...]:
    """What an amount per share is a share of: earnings per share are net income."""
    metric = canonical(name.removesuffix(" per share").removesuffix(" per diluted share"))
    if "earning" in metric or "eps" in metric.split():
        names = (
            ("income from continuing operations", "net income") if "continuing" in metric else ("net income",)
        )
        return tuple(map(canonical, names))
    return (metric,)


def _ratio(facts: Facts, values: Values, fact: Fact, identity: Ratio) -> _Candidate | None:
    subject, label, unit = fact
    if label is None:
        return None
    if values.at(subject, label, unit) is None:
        return None
    above = values.of(identity.numerator, subject, label, "money")
    below_unit = "count" if unit == "money/share" else "money"
    below = values.of(identity.denominator, subject, label, below_unit) if above is not None else None
    if above is None or below is None:
        return None
    found = values.together([(above, "money"), (below, below_unit), (subject, unit)], label)
    if found is None:
        return None
    over, under, ratio = found
    if unit == "percent" and over.figures[0].unit != under.figures[0].unit:
        return None
    figures = (*over.figures, *under.figures, *ratio.figures)
    if len({f.id for f in figures}) < 3:
        return None
    told = facts.near(over.figures[0], ratio.figures[0])
    close = facts.near(*figures) or (told and facts.recited(*figures))
    far = not close and not _scale_apart(over, under, ratio)
    average = below_unit != "count" or any(word in f.metric for f in under.figures for word in _AVERAGED)
    exact = above.basis == subject.basis and above.metric == identity.numerator[0]
    relation = Relation(
        kind="ratio",
        figures={"numerator": _role(over), "denominator": _role(under), "ratio": _role(ratio)},
        because=f"{subject.metric} is {above.metric} over {below.metric}",
        cue=_FAR if far else "",
        strong=exact
        and average
        and (close or told)
        and (close or below_unit != "count" or explicit(*under.figures, fields=("period",)))
        and not facts.assumed(*figures)
        and facts.settled(*figures)
        and _plausible(over, under, ratio)
        and not _of_another(facts, over, under, ratio),
    )
    return _Candidate(relation, (below, label, below_unit), _proved(over, under, ratio))


def _proved(over: Value, under: Value, ratio: Value) -> bool:
    """Whether a ratio of stated figures holds though it would hardly hold by accident."""
    if any(found.derived for found in (over, under, ratio)) or not under.interval.positive:
        return False
    implied = over.interval / under.interval * (100 if ratio.figures[0].unit == "percent" else 1)
    return implied.overlaps(ratio.interval) and slack(ratio.interval) + slack(implied) < _TELLING


def _of_another(facts: Facts, over: Value, under: Value, ratio: Value) -> bool:
    """Whether a ratio that does not fit is the one on another denominator of that name told nearby.

    A broker's margin is of its fee revenue, a payment firm's of its net revenue, though neither says so.
    """
    percent = ratio.figures[0].unit == "percent"
    if percent and over.interval.overlaps(under.interval * ratio.interval / 100):
        return False
    whole = under.figures[0]
    head = f" {canonical(whole.metric)}"
    return percent and any(
        over.interval.overlaps(other.interval * ratio.interval / 100)
        for other in facts.around(ratio.figures[0])
        if other.unit == whole.unit
        and other.measure == "level"
        and other.period == whole.period
        and f" {canonical(other.metric)}".endswith(head)
    )


def _scale_apart(over: Value, under: Value, ratio: Value) -> bool:
    """Whether a ratio fits, or misses by so much that only a scale word can be wrong.

    Where the denominator is told far away it may be another one: a margin of part of the revenue.
    """
    if any(found.derived for found in (over, under, ratio)) or not under.interval.positive:
        return True
    implied = over.interval / under.interval * (100 if ratio.figures[0].unit == "percent" else 1)
    if implied.overlaps(ratio.interval):
        return True
    if not implied.positive or not ratio.interval.positive:
        return False
    factor = implied / ratio.interval
    return any(
        factor.overlaps(Interval(s / _ROOM, s * _ROOM)) for s in (*_THOUSANDS, *(1 / t for t in _THOUSANDS))
    )


def _plausible(over: Value, under: Value, ratio: Value) -> bool:
    """Whether a ratio that does not fit is one slip away: else its figures are of different things."""
    if not under.interval.positive:
        return True
    percent = ratio.figures[0].unit == "percent"
    implied = over.interval / under.interval * (100 if percent else 1)
    if any(found.derived for found in (over, under, ratio)):
        return False  # three figures and two changes: too many may be of something else
    if implied.overlaps(ratio.interval):
        return True
    if slack(implied) > _VAGUE:
        return False
    if one_slip(ratio.figures[0], implied):
        return True
    meant = ratio.interval / 100 if percent else ratio.interval
    return one_slip(over.figures[0], meant * under.interval)


def _role(found: Value) -> str | tuple[str, ...]:
    return found.ids if found.derived else found.ids[0]


def products(facts: Facts, values: Values) -> Iterator[Relation]:
    """Growth that compounds: a ratio's numerator, and "revenue per order" times "orders"."""
    growth: dict[_Change, Figure] = {}
    for figure in facts.figures:
        if figure.measure == "change" and figure.unit == "percent" and figure.metric and figure.comparison:
            for subject in subjects(figure):
                growth.setdefault(_Change(subject, normal(figure.period), figure.comparison), figure)
    for change, figure in growth.items():
        yield from _by_margin(facts, values, growth, change, figure)
    yield from _by_price(facts, growth)


class _Change(NamedTuple):
    """What a growth figure speaks of."""

    subject: Subject
    period: str | None
    comparison: str | None


def _by_margin(
    facts: Facts, values: Values, growth: dict[_Change, Figure], change: _Change, product: Figure
) -> Iterator[Relation]:
    """Profit grows as revenue does, times the margin now over the margin before."""
    subject, label, comparison = change
    prior = before(label, comparison)
    if label is None or prior is None:
        return
    for identity in ratios():
        if subject.metric != identity.numerator[0]:
            continue
        margin = subject._replace(metric=identity.ratio)
        now, then = values.at(margin, label, "percent"), values.at(margin, prior, "percent")
        keys = (change._replace(subject=subject._replace(metric=name)) for name in identity.denominator)
        base = next((growth[key] for key in keys if key in growth), None)
        if now is None or then is None or base is None or now.derived or then.derived:
            continue
        yield Relation(
            kind="product",
            figures={"factors": (base.id, now.ids[0], then.ids[0]), "product": product.id},
            because=f"{subject.metric} is {identity.denominator[0]} times {identity.ratio}",
            strong=not facts.assumed(base, *now.figures, *then.figures, product)
            and facts.near(base, *now.figures, *then.figures, product),
        )


def _by_price(facts: Facts, growth: dict[_Change, Figure]) -> Iterator[Relation]:
    """ "Average revenue per order" times "orders" is revenue, and so their growth compounds."""
    volumes: dict[tuple[str, str, str | None, str | None], list[_Change]] = defaultdict(list)
    for change in growth:
        if " per " not in change.subject.metric:
            thing = singular(change.subject.metric.rpartition(" ")[2])
            volumes[thing, change.subject.scope, change.period, change.comparison].append(change)
    for change, price in growth.items():
        whole, per, thing = change.subject.metric.removeprefix("average ").partition(" per ")
        product = growth.get(change._replace(subject=change.subject._replace(metric=canonical(whole))))
        if not per or product is None:
            continue
        for volume in volumes.get(
            (singular(thing), change.subject.scope, change.period, change.comparison), ()
        ):
            yield Relation(
                kind="product",
                figures={"factors": (growth[volume].id, price.id), "product": product.id},
                because=f"{whole} is {volume.subject.metric} times {change.subject.metric}",
                strong=not facts.assumed(growth[volume], price, product)
                and price.low == price.high
                and facts.near(growth[volume], price, product),
            )
