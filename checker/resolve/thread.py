"""What a text carries from sentence to sentence: the period under discussion, the outlook, the comparison.

A speaker says once "turning to the full year" or "all comparisons are year over year" and means it
until the next such sentence, the next paragraph or the next speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.model import Document
from checker.period import CALL, Period
from checker.resolve.almanac import Almanac
from checker.resolve.datewords import Mention
from checker.resolve.passage import Passage
from checker.resolve.vocabulary import pattern

_FAR = 2  # sentences over which a comparison is carried
_WITHIN = 6  # the same inside one paragraph
_PARAGRAPH = 15  # sentences that one may have; a speech without paragraphs has more
_LONG = 6  # sentences over which the date that opened one holds
_BEGINNING = 30  # characters within which a sentence says that it turns to something else
_NEAR = 3  # sentences over which the period of a forecast is


_COMPARISONS = re.compile(
    r"\b(?:all|unless|otherwise|these|following|growth\s+rates?|percentages?|changes|results?|performance"
    r"|figures|numbers)\b.{0,80}?\bcompar\w+"
    r"|\b(?:we|i)(?:['’](?:re|m|ll)|\s+are|\s+am|\s+will)(?:\s+also)?(?:\s+be)?\s+compar(?:e|ing)\b"
    r"|\bcompar(?:ed|ing)\b.{0,60}?\b(?:unless|otherwise|are|will\s+be|basis)\b|\bcomparisons?\s+(?:\w+\s+){0,3}(?:are|will\s+be|refer)\b|\b(?:are|be|use|make)\s+(?:[\w-]+\s+){0,3}comparisons?\b"
)
_AGAINST = re.compile(
    r"\b(?:compared\s+(?:to|with)|versus|vs\.?|against|than|over|from)\s+(?:the\s+|our\s+)?$"
)
# "Q3 outlook:", "full year 2021": a line of a few words that is no sentence.
_TITLE = re.compile(r"\W{0,6}(?:[\w’'&/()-]+[ ,]{1,2}){0,5}[\w’'&/()-]+(?:[*_ ]{0,4}:[*_ ]{0,4})?(?<![.?!])")
_ALL = re.compile(r"\b(?:all|unless|otherwise)\b")
_HINTS = ("uid", "utlook", "orecast", "ssumptions")  # of what _GUIDANCE finds, cheap to look for
_GUIDANCE = re.compile(r"\b(?:guid(?:e|es|ing|ance)|outlook|forecast|assumptions)\b")


def looks_ahead(text: str) -> bool:
    """Whether a clause looks forward; what was expected and is now met or missed does not count."""
    forward = pattern("forward")
    return bool(forward.search(text)) and bool(forward.search(pattern("behind").sub(" ", text)))


class Thread:
    """The state of a reading, moved on sentence by sentence."""

    def __init__(self, document: Document, almanac: Almanac) -> None:
        self.almanac = almanac
        self.blocks = document.blocks
        sizes = Counter(sentence.block for sentence in document.sentences)
        self.short = {block for block, size in sizes.items() if size <= _PARAGRAPH}
        self.paragraphs = len(document.sentences) > 1.4 * max(1, len(document.blocks))
        self.turn: tuple[object, ...] | None = None
        self.block = -1
        self.period: Period | None = None
        self.outlook: Period | None = None
        self.forward = False
        self.standard: Mention | None = None  # the comparison that a heading declares
        self.declared: Mention | None = None  # the same for all that follows
        self.last: str | None = None
        self.age = 0
        self.alike = False  # the comparison was said in this paragraph
        self.talking = False  # in a talk one leaves out what was just said, in a report one does not
        self.near: Period | None = None  # the period last looked ahead to, so many sentences ago
        self.since = 0
        self.told = 0  # sentences since the topic was said
        self.topic = False
        self.guided: Counter[Period] = Counter()

    def enter(self, passage: Passage, text: str) -> None:
        """Move on: another speaker starts afresh, another paragraph keeps what headings said only."""
        turn = (passage.block.speaker, passage.block.section)
        self.age += 1
        self.talking = passage.block.section == "qa"
        self.since += 1
        self.told += 1
        if self.last is not None and pattern("opening").search(text, 0, _BEGINNING):
            self.last = None
        if turn != self.turn:
            self.turn = turn
            self.period = self.outlook = self.near = self.standard = self.last = None
            self.forward = self.topic = False
        elif self.topic and (self.told > _LONG or (self.paragraphs and passage.sentence.block != self.block)):
            self.period, self.topic = None, False
        if passage.sentence.block != self.block:
            self.alike = False
        self.block = passage.sentence.block

    def heading(self, text: str, said: Sequence[Mention]) -> None:
        """Take from a sentence without figures what it says of those that follow."""
        named = [
            m
            for m in said
            if m.sense == "period"
            and m.back is not None
            and m.back.unit not in ("month", "span")
            and not _AGAINST.search(text, max(0, m.start - 24), m.start)
        ]
        compared = [m for m in said if m.sense in ("change", "shift")]
        guiding = any(hint in text for hint in _HINTS) and _GUIDANCE.search(text) is not None
        if not named and not compared and not guiding and not self.forward:
            return
        against = compared or [m for m in named if m.back and self.almanac.is_over(m.back)]
        declares = _COMPARISONS.search(text) if against else None
        if declares is not None:
            # "We compare with 2019, since last year was none to compare with": what follows the verb counts
            past = [m for m in named if m.back and self.almanac.is_over(m.back)]
            verb = text.rfind("compar", declares.start(), declares.end())
            behind = [m for m in (*compared, *past) if m.start > verb >= 0]
            self.standard = min(behind, key=lambda m: m.start, default=against[-1])
            if _ALL.search(text):
                self.declared = self.standard
            named = [m for m in named if m not in against and m.back and not self.almanac.is_over(m.back)]
        opens = _TITLE.fullmatch(text.strip()) is not None or bool(pattern("opening").search(text))
        if not opens:
            first = said[0] if said else None
            if first is not None and first.sense == "period" and first.start < 40 and not looks_ahead(text):
                self.topic_of(first.back)
            if guiding and named and looks_ahead(text):
                self.near, self.since = named[-1].ahead, 0
            return
        if guiding and looks_ahead(text):
            self.forward = True
            self.period, self.topic = None, False
            if named:
                self.outlook, self.near = named[-1].ahead, None
        elif named and (looks_ahead(text) or self.almanac.lies_ahead(named[-1].back)):
            self.near, self.since = named[-1].ahead, 0
        elif named:
            self.period, self.topic, self.forward = named[-1].back, False, False
            if self.period is not None and self.period.at:
                self.period = None
        else:
            self.forward = False

    def default(self, text: str, *, forward: bool) -> Period | None:
        """The period of a figure whose sentence names none."""
        if forward:
            if self.near is not None and self.since <= _NEAR:
                return self.near
            if self.outlook is not None:
                return self.outlook
            if self.guided and (self.near is not None or _GUIDANCE.search(text)):
                return self.guided.most_common(1)[0][0]
            return None
        return self.period or self.almanac.now

    def topic_of(self, period: Period | None) -> None:
        """A sentence began with a date: it holds for the rest of the paragraph, unless it only looks back."""
        now = self.almanac.now
        if period is None or period.at or now is None or period.unit == "month" or period == CALL:
            return
        if period == now:
            self.period, self.topic = None, False
        elif period.unit == "span" or (period.year == now.year and period.unit in ("half", "year", "ytd")):
            self.period, self.topic, self.told = period, True, 0

    def reports(self) -> None:
        """A figure of the reported quarter was dated: an outlook is over."""
        self.forward = False

    def guides(self, period: Period) -> None:
        """A forward-looking figure was dated."""
        if period.at or self.almanac.is_over(period):
            return
        self.near, self.since = period, 0
        self.guided[period] += 1

    def compared(self, comparison: str | None) -> None:
        """A change was compared; the next few without a word of their own are compared alike."""
        self.last, self.age, self.alike = comparison, 0, self.block in self.short

    def comparison(self, *, level: bool = False) -> Mention | str | None:
        """What an unqualified change, or a ``level`` one comes "from", is compared with."""
        if self.standard or self.declared:
            return self.standard or self.declared
        if level:
            return self.last if self.age <= 2 * _FAR else None
        if self.alike and self.age <= _WITHIN:
            return self.last
        return self.last if self.age <= (_FAR if self.last == "yoy" else self.talking) else None
