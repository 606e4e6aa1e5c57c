"""What is said to be done to guidance: raised, lowered, maintained.

The deed is a verb near a word for guidance in one sentence, "we would like to maintain our 2021 volume
guidance", and is said of the forecasts that follow; a value after "from" is what the guidance was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from checker import units
from checker.model import Cue, Figure
from checker.resolve.passage import Passage

_NEAR = 70
"""Characters between the deed and what it is done to."""
_FROM = re.compile(r"\b(?:from|versus|vs\.?|compared (?:to|with)|previous(?:ly)?|prior)\b[^.;]{0,24}\Z", re.I)
_ELSE = re.compile(r"\b(?:which|leav(?:es|ing)|impl(?:ies|ying)|while|but)\b", re.I)
_UP_FROM = re.compile(r"[\s,(]{0,3}(?P<way>up|down)\s+from\b", re.I)
_NOT = re.compile(r"\b(?:not|n't|never|without|if)\b[^.;,]{0,20}\Z", re.I)


def actions(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """The deeds of all sentences, each with the forecasts that it is said of."""
    for passage in passages:
        if not any(_foretold(figures[i]) for i in passage.quantities):
            continue
        yield from _compared(passage, figures)
        for deed in _deeds().finditer(passage.text):
            around = passage.text[max(0, deed.start() - _NEAR) : deed.end() + _NEAR]
            named = _object().search(around) or deed[0].lower() in units.data("actions")["plain"]["words"]
            if not named or _NOT.search(passage.text[: deed.start()]):
                continue
            ids = _objects(passage, deed, figures)
            if ids:
                start = passage.start + deed.start()
                yield Cue(
                    kind="action",
                    start=start,
                    end=start + len(deed[0]),
                    text=deed[0],
                    sense=sense(deed[0]),
                    figures=ids,
                )


def _compared(passage: Passage, figures: Sequence[Figure]) -> Iterator[Cue]:
    """ "12% to 14%, up from 8% to 10%": what guidance was tells what is done to it."""
    for i in passage.quantities:
        figure = figures[i]
        found = _UP_FROM.match(passage.text, figure.end - passage.start)
        if found and figure.status == "guidance":
            start = passage.start + found.start("way")
            way = 1 if found["way"].lower() == "up" else -1
            yield Cue(
                kind="action",
                start=start,
                end=start + len(found["way"]),
                text=f"{found['way']} from",
                sense=way,
                figures=(figure.id,),
            )


def sense(word: str) -> int:
    """+1 for a raise, −1 for a cut, 0 for what stays."""
    return _senses()[word.lower()]


def _foretold(figure: Figure) -> bool:
    """Whether a figure is a forecast; a range for a year is one, whatever the tense of its sentence."""
    ranged = figure.low != figure.high and (figure.period or "").startswith("FY")
    return ranged or figure.status in ("guidance", "target")


def _objects(passage: Passage, deed: re.Match[str], figures: Sequence[Figure]) -> tuple[str, ...]:
    """The forecasts that a deed is said of: those that follow one another after it, else the one before."""
    ahead = [figures[i] for i in passage.quantities if _foretold(figures[i])]
    start, end = passage.start + deed.start(), passage.start + deed.end()
    found: list[str] = []
    for figure in (f for f in ahead if f.start > end):
        before = passage.text[: figure.start - passage.start]
        if figure.start - end > _NEAR or _FROM.search(before) or _ELSE.search(before, end - passage.start):
            break
        found.append(figure.id)
        end = figure.end
    if found:
        return tuple(found)
    return tuple(f.id for f in ahead if f.end <= start <= f.end + _NEAR)[-1:]


@cache
def _senses() -> dict[str, int]:
    table = units.data("actions")
    return {
        word: table[name]["sense"] for name in ("raise", "lower", "maintain") for word in table[name]["words"]
    }


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_senses(), key=len, reverse=True))})\b", re.I)


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(units.data('actions')['object']['words'])})\b", re.I)
