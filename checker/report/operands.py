"""The figures of a check or finding as they are shown: each with a number that follows it everywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from checker.model import Figure, Struct
from checker.report.manuscript import Piece


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
    longest = sorted(named, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, longest))})(?![\w%]|[.,]\d)")
    done = 0
    for match in pattern.finditer(text):
        if match.start() > done:
            yield Piece(text=text[done : match.start()])
        meant = named[match[0]]
        operand = meant.pop(0) if len(meant) > 1 else meant[0]
        yield Piece(text=match[0], figure=operand.figure)
        done = match.end()
    if done < len(text):
        yield Piece(text=text[done:])
