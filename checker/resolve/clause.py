"""A sentence as a line of words around its quantities: what measure, status and basis are read from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Quantity, Struct
from checker.resolve.passage import Passage

QUANTITY = "#"
"""The word that stands in a line for a quantity; no text yields it."""

# Phrases that act as one word come first. Their inner blanks become one space.
_WORD = re.compile(
    r"(?:compared?|comparing|comparable|relative)\s(?:to|with)\b|as\sagainst\b|as\sopposed\sto\b"
    r"|(?:more|less|fewer|greater|lower|higher|better|worse|rather|other)\sthan\b|at\s(?:least|most)\b|close\sto\b"
    r"|up\sto\b|north\sof\b|south\sof\b|in\sexcess\sof\b|as\s(?:much|many|high|low)\sas\b|a\stotal\sof\b"
    r"|(?:a\slittle|slightly|just|well)\s(?:over|under|above|below)\b|a\slittle(?:\sbit)?\b"
    r"|(?:year|quarter|month|week)[\s-]{1,2}(?:over|on|to)[\s-]{1,2}(?:year|quarter|month|week)\b"
    r"|[yqm]\s?[-/]?\s?o\s?[-/]?\s?[yqm]\b"
    r"|(?:(?:prior|previous|last|preceding|same)[\s-](?:year|quarter|period)|year[\s-]ago)(?:[\s-](?:quarter|period|half|month))?(?:['’]s)?\b"
    r"|on\san?\s(?:[\w-]{1,20}\s){1,4}basis\b|(?:as\s)?an?\spercent(?:age)?\sof\b|as\spercent(?:age)?\sof\b"
    r"|in\sthe\s(?:range|area|neighborhood|region|vicinity|ballpark|order|mid|low|high)\b(?:\sof\b)?|in\sline\b"
    r"|(?:basis|percentage)\spoints?\b|at\s(?:the|a)\srate\sof\b|per\sshare\b|going\sforward\b|[a-z]+(?:[-'’&/][a-z]+)*|[a-z]\.(?:[a-z]\.)+"
    r"|[+]\s?(?=$)|[-–—]+|[,;:()?]|\d[\d.,/]*\d|\d",
    re.IGNORECASE,
)


class Line(Struct, frozen=True, kw_only=True):
    """The words of one passage in lower case, each quantity as ``QUANTITY``.

    ``starts`` are offsets in the document; ``places`` gives for each of the passage's quantities, in
    reading order, the position of its word.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    places: tuple[int, ...]


def line(passage: Passage, quantities: Sequence[Quantity]) -> Line:
    """The words of ``passage``; ``quantities`` are all of the document's."""
    words: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    text, offset, position = passage.text, passage.start, 0

    def take(end: int) -> None:
        for match in _WORD.finditer(text, position, end):
            words.append(" ".join(match.group().lower().replace("’", "'").split()))
            starts.append(offset + match.start())

    for index in passage.quantities:
        take(max(position, quantities[index].start - offset))
        places.append(len(words))
        words.append(QUANTITY)
        starts.append(quantities[index].start)
        position = quantities[index].end - offset
    take(len(text))
    return Line(words=tuple(words), starts=tuple(starts), places=tuple(places))
