"""Which period each quantity belongs to, and what a change is measured against.

A clause dates its own figures. A figure without a date takes that of the head of its sentence, then of
the sentence before or the heading above, and at last the quarter the document reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from checker.letters import lowered
from checker.model import Document, Quantity
from checker.period import CALL, Period, fiscal_year
from checker.resolve.almanac import Almanac
from checker.resolve.attach import AGAINST, BREAK, JOINT
from checker.resolve.compare import Compared, same_part
from checker.resolve.dates import mentions
from checker.resolve.datewords import Mention
from checker.resolve.echo import Dated, compared_elsewhere, correct, repeat
from checker.resolve.measure import Measured
from checker.resolve.passage import Passage
from checker.resolve.sides import Slot
from checker.resolve.standing import stands
from checker.resolve.thread import Thread
from checker.resolve.vocabulary import pattern

_MOST = 24  # quantities read together; speech without full stops is read in stretches


def periods(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    measured: Sequence[Measured],
) -> tuple[Dated, ...]:
    """Period and comparison of each quantity, in the order of ``quantities``."""
    almanac = Almanac(document.profile)
    thread = Thread(document, almanac)
    found = [Dated()] * len(quantities)
    stated: dict[tuple[object, ...], str] = {}
    for passage in passages:
        written, text = passage.text, passage.low
        if "\\n" in written:  # escaped line ends of JSON
            written = written.replace("\\n", "\n ")
            text = lowered(written)
        said = tuple(mentions(written, almanac, text))
        thread.enter(passage, text)
        if not passage.quantities:
            thread.heading(text, said)
        for start, end, indices in _stretches(passage, quantities):
            slots = [Slot(quantities[i], measured[i].measure, passage.start + start) for i in indices]
            here = _between(said, start, end)
            stretch = _Stretch(written[start:end], here, slots, almanac, thread)
            for index, dated in zip(indices, stretch.dated(), strict=True):
                found[index] = dated
            repeat(indices, found, quantities, stated)
        if passage.quantities:
            correct(passage, found, quantities)
    return tuple(compared_elsewhere(found, quantities, measured))


def _stretches(
    passage: Passage, quantities: Sequence[Quantity]
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The quantities of a passage in groups of bounded size, cut where they stand farthest apart."""
    all_of, first, start = passage.quantities, 0, 0
    while len(all_of) - first > _MOST:
        near = all_of[first + _MOST // 2 : first + _MOST + 1]
        gaps = [quantities[b].start - quantities[a].end for a, b in pairwise(near)]
        cut = first + _MOST // 2 + 1 + gaps.index(max(gaps))
        end = (quantities[all_of[cut - 1]].end + quantities[all_of[cut]].start) // 2 - passage.start
        yield start, end, all_of[first:cut]
        first, start = cut, end
    if first < len(all_of):
        yield start, len(passage.text), all_of[first:]


def _between(said: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions that begin inside a stretch, counted from its start."""
    first = bisect_left(said, start, key=lambda m: m.start)
    last = bisect_left(said, end, lo=first, key=lambda m: m.start)
    return [replace(m, start=m.start - start, end=m.end - start) if start else m for m in said[first:last]]


# -- one stretch of text ---------------------------------------------------------------------------

_CONDITION = re.compile(r"\b(?:would|could)\b")
_STREAK = re.compile(r"(?i)\b(?:consecutive|straight)\b")
_MEASURED_TIME = re.compile(
    r"\b(?:cycle|days\s+(?:sales|of|in)|dsos?|dpo|tenor|duration|weighted[\s-]average)\b"
)
_PRICED = re.compile(r"\b(?:an?|the|this|that|our|these|outstanding)\s+$")  # "a $40 plan": its price
_TARGETED = re.compile(
    r"\b(?:target(?:ed)?|long[\s-]term|through[\s-]cycle)\s+(?:\w+\s+){0,2}(?:range|level)\s+of\s+(?:\w+\s+)?$"
)
_NOUN = re.compile(r"\s+(?!(?:of|in|per|from|to|and|or|for|a|an|is|was)\b)[a-z][\w-]+")
_APART = re.compile(r",[^,;]*\band\s+(?:up|down)\b")
_DURING = re.compile(r"\b(?:in|during|over|throughout|within|for)\s+(?:the\s+|this\s+|our\s+)?$")
_IS = re.compile(r"[^,;]*\b(?:was|were|is|are)\s+(?:[\w'’-]+\s+){0,2}")
# "$290 million in bookings, up about 65%"
_UP = re.compile(
    r"(?:\s(?!(?:and|with|while)\b)[\w'’-]+){0,4},?\s(?:up|down|an?\s(?:in|de)crease\sof)\s(?:\w+\s){0,3}"
)
_STOOD = re.compile(r"\b(?:was|were|stood|totall?ed|had)\b")
_PRESENT = re.compile(
    r"\s(?:is|are)\s(?:now\s|still\s)?(?:about\s|approximately\s|between\s|roughly\s|at\s)?"
)
_PRICE = 10_000
_FIRST = 40  # characters into a sentence within which a date is its topic


class _Stretch(Compared):
    """The period and the comparison of each slot."""

    def dated(self) -> list[Dated]:
        """One answer a quantity, in reading order."""
        for n, slot in enumerate(self.slots):
            if not slot.comparand:
                self._date_head(n, slot)
        changes = [n for n, slot in enumerate(self.slots) if slot.measure == "change"]
        for n in changes:
            mention = self.nearest(n)
            self.slots[n].comparison = (
                None if mention is None else self.comparison(mention, self.slots[n].period)
            )
        for n in changes:
            if self.slots[n].comparison is None:
                self.slots[n].comparison = self.shared_comparison(n)
                self.slots[n].shared = True
        for n, slot in enumerate(self.slots):
            if slot.comparand:
                self._date_comparand(n, slot)
        for slot in self.slots:
            self._stand(slot)
        for n in changes:
            if self.nearest(n) is None:
                self._grow_within(self.slots[n])
        self._remember()
        return [
            Dated(
                period=None if slot.period is None else str(slot.period),
                comparison=slot.comparison,
                inferred=slot.inferred or slot.period is None,
                shared=slot.shared,
            )
            for slot in self.slots
        ]

    # -- heads: what the sentence is about ---------------------------------------------------------

    def _date_head(self, n: int, slot: Slot) -> None:
        if slot.lasts and not self._is_measured_time(slot):
            slot.inferred = True
            return
        if slot.own is not None:
            slot.period = self._resolve(slot.own, n, slot)
            return
        heads = [s for s in self.slots[:n] if not s.comparand and (s.period is not None or not s.lasts)]
        previous = heads[-1] if heads else None
        if pattern("usual").search(slot.before) and slot.measure != "change" and not slot.forward:
            slot.inferred = True
            return
        if previous is not None and previous.forward == slot.forward and not previous.inferred:
            over = previous.period == CALL and JOINT.search(self.text, previous.end, slot.start)
            slot.period = None if over else previous.period
        if slot.period is None:
            slot.period = self._from_next(n, slot)
        if slot.period is None:
            slot.period = self._implied(n, slot)
        if slot.period is not None:
            return
        slot.inferred = True
        if _TARGETED.search(slot.before):
            return
        if previous is not None and previous.period is not None and previous.forward == slot.forward:
            slot.period = previous.period
        elif not self._is_timeless(n, slot, previous):
            slot.period = self.thread.default(self.text, forward=slot.forward)

    def _from_next(self, n: int, slot: Slot) -> Period | None:
        """The date that stands after the next figure of the same statement."""
        following = next((s for s in self.slots[n + 1 :] if not s.comparand and s.own is not None), None)
        own = following.own if following is not None else None
        if following is None or own is None or own.sense != "period" or own.start < following.end:
            return None
        if JOINT.search(self.text, slot.end, following.start) or _APART.search(
            self.text, slot.end, following.start
        ):
            return None
        if AGAINST.search(self.text, slot.end, following.start):
            return None
        if slot.measure == "change" and pattern("aside").search(self.text, slot.end, following.start):
            return None  # "fell 3% due to the maturity of $666 million in the fourth quarter"
        return self._resolve(own, n, slot)

    def _implied(self, n: int, slot: Slot) -> Period | None:
        """What a comparison alone tells: a year more than "the first nine months of last year"."""
        if slot.measure != "change":  # "sales were 90% higher than in the first nine months of last year"
            following = self.slots[n + 1] if n + 1 < len(self.slots) else None
            if following is None or following.measure != "change" or not _IS.fullmatch(slot.after):
                return None
            n, slot = n + 1, following
        mention = self.nearest(n)
        if (
            mention is None
            or mention.sense != "period"
            or mention.back is None
            or (mention.bare and not slot.forward)
        ):
            return None
        period = mention.back
        return None if period.at or period.unit not in ("year", "ytd", "half") else period.years(1)

    def _is_measured_time(self, slot: Slot) -> bool:
        """Whether a length of time is a figure like any other: a change, a streak, a metric in days."""
        if slot.measure == "change" or _STREAK.search(slot.quantity.text + slot.after[:14]):
            return True
        return bool(_MEASURED_TIME.search(self.text, max(0, slot.start - 200), slot.start))

    def _is_timeless(self, n: int, slot: Slot, previous: Slot | None) -> bool:
        """Whether an undated figure is a fact that the reported quarter does not date."""
        if slot.forward or slot.measure == "change" or slot.lasts:
            return False
        past = pattern("past")
        if (
            previous is not None
            and previous.period is None
            and previous.inferred
            and not past.search(slot.before)
        ):
            return True
        if any(s.comparand and s.own is not None for s in self.slots[n + 1 :]):
            return False
        clause = slot.before[-120:]
        for cut in BREAK.finditer(slot.before[-400:]):
            clause = slot.before[-400:][cut.end() :]
        recent = pattern("recent")
        if pattern("usual").search(clause) or recent.search(clause) or recent.search(slot.after[:30]):
            return True
        if _PRICED.search(clause) and _is_small(slot.quantity) and _NOUN.match(slot.after):
            return True
        if _CONDITION.search(slot.after[:90]) and not past.search(clause):
            return True
        happened, stands_so = _last(past, clause), _last(pattern("present"), clause)
        near = stands_so >= 0 and happened - stands_so < 12
        if slot.quantity.unit == "count" and not past.search(slot.after[:50]):
            return happened < 0 or near
        return near and not pattern("reported").search(clause + slot.after[:40])

    def _resolve(self, mention: Mention, n: int, slot: Slot) -> Period | None:
        """The period that a date means for a slot."""
        if mention.sense in ("now", "since"):
            return CALL
        if mention.sense == "period":
            period = (
                mention.ahead if slot.forward or self._is_the_year_to_come(mention, slot) else mention.back
            )
            if period is not None and mention.bare and not slot.forward and self._tells_of_quarter(mention):
                return same_part(self.almanac.now or period, period)
            return period
        now, anchor = self.almanac.now, self._anchor(n)
        if anchor is None or now is None:
            return None
        if mention.quarters:
            return anchor.quarter_before() or now.previous()
        vague = not mention.narrow and "ago" not in self.text[mention.start : mention.end]
        if vague and n == 0 and not slot.comparand and not self.against:  # "last year, we earned 5"
            just_over = now.number == 4 and self.text.startswith("last", mention.start)
            return fiscal_year(now.year + mention.years + just_over)
        return anchor.years(mention.years)

    def _is_the_year_to_come(self, mention: Mention, slot: Slot) -> bool:
        """ "Spending for the year is $5 million" after its last quarter: a year that is over "was"."""
        return (
            self.almanac.now is not None
            and self.almanac.now.number == 4
            and mention.end <= slot.start
            and self.text.startswith("year", mention.start)
            and _PRESENT.fullmatch(self.text, mention.end, slot.start) is not None
        )

    def _tells_of_quarter(self, year: Mention) -> bool:
        """ "In the quarter the rate fell from 6% in 2020 to 5% in 2021": the years stand for its quarter."""
        said = [m for m in self.plain if m.start < year.start and m.sense == "period" and not m.bare]
        years = {m.back for m in (*self.plain, *self.against) if m.bare}
        return (
            bool(said)
            and len(years) > 1
            and said[-1].back == self.almanac.now
            and not JOINT.search(self.text, said[-1].end, year.start)
        )

    def _anchor(self, n: int) -> Period | None:
        """The period that "a year ago" goes back from."""
        own = self.slots[n].own
        for slot in reversed(self.slots[:n]):
            if not slot.comparand and slot.period not in (None, CALL) and slot.own is not own:
                return slot.period
        return self.thread.period or self.almanac.now

    # -- comparands: what the heads are compared with ------------------------------------------------

    def _date_comparand(self, n: int, slot: Slot) -> None:
        head, own = self._anchor(n), slot.own
        if own is not None:
            period = self._resolve(own, n, slot)
            if period is not None and head is not None and own.bare and not head.at:
                period = same_part(head, period) if period.year <= head.year else period
            if period is not None and period != head:
                slot.period = period
                return
        else:
            shift = next(
                (s.own for s in self.slots[n + 1 :] if s.own is not None and s.own.sense == "shift"), None
            )
            beside = self.slots[n + 1] if n + 1 < len(self.slots) else None
            if beside is not None and beside.comparand and beside.own is not None:
                shift = beside.own  # "compared with $213 million or 11% of sales a year ago"
            if shift is not None:
                slot.period = self._resolve(shift, n, slot)
                return
        slot.inferred = True
        said = next(
            (s.comparison for s in self.slots if s.measure == "change" and s.comparison is not None), None
        )
        if said is None and self.against and self.against[0].sense == "change":
            said = self.comparison(self.against[0], head)
        said = said or self.carried(head, level=True)
        if head is not None and said in ("yoy", "qoq"):
            slot.period = head.year_before() if said == "yoy" else head.quarter_before()

    # -- points in time ------------------------------------------------------------------------------

    def _stand(self, slot: Slot) -> None:
        """A balance stands at the end of its period; what happens over a period does not."""
        period = slot.period
        if period is None or period == CALL or (slot.lasts and slot.measure != "change"):
            return
        before = self.text[max(0, slot.start - 400) : slot.start]
        pointed = self._is_pointed(slot)
        still = stands(before, slot.after, slot.quantity.unit, share=slot.measure == "share")
        if slot.comparand:  # it stands or flows as that which is compared with it
            heads = [
                s for s in self.slots if s.end <= slot.start and not s.comparand and s.measure != "change"
            ]
            same = [s for s in heads if s.quantity.unit == slot.quantity.unit and s.period is not None]
            if same and same[-1].period not in (None, CALL):
                still = same[-1].period.at
            elif same and still is None:
                still = True  # what now stands is held against what stood then
        moved = self._moved(slot)
        if moved is not None:
            still = moved
        if still is False and not pointed:
            slot.period = period.flow()
        elif (still or period.at) and period.unit != "each" and (period.unit != "ytd" or period.number):
            slot.period = self._closing(period)

    def _is_pointed(self, slot: Slot) -> bool:
        """ "At quarter end, fees were $25 million": whether the sentence itself says when it stands."""
        own = slot.own
        if own is None or own.back is None or not own.back.at or own.end > slot.start:
            return False
        return _STOOD.search(self.text, own.end, slot.start) is not None

    def _moved(self, slot: Slot) -> bool | None:
        """ "$290 million in bookings, up 65%": whether the level stands whose change follows it."""
        n = self.slots.index(slot)
        level = self.slots[n - 1] if n else None
        if level is None or slot.measure != "change" or level.measure != "level" or level.comparand:
            return None
        if level.period in (None, CALL) or not _UP.fullmatch(slot.before):
            return None
        return level.period.at

    def _grow_within(self, slot: Slot) -> None:
        """What a balance grew by in a period, it grew by from the point at which the period began."""
        own, period = slot.own, slot.period
        if period is None or not period.at or slot.quantity.unit == "count":
            return
        if own is None and slot.comparison is None and not slot.forward:
            # "Loans grew $200 million", told of the quarter that is reported
            if (
                slot.quantity.unit.isupper()
                and period.unit == "quarter"
                and period.flow() == self.almanac.now
            ):
                slot.comparison, slot.shared = "qoq", True
            return
        if own is None or own.back is None:
            return
        said = own.back
        inside = not said.at and bool(_DURING.search(self.text, max(0, own.start - 24), own.start))
        to_date = "date" in self.text[own.start : own.end]
        if said.unit == "quarter" and inside:
            slot.comparison = "qoq"
        elif to_date or said.unit == "ytd" or (said.unit == "half" and said.number == 1 and inside):
            slot.comparison = str(fiscal_year(said.year - 1))

    def _closing(self, period: Period) -> Period:
        """The end of a period as the guide labels it: a month that ends a quarter is that quarter's end."""
        partial = period.unit in ("half", "ytd", "ltm")
        flow = (period.last_quarter() if partial else None) or period.flow()
        if flow.unit == "month":
            return self.almanac.closing(flow)
        year_end = flow == self.almanac.now and flow.number == 4
        return (flow.fiscal_year() if year_end else flow).closing()

    def _remember(self) -> None:
        """Hand on to the next sentence what it may lean on."""
        heads = [slot for slot in self.slots if not slot.comparand]
        for slot in heads:
            if slot.forward and slot.period is not None and not slot.inferred:
                self.thread.guides(slot.period)
            elif slot.own is not None and slot.period is not None and slot.period.flow() == self.almanac.now:
                self.thread.reports()
        own = heads[0].own if heads else None
        if own is not None and own.start < _FIRST and own.sense == "period" and not heads[0].forward:
            self.thread.topic_of(own.back)
        changes = [slot.comparison for slot in heads if slot.measure == "change"]
        if changes and changes[-1] in ("yoy", "qoq"):
            self.thread.compared(changes[0] if changes[0] in ("yoy", "qoq") else changes[-1])
        elif not changes and any(self._is_year_before(slot) for slot in self.slots):
            self.thread.compared("yoy")

    def _is_year_before(self, slot: Slot) -> bool:
        """Whether a level of the same quarter of the year before is held against one of this."""
        now, period = self.almanac.now, slot.period
        if not slot.comparand or slot.inferred or now is None or period is None:
            return False
        return period.flow() == now.year_before()


def _last(words: re.Pattern[str], text: str) -> int:
    """Where the last match begins, −1 if there is none."""
    return max((match.start() for match in words.finditer(text)), default=-1)


def _is_small(quantity: Quantity) -> bool:
    """Whether it is an amount of money as prices are, not as accounts are."""
    return quantity.unit.isupper() and abs(quantity.high) < _PRICE
