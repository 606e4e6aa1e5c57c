"""Whether a quantity is a level, a change or a share, and whether the text makes it a fall or a loss.

The words next to a quantity decide first ("up 5%", "a 5% increase", "5% of sales"); then the quantity it
is coordinated or compared with; then the nearest noun that says what a percentage is of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Document, Measure, Quantity, Struct
from checker.resolve.clause import QUANTITY, Line, compares_periods, function_words, passed
from checker.resolve.loss import lost
from checker.resolve.movement import PERCENTS, POINTS, SPANS, Movement
from checker.resolve.passage import Passage
from checker.resolve.senses import lexicon


class Measured(Struct, frozen=True, kw_only=True):
    """What a quantity measures; ``negative`` asks for its sign to be turned, never of a number below zero."""

    measure: Measure
    negative: bool = False


LEVEL = Measured(measure="level")
SHARE = Measured(measure="share")
RISE = Measured(measure="change")
FALL = Measured(measure="change", negative=True)
LOSS = Measured(measure="level", negative=True)

# Endings of words that are a movement and its size in one: doubled, doubling, halved, tenfold.
_MULTIPLIED = ("bled", "bling", "pled", "pling", "fold", "lved", "lving")
_BESIDE = 3  # words between a level and what it is held against
_FRACTION = re.compile(r"half|thirds?$|quarters?$|fifths?$|tenths?$")


_AGAINST = re.compile(r"\s?(?:y/y|q/q|h/h|m/m|yo?y|qo?q|y-o-y|q-o-q|yr/yr)(?![a-z])", re.I)


def measures(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
) -> tuple[Measured, ...]:
    """What each quantity measures and whether its sign has to be turned, in the order of ``quantities``."""
    found = [LEVEL] * len(quantities)
    carried: Measured | None = None
    block = -1
    for passage in passages:
        if not passage.quantities:
            continue
        if passage.sentence.block != block:
            block, carried = passage.sentence.block, None
        here = [quantities[i] for i in passage.quantities]
        sentence = _Sentence(passage.line, here, carried)
        for n, (index, answer) in enumerate(zip(passage.quantities, sentence.answers(), strict=True)):
            quantity = quantities[index]
            unsigned = quantity.low >= 0 and quantity.high > 0
            found[index] = answer if unsigned or not answer.negative else Measured(measure=answer.measure)
            if answer.measure != "change" and n not in sentence.against and _noted(document.text, quantity):
                found[index] = RISE
            if quantity.unit == "percent":
                carried = answer
    return tuple(found)


def _noted(text: str, quantity: Quantity) -> bool:
    """Whether a rate is a change by its sign or by what stands right behind it: "+12%", "-3% y/y"."""
    if quantity.unit not in PERCENTS | POINTS:
        return False
    plus = quantity.text[:1] == "+" or text[max(0, quantity.start - 1) : quantity.start] == "+"
    return plus or _AGAINST.match(text, quantity.end) is not None


class _Sentence:
    """The quantities of one sentence, decided together, since they lean on one another.

    ``carried`` is the answer for the last percentage of the sentence before, in the same block.
    """

    def __init__(self, text: Line, quantities: Sequence[Quantity], carried: Measured | None) -> None:
        self.line, self.words, self.places = text, text.words, text.places
        self.quantities = quantities
        self.carried = carried
        self.movement = Movement(text, quantities)
        self.lexicon = lexicon()
        self.against: set[int] = set()  # levels that another is held against
        self.behind = [False] * len(quantities)  # decided by the words that follow it

    def answers(self) -> list[Measured]:
        """First what each quantity's own words say, then what it takes from its neighbours."""
        own = [self._own(n) for n in range(len(self.places))]
        found: list[Measured] = []
        for n, answer in enumerate(own):
            decided = (
                self._held_against(n, found)
                or answer
                or self._from_next(n, own)
                or self._compared(n, found)
                or self._from_previous(n, found)
            )
            decided = decided or self._fallback(n, found)
            if self.line.word(self.line.governor(self.places[n])) in ("negative", "minus"):
                decided = Measured(measure=decided.measure, negative=True)
            found.append(decided)
        return found

    def _held_against(self, n: int, found: Sequence[Measured]) -> Measured | None:
        """ "at 46% vs 44% YoY and 45% QoQ": levels all, though words of growth follow them."""
        if n == 0 or self.quantities[n].unit not in PERCENTS or found[n - 1].measure == "change":
            return None
        if self.quantities[n - 1].unit != self.quantities[n].unit:
            return None
        start = self.places[n - 1] + 1
        between = [w for w in self.words[start : self.places[n]] if not compares_periods(w)]
        compared = bool(between) and between[0] != "from" and between[0] in function_words("comparing")
        against = compared and len(between) <= _BESIDE
        moved = between == ["from"] and self.line.word(self.line.governor(self.places[n - 1])) in ("to", "at")
        joined = n - 1 in self.against and all(w in (",", "and") for w in between)
        if not (against or moved or joined):
            return None
        self.against.add(n)
        return found[n - 1]

    # -- what the words beside a quantity say ------------------------------------------------------

    def _own(self, n: int) -> Measured | None:
        quantity, place = self.quantities[n], self.places[n]
        written = quantity.text.lower()
        if written.startswith(("flat", "unchanged")) or written.endswith(_MULTIPLIED):
            return RISE
        if quantity.form == "multiple" and quantity.unit == "percent" and written != "halfway":
            return RISE  # "double", "twice last year's"
        sign = self.movement.before(n)
        if sign is None:
            sign = self.movement.after(n)
            self.behind[n] = sign is not None
        if sign is None and not (
            quantity.unit == "ratio" and "leverage" in self.words[max(0, place - 5) : place]
        ):
            sign = self.movement.noun_of(n)
        if sign is not None:
            return RISE if sign > 0 else FALL
        left = self.line.governor(place)
        if quantity.unit == "percent":
            following = self.line.after(place)
            shared = self.line.word(following) in ("of", "as a percentage of", "as a percent of")
            if shared and self.line.word(following + 1) != "which":
                return LEVEL if self._margin_of_sales(following, left) else SHARE
            if self.line.phrase(left, self.lexicon.share_verbs) or _FRACTION.search(written):
                return SHARE
            if self.line.word(left) == "which" and self.line.word(left - 1) == "of":
                return SHARE  # "costs were $5 million, of which 29% were wages"
            if self.line.word(left) in ("", ",", "but", "and", "while") and self.line.word(following) in (
                "are",
                "were",
                "have",
            ):
                return SHARE  # "41% are new clients"
        return LOSS if lost(self.line, self.quantities, n) else None

    def _margin_of_sales(self, following: int, left: int) -> bool:
        """ "a margin of 40% of net sales" is a margin all the same."""
        if not any(w in ("sales", "revenue", "revenues") for w in self.words[following + 1 : following + 4]):
            return False
        return any(w in ("margin", "margins") for w in self.words[max(0, left - 10) : left + 1])

    # -- what a quantity takes from its neighbours -----------------------------------------------------

    def _from_next(self, n: int, own: Sequence[Measured | None]) -> Measured | None:
        """ "a 3% and 1% increase": the first waits for the noun that follows the second."""
        if n + 1 >= len(own) or not self.behind[n + 1]:
            return None
        place = self.places[n]
        at = self.line.governor(place)
        near = self.line.word(at)
        set_equal = near in function_words("be") or near in ("of", "at", "to")
        if near in function_words("comparing") or (set_equal and "a" not in self.words[at + 1 : place]):
            return None  # "a margin of 17% or a 5 point increase"
        between = self.words[self.places[n] + 1 : self.places[n + 1]]
        tight = any(w in ("or", "and", "to", "/") for w in between) and all(map(_joins, between))
        return own[n + 1] if tight else None

    def _compared(self, n: int, found: Sequence[Measured]) -> Measured | None:
        """ "compared to 26%" is what it is compared with: a level, a share, or growth against growth."""
        left, unit = self.line.governor(self.places[n]), self.quantities[n].unit
        word = self.line.word(left)
        if word not in function_words("comparing"):
            return None
        if unit in PERCENTS and self.line.word(left - 1).startswith(("accelerat", "decelerat", "slow")):
            return RISE
        for m in range(n - 1, -1, -1):
            if self.quantities[m].unit != unit:
                continue
            if found[m].measure == "change" and (word == "from" or unit not in PERCENTS):
                before = self.line.word(self.line.governor(self.places[m]))
                if unit not in PERCENTS or before in self.lexicon.verbs or before == "by":
                    continue  # "up 5% from 40%": the change is not what the level is compared with
            return found[m]
        kind = self._said(left, through=True, reached=True) if unit in PERCENTS else None
        if kind is None and unit in PERCENTS and compares_periods(self.line.word(self.places[n] + 1)):
            kind = "change"  # "came from 9% sequentially": no other number to hold it against
        return Measured(measure=kind or "level")

    def _from_previous(self, n: int, found: Sequence[Measured]) -> Measured | None:
        """ "up 20% or $55 million"; "up 4% here and 7% there"; "a loss of $5 million, or $0.10 a share" """
        if n == 0:
            return None
        previous, units = found[n - 1], (self.quantities[n - 1].unit, self.quantities[n].unit)
        between = self.words[self.places[n - 1] + 1 : self.places[n]]
        if previous == LOSS:
            or_which = any(w in ("or", "which") for w in between) and all(
                _joins(w) or w in function_words("equates") for w in between
            )
            return LOSS if or_which and units[1][:3].isupper() else None
        same = units[0] == units[1]
        if not same and n > 1 and self.quantities[n - 2].unit == units[1] and self._doubled(n - 2):
            previous, same = found[n - 2], True  # "$9 million or 43% here, $4 million or 31% there"
        if same and between == ("at",):
            return previous
        if not any(w in ("or", "and", "/") for w in between) and not (same and "," in between):
            return None
        if (
            units[1] in PERCENTS
            and between[-1:] in (("a",), ("an",))
            and self._noun_after(self.places[n]) == "level"
        ):
            return None  # "26% revenue growth and a 36% margin"
        if all(map(_joins, between)):
            return previous if same or all(u in PERCENTS or u[:3].isupper() for u in units) else None
        if not same or previous.measure == "level" or len(between) > 14:
            return None
        phrase = between[1:] if between[0] == "of" else between  # "20 points of pressure from"
        broken = any(
            w in function_words("be")
            or (w in function_words("turns") and not (w == "of" and (after[:1].isdigit() or after == "the")))
            or w in self.lexicon.said
            or w in self.lexicon.verbs
            for w, after in zip(phrase, (*phrase[1:], ""), strict=True)
        )
        return None if broken else previous

    def _doubled(self, n: int) -> bool:
        """Whether quantity ``n`` and the next say one thing in two units: "$9 million or 43%"."""
        return self.words[self.places[n] + 1 : self.places[n + 1]] == ("or",)

    def _fallback(self, n: int, found: Sequence[Measured]) -> Measured:
        """The nearest noun says what a percentage is of; without one, and for other units, it is a level."""
        quantity, place = self.quantities[n], self.places[n]
        if quantity.unit in SPANS or quantity.unit == "count":
            return LEVEL
        if quantity.unit in PERCENTS and (kind := self._noun_after(place)) is not None:
            return Measured(measure=kind)
        sign = self.movement.object_of(n)
        if sign is not None:
            return RISE if sign > 0 else FALL
        if quantity.unit not in PERCENTS:
            return LEVEL
        left = self.line.governor(place)
        reached = self.movement.reached(n)
        kind = self._said(left, through=False, reached=reached)
        near = self.words[max(0, left - 24) : left]
        if reached and any(w.endswith(("percentage of", "percent of")) for w in near):
            return SHARE  # "as a percentage of sales, costs rose to 17%"
        if kind is None and reached:  # "a margin that rose 200 basis points to 17%"
            kind = self._said(left, through=True, reached=True)
            kind = None if kind == "share" else kind or "level"
        if (
            reached
            and (found[n - 1] if n else self.carried) == SHARE
            and (kind is None or self.words[0] in ("this", "that"))
        ):
            return SHARE
        if kind == "share" and (quantity.unit in POINTS or self._between_periods(left)):
            kind = "change"
        priced = any(w in ("pricing", "price", "prices") for w in self.words[max(0, left - 2) : place + 3])
        if kind == "level" and quantity.form == "vague" and priced:
            kind = "change"
        if quantity.unit in POINTS and kind != "change" and self.line.word(left) in ("to", "at"):
            return LEVEL
        if kind is None and (
            quantity.form == "vague"
            or quantity.unit in POINTS
            or self._dated(left, place)
            or self._from_to(n)
        ):
            kind = "change"
        return Measured(measure=kind or "level")

    # -- what the nouns around a percentage say ----------------------------------------------------------

    def _noun_after(self, place: int) -> Measure | None:
        """ "a 46% margin", "a 5% stake"."""
        for i in range(place + 1, min(len(self.words), place + 5)):
            if self.words[i] in function_words("ends"):
                return None
            kind = self.lexicon.said.get(self.words[i])
            if kind in ("level", "share"):
                return kind
        return None

    def _said(self, left: int, *, through: bool, reached: bool = False) -> Measure | None:
        """The measure that the nearest telling noun at or before ``left`` gives a percentage.

        ``through`` looks past other quantities; ``reached`` passes over nouns of movement, since
        "a rate increase to 5%" ends at a rate.
        """
        for i in range(left, max(-1, left - 18), -1):
            word = self.words[i]
            if word.endswith(("percentage of", "percent of")):
                return "share"
            if word == ";" or (word == QUANTITY and not through):
                return None
            if reached and word != "growth" and word in self.lexicon.nouns:
                continue
            for size in (3, 2, 1):
                kind = (
                    self.lexicon.said.get(" ".join(self.words[i - size + 1 : i + 1]))
                    if i + 1 >= size
                    else None
                )
                if kind == "level" and any(
                    w.endswith(("percentage of", "percent of")) for w in self.words[max(0, i - 12) : i]
                ):
                    return "share"
                if kind is not None:
                    return kind
        return None

    def _between_periods(self, left: int) -> bool:
        """ "year-over-year … of 5%": what is said between two periods is a change, whatever the noun."""
        return self.line.word(left) == "of" and any(
            map(compares_periods, self.words[max(0, left - 3) : left])
        )

    def _dated(self, left: int, place: int) -> bool:
        around = (*self.words[max(0, left - 1) : place], self.line.word(place + 1))
        over = self.words[place + 1 : place + 2] == ("over",) and self.line.word(place + 2).startswith(
            ("last ", "prior ", "previous ", "year ago")
        )
        return over or any(map(compares_periods, around))

    def _from_to(self, n: int) -> bool:
        """ "53% from $10 million to $15 million": a percentage with the two ends it lies between."""
        if self.line.word(self.places[n] + 1) != "from" or n + 1 == len(self.places):
            return False
        plain = self.quantities[n + 1].unit not in PERCENTS
        return plain and self.line.governor(self.places[n + 1]) == self.places[n] + 1


def _joins(word: str) -> bool:
    """Whether two quantities with only such words between them are said of one thing."""
    return word in function_words("joins") or passed(word)
