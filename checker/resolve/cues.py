"""Words that claim something about figures: directions, records, bounds, corrections, totals.

Relations never read text, so whatever they need of it is written down here. Each kind of claim is a
generator of its own; ``directions`` has a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from checker import units
from checker.model import Cue, Document, Figure
from checker.resolve.actions import actions
from checker.resolve.annual import annual
from checker.resolve.directions import directions
from checker.resolve.ends import ends
from checker.resolve.excess import excess
from checker.resolve.outpaced import outpaced
from checker.resolve.passage import Passage
from checker.resolve.pieces import pieces
from checker.resolve.revisions import revisions
from checker.resolve.vocabulary import Phrases
from checker.resolve.withdrawn import withdrawn

_REACH = 3
"""Sentences of the same block that a correction covers."""
_LEVELS_APART = 60
"""Characters between a level and the bound it is said to pass."""
_BESIDE_APART = 75
"""The same between two levels of which one is above the other."""
_PACED = frozenset({"faster than", "slower than", "outpacing", "outpaced"})
"""Words that make growth of what they put beside growth, however little that is named."""
_FURTHER = re.compile(r"\band\s$")
"""Before a figure that adds to what was told before it."""
_PACE = re.compile(
    r"\s(?:of \w{1,20} |on average |or so |roughly ){0,2}"
    r"(?:per|each|every|a) (quarter|month|week|day)\b(?! (?:ago|earlier|later|before))"
)


def cues(document: Document, passages: Sequence[Passage], figures: Sequence[Figure]) -> tuple[Cue, ...]:
    """Every claim that words make about ``figures`` (those of ``document``), in reading order."""
    found = [
        *directions(passages, figures),
        *_thresholds(passages, figures),
        *_beside(passages, figures),
        *_corrections(passages, figures),
        *_references(document, passages, figures),
        *_totals(passages, figures),
        *actions(passages, figures),
        *_paces(passages, figures),
        *withdrawn(passages, figures),
        *annual(passages, figures),
        *ends(passages, figures),
        *excess(passages, figures),
        *revisions(passages, figures),
        *outpaced(passages, figures),
        *pieces(passages, figures),
    ]
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end, cue.kind, cue.figures)))


def _thresholds(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """ "101.9 billion, exceeding 100 billion": a level and right after it the bound it passes."""
    above = _pattern("threshold", "above")
    below = _pattern("threshold", "below")
    for passage in passages:
        anchor: dict[str, Figure] = {}
        for i, j in zip(passage.quantities, passage.quantities[1:], strict=False):
            level, bound = figures[i], figures[j]
            if level.measure == "change" or bound.measure == "change" or level.unit != bound.unit:
                continue
            if (
                bound.start - level.end > _LEVELS_APART
                or bound.hedge not in ("over", "under")
                or not _same(level, bound)
            ):
                continue
            between = passage.text[level.end - passage.start : bound.start - passage.start].lower()
            for sense, pattern in ((1, above), (-1, below)):
                match = pattern.search(between)
                if match:
                    start = level.end + match.start()
                    # "above the 85% of March and above the 78% of June": both are passed by one level
                    first = anchor.get(level.id, level) if " and " in between[: match.start()] else level
                    anchor[bound.id] = first
                    yield Cue(
                        kind="threshold",
                        start=start,
                        end=start + len(match[0]),
                        text=match[0],
                        sense=sense,
                        figures=(first.id, bound.id),
                    )


def _beside(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """ "43%, faster than the market's 39%", "88%, above the 85% of March": a level beside another one."""
    above, below = _pattern("beside", "above"), _pattern("beside", "below")
    for passage in passages:
        anchor: dict[str, Figure] = {}
        for i, j in zip(passage.quantities, passage.quantities[1:], strict=False):
            level, bound = figures[i], figures[j]
            if level.unit != bound.unit or bound.hedge in ("over", "under") or not level.metric:
                continue
            if bound.start - level.end > _BESIDE_APART:
                continue
            between = passage.text[level.end - passage.start : bound.start - passage.start].lower()
            found = [(1, match) for match in above.finditer(between)]
            found += [(-1, match) for match in below.finditer(between)]
            if len(found) != 1:
                continue
            sense, match = found[0]
            if level.measure != bound.measure and match[0] not in _PACED:
                continue
            if _FURTHER.search(between, match.end()):
                continue  # "90% higher than last year and 88% more than the year before"
            start = level.end + match.start()
            first = anchor.get(level.id, level) if " and " in between[: match.start()] else level
            anchor[bound.id] = first
            yield Cue(
                kind="threshold",
                start=start,
                end=start + len(match[0]),
                text=match[0],
                sense=sense,
                figures=(first.id, bound.id),
            )


def _corrections(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """ "I'd like to correct …": the figures of this sentence and of the next ones of the block."""
    listed = _phrases("correction")
    for i, passage in enumerate(passages):
        match = listed.search(passage.low, passage.words)
        if not match:
            continue
        start = passage.start + match.start()
        ids = [
            figures[k].id
            for later in passages[i : i + 1 + _REACH]
            if later.sentence.block == passage.sentence.block
            for k in later.quantities
            if figures[k].start > start
        ]
        if ids:
            yield Cue(
                kind="correction", start=start, end=start + len(match[0]), text=match[0], figures=tuple(ids)
            )


def _references(document: Document, passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """ "As I mentioned": figures that repeat; said by an analyst they are a premise."""
    listed = _phrases("reference")
    for passage in passages:
        match = listed.search(passage.low, passage.words) if passage.quantities else None
        if not match:
            continue
        speaker = passage.block.speaker
        is_analyst = speaker is not None and document.speakers[speaker].role == "analyst"
        start = passage.start + match.start()
        yield Cue(
            kind="premise" if is_analyst else "reference",
            start=start,
            end=start + len(match[0]),
            text=match[0],
            figures=tuple(figures[k].id for k in passage.quantities),
        )


def _totals(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """ "The changes collectively resulted in …": the total, then the changes told before it."""
    listed = _phrases("total")
    for i, passage in enumerate(passages):
        match = listed.search(passage.low, passage.words) if passage.quantities else None
        if not match:
            continue
        start = passage.start + match.start()
        whole = next((figures[k] for k in passage.quantities if figures[k].start > start), None)
        if whole is None or whole.measure != "change" or not whole.unit.isupper():
            continue
        parts: list[Figure] = []
        for earlier in reversed(passages[:i]):
            if earlier.block.speaker != passage.block.speaker or earlier.block.kind != passage.block.kind:
                break
            parts += [figures[k] for k in reversed(earlier.quantities) if _moves_with(figures[k], whole)]
        head = whole.metric.rpartition(" ")[2]
        named = sum(head in part.metric.split() for part in parts)
        if len(parts) > 1 and 2 * named >= len(parts):
            ids = (whole.id, *(part.id for part in reversed(parts)))
            yield Cue(kind="total", start=start, end=start + len(match[0]), text=match[0], figures=ids)


def _paces(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """ "$45 million on average per quarter": an amount of each quarter, whatever it is dated to."""
    for passage in passages:
        for k in passage.quantities:
            figure = figures[k]
            match = _PACE.match(passage.low, figure.end - passage.start)
            if match:
                start = passage.start + match.start(1)
                yield Cue(
                    kind="pace", start=start, end=start + len(match[1]), text=match[1], figures=(figure.id,)
                )


def _moves_with(figure: Figure, whole: Figure) -> bool:
    return (
        figure.measure == "change"
        and figure.unit == whole.unit
        and figure.period == whole.period
        and figure.comparison == whole.comparison
        and figure.scope == whole.scope
    )


def _same(first: Figure, second: Figure) -> bool:
    return first.metric == second.metric and first.scope == second.scope


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    words = _data()[table][key]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b")


@cache
def _phrases(table: str) -> Phrases:
    return Phrases(sorted(_data()[table]["phrases"], key=len, reverse=True))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return units.data("cues")
