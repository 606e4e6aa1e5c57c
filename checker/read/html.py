"""HTML to flow, with the place of every run of characters in the file.

The standard library's parser is used because it tells where each piece of text stands. What a
browser would not show (scripts, ``display:none``, the hidden facts of inline XBRL) is left out, and
so are footnote marks, which would otherwise grow onto the number before them.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from checker.read.flow import Box, Break, Grid, Item, Remark, Run, plain
from checker.read.grid import NOTE_MARK

DEEPEST = 12
"""Levels of nested tables that are followed; the tags of deeper ones are ignored."""

_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend",
     "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "ul"]
)  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_HIDDEN = frozenset(
    ["script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe",
     "select", "textarea", "button", "ix:header"]
)  # fmt: skip
# The wrapper of a filing: tags without an end, each followed by its value on the same line.
_WRAPPER = frozenset(["type", "sequence", "filename", "description"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_STYLE_HIDES = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_RAISES = re.compile(r"(?i)vertical-align\s*:\s*super")
_INDENT = re.compile(r"(?i)(?:padding-left|margin-left|text-indent)\s*:\s*(\d{1,4})")
_NBSP = 3  # points that a hard space is wide
_MARKED_UP = re.compile(r"(?i)<(?:!doctype html|html|head|body|table|div|p|br|h[1-6]|span|document)\b")


def looks_like_html(text: str) -> bool:
    """Whether a text opens as a page does."""
    return bool(_MARKED_UP.match(text.lstrip("\ufeff \t\n")[:200])) or bool(
        text.lstrip().startswith("<?xml") and "<html" in text[:2000].lower()
    )


def flow(source: str, base: int = 0) -> list[Item]:
    """The page (or the piece of one) as flow; ``base`` is added to every place."""
    reader = _Reader(source, base)
    # What is never closed would be searched to the end of the page again and again.
    tame = source.replace("<![", "<! ")
    closed = tame.rfind("-->") + 1
    tame = tame[:closed] + tame[closed:].replace("<!--", "<!  ")
    end = tame.rfind(">") + 1
    reader.feed(tame[:end])
    reader.close()
    reader.tail(source[end:], base + end)
    return reader.finished()


class _Open:
    """A table that is being read."""

    def __init__(self) -> None:
        self.rows: list[list[Box]] = []
        self.cell: dict[str, str | None] | None = None
        self.indent = 0
        self.items: list[Item] = []  # of the open cell
        self.loose: list[Item] = []  # a caption, and whatever else stands outside the cells


class _Reader(HTMLParser):
    def __init__(self, source: str, base: int) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._base = base
        self._items: list[Item] = []
        self._tables: list[_Open] = []
        self._hidden: tuple[str, int] | None = None  # the element that hides, and how often it is open
        self._skips = False  # the value of a wrapper's tag
        self._raised: list[Item] | None = None  # what stands raised, as a footnote's mark does
        self._raiser = ""  # the element that raises it
        self._kept = 0  # open <pre>

    # -- where things go ----------------------------------------------------------------------

    def _sink(self) -> list[Item]:
        if self._raised is not None:
            return self._raised
        if self._tables:
            return self._tables[-1].items
        return self._items

    def _at(self) -> int:
        line, column = self.getpos()
        return self._base + self._starts[line - 1] + column

    def _break(self, kind: str = "paragraph") -> None:
        self._sink().append(Break(kind=kind))  # type: ignore[arg-type]

    def finished(self) -> list[Item]:
        """All that was read; tables left open are closed."""
        self._end_raised()
        while self._tables:
            self._end_table()
        return self._items

    def tail(self, text: str, at: int) -> None:
        """Take what follows the last tag as it stands."""
        if not (self._hidden or self._skips):
            self._sink().append(Run(text=text, at=at))

    # -- what the parser reports --------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        if self._hidden or self._skips:
            return
        at = self._at()
        if self._kept:
            for index, line in enumerate(data.split("\n")):
                if index:
                    self._break("line")
                self._sink().append(Run(text=line, at=at))
                at += len(line) + 1
        else:
            self._sink().append(Run(text=data, at=at))

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};")

    def _entity(self, written: str) -> None:
        if not (self._hidden or self._skips):
            self._sink().extend(Run(text=char, at=self._at()) for char in unescape(written))

    def handle_comment(self, data: str) -> None:
        at = self._at()
        self._sink().append(Remark(text=data.strip(), at=at, end=at + len(data) + len("<!---->")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skips = tag in _WRAPPER and not attrs
        if self._hidden:
            element, depth = self._hidden
            if tag == element:
                self._hidden = element, depth + 1
            return
        given = dict(attrs)
        if tag not in _VOID and (
            tag in _HIDDEN or "hidden" in given or _STYLE_HIDES.search(given.get("style") or "")
        ):
            self._hidden = tag, 1
        elif tag == "br":
            self._break("line")
        elif tag == "sup" or _RAISES.search(given.get("style") or ""):
            self._end_raised()
            self._raised, self._raiser = [], tag
        elif tag == "table":
            self._end_raised()
            self._break()
            if len(self._tables) < DEEPEST:
                self._tables.append(_Open())
        elif tag in ("tr", "td", "th") and self._tables:
            self._cell(tag, given)
        elif tag in _HEADINGS:
            self._break("heading")
        elif tag in _BLOCKS:
            self._indent(given)
            self._block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._skips = False
        if self._hidden:
            element, depth = self._hidden
            if tag == element:
                self._hidden = (element, depth - 1) if depth > 1 else None
            return
        if tag == self._raiser:
            self._end_raised()
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in ("td", "th", "tr") and self._tables:
            self._end_cell()
        elif tag == "pre":
            self._kept = max(0, self._kept - 1)
            self._break()
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._break()

    # -- elements -----------------------------------------------------------------------------

    def _indent(self, given: dict[str, str | None]) -> None:
        """Note how far an element moves what is in the open cell to the right."""
        cell = self._tables[-1] if self._tables and self._tables[-1].cell is not None else None
        moved = _INDENT.search(given.get("style") or "")
        if cell and moved and not plain(cell.items):
            cell.indent += int(moved[1])

    def _block(self, tag: str) -> None:
        self._break()
        if tag == "li":
            self._sink().append(Run(text="• "))
        elif tag == "pre":
            self._kept += 1

    def _end_raised(self) -> None:
        """Keep what stood raised, unless it is the mark of a footnote."""
        if self._raised is None:
            return
        raised, self._raised, self._raiser = self._raised, None, ""
        if not NOTE_MARK.fullmatch("".join(i.text for i in raised if isinstance(i, Run)).strip()):
            self._sink().extend(raised)

    def _cell(self, tag: str, given: dict[str, str | None]) -> None:
        table = self._tables[-1]
        self._end_cell()
        if tag == "tr":
            table.rows.append([])
        else:
            if not table.rows:
                table.rows.append([])
            table.loose += table.items
            table.items, table.indent = [], 0
            table.cell = {**given, "header": "th"} if tag == "th" else given
            self._indent(given)

    def _end_cell(self) -> None:
        self._end_raised()
        table = self._tables[-1]
        if table.cell is None:
            return
        given, table.cell = table.cell, None
        table.rows[-1].append(
            Box(
                flow=tuple(table.items),
                columns=_count(given.get("colspan")),
                rows=_count(given.get("rowspan")),
                header="header" in given,
                indent=table.indent + _NBSP * _leading(table.items),
            )
        )
        table.items = []

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        self._sink().extend((*table.loose, *table.items))
        self._sink().append(Grid(rows=tuple(tuple(row) for row in table.rows)))
        self._break()


def _leading(items: list[Item]) -> int:
    """How many hard spaces stand before the first word."""
    text = "".join(item.text for item in items if isinstance(item, Run))
    return text[: len(text) - len(text.lstrip())].count("\xa0")


def _count(written: str | None) -> int:
    """The number in a ``colspan``, 1 where it is none."""
    return int(written) if written and written.isdecimal() and 0 < len(written) < 4 else 1
