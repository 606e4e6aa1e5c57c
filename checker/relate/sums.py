"""Parts that make up a total: found in the figures, proved by their arithmetic, then applied.

A decomposition is looked for among the figures of one period: the scopes of one metric, the kinds
of one metric ("membership revenue" is a kind of revenue), the lines of the statements. It is proved
where the parts add up and chance would seldom do that. What is proved in one period is then held
against every other period, against the changes, and against the levels that changes imply. This is
how a missing or slipped part is found without a chart of accounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import combinations
from typing import NamedTuple

from checker.interval import Interval, percent_change, total
from checker.model import Figure, Relation
from checker.relate.facts import Facts, Subject, kind, normal, outlook
from checker.relate.fit import slack, value
from checker.relate.identities import Value, Values, additions
from checker.relate.names import AS_SHARE, canonical, singular, words
from checker.relate.slips import one_slip

MOST = 8
"""Parts beyond this number are not searched for subsets."""
CHANCE = Decimal("0.05")
"""How likely a chance agreement may be for a decomposition to count as proved."""
LOOSE = Decimal("0.5")
"""How likely it may be for parts that are named as parts and all taken."""


_GENERAL = frozenset({"operating", "noninterest", "total", "net", "gross", "combined"})
"""Words of a total that its parts need not have: "operating expenses" are made of "selling expenses"."""
_PASSAGE = 8
"""Sentences in which a total and all its parts are told, one after the other."""
_PHRASE = 60
"""Characters between a level and its change that still belong together."""


class Split(NamedTuple):
    """A total and its parts, whatever the period; loose if other lines may stand between them."""

    total: Subject
    parts: tuple[Subject, ...]
    unit: str
    loose: bool = False

    def wanted(self) -> list[tuple[Subject, str]]:
        """The subjects whose values it needs, the total first."""
        return [(subject, self.unit) for subject in (self.total, *self.parts)]


class Proof(NamedTuple):
    """A split with the period in which the document's own figures add up, and how likely by chance."""

    split: Split
    period: str
    chance: Decimal
    named: bool


def proved(facts: Facts, values: Values) -> dict[Split, list[Proof]]:
    """The splits that the document's own figures prove, each with its proofs."""
    proofs: dict[Split, list[Proof]] = defaultdict(list)
    for proof in _proofs(facts, values):
        if proof.period not in [p.period for p in proofs[proof.split]]:
            proofs[proof.split].append(proof)
    return proofs


def sums(facts: Facts, values: Values, proofs: Mapping[Split, Sequence[Proof]]) -> Iterator[Relation]:
    """Totals with their parts in every period in which a proved split can be held against figures."""
    told: set[frozenset[str]] = set()
    for split, found in proofs.items():
        for relation in _applied(facts, values, split, found):
            ids = frozenset(i for v in relation.figures.values() for i in ((v,) if isinstance(v, str) else v))
            if ids not in told:
                told.add(ids)
                yield relation


# -- finding -------------------------------------------------------------------------------------


def _proofs(facts: Facts, values: Values) -> Iterator[Proof]:
    """Every split that adds up in some period."""
    by_period: dict[tuple[str, str], dict[Subject, Value]] = defaultdict(dict)
    for subject, unit in facts.dated:
        if unit in ("money", "money/share", "count", "percent"):
            for figure in facts.dated[subject, unit]:
                label = normal(figure.period)
                if label is None or outlook(figure):
                    continue
                found = values.at(subject, label, unit)
                if found is not None and not found.derived and found.figures[0].measure == "level":
                    by_period[label, unit].setdefault(subject, found)
    for (label, unit), stated in by_period.items():
        yield from _by_identity(values, stated, label, unit)
        if unit != "percent":
            yield from _without(stated, label, unit)
            yield from _net(stated, label, unit)
        for whole in stated:
            if unit == "percent" and AS_SHARE not in whole.metric:
                continue  # of rates only those of one base add up
            yield from _by_kind(facts, stated, whole, label, unit)


def _by_identity(values: Values, stated: dict[Subject, Value], label: str, unit: str) -> Iterator[Proof]:
    """The lines of the statements: gross profit is expenses and operating income."""
    for addition in additions():
        for whole, found in list(stated.items()):
            if whole.metric != addition.total:
                continue
            for basis in dict.fromkeys((whole.basis, "non-gaap")):
                like = whole._replace(basis=basis)
                parts = [_part(values, like, names, label, unit) for names in addition.parts]
                if all(part is not None for part in parts):
                    known = [part for part in parts if part is not None]
                    split = Split(whole, tuple(subject for subject, _ in known), unit, loose=True)
                    if _adds_up(found, [v for _, v in known]):
                        yield Proof(split, label, _chance(found, [v for _, v in known], 1), named=True)
                        break


def _part(
    values: Values, like: Subject, names: Sequence[str], label: str, unit: str
) -> tuple[Subject, Value] | None:
    for name in names:
        subject = like._replace(metric=name)
        found = values.at(subject, label, unit)
        if found is None and unit == "percent":
            continue
        if found is not None and not found.derived:
            return subject, found
    return None


def _without(stated: dict[Subject, Value], label: str, unit: str) -> Iterator[Proof]:
    """A metric is what it is excluding x, and x."""
    for subject, rest in stated.items():
        if not subject.basis.startswith("excluding "):
            continue
        excluded = subject.basis.removeprefix("excluding ")
        whole = subject._replace(basis="")
        part = next((s for s in stated if _named(s, excluded) and s.scope == subject.scope), None)
        if whole in stated and part is not None and _adds_up(stated[whole], [rest, stated[part]]):
            chance = _chance(stated[whole], [rest, stated[part]], 1)
            yield Proof(Split(whole, (subject, part), unit), label, chance, named=True)


def _net(stated: dict[Subject, Value], label: str, unit: str) -> Iterator[Proof]:
    """What is net of its own expenses and these make the gross: net fee income, fee expenses, fee income."""
    for subject, rest in stated.items():
        name = subject.metric.removeprefix("net ")
        gross = subject._replace(metric=canonical(name))
        if name == subject.metric or gross not in stated:
            continue
        topic = name.rpartition(" ")[0]
        for word in ("expense", "cost", "charge"):
            part = subject._replace(metric=f"{topic} {word}")
            if topic and part in stated and _adds_up(stated[gross], [rest, stated[part]]):
                chance = _chance(stated[gross], [rest, stated[part]], 1)
                yield Proof(Split(gross, (subject, part), unit), label, chance, named=True)
                break


def _named(subject: Subject, excluded: str) -> bool:
    """Whether a subject is what an exclusion names: "net gains" are the "net gains per share"."""
    if subject.metric == canonical(excluded):
        return True
    names = words(excluded)
    return bool(names) and names <= words(subject.metric) and not subject.basis


def _by_kind(
    facts: Facts, stated: dict[Subject, Value], whole: Subject, label: str, unit: str
) -> Iterator[Proof]:
    """The scopes and kinds of one metric. All of them if they add up, else those of one passage."""
    candidates = [
        s
        for s in stated
        if s != whole and _is_kind(s, whole) and stated[s].figures[0].unit == stated[whole].figures[0].unit
    ]
    if all(stated[s].figures[0].low >= 0 for s in candidates):  # beside a loss a part may exceed the whole
        candidates = [s for s in candidates if stated[s].figures[0].low < abs(stated[whole].figures[0].low)]
    if len(candidates) < 2:
        return
    if len(candidates) <= MOST and _adds_up(stated[whole], [stated[s] for s in candidates]):
        chance = _chance(stated[whole], [stated[s] for s in candidates], 1)
        if chance < LOOSE:
            yield Proof(Split(whole, tuple(candidates), unit), label, chance, named=not whole.scope)
            return
    tried = 0
    ordered = sorted(
        candidates, key=lambda s: facts.distance(stated[s].figures[0], stated[whole].figures[0])
    )[:MOST]
    for size in range(min(len(ordered), MOST), 1, -1):
        for chosen in combinations(ordered, size):
            tried += 1
            parts = [stated[s] for s in chosen]
            if _adds_up(stated[whole], parts):
                chance = _chance(stated[whole], parts, tried)
                near = _contiguous(facts, stated, whole, chosen)
                if chance < CHANCE or (near and chance / tried < LOOSE):
                    in_order = tuple(sorted(chosen, key=lambda s: stated[s].figures[0].start))
                    yield Proof(
                        Split(whole, in_order, unit),
                        label,
                        chance if not near else chance / tried,
                        named=near,
                    )
                    return


def _is_kind(part: Subject, whole: Subject) -> bool:
    """Whether one subject may be a part of another: a scope of it, or a kind of it by its name."""
    if part.basis != whole.basis:
        return False
    if part.metric == whole.metric:
        return part.scope != whole.scope
    if whole.scope:
        return False
    above, _, base = whole.metric.partition(AS_SHARE)
    own, _, own_base = part.metric.partition(AS_SHARE)
    head = singular(above.rpartition(" ")[2])
    return (
        own_base == base
        and singular(own.rpartition(" ")[2]) == head
        and len(own) > len(head) + 1
        and words(above) - words(own) <= _GENERAL
    )


def _contiguous(facts: Facts, stated: dict[Subject, Value], whole: Subject, parts: Sequence[Subject]) -> bool:
    """Whether total and parts are told together, in one passage."""
    figures = [stated[s].figures[0] for s in (whole, *parts)]
    return len({facts.block(figure) for figure in figures}) == 1 or facts.near(*figures)


def _adds_up(whole: Value, parts: Sequence[Value]) -> bool:
    return total(part.interval for part in parts).overlaps(whole.interval)


def _chance(whole: Value, parts: Sequence[Value], tried: int) -> Decimal:
    """How likely figures of this size would add up by accident: the room left, times the trials."""
    added = total(part.interval for part in parts)
    room = slack(whole.interval) + slack(added)
    return min(Decimal(1), room * tried)


# -- applying ------------------------------------------------------------------------------------


def _applied(facts: Facts, values: Values, split: Split, proofs: Sequence[Proof]) -> Iterator[Relation]:
    """A split where it was proved, then in all other periods, changes and derived levels."""
    proved = [proof.period for proof in proofs]
    sentences: set[int] = set()
    for label in proved:
        found = values.together(split.wanted(), label)
        if found is not None:
            sentences |= {facts.sentence(figure) for v in found for figure in v.figures}
            others = [proof for proof in proofs if proof.period != label]
            alone = split.loose or not _convincing(split, others)
            yield _relation(found, "the parts add up to the total", strong=True, alone=alone)
    if not _convincing(split, proofs):
        return
    chance = _together(proofs)
    because = f"these parts make up the total in {' and '.join(proved)}"
    derived = []
    for label in values.periods(split.total, split.unit):
        found = values.together(split.wanted(), label) if label not in proved else None
        if found is None or any(v.composed for v in found):
            continue
        figures = [figure for value_ in found for figure in value_.figures]
        told = {facts.sentence(figure) for figure in figures}
        parallel = chance < CHANCE / 10 and told <= sentences
        strong = not split.loose and (parallel or not facts.assumed(*figures))
        told_well = all(_told_with(facts, v) for v in found) and plausible(found)
        # what a year ago was made of is known only if it is told in one passage, or was no different before
        derived_alone = any(v.derived for v in found) and len(proofs) < 2
        told_well = told_well and (not derived_alone or max(told) - min(told) <= _PASSAGE)
        relation = _relation(found, because, strong=strong and told_well)
        if any(v.derived for v in found):
            derived.append(relation)
        else:
            yield relation
    yield from _moved(facts, split, because)
    yield from derived


def _convincing(split: Split, proofs: Sequence[Proof]) -> bool:
    """Whether proofs show that a split holds everywhere: chance would not do that, in a segment twice."""
    return bool(proofs) and _together(proofs) <= CHANCE and (not split.total.scope or len(proofs) > 1)


def _together(proofs: Sequence[Proof]) -> Decimal:
    """How likely chance would make all of several proofs."""
    return reduce(lambda chance, proof: chance * proof.chance, proofs, Decimal(1))


def plausible(found: Sequence[Value]) -> bool:
    """Whether a sum that does not hold is one slip away; else a part is missing or new."""
    whole, *parts = found
    added = total(part.interval for part in parts)
    if added.overlaps(whole.interval) or _one_slip(whole, added):
        return True
    rest = [total(o.interval for o in parts if o is not part) for part in parts]
    return any(_one_slip(part, whole.interval - other) for part, other in zip(parts, rest, strict=True))


def _one_slip(found: Value, truth: Interval) -> bool:
    """Whether one slip of the figure, or of the change it goes back by, would give the truth."""
    figure = found.figures[-1]
    if not found.derived:
        return one_slip(figure, truth)
    level = value(found.figures[0])
    if figure.unit != "percent":
        return one_slip(figure, level - truth)
    return truth.positive and one_slip(figure, percent_change(level, truth))


def _told_with(facts: Facts, found: Value) -> bool:
    """Whether a level and the change that a derived value rests on are told in one phrase."""
    return not found.derived or (facts.together(*found.figures) and facts.gap(*found.figures) < _PHRASE)


def _relation(found: Sequence[Value], because: str, *, strong: bool, alone: bool = False) -> Relation:
    """The relation of a total and its parts; ``alone`` if nothing but its own arithmetic proves it."""
    whole, *parts = found
    return Relation(
        kind="sum",
        figures={
            "total": whole.ids if whole.derived else whole.ids[0],
            "parts": tuple(i for part in parts for i in part.ids),
        },
        because=because,
        strong=strong,
        found=alone,
    )


def _moved(facts: Facts, split: Split, because: str) -> Iterator[Relation]:
    """What holds of levels holds of their changes, in money or points."""
    by_comparison: dict[tuple[str | None, str | None], dict[Subject, Figure]] = defaultdict(dict)
    members = (split.total, *split.parts)
    for subject in members:
        for change in facts.changes.get(subject, ()):
            absolute = (
                change.unit in ("percentage_point", "basis_point")
                if split.unit == "percent"
                else kind(change.unit) == split.unit
            )
            if absolute and change.status == "actual":
                by_comparison[normal(change.period), change.comparison].setdefault(subject, change)
    for (_, comparison), found in by_comparison.items():
        if comparison is not None and len(found) == len(members):
            figures = [found[s] for s in members]
            yield Relation(
                kind="sum",
                figures={"total": figures[0].id, "parts": tuple(f.id for f in figures[1:])},
                because=f"{because}, so their changes add up too",
                strong=not split.loose
                and not facts.assumed(*figures)
                and all(f.hedge == "none" for f in figures)
                and plausible([Value((f,), value(f)) for f in figures]),
            )
