"""The two sides of a stretch of text: what dates its quantities, and what they are compared with.

A date says when something is, or what it is held against; a level is stated, or is what another level is
held against ("from 12", "versus $3.3 billion in Q4").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker.letters import lowered
from checker.model import Measure, Quantity
from checker.period import Period
from checker.resolve.almanac import Almanac
from checker.resolve.datewords import Mention
from checker.resolve.vocabulary import alternatives, pattern

COMPARED = (
    r"\bcompar(?:ed?|es|ing|able|ison)\s+(?:to|with|against)|\bversus|\bvs\.?|\bas\s+against|\bagainst"
    r"|\brelative\s+to|\bthan|\bsimilar\s+to|\bin\s+line\s+with|\bconsistent\s+with"
)
"""What leads to the other side of a comparison, whatever it is."""
_FILLER = (
    r"(?:(?:the|our|its|a|an|that|those|levels?|in|of|for|what|we|had|did|was|were|reported|saw|very|strong"
    r"|record|full|just|as|at|during|you|it|end|close|balance|only|comparable|corresponding|equivalent|they|there)\s+){0,7}$"
)
_AGAINST = re.compile(rf"(?:{COMPARED}|\bexceed\w*|\bsurpass\w*|\boutpac\w+)\s+{_FILLER}")
_AGAINST_PAST = re.compile(rf"\b(?:from|over|on|above|below|off|since|ahead\s+of|to)\s+{_FILLER}")
_COMPARAND = re.compile(rf"(?:{COMPARED}|\bfrom|\babove|\bbelow)\s")
_AND = re.compile(r"(?:(?:^|[\s,])(?:and|or)\s+|,\s*)(?:(?!to\b)[\w'’-]+\s+){0,3}$")
_OR = re.compile(r"\W*or\s*(?:about\s*)?")
_DETERMINED = re.compile(r"\s*(?:the|our|its|last|what|prior|that)\b")
_TO = re.compile(r"\s*(?:[\w'’-]+\s+)?to\s")
_OPENING = re.compile(r"\b(?:beginning|start|outset)\s+of\s+(?:the\s+|this\s+)?$")
_LASTING = re.compile(r"\b(?:over|on|to)\s+the\s+$")
_SINCE = re.compile(r"\W*since\s[^,]{0,80}")
_HELD = re.compile(r"\s*(?:higher|lower|greater|less|better|worse|above|below|more)\s+than\s+")
_TRAILING = re.compile(r"trailing|rolling|ttm|ltm")  # these never lead to what is compared with
_WEAK = re.compile(r"\bto\s+(?:\w+\s+)*$")
_DOWN_FROM = re.compile(
    r"\b(?:up|down|(?:in|de)creas\w+|higher|lower)\b[^,;]{0,40}\bfrom\s+(?:the\s+|our\s+)?$"
)
_ON = re.compile(r"\bon\s+$")
_WORDS = re.compile(r"[\w$%'’-]+")
_SHIFTED = re.compile(
    r"\b(?:timing\s+shifts?|shift(?:s|ed)?|slipp\w+|push(?:ed|es)?(?:\s+out)?|pull(?:ed|s)?[\s-](?:forward|in))\b"
    r"[^.;,\d]{0,50}\b(?:from|in|into|to|out\s+of)\s+$"
)
_EVENT = re.compile(
    r"\s+(?:product\s+|earnings\s+|conference\s+|investor\s+)?(?:launch|announcement|calls?|conference|meeting|event"
    r"|day|acquisition|transaction|offering|refinancing|amendment|price\s+increases?|release)\b"
)
_SOON = 30  # characters from a number to a date that is surely its own
DURATIONS = frozenset(("day", "week", "month", "quarter", "year", "hour", "minute"))
"""Units of time: a number of them is mostly no figure that a period owns."""


@cache
def _named() -> re.Pattern[str]:
    titled = r"(?P<titled>(?:(?-i:[A-Z])[\w-]+\s+){1,3}(?=(?-i:[A-Z])))"
    return re.compile(
        rf"(?i)\s+(?:{titled}|(?:(?:{alternatives('naming')})\s+){{0,3}})(?:{alternatives('named')})\b"
    )


# When something was told is not when it happens: "the outlook we gave in May", "as I said last quarter".
_TELLING = re.compile(
    r"\b(?:provided|gave|given|shared|communicated|discussed|mentioned|outlined|laid\s+out|noted|told|said"
    r"|talked\s+about|spoke\s+(?:of|about)|previewed|highlighted|described|indicated)\s+(?:(?:to\s+)?(?:you|investors)\s+)?"
    r"(?:(?:back\s+)?(?:in|on|at|during)\s+)?(?:the\s+(?:beginning|start|outset)\s+of\s+)?"
    r"(?:(?:the|our|early|late|mid)[\s-]+){0,2}$"
)


def count(text: str) -> int:
    """The number of words in ``text``."""
    return len(_WORDS.findall(text))


class Slot:
    """What is known of one quantity while its sentence is read.

    ``before`` is the text since the quantity before it, ``after`` the text up to the next one.
    ``comparand`` marks a level that another is compared with; ``own`` is the date that stands by it. A
    ``shared`` comparison is one that stands by another change, or further off.
    """

    __slots__ = (
        "after", "before", "comparand", "comparison", "end", "forward",
        "inferred", "measure", "own", "period", "quantity", "shared", "start",
    )  # fmt: skip

    def __init__(self, quantity: Quantity, measure: Measure, offset: int) -> None:
        self.quantity = quantity
        self.measure = measure
        self.start = quantity.start - offset
        self.end = quantity.end - offset
        self.before = self.after = ""
        self.comparand = self.forward = self.inferred = self.shared = False
        self.own: Mention | None = None
        self.period: Period | None = None
        self.comparison: str | None = None

    @property
    def lasts(self) -> bool:
        """Whether it is a length of time."""
        return self.quantity.unit in DURATIONS


class Sides:
    """The slots of one stretch of text and its dates, each date put on one side or the other.

    ``written`` is the stretch as it stands, ``text`` the same in small letters, in which all but names is
    looked for. ``plain`` are the mentions that date, ``against`` those that are compared with.
    """

    def __init__(
        self, written: str, said: Sequence[Mention], slots: Sequence[Slot], almanac: Almanac
    ) -> None:
        self.written = written
        self.text = text = lowered(written)
        self.slots = slots
        self.almanac = almanac
        self.against: list[Mention] = []
        self.plain: list[Mention] = []
        self.changes = any(slot.measure == "change" for slot in slots)
        self._dated = any(mention.sense in ("change", "shift") for mention in said)
        for n, slot in enumerate(slots):
            left = slots[n - 1].end if n else 0
            right = slots[n + 1].start if n + 1 < len(slots) else len(text)
            slot.before, slot.after = text[left : slot.start], text[slot.end : right]
        for mention in said:
            self._sort(mention)
        for n, slot in enumerate(slots):
            slot.comparand = slot.measure != "change" and self._is_comparand(n)

    def _sort(self, mention: Mention) -> None:
        """Put a date with those that are compared with, or with those that date."""
        trailing = mention.back is not None and mention.back.unit == "ltm"
        trailing = trailing and _TRAILING.match(self.text, mention.start) is None
        if trailing and self._dated:  # "$100 million over the last 12 months, growing 80% year over year"
            self.plain.append(mention)
            return
        if not trailing and any(slot.start < mention.end and mention.start < slot.end for slot in self.slots):
            return
        if self._names(mention) or self._is_elsewhere(mention):
            return
        opening = _OPENING.search(self.text[max(0, mention.start - 30) : mention.start])
        if mention.sense in ("change", "since") or trailing or opening:
            if self.changes or mention.sense == "change":
                self.against.append(mention)
            opens = mention.sense == "since" and _SINCE.fullmatch(self.text, 0, mention.start) is not None
            if mention.sense != "change" and (opens or not self.changes):
                self.plain.append(mention)
            return
        left = max((slot.end for slot in self.slots if slot.end <= mention.start), default=0)
        before = self.text[max(left, mention.start - 80) : mention.start]
        compared = mention.sense != "now" and (
            bool(_AGAINST.search(before))
            or (bool(_AGAINST_PAST.search(before)) and self._is_past(mention, before))
        )
        (self.against if compared else self.plain).append(mention)

    def _is_elsewhere(self, mention: Mention) -> bool:
        """Whether a date is that of a statement, an event or a shift, and of no figure."""
        before = self.text[max(0, mention.start - 60) : mention.start]
        if _TELLING.search(before) or _SHIFTED.search(before):
            return True
        dated = mention.sense == "period" and mention.back is not None
        dated = dated and mention.back.unit not in ("year", "ytd")  # type: ignore[union-attr]
        return dated and _EVENT.match(self.text, mention.end) is not None

    def _names(self, mention: Mention) -> bool:
        """Whether a year is part of a name: "the 2028 notes", "our Fiscal 2025 Restructuring Plan"."""
        named = _named().match(self.written, mention.end)
        if named is None:
            return False
        year = mention.sense == "period" and mention.back is not None and mention.back.unit == "year"
        return mention.bare or (year and named["titled"] is not None)

    def _is_past(self, mention: Mention, before: str) -> bool:
        """Whether "from", "over" or "on" before a date leads to a comparison: the date is over."""
        if mention.sense == "shift":
            said = self.text[mention.start : mention.start + 4]
            return not (said == "last" and _LASTING.search(before))
        period = mention.back
        if period is None or (period.unit == "month" and _ON.search(before)) or _WEAK.search(before):
            return False
        if period == self.almanac.now and _DOWN_FROM.search(
            self.text, max(0, mention.start - 80), mention.start
        ):
            return True
        return self.almanac.now is None or self.almanac.is_over(period) or self.almanac.began(period)

    def _is_comparand(self, n: int) -> bool:
        """Whether a level is what another is compared with: "from 12", "versus $3.3 billion in Q4"."""
        slot, found = self.slots[n], None
        for found in _COMPARAND.finditer(slot.before):  # noqa: B007 - the last one
            pass
        if found is None:
            return self._joins_comparand(n)
        filler = slot.before[found.end() :]
        if "," in filler or ";" in filler or pattern("predicate").search(filler) or count(filler) > 9:
            return False
        word = found.group().strip()
        if word == "than":
            held = n > 0 and self.slots[n - 1].measure == "change" and _HELD.fullmatch(slot.before)
            return bool(held or _DETERMINED.match(filler))
        if word in ("above", "below"):
            return bool(_DETERMINED.match(filler)) and self._is_dated_past(slot)
        if word == "from":
            return self._moved_from(n, filler, slot.start - len(slot.before) + found.start())
        return True

    def _is_dated_past(self, slot: Slot) -> bool:
        """Whether a date that is over stands right behind: "below the 17% in the quarter before"."""
        for mention in (*self.plain, *self.against):
            if (
                slot.end <= mention.start <= slot.end + _SOON
                and "," not in self.text[slot.end : mention.start]
            ):
                return mention.sense == "shift" or (
                    mention.back is not None and self.almanac.is_over(mention.back)
                )
        return False

    def _joins_comparand(self, n: int) -> bool:
        """ "… and $3.2 billion a year ago", "… or $0.88 per share", after a comparand."""
        slot, previous = self.slots[n], self.slots[n - 1] if n else None
        if previous is None or not previous.comparand:
            return False
        if _OR.fullmatch(slot.before):
            return True
        dated = any(slot.end <= m.start <= slot.end + len(slot.after) for m in (*self.plain, *self.against))
        return dated and previous.quantity.unit == slot.quantity.unit and bool(_AND.search(slot.before))

    def _moved_from(self, n: int, filler: str, place: int) -> bool:
        following = self.slots[n + 1] if n + 1 < len(self.slots) else None
        if following is None or not _TO.match(following.before) or count(filler) > 3:
            unit = self.slots[n].quantity.unit
            levels = [slot for slot in self.slots[:n] if slot.measure != "change"]
            if levels and all(slot.quantity.unit != unit for slot in levels):
                return False
        if pattern("moved").search(self.text, max(0, place - 160), place):
            return True
        return not filler.strip() and self._is_dated_past(self.slots[n])
