"""Lines of a text, without the running heads and feet of pages, and how lines wrap into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from checker.model import Struct

_LINE = re.compile(r"[^\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_PAGE = re.compile(
    r"(?i)\W{0,3}page ?:? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?[^\w.]{0,3}\Z|\W{0,3}\d{1,4} ?\| ?page[^\w.]{0,3}\Z"
    r"|.{0,120}\s(?-i:P)age ?:? ?\d{1,4} ?(?:of|/) ?\d{1,4}[^\w.]{0,3}\Z"
    r"|(?-i:P)age ?:? ?\d{1,4} (?:of|/) ?\d{1,4}\b.{0,80}\Z"
)
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"(?:[•●▪■◦‣∙·*]|[-–—](?=\s)|\d{1,2}[.)](?=\s)|\([a-z0-9]{1,3}\)(?=\s))\s*")
_TERMINAL = re.compile(r"[.?!:;…。？！][\"'”’)\]]{0,3}\Z|\][.]?\Z")
_OPEN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|vs|Rs|INR|USD|RMB|and|the|of|to|a|in|for|our|by|with)\.?|[,a-z0-9%$-])\Z"
)
_HONORED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.\Z")
# "[00:12:30] Revenue was": the time at which a machine heard a line; its words begin behind.
_HEARD = re.compile(
    r"(?:[\[(]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]|\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)(?:\s{1,4}(?=\S)|\Z)"
)
_REACH = 4  # lines between a page number and the farthest running head or foot


class Line(Struct, frozen=True, kw_only=True):
    """A line that holds something: its stripped span and text, how far it is indented, and what is before it.

    ``gap`` says that a blank line (or the top) is before it, ``torn`` that a page ended before it.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    gap: bool = False
    torn: bool = False

    @property
    def ends(self) -> bool:
        """Whether the line closes a sentence."""
        return bool(_TERMINAL.search(self.text[-5:]))

    @property
    def bullet(self) -> bool:
        """Whether the line opens an item of a list."""
        return bool(_BULLET.match(self.text))


def lines(text: str) -> tuple[Line, ...]:
    """The lines of ``text`` that hold something, the furniture of its pages left out."""
    found: list[Line] = []
    after = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        inner = raw.strip()
        if not inner:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        if heard := _HEARD.match(inner):
            start, inner = start + heard.end(), inner[heard.end() :]
            if not inner:
                continue
        gap = not found or text.count("\n", after, match.start()) > 1 or "\f" in text[after : match.start()]
        found.append(
            Line(start=start, end=start + len(inner), text=inner, indent=start - match.start(), gap=gap)
        )
        after = start + len(inner)
    furniture = _furniture(found)
    if not furniture:
        return tuple(found)
    kept: list[Line] = []
    torn = False
    for index, line in enumerate(found):
        if index in furniture:
            torn = True
        else:
            kept.append(_torn(line) if torn else line)
            torn = False
    return tuple(kept)


def wrap_width(found: Sequence[Line], sure: bool = False) -> int:
    """The width at which a text breaks its lines inside sentences, or 0 if it does not.

    It is ``sure`` to break them where its lines are those of a page.
    """
    body = [line for line in found if 30 <= len(line.text) <= 180]
    if sure and body:
        return sorted(len(line.text) for line in body)[len(body) * 9 // 10]
    if len(found) < 4:
        return 0
    if len(body) * 2 < len(found):
        return 0
    inside = sum(
        1 for line, after in pairwise(found) if len(line.text) >= 30 and not after.gap and not line.ends
    )
    if inside * 3 < len(body):
        return 0
    lengths = sorted(len(line.text) for line in body)
    return lengths[len(lengths) * 9 // 10]


def continues(line: Line, after: Line, width: int) -> bool:
    """Whether ``after`` goes on with the paragraph that ``line`` belongs to."""
    if after.torn or after.bullet:
        return False
    lower = after.text[0].islower()
    if after.gap:
        # A blank line in mid-sentence: page makers that cut cells, or a name split after "Mr."
        return (lower and bool(_OPEN_END.search(line.text[-8:]))) or bool(_HONORED.search(line.text[-6:]))
    if not width:
        return lower and not line.ends
    if len(line.text) < width // 2:
        return lower
    if line.ends:
        return len(line.text) * 5 >= width * 4 and after.indent <= line.indent
    return True


def _torn(line: Line) -> Line:
    return Line(start=line.start, end=line.end, text=line.text, indent=line.indent, gap=line.gap, torn=True)


def _furniture(found: Sequence[Line]) -> set[int]:
    """Indices of page numbers and of the lines that recur beside them."""
    pages = [
        index
        for index, line in enumerate(found)
        if len(line.text) < 400 and "page" in line.text.lower() and _PAGE.match(_SPACES.sub(" ", line.text))
    ]
    if not pages:
        return set()
    beside: dict[int, str] = {}
    for page in pages:
        for index in range(max(0, page - _REACH), min(len(found), page + _REACH + 1)):
            if len(found[index].text) < 150:
                beside[index] = _SPACES.sub(" ", _DIGITS.sub("#", found[index].text)).casefold()
    recurring = Counter(beside.values())
    often = max(3, len(pages) // 2)
    return set(pages) | {index for index, text in beside.items() if recurring[text] >= often}
