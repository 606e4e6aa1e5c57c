"""Which date stands by which quantity: the dates and quantities of one stretch of text, brought together.

What the words between them say is read here; what follows for the period of a quantity is decided in
``checker.resolve.period``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.resolve.almanac import Almanac
from checker.resolve.datewords import Mention
from checker.resolve.sides import COMPARED, Sides, Slot, count
from checker.resolve.thread import Thread, looks_ahead
from checker.resolve.vocabulary import pattern

AGAINST = re.compile(rf"{COMPARED}")
_NEXT_CLAUSE = re.compile(
    r"(?:[;]|\b(?:and|but|while|whereas|then)\b)[\s,]*"
    r"(?:(?:in|for|during|at|as\s+of|by|over|on)\s+)?(?:the\s+|our\s+)?$"
)
JOINT = re.compile(r";|,\s*(?:and|but|while|with)\b|\b(?:while|but|whereas)\b")
"""Where one statement ends and another begins, inside a sentence."""
BREAK = re.compile(r"[;]|,\s*(?:and|but|while|whereas)\b|\b(?:but|while|whereas|although)\b|\s--\s|\.\s|\?\s")
"""The same, where the second statement has a verb of its own."""
CONTINUED = re.compile(r"\b(?:and|but|while|which|with)\b")
_EXPECTED = re.compile(
    r"\W*(?:[\w'’-]+\s+){0,4}(?:is|are|was|were)\s+(?:expected|anticipated|projected|forecast|estimated)\b"
)
_SUBJECT = re.compile(r"^\W*(?:it|we|they|our|there|you|he|she|i)\b")
_GENERIC = re.compile(r"(?:fiscal\s+)?(?:year|quarter)")
_SHORT = re.compile(r"\bshort\s+of\b|\b(?:bring|tak)(?:s|ing)\b|\b(?:brought|took)\b")
_STOP = re.compile(r"[a-z\d%][.?!]\s+[A-Z]")  # a sentence ends where a splitter saw none
_CLOSE = 3  # words from a date to a number that is surely its own
REACH = 400  # characters on either side of a quantity in which its date is looked for


class Attached(Sides):
    """The slots of one stretch of text, each with the date that stands by it."""

    def __init__(
        self, written: str, said: Sequence[Mention], slots: Sequence[Slot], almanac: Almanac, thread: Thread
    ) -> None:
        super().__init__(written, said, slots, almanac)
        self.thread = thread
        for slot in slots:
            slot.forward = not slot.comparand and self._looks_ahead(slot)
        claimed: set[int] = set()
        for n, slot in enumerate(slots):
            slot.own = self._beside(n, claimed)
        self._pair_in_order()

    def _looks_ahead(self, slot: Slot) -> bool:
        clause = 0
        for cut in BREAK.finditer(self.text, max(0, slot.start - REACH), slot.start):
            clause = cut.end()
        window = self.text[max(clause, slot.start - REACH) : slot.end]
        if looks_ahead(window) or _EXPECTED.match(slot.after[:80]):
            return True
        if pattern("past").search(window):
            return False
        if self.thread.forward:
            return True
        return clause > 0 and count(window) < 30 and looks_ahead(self.text[max(0, clause - REACH) : clause])

    # -- the date beside a quantity ----------------------------------------------------------------

    def _beside(self, n: int, claimed: set[int]) -> Mention | None:
        """The date of the quantity: the one behind it, or else the one before it."""
        after = self._after(n, claimed)
        if after is None or (after.back is not None and after.back.at):
            before = self._before(n, claimed)
            to_date = before is not None and before.back is not None and before.back.unit == "ytd"
            if after is None or to_date:  # "year-to-date purchases came to $3 million as of May 5"
                return before
        return after

    def _after(self, n: int, claimed: set[int]) -> Mention | None:
        """The date that follows the quantity closely enough to be its own."""
        slot = self.slots[n]
        end = next((s.start for s in self.slots[n + 1 :] if not s.lasts), len(self.text))
        for mention in self.plain:
            if not slot.end <= mention.start < max(end, slot.end + 1):
                continue
            gap = self.text[slot.end : mention.start]
            if _STOP.search(self.written, slot.end - 1, mention.start + 1):
                return None
            words = count(gap)
            if words > (6 if "," in gap else 14) or pattern("aside").search(gap):
                return None
            if AGAINST.search(gap) or _SHORT.search(gap):
                return None
            if len(self.plain) > 1 and CONTINUED.search(gap):
                return None
            if n + 1 < len(self.slots):
                following = self.text[mention.end : self.slots[n + 1].start]
                if _NEXT_CLAUSE.search(gap) or ("," in gap and _SUBJECT.match(following)):
                    return None
            if mention.sense == "now" and (
                words > (4 if "," in gap else 8) or slot.forward or slot.measure == "change"
            ):
                continue
            claimed.add(mention.start)
            return mention
        if slot.comparand:  # "compared to 12.8% quarter on quarter"
            for mention in self.against:
                if not slot.end <= mention.start <= slot.end + 40:
                    continue
                gap = self.text[slot.end : mention.start]
                if count(gap) <= (1 if mention.sense == "change" else 4) and "," not in gap:
                    return mention
        return None

    def _before(self, n: int, claimed: set[int]) -> Mention | None:
        """The date last said before the quantity and after the one before it."""
        slot = self.slots[n]
        left = max(slot.start - REACH, 0, *(s.end for s in self.slots[:n] if not s.lasts))
        known = self.plain
        if slot.comparand:
            dates = [
                m for m in self.against if left <= m.start < slot.start and m.sense in ("period", "shift")
            ]
            dates = [m for m in dates if m not in self.plain]
            known = sorted((*self.plain, *dates), key=lambda m: m.start)
        for mention in reversed(known):
            if not left <= mention.start < slot.start or mention.start in claimed:
                continue
            if mention.sense == "now" and not self._is_now(mention, slot):
                continue
            if self._is_aside(mention, left, n):
                continue
            if mention.sense == "now" and self.text.startswith("since", mention.start):
                dated = [m for m in self.plain if left <= m.start < mention.start and m.back and m.back.at]
                if dated:  # "as of the end of March, claims since the launch are 900"
                    return dated[-1]
            if _GENERIC.fullmatch(self.text, mention.start, mention.end):
                named = [m for m in self.plain if left <= m.start < mention.start and m.start not in claimed]
                if (
                    named
                    and named[-1].sense != "now"
                    and not JOINT.search(self.text, named[-1].end, mention.start)
                ):
                    return named[-1]
            return mention
        return None

    def _is_now(self, mention: Mention, slot: Slot) -> bool:
        words = count(self.text[mention.end : slot.start])
        return (
            not (slot.forward or slot.lasts)
            and slot.measure != "change"
            and words <= (3 if slot.comparand else 16)
        )

    def _is_aside(self, mention: Mention, left: int, n: int) -> bool:
        """Whether a date before the quantity belongs to a cause or circumstance, and there is another one."""
        aside = None
        for aside in pattern("aside").finditer(self.text, left, mention.start):  # noqa: B007 - the last one
            pass
        if aside is None or "," in self.text[aside.end() : mention.start]:
            return False
        if count(self.text[mention.end : self.slots[n].start]) <= _CLOSE:
            return False
        return n > 0 or any(m.start < aside.start() for m in self.plain)

    def _pair_in_order(self) -> None:
        """ "5% and 7% in the second and third quarter, respectively": dates and figures in one order."""
        at = self.text.find("respectively")
        if at < 0:
            return
        dates = [m for m in self.plain if m.start < at and m.sense in ("period", "shift")]
        slots = [slot for slot in self.slots if dates and slot.end <= dates[0].start][-len(dates) :]
        if len(slots) == len(dates) > 1:
            for slot, date in zip(slots, dates, strict=True):
                slot.own, slot.comparand = date, False
