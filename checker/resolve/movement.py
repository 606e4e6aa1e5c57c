"""The words beside a quantity that make it a change, and which way it goes.

A verb before it ("up 5%", "grew revenue 5%"), a verb with "by", a noun or comparative after it ("a 5%
increase", "5% lower than"), a noun with "of" before it ("an increase of 5%").
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Quantity
from checker.resolve.clause import QUANTITY, Line, compares_periods, function_words, passed
from checker.resolve.influence import influence, influences
from checker.resolve.senses import Sense, lexicon

PERCENTS = frozenset(("percent", "percentage_point", "basis_point"))
POINTS = frozenset(("percentage_point", "basis_point"))
_AMOUNTS = ("was", "were", "is", "totaled", "totalled", "amounted to")
_OPENERS = ("the", "this", "our", "that", "year over year", "sequential", "")
# "Fell below 3%" names a level; "grew above 3%" a growth.
_CROSSING = ("fall", "fell", "drop", "dip", "rise", "rising", "rose", "climb", "slip")
SPANS = frozenset(("hour", "week", "month", "quarter", "year"))


class Movement:
    """The movements of one sentence. Each method gives +1, −1, or ``None`` where there is none."""

    def __init__(self, line: Line, quantities: Sequence[Quantity]) -> None:
        self.line = line
        self.words = line.words
        self.quantities = quantities
        self.lexicon = lexicon()

    def before(self, n: int) -> int | None:
        """A verb just before ("up 5%", "grew 5%"), or a verb with "by" ("lowered its cost by 5%")."""
        lexicon, unit, place = self.lexicon, self.quantities[n].unit, self.line.places[n]
        at = self.line.governor(place)
        word, before = self.line.word(at), self.line.word(at - 1)
        if word == "by":
            return self._by(at)
        if word == "including" and before == "," and unit[:3].isupper():  # "price increases, including $5"
            word, at = self.line.word(at - 2), at - 2
            return self._sign(lexicon.nouns[word], at) if word in lexicon.nouns else None
        if unit in SPANS:
            return None
        if word == "at" and unit in PERCENTS and before in lexicon.verbs:  # "grew at 4%"
            return self._sign(lexicon.verbs[before], at - 1)
        if (
            word == "in"
            and unit in PERCENTS
            and before in lexicon.verbs
            and self.words[at + 1 : place] == ("the",)
        ):
            return self._sign(lexicon.verbs[before], at - 1)  # "down in the mid-teens"
        if (
            unit == "count"
            and word in lexicon.verbs
            and word.startswith(("expan", "reduc", "cut", "improv", "low", "contract"))
        ):
            return None  # "expanded 16 plants"
        if word == "added" and self.line.word(place + 1) == "to" and unit != "count":
            return 1
        if self.reached(n):
            return None
        sense = lexicon.verbs.get(word) or (lexicon.percent.get(word) if unit in PERCENTS else None)
        if (
            sense is None
            or (word == "up" and before in lexicon.not_up)
            or (word == "down" and before in lexicon.not_down)
        ):
            return None
        if word in lexicon.nouns and before in ("this", "last", "in"):  # "this fall", "in decline"
            return None
        return self._sign(sense, at)

    def _by(self, at: int) -> int | None:
        lexicon, first = self.lexicon, True
        for i in range(at - 1, max(-1, at - 16), -1):
            word = self.words[i]
            if word in lexicon.struck:
                return 1 if any(w in lexicon.good for w in self.words[max(0, i - 4) : at]) else -1
            sense = (
                lexicon.by.get(word) or lexicon.by.get(word.rpartition(" ")[2]) or lexicon.percent.get(word)
            )
            if sense is not None:
                return self._sign(sense, i)
            if word == QUANTITY and self.line.word(at - 1) == "and":
                continue  # "reduced by $3 million since May and by $5 million"
            if word in (QUANTITY, ";") or (first and (word in lexicon.agents or word.endswith("ed"))):
                return None
            first = first and passed(word)
        return None

    def after(self, n: int) -> int | None:
        """A noun or comparative just after: "a 5% increase", "5% lower", "$3 million of higher costs"."""
        lexicon, unit, place = self.lexicon, self.quantities[n].unit, self.line.places[n]
        if unit in SPANS:
            return None
        counted = unit != "ratio"  # "five times more than" sets one thing beside another
        if counted and self.line.word(place + 1) == "more" and self._held_against(place + 2):
            return 1
        linked, start = False, self._denominated(n)
        of_the = self.words[start : start + 2]
        if unit[:3].isupper() and (of_the == ("of", "the") or ("/" in unit and of_the == ("on", "the"))):
            return self._part_of(start + 2)
        for i in range(start, min(len(self.words), start + 6)):
            word = self.words[i].removesuffix(" than")
            following = self.line.word(i + 1) if word == self.words[i] else "than"
            noun = lexicon.nouns.get(word) or (lexicon.percent.get(word) if unit in PERCENTS else None)
            if unit == "count" and noun is not None and word.endswith("s"):
                return None  # "two price increases"
            if (
                noun is not None
                and self._ends(following)
                and not (linked and word == "growth" and unit not in POINTS)
            ):
                return self._sign(noun, i)
            if word in lexicon.comparatives and not (
                linked and word in ("better", "ahead", "above", "below", "behind")
            ):
                return self._sign(lexicon.comparatives[word], i)
            if i == start and word == "more" and (unit in PERCENTS or (counted and following == "than")):
                return 1
            before = following == "from" and unit[:3].isupper()  # "was $66 million down from $75 million"
            if (
                i == place + 1
                and word in lexicon.verbs
                and not before
                and self._predicative(place, following)
            ):
                return self._sign(lexicon.verbs[word], i)
            if (word in lexicon.good or word in lexicon.bad) and (
                following in ("impact", "effect", "to") or following in lexicon.nouns
            ):
                return 1 if word in lexicon.good else -1
            if i == place + 1 and word in ("of", "in"):
                linked = True
            elif linked and word == "and" and self._winds(i):
                continue  # "$5 million of freight and wage headwinds"
            elif self.words[i] in function_words("ends"):
                return None
        return None

    def _denominated(self, n: int) -> int:
        """The place behind a quantity and what it is for: "$5 per share", "$5 a barrel"."""
        at = self.line.places[n] + 1
        if "/" not in self.quantities[n].unit:
            return at
        if self.line.word(at) == "per share":
            return at + 1
        return at + 2 if self.line.word(at) in ("a", "an", "per") else at

    def _held_against(self, start: int) -> bool:
        """Whether "12 more shops" is held against another number of them, and not 12 further ones."""
        for word in self.words[start : start + 6]:
            if word in ("than", "versus", "vs") or word.startswith("compared"):
                return True
            if word in (QUANTITY, ",", ";") or word in function_words("be"):
                return False
        return False

    def _part_of(self, start: int) -> int | None:
        """ "$5 million of the increase": money that is a part of a movement goes its way."""
        for i in range(start, min(len(self.words), start + 4)):
            sense = self.lexicon.nouns.get(self.words[i])
            if sense is not None and self._ends(self.line.word(i + 1)):
                return self._sign(sense, i)
            if self.words[i] in function_words("ends"):
                return None
        return None

    def _winds(self, at: int) -> bool:
        return any(w.startswith(("headwind", "tailwind")) for w in self.words[at + 1 : at + 4])

    def _predicative(self, place: int, following: str) -> bool:
        """ "was 17 days improved from last year", as against "the 5% increased by"."""
        near = self.line.word(self.line.governor(place))
        ends = (
            following in ("", ",") or following in function_words("comparing") or compares_periods(following)
        )
        return ends and (near in function_words("be") or near in (",", "and", "or", ""))

    def _ends(self, following: str) -> bool:
        """Whether a noun phrase may end before ``following``."""
        return (
            following in function_words("ends")
            or following in function_words("comparing")
            or following
            in ("", "rate", "rates", "year", "quarter", "there", "here", "when", "last", "next", "coming")
            or passed(following)
        )

    def noun_of(self, n: int) -> int | None:
        """A noun with "of" before: "an increase of", "a decline in sales of", "growth in the range of"."""
        lexicon, unit = self.lexicon, self.quantities[n].unit
        left = self.line.governor(self.line.places[n])
        link = self.line.word(left)
        if link in _AMOUNTS and unit not in SPANS:
            return self._subject(left)
        if unit in SPANS or link not in (
            "of",
            "to",
            "between",
            "in the range of",
            "in the range",
            "at the rate of",
            "at a rate of",
        ):
            return None
        at = self.line.governor(left)
        word = self.line.word(at)
        if word == "rate" and self.line.word(at - 1) == "run":
            return None  # "reductions on an annual run rate of $5 million": what a year of them comes to
        if link == "to" and word not in ("headwind", "tailwind"):
            return None
        sense = lexicon.nouns.get(word) or (lexicon.percent.get(word) if unit in PERCENTS else None)
        if sense is not None:
            return self._sign(sense, at)
        pushed = influence(self.line, at)
        if pushed is not None or word in influences().effects:
            return pushed or (1 if unit in POINTS else None)
        for i in range(at, max(-1, at - 7), -1):
            word = self.words[i]
            if word in (QUANTITY, ",", ";"):
                return None
            named = self.line.word(i + 1) in (
                "in",
                "to",
                "for",
                "on",
                "rate",
                "rates",
                "from",
            ) or link.startswith("at ")
            if word in lexicon.nouns and named:
                of_level = any(lexicon.said.get(w) == "level" for w in self.words[i + 2 : left])
                return None if unit == "percent" and of_level else self._sign(lexicon.nouns[word], i)
        return self._effect_of(left) if link == "of" else None

    def _effect_of(self, left: int) -> int | None:
        """ "An unfavorable impact on sales for the quarter of $5 million"."""
        table = influences()
        for i in range(left - 1, max(0, left - 14), -1):
            if self.words[i] in (QUANTITY, ",", ";"):
                return None
            if self.words[i] in table.effects and self.line.word(i + 1) in ("on", "to"):
                push = self.words[i - 1]
                return 1 if push in table.good else -1 if push in table.bad else None
        return None

    def _subject(self, at: int) -> int | None:
        """ "The reduction in loans totaled": a movement that is the subject of the verb at ``at``."""
        if (pushed := influence(self.line, at - 1)) is not None:
            return pushed
        for i in range(at - 1, max(-1, at - 12), -1):
            word = self.words[i]
            if word in (QUANTITY, ",", ";", "which"):
                return None
            if word in self.lexicon.nouns and self.line.word(i + 1) in ("in", *_AMOUNTS):
                opens = self.line.word(i - 1) in _OPENERS
                return self._sign(self.lexicon.nouns[word], i) if opens else None
            if word in self.lexicon.verbs:
                return None
        return None

    def object_of(self, n: int) -> int | None:
        """The verb whose object stands between it and the quantity: "grew service revenue 5%"."""
        left = self.line.governor(self.line.places[n])
        for i in range(left, max(-1, left - 6), -1):
            word = self.words[i]
            if word in self.lexicon.verbs and i < left:
                adjective = self.line.word(i - 1) in ("a", "an", "the", "our", "its", "of", "with")
                return None if adjective else self._sign(self.lexicon.verbs[word], i)
            if word in function_words("ends") and word not in ("our", "the", "and"):
                return None
        return None

    def reached(self, n: int) -> bool:
        """Whether a movement ends at the quantity: "rose to", "rising up to"."""
        place = self.line.places[n]
        at = self.line.governor(place)
        word = self.line.word(at)
        passing = self.words[at + 1 : place]
        crossed = word.startswith(_CROSSING) and ("below" in passing or "above" in passing)
        return word == "to" or crossed or (word in self.lexicon.verbs and "up to" in passing)

    def _sign(self, sense: Sense, at: int) -> int:
        if sense in ("rise", "fall"):
            return 1 if sense == "rise" else -1
        return 1 if (sense == "better") != self._of_cost(at) else -1

    def _of_cost(self, at: int) -> bool:
        """Whether what improves at ``at`` is something that falls when it improves."""
        lexicon = self.lexicon
        if self.line.word(at + 1) in ("in", "to", "on"):
            for i in range(at + 2, min(len(self.words), at + 10)):
                if self.line.phrase(i, lexicon.costs):
                    return True
                if self.words[i] in lexicon.gains or self.words[i] in (",", ";"):
                    break
        if any(
            q.unit == "day" and abs(p - at) < 4
            for q, p in zip(self.quantities, self.line.places, strict=True)
        ):
            return True
        for i in range(at, max(-1, at - 40), -1):
            if "percent" in self.words[i] and self.line.phrase(i - 1, lexicon.tied):
                return True
            if any("percent" in word for word in self.words[max(0, i - 2) : i]):
                continue  # "as a percentage of sales" is not about sales
            if self.line.phrase(i, lexicon.costs):
                return True
            if self.words[i] in lexicon.gains:
                return False
        return False
