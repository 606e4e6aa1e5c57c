"""Markdown to flow, with the place of every run of characters in the file.

markdown-it gives lines for blocks and nothing for what is inside them; since each piece of text stands
in its block as written, in order, it is found again there by looking ahead from the piece before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from checker.read import html
from checker.read.flow import Box, Break, Grid, Item, Run

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,30}\]:?")
_TARGET = re.compile(r"\](?:\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^\]\n]{0,200}\])?")
_SHOWN = re.compile(
    r"(?m)^(?:#{1,6} \S|\s{0,3}\|?\s*:?-{3,}:?\s*\||\s{0,3}(?:[-*+]|\d+\.) +\*\*|```)|\*\*[^\s*][^*\n]*\*\*"
)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name holds marks that only Markdown has."""
    return text.startswith("---\n") or len(_SHOWN.findall(text[:20_000])) > 1


def flow(source: str, skip: int = 0) -> list[Item]:
    """The document as flow; its first ``skip`` characters (a front matter) are left out."""
    # Blank lines in place of what is skipped keep every line number.
    kept = "\n" * source.count("\n", 0, skip) + source[skip:]
    reader = _Reader(source)
    reader.blocks(_parser().parse(kept))
    return reader.items


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  only Markdown needs it

    # Pieces are kept apart as written; joined ones would no longer stand in the source.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


class _Reader:
    def __init__(self, source: str) -> None:
        self.items: list[Item] = []
        self._source = source
        self._starts = [0, *(match.end() for match in re.finditer("\n", source)), len(source) + 1]
        self._rows: list[list[Box]] = []
        self._cell: int | None = None  # where among the items the open cell begins
        self._from = 0  # where the next piece of a table's row is looked for
        self._bullet = False

    def blocks(self, tokens: Sequence[Token]) -> None:
        """Write all blocks as flow."""
        for token in tokens:
            match token.type:
                case "heading_open":
                    self.items.append(Break(kind="heading"))
                case "paragraph_open":
                    self.items.append(Break())
                case "list_item_open":
                    self._bullet = True
                case "heading_close" | "paragraph_close" | "list_item_close" | "hr":
                    self.items.append(Break())
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._code(token)
                case "html_block":
                    self._html(token)
                case "table_open":
                    self._rows = []
                case "tr_open":
                    self._rows.append([])
                    self._from = self._line(token)
                case "th_open" | "td_open":
                    self._cell = len(self.items)
                case "th_close" | "td_close" if self._cell is not None:
                    inside = tuple(self.items[self._cell :])
                    del self.items[self._cell :]
                    self._rows[-1].append(Box(flow=inside, header=token.type == "th_close"))
                    self._cell = None
                case "table_close":
                    self.items += [Break(), Grid(rows=tuple(map(tuple, self._rows))), Break()]

    def _line(self, token: Token) -> int:
        return self._starts[token.map[0]] if token.map else 0

    # -- inside a block -----------------------------------------------------------------------

    def _inline(self, token: Token) -> None:
        if self._bullet:
            self.items.append(Run(text="• "))
            self._bullet = False
        inside = self._from if self._cell is not None else self._line(token)
        last = min(token.map[1] if token.map else len(self._starts) - 1, len(self._starts) - 1)
        within = _Line(self._source, inside, self._starts[last] if self._cell is None else None)
        for child in token.children or ():
            self._child(child, within)
        if self._cell is not None:
            self._from = within.at

    def _child(self, child: Token, within: _Line) -> None:
        match child.type:
            case "text" | "code_inline":
                self._text(child.content, within.find(child.content))
            case "text_special":
                at = within.find(child.markup)
                self._text(child.content, at + child.markup.startswith("\\"), whole=False)
            case "softbreak":
                self.items.append(Run(text=" "))
                within.next_line()
            case "hardbreak":
                self.items.append(Break(kind="line"))
                within.next_line()
            case "html_inline":
                at = within.find(child.content)
                if child.content.startswith("<!--"):
                    self.items += html.flow(child.content, max(at, 0))
                elif child.content.lower().startswith("<br"):
                    self.items.append(Break(kind="line"))
            case "link_close" | "image":
                if child.type == "image":
                    self._text(child.content, within.find(child.content))
                within.skip(_TARGET)
            case _:
                pass

    def _text(self, text: str, at: int, *, whole: bool = True) -> None:
        if not whole:
            self.items += [Run(text=char, at=at) for char in text]
            return
        done = 0
        for mark in _FOOTNOTE.finditer(text):
            self.items.append(Run(text=text[done : mark.start()], at=at + done if at >= 0 else at))
            done = mark.end()
        self.items.append(Run(text=text[done:], at=at + done if at >= 0 else at))

    def _code(self, token: Token) -> None:
        """Lines as they stand: what is set apart like this is often a table of aligned columns."""
        self.items.append(Break())
        line = token.map[0] if token.map else 0
        for number, text in enumerate(token.content.split("\n"), line + (token.type == "fence")):
            start = self._starts[min(number, len(self._starts) - 1)]
            at = self._source.find(text, start, start + len(text) + 40)
            self.items += [Run(text=text, at=at), Break(kind="line")]
        self.items.append(Break())

    def _html(self, token: Token) -> None:
        at = self._source.find(token.content.rstrip("\n"), self._line(token))
        self.items.append(Break())
        if at >= 0:
            self.items += html.flow(token.content, at)
        self.items.append(Break())


class _Line:
    """A place in the source that moves on as pieces are found, up to ``end``."""

    def __init__(self, source: str, at: int, end: int | None) -> None:
        self._source, self.at = source, at
        newline = source.find("\n", at)
        self._end = end if end is not None else (len(source) if newline < 0 else newline)

    def find(self, text: str) -> int:
        """Where ``text`` stands next, −1 if it does not; the place moves behind it."""
        if not text:
            return -1
        found = self._source.find(text, self.at, self._end)
        if found >= 0:
            self.at = found + len(text)
        return found

    def next_line(self) -> None:
        """Go to the next line."""
        newline = self._source.find("\n", self.at, self._end)
        self.at = newline + 1 if newline >= 0 else self.at

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Go behind what ``pattern`` matches here, if it does."""
        if match := pattern.match(self._source, self.at):
            self.at = match.end()
