"""Sentences with the quantities that stand in them: what every dimension of resolution reads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from checker.letters import lowered
from checker.model import Block, Document, Quantity, Sentence, Struct
from checker.resolve.clause import EMPTY, Line, line

_WORD = re.compile(r"\w+")


class Passage(Struct, frozen=True, kw_only=True):
    """One sentence, its text, its block, and the indices of its quantities in reading order.

    ``start`` is the sentence's offset in the document, so a match at ``i`` in ``text`` stands at
    ``start + i`` in the document. ``low`` is the text in small letters, each character in its place, and
    ``words`` what words it has, cut at hyphens and apostrophes: a quick look at them spares most sentences
    most searches. ``line`` holds the words in order, none for a sentence without quantities.
    """

    sentence: Sentence
    block: Block
    text: str
    low: str
    words: frozenset[str]
    start: int
    quantities: tuple[int, ...]
    line: Line = EMPTY


def passages(document: Document, quantities: Sequence[Quantity]) -> tuple[Passage, ...]:
    """Every sentence of ``document`` as a passage, sentences without quantities included."""
    starts = [quantity.start for quantity in quantities]
    found = []
    for sentence in document.sentences:
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end)
        text, start = document.text[sentence.start : sentence.end], sentence.start
        low = lowered(text)
        spans = ((quantity.start - start, quantity.end - start) for quantity in quantities[first:last])
        found.append(
            Passage(
                sentence=sentence,
                block=document.blocks[sentence.block],
                text=text,
                low=low,
                words=frozenset(_WORD.findall(low)),
                start=start,
                quantities=tuple(range(first, last)),
                line=line(low, start, spans) if first < last else EMPTY,
            )
        )
    return tuple(found)
