"""PDF to text, page by page, with the box of every word; the running heads and feet of pages left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Any

from checker.errors import InputError
from checker.model import Origin, Struct
from checker.read.rendition import Rendition

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MOST_PAGES = 1500
MOST_CHARACTERS = 5_000_000

_WORD = re.compile(r"[^\s\x00-\x1f]+")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_PAGE = re.compile(r"(?i)\bpage\b|\A\W*\d{1,4}\W*\Z")
_RAISED = frozenset(["st", "nd", "rd", "th"])
_WIDE = (5, 4)  # a gap is one between columns if wider than the line is high, times this
_LEAST = 3  # spaces between columns
_FINE = (5, 2)  # points to so many characters: finer than letters are, so that columns stay in line
_HEADS = 6  # lines above a row of numbers that may be its heads
_NUMBER = re.compile(r"[(+$€£¥₹–—-]*\d[\d,.]*[%)x*]{0,3}|[-–—]{1,2}")
_FLUSH = frozenset("0123456789%)-–—")
_EDGE = 3  # lines at the top and at the bottom of a page among which heads and feet are
_NEAR = 4  # points by which a head may stand higher or lower on another page
_HYPHEN = "\ufffe"  # what pdfium writes for a hyphen at the end of a line
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08]")

Box = tuple[int, int, int, int]


class _Word(Struct, frozen=True, kw_only=True):
    text: str
    box: Box


class _Line(Struct, frozen=True, kw_only=True):
    """Words on one line of a page, from left to right."""

    words: tuple[_Word, ...]
    page: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> int:
        return min(word.box[1] for word in self.words)

    @property
    def bottom(self) -> int:
        return max(word.box[3] for word in self.words)


def read(data: bytes, place: str) -> Rendition:
    """The text of a PDF file; raises ``InputError`` where there is none that can be read."""
    pages = _pages(data, place)
    lines = [line for page in pages for line in page]
    heads = _running(pages)
    kept = [line for line in lines if id(line) not in heads]
    rendered = _written(kept)
    if not rendered.text.strip():
        raise InputError(
            place, "holds no text (scanned pages, perhaps)", "Have the text recognised (OCR) first."
        )
    if len(_UNREADABLE.findall(rendered.text)) * 5 > len(rendered.text):
        raise InputError(
            place, "holds text in fonts that do not say which letters they show", "Have it recognised (OCR)."
        )
    if not heads:
        return rendered
    left_out = f"running heads and feet of pages ({len(heads)} lines) are not part of the text"
    return Rendition(text=rendered.text, origins=rendered.origins, left_out=(left_out,))


# -- pages and their lines -----------------------------------------------------------------------


def _pages(data: bytes, place: str) -> list[list[_Line]]:
    import pypdfium2  # noqa: PLC0415  only a PDF needs it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(place, "is encrypted", "Save a copy without a password.") from None
        raise InputError(place, "is a damaged PDF file", "Save or download it again.") from None
    try:
        if len(document) > MOST_PAGES:
            raise InputError(
                place, f"has {len(document):,} pages, more than the {MOST_PAGES:,} that are read", "Split it."
            )
        return _read_pages(document, place)
    except pypdfium2.PdfiumError:
        raise InputError(place, "is a damaged PDF file", "Save or download it again.") from None
    finally:
        document.close()


def _read_pages(document: PdfDocument, place: str) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        size += text.count_chars()
        if size > MOST_CHARACTERS:
            raise InputError(place, f"holds more than {MOST_CHARACTERS:,} characters", "Split it.")
        pages.append(list(_lines(page, text, number + 1)))
        text.close()
        page.close()
    return pages


def _lines(page: PdfPage, text: PdfTextPage, number: int) -> Iterator[_Line]:
    """The lines of a page, what stands beside one another put on one line."""
    left, _, _, top = page.get_bbox()
    written = _characters(text)
    row: list[_Word] = []
    after = 0
    for match in _WORD.finditer(written):
        word = _Word(
            text=match[0].replace(_HYPHEN, "-"), box=_box(text, match.start(), match.end() - 1, left, top)
        )
        if row and "\n" in written[after : match.start()] and not _beside(row[-1].box, word.box):
            yield _Line(words=tuple(row), page=number)
            row = []
        row.append(word)
        after = match.end()
    if row:
        yield _Line(words=tuple(row), page=number)


def _characters(text: PdfTextPage) -> str:
    """The characters of a page, counted as its boxes are."""
    written: str = text.get_text_range()
    if len(written) == text.count_chars():
        return written
    from pypdfium2 import raw  # noqa: PLC0415

    return "".join(chr(raw.FPDFText_GetUnicode(text, i) or 32) for i in range(text.count_chars()))


def _box(text: PdfTextPage, first: int, last: int, left: Any, top: Any) -> Box:
    """The box round the characters from ``first`` to ``last``, measured from the page's upper left corner."""
    one, other = text.get_charbox(first, loose=True), text.get_charbox(last, loose=True)
    return (
        int((min(one[0], other[0]) - left) // 1),
        int((top - max(one[3], other[3])) // 1),
        -int(-(max(one[2], other[2]) - left) // 1),
        -int(-(top - min(one[1], other[1])) // 1),
    )


def _beside(one: Box, other: Box) -> bool:
    """Whether a word stands to the right of another, on one line with it."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared * 2 > min(one[3] - one[1], other[3] - other[1]) and other[0] >= one[2] - 1


# -- what recurs from page to page -----------------------------------------------------------------


def _running(pages: Sequence[Sequence[_Line]]) -> set[int]:
    """The lines, by identity, that stand at the edge of a page as on many others.

    What stands so at the top of the first page is kept, for there it is the title.
    """
    edges = [line for page in pages for at, line in enumerate(page) if _at_edge(page, at)]
    found = Counter(place for line in edges for place in _places(line))
    often = max(2, len(pages) * 2 // 5)
    recurring = [line for line in edges if any(found[place] >= often for place in _places(line))]
    return {
        id(line) for line in recurring if line.page > 1 or _PAGE.search(line.text) or not _is_top(line, pages)
    }


def _is_top(line: _Line, pages: Sequence[Sequence[_Line]]) -> bool:
    return sum(1 for other in pages[line.page - 1] if other.bottom <= line.top) < _EDGE


def _at_edge(page: Sequence[_Line], at: int) -> bool:
    """Whether the line numbered ``at`` is among the uppermost or the lowest of its page."""
    above = sum(1 for other in page if other.bottom <= page[at].top)
    below = sum(1 for other in page if other.top >= page[at].bottom)
    return above < _EDGE or below < _EDGE


def _places(line: _Line) -> set[tuple[str, int]]:
    """The words of a line without their digits, with its height on the page, rounded in two ways."""
    worn = _SPACES.sub(" ", _DIGITS.sub("#", line.text)).casefold()
    return {(worn, (line.top + shift) // _NEAR) for shift in (0, _NEAR // 2)}


# -- writing ---------------------------------------------------------------------------------------


def _written(lines: Sequence[_Line]) -> Rendition:
    """The lines one below the other, and a blank one where the page leaves room."""
    parts: list[str] = []
    origins: list[Origin] = []
    at = 0
    pitches = _pitches(lines)
    margins: dict[int, int] = {}
    for line in lines:
        margins[line.page] = min(margins.get(line.page, line.words[0].box[0]), line.words[0].box[0])
    drawn = _drawn(lines)
    for number, line in enumerate(lines):
        apart = _gap(lines[number - 1], line, pitches) if number else ""
        gaps = _columns(line, margins[line.page]) if number in drawn else ["", *[" "] * (len(line.words) - 1)]
        for word, gap in zip(line.words, gaps, strict=True):
            raised = word.text in _RAISED and parts and parts[-1].isdecimal()
            room = apart + ("" if raised else gap)
            parts += [room, word.text]
            at += len(room)
            origins.append(Origin(start=at, page=line.page, box=word.box))
            at += len(word.text)
            apart = ""
    return Rendition(text="".join(parts) + "\n" if parts else "", origins=tuple(origins))


def _is_wide(before: _Word, word: _Word) -> bool:
    """Whether so much room is between two words that they stand in two columns."""
    height = before.box[3] - before.box[1]
    return (word.box[0] - before.box[2]) * _WIDE[1] > height * _WIDE[0]


def _drawn(lines: Sequence[_Line]) -> set[int]:
    """The lines of tables: those with a number in a column of its own, and the heads above them."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        words = line.words
        if any(
            _NUMBER.fullmatch(word.text)
            and _is_wide(words[at], word)
            and (at + 2 == len(words) or _is_wide(word, words[at + 2]))
            for at, word in enumerate(words[1:])
        ):
            found.update(range(max(0, number - _HEADS), number + 1))
    return found


def _columns(line: _Line, margin: int) -> list[str]:
    """The spaces before each word that keep columns below one another.

    Numbers are set flush right, so their ends are kept in line; of words the beginnings.
    """
    first = line.words[0]
    found = [" " * ((first.box[0] - margin) * _FINE[1] // _FINE[0])]
    at = len(found[0]) + len(first.text)
    for before, word in pairwise(line.words):
        gap = " "
        if _is_wide(before, word):
            edge, back = (word.box[2], len(word.text)) if word.text[-1] in _FLUSH else (word.box[0], 0)
            gap = " " * max(_LEAST, (edge - margin) * _FINE[1] // _FINE[0] - back - at)
        found.append(gap)
        at += len(gap) + len(word.text)
    return found


def _pitches(lines: Sequence[_Line]) -> dict[int, int]:
    """How far apart lines usually are, page by page."""
    steps: dict[int, list[int]] = {}
    for before, line in pairwise(lines):
        if before.page == line.page and _step(before, line) > 0:
            steps.setdefault(line.page, []).append(_step(before, line))
    return {page: median_low(found) for page, found in steps.items()}


def _step(before: _Line, line: _Line) -> int:
    """How far a line stands below the one before; a hyphen at a line's end carries it on to the next."""
    return line.words[0].box[1] - before.words[-1].box[3] + line.words[0].box[3] - line.words[0].box[1]


def _gap(before: _Line, line: _Line, pitches: dict[int, int]) -> str:
    """A line break, and a blank line where there is room for one. A new page alone breaks no paragraph."""
    if before.page != line.page:
        return "\n"
    step = _step(before, line)
    return "\n\n" if step * 3 > pitches.get(line.page, step) * 4 or step < 0 else "\n"
