"""Bases that are only implied: by both ends of a range, or by a change said in money and in percent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.interval import Interval
from checker.model import Figure, Relation
from checker.relate.facts import Facts, Subject, comparable_status, explicit, is_money, normal, subjects
from checker.relate.fit import value
from checker.relate.slips import one_slip, scale_slip

_SAID_WITH = 40
_BREATH = 60
"""Characters between a level and its change, with a date and "a rise of" between them."""
_OR = 8
"""Characters between a change in money and the same change in percent: ", or "."""
_ABOUT = 14
"""Characters of a hedge that may stand between them: ", or approximately "."""
_TO = 25
"""Characters between a change and the level that it led to: " from a year ago to "."""
_FAR = Decimal("0.02")
"""Part of a guided level by which two bases lie apart that cannot be one."""


def nearest(facts: Facts, figures: Sequence[Figure], change: Figure) -> Figure:
    """The figure told with a change, or else closest to it."""
    told = facts.close_to(figures, change)
    return min(told, key=lambda f: (not facts.together(f, change), facts.distance(f, change)))


def implied(facts: Facts, based: set[str]) -> Iterator[Relation]:
    """A range with its growth range; a level with its change in money and in percent."""
    groups: dict[tuple[Subject, str | None, str | None], list[Figure]] = defaultdict(list)
    for change in facts.figures:
        if change.measure == "change" and change.metric and change.form not in ("vague", "multiple"):
            for subject in subjects(change):
                groups[subject, normal(change.period), change.comparison].append(change)
    for (subject, label, _), found in groups.items():
        percents = [f for f in found if f.unit == "percent"]
        for percent in percents:
            if percent.id in based:
                continue
            levels = [
                f
                for f in _stated(facts, subject, label, percent)
                if f.low != f.high and not f.unit.startswith("percent")
            ]
            if levels:
                guided = nearest(facts, levels, percent)
                told = facts.together(guided, percent)
                one = percent.low == percent.high
                if one and not (told and _share_a_base(guided, percent)):
                    continue  # one number for both ends is most often the growth of the middle
                yield Relation(
                    kind="implied_base",
                    figures={"range": guided.id, "change": percent.id},
                    because="both ends grow from one base",
                    strong=told and not one and _one_or_far(guided, percent),
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
        percent = nearest(facts, percents, money)
        levels = [
            f
            for f in _stated(facts, subject, label, money)
            if f.unit == money.unit and f.low == f.high and comparable_status(f, money)
        ]
        if not levels:
            continue
        current = nearest(facts, levels, money)
        told = _in_one_breath(facts, current, percent, money)
        joined = told or (_paired(facts, percent, money) and facts.together(current, money))
        if abs(current.low) < abs(money.low) and not (joined and _one_base(current, percent, money)):
            continue
        if not facts.near(percent, money) and not _meets(current, percent, money):
            continue  # told apart, they are known to belong together only by their agreement
        yield Relation(
            kind="implied_base",
            figures={"current": current.id, "change": (percent.id, money.id)},
            because="a change said in money and in percent",
            cue="one breath" if told else "",
            strong=_paired(facts, percent, money)
            and not _by_a_hair(current, percent, money)
            and current.hedge == "none"
            and (told or _one_base(current, percent, money))
            and abs(facts.sentence(current) - facts.sentence(money)) <= 1
            and percent.comparison is not None
            and explicit(percent, money, fields=("metric", "scope")),
        )


def _in_one_breath(facts: Facts, current: Figure, percent: Figure, money: Figure) -> bool:
    """Whether a level and its change, in percent and in money, follow one another with nothing between."""
    if not facts.together(current, percent, money) or current.low <= 0:
        return False
    ordered = sorted((current, percent, money), key=lambda figure: figure.start)
    here = facts.sentences[facts.sentence(money)]
    inside = [f for f in here if ordered[0].start <= f.start <= ordered[2].start]
    hedged = _ABOUT if "about" in (percent.hedge, money.hedge) else 0
    if len(inside) > 3 or facts.gap(percent, money) > _OR + hedged:
        return False
    if ordered[2] is current and facts.gap(ordered[1], current) > _TO:
        return False
    gap = max(facts.gap(a, b) for a, b in pairwise(ordered))
    return gap < _SAID_WITH or (gap < _BREATH and _one_base(current, percent, money))


def _by_a_hair(current: Figure, percent: Figure, money: Figure) -> bool:
    """Whether a percentage misses what follows by no more than its own last digit.

    It was most likely reckoned from figures that were not rounded yet.
    """
    base = value(current) - value(money)
    if not base.positive:
        return False
    implied = value(money) / base * 100
    rate = Interval(percent.low - percent.low_step, percent.high + percent.high_step)
    return implied.overlaps(rate) and not implied.overlaps(value(percent))


def _one_or_far(guided: Figure, percent: Figure) -> bool:
    """Whether the bases of both ends are one, or far apart.

    Bases that lie side by side are those of a rate over several years, or of ends that were rounded.
    """
    bases = _bases(guided, percent)
    if bases is None:
        return False
    first, last = bases
    return first.overlaps(last) or abs(first.gap(last)) > abs(guided.low) * _FAR


def _share_a_base(guided: Figure, percent: Figure) -> bool:
    """Whether both ends of a range can have grown from one base at the growth told with them."""
    bases = _bases(guided, percent)
    return bases is not None and bases[0].overlaps(bases[1])


def _bases(guided: Figure, percent: Figure) -> tuple[Interval, Interval] | None:
    """The base by the low ends and by the high ends; none where a rate leaves nothing."""
    rates = [Interval(r - s / 2, r + s / 2) for r, s in _ends(percent)]
    if not all((rate + 100).positive for rate in rates):
        return None
    first, last = (
        Interval(level - step / 2, level + step / 2).ungrown(rate)
        for (level, step), rate in zip(_ends(guided), rates, strict=True)
    )
    return first, last


def _ends(figure: Figure) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    return (figure.low, figure.low_step), (figure.high, figure.high_step)


def _paired(facts: Facts, percent: Figure, money: Figure) -> bool:
    """Whether no other percentage stands closer to a change in money than the one it is said with."""
    others = [f for f in facts.sentences[facts.sentence(money)] if f.unit == "percent" and f is not percent]
    gap = facts.gap(percent, money)
    return gap < _SAID_WITH and all(facts.gap(other, money) > gap for other in others)


def _meets(current: Figure, percent: Figure, money: Figure) -> bool:
    base = value(current) - value(money)
    return base.positive and (value(money) / base * 100).overlaps(value(percent))


def _one_base(current: Figure, percent: Figure, money: Figure) -> bool:
    """Whether a change in money and in percent imply one base, or miss it by one slip."""
    moved, rate = value(money), value(percent) / 100
    base = value(current) - moved
    apart = min(Facts.gap(current, percent), Facts.gap(current, money))
    tight = apart < _SAID_WITH
    implied = moved / base * 100 if base.positive else None
    if implied is not None and implied.overlaps(value(percent)):
        return True
    grown = rate + 1
    truth = value(current) * rate / grown if grown.positive else None
    if current.start > max(percent.start, money.start) and apart > _TO:
        # "decreased $2.6 million or 12%, driven by one-time benefits of $4 million"
        return truth is not None and scale_slip(money, truth)
    if implied is not None and one_slip(percent, implied, tight=tight):
        return True
    if truth is not None and one_slip(money, truth, tight=tight):
        return True
    return not rate.contains(0) and one_slip(current, moved / rate + moved, tight=tight)


def _stated(facts: Facts, subject: Subject, label: str | None, near: Figure) -> list[Figure]:
    return [
        figure
        for unit in ("money", "money/share", "count")
        for figure in facts.close_to(facts.at(subject, label, unit), near)
        if figure.measure == "level"
    ]
