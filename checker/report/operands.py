"""The figures of a check or finding as they are shown: each with a number that follows it everywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.model import Figure, Struct
from checker.report.manuscript import Piece

_BEFORE = re.compile(r"[\w.,]")
_BEHIND = re.compile(r"[\w%]|[.,]\d")


class Operand(Struct, frozen=True, kw_only=True):
    """A figure in its role; ``number`` is the same in sentence, arithmetic and text.

    ``source`` is the name of the document it stands in, if that is not the one in hand.
    """

    number: int
    role: str
    figure: Figure
    value: str
    true: str
    about: str
    speaker: str
    place: str
    source: str = ""


def as_written(operand: Operand) -> str:
    """The words of the figure, as a sentence quotes them."""
    return operand.figure.text


def normalised(operand: Operand) -> str:
    """The value of the figure, as arithmetic writes it."""
    return operand.value


def numbered(text: str, operands: Sequence[Operand], form: Callable[[Operand], str]) -> tuple[Piece, ...]:
    """``text`` in pieces, those that name a figure in ``form`` with the figure.

    Of several with the same words the first mention is the first operand, the second the second, and
    any further one the last. A number inside a longer one ("8%" in "58%") names nothing.
    """
    named: dict[str, list[Operand]] = defaultdict(list)
    for operand in operands:
        if words := form(operand):
            named[words].append(operand)
    return tuple(_pieces(text, named)) if named else (Piece(text=text),)


def _pieces(text: str, named: dict[str, list[Operand]]) -> Iterator[Piece]:
    done = 0
    while (place := _mention(text, named, done)) is not None:
        start, words = place
        if start > done:
            yield Piece(text=text[done:start])
        meant = named[words]
        operand = meant.pop(0) if len(meant) > 1 else meant[0]
        yield Piece(text=words, figure=operand.figure)
        done = start + len(words)
    if done < len(text):
        yield Piece(text=text[done:])


def _mention(text: str, named: Iterable[str], position: int) -> tuple[int, str] | None:
    """Where the first of the words stands from ``position`` on, of several there the longest."""
    places = ((_alone(text, words, position), -len(words), words) for words in named)
    start, _, words = min((place for place in places if place[0] >= 0), default=(-1, 0, ""))
    return (start, words) if words else None


def _alone(text: str, words: str, position: int) -> int:
    """Where ``words`` stand from ``position`` on as no part of a longer word or number, or −1."""
    at = text.find(words, position)
    while at >= 0 and (_BEFORE.match(text, max(0, at - 1), at) or _BEHIND.match(text, at + len(words))):
        at = text.find(words, at + 1)
    return at
