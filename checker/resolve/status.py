"""Whether a quantity is a fact, a forecast, an ambition or an example.

The nearest verb before a quantity decides: "we expect" makes a forecast, "was" a fact. Where a sentence
has no such verb, a heading ("now to our outlook"), the sentence before, or an earlier forecast of the
same value carries on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from checker.model import Document, Quantity, Role, Status
from checker.resolve.clause import QUANTITY, Line, function_words, line
from checker.resolve.measure import Measured
from checker.resolve.movement import PERCENTS
from checker.resolve.passage import Passage

_REACH = 60  # words before a quantity in which its verb is looked for
_WINDOW = 300  # characters around a quantity in which a date or an ambition is looked for
_HEADING = 400  # characters a sentence may have to open a stretch of forecast

_NEAR = re.compile(
    r"\b(?:this|next|current|coming|full|fiscal|calendar)\s(?:fiscal\s)?(?:year|quarter|half)|\byear[\s-]end"
    r"|\bend\sof\s(?:the|this|next)\s(?:\w{1,8}\s)?(?:year|quarter)"
    r"|\b(?:first|second|third|fourth|back)\s(?:quarter|half)|\b[QH][1-4]\b|\b20[0-4]\d\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:above|exceed\w{0,3}|beat|ahead of|in line with|within)\b.{0,30}"
    r"\b(?:guidance|outlook|expectations?)",
    re.IGNORECASE,
)

_WITHOUT = re.compile(r"\b(?:excluding|without|had\swe|but\sfor|adjusting)\b", re.IGNORECASE)

_Tense = Literal["past", "ahead", "goal"]


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    data: dict[str, Any] = tomllib.loads(
        (files("checker") / "data" / "status.toml").read_text(encoding="utf-8")
    )
    return data


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(_lists()[table][name])


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in _lists()[table][name])
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


@cache
def _telling() -> frozenset[str]:
    """Every word that may say something of a status; the others need no closer look."""
    starts = {phrase.split()[0] for phrase in _lists()["ahead"]["phrases"]}
    tables = ("words", "undertakings", "adjectives", "modals")
    return frozenset(
        starts.union(
            *(_words("ahead", name) for name in tables),
            *(_words("past", name) for name in ("words", "perfect")),
            _words("target", "words"),
            function_words("comparing"),
            ("we", "it", "they", "there", "where", "is", "are"),
        )
    )


def statuses(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    measured: Sequence[Measured],  # noqa: ARG001 - every dimension takes the same arguments
) -> tuple[Status, ...]:
    """The status of each quantity, in the order of ``quantities``."""
    found: list[Status] = ["actual"] * len(quantities)
    foretold: set[tuple[Decimal, Decimal, str]] = (
        set()
    )  # values forecast so far and not since stated as facts
    heading = lasting = False
    before: Status = "actual"
    speaker: int | None = None
    block = -1
    for passage in passages:
        if passage.block.speaker != speaker:
            speaker, heading = passage.block.speaker, False
        if passage.sentence.block != block:
            block, before = passage.sentence.block, "actual"
            heading = heading and lasting
        short = len(passage.text) < _HEADING
        opened = _pattern("headings", "ahead").search(passage.text) if short else None
        if short and (heading or opened) and _pattern("headings", "turn").search(passage.text):
            heading = opened is not None and _HELD.search(passage.text) is None
            lasting = opened is not None and opened.group().lower() in ("outlook", "guidance")
        if not passage.quantities:
            continue
        role = document.speakers[speaker].role if speaker is not None else "unknown"
        sentence = _Sentence(passage.text, line(passage, quantities), role, heading=heading, before=before)
        for n, index in enumerate(passage.quantities):
            quantity = quantities[index]
            value = (quantity.low, quantity.high, quantity.unit)
            tense = sentence.tense(n, quantity)
            found[index] = sentence.status(
                n, quantity, tense, foretold=value in foretold and quantity.unit != "count"
            )
            if found[index] == "guidance":
                foretold.add(value)
            elif tense == "past":
                foretold.discard(value)
        before = found[passage.quantities[-1]]
    return tuple(found)


class _Sentence:
    """One sentence with what it has inherited: who speaks, under which heading, after which status."""

    def __init__(self, text: str, words: Line, role: Role, *, heading: bool, before: Status) -> None:
        self.text, self.line, self.words = text, words, words.words
        self.role, self.heading, self.before = role, heading, before

    def status(self, n: int, quantity: Quantity, tense: _Tense | None, *, foretold: bool) -> Status:
        """The status of quantity ``n``; ``foretold`` says that the same value was forecast before."""
        place = self.line.places[n]
        held = self.line.word(place - 1) in ("our", "existing", "original")
        if held and self.line.word(place + 1) not in ("target", "goal", "guidance"):
            return "actual"
        if self._example(place, quantity):
            return "illustrative"
        if tense is None:
            continued = self.words[0] in _words("headings", "continued") and self.before in (
                "guidance",
                "target",
            )
            if foretold or self.heading or continued or self._near(_pattern("future", "phrases"), place):
                tense = "ahead"
        if tense in (None, "past"):
            return "actual"
        return "target" if self._ambitious(place, goal=tense == "goal") else "guidance"

    # -- verbs -------------------------------------------------------------------------------------

    def tense(self, n: int, quantity: Quantity) -> _Tense | None:
        """What the nearest telling verb or noun makes of quantity ``n``: before it, or else behind it."""
        place = self.line.places[n]
        if quantity.text.lower().endswith(("oubled", "ripled", "alved")):
            near = self.line.word(self.line.governor(place))
            if near not in ("to", "be", "is", "are", "will"):
                return "past"
        return self._before(place) or self._behind(place)

    def _before(self, place: int) -> _Tense | None:
        words = self.words
        compared = described = False
        telling = _telling()
        for i in range(place - 1, max(-1, place - _REACH), -1):
            word = words[i]
            if word not in telling and not word.endswith("ed"):
                continue
            if word in function_words("comparing") and i >= place - 6 and QUANTITY not in words[i:place]:
                compared = True
            if self._is_past(i):
                return "ahead" if self._revises(i) else "past"
            if word in _words("ahead", "undertakings") and "to" in words[i + 1 : min(i + 7, place)]:
                return "past" if compared else "ahead"
            if self._describes(i):
                described = True
            elif self._is_ahead(i, place):
                if compared and not (word in _words("ahead", "nouns") and place - i < 8):
                    return "past"
                return "goal" if word in _words("target", "words") else "ahead"
        return "ahead" if described else None

    def _behind(self, place: int) -> _Tense | None:
        """ "$100 million is expected to be spent": the verb stands behind the quantity."""
        words = self.words
        if self.line.word(place + 1) in ("target", "goal", "guidance"):
            return "ahead" if words[place + 1] == "guidance" else "goal"
        for i in range(place + 1, min(len(words), place + 12)):
            word = words[i]
            if word in (",", ";", "and", "but", QUANTITY, "than", "as", "in line", "above", "versus"):
                return None
            if word in _words("past", "words"):
                return None
            if word in ("guidance", "outlook", "forecast") and words[i - 2 : i - 1] in (
                ("in",),
                ("from",),
                ("to",),
            ):
                return "ahead" if words[i - 1] in ("our", "the") else None
            if word in _words("ahead", "words") and (
                word not in _words("ahead", "nouns") or word in _words("ahead", "adjectives")
            ):
                return "ahead" if self._is_ahead(i, i + 20) else None
        return None

    def _is_past(self, i: int) -> bool:
        words, word = self.words, self.words[i]
        following = self.line.word(i + 1)
        fact = word in ("we", "it", "they", "there") and following in ("have", "are", "is", "has")
        if fact and self.line.word(i - 1) in ("and", "but"):
            return self.line.word(i + 2) not in _words("ahead", "words")
        if word in ("is", "are") and following in ("up", "down"):
            return True
        if word == "would" and self._supposes_less(i):
            return True
        if word == "where":  # a forecast does not reach into "where we are half owner"
            return True
        if word in _words("past", "words"):
            return not (word.endswith("ed") and self.line.word(i - 1) in _words("past", "attributive"))
        if word in _words("past", "perfect"):
            return any(
                w in _words("past", "participles") or (w.endswith("ed") and w != "need")
                for w in words[i + 1 : i + 4]
            )
        if word.endswith("ed") and word not in _words("past", "adjectives") | _words("ahead", "words"):
            if following in ("by", QUANTITY) and self.line.word(i - 1) not in ("be", "being", "to", "get"):
                return True
            return self.heading and (following in _words("past", "objects") or following.endswith("ly"))
        return False

    def _supposes_less(self, i: int) -> bool:
        """ "Without the strike, profit would be": the past as it might have been."""
        at = self.line.starts[i] - self.line.starts[0]
        return _WITHOUT.search(self.text, max(0, at - _WINDOW), at) is not None

    def _describes(self, i: int) -> bool:
        """ "Expected" as an adjective says less than a finite verb further off."""
        if self.words[i] not in _words("ahead", "adjectives"):
            return False
        before, following = self.line.word(i - 1), self.line.word(i + 1)
        if following in ("credit", "loss", "losses", "life", "useful") or before in _words(
            "ahead", "against"
        ):
            return False
        return following not in ("to", "that", "at", "by", "in", QUANTITY) and before not in _words(
            "ahead", "subjects"
        )

    def _is_ahead(self, i: int, place: int) -> bool:
        words, word = self.words, self.words[i]
        before, following = self.line.word(i - 1), self.line.word(i + 1)
        if f"{word} {following}" in _words("ahead", "phrases"):
            return True
        if word not in _words("ahead", "words"):
            return False
        if word in _words("ahead", "modals"):
            if (word == "would" and "have" in words[i + 1 : i + 3]) or (
                word == "may" and following.isdigit()
            ):
                return False
            if words[i + 1 : i + 3] == ("be", "available"):
                return False
            speaking = following in _words("ahead", "spoken") and (
                word == "we'll" or before in ("i", "we", "you")
            )
            return following not in _words("ahead", "speech") and not speaking
        if word in ("plan", "plans", "planned", "project") and following not in ("to", "for", "on", "is"):
            return word == "project" and any(
                w in ("we", "now", "currently", "to") for w in words[max(0, i - 2) : i]
            )
        if word in ("expected", "estimated") and following in ("credit", "loss", "losses", "life", "useful"):
            return False
        if word in _words("ahead", "nouns") and any(
            w in _words("ahead", "against") for w in words[max(0, i - 4) : i]
        ):
            direct = following in _words("ahead", "linked") and place - i < 9
            return direct and not any(w in (",", "and", ";") for w in words[i + 1 : place])
        return True

    def _revises(self, at: int) -> bool:
        """ "Our expectation was raised to": what has happened happened to a forecast."""
        finite = self.line.word(at - 1) if self.words[at] not in ("was", "were") else self.words[at]
        done = self.words[at] if self.words[at] not in ("was", "were") else self.line.word(at + 1)
        return (
            finite in ("was", "were", "been")
            and done in _words("ahead", "revised")
            and any(
                w in ("guidance", "outlook", "forecast", "expectation", "expectations")
                for w in self.words[max(0, at - 8) : at]
            )
        )

    # -- ambitions and examples ------------------------------------------------------------------------

    def _near(self, pattern: re.Pattern[str], place: int) -> bool:
        """Whether ``pattern`` stands in the sentence not far from the quantity; sentences may be endless."""
        at = self.line.starts[place] - self.line.starts[0]
        return pattern.search(self.text, max(0, at - _WINDOW), at + _WINDOW) is not None

    def _ambitious(self, place: int, *, goal: bool) -> bool:
        """A goal, or a long run, without a near date is an ambition."""
        if self._near(_NEAR, place):
            return False
        if self._near(_pattern("target", "long"), place) and self._near(_pattern("target", "with"), place):
            return True
        return goal and self.before == "actual" and not self.heading

    def _example(self, place: int, quantity: Quantity) -> bool:
        words, end = self.words, self.line.starts[place] - self.line.starts[0]
        example = _pattern("example", "phrases").search(self.text, max(0, end - 160), end)
        if example is not None and any(
            w in _words("example", "supposed") for w in words[max(0, place - 20) : place]
        ):
            return True
        if _pattern("example", "world").search(self.text, max(0, end - 120), end):
            return True
        amount = quantity.unit in PERCENTS or quantity.unit[:3].isupper()
        if amount and self.line.word(place - 1) in _words("example", "each"):
            return True
        near = words[max(0, place - 10) : place]
        if "if" in near and self.role != "management":
            after = near[near.index("if") + 2 :]
            return bool(after) and after[0] not in _words("example", "look")
        return self.role != "management" and any(w in _words("example", "implied") for w in near)
