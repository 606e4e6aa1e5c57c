"""Levels that are implausible beside their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.model import Figure, Relation
from checker.relate.facts import Facts, earlier, explicit, is_money, normal, subject
from checker.relate.fit import fragment, is_money_pair, scale_apart

FAR = Decimal(200)
"""How many times its neighbours a level must differ to look like a wrong scale word."""
STEEP = Decimal(20)
"""The same for a level among several of one passage that lie close to one another."""
CLOSE = Decimal(3)
"""Levels within this factor of one another lie close."""
NEIGHBOURS = 24
"""As many levels before and behind are looked at: a passage without end has no more neighbours."""
CROWD = 50_000
"""So many customers that less than a few units of money for each is implausible."""

_SCALE_WORD = re.compile(r"(?i)illion|thousand|crore|lakh|lac|\d\s?(?:k|mm?|mn|bn?|tn)\b")
_MADE = ("generation", "generated", "output", "production", "produced")
_SPREAD = ("volume", "transaction", "sale", "revenue", "balance", "gmv", "deposit", "turnover")
_PEOPLE = ("merchant", "customer", "user", "member", "subscriber", "borrower", "client", "patient", "account")


def scales(facts: Facts) -> Iterator[Relation]:
    """Levels beside the levels of the same subject, money spread over people, energy beside power."""
    corrected = {i for cue in facts.cued("correction") for i in cue.figures}
    for (_, unit), figures in facts.dated.items():
        if unit in ("money", "count") or unit.startswith("money/"):
            yield from _among(facts, [f for f in figures if _plain(f) and f.id not in corrected])
    for figures in facts.sentences.values():
        yield from _each(figures)
        yield from _moves(figures)
    yield from _energy(facts)


def _plain(figure: Figure) -> bool:
    return figure.measure == "level" and figure.form in ("digits", "words") and figure.low > 0


def _among(facts: Facts, figures: Sequence[Figure]) -> Iterator[Relation]:
    """A level far from the nearest ones of its own passage."""
    if len(figures) < 2:
        return
    for place, figure in enumerate(figures):
        others = [
            f
            for f in figures[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
            if f is not figure
            and not is_money_pair(f, figure)
            and facts.near(f, figure)
            and _other_date(f, figure)
        ]
        if not others or (figure.unit == "count" and figure.form == "words"):
            continue  # "a market value of three billion" counts nothing
        times = [_times(figure, other) for other in others]
        if min(times) >= FAR and not all(
            scale_apart(*sorted((figure.low, o.low))) and explicit(figure, o, fields=("metric", "scope"))
            for o in others
        ):
            continue
        low, high = min(o.low for o in others), max(o.low for o in others)
        if len(others) == 1 and not (_mendable(times[0]) and _scaled(figure) and _scaled(others[0])):
            continue  # "$10,000" a year ago is a result next to nothing, no wrong word
        if any(fragment(figure, other) for other in others):
            continue
        if min(times) < STEEP or high > CLOSE * low or low <= figure.low <= high:
            continue
        if min(times) < FAR and (
            len(others) < 3 or not figure.scope or not explicit(figure, fields=("scope",))
        ):
            continue
        if len(others) == 1 and not _suspect(facts, figure, others[0]):
            continue
        yield Relation(
            kind="scale",
            figures={"figure": figure.id, "neighbours": tuple(f.id for f in others)},
            because="the same metric in other periods",
            cue="" if min(times) >= FAR else str(STEEP),
        )


def _other_date(first: Figure, second: Figure) -> bool:
    return normal(first.period) != normal(second.period)


def _mendable(times: Decimal) -> bool:
    """Whether another scale word would bring two levels within a doubling of one another."""
    return any(Decimal("0.5") < times / scale < Decimal(2) for scale in (10**3, 10**6, 10**9))


def _scaled(figure: Figure) -> bool:
    """Whether a scale word or letter is said, which alone can be the wrong one."""
    return bool(_SCALE_WORD.search(figure.text))


def _times(first: Figure, second: Figure) -> Decimal:
    return max(first.low, second.low) / min(first.low, second.low)


def _suspect(facts: Facts, figure: Figure, other: Figure) -> bool:
    """Of two levels far apart, the one to suspect: the smaller if it is the later one.

    The second test keeps one of them only, so that a pair is told once.
    """
    if not facts.together(figure, other):
        return False
    if earlier(normal(other.period), normal(figure.period)):
        return True
    return not earlier(normal(figure.period), normal(other.period)) and figure.start > other.start


def _each(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Money said of many customers in one sentence, that leaves next to nothing for each."""
    people = [
        f for f in figures if f.unit == "count" and f.low >= CROWD and any(w in f.metric for w in _PEOPLE)
    ]
    money = [f for f in figures if is_money(f.unit) and _plain(f) and any(w in f.metric for w in _SPREAD)]
    for crowd in people:
        for spread in money:
            if spread.scope == crowd.scope and spread.low / crowd.low < 2 and crowd.measure == "level":
                yield Relation(
                    kind="scale",
                    figures={"figure": spread.id, "neighbours": (crowd.id,)},
                    because="money spread over those who bring it",
                    cue="each",
                )


def _moves(figures: Sequence[Figure]) -> Iterator[Relation]:
    """A move told twice in one sentence, beside a level that the larger telling dwarfs.

    Without the level or the other telling it could be what is left of something that ended.
    """
    moves = [f for f in figures if f.measure == "change" and f.unit.isupper() and f.low and _scaled(f)]
    for move in moves:
        other = [
            f
            for f in figures
            if f.measure == "change"
            and f.unit == move.unit
            and f.metric == move.metric
            and f.low * move.low > 0
            and abs(f.low) * FAR <= abs(move.low)
            and scale_apart(abs(f.low), abs(move.low))
        ]
        levels = [
            f
            for f in figures
            if _plain(f) and (f.metric, f.scope, f.unit) == (move.metric, move.scope, move.unit)
        ]
        if len(other) == 1 and levels and all(f.high * STEEP <= abs(move.low) for f in levels):
            yield Relation(
                kind="scale",
                figures={"figure": move.id, "neighbours": (other[0].id,)},
                because="a move told twice beside a level it dwarfs",
            )


def _energy(facts: Facts) -> Iterator[Relation]:
    """Energy of a quarter or more that the stated power would make within a day."""
    powers = [
        f for f in facts.figures if f.unit in ("megawatt", "gigawatt", "kilowatt") and f.measure == "level"
    ]
    if not powers:
        return
    largest = max(powers, key=lambda f: f.low)
    for figure in facts.figures:
        if figure.unit != f"{largest.unit}_hour" or not _plain(figure) or not figure.period:
            continue
        if not any(word in figure.metric for word in _MADE):
            continue  # a battery holds it, it does not make it all year
        if figure.high < largest.low * 24 and figure.period.startswith(("FY", "LTM", "YTD")):
            yield Relation(
                kind="scale",
                figures={"figure": figure.id, "neighbours": (largest.id,)},
                because=f"{subject(figure).metric} beside the power stated",
                cue="hours",
            )
