"""A sentence as a line of words around its quantities: what measure and status are read from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from checker import units
from checker.model import Struct

QUANTITY = "#"
"""The word that stands in a line for a quantity; no text yields it."""

# Phrases that act as one word; their inner blanks become one space. Tried only at the words that begin one.
_PHRASE = re.compile(
    r"(?:compared?|comparing|comparable|relative)\s(?:to|with)\b|as\sagainst\b|as\sopposed\sto\b"
    r"|(?:more|less|fewer|greater|lower|higher|better|worse|rather|other)\sthan\b"
    r"|at\s(?:least|most)\b|close\sto\b|up\sto\b|north\sof\b|south\sof\b|in\sexcess\sof\b"
    r"|as\s(?:much|many|high|low)\sas\b|a\stotal\sof\b"
    r"|(?:a\slittle|slightly|just|well)\s(?:over|under|above|below)\b|a\slittle(?:\sbit)?\b"
    r"|(?:year|quarter|month|week)[\s-]{1,2}(?:over|on|to)[\s-]{1,2}(?:year|quarter|month|week)\b"
    r"|[yqm]\s?[-/]?\s?o\s?[-/]?\s?[yqm]\b"
    r"|(?:(?:prior|previous|last|preceding|same)[\s-](?:year|quarter|period)|year[\s-]ago)"
    r"(?:[\s-](?:quarter|period|half|month))?(?:['’]s)?\b"
    r"|on\san?\s(?:[\w-]{1,20}\s){1,4}basis\b|(?:as\s)?an?\spercent(?:age)?\sof\b|as\spercent(?:age)?\sof\b"
    r"|in\sthe\s(?:range|area|neighborhood|region|vicinity|ballpark|order|mid|low|high)\b(?:\sof\b)?|in\sline\b"
    r"|(?:basis|percentage)\spoints?\b|at\s(?:the|a)\srate\sof\b|per\sshare\b|going\sforward\b",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"[a-z]+(?:[-'’&/][a-z]+)*|[a-z]\.(?:[a-z]\.)+|[-–—]+|[,;:()?]|\d[\d.,/]*\d|\d",
    re.IGNORECASE,
)
_PERIODS = re.compile(
    r"(?:year|quarter|month|week)[ -]{1,2}(?:over|on|to)[ -]|[yqm][ /-]{0,3}o[ /-]{0,3}[yqm]$"
    r"|sequential|prior[ -]year|year[ -]ago"
)


@cache
def function_words(name: str) -> frozenset[str]:
    """One list of ``function_words.toml``."""
    return frozenset(units.data("function_words")[name])


class Line(Struct, frozen=True, kw_only=True):
    """The words of one passage in lower case, each quantity as ``QUANTITY``.

    ``starts`` are offsets in the document; ``places`` gives for each of the passage's quantities, in
    reading order, the position of its word.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def word(self, at: int) -> str:
        """The word at position ``at``, empty outside the line."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def governor(self, place: int) -> int:
        """The place of the nearest word before that is no hedge, article, adverb or period; −1 for none."""
        at = place - 1
        while at >= 0 and passed(self.words[at]):
            at -= 1
        return at

    def after(self, place: int) -> int:
        """The position of the first word after ``place`` that is no adverb or trailing hedge."""
        at = place + 1
        while at < len(self.words) and (
            self.words[at] in ("approx", "about", "or", "so", "plus") or self.words[at].endswith("ly")
        ):
            at += 1
        return at

    def phrase(self, at: int, table: Collection[str]) -> bool:
        """Whether a phrase of up to three words that ends at ``at`` is in ``table``."""
        if not 0 <= at < len(self.words):
            return False
        return self.words[at] in table or any(
            " ".join(self.words[max(0, at - n) : at + 1]) in table for n in (1, 2)
        )


def compares_periods(word: str) -> bool:
    """Whether a word names two periods or the one before: "year over year", "sequential", "prior year"."""
    return _PERIODS.match(word) is not None


@lru_cache(maxsize=1 << 14)
def passed(word: str) -> bool:
    """Whether a word may stand between a number and what governs it."""
    return (
        word in function_words("passed")
        or (word.endswith("ly") and word != "july")
        or word.startswith("on a")
        or compares_periods(word)
    )


EMPTY = Line(words=(), starts=(), places=())


def line(low: str, offset: int, spans: Iterable[tuple[int, int]]) -> Line:
    """The words of a text in small letters that stands at ``offset``; ``spans`` are its quantities."""
    words: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    begins, position, length = function_words("begins"), 0, len(low)
    for start, end in (*spans, (length, length)):
        past = position
        for match in _WORD.finditer(low, position, max(position, start)):
            at = match.start()
            if at < past:
                continue
            word = match.group()
            if word.partition("-")[0] in begins and (phrase := _PHRASE.match(low, at, start)) is not None:
                past = phrase.end()
                word = " ".join(phrase.group().split())
            words.append(word)
            starts.append(offset + at)
        if start < length:
            places.append(len(words))
            words.append(QUANTITY)
            starts.append(offset + start)
        position = max(position, end)
    return Line(words=tuple(words), starts=tuple(starts), places=tuple(places))
