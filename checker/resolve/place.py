"""Where an offset of the text lies: in which block, on which line, in which column."""

from __future__ import annotations

import re
from bisect import bisect_right

from checker.model import Block, Document


class Places:
    """The places of one document, found by bisection."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._block_starts = [block.start for block in document.blocks]
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", document.text))]

    def block(self, offset: int) -> Block:
        """The last block that begins at or before ``offset``."""
        return self._blocks[max(0, bisect_right(self._block_starts, offset) - 1)]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1, as editors count; the column in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
