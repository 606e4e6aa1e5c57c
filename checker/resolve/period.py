"""Which period each quantity belongs to, and what a change is measured against.

A clause dates its own figures. A figure without a date takes that of the head of its sentence, then of
the sentence before or the heading above, and at last the quarter the document reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Document, Measure, Quantity, Struct
from checker.period import CALL, Period, canonical, fiscal_year
from checker.resolve.dates import Almanac, Mention, mentions
from checker.resolve.measure import Measured
from checker.resolve.passage import Passage
from checker.resolve.standing import stands
from checker.resolve.thread import Thread, looks_ahead


class Dated(Struct, frozen=True, kw_only=True):
    """The period of a quantity and, of a change, what it is compared with, as labels of the guide.

    ``comparison`` is "yoy", "qoq" or a label. ``inferred`` marks a period that the quantity's own
    sentence does not say.
    """

    period: str | None = None
    comparison: str | None = None
    inferred: bool = True


UNDATED = Dated()


def periods(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    measured: Sequence[Measured],
) -> tuple[Dated, ...]:
    """Period and comparison of each quantity, in the order of ``quantities``."""
    almanac = Almanac(document.profile)
    thread = Thread(document, almanac)
    found = [UNDATED] * len(quantities)
    stated: dict[tuple[object, ...], str] = {}
    for passage in passages:
        said = tuple(mentions(passage.text, almanac))
        thread.enter(passage, said)
        if not passage.quantities:
            thread.heading(passage.text, said)
            continue
        sentence = _Sentence(passage, said, quantities, measured, almanac, thread)
        for index, dated in zip(passage.quantities, sentence.dated(), strict=True):
            found[index] = dated
        _repeat(passage, found, quantities, stated)
        _correct(passage, said, found, quantities)
    return tuple(found)


# -- the words between a quantity and a date -----------------------------------------------------

_DURATIONS = frozenset(("day", "week", "month", "quarter", "year", "hour", "minute"))
_STRONG = r"\bcompar(?:ed?|es|ing|able|ison)\s+(?:to|with|against)|\bversus|\bvs\.?|\bas\s+against|\bagainst|\brelative\s+to|\bthan|\bsimilar\s+to|\bin\s+line\s+with|\bconsistent\s+with"
_FILLER = r"(?:(?:the|our|its|a|an|that|those|levels?|in|of|for|what|we|had|did|was|were|reported|saw|very|strong|record|full|just|as|at|during|you|it|end|close|balance|only)\s+){0,7}$"
_AGAINST = re.compile(rf"(?i)(?:{_STRONG})\s+{_FILLER}")
_AGAINST_PAST = re.compile(rf"(?i)\b(?:from|over|on|above|below|off|ahead\s+of|to)\s+{_FILLER}")
_COMPARAND = re.compile(rf"(?i)(?:{_STRONG}|\bfrom)\s")
_NOT_COMPARAND = re.compile(
    r"(?i)\b(?:was|were|is|are|be|been|will|to|and|increas\w+|decreas\w+|grew|rose|fell|declin\w+|by|guid\w+|expect\w*|forecast|outlook|consensus|range|target\w*|estimates?|plan|which|more|less|greater|fewer|other|rather)\b|[,;:]"
)
_PAST_COMPARAND = re.compile(r"(?i)\b(?:was|were)\b")
_MOVED = re.compile(
    r"(?i)\b(?:up|down|increas\w+|decreas\w+|grew|grow\w*|rose|ris\w+|fell|fall\w*|declin\w+|improv\w+|expand\w*|narrow\w*|reduc\w+|drop\w*|lower\w*|higher|climb\w*|jump\w*|contract\w+|mov\w+|went|gone|changed?|dropped|rais\w+|deteriorat\w+|better|worse|advanc\w+|ticked|widen\w*|dipped|slid|eased|came)\b"
)
_ASIDE = re.compile(
    r"(?i)\b(?:as(?!\s+(?:of|at|compared|against|well|an?)\b)|due\s+to|driven|because|although|despite|following|after|before|given|thanks\s+to|offset|primarily|mainly|largely|partly|partially|reflect\w*|related\s+to|relating\s+to|associated|resulting|in\s+advance\s+of|prior\s+to|(?:that|which|who)\s+(?:was|were|had|is|are|we)|effective)\b"
)
_NEXT_CLAUSE = re.compile(r"(?i)(?:[;]|\b(?:and|but|while|whereas|then)\b)[\s,]*(?:(?:in|for|during|at|as\s+of|by|over|on)\s+)?(?:the\s+|our\s+)?$")
_JOINT = re.compile(r"(?i);|,\s*(?:and|but|while|with)\b|\b(?:while|but|whereas)\b")
_AND = re.compile(r"(?i)(?:(?:^|[\s,])(?:and|or)\s+|,\s*)(?:(?!to\b)[\w'’-]+\s+){0,3}$")
_BREAK = re.compile(r"(?i)[;]|,\s*(?:and|but|while|whereas)\b|\b(?:but|while|whereas|although)\b|\s--\s|\.\s|\?\s")
_WORDS = re.compile(r"[\w$%'’-]+")
_NAMED = re.compile(r"(?i)\s+(?:(?:senior|convertible|unsecured|secured|share|stock|equity|long-term)\s+){0,3}(?:notes?|bonds?|plan|program(?:me)?|facility|convertibles?|maturit\w+|season|study|act|vintage|class|annual\s+meeting|form|incentive|term\s+loan)\b")
_PRESENT = re.compile(r"(?i)\b(?:is|are|has|have|'s|we['’]re|we['’]ve|it['’]s|they['’]re|you['’]re|there['’]s|operates?|serves?|boasts?|offers?|do|does|represents?|accounts?\s+for|employs?|owns?|holds?|covers?|includes?|ranges?|gives?|takes?|costs?|means?|contains?|features?|featuring)\b")
_PAST = re.compile(
    r"(?i)\b(?:was|were|had|did|grew|rose|fell|sold|won|saw|came|went|got|made|took|paid|spent|drove|led|ran|held|kept|became|began|brought|bought|built|drew|gave|lost|met|put|set|shrank|stood|beat|hit|[a-z]{2,}ed)\b"
)
_USUAL = re.compile(r"(?i)\b(?:generally|typically|usually|normally|on\s+average,?\s+(?:we|our)|always|historically|for\s+(?:example|instance)|let['’]s\s+say|if|could|would|may|might|every|each)\b")
_REPORTED = re.compile(
    r"(?i)\b(?:margins?|revenues?|sales|ebitda|earnings|eps|income|profit|loss|tax\s+rate|expenses?|costs?|opex|capex|cash|ratio|volumes?|bookings?|orders|growth|return\s+on|roe|nim|yield)\b"
)
_EXPECTED = re.compile(r"(?i)\W*(?:[\w'’-]+\s+){0,4}(?:is|are|was|were)\s+(?:expected|anticipated|projected|forecast|estimated)\b")
_SUBJECT = re.compile(r"(?i)^\W*(?:it|we|they|our|there|you|he|she|i)\b")
_GENERIC = re.compile(r"(?i)(?:fiscal\s+)?(?:year|quarter)")
_RECENT = re.compile(r"(?i)\brecent(?:ly)?\b|\blately\b")
_OPENING = re.compile(r"(?i)\b(?:beginning|start|outset)\s+of\s+(?:the\s+|this\s+)?$")
_FIRST = 40  # characters into a sentence within which a date is its topic


class _Slot:
    """What is known of one quantity while its sentence is read."""

    __slots__ = ("after", "before", "comparand", "comparison", "end", "forward", "inferred", "measure", "own", "period", "quantity", "start")

    def __init__(self, quantity: Quantity, measure: Measure, offset: int) -> None:
        self.quantity = quantity
        self.measure = measure
        self.start = quantity.start - offset
        self.end = quantity.end - offset
        self.before = self.after = ""
        self.comparand = self.forward = False
        self.own: Mention | None = None
        self.period: Period | None = None
        self.comparison: str | None = None
        self.inferred = False


class _Sentence:
    """The quantities and dates of one sentence, brought together."""

    def __init__(
        self,
        passage: Passage,
        said: Sequence[Mention],
        quantities: Sequence[Quantity],
        measured: Sequence[Measured],
        almanac: Almanac,
        thread: Thread,
    ) -> None:
        self.text = passage.text
        self.almanac = almanac
        self.thread = thread
        self.slots = [_Slot(quantities[i], measured[i].measure, passage.start) for i in passage.quantities]
        self.against: list[Mention] = []
        self.plain: list[Mention] = []
        for n, slot in enumerate(self.slots):
            left = self.slots[n - 1].end if n else 0
            right = self.slots[n + 1].start if n + 1 < len(self.slots) else len(self.text)
            slot.before, slot.after = self.text[left : slot.start], self.text[slot.end : right]
        for mention in said:
            self._sort(mention)
        for n, slot in enumerate(self.slots):
            slot.comparand = slot.measure != "change" and self._is_comparand(n)
            slot.forward = not slot.comparand and self._looks_ahead(slot)

    def _sort(self, mention: Mention) -> None:
        """Put a date with those that are compared with, or with those that date."""
        trailing = mention.back is not None and mention.back.unit == "ltm"
        if not trailing and any(slot.start < mention.end and mention.start < slot.end for slot in self.slots):
            return
        if mention.bare and _NAMED.match(self.text, mention.end):
            return
        changes = any(slot.measure == "change" for slot in self.slots)
        opening = _OPENING.search(self.text[max(0, mention.start - 30) : mention.start])
        if mention.sense in ("change", "since") or trailing or opening:
            if changes or mention.sense == "change":
                self.against.append(mention)
            if mention.sense != "change" and not changes:
                self.plain.append(mention)
            return
        left = max((slot.end for slot in self.slots if slot.end <= mention.start), default=0)
        before = self.text[max(left, mention.start - 80) : mention.start]
        compared = mention.sense != "now" and (
            bool(_AGAINST.search(before)) or (bool(_AGAINST_PAST.search(before)) and self._is_past(mention, before))
        )
        (self.against if compared else self.plain).append(mention)

    def _is_past(self, mention: Mention, before: str) -> bool:
        if mention.sense == "shift":
            return not re.search(r"(?i)\b(?:over|on|to)\s+the\s+$", before) or self.text[mention.start : mention.start + 4].lower() != "last"
        now, period = self.almanac.now, mention.back
        if now is None or period is None or (period.unit == "month" and re.search(r"(?i)\bon\s+$", before)):
            return False
        end, here = self.almanac.calendar.end(period), self.almanac.calendar.end(now)
        weak = bool(re.search(r"(?i)\bto\s+(?:\w+\s+)*$", before))
        return end is not None and here is not None and end < here and not weak

    def _is_comparand(self, n: int) -> bool:
        """Whether a level is what another is compared with: "from 12", "versus $3.3 billion in Q4"."""
        slot = self.slots[n]
        before = slot.before
        found = None
        for found in _COMPARAND.finditer(before):  # noqa: B007 - the last one
            pass
        if found is None:
            previous = self.slots[n - 1] if n else None
            if previous is None or not previous.comparand:
                return False
            joined = previous.quantity.unit == slot.quantity.unit and _AND.search(before) and self._dates_after(n)
            return bool(joined) or bool(re.fullmatch(r"(?i)\W*or\s*(?:about\s*)?", before))
        filler = before[found.end() :]
        if _NOT_COMPARAND.search(filler) or len(_WORDS.findall(filler)) > 9:
            return False
        word = found.group().strip().lower()
        if word == "than":
            return bool(re.match(r"(?i)\s*(?:the|our|its|last|what|prior|that)\b", filler))
        if word == "from":
            head = self.text[: slot.start - len(before) + found.start()]
            if n + 1 < len(self.slots) and re.match(r"(?i)\s*(?:%s\s+)?to\s" % r"[\w'’-]+", self.slots[n + 1].before) and len(filler.split()) < 4:
                return bool(_MOVED.search(head[-160:]))
            same = [s for s in self.slots[:n] if s.measure != "change"]
            if same and not any(s.quantity.unit == slot.quantity.unit for s in same):
                return False
            return bool(_MOVED.search(head[-160:]))
        return True

    def _dates_after(self, n: int) -> bool:
        slot = self.slots[n]
        return any(slot.end <= m.start <= slot.end + len(slot.after) for m in (*self.plain, *self.against))

    def _looks_ahead(self, slot: _Slot) -> bool:
        clause = 0
        for cut in _BREAK.finditer(self.text, 0, slot.start):
            clause = cut.end()
        window = self.text[clause : slot.end]
        if looks_ahead(window) or _EXPECTED.match(slot.after):
            return True
        if self.thread.forward and not _PAST.search(window):
            return True
        return clause > 0 and not _PAST.search(window) and looks_ahead(self.text[:clause]) and len(_WORDS.findall(window)) < 30

    # -- dates ---------------------------------------------------------------------------------

    def dated(self) -> list[Dated]:
        """One answer a quantity, in reading order."""
        claimed: set[int] = set()
        for n, slot in enumerate(self.slots):
            slot.own = self._after(n, claimed) or self._before(n, claimed)
        self._respectively()
        for n, slot in enumerate(self.slots):
            if not slot.comparand:
                self._date_head(n)
        for n, slot in enumerate(self.slots):
            if slot.measure == "change":
                slot.comparison = self._compare(n)
        self._share_comparisons()
        for n, slot in enumerate(self.slots):
            if slot.comparand:
                self._date_comparand(n)
        for slot in self.slots:
            self._stand(slot)
        self._remember()
        return [
            Dated(
                period=None if slot.period is None else str(slot.period),
                comparison=slot.comparison,
                inferred=slot.inferred or slot.period is None,
            )
            for slot in self.slots
        ]

    def _after(self, n: int, claimed: set[int]) -> Mention | None:
        """The date that follows the quantity closely enough to be its own."""
        slot = self.slots[n]
        for mention in self.plain:
            if not slot.end <= mention.start < slot.end + max(1, len(slot.after)):
                continue
            gap = self.text[slot.end : mention.start]
            words = len(_WORDS.findall(gap))
            if _ASIDE.search(gap) or re.search(rf"(?i){_STRONG}", gap) or words > (6 if "," in gap else 14):
                return None
            if re.search(r"(?i)\b(?:and|but|while|which|with)\b", gap) and len(self.plain) > 1:
                return None
            if n + 1 < len(self.slots):
                following = self.text[mention.end : self.slots[n + 1].start]
                if _NEXT_CLAUSE.search(gap) or ("," in gap and _SUBJECT.match(following)):
                    return None
            if mention.sense == "now" and (words > 4 or slot.forward or slot.measure == "change"):
                continue
            claimed.add(mention.start)
            return mention
        if slot.comparand:  # "compared to 12.8% quarter on quarter"
            for mention in self.against:
                if mention.sense == "change" and slot.end <= mention.start <= slot.end + 12:
                    return mention
        return None

    def _before(self, n: int, claimed: set[int]) -> Mention | None:
        """The date last said before the quantity and after the one before it."""
        slot = self.slots[n]
        left = max((s.end for s in self.slots[:n] if s.quantity.unit not in _DURATIONS), default=0)
        known = [*self.plain, *(m for m in self.against if m.sense in ("period", "shift") and m not in self.plain)] if slot.comparand else self.plain
        for mention in sorted(known, key=lambda m: -m.start):
            if not left <= mention.start < slot.start or mention.start in claimed:
                continue
            if mention.sense == "now" and slot.comparand and len(_WORDS.findall(self.text[mention.end : slot.start])) > 3:
                continue
            if mention.sense == "now" and (slot.forward or slot.measure == "change" or len(_WORDS.findall(self.text[mention.end : slot.start])) > 16):
                continue
            clause = self.text[left : mention.start]
            aside = None
            for aside in _ASIDE.finditer(clause):  # noqa: B007 - the last one
                pass
            if aside is not None and "," not in clause[aside.end() :] and (n or any(m.start < left + aside.start() for m in self.plain)):
                continue
            if _GENERIC.fullmatch(self.text[mention.start : mention.end]):
                named = [m for m in self.plain if left <= m.start < mention.start and m.start not in claimed and m.sense != "now"]
                if named and not _JOINT.search(self.text[named[-1].end : mention.start]):
                    return named[-1]
            return mention
        return None

    def _respectively(self) -> None:
        """ "5% and 7% in the second and third quarter, respectively": dates and figures in one order."""
        if "respectively" not in self.text.lower():
            return
        at = self.text.lower().index("respectively")
        dates = [m for m in self.plain if m.start < at and m.sense in ("period", "shift")]
        slots = [slot for slot in self.slots if slot.end < at]
        if len(dates) < 2 or len(slots) < len(dates):
            return
        slots = [slot for slot in slots if slot.end <= dates[0].start][-len(dates) :]
        if len(slots) == len(dates):
            for slot, date in zip(slots, dates, strict=True):
                slot.own, slot.comparand = date, False

    def _date_head(self, n: int) -> None:
        slot = self.slots[n]
        if slot.quantity.unit in _DURATIONS and not self._is_measured_time(slot):
            slot.inferred = True
            return
        if slot.own is not None:
            slot.period = self._resolve(slot.own, slot, n)
            return
        previous = next((s for s in reversed(self.slots[:n]) if not s.comparand and (s.quantity.unit not in _DURATIONS or s.period)), None)
        if _USUAL.search(slot.before) and slot.measure != "change" and not slot.forward:
            slot.inferred = True
            return
        if previous is not None and previous.period is not None and not previous.inferred and previous.forward == slot.forward:
            if previous.period != CALL or not _JOINT.search(self.text[previous.end : slot.start]):
                slot.period = previous.period
        if slot.period is None:
            following = next((s for s in self.slots[n + 1 :] if not s.comparand and s.own is not None), None)
            if following is not None and following.own is not None and following.own.start > following.end and following.own.sense == "period":
                if not _JOINT.search(self.text[slot.end : following.start]):
                    slot.period = self._resolve(following.own, slot, n)
        if slot.period is None and slot.measure == "change":
            slot.period = self._implied(n)
        if slot.period is not None:
            return
        slot.inferred = True
        if previous is not None and previous.period is None and previous.inferred and not slot.forward and slot.measure != "change" and not _PAST.search(slot.before):
            return
        if previous is not None and previous.period is not None and previous.forward == slot.forward:
            slot.period = previous.period
        elif not self._is_timeless(slot):
            slot.period = self.thread.default(self.text, forward=slot.forward)

    def _is_measured_time(self, slot: _Slot) -> bool:
        return bool(re.search(r"(?i)\b(?:consecutive|straight)\b", slot.quantity.text + slot.after[:14])) or bool(re.search(r"(?i)\b(?:cycle|days\s+(?:sales|of|in)|DSOs?|DPO|tenor|duration|weighted[\s-]average)\b", self.text[: slot.start])) or (
            slot.measure == "change"
        )

    def _is_timeless(self, slot: _Slot) -> bool:
        """Whether an undated figure is a fact that the reported quarter does not date."""
        if slot.forward or slot.measure == "change" or slot.quantity.unit in _DURATIONS:
            return False
        if any(s.comparand and s.own is not None and s.start > slot.start for s in self.slots):
            return False
        clause = slot.before[-120:]
        for cut in _BREAK.finditer(slot.before):
            clause = slot.before[cut.end() :]
        if _USUAL.search(clause) or _RECENT.search(clause) or _RECENT.search(slot.after[:30]):
            return True
        if re.search(r"(?i)\b(?:would|could)\b", slot.after[:90]) and not _PAST.search(clause):
            return True
        past = last_match(_PAST, clause)
        present = last_match(_PRESENT, clause)
        if slot.quantity.unit == "count" and not _PAST.search(slot.after[:50]):
            return past < 0 or present >= 0 and present + 12 >= past
        if present > past or (present >= 0 and past - present < 12):
            return not _REPORTED.search(clause + slot.after[:40])
        return False

    def _implied(self, n: int) -> Period | None:
        """The period that a comparison alone tells: a year more than "the first nine months of last year"."""
        mention = self._nearest(n)
        period = mention.back if mention is not None and mention.sense == "period" else None
        if period is None or mention is None or period.at or period.unit not in ("year", "ytd", "half"):
            return None
        if mention.bare and not self.slots[n].forward:
            return None
        return period.years(1)

    def _resolve(self, mention: Mention, slot: _Slot, n: int) -> Period | None:
        if mention.sense in ("now", "since"):
            return CALL
        if mention.sense == "period":
            return mention.ahead if slot.forward else mention.back
        anchor = self._anchor(n)
        if anchor is None:
            return None
        said = self.text[mention.start : mention.end].lower()
        if mention.years:
            if not slot.comparand and not mention.narrow and n == 0 and "ago" not in said and not self.against:
                return fiscal_year(self.almanac.now.year + mention.years) if self.almanac.now else None
            return anchor.years(mention.years)
        return anchor.quarter_before() or (self.almanac.now.previous() if self.almanac.now else None)

    def _anchor(self, n: int) -> Period | None:
        """The period that "a year ago" goes back from."""
        heads = [s for s in self.slots[:n] if not s.comparand and s.period is not None and s.period != CALL and s.own is not self.slots[n].own]
        if heads and heads[-1].period is not None:
            return heads[-1].period
        return self.thread.period or self.almanac.now

    # -- comparisons ---------------------------------------------------------------------------

    def _nearest(self, n: int) -> Mention | None:
        """The comparison closest to a change, in its own clause."""
        slot = self.slots[n]
        best, cost = None, 99
        left = slot.start - len(slot.before)
        for mention in self.against:
            if slot.end <= mention.start <= slot.end + len(slot.after):
                gap = self.text[slot.end : mention.start]
                if _ASIDE.search(gap):
                    continue
                price = len(_WORDS.findall(gap)) + (6 if re.search(r"(?i)[;]|\b(?:and|while|but|with)\b", gap) else 0)
            elif left <= mention.start < slot.start:
                gap = self.text[mention.end : slot.start]
                if n and self.slots[n - 1].measure == "change":
                    between = self.text[left : mention.start]
                    if len(_WORDS.findall(between)) < 5 and not re.search(r"(?i)[;]|\b(?:and|while|but|with)\b", between):
                        continue
                price = len(_WORDS.findall(gap)) + (3 if "," in gap else 0)
                price = price if n else min(price, 8)
            else:
                continue
            if price < cost:
                best, cost = mention, price
        return best

    def _compare(self, n: int) -> str | None:
        mention = self._nearest(n)
        return None if mention is None else self._comparison(mention, self.slots[n])

    def _comparison(self, mention: Mention, slot: _Slot) -> str | None:
        head = slot.period
        if mention.sense in ("shift", "change"):
            if mention.quarters:
                return "qoq"
            if mention.years == -1:
                return "yoy"
            return None if head is None else str(head.years(mention.years).flow())
        target = mention.back
        if target is None:
            return None
        if target.unit == "ltm":
            return "yoy"
        if mention.sense == "since":
            return str(target.flow())
        if head is not None and head != CALL:
            if mention.bare and (head.unit in ("quarter", "half") or (head.unit == "ytd" and head.number)):
                target = head.years(target.year - head.year)
            if canonical(target).flow() == canonical(head.years(-1)).flow():
                return "yoy"
            before = head.closing().quarter_before() if head.at or target.at else head.quarter_before()
            if before is not None and target.unit != "year" and canonical(target).flow() == before.flow():
                return "qoq"
        return str(target.flow())

    def _share_comparisons(self) -> None:
        """Changes without a comparison of their own take that of the change beside them."""
        slots = self.slots
        for n, slot in enumerate(slots):
            if slot.measure != "change" or slot.comparison is not None:
                continue
            after = next(((k, s) for k, s in enumerate(slots[n + 1 :], n + 1) if s.measure == "change"), None)
            before = next((s for s in reversed(slots[:n]) if s.measure == "change" and s.comparison is not None), None)
            if after and after[1].comparison is not None and not _BREAK.search(self.text[slot.end : after[1].start]) and len(self.text[slot.end : after[1].start]) < 90:
                mention = self._nearest(after[0])
                if mention is not None and mention.start > after[1].start:
                    slot.comparison = after[1].comparison
                    continue
            beside = re.search(rf"(?i){_STRONG}", slot.before) is not None
            if before is not None and (slot.period == before.period or before.period is None or beside):
                slot.comparison = before.comparison
                continue
            comparand = next((s for s in slots[n + 1 :] if s.comparand), None)
            if comparand is not None and comparand.own is not None:
                slot.comparison = self._comparison(comparand.own, slot)
                continue
            said = {self._comparison(m, slot) for m in self.against if m.start >= slot.end}
            if len(said) == 1:
                slot.comparison = said.pop()
                continue
            if slot.forward or (comparand is None and re.search(r"(?i)\bcompar(?:ed|es|ing)\s+(?:to|with)\b", slot.after[:80])):
                continue
            carried = self.thread.comparison()
            slot.comparison = self._comparison(carried, slot) if isinstance(carried, Mention) else carried

    def _date_comparand(self, n: int) -> None:
        slot = self.slots[n]
        head = self._anchor(n)
        if slot.own is not None and slot.own.start > slot.start - len(slot.before):
            period = self._resolve(slot.own, slot, n)
            if period is not None and head is not None and slot.own.sense == "period":
                if slot.own.bare and head.unit in ("quarter", "half", "ytd") and not head.at:
                    period = head.years(period.year - head.year)
            if period is not None and period != head:
                slot.period = period
                return
        following = next((s.own for s in self.slots[n + 1 :] if s.own is not None and s.own.sense == "shift"), None)
        if following is not None and slot.own is None:
            slot.period = self._resolve(following, slot, n)
            return
        slot.inferred = True
        changes = [s.comparison for s in self.slots if s.measure == "change" and s.comparison is not None]
        carried: str | Mention | None = changes[0] if changes else None
        if carried is None and self.against and self.against[0].sense == "change":
            carried = self._comparison(self.against[0], slot)
        if carried is None:
            carried = self.thread.comparison()
        if isinstance(carried, Mention):
            shadow = _Slot(slot.quantity, "change", 0)
            shadow.period = head
            carried = self._comparison(carried, shadow)
        if head is None or carried is None:
            return
        slot.period = head.year_before() if carried == "yoy" else head.quarter_before() if carried == "qoq" else None

    # -- points in time --------------------------------------------------------------------------

    def _stand(self, slot: _Slot) -> None:
        """A balance stands at the end of its period; what happens over a period does not."""
        period = slot.period
        if period is None or period == CALL or slot.quantity.unit in _DURATIONS and slot.measure != "change":
            return
        still = stands(self.text[: slot.start], slot.after, slot.quantity.unit, share=slot.measure == "share")
        if still is True:
            if period.unit in ("half", "ytd", "ltm"):
                period = period.last_quarter() or period
            slot.period = period.closing() if period.unit != "each" else period
        elif still is False:
            slot.period = period.flow()

    def _remember(self) -> None:
        heads = [slot for slot in self.slots if not slot.comparand]
        for slot in heads:
            if slot.forward and slot.period is not None and not slot.inferred and not slot.period.at:
                self.thread.guides(slot.period)
        if any(slot.own is not None and not slot.forward and slot.period is not None and slot.period.flow() == self.almanac.now for slot in heads):
            self.thread.forward = False
        first = heads[0] if heads else None
        if first is not None and first.own is not None and first.own.start < _FIRST and first.own.sense == "period" and not first.forward:
            period = first.own.back
            self.thread.topic_of(period)
        changes = [slot for slot in heads if slot.measure == "change"]
        if changes and changes[-1].comparison in ("yoy", "qoq"):
            self.thread.compared(changes[-1].comparison)


def last_match(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, −1 if there is none."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _repeat(
    passage: Passage, found: list[Dated], quantities: Sequence[Quantity], stated: dict[tuple[object, ...], str]
) -> None:
    """An amount said again without a date has the date with which it was said before.

    Only amounts that are hardly said twice by chance: percentages and small counts are.
    """
    for index in passage.quantities:
        quantity, dated = quantities[index], found[index]
        if quantity.unit in ("percent", "basis_point", "percentage_point", "ratio") or quantity.unit in _DURATIONS:
            continue
        if quantity.unit == "count" and quantity.high < 100:
            continue
        key = (quantity.low, quantity.high, quantity.unit)
        if dated.inferred and key in stated:
            found[index] = Dated(period=stated[key], comparison=dated.comparison, inferred=True)
        elif not dated.inferred and dated.period is not None:
            stated[key] = dated.period


_SORRY = re.compile(r"(?i)\b(?:sorry|correct(?:ion|ed|ing)?|apologi[sz]e|misspoke|I\s+mean)\b")
_NOT = re.compile(r"(?i)\bnot\b")


def _correct(passage: Passage, said: Sequence[Mention], found: list[Dated], quantities: Sequence[Quantity]) -> None:
    """ "Sorry, not April, the first quarter": the same value said just before takes the corrected date."""
    if not _SORRY.search(passage.text) or not _NOT.search(passage.text):
        return
    for index in passage.quantities:
        if found[index].inferred:
            continue
        for earlier in range(max(0, index - 3), index):
            same, now = quantities[earlier], quantities[index]
            if (same.low, same.high, same.unit) == (now.low, now.high, now.unit) and now.start - same.end < 300:
                found[earlier] = found[index]
