"""What a number is of whose own sentence leaves it out: "How is occupancy? We are at 68%."

The sentences just heard bring up what the next one speaks of, whether they hold a number or not and
whoever said them. They are read for it only where a number asks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from checker.resolve.fitness import Asked, fits
from checker.resolve.mentions import Mention
from checker.resolve.passage import Passage

_REACH = 3
"""For how many sentences something brought up goes without saying."""


class Heard:
    """The last sentences, and the metrics that ``read`` finds in one of them."""

    def __init__(self, read: Callable[[Passage], Sequence[Mention]]) -> None:
        self._read = read
        self._recent: deque[Passage] = deque(maxlen=_REACH)

    def hear(self, passage: Passage) -> None:
        """Go on to the next sentence."""
        self._recent.append(passage)

    def brought_up(self, asked: Asked) -> Mention | None:
        """The metric of the field last brought up that the number can be a figure of."""
        for passage in reversed(self._recent):
            found = [
                m for m in self._read(passage) if m.entry is not None and fits(m.nature, asked) and m.nature
            ]
            if found:
                return found[-1]
        return None
