"""Sums that the text makes itself: shares of one whole, and changes that words add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.interval import point, total
from checker.model import Figure, Relation
from checker.relate.facts import Facts, explicit, normal, subjects
from checker.relate.fit import value
from checker.relate.slips import one_slip

_PARTS = 5
"""Parts at most of which a whole may be the mean: among more it lies almost surely."""


def hundreds(facts: Facts) -> Iterator[Relation]:
    """Shares of one metric that are told together and make 100 percent; then the same ones elsewhere."""
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if figure.measure == "share" and figure.scope and figure.period and figure.unit == "percent":
            for subject in subjects(figure):
                groups[subject.metric, subject.basis, normal(figure.period) or ""].append(figure)
    whole: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    made: list[tuple[tuple[str, str], list[Figure]]] = []
    later: list[tuple[tuple[str, str], list[Figure]]] = []
    for key, found in groups.items():
        figures = list({f.scope: f for f in reversed(found)}.values())[::-1]
        if len(figures) < 2 or not _close(facts, figures):
            continue
        if total(value(f) for f in figures).contains(100):
            whole[key[:2]].append(frozenset(f.scope for f in figures))
            made.append((key[:2], figures))
        else:
            later.append((key[:2], figures))
    for about, figures in made:
        alone = whole[about].count(frozenset(f.scope for f in figures)) == 1
        yield _hundred(figures, "shares of one whole", strong=True, alone=alone)
    for about, figures in later:
        if frozenset(f.scope for f in figures) in whole[about]:
            yield _hundred(
                figures,
                "the same shares make 100% in another period",
                strong=explicit(*figures, fields=("metric", "scope")) and _slipped(figures),
            )


def _slipped(figures: Sequence[Figure]) -> bool:
    """Whether one slip in one of the shares keeps them from making the whole."""
    added = total(value(figure) for figure in figures)
    return any(one_slip(figure, point(100) - (added - value(figure))) for figure in figures)


def _close(facts: Facts, figures: Sequence[Figure]) -> bool:
    return all(facts.near(a, b) for a, b in pairwise(figures))


def _hundred(figures: Sequence[Figure], because: str, *, strong: bool, alone: bool = False) -> Relation:
    return Relation(
        kind="sum",
        figures={"parts": tuple(f.id for f in figures)},
        because=because,
        strong=strong,
        found=alone,
    )


def means(facts: Facts) -> Iterator[Relation]:
    """The growth of a whole between the growths of its parts told with it; it is their weighted mean.

    That no part is missing is not known, so one outside of them is no alarm.
    """
    growths: dict[tuple[str, str, str], dict[str, Figure]] = defaultdict(dict)
    for figure in facts.figures:
        if figure.measure == "change" and figure.unit == "percent" and figure.period and figure.metric:
            for metric, scope, basis in subjects(figure):
                growths[metric, basis, normal(figure.period) or ""].setdefault(scope, figure)
    for found in growths.values():
        whole = found.get("")
        parts = [figure for scope, figure in found.items() if scope]
        if whole is None or not 2 <= len(parts) <= _PARTS or not _spans(parts, whole):
            continue
        yield Relation(
            kind="sum",
            figures={"total": whole.id, "parts": tuple(part.id for part in parts)},
            because="the growth of a whole lies between the growths of its parts",
            cue="mean",
            strong=False,
        )


def _spans(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether some part grows more and some less than the whole, all compared with one period."""
    if any(part.comparison != whole.comparison for part in parts if part.comparison and whole.comparison):
        return False
    return min(part.low for part in parts) <= whole.high and whole.low <= max(part.high for part in parts)


def bridges(facts: Facts) -> Iterator[Relation]:
    """Changes that "collectively resulted in" a net change; of one metric told twice, the first."""
    for cue in facts.cued("total"):
        whole, *parts = (facts.by_id[i] for i in cue.figures)
        first = {subjects(part)[0]: part for part in reversed(parts)}
        told = [part for part in parts if first[subjects(part)[0]] is part]
        if len(told) > 1:
            yield Relation(
                kind="sum",
                figures={"total": whole.id, "parts": tuple(part.id for part in told)},
                because=f"the text adds them up: “{cue.text}”",
                cue="bridge",
            )
