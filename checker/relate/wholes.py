"""Sums that the text makes itself: shares of one whole, and changes that words add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.interval import total
from checker.model import Figure, Relation
from checker.relate.facts import Facts, explicit, normal, subjects
from checker.relate.fit import value


def hundreds(facts: Facts) -> Iterator[Relation]:
    """Shares of one metric that are told together and make 100 percent; then the same ones elsewhere."""
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if figure.measure == "share" and figure.scope and figure.period and figure.unit == "percent":
            for subject in subjects(figure):
                groups[subject.metric, subject.basis, normal(figure.period) or ""].append(figure)
    whole: dict[tuple[str, str], frozenset[str]] = {}
    later: list[tuple[tuple[str, str, str], list[Figure]]] = []
    for key, found in groups.items():
        figures = list({f.scope: f for f in reversed(found)}.values())[::-1]
        if len(figures) < 2 or not _close(facts, figures):
            continue
        if total(value(f) for f in figures).contains(100):
            whole[key[:2]] = frozenset(f.scope for f in figures)
            yield _hundred(figures, "shares of one whole", strong=True)
        else:
            later.append((key, figures))
    for key, figures in later:
        if whole.get(key[:2]) == frozenset(f.scope for f in figures):
            yield _hundred(figures, "the same shares make 100% in another period", strong=explicit(*figures))


def _close(facts: Facts, figures: Sequence[Figure]) -> bool:
    return all(facts.near(a, b) for a, b in pairwise(figures))


def _hundred(figures: Sequence[Figure], because: str, *, strong: bool) -> Relation:
    return Relation(
        kind="sum", figures={"parts": tuple(f.id for f in figures)}, because=because, strong=strong
    )


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
