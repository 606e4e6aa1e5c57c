"""What acts on a number from outside and the way it points: currency, weather, mix, an impact, an effect.

An influence is a change: "unfavorable currency of 3%" took 3% away, "a positive effect on sales of $2
million" brought $2 million. One that is neither good nor bad in the text has no sign here.
"""

from __future__ import annotations

from functools import cache

from checker import units
from checker.model import Struct
from checker.resolve.clause import QUANTITY, Line

_REACH = 7


class Influences(Struct, frozen=True, kw_only=True):
    """The words of influence of ``measure.toml``."""

    effects: frozenset[str]
    forces: frozenset[str]
    struck: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]


@cache
def influences() -> Influences:
    """The shipped words, loaded once."""
    table = units.data("measure")
    return Influences(
        effects=frozenset(table["influence"]["effects"]),
        forces=frozenset(table["influence"]["forces"]),
        struck=frozenset(table["by"]["struck"]),
        good=frozenset(table["polarity"]["good"]) | frozenset(table["influence"]["helped"]),
        bad=frozenset(table["polarity"]["bad"]),
    )


def influence(line: Line, end: int) -> int | None:
    """+1 or −1 for the influence whose noun phrase ends at ``end``, ``None`` for no influence or no sign.

    A force has to end the phrase; an effect may be followed by what it is of, on or from.
    """
    table = influences()
    named = line.phrase(end, table.forces)
    for at in range(end, max(-1, end - _REACH), -1):
        word = line.word(at)
        if word in (QUANTITY, ",", ";"):
            return None
        if word in table.effects and (at == end or line.word(at + 1) in ("of", "on", "from", "to", "in")):
            named = True
        if not named:
            continue
        if word in table.good:
            return 1
        if word in table.bad:
            return -1
        if word in table.struck and line.word(at + 1) == "by":  # hurt, unless it is said to be well
            return 1 if line.word(at - 1) in table.good else -1
    return None
