"""Which ratio a number is whose name stands in two places.

"EBITDA was $20 million, a margin of 15%" states the EBITDA margin, "net debt was $30 million or 1.5 times
EBITDA" net debt to EBITDA.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.resolve.lexicon import Entry, lexicon
from checker.resolve.mentions import Mention
from checker.resolve.phrases import ADVERB, BASIS, PERIOD, PRAISE, Token
from checker.resolve.unify import Said

_SIDES = ("gross", "net")
_OF_A_CHANGE = frozenset(["incremental margin", "decremental margin"])


def meant(mention: Mention, before: Sequence[Mention]) -> Entry | None:
    """The margin that ``mention``, no more than the word, stands for beside the metrics ``before`` it.

    None where it is no bare margin, and where nothing before it has one.
    """
    if not _bare(mention):
        return None
    named = [m.entry for m in before if m.last <= mention.first]
    return _nearest(reversed(named))


def recalled(mention: Mention, heard: Sequence[Entry | None]) -> Entry | None:
    """The margin that a bare one stands for whose sentence names nothing; ``heard`` is the latest first."""
    return _nearest(heard) if _bare(mention) else None


def times(tokens: Sequence[Token], mentions: Sequence[Mention], part: Mention, at: int) -> str:
    """The ratio of ``part`` to what the multiple at ``at`` is a multiple of; "" where it is of nothing."""
    following = at + 1
    while following < len(tokens) and tokens[following].kind in PERIOD + BASIS + PRAISE + ADVERB:
        following += 1
    whole = next((m for m in mentions if m.first in (at + 1, following)), None)
    amounts = ("stock", "flow")
    if whole is None or whole.nature not in amounts or part.nature not in amounts or whole.first < at:
        return ""
    return " ".join((*part.words, "to", *whole.words))


def on_basis(said: Said, tokens: Sequence[Token], at: int) -> Said:
    """``said`` with the side that the words behind the number at ``at`` take: "1.5 times on a net basis"."""
    behind = [t.low for t in tokens[at + 1 : at + 5]]
    if behind[:2] != ["on", "a"] or behind[3:] != ["basis"] or behind[2] not in _SIDES or not said.words:
        return said
    name = (behind[2], *(said.words[1:] if said.words[0] in _SIDES else said.words))
    return said._replace(words=name, entry=lexicon().named(" ".join(name)))


def _bare(mention: Mention) -> bool:
    return mention.entry is not None and mention.entry.name == "margin" and len(mention.words) == 1


def _nearest(entries: Iterable[Entry | None]) -> Entry | None:
    return next((margin for entry in entries if entry is not None and (margin := _margin(entry))), None)


def _margin(entry: Entry) -> Entry | None:
    if entry.nature == "rate":
        return entry if entry.name.endswith(" margin") and entry.name not in _OF_A_CHANGE else None
    return lexicon().named(f"{entry.name} margin") if entry.nature == "flow" else None
