"""Which date stands by which quantity: the dates and quantities of one stretch of text, brought together.

What the words between them say is read here; what follows for the period of a quantity is decided in
``checker.resolve.period``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker.model import Measure, Quantity
from checker.period import Period
from checker.resolve.almanac import Almanac
from checker.resolve.datewords import Mention
from checker.resolve.thread import Thread, looks_ahead
from checker.resolve.vocabulary import alternatives, lowered, pattern

DURATIONS = frozenset(("day", "week", "month", "quarter", "year", "hour", "minute"))
"""Units of time: a number of them is mostly no figure that a period owns."""

COMPARED = (
    r"\bcompar(?:ed?|es|ing|able|ison)\s+(?:to|with|against)|\bversus|\bvs\.?|\bas\s+against|\bagainst"
    r"|\brelative\s+to|\bthan|\bsimilar\s+to|\bin\s+line\s+with|\bconsistent\s+with"
)
"""What leads to the other side of a comparison, whatever it is."""

_FILLER = (
    r"(?:(?:the|our|its|a|an|that|those|levels?|in|of|for|what|we|had|did|was|were|reported|saw|very|strong"
    r"|record|full|just|as|at|during|you|it|end|close|balance|only|comparable|corresponding|equivalent|they|there)\s+){0,7}$"
)
AGAINST = re.compile(rf"{COMPARED}")
_AGAINST = re.compile(rf"(?:{COMPARED}|\bexceed\w*|\bsurpass\w*|\boutpac\w+)\s+{_FILLER}")
_AGAINST_PAST = re.compile(rf"\b(?:from|over|on|above|below|off|ahead\s+of|to)\s+{_FILLER}")
_COMPARAND = re.compile(rf"(?:{COMPARED}|\bfrom|\babove|\bbelow)\s")
_NEXT_CLAUSE = re.compile(
    r"(?:[;]|\b(?:and|but|while|whereas|then)\b)[\s,]*"
    r"(?:(?:in|for|during|at|as\s+of|by|over|on)\s+)?(?:the\s+|our\s+)?$"
)
JOINT = re.compile(r";|,\s*(?:and|but|while|with)\b|\b(?:while|but|whereas)\b")
"""Where one statement ends and another begins, inside a sentence."""

BREAK = re.compile(r"[;]|,\s*(?:and|but|while|whereas)\b|\b(?:but|while|whereas|although)\b|\s--\s|\.\s|\?\s")
"""The same, where the second statement has a verb of its own."""

_AND = re.compile(r"(?:(?:^|[\s,])(?:and|or)\s+|,\s*)(?:(?!to\b)[\w'’-]+\s+){0,3}$")
_OR = re.compile(r"\W*or\s*(?:about\s*)?")
_ANOTHER = re.compile(r"[;]|\b(?:and|while|but|with)\b")
_CONTINUED = re.compile(r"\b(?:and|but|while|which|with)\b")
_DETERMINED = re.compile(r"\s*(?:the|our|its|last|what|prior|that)\b")
_TO = re.compile(r"\s*(?:[\w'’-]+\s+)?to\s")
_EXPECTED = re.compile(
    r"\W*(?:[\w'’-]+\s+){0,4}(?:is|are|was|were)\s+(?:expected|anticipated|projected|forecast|estimated)\b"
)
_SUBJECT = re.compile(r"^\W*(?:it|we|they|our|there|you|he|she|i)\b")
_GENERIC = re.compile(r"(?:fiscal\s+)?(?:year|quarter)")
_OPENING = re.compile(r"\b(?:beginning|start|outset)\s+of\s+(?:the\s+|this\s+)?$")
_LASTING = re.compile(r"\b(?:over|on|to)\s+the\s+$")
_SINCE = re.compile(r"\W*since\s[^,]{0,80}")
_SHORT = re.compile(r"\bshort\s+of\b|\b(?:bring|tak)(?:s|ing)\b|\b(?:brought|took)\b")
_HELD = re.compile(r"\s*(?:higher|lower|greater|less|better|worse|above|below|more)\s+than\s+")
_TRAILING = re.compile(r"trailing|rolling|ttm|ltm")  # these never lead to what is compared with
_WEAK = re.compile(r"\bto\s+(?:\w+\s+)*$")
_DOWN_FROM = re.compile(
    r"\b(?:up|down|(?:in|de)creas\w+|higher|lower)\b[^,;]{0,40}\bfrom\s+(?:the\s+|our\s+)?$"
)
_ON = re.compile(r"\bon\s+$")
_STOP = re.compile(r"[a-z\d%][.?!]\s+[A-Z]")  # a sentence ends where a splitter saw none
_WORDS = re.compile(r"[\w$%'’-]+")


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
_SHIFTED = re.compile(
    r"\b(?:timing\s+shifts?|shift(?:s|ed)?|slipp\w+|push(?:ed|es)?(?:\s+out)?|pull(?:ed|s)?[\s-](?:forward|in))\b"
    r"[^.;,\d]{0,50}\b(?:from|in|into|to|out\s+of)\s+$"
)
_EVENT = re.compile(
    r"\s+(?:product\s+|earnings\s+|conference\s+|investor\s+)?(?:launch|announcement|calls?|conference|meeting|event"
    r"|day|acquisition|transaction|offering|refinancing|amendment|price\s+increases?|release)\b"
)
_OWN_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:improvement|decline|increase|decrease|growth|acceleration|deceleration|reduction|gain|change)s?\b"
)
_ARTICLE = re.compile(
    r"\b(?:an?|the|another|some|any|saw|seen|seeing|showed|marked|marking|experienced)\s+(?:\w+\s+)?$"
)
_OPENS = re.compile(
    r"\W*(?:(?:and|but|now|so|again)\W+)?(?:on|compared\s+(?:to|with)|versus|relative\s+to)?\s*(?:an?|the)?\s*"
)
_SOON = 30  # characters from a number to a date that is surely its own
_CLOSE = 3  # words from a date to a number that is surely its own
_REACH = 400  # characters on either side of a quantity in which its date is looked for


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


class Attached:
    """The slots of one stretch of text, each with the date that stands by it.

    ``written`` is the stretch as it stands, ``text`` the same in small letters, in which all but names is
    looked for. ``plain`` are the mentions that date, ``against`` those that are compared with.
    """

    def __init__(
        self, written: str, said: Sequence[Mention], slots: Sequence[Slot], almanac: Almanac, thread: Thread
    ) -> None:
        self.written = written
        self.text = text = lowered(written)
        self.slots = slots
        self.almanac = almanac
        self.thread = thread
        self.against: list[Mention] = []
        self.plain: list[Mention] = []
        self.changes = any(slot.measure == "change" for slot in slots)
        for n, slot in enumerate(slots):
            left = slots[n - 1].end if n else 0
            right = slots[n + 1].start if n + 1 < len(slots) else len(text)
            slot.before, slot.after = text[left : slot.start], text[slot.end : right]
        for mention in said:
            self._sort(mention)
        for n, slot in enumerate(slots):
            slot.comparand = slot.measure != "change" and self._is_comparand(n)
            slot.forward = not slot.comparand and self._looks_ahead(slot)
        claimed: set[int] = set()
        for n, slot in enumerate(slots):
            slot.own = self._beside(n, claimed)
        self._pair_in_order()

    # -- what a date is for ----------------------------------------------------------------------

    def _sort(self, mention: Mention) -> None:
        """Put a date with those that are compared with, or with those that date."""
        trailing = mention.back is not None and mention.back.unit == "ltm"
        trailing = trailing and _TRAILING.match(self.text, mention.start) is None
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
        return self.almanac.now is None or self.almanac.is_over(period)

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

    def _looks_ahead(self, slot: Slot) -> bool:
        clause = 0
        for cut in BREAK.finditer(self.text, max(0, slot.start - _REACH), slot.start):
            clause = cut.end()
        window = self.text[max(clause, slot.start - _REACH) : slot.end]
        if looks_ahead(window) or _EXPECTED.match(slot.after[:80]):
            return True
        if pattern("past").search(window):
            return False
        if self.thread.forward:
            return True
        return clause > 0 and count(window) < 30 and looks_ahead(self.text[max(0, clause - _REACH) : clause])

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
            if len(self.plain) > 1 and _CONTINUED.search(gap):
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
        left = max(slot.start - _REACH, 0, *(s.end for s in self.slots[:n] if not s.lasts))
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

    # -- comparisons beside a change -----------------------------------------------------------------

    def nearest(self, n: int) -> Mention | None:
        """The comparison closest to a change, in its own clause."""
        slot, best, cost = self.slots[n], None, 99
        left = slot.start - len(slot.before)
        for mention in self.against:
            if not slot.start - _REACH <= mention.start <= slot.end + _REACH:
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
                if _OWN_NOUN.match(self.text, mention.end, slot.start) and _CONTINUED.search(gap):
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
