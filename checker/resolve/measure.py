"""Whether a quantity is a level, a change or a share, and whether the text makes it a fall or a loss.

The words next to a quantity decide first ("up 5%", "a 5% increase", "by 5%", "5% of sales"); then the
quantity it is coordinated or compared with; then the nearest noun that says what a percentage is of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from checker.model import Document, Measure, Quantity, Struct
from checker.resolve.clause import QUANTITY, Line, line
from checker.resolve.passage import Passage


class Measured(Struct, frozen=True, kw_only=True):
    """What a quantity measures; ``negative`` asks for its sign to be turned, never set on a number below zero."""

    measure: Measure
    negative: bool = False


LEVEL = Measured(measure="level")
SHARE = Measured(measure="share")
RISE = Measured(measure="change")
FALL = Measured(measure="change", negative=True)
LOSS = Measured(measure="level", negative=True)

_Sense = Literal["rise", "fall", "better", "worse"]
_PERCENTS = frozenset(("percent", "percentage_point", "basis_point"))
_POINTS = frozenset(("percentage_point", "basis_point"))
_SPANS = frozenset(("week", "month", "quarter", "year", "hour"))

_HEDGES = frozenset(
    ("about", "around", "approximately", "roughly", "nearly", "almost", "some", "over", "under", "above", "just", "only", "another",
     "more than", "less than", "greater than", "fewer than", "higher than", "lower than", "better than", "worse than", "at least",
     "at most", "close to", "up to", "north of", "south of", "in excess of", "as much as", "as many as", "as high as", "as low as",
     "a total of", "a little", "a little over", "slightly over", "just over", "well over", "just under", "a little under",
     "well above", "just above", "just below", "well below", "slightly above", "slightly below", "a little above", "like",
     "say", "even", "even more", "approx", "circa", "below")
)  # fmt: skip
_ARTICLES = frozenset(
    ("a", "an", "the", "our", "its", "their", "another", "additional", "further", "impressive", "robust", "strong", "solid", "record",
     "whopping", "full", "incremental", "modest", "respective", "healthy", "slight", "remarkable", "respectable", "combined",
     "significant", "total", "net", "overall", "sequential", "annualized", "average", "again", "well", "also", "(", "estimated",
     "anticipated", "expected", "very", "kind", "sort", "quite", "somewhere", "anywhere", "cumulative", "compound",
     "compounded", "annual", "yearly", "organic", "comparable", "double", "reported", "underlying", "adjusted", "consistent",
     "outstanding", "stellar", "tremendous", "massive", "sharp", "steep", "big", "nice", "good", "great", "pretty", "low", "mid", "high")
)  # fmt: skip
_COMPARING = frozenset(
    ("compared to", "compared with", "compare to", "compare with", "comparing to", "comparing with", "comparable to",
     "comparable with", "relative to", "as against", "against", "versus", "vs", "from", "than", "as opposed to", "compared",
     "rather than", "verses")
)  # fmt: skip
_STOPS = frozenset(
    ("in", "of", "to", "for", "from", "with", "by", "at", "on", "over", "and", "or", "but", "which", "that", "because", "due", "while",
     "as", "is", "was", "were", "are", "be", "been", "has", "have", "had", "driven", ";", ":", ",", "?", ")", "(", "--", "-", "—", "–",
     "compared to", "compared with", "versus", "vs", "against", "relative to", "will", "would", "than", QUANTITY, "we", "our", "the",
     "this", "it", "they", "a", "an", "represents", "represented", "representing", "reflecting", "during", "after", "before", "through", "within", "per", "per share", "if", "not", "us", "included")
)  # fmt: skip
_BE = frozenset(("is", "was", "were", "are", "be", "been", "being", "'s", "it's", "totaled", "totalled", "reached", "came", "stood"))
_AGENTS = frozenset(("driven", "led", "made", "run", "held", "given", "taken", "supported", "offset", "followed", "hit", "put", "done"))
_NOT_UP = frozenset(
    ("made", "make", "makes", "making", "set", "sign", "signed", "open", "opened", "follow", "start", "take", "pick", "stood",
     "stand", "built", "build", "back", "backed")
)  # fmt: skip
_NOT_DOWN = frozenset(("pay", "paid", "paying", "draw", "drew", "drawn", "write", "wrote", "written"))
_AFTER_LOSS = frozenset(
    ("ratio", "ratios", "rate", "rates", "reserve", "reserves", "adjustment", "expense", "expenses", "carryforward", "carryforwards",
     "provision", "provisions", "cost", "costs", "prevention", "content", "mitigation", "picks", "sharing", "allowance", "allowances",
     "absorption", "absorbing", "carry", "forwards", "experience", "trend", "trends", "of")
)  # fmt: skip
_CONVERSE = frozenset(("year-over-year", "sequentially", "sequential", "annually", "organically"))


class _Lexicon(Struct, frozen=True, kw_only=True):
    """The word lists of ``measure.toml``, turned from list to sense."""

    verbs: Mapping[str, _Sense]
    comparatives: Mapping[str, _Sense]
    nouns: Mapping[str, _Sense]
    percent: Mapping[str, _Sense]
    by: Mapping[str, _Sense]
    struck: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    costs: frozenset[str]
    gains: frozenset[str]
    said: Mapping[str, Measure]
    share_verbs: frozenset[str]
    losses: frozenset[str]
    loss_costs: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    text = resources.files("checker").joinpath("data/measure.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    senses: tuple[_Sense, ...] = ("rise", "fall", "better", "worse")

    def by_sense(part: str) -> dict[str, _Sense]:
        return {word: sense for sense in senses for word in data[sense][part]}

    said: dict[str, Measure] = dict.fromkeys(data["level"]["words"], "level")
    said |= dict.fromkeys(data["share"]["words"], "share") | dict.fromkeys(data["share"]["verbs"], "share")
    said |= dict.fromkeys(data["growth"]["words"], "change")
    verbs, comparatives = by_sense("verbs"), by_sense("comparatives")
    by: dict[str, _Sense] = {**verbs, **comparatives}
    by |= {word: sense for sense in senses[:2] for word in data["by"][sense]}
    return _Lexicon(
        verbs=verbs,
        comparatives=comparatives,
        nouns=by_sense("nouns"),
        percent={word: sense for sense in senses[:2] for word in data["percent"][sense]},
        by=by,
        struck=frozenset(data["by"]["struck"]),
        good=frozenset(data["polarity"]["good"]),
        bad=frozenset(data["polarity"]["bad"]),
        costs=frozenset(data["costs"]["words"]),
        gains=frozenset(data["costs"]["gains"]),
        said=said,
        share_verbs=frozenset(data["share"]["verbs"]),
        losses=frozenset((*data["loss"]["words"], *data["loss"]["many"])),
        loss_costs=frozenset(data["loss"]["costs"]),
    )


def measures(
    document: Document,  # noqa: ARG001 - every dimension takes the same arguments
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
) -> tuple[Measured, ...]:
    """What each quantity measures and whether its sign has to be turned, in the order of ``quantities``."""
    found = [LEVEL] * len(quantities)
    carried: Measured | None = None
    block: int | None = None
    for passage in passages:
        if not passage.quantities:
            continue
        if passage.sentence.block != block:
            block, carried = passage.sentence.block, None
        sentence = _Sentence(line(passage, quantities), [quantities[i] for i in passage.quantities], carried)
        for index, answer in zip(passage.quantities, sentence.answers(), strict=True):
            unsigned = answer.negative and quantities[index].low > 0
            found[index] = answer if unsigned or not answer.negative else Measured(measure=answer.measure)
            if quantities[index].unit == "percent":
                carried = answer
    return tuple(found)


class _Sentence:
    """The quantities of one sentence, decided together, since they lean on one another."""

    def __init__(self, text: Line, quantities: Sequence[Quantity], carried: Measured | None) -> None:
        self.words = text.words
        self.places = text.places
        self.quantities = quantities
        self.carried = carried
        self.lexicon = _lexicon()
        self.after: list[bool] = [False] * len(quantities)  # decided by the words that follow it

    def answers(self) -> list[Measured]:
        """First what each quantity's own words say, then what it takes from its neighbours."""
        own = [self._own(n) for n in range(len(self.places))]
        found: list[Measured] = []
        for n, answer in enumerate(own):
            decided = answer or self._from_next(n, own) or self._compared(n, found) or self._from_previous(n, found)
            found.append(self._signed(n, decided or self._fallback(n, found)))
        return found

    # -- what the words beside a quantity say ------------------------------------------------------

    def _own(self, n: int) -> Measured | None:
        quantity, unit = self.quantities[n], self.quantities[n].unit
        written = quantity.text.lower()
        if written.startswith(("flat", "unchanged")) or written.endswith(("bled", "bling", "pled", "pling", "fold", "lved", "lving")):
            return RISE
        left = self._left(self.places[n])
        if (answer := self._moved_by(n, left)) is not None:
            return answer
        if (answer := self._moves_after(n)) is not None:
            self.after[n] = True
            return answer
        if (answer := self._noun_before(n, left)) is not None:
            return answer
        if unit == "percent":
            following = self._right(self.places[n])
            if self._word(following) in ("of", "as a percentage of") and self._word(left) not in self.lexicon.verbs:
                return LEVEL if self._margin_of_sales(following, left) else SHARE
            if self._phrase(left, self.lexicon.share_verbs) or written.startswith("half"):
                return SHARE
        return self._loss(n, left)

    def _moved_by(self, n: int, left: int) -> Measured | None:
        """A verb just before ("up 5%", "grew 5%"), or a verb with "by" ("lowered its cost by 5%")."""
        word, before, unit = self._word(left), self._word(left - 1), self.quantities[n].unit
        if word == "by":
            return self._by(left)
        if word == "added" and unit not in _SPANS and self._word(self.places[n] + 1) == "to" and unit != "count":
            return RISE
        if self._reaches(n, left):
            return None
        sense = self.lexicon.verbs.get(word) or (self.lexicon.percent.get(word) if unit in _PERCENTS else None)
        if sense is None or unit in _SPANS:
            return None
        if (word == "up" and before in _NOT_UP) or (word == "down" and before in _NOT_DOWN):
            return None
        if word in ("fall", "drop", "increase", "decrease", "decline", "cut") and before in ("this", "last", "in"):
            return None
        return self._change(sense, left)

    def _by(self, at: int) -> Measured | None:
        lexicon, first = self.lexicon, True
        for i in range(at - 1, max(-1, at - 16), -1):
            word = self.words[i]
            if word in lexicon.struck:
                around = self.words[max(0, i - 4) : at]
                return RISE if any(w in lexicon.good for w in around) else FALL
            sense = lexicon.by.get(word) or lexicon.by.get(word.rpartition(" ")[2]) or lexicon.percent.get(word)
            if sense is not None:
                return self._change(sense, i)
            if word in (QUANTITY, ";") or (first and (word in _AGENTS or word.endswith("ed"))):
                return None
            first = first and self._skips(word)
        return None

    def _moves_after(self, n: int) -> Measured | None:
        """A noun or comparative just after: "a 5% increase", "5% lower than", "$3 million of higher costs"."""
        place, unit, lexicon = self.places[n], self.quantities[n].unit, self.lexicon
        i, end = place + 1, min(len(self.words), place + 6)
        linked = False
        while i < end:
            word = self.words[i].removesuffix(" than")
            following = self._word(i + 1) if word == self.words[i] else "than"
            sense = lexicon.nouns.get(word) or (lexicon.percent.get(word) if unit in _PERCENTS else None)
            if sense is not None and self._ends_phrase(following) and not (linked and unit not in _POINTS and word == "growth"):
                return None if unit in _SPANS else self._change(sense, i)
            if word in lexicon.comparatives and unit not in _SPANS and not (linked and word in ("better", "ahead", "above", "below", "behind")):
                return self._change(lexicon.comparatives[word], i)
            if word == "more" and i == place + 1 and unit in _PERCENTS:
                return RISE
            if word in lexicon.verbs and (following in _COMPARING or following in _CONVERSE or following in ("", ",")) and i == place + 1:
                near = self._word(self._left(place))
                if near in _BE or near in (",", "and", ""):
                    return self._change(lexicon.verbs[word], i)
            if word in lexicon.good | lexicon.bad and (following in ("impact", "effect", "to") or following in lexicon.nouns):
                return RISE if word in lexicon.good else FALL
            if word in ("of", "in") and not linked and i == place + 1 and unit not in _SPANS:
                linked = True
            elif word in _STOPS:
                return None
            i += 1
        return None

    def _noun_before(self, n: int, left: int) -> Measured | None:
        """A noun of movement with "of": "an increase of", "a decline in sales of", "growth in the range of"."""
        if self._word(left) not in ("of", "in the range of", "between", "to", "in the range", "at the rate of", "at a rate of") or self.quantities[n].unit in _SPANS:
            return None
        lexicon, percents = self.lexicon, self.quantities[n].unit in _PERCENTS
        at = left - 1
        while at >= 0 and self._skips(self.words[at]):
            at -= 1
        if self.words[left] == "to" and self._word(at) not in ("headwind", "tailwind"):
            return None
        word = self._word(at)
        sense = lexicon.nouns.get(word) or (lexicon.percent.get(word) if percents else None)
        if sense is not None:
            return self._change(sense, at)
        if word in ("impact", "effect", "impacts"):
            around = self.words[max(0, at - 4) : at]
            if any(w in lexicon.bad for w in around):
                return FALL
            return RISE if any(w in lexicon.good for w in around) or self.quantities[n].unit in _POINTS else None
        for i in range(at, max(-1, at - 7), -1):
            word = self.words[i]
            if word in (QUANTITY, ",", ";"):
                return None
            if word in lexicon.nouns and (
                self._word(i + 1) in ("in", "to", "for", "on", "rate", "rates", "from") or self.words[left].startswith("at ")
            ):
                level = self.quantities[n].unit == "percent" and any(lexicon.said.get(w) == "level" for w in self.words[i + 2 : left])
                return None if level else self._change(lexicon.nouns[word], i)
        return None

    def _loss(self, n: int, left: int) -> Measured | None:
        """Money that is lost: "a net loss of", "a $5 million loss", "lost $0.22"."""
        unit, lexicon, place = self.quantities[n].unit, self.lexicon, self.places[n]
        if not unit[:3].isupper():
            return None
        if self._word(left) in ("lost", "losing", "lose"):
            return LOSS
        for i in range(place + 1, min(len(self.words), place + 5)):
            word = self.words[i]
            if word in _STOPS:
                break
            if word == "loss":
                counted = self._word(i + 1) in _AFTER_LOSS or self.words[i - 1] in lexicon.loss_costs
                return None if counted else LOSS
        for i in range(left, max(-1, left - 11), -1):
            word = self.words[i]
            if word in ("loss", "losses", "deficit"):
                plain = word != "losses" or f"{self._word(i - 1)} losses" in lexicon.losses
                counted = self.words[i - 1] in lexicon.loss_costs if i else False
                counted = counted or (self._word(i + 1) in _AFTER_LOSS and i + 1 != left)
                return LOSS if plain and not counted else None
            if word == QUANTITY or word in lexicon.gains or word in lexicon.costs or word in (",", ";", "charge", "gain"):
                return None
        return None

    # -- what a quantity takes from its neighbours -----------------------------------------------------

    def _from_next(self, n: int, own: Sequence[Measured | None]) -> Measured | None:
        """ "a 3% and 1% increase": the first waits for the noun that follows the second."""
        if n + 1 >= len(own) or not self.after[n + 1] or self._word(self._left(self.places[n])) in _COMPARING:
            return None
        between = self.words[self.places[n] + 1 : self.places[n + 1]]
        tight = any(w in ("or", "and", "to", "/") for w in between) and all(self._joins(w) for w in between)
        return own[n + 1] if tight else None

    def _from_previous(self, n: int, found: Sequence[Measured]) -> Measured | None:
        """ "up 20% or $55 million"; "up 4% in Europe and 7% in Asia" """
        if n == 0:
            return None
        previous = found[n - 1]
        between = self.words[self.places[n - 1] + 1 : self.places[n]]
        same = self.quantities[n - 1].unit == self.quantities[n].unit
        joined = any(w in ("or", "and", "/") for w in between) or (same and "," in between)
        if not joined:
            return None
        if all(self._joins(w) for w in between):
            units = (self.quantities[n - 1].unit, self.quantities[n].unit)
            return previous if same or all(u in _PERCENTS or u[:3].isupper() for u in units) else None
        if not same or previous.measure == "level" or len(between) > 14:
            return None
        broken = any(
            w in _BE or w in ("to", "of", "at", "by", ";") or w in self.lexicon.said or w in self.lexicon.verbs
            for w in between
        )
        return None if broken else previous

    def _compared(self, n: int, found: Sequence[Measured]) -> Measured | None:
        """ "compared to 26%" is what it is compared with: a level, a share, or growth against growth."""
        left = self._left(self.places[n])
        word, unit = self._word(left), self.quantities[n].unit
        if word not in _COMPARING:
            return None
        if unit in _PERCENTS and self._word(left - 1).startswith(("accelerat", "decelerat", "slow")):
            return RISE
        for m in range(n - 1, -1, -1):
            if self.quantities[m].unit != unit:
                continue
            before = self._word(self._left(self.places[m]))
            moved = found[m].measure == "change" and (word == "from" or unit not in _PERCENTS)
            if moved and (unit not in _PERCENTS or before in self.lexicon.verbs or before == "by"):
                continue
            return found[m]
        if unit in _PERCENTS:
            kind = self._said(left, through=True)
            return Measured(measure=kind or "level")
        return LEVEL

    def _fallback(self, n: int, found: Sequence[Measured]) -> Measured:
        """The nearest noun before a percentage says what it is of; without one it is a level."""
        quantity, place = self.quantities[n], self.places[n]
        if quantity.unit not in _PERCENTS:
            sense = self._transitive(place - 1) if quantity.unit not in _SPANS and quantity.unit != "count" else None
            return self._change(*sense) if sense is not None else LEVEL
        for i in range(place + 1, min(len(self.words), place + 4)):
            if self.words[i] in _STOPS:
                break
            if self.lexicon.said.get(self.words[i]) in ("level", "share"):
                return Measured(measure=self.lexicon.said[self.words[i]])
        left = self._left(place)
        if (sense := self._transitive(left)) is not None:
            return self._change(*sense)
        reached = self._reaches(n, left)
        kind = self._said(left, through=False, reached=reached)
        dated = any(self._compares_years(w) for w in (*self.words[left : place], self._word(place + 1), self._word(left - 1)))
        before = found[n - 1] if n else self.carried
        if reached and before == SHARE and (kind is None or self.words[0] in ("this", "that")):
            return SHARE
        if kind == "share" and (quantity.unit in _POINTS or self._dated_noun(left)):
            return RISE
        if kind == "level" and quantity.form == "vague" and any(w in ("pricing", "price", "prices") for w in self.words[left - 2 : place + 3]):
            kind = "change"
        if kind is None and (dated or quantity.form == "vague" or quantity.unit in _POINTS):
            kind = "change"
        return Measured(measure=kind or "level")

    def _reaches(self, n: int, left: int) -> bool:
        """Whether a movement ends at the quantity: "rose to", "rising up to"."""
        return self._word(left) == "to" or (
            self._word(left) in self.lexicon.verbs and "up to" in self.words[left + 1 : self.places[n]]
        )

    def _transitive(self, left: int) -> tuple[_Sense, int] | None:
        """The verb whose object stands between it and the quantity: "grew service revenue 5%"."""
        for i in range(left, max(-1, left - 6), -1):
            word = self.words[i]
            if word in self.lexicon.verbs and i < left:
                return None if self._word(i - 1) in _ARTICLES else (self.lexicon.verbs[word], i)
            if word in _STOPS and word not in ("our", "the", "and"):
                return None
        return None

    def _margin_of_sales(self, following: int, left: int) -> bool:
        """ "a margin of 40% of net sales" is a margin all the same."""
        base = self.words[following + 1 : following + 4]
        if not any(w in ("sales", "revenue", "revenues") for w in base):
            return False
        return any(w in ("margin", "margins") for w in self.words[max(0, left - 10) : left + 1])

    def _dated_noun(self, left: int) -> bool:
        """ "year-over-year … of 5%": what is said between two periods is a change, whatever the noun."""
        return self._word(left) == "of" and any(self._compares_years(w) for w in self.words[max(0, left - 3) : left])

    # -- words ---------------------------------------------------------------------------------------

    def _signed(self, n: int, answer: Measured) -> Measured:
        """ "negative 5%" said in words."""
        if not answer.negative and self._word(self._left(self.places[n])) in ("negative", "minus"):
            return Measured(measure=answer.measure, negative=True)
        return answer

    def _change(self, sense: _Sense, at: int) -> Measured:
        if sense in ("rise", "fall"):
            return RISE if sense == "rise" else FALL
        return RISE if (sense == "better") != self._of_cost(at) else FALL

    def _of_cost(self, at: int) -> bool:
        """Whether what improves at ``at`` is something that falls when it improves."""
        lexicon = self.lexicon
        if self._word(at + 1) in ("in", "to", "on"):
            for i in range(at + 2, min(len(self.words), at + 10)):
                if self._phrase(i, lexicon.costs):
                    return True
                if self.words[i] in lexicon.gains or self.words[i] in (",", ";"):
                    break
        days = [q.unit for q, place in zip(self.quantities, self.places, strict=True) if abs(place - at) < 4]
        if "day" in days:
            return True
        for i in range(at, -1, -1):
            if any("percent" in w for w in self.words[max(0, i - 3) : i]):
                continue
            if self._phrase(i, lexicon.costs):
                return True
            if self.words[i] in lexicon.gains:
                return False
        return False

    def _said(self, left: int, *, through: bool, reached: bool = False) -> Measure | None:
        """The measure that the nearest telling noun at or before ``left`` gives a percentage."""
        said = self.lexicon.said
        for i in range(left, max(-1, left - 18), -1):
            word = self.words[i]
            if word in ("as a percentage of", "as a percent of", "as percentage of", "as percent of", "a percentage of"):
                return "share"
            if (word == QUANTITY and not through) or word == ";":
                return None
            if reached and word in self.lexicon.nouns and word != "growth":
                continue
            for size in (3, 2, 1):
                if i - size + 1 >= 0:
                    kind = said.get(word if size == 1 else " ".join(self.words[i - size + 1 : i + 1]))
                    if kind is not None:
                        if kind == "level" and self._earlier_share(i):
                            return "share"
                        return kind
        return None

    def _earlier_share(self, at: int) -> bool:
        return any(w in ("as a percentage of", "as a percent of") for w in self.words[max(0, at - 12) : at])

    def _left(self, place: int) -> int:
        """The position of the first word before ``place`` that is no hedge, article, adverb or date."""
        i = place - 1
        while i >= 0 and self._skips(self.words[i]):
            i -= 1
        return i

    def _right(self, place: int) -> int:
        i = place + 1
        while i < len(self.words) and (self.words[i] in ("approx", "about", "or", "so", "plus") or self.words[i].endswith("ly")):
            i += 1
        return i

    def _skips(self, word: str) -> bool:
        if word in _HEDGES or word in _ARTICLES:
            return word not in self.lexicon.verbs
        return (word.endswith("ly") and word != "july") or self._compares_years(word) or word.startswith("on a")

    def _joins(self, word: str) -> bool:
        return word in ("or", "and", ",", "/", "to", "in", "-", "--", "by", "quarter", "year") or self._skips(word)

    @staticmethod
    def _compares_years(word: str) -> bool:
        return ("-over-" in word or "-on-" in word or " over " in word or " on " in word or "-to-" in word or " to " in word) and word.startswith(
            ("year", "quarter", "month", "week")
        ) or word.startswith(("yoy", "qoq", "y-o-y", "q-o-q", "sequential", "prior year", "prior-year", "year-ago", "year ago"))

    def _ends_phrase(self, following: str) -> bool:
        return following in _STOPS or following in ("", "year-over-year", "sequentially", "annually", "rate", "rates", "relative to") or (
            self._skips(following) or following in _COMPARING or following in ("year", "quarter", "there", "here", "when", "last", "next", "coming"))

    def _phrase(self, at: int, table: frozenset[str]) -> bool:
        if at < 0 or at >= len(self.words):
            return False
        if self.words[at] in table:
            return True
        return any(" ".join(self.words[max(0, at - size + 1) : at + 1]) in table for size in (2, 3))

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""
