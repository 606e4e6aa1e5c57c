"""What a number is of whose own sentence leaves it out: "How is occupancy? We are at 68%."

The sentences just heard bring up what the next one speaks of, whether they hold a number or not and
whoever said them. They are read for it only where a number asks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from checker.resolve.fitness import Asked, family, fits
from checker.resolve.mentions import Mention
from checker.resolve.passage import Passage
from checker.resolve.phrases import CHANGE, NOUN, VERB, Token, words

_REACH = 3
"""For how many sentences something brought up goes without saying."""
_NEXT = 4


class Place(NamedTuple):
    """A number and the stretch of its sentence, tokens ``before`` up to ``after``, that is its own."""

    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    asked: Asked
    before: int
    after: int


class Heard:
    """The last sentences, and the metrics that ``read`` finds in one of them."""

    def __init__(self, read: Callable[[Passage], Sequence[Mention]]) -> None:
        self._read = read
        self._recent: deque[Passage] = deque(maxlen=_REACH)
        self._found: dict[int, Sequence[Mention]] = {}  # what was read of them, by where they begin

    def hear(self, passage: Passage) -> None:
        """Go on to the next sentence."""
        self._recent.append(passage)
        self._found = {p.start: self._found[p.start] for p in self._recent if p.start in self._found}

    def brought_up(self, place: Place) -> Mention | None:
        """The metric of the field last brought up that the number can be a figure of."""
        asked = place.asked
        if asked.measure == "level":
            before = (m for m in reversed(place.mentions) if m.last <= asked.at and _can_be(m, asked))
            own = next(before, None)
            if own is not None:
                return own
        grows = asked.measure == "change" and family(asked.unit) != "points"
        if grows or not _bare(place):
            return None
        for passage in reversed(self._recent):
            if passage.start not in self._found:
                self._found[passage.start] = self._read(passage)
            found = next((m for m in reversed(self._found[passage.start]) if _can_be(m, asked)), None)
            if found is not None:
                return found
        return None


def _can_be(mention: Mention, asked: Asked) -> bool:
    return mention.entry is not None and mention.nature != "" and fits(mention.nature, asked)


def _bare(place: Place) -> bool:
    """Whether a number stands without a noun that it could be of: "we are at 68% now"."""
    tokens, at, lexical = place.tokens, place.asked.at, words()
    for token in tokens[place.before : at]:
        if token.kind == VERB and token.low not in _light():
            return False
        if token.kind == NOUN and token.low not in lexical["carrier"] and token.low not in lexical["agent"]:
            return False
    return not any(t.kind in NOUN + CHANGE for t in tokens[at + 1 : min(place.after, at + _NEXT)])


@cache
def _light() -> frozenset[str]:
    return words()["stative"] | words()["light"]
