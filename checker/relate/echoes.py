"""The same number again under a name that is not quite the same: "almost 100 institutions", "100 partners".

Names of one thing vary more than its numbers do: two speakers call it differently, an answer does not
name it at all. Two figures with the same digits, whose names say nothing against each other, are taken
for one fact; the more digits they share, the less their names have to. That they agree was how they
were found, so such a repeat never raises an alarm and proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checker.model import Figure, Relation
from checker.relate.facts import Facts, age, comparable_status, is_money, kind, normal, twin
from checker.relate.names import canonical, kin, words
from checker.resolve.lexicon import lexicon

_AHEAD = 12
"""Figures of about one value that are compared with one another at most."""
_SOME, _MANY, _ALL = 2, 3, 4
"""Digits that make a number telling, special, and one that does not occur twice by chance."""
_PLAIN = frozenset({"count", "year", "month", "week", "day", "quarter", "ratio"})
"""Units in which a round number says little."""


_RATES = frozenset({"percent", "percentage_point", "basis_point"})


def echoes(facts: Facts, told: set[str]) -> Iterator[Relation]:
    """Repeats among figures that are not in ``told``, or between one of them and one that is."""
    groups: dict[tuple[str, bool], list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if figure.form in ("digits", "words") and figure.low:
            groups[kind(figure.unit), figure.measure == "change"].append(figure)
    for found in groups.values():
        for same in _clusters(sorted(found, key=lambda f: (abs(f.low), f.start))):
            if any(figure.id not in told for figure in same):
                ids = tuple(figure.id for figure in sorted(same, key=lambda f: f.start))
                yield Relation(
                    kind="repeat",
                    figures={"mentions": ids},
                    because="the same number under much the same name",
                    found=True,
                    strong=False,
                )


def _clusters(ordered: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures, given by size, that say one number of one thing; each in one cluster at most.

    Those with the very same digits find one another first, then what they may be rounded to.
    """
    exact = _joined([[figure] for figure in ordered], exact=True)
    yield from (same for same in _joined(exact, exact=False) if len(same) > 1)


def _joined(groups: Sequence[list[Figure]], *, exact: bool) -> list[list[Figure]]:
    """Groups by size, those put together of which every figure echoes every other."""
    taken: set[int] = set()
    found = []
    for place, first in enumerate(groups):
        if place in taken:
            continue
        same = list(first)
        for other in range(place + 1, min(place + 1 + _AHEAD, len(groups))):
            apart = abs(groups[other][0].low) - abs(first[0].low)
            if apart > (0 if exact else max(groups[other][0].low_step, first[0].low_step)):
                break
            if other not in taken and all(_echoes(one, two) for one in groups[other] for two in same):
                same += groups[other]
                taken.add(other)
        found.append(same)
    return found


def _echoes(first: Figure, second: Figure) -> bool:
    if first.unit != second.unit or not _one_number(first, second):
        return False
    bounds = {first.hedge, second.hedge} & {"over", "under"}
    if bounds and abs(first.low) != abs(second.low):
        return False  # "over 2 billion" is no rounding of 1.94
    digits = min(_digits(first), _digits(second))
    if not comparable_status(first, second) and digits < _ALL:
        return False
    return (
        _names(first, second, digits)
        and _bases(first, second, digits)
        and _compares(first, second, digits)
        and _dates(first, second, digits)
    )


def _one_number(first: Figure, second: Figure) -> bool:
    """Whether one is the other, or its rounding; hedges aside, which come and go."""
    if (first.low == first.high) != (second.low == second.high):
        return False
    # a loss of 5 is written with and without its minus
    sign = -1 if first.low * second.low < 0 and any("loss" in f.metric for f in (first, second)) else 1
    return all(
        abs(one - sign * other) <= max(step, more) / 2 if one != sign * other else True
        for one, other, step, more in (
            (first.low, second.low, first.low_step, second.low_step),
            (first.high, second.high, first.high_step, second.high_step),
        )
    )


def _digits(figure: Figure) -> int:
    """How much a number tells: its digits as written, a round one's zeros aside; both ends of a range."""
    ends = (figure.low,) if figure.low == figure.high else (figure.low, figure.high)
    told = sum(len(end.normalize().as_tuple().digits) for end in ends)
    if figure.low_step and figure.low_step != 1:
        told = max(told, len(str(abs(int(figure.low / figure.low_step)))))
    if is_money(figure.unit.partition("/")[0]) or figure.unit in _RATES:
        return told
    # that it is megawatts says as much as a digit
    return told - (told == 1) if figure.unit in _PLAIN else told + 1


def _names(first: Figure, second: Figure, digits: int) -> bool:
    if digits >= _ALL:
        return True
    whole, other = _name(first), _name(second)
    told_alike = bool(whole) and bool(other) and (whole <= other or other <= whole)
    dated_alike = _same_date(first.period, second.period)
    if told_alike and (digits >= _SOME or dated_alike):
        return True  # "stores, Kohl's" and "Kohl's": what is metric and what is scope does not matter
    if not _compatible(first.scope, second.scope):
        return False
    if not first.metric or not second.metric:
        return digits >= _SOME and (first.speaker != second.speaker or dated_alike)
    if canonical(first.metric) == canonical(second.metric):
        return True
    if first.unit not in _PLAIN | _RATES and not is_money(first.unit.partition("/")[0]):
        return digits >= _SOME  # of a physical quantity the unit is half its name
    if kin(first.metric, second.metric):
        return digits >= _SOME or first.scope == second.scope
    if digits < _SOME:
        return False
    unknown = (_unknown(first), _unknown(second))
    if digits >= _MANY:
        return bool(words(first.metric) & words(second.metric)) or any(unknown)
    if all(unknown) and first.scope and first.scope == second.scope and dated_alike:
        return True
    return "metric" in first.inferred + second.inferred and first.speaker != second.speaker


def _name(figure: Figure) -> frozenset[str]:
    """The words of metric and scope together."""
    return words(canonical(figure.metric)) | words(figure.scope) if figure.metric else frozenset()


def _same_date(first: str | None, second: str | None) -> bool:
    a, b = normal(first), normal(second)
    return a is not None and b is not None and (a == b or twin(a) == b)


def _unknown(figure: Figure) -> bool:
    """Whether a metric is no name of the lexicon, and so perhaps no name at all."""
    return lexicon().named(figure.metric) is None


def _bases(first: Figure, second: Figure, digits: int) -> bool:
    """Whether both are on one basis, as far as it is said: a headline leaves it out, the detail gives it."""
    if first.basis == second.basis:
        return True
    if first.basis and second.basis:
        return digits >= _MANY and first.basis.partition(" ")[0] == second.basis.partition(" ")[0]
    told_alike = (
        digits >= _SOME and first.speaker != second.speaker and _same_date(first.period, second.period)
    )
    return digits >= _MANY or (
        told_alike and kin(first.metric, second.metric) and first.scope == second.scope
    )


def _compares(first: Figure, second: Figure, digits: int) -> bool:
    """Whether both are against one period, as far as it is said."""
    if first.comparison == second.comparison or None in (first.comparison, second.comparison):
        return True
    if digits >= _MANY or (first.speaker != second.speaker and _alike(first, second)):
        return True
    return (
        digits >= _SOME
        and age(first.comparison) is not None
        and age(first.comparison) == age(second.comparison)
    )


def _alike(first: Figure, second: Figure) -> bool:
    """Whether both are named and dated alike, and say so themselves."""
    return (
        canonical(first.metric) == canonical(second.metric)
        and bool(first.metric)
        and first.scope == second.scope
        and _same_date(first.period, second.period)
    )


def _compatible(first: str, second: str) -> bool:
    """Whether one scope is the other, or a part of its name, or not said."""
    a, b = words(first), words(second)
    return not a or not b or a <= b or b <= a


def _dates(first: Figure, second: Figure, digits: int) -> bool:
    """Whether both are of one time: the more digits they share, the less their dates have to say so."""
    a, b = normal(first.period), normal(second.period)
    if a is None or b is None or digits >= _ALL or _same_date(first.period, second.period):
        return True
    if digits < _SOME:
        return False
    if "@call" in (a, b) or ("dividend" in first.metric and "dividend" in second.metric):
        return True  # a dividend is told by the quarter that declares it or by the one that pays it
    return (age(a) is not None and age(a) == age(b)) or _so_far(first, second)


def _so_far(first: Figure, second: Figure) -> bool:
    """Whether one is of a year and the other of the part of it that has passed: "the 18 stores this year"."""
    a, b = sorted((first.period or "", second.period or ""))
    return (
        a.startswith("FY")
        and b.startswith("YTD")
        and a[2:] == b[3:7]
        and first.scope == second.scope
        and canonical(first.metric) == canonical(second.metric)
    )
