"""Figures told side by side that add up: "224 million, 89 of them this quarter, and 135 in cash".

Parts of no metric in particular are found by their arithmetic alone: a run of figures of one unit right
beside the one they make. That is only believed where it is unlikely to be an accident, and since it was
found because it holds, it proves nothing and never raises an alarm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.interval import total
from checker.model import Figure, Relation
from checker.relate.facts import Facts, age, is_money, normal, outlook
from checker.relate.fit import slack, value

_CHANCE = Decimal("0.08")
"""How likely by accident a run may add up and still be believed."""
_LONGEST = 8
_FURTHER = 9
"""Figures between a total and the first of a run that makes it at most: a list may be told before."""
_PASSAGE = 8
"""Sentences in which a total and its run are told."""
_APART = 2
"""Sentences between one figure of a run and the next at most."""
_RATES = frozenset({"percent", "basis_point", "percentage_point"})


def tallies(facts: Facts, told: set[frozenset[str]]) -> Iterator[Relation]:
    """Runs that add up to the figure before or after them, but for sums that are ``told`` already."""
    lines: dict[tuple[str, bool], list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if _counts(figure):
            lines[figure.unit, figure.measure == "change"].append(figure)
    for line in lines.values():
        for place, whole in enumerate(line):
            found = _parts(facts, line, place)
            if found and frozenset(f.id for f in (whole, *found)) not in told:
                yield Relation(
                    kind="sum",
                    figures={"total": whole.id, "parts": tuple(part.id for part in found)},
                    because="figures told side by side that add up",
                    found=True,
                    strong=False,
                )


def _counts(figure: Figure) -> bool:
    """Whether a figure may be a part of a tally: exact, and no growth, which does not add up."""
    if figure.low != figure.high or not figure.low or figure.form not in ("digits", "words"):
        return False
    if figure.status == "illustrative" or figure.hedge in ("over", "under"):
        return False
    if figure.unit in _RATES:
        return figure.unit != "percent" or figure.measure != "change"
    return is_money(figure.unit.partition("/")[0])


def _parts(facts: Facts, line: Sequence[Figure], place: int) -> list[Figure]:
    """The shortest run beside a figure that makes it, or else one that is told a little later."""
    whole, tried = line[place], 0
    for size, first in _runs(facts, line, place):
        run = line[first : first + size]
        if not _one_tale(facts, [whole, *run]):
            continue
        tried += 1
        added = total(value(part) for part in run)
        if not added.overlaps(value(whole)):
            continue
        if (slack(added) + slack(value(whole))) * tried < _CHANCE:
            return list(run)
    return []


def _runs(facts: Facts, line: Sequence[Figure], place: int) -> Iterator[tuple[int, int]]:
    """How long a run of possible parts is and where it begins: the shortest and nearest first."""
    whole = line[place]
    behind = _reach(facts, whole, line[max(0, place - _LONGEST) : place][::-1])
    ahead = [_reach(facts, whole, line[place + gap : place + gap + _LONGEST]) for gap in range(1, _FURTHER)]
    for size in range(2, max(behind, ahead[0]) + 1):
        if size <= ahead[0]:
            yield size, place + 1
        if size <= behind:
            yield size, place - size
    for gap, reach in enumerate(ahead[1:], 2):
        for size in range(3, reach + 1):
            yield size, place + gap


def _reach(facts: Facts, whole: Figure, line: Sequence[Figure]) -> int:
    """How many figures from the first of a line on may each be a part of a figure."""
    size, at = abs(whole.low), facts.sentence(whole)
    for count, part in enumerate(line):
        if not (
            part.low < size
            and abs(facts.sentence(part) - at) <= _PASSAGE
            and part.speaker == whole.speaker
            and outlook(part) == outlook(whole)
            and _same_time(part.period, whole.period)
        ):
            return count
    return len(line)


def _one_tale(facts: Facts, figures: Sequence[Figure]) -> bool:
    """Whether figures are told one after the other."""
    places = sorted(facts.sentence(figure) for figure in figures)
    return places[-1] - places[0] <= _PASSAGE and all(b - a <= _APART for a, b in pairwise(places[1:]))


def _same_time(first: str | None, second: str | None) -> bool:
    a, b = normal(first), normal(second)
    return a is None or b is None or a == b or (age(a) is not None and age(a) == age(b))
