"""Whether a quantity is a fact, a forecast, an ambition or an example.

The nearest verb before a quantity decides: "we expect" makes a forecast, "was" a fact. Where a sentence
has no such verb, a heading ("now to our outlook"), the sentence before, or an earlier forecast of the
same value carries on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from checker.model import Document, Quantity, Role, Status
from checker.resolve.clause import Line
from checker.resolve.foreign import foreign
from checker.resolve.measure import Measured
from checker.resolve.movement import PERCENTS, SPANS
from checker.resolve.passage import Passage
from checker.resolve.tense import WINDOW, Tense, Verbs, listed, lists, phrases

_HEADING = 400  # characters a sentence may have to open a stretch of forecast

_WORLD = 180  # characters behind a word of the market that it governs
_CONTRAST = re.compile(r"[;]|\b(?:while|whereas|but|although)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\d[^,;]{0,40},\s(?:\w+\s){1,4}(?:is|are|was|were|will)\b"
)  # behind a number and a comma something else is spoken of
# In small letters.
_NEAR = re.compile(
    r"\b(?:this|next|current|coming|full|fiscal|calendar)\s(?:fiscal\s)?(?:year|quarter|half)|\byear[\s-]end"
    r"|\bend\sof\s(?:the|this|next)\s(?:\w{1,8}\s)?(?:year|quarter)|\b(?:for|in|during|by)\sthe\s(?:year|quarter)"
    r"|\b(?:first|second|third|fourth|back)\s(?:quarter|half)|\b[qh][1-4]\b|\b20[0-4]\d\b",
)
_HELD = re.compile(
    r"\b(?:above|exceed\w{0,3}|beat|ahead of|in line with|within)\b.{0,30}"
    r"\b(?:guidance|outlook|expectations?)",
    re.IGNORECASE,
)


# "Revenue of $5 million to $6 million", "For the full year, revenue in the range of …": no verb tells.
_ITEM = re.compile(
    r"\W*(?:(?:and|for|in)\s[\w\s'’]{1,40},\s)?(?:(?:[a-z][\w&'’/-]*|\(?[a-z-]+\)?)\s){1,8}of\s"
    r"(?:(?:about|approximately|between|around|roughly|from)\s)?"
)
# "We reported $134 million, at the high end of our guidance" tells a result and opens no outlook.
_TOLD = re.compile(
    r"\b(?:reported|delivered|posted|achieved|generated|came in|finished|ended|was|were|grew|increased)\b"
    r".{0,300}\b(?:end|half|midpoint|top|bottom|range|portion|part) of (?:our|the|its|that|this)\b.{0,40}"
    r"\b(?:guidance|outlook|expectations|assumptions|range)\b"
)


def _opening(passage: Passage) -> str | None:
    """The first listed phrase that could open a stretch of forecast."""
    if phrases("headings", "ahead").firsts.isdisjoint(passage.words):
        return None
    return next((phrase for phrase in lists()["headings"]["ahead"] if phrase in passage.low), None)


def statuses(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    measured: Sequence[Measured],  # noqa: ARG001 - every dimension takes the same arguments
) -> tuple[Status, ...]:
    """The status of each quantity, in the order of ``quantities``."""
    found: list[Status] = ["actual"] * len(quantities)
    foretold: set[tuple[Decimal, Decimal, str]] = (
        set()
    )  # values forecast so far and not since stated as facts
    heading = lasting = False
    before: Status = "actual"
    spoken: Status = "actual"
    speaker: int | None = None
    block = -1
    for passage in passages:
        if passage.block.speaker != speaker:
            speaker, heading, spoken = passage.block.speaker, False, "actual"
        if passage.sentence.block != block:
            block, before = passage.sentence.block, "actual"
            heading = heading and lasting
        short = len(passage.text) < _HEADING
        opened = _opening(passage) if short else None
        if short and (heading or opened) and phrases("headings", "turn").search(passage.low, passage.words):
            told = bool(passage.quantities) and _TOLD.search(passage.low) is not None
            heading = opened is not None and not told and _HELD.search(passage.text) is None
            announced = opened is not None and ("assumptions" in opened or opened in ("outlook", "guidance"))
            lasting = announced and (lasting or not passage.quantities)
        if passage.block.kind == "heading" and speaker is None:
            heading = lasting = opened is not None
        if not passage.quantities:
            continue
        role = document.speakers[speaker].role if speaker is not None else "unknown"
        sentence = _Sentence(passage, passage.line, role, heading=heading, before=before)
        item = spoken == "guidance" and _is_item(passage, quantities[passage.quantities[0]])
        spans = [
            (quantities[i].start - passage.start, quantities[i].end - passage.start)
            for i in passage.quantities
        ]
        last = before
        tenses = set()
        for n, index in enumerate(passage.quantities):
            quantity = quantities[index]
            value = (quantity.low, quantity.high, quantity.unit)
            tense = sentence.verbs.of(n, quantity)
            tenses.add(tense)
            found[index] = sentence.status(n, quantity, tense, foretold=item or value in foretold)
            if foreign(document.profile, passage.low, spans, n):
                found[index] = "illustrative"
                continue
            last = found[index]
            if found[index] == "guidance" and _distinctive(quantity):
                foretold.add(value)
            elif tense == "past":
                foretold.discard(value)
        heading = heading and (lasting or not tenses <= {"past", None} or "past" not in tenses)
        before = spoken = last
    return tuple(found)


def _is_item(passage: Passage, first: Quantity) -> bool:
    """ "Revenue of $5 million to $6 million": whether a sentence is but an item of a list of forecasts."""
    ranged = first.low != first.high
    return ranged and _ITEM.fullmatch(passage.low, 0, first.start - passage.start) is not None


class _Sentence:
    """One sentence with what it has inherited: who speaks, under which heading, after which status."""

    def __init__(self, passage: Passage, words: Line, role: Role, *, heading: bool, before: Status) -> None:
        self.low, self.said, self.start = passage.low, passage.words, passage.start
        self.line, self.words = words, words.words
        self.role, self.heading, self.before = role, heading, before
        self.verbs = Verbs(passage.text, passage.start, words, heading=heading)
        self.examples = phrases("example", "phrases").starts(self.low, self.said)
        self.world = phrases("example", "world").starts(self.low, self.said)

    def status(self, n: int, quantity: Quantity, tense: Tense | None, *, foretold: bool) -> Status:
        """The status of quantity ``n``; ``foretold`` says that the same value was forecast before."""
        place = self.line.places[n]
        held = self.line.word(place - 1) in ("our", "existing", "original")
        if held and self.line.word(place + 1) not in ("target", "goal", "guidance"):
            return "actual"
        if self._example(place, quantity):
            return "illustrative"
        if tense is None and quantity.low != quantity.high and self._ranges(place):
            tense = "ahead"
        if tense is None:
            continued = self.words[0] in listed("headings", "continued") and self.before in (
                "guidance",
                "target",
            )
            if foretold or self.heading or continued or self._told("future", "phrases", place):
                tense = "ahead"
        if tense in (None, "past"):
            return "actual"
        return "target" if self._ambitious(place, goal=tense == "goal") else "guidance"

    def _ranges(self, place: int) -> bool:
        """ "Our margin range is 8% to 10%": who states a range of a metric in the present forecasts it."""
        return any(
            self.line.word(at) in ("is", "are") and self.line.word(at - 1) in ("range", "ranges")
            for at in (place - 1, place - 2)
        )

    def _near(self, pattern: re.Pattern[str], place: int) -> bool:
        """Whether ``pattern`` stands in the sentence not far from the quantity; sentences may be endless."""
        at = self.line.starts[place] - self.start
        return pattern.search(self.low, max(0, at - WINDOW), at + WINDOW) is not None

    def _told(self, table: str, name: str, place: int) -> bool:
        """Whether a listed phrase does."""
        listed = phrases(table, name)
        return not listed.firsts.isdisjoint(self.said) and self._near(listed.pattern, place)

    def _ambitious(self, place: int, *, goal: bool) -> bool:
        """A goal, or a long run, without a near date is an ambition."""
        if self._near(_NEAR, place):
            return False
        if self._told("target", "long", place) and self._told("target", "with", place):
            return True
        if self._told("target", "distant", place):
            return True
        return goal and self.before == "actual" and not self.heading

    def _of_the_world(self, end: int) -> bool:
        """Whether a word of the market or of third parties stands before, in the same clause."""
        at = bisect_left(self.world, end) - 1
        near = at >= 0 and self.world[at] >= end - _WORLD
        if not near or _CONTRAST.search(self.low, self.world[at], end):
            return False
        return _NEXT.search(self.low, self.world[at], end) is None

    def _example(self, place: int, quantity: Quantity) -> bool:
        words, end = self.words, self.line.starts[place] - self.start
        if self._of_the_world(end):
            return True
        if _within(self.examples, end - 160, end) and not listed("example", "supposed").isdisjoint(
            words[max(0, place - 20) : place]
        ):
            return True
        amount = quantity.unit in PERCENTS or quantity.unit[:3].isupper()
        if amount and self.line.word(place - 1) in listed("example", "each"):
            return True
        near = words[max(0, place - 10) : place]
        if "if" in near and self.role != "management":
            after = near[near.index("if") + 2 :]
            return bool(after) and after[0] not in listed("example", "look")
        return self.role != "management" and not listed("example", "implied").isdisjoint(near)


def _within(places: Sequence[int], low: int, high: int) -> bool:
    """Whether any of ``places``, in ascending order, lies from ``low`` up to ``high``."""
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def _distinctive(quantity: Quantity) -> bool:
    """Whether the same value again is likely the same statement: "$100 million", "1% to 3%", not "5%"."""
    if quantity.low != quantity.high:
        return True
    if quantity.unit[:3].isupper():
        return abs(quantity.high) >= 1_000_000
    return quantity.unit not in PERCENTS | SPANS | {"count", "ratio", "day"}
