"""A basis that a speaker declares for what follows: "unless noted, all measures are non-GAAP"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Quantity
from checker.resolve.basis_marks import EXCLUDING, Mark, lexicon
from checker.resolve.movement import SPANS
from checker.resolve.passage import Passage

_DECLARED = re.compile(
    r"\b(?:unless|except\s(?:as|where|when)|other\sthan\swhere)\s(?:\w+\s){0,3}(?:otherwise\s)?(?:noted|stated|indicated|specified|mentioned)|"
    r"\bspeaking\s(?:only\s)?(?:on|in)\san?\s|"
    r"\b(?:all|my|our)\s(?:\w+\s){0,3}(?:comments|remarks|references|discussion|figures|numbers|measures|metrics|comparisons|growth\srates)\b"
    r"(?:(?!\b(?:include|contain|mention|discuss|which\b|that\b)).){0,80}\b(?:will\sbe|are|refer)",
    re.IGNORECASE,
)
# Said of the whole call rather than of one speaker's remarks.
_FOR_ALL = re.compile(
    r"\b(?:on|during|in|throughout)\s(?:this|today['’]s|the)\s(?:[\w-]{1,16}\s){0,2}(?:call|discussion|presentation|remarks)\b"
    r"|\ball\s(?:[\w-]{1,16}\s){0,3}(?:measures|metrics|figures|references|numbers|results)\b",
    re.IGNORECASE,
)
# "All the revenue figures I cite are in constant currency" says nothing of costs.
_OF = re.compile(r"\b(?:revenues?|sales)\s(?:figures|numbers|comparisons|growth|results)\b", re.IGNORECASE)
_SALES = re.compile(r"\b(?:revenues?|sales)\b", re.IGNORECASE)
_PHRASE = 80  # characters behind a quantity in which its noun may stand
_COMPARED = re.compile(
    r"[\s,]{1,2}(?:up|down|compared|versus|vs\.?|from|against|an?\s(?:increase|decrease))\b[^.;]{0,20}$",
    re.IGNORECASE,
)
# What a quantity is taken of, or what the one before it was: neither is measured.
_OF_ANOTHER = re.compile(
    r"^\s(?:in|of)\s[^,;]{1,60}?(?:,|\band\b)|\bpercent(?:age)?\sof\s(?:[\w-]{1,20}\s){1,4}", re.IGNORECASE
)
_NOT = re.compile(r"\bgaap\b|\breported\b", re.IGNORECASE)
_GROWTH = re.compile(
    r"\b(?:up|down|grew|grow|growth|increased?|decreased?|declined?|rose|fell)\b", re.IGNORECASE
)


_NEEDED = frozenset(
    ("noted", "stated", "indicated", "specified", "mentioned", "speaking", "comments", "remarks",
     "references", "discussion", "figures", "numbers", "measures", "metrics", "comparisons", "rates")
)  # fmt: skip
"""Words of which every declaration has one."""


def may_declare(passage: Passage) -> bool:
    """Whether a sentence without a number might declare a basis."""
    return not _NEEDED.isdisjoint(passage.words) and _DECLARED.search(passage.text) is not None


class Declared:
    """What has been declared so far: for the one who speaks, and for everybody in the call."""

    def __init__(self) -> None:
        self.basis = self._everywhere = ""
        self._speaker: int | None = -1
        self._of: re.Pattern[str] | None = None

    def turn(self, speaker: int | None) -> None:
        """Take note of who speaks: what one declared of their own remarks ends with them."""
        if speaker != self._speaker:
            self._speaker, self.basis = speaker, self._everywhere

    def hear(self, text: str, marks: Sequence[Mark]) -> None:
        """Take in a sentence that may declare a basis."""
        named = [m.basis for m in marks if m.basis in ("non-gaap", "constant currency", "organic")]
        if named and _DECLARED.search(text):
            self.basis = named[0]
            self._of = _SALES if _OF.search(text) is not None else None
            if _FOR_ALL.search(text):
                self._everywhere = self.basis

    def spread(
        self, text: str, spans: Sequence[tuple[int, int]], quantities: Sequence[Quantity], found: list[str]
    ) -> None:
        """Give the declared basis to those quantities of a sentence that fall under it and have none."""
        if not self.basis or _NOT.search(text):
            return
        end = 0
        for n, (quantity, span) in enumerate(zip(quantities, spans, strict=True)):
            between, following = text[end : span[0]], text[span[1] : span[1] + _PHRASE]
            end = span[1]
            if found[n] or quantity.unit in SPANS or EXCLUDING.search(between[-20:]):
                continue
            compared = n > 0 and _COMPARED.match(between) is not None and found[n - 1] == self.basis
            if compared or self._reaches(quantity, between, following):
                found[n] = self.basis

    def _reaches(self, quantity: Quantity, between: str, following: str) -> bool:
        """Results, if they are declared adjusted; growth, if at constant rates or organic."""
        if self.basis == "non-gaap":
            named = lexicon().declared.search(_OF_ANOTHER.sub("", between)) is not None
            return named or lexicon().declared_behind.match(following) is not None
        if quantity.unit != "percent" or _GROWTH.search(between) is None:
            return False
        return self._of is None or self._of.search(between) is not None
