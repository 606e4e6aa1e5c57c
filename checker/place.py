"""Where an offset of the text lies: in which block, on which line, in which column, on which page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from checker.model import Block, Document, Origin


class Places:
    """The places of one document, found by bisection."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._block_starts = [block.start for block in document.blocks]
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
        self._origins = document.origins
        self._origin_starts = [origin.start for origin in document.origins]

    def block(self, offset: int) -> Block:
        """The last block that begins at or before ``offset``."""
        return self._blocks[max(0, bisect_right(self._block_starts, offset) - 1)]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1, as editors count; the column in code points.

        Those of the source, where it has lines, else those of the text.
        """
        origin = self._origin(offset)
        if origin and origin.line:
            return origin.line, origin.column + offset - origin.start
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def page_and_box(self, start: int, end: int) -> tuple[int, tuple[int, int, int, int] | None]:
        """The page on which a span begins, and the box round all of it that is on that page."""
        first = self._origin(start)
        if first is None or not first.page:
            return 0, None
        at = bisect_right(self._origin_starts, start) - 1
        boxes = [
            origin.box
            for origin in self._origins[max(0, at) : bisect_left(self._origin_starts, end)]
            if origin.page == first.page and origin.box
        ]
        if not boxes:
            return first.page, None
        left, top, right, bottom = zip(*boxes, strict=True)
        return first.page, (min(left), min(top), max(right), max(bottom))

    def _origin(self, offset: int) -> Origin | None:
        """The origin of the run that holds ``offset``, or of the first one."""
        at = bisect_right(self._origin_starts, offset) - 1
        return self._origins[max(0, at)] if self._origins else None
