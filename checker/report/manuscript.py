"""The document as the report shows it: sections, turns of speakers, paragraphs with their figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.model import Block, Document, Figure, Sentence, Speaker, Struct
from checker.place import Places

SECTIONS = {"prepared": "Prepared remarks", "qa": "Questions and answers", "body": "Text"}
_CONTEXT = 110
_LONGEST = 8_000
"""Characters of a paragraph at most."""


class Piece(Struct, frozen=True, kw_only=True):
    """A run of text, or the text of one figure."""

    text: str
    figure: Figure | None = None


class Paragraph(Struct, frozen=True, kw_only=True):
    """A block in pieces, with the line of the document on which it begins."""

    kind: str
    line: int
    pieces: tuple[Piece, ...]


class Turn(Struct, frozen=True, kw_only=True):
    """What one speaker says without interruption; no speaker for headings and running text."""

    speaker: Speaker | None
    section: str
    paragraphs: tuple[Paragraph, ...]


class Part(Struct, frozen=True, kw_only=True):
    """A section with its turns."""

    title: str
    key: str
    turns: tuple[Turn, ...]


class Quote(Struct, frozen=True, kw_only=True):
    """A sentence, shortened around its figures, with who said it where."""

    pieces: tuple[Piece, ...]
    speaker: Speaker | None
    section: str
    line: int


class Manuscript:
    """One document and its figures, ready to be shown whole or quoted.

    Nothing of the text is left out: what stands between two blocks is shown as well.
    """

    def __init__(self, document: Document, figures: Sequence[Figure]) -> None:
        self.document = document
        self._figures = sorted(figures, key=lambda f: (f.start, f.end))
        self._starts = [f.start for f in self._figures]
        self._places = Places(document)
        self._sentences = [s.start for s in document.sentences]

    def parts(self) -> tuple[Part, ...]:
        """The document from its first character to its last."""
        shown = [
            Turn(
                speaker=None if speaker is None else self.document.speakers[speaker],
                section=section,
                paragraphs=tuple(p for block in blocks for p in self._paragraphs(block)),
            )
            for (section, speaker), blocks in _turns(self._blocks())
        ]
        turns = [turn for turn in shown if turn.paragraphs]
        return tuple(
            Part(title=SECTIONS[key], key=key, turns=tuple(group))
            for key, group in groupby(turns, key=lambda turn: turn.section)
        )

    def line(self, offset: int) -> int:
        """The line of the source, counted from 1, on which the character at ``offset`` stands."""
        return self._places.line_and_column(offset)[0]

    def quotes(self, figures: Sequence[Figure]) -> tuple[Quote, ...]:
        """The sentences in which ``figures`` stand, in the order of the figures, each sentence once."""
        found: dict[int, list[Figure]] = {}
        for figure in figures:
            found.setdefault(bisect_right(self._sentences, figure.start) - 1, []).append(figure)
        return tuple(self._quote(at, group) for at, group in found.items())

    def _quote(self, at: int, figures: list[Figure]) -> Quote:
        first, last = min(f.start for f in figures), max(f.end for f in figures)
        sentence = self._sentence(at, first, last)
        start = _cut_before(self.document.text, sentence.start, first - _CONTEXT)
        end = _cut_after(self.document.text, sentence.end, last + _CONTEXT)
        pieces = list(self._pieces(start, end, figures))
        if start > sentence.start:
            pieces.insert(0, Piece(text="… "))
        if end < sentence.end:
            pieces.append(Piece(text=" …"))
        speaker = figures[0].speaker
        return Quote(
            pieces=tuple(pieces),
            speaker=None if speaker is None else self.document.speakers[speaker],
            section=SECTIONS[figures[0].section].lower(),
            line=figures[0].line,
        )

    def _sentence(self, at: int, first: int, last: int) -> Sentence:
        """The sentence numbered ``at`` if it holds the figures, else the text around them."""
        if at >= 0 and self.document.sentences[at].end >= last:
            return self.document.sentences[at]
        return Sentence(
            start=max(0, first - _CONTEXT), end=min(len(self.document.text), last + _CONTEXT), block=0
        )

    def _blocks(self) -> Iterator[Block]:
        at, text = 0, self.document.text
        section = self.document.blocks[0].section if self.document.blocks else "body"
        for block in self.document.blocks:
            if text[at : block.start].strip():
                yield Block(start=at, end=block.start, section=section)
            yield block
            at, section = max(at, block.end), block.section
        if text[at:].strip():
            yield Block(start=at, end=len(text), section=section)

    def _paragraphs(self, block: Block) -> Iterator[Paragraph]:
        """The block in pieces; nothing for a speaker's name line, which the turn shows itself.

        One too long for a browser to break into lines is shown as several.
        """
        if block.kind == "speaker" and block.speaker is not None:
            return
        start = block.start
        while start < block.end:
            end = self._end(start, block.end)
            low, high = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
            pieces = tuple(self._pieces(start, end, self._figures[low:high]))
            yield Paragraph(kind=block.kind, line=self.line(start), pieces=pieces)
            start = end

    def _end(self, start: int, end: int) -> int:
        """Where a paragraph from ``start`` has to end: at ``end``, or before a word if that is too far."""
        if end - start <= _LONGEST:
            return end
        cut = self.document.text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        around = [f for f in self._figures[: bisect_right(self._starts, cut)][-8:] if f.start < cut < f.end]
        return min(end, max([cut, *(f.end for f in around)]))

    def _pieces(self, start: int, end: int, figures: Sequence[Figure]) -> Iterator[Piece]:
        text, at = self.document.text, start
        for figure in sorted(figures, key=lambda f: f.start):
            if figure.start < at or figure.end > end:
                continue
            if figure.start > at:
                yield Piece(text=text[at : figure.start])
            yield Piece(text=text[figure.start : figure.end], figure=figure)
            at = figure.end
        if at < end:
            yield Piece(text=text[at:end])


def _turns(blocks: Iterator[Block]) -> Iterator[tuple[tuple[str, int | None], list[Block]]]:
    """Runs of blocks of one section and speaker; a name line always begins a new turn."""
    run: list[Block] = []
    for block in blocks:
        if run and (
            block.kind == "speaker" or (block.section, block.speaker) != (run[0].section, run[0].speaker)
        ):
            yield (run[0].section, run[0].speaker), run
            run = []
        run.append(block)
    if run:
        yield (run[0].section, run[0].speaker), run


def _cut_before(text: str, start: int, wanted: int) -> int:
    """``wanted``, moved forward to the beginning of a word, or ``start`` if that is not far."""
    if wanted <= start + 20:
        return start
    space = text.find(" ", wanted, wanted + 40)
    return wanted if space < 0 else space + 1


def _cut_after(text: str, end: int, wanted: int) -> int:
    if wanted >= end - 20:
        return end
    space = text.rfind(" ", wanted - 40, wanted)
    return wanted if space < 0 else space
