"""Labels of rows read as the prose they stand for: "Platform service revenue" as "… was $5 million".

So a row names its metric, scope and basis in the very words in which the sentences of the same document
would name them, and the two can be held against each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from checker.model import Block, Document, Figure, Reading, Sentence, Struct
from checker.tables.shape import Row, Shape

_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_PER_SHARE = re.compile(r"(?i)\bper\s(?:\w+\s){0,2}(?:share|ads|adr|unit)\b|\beps\b|\bdps\b")
_SHARES = re.compile(
    r"(?i)\A\W*(?:weighted|average|shares|number|(?:diluted|basic) (?:weighted|average|shares))\b"
)
_RATE = re.compile(r"(?i)%|\bpercent|\b(?:margin|growth|rate|yield|ratio)\W*\Z")
_EXAMPLES = {
    "percent": "5%",
    "percentage_point": "50 basis points",
    "basis_point": "50 basis points",
    "ratio": "5.5 times",
    "share": "$5.50",
    "money": "$5 million",
    "count": "5,000",
}
_LONGEST = 120


class Asked(Struct, frozen=True, kw_only=True):
    """Where the sentence for a label stands behind the text of a document."""

    start: int
    end: int


def kind_of(row: Row) -> str:
    """What the numbers of a row are, as far as label and cells tell: a rate, money, money per share."""
    if _SHARES.search(row.label):
        return "count"
    if _PER_SHARE.search(row.label) or _PER_SHARE.search(row.section):
        return "share"
    own = Counter(entry.said.unit for entry in row.entries if not entry.said.dash)
    unit = own.most_common(1)[0][0] if own else ""
    if unit in _EXAMPLES:
        return unit
    rated = "(%)" in row.label or any(_RATE.search(_BRACKETED.sub("", s)) for s in (row.label, row.section))
    return "percent" if rated and not own.keys() - {"", "percent"} else "money"


def sentences_for(row: Row) -> tuple[str, ...]:
    """The sentences that ask what a row is about: its label alone, and with the heading above it."""
    kind = kind_of(row)
    label = _plain(row.label)
    if not label:
        return ()
    if kind == "percent":
        label = label.replace(" / ", " as a percentage of ")
    example = _EXAMPLES[kind]
    found = [f"{label} was {example}."]
    section = _plain(row.section)
    if section and not row.total:
        found.append(f"{label} {section} was {example}.")
    return tuple(words[0].upper() + words[1:] for words in found)


def _plain(label: str) -> str:
    """A label in the letters of running text, without units and asides."""
    words = _BRACKETED.sub("", label).strip(" :;,.-–—•*").split()
    return " ".join(word.lower() if word.istitle() else word for word in words)[:_LONGEST]


def asking(document: Document, shapes: Sequence[Shape]) -> tuple[Document, dict[str, Asked]]:
    """The document with a sentence for every label behind its text, and where each of them stands."""
    wanted = dict.fromkeys(
        words for shape in shapes for row in shape.rows if row.entries for words in sentences_for(row)
    )
    text = document.text
    blocks: list[Block] = [*document.blocks]
    sentences: list[Sentence] = [*document.sentences]
    places: dict[str, Asked] = {}
    for words in wanted:
        start = len(text) + 2
        text += f"\n\n{words}"
        places[words] = Asked(start=start, end=len(text))
        sentences.append(Sentence(start=start, end=len(text), block=len(blocks)))
        blocks.append(Block(start=start, end=len(text)))
    return replace(document, text=text, blocks=tuple(blocks), sentences=tuple(sentences)), places


def answers(reading: Reading, places: dict[str, Asked]) -> dict[str, Figure]:
    """What was understood of each sentence: its last figure, whose number is the example."""
    by_end = {place.end: words for words, place in places.items()}
    return {by_end[figure.end + 1]: figure for figure in reading.figures if figure.end + 1 in by_end}


def without(reading: Reading, document: Document) -> Reading:
    """The reading of the document alone, the sentences behind its text forgotten."""
    end = len(document.text)
    figures = tuple(figure for figure in reading.figures if figure.start < end)
    return Reading(
        document=document, figures=figures, cues=tuple(cue for cue in reading.cues if cue.start < end)
    )


def spans(shapes: Iterable[Shape]) -> list[tuple[int, int]]:
    """Where the tables stand in the text."""
    return [(shape.table.start, shape.table.end) for shape in shapes]
