"""A cue made of a word and the levels that it claims something about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Cue, Figure
from checker.resolve.levels import Pair, age
from checker.resolve.lexicon import lexicon
from checker.resolve.movewords import BETTER, Word, data, stem
from checker.resolve.passage import Passage

_SEQUENTIAL = re.compile(
    r"\b(?:sequential(?:ly)?|quarter[- ](?:over|on)[- ]quarter|q-?o-?q|qoq"
    r"|from (?:last|the prior|the previous) quarter)\b"
)
_YEARLY = re.compile(r"\b(?:year[- ](?:over|on)[- ]year|y-?o-?y|yoy|from a year ago|annual(?:ly)?)\b")


def cue(
    kind: str,
    passage: Passage,
    word: Word,
    current: Figure,
    priors: Sequence[Figure],
    *,
    alone: bool = False,
) -> Cue | None:
    """The cue of a word over levels, the current one first; none if the word claims nothing of them."""
    sense = _judged(current) * (word.sense // BETTER) if abs(word.sense) == BETTER else word.sense
    if stem(word.text) in current.metric:
        return None  # "leverage ratio": the word is a part of the name
    if (not priors and not alone) or (abs(word.sense) == BETTER and not sense):
        return None
    if abs(word.sense) == BETTER and kind == "direction":
        kind = "judgement"
    return Cue(
        kind=kind,  # type: ignore[arg-type]
        start=passage.start + word.start,
        end=passage.start + word.end,
        text=word.text,
        sense=sense,
        figures=(current.id, *(f.id for f in priors)),
    )


def _judged(figure: Figure) -> int:
    """Which way a metric improves: 1 up, -1 down, 0 unknown."""
    if figure.low < 0:
        return 0  # less of a loss is better, and its figure is written with or without the minus
    entry = lexicon().named(figure.metric)
    if entry is not None and entry.good:
        return 1 if entry.good == "up" else -1
    words = set(figure.metric.lower().split())
    measure = data("measure")["costs"]
    return -1 if words & set(measure["words"]) else 1 if words & set(measure["gains"]) else 0


def pair_cue(kind: str, passage: Passage, word: Word, pair: Pair, text: str) -> Cue | None:
    """A cue over the priors that the sentence means: all, or only the sequential or the yearly one."""
    sequential, yearly = _SEQUENTIAL.search(text), _YEARLY.search(text)
    priors = list(pair.priors)
    if bool(sequential) != bool(yearly):
        year = age(pair.current.period)
        wanted = [
            f for f in priors if (age(f.period) == ((year[0] - 1, year[1]) if year else None)) == bool(yearly)
        ]
        priors = wanted or priors
    return cue(kind, passage, word, pair.current, priors)
