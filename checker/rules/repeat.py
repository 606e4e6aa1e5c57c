"""Repeat: the same fact said more than once.

What it checks
    All mentions of one metric, scope, basis and period against each other. They have to share more
    than an end point: 8,142 and 8,143 differ, 1.4 and 1.41 agree. The same digits in another
    currency are a slip.

Why it matters
    Chief executive, finance chief and analyst quote the same numbers; where two differ, one of them
    is wrong and the transcript says which.

Holds
    Net income was $1.4 billion in the first quarter of 2021. As said, net income was $1.41 billion
    in the first quarter of 2021.

Fails
    Net income was $1.4 billion in the first quarter of 2021. As said, net income was $1.9 billion
    in the first quarter of 2021.

Silent
    A qualifier tells the mentions apart, or one of them is dated only by assumption.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from checker import wording
from checker.model import Check, Figure, Relation
from checker.relate.fit import sized
from checker.rules.sight import Figures, Sight, calibrated, members, settle, step, unit_of, written

ROLES = ("mentions",)


def check(relation: Relation, figures: Figures) -> Check:
    """Judge all mentions of one fact."""
    mentions = members(relation, figures, "mentions")
    units = {unit_of(figure) for figure in mentions}
    twice = relation.cue == "dated twice"
    foreign = not twice and len({unit for unit in units if len(unit) == 3 and unit.isupper()}) > 1

    def holds(see: Sight) -> bool:
        if foreign or twice:
            return False
        values = dict.fromkeys(sized(f, calibrated(f, see.figure(f))) for f in mentions)
        ranges = dict.fromkeys((f.unit, *see.ends(f)) for f in mentions if f.low != f.high)
        return all(a.agrees(b) for a, b in combinations(values, 2)) and all(
            a[1].overlaps(b[1]) and a[2].overlaps(b[2]) for a, b in combinations(ranges, 2) if a[0] == b[0]
        )

    see = Sight(relation, figures, "stated")
    if twice:
        fails = "one amount is dated two ways, and only one of them can be meant"
    elif foreign:
        fails = "the digits are the same, the currency is not"
    else:
        fails = "they cannot all be true"
    return settle(
        relation,
        figures,
        holds,
        says=" = ".join(_told(figure) for figure in mentions),
        against=_against(mentions, twice=twice),
        fails=fails,
        alarm="suspicious" if twice or relation.cue == "doubtful" else "inconsistent",
        leeway=relation.cue != "corrected",
        steps=[
            step(figure.period or "undated", written(figure), see.figure(figure), unit_of(figure))
            for figure in mentions
        ],
    )


def _told(figure: Figure) -> str:
    """A mention for notes: a multiple in its own word and what it stands for."""
    return (
        f"“{figure.text}” (a change of {written(figure)})" if figure.form == "multiple" else written(figure)
    )


def _against(mentions: Sequence[Figure], *, twice: bool) -> str:
    """Mentions that differ, each once; one amount of several periods with each of them."""
    if twice:
        dates = dict.fromkeys(wording.period(figure.period) for figure in mentions)
        return f"{written(mentions[0])} is said of {wording.listed(list(dates))}"
    return " against ".join(dict.fromkeys(_told(figure) for figure in mentions))
