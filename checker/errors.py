"""What goes wrong before a verdict: input that cannot be read, settings that contradict each other."""

from __future__ import annotations


class InputError(Exception):
    """Unusable input or settings: names the place, the problem and the remedy; exit status 2.

    ``place`` is a path, an option or "path:line".
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy
