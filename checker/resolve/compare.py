"""What a change is compared with: the date beside it, that of the change beside it, or the one carried."""

from __future__ import annotations

import re

from checker.period import CALL, Period, canonical
from checker.resolve.attach import BREAK, CONTINUED, JOINT, REACH, Attached
from checker.resolve.datewords import Mention
from checker.resolve.sides import COMPARED, Slot, count
from checker.resolve.vocabulary import pattern

# What is held against something else than a period: "74% higher than rival products".
_ELSE = re.compile(r"\bcompar(?:ed|es|ing)\s+(?:to|with)\b|\bthan\b|\bversus\b|\bvs\b|\brelative\s+to\b")
_COMPARED_JUST = re.compile(rf"{COMPARED}")
_GROWTH = re.compile(r"(?<!economic )\bgrow(?:th|ing)?\b")
_ANOTHER = re.compile(r"[;]|\b(?:and|while|but|with)\b")
_OWN_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:improvement|decline|increase|decrease|growth|acceleration|deceleration|reduction|gain|change)s?\b"
)
_ARTICLE = re.compile(
    r"\b(?:an?|the|another|some|any|saw|seen|seeing|showed|marked|marking|experienced)\s+(?:\w+\s+)?$"
)
_OPENS = re.compile(
    r"\W*(?:(?:and|but|now|so|again)\W+)?(?:on|compared\s+(?:to|with)|versus|relative\s+to)?\s*(?:an?|the)?\s*"
)
_AT_ONCE = 12  # characters between a change and what follows it directly
_BESIDE = 90  # characters between two changes that may share a comparison


class Compared(Attached):
    """The comparison of each change, as the guide writes it."""

    def comparison(self, mention: Mention, head: Period | None) -> str | None:
        """How the guide writes that a change in ``head`` is against what ``mention`` says."""
        if mention.sense in ("shift", "change"):
            if mention.quarters or mention.years == -1:
                return "qoq" if mention.quarters else "yoy"
            return None if head is None else str(head.years(mention.years).flow())
        target = mention.back
        if target is not None and self.almanac.began(target):
            target = target.years(-1)  # "loans grew 1% from the end of the year"
        if target is None or target == head:
            return None
        if target.unit == "ltm":
            return "yoy"
        if mention.sense == "since" or head is None or head == CALL:
            return str(target.flow())
        if mention.bare:
            target = same_part(head, target)
        if canonical(target).flow() == canonical(head.years(-1)).flow():
            return "yoy"
        before = head.closing().quarter_before() if head.at or target.at else head.quarter_before()
        if before is not None and target.unit != "year" and canonical(target).flow() == before.flow():
            return "qoq"
        return str(target.flow())

    def shared_comparison(self, n: int) -> str | None:
        """A change without a comparison of its own takes that of the change beside it, or the one carried."""
        slot, slots = self.slots[n], self.slots
        behind = pattern("behind").search(slot.after, 0, _AT_ONCE + 40)
        if behind is not None and "," not in slot.after[: behind.start()] and behind.start() < _AT_ONCE:
            return None  # "3% above our forecast"
        opening = self.governing()
        if opening is not None:
            return self.comparison(opening, slot.period)
        after = next((k for k in range(n + 1, len(slots)) if slots[k].measure == "change"), None)
        if after is not None and slots[after].comparison is not None:
            between = self.text[slot.end : slots[after].start]
            mention = self.nearest(after)
            if (
                len(between) < _BESIDE
                and not BREAK.search(between)
                and not JOINT.search(between)
                and mention
                and mention.start > slots[after].start
            ):
                return slots[after].comparison
        before = next(
            (s for s in reversed(slots[:n]) if s.measure == "change" and s.comparison is not None), None
        )
        if before is not None:
            same = before.period is None or slot.period == before.period
            if same or _COMPARED_JUST.search(slot.before):
                return before.comparison
        comparand = next((s for s in slots[n + 1 :] if s.comparand), None)
        if comparand is not None and comparand.own is not None:
            return self.comparison(comparand.own, slot.period)
        if comparand is None and _ELSE.search(slot.after[:80]):
            return None
        later = [
            m
            for m in self.against
            if m.start >= slot.end
            and not self._stands_alone(m)
            and not JOINT.search(self.text, slot.end, m.start)
        ]
        said = {self.comparison(m, slot.period) for m in later}
        if len(said) == 1:
            return said.pop()
        if slot.forward:
            return "yoy" if self._grows_by_the_year(slot) else None
        return self.carried(slot.period)

    def _grows_by_the_year(self, slot: Slot) -> bool:
        """ "We expect growth of 6% for the full year": growth forecast for a year or half is over a year."""
        if slot.period is None or slot.period.at or slot.period.unit not in ("year", "half"):
            return False
        near = slot.before[-40:] + " # " + slot.after[:24]
        return slot.quantity.unit == "percent" and _GROWTH.search(near) is not None

    def carried(self, head: Period | None, *, level: bool = False) -> str | None:
        carried = self.thread.comparison(level=level)
        return self.comparison(carried, head) if isinstance(carried, Mention) else carried

    def nearest(self, n: int) -> Mention | None:
        """The comparison closest to a change, in its own clause."""
        slot, best, cost = self.slots[n], None, 99
        left = slot.start - len(slot.before)
        for mention in self.against:
            if not slot.start - REACH <= mention.start <= slot.end + REACH:
                continue
            if slot.end <= mention.start <= slot.end + len(slot.after):
                gap = self.text[slot.end : mention.start]
                if pattern("aside").search(gap) or self._stands_alone(mention):
                    continue
                price = count(gap) + (6 if _ANOTHER.search(gap) else 0)
            elif left <= mention.start < slot.start:
                gap = self.text[mention.end : slot.start]
                between = self.text[left : mention.start]
                taken = n and self.slots[n - 1].measure == "change" and count(between) < 5
                if taken and not _ANOTHER.search(between):
                    continue
                if _OWN_NOUN.match(self.text, mention.end, slot.start) and CONTINUED.search(gap):
                    continue
                price = count(gap) + (3 if "," in gap else 0)
                price = price if n else min(price, 8)
            else:
                continue
            if price < cost:
                best, cost = mention, price
        return best

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a comparison is said of a movement without a number: "marking a sequential decline"."""
        if mention.sense != "change" or not _OWN_NOUN.match(self.text, mention.end):
            return False
        return bool(_ARTICLE.search(self.text[max(0, mention.start - 24) : mention.start]))

    def governing(self) -> Mention | None:
        """The comparison with which the sentence opens: "On a linked-quarter basis, …"."""
        first = self.against[0] if self.against else None
        if first is None or not self.slots or first.end > self.slots[0].start:
            return None
        return first if _OPENS.fullmatch(self.text, 0, first.start) else None


def same_part(head: Period, year: Period) -> Period:
    """A bare year beside a quarter, half or nine months means the same part of that year."""
    if head.unit in ("quarter", "half") or (head.unit == "ytd" and head.number):
        return head.years(year.year - head.year)
    return year
