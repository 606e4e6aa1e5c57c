"""A part, its total and the share it is said to be."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Figure, Relation
from checker.relate.facts import Facts, normal, subjects
from checker.relate.slips import one_slip


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
                strong=label is not None
                and _plausible(
                    part, total, share, tight=facts.together(part, share) and facts.gap(part, share) < 40
                )
                and not facts.assumed(part, total, share)
                and facts.near(part, share)
                and facts.settled(part, total),
            )


def _plausible(part: Figure, total: Figure, share: Figure, *, tight: bool) -> bool:
    """Whether a share that does not fit is one slip away; else it is a share of something else."""
    if not total.interval.positive:
        return False
    implied = part.interval / total.interval * 100
    return implied.overlaps(share.interval) or one_slip(share, implied, tight=tight)


def _levels(figures: list[Figure]) -> list[Figure]:
    return [f for f in figures if f.measure == "level" and f.status != "illustrative"]
