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
    """Figures, given by size, that say one number of one thing; each in one cluster at most."""
    taken: set[str] = set()
    for place, first in enumerate(ordered):
        if first.id in taken:
            continue
        same = [first]
        for figure in ordered[place + 1 : place + 1 + _AHEAD]:
            if abs(figure.low) - abs(first.low) > max(figure.low_step, first.low_step):
                break
            if figure.id not in taken and all(_echoes(figure, other) for other in same):
                same.append(figure)
        if len(same) > 1:
            taken.update(figure.id for figure in same)
            yield same


def _echoes(first: Figure, second: Figure) -> bool:
    if first.unit != second.unit or not comparable_status(first, second) or not _one_number(first, second):
        return False
    bounds = {first.hedge, second.hedge} & {"over", "under"}
    if bounds and abs(first.low) != abs(second.low):
        return False  # "over 2 billion" is no rounding of 1.94
    digits = min(_digits(first), _digits(second))
    return (
        _names(first, second, digits)
        and _bases(first, second, digits)
        and _compares(first, second)
        and _dates(first.period, second.period, digits)
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
    return first.basis == second.basis or (digits >= _MANY and not (first.basis and second.basis))


def _compares(first: Figure, second: Figure) -> bool:
    return first.comparison == second.comparison or None in (first.comparison, second.comparison)


def _compatible(first: str, second: str) -> bool:
    """Whether one scope is the other, or a part of its name, or not said."""
    a, b = words(first), words(second)
    return not a or not b or a <= b or b <= a


def _dates(first: str | None, second: str | None, digits: int) -> bool:
    a, b = normal(first), normal(second)
    if a is None or b is None or _same_date(first, second):
        return True
    if "@call" in (a, b):
        return digits >= _SOME
    return digits >= _SOME and age(a) is not None and age(a) == age(b)
