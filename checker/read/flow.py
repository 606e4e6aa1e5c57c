"""What a reader of a marked-up format makes of its source before it is text: runs, breaks and grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from checker.model import Struct


class Run(Struct, frozen=True, kw_only=True):
    """Characters as they are to be read. ``at`` is the offset of the first in the source, or −1.

    A run of several characters stands in the source as it is; what is written there in other words
    (an entity, an escape) is a run of its own, of one character.
    """

    text: str
    at: int = -1


class Break(Struct, frozen=True, kw_only=True):
    """What ends a block and opens the next, whose ``kind`` it names.

    A ``line`` ends the line only. After a ``cell`` of a table that is there for its looks the block
    may go on: page makers cut paragraphs into cells.
    """

    kind: Literal["paragraph", "heading", "line", "cell"] = "paragraph"


class Remark(Struct, frozen=True, kw_only=True):
    """A comment in the source, from ``at`` to ``end``, and its words without the marks around it."""

    text: str
    at: int
    end: int


class Box(Struct, frozen=True, kw_only=True):
    """A cell of a grid: what is in it, how many columns and rows it covers, whether it is a head."""

    flow: tuple[Item, ...]
    columns: int = 1
    rows: int = 1
    header: bool = False
    indent: int = 0


class Grid(Struct, frozen=True, kw_only=True):
    """Rows of cells, as the source gives them."""

    rows: tuple[tuple[Box, ...], ...]


Item: TypeAlias = Run | Break | Remark | Grid
Flow: TypeAlias = Sequence[Item]


def plain(flow: Flow) -> str:
    """The words of a flow on one line, single spaces between them."""
    return " ".join("".join(_words(flow)).split())


def _words(flow: Flow) -> Iterable[str]:
    for item in flow:
        if isinstance(item, Run):
            yield item.text
        elif isinstance(item, Break):
            yield " "
        elif isinstance(item, Grid):
            for row in item.rows:
                for box in row:
                    yield " "
                    yield from _words(box.flow)
