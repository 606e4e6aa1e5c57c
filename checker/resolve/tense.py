"""The tense of a quantity: the nearest telling verb or noun makes it a fact, a forecast or a goal."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from checker.model import Quantity
from checker.resolve.clause import QUANTITY, Line, function_words
from checker.resolve.vocabulary import Phrases

_REACH = 60  # words before a quantity in which its verb is looked for
WINDOW = 300
"""Characters around a word in which what bears on it is looked for; sentences may be endless."""

_FORESEEN = re.compile(r"\b(?:expect|anticipat|guid|forecast|outlook)", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:excluding|without|had\swe|but\sfor|adjusting)\b", re.IGNORECASE)

Tense = Literal["past", "ahead", "goal"]


@cache
def lists() -> dict[str, dict[str, list[str]]]:
    """The word lists of ``status.toml``, loaded once."""
    data: dict[str, Any] = tomllib.loads(
        (files("checker") / "data" / "status.toml").read_text(encoding="utf-8")
    )
    return data


@cache
def listed(table: str, name: str) -> frozenset[str]:
    """One list of ``status.toml``."""
    return frozenset(lists()[table][name])


@cache
def phrases(table: str, name: str) -> Phrases:
    """One list of ``status.toml`` as phrases to look for."""
    return Phrases(lists()[table][name])


@cache
def _telling() -> frozenset[str]:
    """Every word that may say something of a status; the others need no closer look."""
    starts = {phrase.split()[0] for phrase in lists()["ahead"]["phrases"]}
    tables = ("words", "undertakings", "adjectives", "modals")
    return frozenset(
        starts.union(
            *(listed("ahead", name) for name in tables),
            *(listed("past", name) for name in ("words", "perfect")),
            listed("target", "words"),
            function_words("comparing"),
            ("we", "it", "they", "there", "where", "is", "are"),
        )
    )


@cache
def _unfinished() -> frozenset[str]:
    """Words in -ed that tell of nothing done."""
    return listed("past", "adjectives") | listed("ahead", "words")


class Verbs:
    """The verbs of a sentence whose text begins at ``start``; ``heading``: a forecast was announced."""

    def __init__(self, text: str, start: int, line: Line, *, heading: bool) -> None:
        self.text, self.start, self.heading = text, start, heading
        self.line, self.words = line, line.words

    def of(self, n: int, quantity: Quantity) -> Tense | None:
        """What the nearest telling verb or noun makes of quantity ``n``: before it, or else behind it."""
        place = self.line.places[n]
        if quantity.text.lower().endswith(("oubled", "ripled", "alved")):
            near = self.line.word(self.line.governor(place))
            if near not in ("to", "be", "is", "are", "will"):
                return "past"
        return self._of_subject(place) or self._owed(place) or self._before(place) or self._behind(place)

    def _of_subject(self, place: int) -> Tense | None:
        """ "More than 15 million will be spent": the verb right behind tells, whatever stands before."""
        word, following = self.line.word(place + 1), self.line.word(place + 2)
        if word in ("will", "should") and following == "be":
            return "ahead"
        if word in ("spent", "paid", "sold", "built") and following in ("in", "during", "on", "for"):
            return "past"
        if word in ("was", "were") and following not in listed("ahead", "words"):
            return "past" if following.endswith("ed") or following in listed("past", "participles") else None
        return None

    def _owed(self, place: int) -> Tense | None:
        """ "The first of 30 shops we expect to open": a clause that hangs on the quantity's own noun."""
        for i in range(place + 1, min(len(self.words) - 1, place + 6)):
            if self.words[i] in ("we", "that", "which"):
                at = i + 2 if self.words[i + 1] in ("we", "now") else i + 1
                return "ahead" if self.line.word(at) in listed("ahead", "verbs") else None
            if self.words[i] in function_words("ends"):
                return None
        return None

    def _before(self, place: int) -> Tense | None:
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
            if word in listed("ahead", "undertakings") and "to" in words[i + 1 : min(i + 7, place)]:
                return "past" if compared else "ahead"
            if self._describes(i):
                if compared:  # "against the expected 5%"
                    return "ahead"
                described = True
            elif self._is_ahead(i, place):
                if compared and not (word in listed("ahead", "nouns") and place - i < 8):
                    revised = {"previously", "originally"}.intersection(words[place + 1 : place + 3])
                    return "ahead" if revised else "past"  # "we expect 2%, compared with 3% previously"
                return "goal" if word in listed("target", "words") else "ahead"
        return "ahead" if described else None

    def _behind(self, place: int) -> Tense | None:
        """ "$100 million is expected to be spent": the verb stands behind the quantity."""
        words = self.words
        if self.line.word(place + 1) in ("target", "goal", "guidance", "guide", "outlook", "forecast"):
            return "goal" if words[place + 1] in ("target", "goal") else "ahead"
        for i in range(place + 1, min(len(words), place + 12)):
            word = words[i]
            if word in (",", ";", "and", "but", QUANTITY, "than", "as", "in line", "above", "versus"):
                return None
            if word in listed("past", "words"):
                return None
            if word in ("guidance", "outlook", "forecast") and words[i - 2 : i - 1] in (
                ("in",),
                ("from",),
                ("to",),
            ):
                return "ahead" if words[i - 1] in ("our", "the") else None
            if word in listed("ahead", "words") and (
                word not in listed("ahead", "nouns") or word in listed("ahead", "adjectives")
            ):
                return "ahead" if self._is_ahead(i, i + 20) else None
        return None

    def _is_past(self, i: int) -> bool:
        words, word = self.words, self.words[i]
        following = self.line.word(i + 1)
        subject = word in ("we", "it", "they", "there")
        if subject and following == "now" and self.line.word(i + 2) in ("have", "has", "operate", "serve"):
            return self.line.word(i + 3) not in ("to", "a")
        fact = subject and following in ("have", "are", "is", "has")
        if fact and self.line.word(i - 1) in ("and", "but"):
            return self.line.word(i + 2) not in listed("ahead", "words")
        if word in ("is", "are") and following in ("up", "down"):
            return True
        if word == "would" and self._supposes_less(i):
            return True
        if word == "where":  # a forecast does not reach into "where we are half owner"
            return True
        if word in listed("past", "words"):
            return not (word.endswith("ed") and self.line.word(i - 1) in listed("past", "attributive"))
        if word in listed("past", "perfect"):
            return any(
                w in listed("past", "participles") or (w.endswith("ed") and w != "need")
                for w in words[i + 1 : i + 4]
            )
        if word.endswith("ed") and word not in _unfinished():
            if following in ("by", QUANTITY) and self.line.word(i - 1) not in ("be", "being", "to", "get"):
                return True
            return self.heading and (following in listed("past", "objects") or following.endswith("ly"))
        return False

    def _supposes_less(self, i: int) -> bool:
        """ "Without the strike, profit would be": the past as it might have been."""
        at = self.line.starts[i] - self.start
        without = _WITHOUT.search(self.text, max(0, at - WINDOW), at)
        return without is not None and _FORESEEN.search(self.text, without.end(), at) is None

    def _describes(self, i: int) -> bool:
        """ "Expected" as an adjective says less than a finite verb further off."""
        if self.words[i] not in listed("ahead", "adjectives"):
            return False
        before, following = self.line.word(i - 1), self.line.word(i + 1)
        if following in ("credit", "loss", "losses", "life", "useful") or before in listed(
            "ahead", "against"
        ):
            return False
        return following not in ("to", "that", "at", "by", "in", QUANTITY) and before not in listed(
            "ahead", "subjects"
        )

    def _is_ahead(self, i: int, place: int) -> bool:
        words, word = self.words, self.words[i]
        before, following = self.line.word(i - 1), self.line.word(i + 1)
        if word == "may" and (before in listed("ahead", "dating") or following.isdigit()):
            return False  # the month
        if f"{word} {following}" in listed("ahead", "phrases"):
            return True
        if word not in listed("ahead", "words"):
            return False
        if word in listed("ahead", "modals"):
            if word == "would" and "have" in words[i + 1 : i + 3]:
                return False
            if word == "may" and "which" in words[max(0, i - 4) : i] and self._authorised(i):
                return False  # "authorized a program under which we may buy up to $5 million"
            if words[i + 1 : i + 3] == ("be", "available"):
                return False
            speaking = following in listed("ahead", "spoken") and (
                word == "we'll" or before in ("i", "we", "you")
            )
            return following not in listed("ahead", "speech") and not speaking
        if word in ("plan", "plans", "planned", "project") and following not in ("to", "for", "on", "is"):
            return word == "project" and any(
                w in ("we", "now", "currently", "to") for w in words[max(0, i - 2) : i]
            )
        if word in ("expected", "estimated") and following in ("credit", "loss", "losses", "life", "useful"):
            return False
        if word in listed("ahead", "nouns") and (
            any(w in listed("ahead", "against") for w in words[max(0, i - 4) : i])
            or any(w in ("exceeded", "beat", "surpassed") for w in words[max(0, i - 9) : i])
        ):
            direct = following in listed("ahead", "linked") and place - i < 9
            return direct and not any(w in (",", "and", ";") for w in words[i + 1 : place])
        return True

    def _authorised(self, at: int) -> bool:
        return any(w in ("authorized", "authorised", "approved") for w in self.words[max(0, at - 16) : at])

    def _revises(self, at: int) -> bool:
        """ "Our expectation was raised to": what has happened happened to a forecast."""
        finite = self.line.word(at - 1) if self.words[at] not in ("was", "were") else self.words[at]
        done = self.words[at] if self.words[at] not in ("was", "were") else self.line.word(at + 1)
        return (
            finite in ("was", "were", "been")
            and done in listed("ahead", "revised")
            and any(
                w in ("guidance", "outlook", "forecast", "expectation", "expectations", "goal", "target")
                for w in self.words[max(0, at - 8) : at]
            )
        )
