"""A part, its total and the share it is said to be."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Figure, Relation
from checker.relate.facts import Facts, normal, subjects
from checker.relate.guards import assumed


def shares(facts: Facts) -> Iterator[Relation]:
    """Every share whose part and whole are both stated, in the same period."""
    for share in facts.figures:
        if share.measure != "share" or share.unit != "percent" or not share.scope or share.form == "vague":
            continue
        for subject in subjects(share):
            label = normal(share.period)
            whole = subject._replace(scope="")
            parts = _levels(facts.at(subject, label, "money") or facts.at(subject, label, "count"))
            wholes = _levels(facts.at(whole, label, "money") or facts.at(whole, label, "count"))
            if not parts or not wholes or parts[0].unit != wholes[0].unit:
                continue
            part = min(parts, key=lambda f: facts.distance(f, share))
            total = min(wholes, key=lambda f: facts.distance(f, share))
            yield Relation(
                kind="share",
                figures={"part": part.id, "total": total.id, "share": share.id},
                because="a part of the same metric in the same period",
                strong=label is not None and not assumed(part, total, share) and facts.near(part, share),
            )


def _levels(figures: list[Figure]) -> list[Figure]:
    return [f for f in figures if f.measure == "level" and f.status != "illustrative"]
