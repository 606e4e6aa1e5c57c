"""Whether a quantity is a fact, a forecast, an ambition or an example.

The nearest verb before a quantity decides: "we expect" makes a forecast, "was" a fact. A heading
("now to our outlook") and the sentence before carry on where a sentence has no such verb of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from checker.model import Document, Quantity, Role, Status, Struct
from checker.resolve.clause import QUANTITY, Line, line
from checker.resolve.measure import Measured
from checker.resolve.passage import Passage


class _Lexicon(Struct, frozen=True, kw_only=True):
    ahead: frozenset[str]
    ahead_phrases: frozenset[str]
    nouns: frozenset[str]
    against: frozenset[str]
    speech: frozenset[str]
    spoken: frozenset[str]
    undertakings: frozenset[str]
    revised: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    participles: frozenset[str]
    heading: re.Pattern[str]
    turn: re.Pattern[str]
    future: re.Pattern[str]
    targets: frozenset[str]
    long: re.Pattern[str]
    ambition: re.Pattern[str]
    example: re.Pattern[str]
    world: re.Pattern[str]
    each: frozenset[str]
    look: frozenset[str]
    implied: frozenset[str]
    supposed: frozenset[str]
    attributive: frozenset[str]


def _any(phrases: Sequence[str], *, bounded: bool = True) -> re.Pattern[str]:
    joined = "|".join(re.escape(p).replace(r"\ ", r"\s") for p in phrases)
    return re.compile(rf"\b(?:{joined})" + (r"\b" if bounded else ""), re.IGNORECASE)


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    text = resources.files("checker").joinpath("data/status.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return _Lexicon(
        ahead=frozenset(data["ahead"]["words"]),
        ahead_phrases=frozenset(data["ahead"]["phrases"]),
        nouns=frozenset(data["ahead"]["nouns"]),
        against=frozenset(data["ahead"]["against"]),
        speech=frozenset(data["ahead"]["speech"]),
        spoken=frozenset(data["ahead"]["spoken"]),
        undertakings=frozenset(data["ahead"]["undertakings"]),
        revised=frozenset(data["ahead"]["revised"]),
        past=frozenset(data["past"]["words"]),
        perfect=frozenset(data["past"]["perfect"]),
        participles=frozenset(data["past"]["participles"]),
        heading=_any(data["headings"]["ahead"], bounded=False),
        turn=_any(data["headings"]["turn"]),
        future=_any(data["future"]["phrases"]),
        targets=frozenset(data["target"]["words"]),
        long=_any(data["target"]["long"]),
        ambition=_any(data["target"]["with"]),
        example=_any(data["example"]["phrases"]),
        world=_any(data["example"]["world"]),
        each=frozenset(data["example"]["each"]),
        look=frozenset(data["example"]["look"]),
        implied=frozenset(data["example"]["implied"]),
        supposed=frozenset(data["example"]["supposed"]),
        attributive=frozenset(data["past"]["attributive"]),
    )


_NEAR = re.compile(
    r"\b(?:this|next|current|coming|full|fiscal|calendar)\s(?:fiscal\s)?(?:year|quarter|half)|\byear[\s-]end|\bend\sof\s(?:the|this|next)\s"
    r"(?:\w{1,8}\s)?(?:year|quarter)|\b(?:first|second|third|fourth|back)\s(?:quarter|half)|\b[QH][1-4]\b|\b20[0-4]\d\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20[2-6]\d\b")
_CONTINUES = frozenset(("this", "that", "which", "representing", "implying", "these", "it", "at", "and", "of", "with", "including", "excluding"))
_COMPARING = frozenset(("compared to", "compared with", "versus", "vs", "from", "against", "relative to", "than", "as against", "compare to"))


def statuses(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    measured: Sequence[Measured],  # noqa: ARG001 - every dimension takes the same arguments
) -> tuple[Status, ...]:
    """The status of each quantity, in the order of ``quantities``."""
    lexicon = _lexicon()
    found: list[Status] = ["actual"] * len(quantities)
    heading, lasting, before = False, False, "actual"
    speaker: int | None = None
    block = -1
    for passage in passages:
        if passage.block.speaker != speaker:
            speaker, heading, before = passage.block.speaker, False, "actual"
        if passage.sentence.block != block:
            block, before = passage.sentence.block, "actual"
            heading = heading and lasting
        if len(passage.text) < 400 and lexicon.turn.search(passage.text):
            found_heading = lexicon.heading.search(passage.text)
            heading = found_heading is not None and not _held_against(passage.text)
            lasting = found_heading is not None and found_heading.group().lower() in ("outlook", "guidance")
        if not passage.quantities:
            continue
        role = document.speakers[speaker].role if speaker is not None else "unknown"
        sentence = _Sentence(passage.text, line(passage, quantities), role, heading, before)
        sentence.units = [quantities[i].unit for i in passage.quantities]
        for n, index in enumerate(passage.quantities):
            found[index] = sentence.status(n)
        before = found[passage.quantities[-1]]
    return tuple(found)


def _held_against(text: str) -> bool:
    return re.search(r"\b(?:above|exceed\w{0,3}|beat|ahead of|in line with|within)\b.{0,30}\b(?:guidance|outlook|expectations?)", text, re.IGNORECASE) is not None


class _Sentence:
    """One sentence with what it has inherited: who speaks, under which heading, after which status."""

    def __init__(self, text: str, words: Line, role: Role, heading: bool, before: str) -> None:
        self.text, self.words, self.places = text, words.words, words.places
        self.role, self.heading, self.before = role, heading, before
        self.lexicon = _lexicon()
        self.offset = words.starts[0] if words.starts else 0
        self.starts = words.starts
        self.units: list[str] = []

    def status(self, n: int) -> Status:
        place = self.places[n]
        if place and self.words[place - 1] in ("our", "existing", "original"):
            return "actual"
        if self._example(place, self.units[n]):
            return "illustrative"
        governor = self._governor(place)
        if governor is None:
            governor = self._later(place)
        if governor in (None, "is"):
            carried = self.words[0] in _CONTINUES and self.before in ("guidance", "target")
            if self.heading or carried or self.lexicon.future.search(self.text):
                governor = "ahead"
        if governor not in ("ahead", "goal"):
            return "actual"
        return "target" if self._ambitious(governor == "goal") else "guidance"

    def _governor(self, place: int) -> str | None:
        """What the nearest telling word before the quantity makes of it."""
        words, lexicon = self.words, self.lexicon
        compared = described = False
        for i in range(place - 1, max(-1, place - 60), -1):
            word = words[i]
            if word in _COMPARING and i >= place - 4 and QUANTITY not in words[i:place]:
                compared = True
            if word == "where":
                return "past"
            if word in lexicon.past and not (i and word.endswith("ed") and words[i - 1] in lexicon.attributive):
                return "ahead" if self._revises(i) else "past"
            if word in lexicon.undertakings and "to" in words[i + 1 : min(i + 7, place)]:
                return "past" if compared else "ahead"
            if word in lexicon.perfect and i + 1 < len(words):
                nexts = words[i + 1 : i + 4]
                if any(w in lexicon.participles or (w.endswith("ed") and w != "need") for w in nexts):
                    return "past"
            if self.heading and word.endswith("ed") and self._acted(i):
                return "past"
            if self._describes(i):
                described = True
            elif self._is_ahead(i, place):
                if compared and not (word in lexicon.nouns and place - i < 8):
                    return "past"
                return "goal" if word in lexicon.targets else "ahead"
        return "ahead" if described else None

    def _describes(self, i: int) -> bool:
        """ "Expected" as an adjective says less than a finite verb further off."""
        if self.words[i] not in ("expected", "estimated", "anticipated", "projected", "planned", "forecasted", "budgeted", "targeted"):
            return False
        following = self.words[i + 1] if i + 1 < len(self.words) else ""
        before = self.words[i - 1] if i else ""
        if following in ("credit", "loss", "losses", "life", "useful") or (before in self.lexicon.against):
            return False
        return following not in ("to", "that", "at", "by", "in", QUANTITY) and before not in ("we", "is", "are", "be", "was", "were", "and", "i", "currently")

    def _acted(self, i: int) -> bool:
        """A finite verb in the past by its form: "expanded its", "climbed to"."""
        word, following = self.words[i], self.words[i + 1] if i + 1 < len(self.words) else ""
        finite = following in ("by", "to", "from", "its", "our", "the", "a", "an", "in", "at", QUANTITY) or following.endswith("ly")
        return finite and word not in self.lexicon.ahead and word not in ("need", "compared", "based", "adjusted", "weighted", "related", "indeed")

    def _is_ahead(self, i: int, place: int) -> bool:
        words, lexicon = self.words, self.lexicon
        word = words[i]
        following = words[i + 1] if i + 1 < len(words) else ""
        if f"{word} {following}" in lexicon.ahead_phrases:
            return True
        if word not in lexicon.ahead:
            return False
        if word in ("would", "will", "should", "may", "could", "might", "we'll"):
            if word == "may" and following.isdigit():
                return False
            if word == "would" and "have" in words[i + 1 : i + 3]:
                return False
            if following == "be" and words[i + 2 : i + 3] == ("available",):
                return False
            speaking = following in lexicon.spoken and (word == "we'll" or (i > 0 and words[i - 1] in ("i", "we", "you")))
            return following not in lexicon.speech and not speaking
        if word in ("plan", "plans", "planned", "project") and following not in ("to", "for", "on", "is"):
            return word == "project" and any(w in ("we", "now", "currently", "to") for w in words[max(0, i - 2) : i])
        if word in ("expected", "estimated") and following in ("credit", "loss", "losses", "life", "useful"):
            return False
        if word in lexicon.nouns:
            held = any(w in lexicon.against for w in words[max(0, i - 4) : i])
            direct = all(w not in (",", "and", "which", "but", ";", "with", "driven", "by") for w in words[i + 1 : place]) and place - i < 9
            if held:
                return direct and word not in ("expected", "anticipated", "planned", "forecasted", "projected")
        return True

    def _revises(self, at: int) -> bool:
        """ "Our expectation was raised to": what has happened happened to a forecast."""
        words, lexicon = self.words, self.lexicon
        return (
            words[at] in ("was", "were")
            and any(w in lexicon.revised for w in words[at + 1 : at + 2])
            and any(w in ("guidance", "outlook", "forecast", "expectation", "expectations") for w in words[max(0, at - 8) : at])
        )

    def _later(self, place: int) -> str | None:
        """ "$100 million is expected to be spent": the verb stands behind the quantity."""
        words = self.words
        if any(w in ("target", "goal", "guidance") for w in words[place + 1 : place + 2]):
            return "goal" if words[place + 1] != "guidance" else "ahead"
        for i in range(place + 1, min(len(words), place + 12)):
            word = words[i]
            if word in (",", ";", "and", "but", QUANTITY, "than", "as", "in line", "above", "versus") or word in self.lexicon.past:
                return None
            if word in ("guidance", "outlook", "forecast") and words[i - 1] in ("our", "the") and words[i - 2] in ("in", "from", "to"):
                return "ahead"
            if word in self.lexicon.ahead and (word not in self.lexicon.nouns or word in ("expected", "anticipated", "planned", "projected")):
                return "ahead" if self._is_ahead(i, i + 20) else None
        return None

    def _ambitious(self, goal: bool) -> bool:
        """A goal, or a long run, without a near date is an ambition."""
        lexicon = self.lexicon
        if lexicon.long.search(self.text) and lexicon.ambition.search(self.text):
            return _NEAR.search(self.text) is None
        return goal and self.before == "actual" and _NEAR.search(self.text) is None and not self.heading

    def _example(self, place: int, unit: str) -> bool:
        lexicon, words = self.lexicon, self.words
        end = self.starts[place] - self.offset
        near = words[max(0, place - 10) : place]
        example = lexicon.example.search(self.text, 0, end)
        if example is not None and end - example.start() < 160 and any(w in lexicon.supposed for w in words[max(0, place - 20) : place]):
            return True
        world = lexicon.world.search(self.text, max(0, end - 120), end)
        if world is not None:
            return True
        if place and words[place - 1] in lexicon.each and (unit in ("percent", "basis_point", "percentage_point") or unit[:3].isupper()):
            return True
        if "if" in near and self.role != "management":
            after = words[words.index("if", max(0, place - 10)) + 2 : place]
            return bool(after) and after[0] not in lexicon.look
        return self.role == "analyst" and any(w in lexicon.implied for w in near)
