"""Blocks to sentences: every character of a block that is no space lies in exactly one.

One pass over each block: candidates are marks of punctuation before a space, and what stands on
either side decides. Where a machine wrote no punctuation, long stretches fall into bounded chunks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Block, Sentence
from checker.units import data

LONGEST = 900
"""Characters beyond which a sentence is cut at the best place at hand."""

_CHUNK = 320
# All marks come first, so that a search skips to the next of them.
_CANDIDATE = re.compile(r"([.?!…。？！][.?!…]{0,5})[\"'”’)\]]{0,3}(?:(?=\s|\Z|[A-Z])|(?<=[。？！]))")
_WIDE = frozenset("。？！")
# A full stop without a space behind it ends a sentence only between whole words: "growth.We".
_GLUED = re.compile(r"[a-z0-9%)]{2}[.?!][A-Z][a-z']{0,12}\s")
_BEFORE = re.compile(r"[^\s(\[\"“]{1,24}\Z")
_AFTER = re.compile(r"\s*[\"'“‘(\[]{0,2}([^\s]{1,20})")


def _words(name: str) -> frozenset[str]:
    return frozenset(data("reading")["sentences"][name].split())


_OPEN = _words("open")
_COUNTED = _words("counted")
_EITHER = _words("either")
_STARTERS = _words("starters")
_PAUSE = re.compile(
    r"\n|;\s|\s(?:--|[–—])\s|,\s|\s(?=(?:and|so|but|because|which|then|now|we|i|our|the|that|if|as)\s)", re.I
)


def sentences(text: str, blocks: Sequence[Block], per_line: bool = False) -> tuple[Sentence, ...]:
    """The sentences of all blocks but speakers' name lines, in reading order.

    With ``per_line`` a newline inside a block ends a sentence too.
    """
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind == "speaker":
            continue
        if block.kind in {"heading", "row"}:
            spans: Iterator[tuple[int, int]] = iter(((block.start, block.end),))
        elif per_line:
            spans = _by_line(text, block.start, block.end)
        else:
            spans = _split(text, block.start, block.end)
        for start, end in spans:
            for a, b in _bounded(text, start, end):
                found.append(Sentence(start=a, end=b, block=index))
    return tuple(found)


def _by_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield from _split(text, start, stop)
        start = stop + 1


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences between ``start`` and ``end``, without the spaces around them."""
    begin = _skip(text, start, end)
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() < end and match.end() > begin and _closes(text, begin, match, end):
            yield begin, match.end()
            begin = _skip(text, match.end(), end)
    if begin < end:
        while text[end - 1].isspace():
            end -= 1
        yield begin, end


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _closes(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a candidate ends its sentence, judged by the words on either side."""
    mark = match[1]
    following = _AFTER.match(text, match.end(), end)
    if following is None or mark[0] in _WIDE:
        return True
    word = following[1]
    if not text[match.end()].isspace() and not _GLUED.match(text, match.start() - 2):
        return False
    if mark[-1] in "?!":
        return not word[0].islower()
    if mark.startswith(("..", "…")):
        return word[0].isupper() and word not in {"I", "I'm", "I'd", "I'll", "I've"}
    found = _BEFORE.search(text, max(begin, match.start() - 24), match.start())
    before = found[0] if found else ""
    bare = before.lower().lstrip("$€£-–(")
    starts = word.strip(",.;:?!'’\"").lower().replace("’", "'") in _STARTERS
    if match.start() - len(before) <= begin and (bare.isdigit() or len(bare) == 1) and len(bare) < 3:
        return False  # "1. Revenue …", "B. Outlook": the counter of a list
    if bare in _OPEN or (bare in _COUNTED and not word[0].isupper()):
        return False
    if bare in _EITHER or (len(bare) > 2 and "." in bare and len(bare.replace(".", "")) * 2 <= len(bare) + 1):
        return starts and word[0].isupper()
    if len(before) == 1 and before.isalpha() and before.isupper():
        return before == "I" or (starts and word[0].isupper())
    if word[0].islower():
        # After a full word even a lower-case name ("eBay") opens a sentence; after "…" or "(ph)" not.
        return len(bare) > 2 and (bare[-1].isalnum() or bare[-1] == "%")
    # "5. 6 million" is a decimal point with a stray space.
    return not (bare.isdigit() and len(bare) < 4 and word[0].isdigit())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or chunks of it cut at a newline, a pause or a space where it is too long."""
    while end - start > LONGEST:
        window = end if end - start < 2 * _CHUNK else start + 2 * _CHUNK
        cut = 0
        for pause in _PAUSE.finditer(text, start + _CHUNK // 2, window):
            if pause[0] == "\n" or not cut or cut < start + _CHUNK:
                cut = pause.end()
            if pause[0] == "\n" and cut > start + _CHUNK:
                break
        if not cut:
            cut = text.rfind(" ", start + 1, window)
        if cut <= start:
            space = re.compile(r"\s").search(text, window, end)
            if not space:
                break
            cut = space.end()
        stop = cut
        while text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = _skip(text, cut, end)
    if start < end:
        yield start, end
