"""Direction and record words, and the levels they compare.

Four ways in which a text does it:

* a phrase around both levels: "declined TO 5.4 FROM 6.6", "20 million, UP FROM 7 million",
  "came DOWN FROM four months TO two";
* a phrase around the current level, the prior one told before: "EXCEEDED 50 % … INCREASED further TO 55 %";
* a sentence that points back: "The sequential DECLINE was due to …", "So we are GROWING very fast";
* a noun with the metric's name, told just before or after: "despite INCREASES IN acquisition cost".

Record words do the same with every earlier level.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from checker import period as periods
from checker.model import Cue, Figure
from checker.resolve.lexicon import lexicon
from checker.resolve.passage import Passage

_WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")
_FILLER = r"(?:[\w'’-]{1,20}[\s,]{1,2}){0,%d}"
_BACK = re.compile(r"^(?:(?:and|so|overall|again)[\s,]{1,3})?(?:the|this|these|that|such)\b")
_VERB = re.compile(
    r"^(?:\s[\w'’-]{1,20}){0,5}?\s(?:was|were|is|are|reflects?|reflected|resulted|came|mainly|primarily|driven|due)\b"
)
_AGAINST = re.compile(r"\b(?:compared?|comparing|from|versus|vs|against)\b")
_LEADING = re.compile(
    r"\b(?:from|than|versus|vs\.?|against|compared (?:to|with))\s"
    r"(?:(?!(?:was|were|is|are|at|of|totaled|reached|came)\b)[\w'’-]{1,20}\s){0,2}$"
)
_IN = re.compile(r"^\s(?:in|of|for)\s(?:the\s|our\s|its\s)?((?:[\w&'’/-]{1,30}[\s]?){1,5})")
_SPEAKER_MOVES = re.compile(r"^(?:so|and|again|as you can see)?,?\s?(?:we|it|that|this|which)\b")
_THIS_WAS = re.compile(r"\b(?:this|that|which|it|we)\b[^.]{0,60}$")
_SEQUENTIAL = re.compile(
    r"\b(?:sequential(?:ly)?|quarter[- ](?:over|on)[- ]quarter|q-?o-?q|qoq"
    r"|from (?:last|the prior|the previous) quarter)\b"
)
_YEARLY = re.compile(r"\b(?:year[- ](?:over|on)[- ]year|y-?o-?y|yoy|from a year ago|annual(?:ly)?)\b")
_BETTER = 2
"""Sense of a word that judges: up or down with what it is said of."""
_STOP = frozenset({"the", "a", "an", "of", "our", "its", "total", "average", "and", "in", "for", "on"})
_NEAR = 3
"""Sentences on either side in which a named metric is looked for."""
_HUGGING = 14
"""Characters between a change and the noun that it measures."""
_SHORT = 70
"""Characters of a sentence that only says that things went up or down."""


class _Word(NamedTuple):
    text: str
    sense: int
    noun: bool
    start: int
    end: int


class _Pair(NamedTuple):
    current: Figure
    priors: tuple[Figure, ...]


_Compared = Callable[[int], list[_Pair]]
"""The levels that the sentence with this index compares."""


def directions(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """Direction and record cues with the current level first, then the levels it is compared with."""
    lowered: dict[int, str] = {}
    pairs: dict[int, list[_Pair]] = {}

    def low(i: int) -> str:
        if i not in lowered:
            lowered[i] = passages[i].text.lower()
        return lowered[i]

    def compared(i: int) -> list[_Pair]:
        if i not in pairs:
            pairs[i] = _compared([figures[k] for k in passages[i].quantities])
        return pairs[i]

    for i, passage in enumerate(passages):
        if passage.block.kind in ("speaker", "heading"):
            continue
        if not any(passages[k].quantities for k in _close(passages, i)):
            continue
        text = low(i)
        for word in _words(text):
            cue = None
            if passage.quantities:
                cue = _around(passages, figures, i, text, word)
            if cue is None and i and (not passage.quantities or word.noun):
                cue = _pointing(passages, figures, i, text, word, compared)
            if cue is None and word.noun:
                cue = _named(passages, i, text, word, compared)
            if cue is not None:
                yield cue
        yield from _records(passages, figures, i, text, compared)


def _close(passages: Sequence[Passage], i: int) -> range:
    """The sentences around one in which a metric is looked for."""
    return range(max(0, i - _NEAR), min(len(passages), i + _NEAR + 1))


# -- phrases around the levels ---------------------------------------------------------------------


def _around(
    passages: Sequence[Passage], figures: Sequence[Figure], i: int, text: str, word: _Word
) -> Cue | None:
    """A movement word next to the levels of its own sentence."""
    passage = passages[i]
    here = [figures[k] for k in passage.quantities]
    after = [f for f in here if f.start - passage.start >= word.end]
    before = [f for f in here if f.end - passage.start <= word.start]
    if not after:
        return None
    gap = text[word.end : after[0].start - passage.start]
    if any(nearer.sense for nearer in _words(gap)):
        return None  # "the reduction targets increased from 12 to 15": the nearer word claims
    if after[0].measure == "change" or (after[0].hedge in ("over", "under") and gap.strip() == "than"):
        return None  # "less than 10" is a bound, no comparison
    if _to().fullmatch(gap) and not _AGAINST.search(gap):
        current = after[0]
        told = [f for f in after[1:] if _comparable(current, f) and _led(text, passage, f, current)]
        if not told:
            told = _told_before(passages, figures, i, current, before)
        return _cue("direction", passage, word, current, told)
    if _from().fullmatch(gap):
        prior = after[0]
        if len(after) > 1 and _comparable(prior, after[1]) and _leads_to(text, passage, prior, after[1]):
            return _cue("direction", passage, word, after[1], [prior])
        if word.noun and before and word.start - (before[-1].end - passage.start) < _HUGGING:
            before = before[:-1]  # "a 0.10 increase over 5.45": the figure before the noun is the change
        told_last = next(
            (f for f in reversed(before) if _alike(f, prior) and not _is_prior(text, passage, f)), None
        )
        if told_last is not None and not _comparable(told_last, prior):
            return None
        if told_last is not None and (told_last is before[-1] or _same_thing(told_last, prior)):
            more = [f for f in after[1:] if _comparable(prior, f) and _led(text, passage, f, prior)]
            return _cue("direction", passage, word, told_last, [prior, *more])
    return None


def _is_prior(text: str, passage: Passage, figure: Figure) -> bool:
    """Whether words of comparison lead to a figure, which makes it the level compared with."""
    return _LEADING.search(text[: figure.start - passage.start]) is not None


def _led(text: str, passage: Passage, figure: Figure, anchor: Figure) -> bool:
    """Whether words of comparison lead to a figure, or an "and" from one that they led to."""
    gap = text[max(0, anchor.end - passage.start) : figure.start - passage.start]
    # "Down from 33 but up from 14": another direction word starts a claim of its own.
    return _compares().search(gap) is not None and not any(word.sense for word in _words(gap))


def _leads_to(text: str, passage: Passage, first: Figure, second: Figure) -> bool:
    gap = text[first.end - passage.start : second.start - passage.start]
    return len(gap) < 40 and re.search(r"\bto\b", gap) is not None


def _told_before(
    passages: Sequence[Passage], figures: Sequence[Figure], i: int, current: Figure, before: Sequence[Figure]
) -> list[Figure]:
    """The level that an "increased further to" starts from: the last one of the same thing."""
    if "metric" in current.inferred:
        return []
    for figure in reversed(before):
        if _same_thing(current, figure) and "metric" not in figure.inferred:
            return [figure] if current.period or not figure.period else []
    if i and passages[i - 1].sentence.block == passages[i].sentence.block:
        for k in reversed(passages[i - 1].quantities):
            if _same_thing(current, figures[k]):
                return [figures[k]]
    return []


# -- sentences that point back, nouns with the metric's name -----------------------------------------


def _pointing(
    passages: Sequence[Passage],
    figures: Sequence[Figure],
    i: int,
    text: str,
    word: _Word,
    compared: _Compared,
) -> Cue | None:
    """ "The sequential decline was due to": the levels compared in the sentence before."""
    if passages[i - 1].block.speaker != passages[i].block.speaker:
        return None
    before = compared(i - 1) or ([] if word.noun else _lately(passages, figures, i))
    if not before:
        return None
    tail = text[word.end :]
    named = _IN.match(tail)
    if word.noun:
        if not _BACK.match(text) or word.start > 60:
            return None
        if named and not any(_names(named[1], pair.current) for pair in before):
            return None
        if not named and not _VERB.match(tail):
            return None
    elif len(text) > _SHORT or not _SPEAKER_MOVES.match(text):
        return None
    return _pair_cue("direction", passages[i], word, before[-1], text[: word.end])


def _lately(passages: Sequence[Passage], figures: Sequence[Figure], i: int) -> list[_Pair]:
    """The levels compared over the last few sentences of the speaker: "It was 47. Now it is 102." """
    told = [
        figures[k]
        for passage in passages[max(0, i - _NEAR) : i]
        if passage.block.speaker == passages[i].block.speaker
        for k in passage.quantities
    ]
    return _compared(told)


def _named(passages: Sequence[Passage], i: int, text: str, word: _Word, compared: _Compared) -> Cue | None:
    """ "Despite increases in acquisition cost": the metric's levels, told a few sentences away."""
    named = _IN.match(text[word.end :])
    if not named:
        return None
    for k in sorted(_close(passages, i), key=lambda k: abs(k - i)):
        if passages[k].block.speaker != passages[i].block.speaker:
            continue
        for pair in compared(k):
            if _names(named[1], pair.current):
                return _pair_cue("direction", passages[i], word, pair, text)
    return None


def _names(phrase: str, figure: Figure) -> bool:
    """Whether a phrase begins with the name of a figure's metric, or all of its words but the modifiers."""
    said = [_stem(w) for w in _WORD.findall(phrase)]
    metric = [_stem(w) for w in _WORD.findall(figure.metric.lower()) if w not in _STOP]
    core = [w for w in said if w not in _STOP]
    if len(metric) == 1:
        return bool(core) and core[0] == metric[0]
    return (
        len(metric) > 1
        and len(set(core[: len(metric) + 1]) & set(metric)) >= min(2, len(metric))
        and core[0] in metric
    )


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


# -- records ---------------------------------------------------------------------------------------


def _records(
    passages: Sequence[Passage], figures: Sequence[Figure], i: int, text: str, compared: _Compared
) -> Iterator[Cue]:
    """ "A new record", "the highest ever": the level meant against the earlier ones told with it."""
    passage = passages[i]
    for word in _record_words(text):
        pairs = compared(i)
        if pairs:
            found = _pair_cue("record", passage, word, pairs[0], "")
            if found is not None:
                yield found
            continue
        after = [figures[k] for k in passage.quantities if figures[k].start - passage.start >= word.end]
        near = [f for f in after if f.measure != "change" and f.start - passage.start - word.end < 60]
        found = None
        if near:
            found = _cue("record", passage, word, near[0], [], alone=True)
        elif i and not passage.quantities and passages[i - 1].block.speaker == passage.block.speaker:
            before = compared(i - 1)
            tail = _WORD.findall(text[word.end : word.end + 80])
            told = before and _THIS_WAS.search(text[: word.start]) is not None
            if told and _fits_name(tail, before[-1].current):
                found = _pair_cue("record", passage, word, before[-1], "")
        if found is not None:
            yield found


def _fits_name(tail: Sequence[str], figure: Figure) -> bool:
    """Whether what follows "record" may be the figure's metric: one of its words, or a word for profit."""
    metric = {_stem(w) for w in _WORD.findall(figure.metric.lower())} - _STOP
    said = {_stem(w) for w in tail[:6]}
    profit = {"income", "earning", "profit", "eps"}
    return bool(metric & said) or (
        bool(metric & profit) and any(w.startswith("profit") or w.startswith("earning") for w in said)
    )


# -- levels that are compared ------------------------------------------------------------------------


def _compared(figures: Sequence[Figure]) -> list[_Pair]:
    """The levels of one sentence that state one thing in several periods, the latest against the others."""
    found = []
    left = [f for f in figures if f.measure != "change" and f.period and f.metric]
    while left:
        first = left[0]
        same = [f for f in left if _same_thing(first, f)]
        left = [f for f in left if f not in same]
        dated = [(age, f) for f in same if (age := _age(f.period)) is not None]
        if len(dated) > 1:
            latest = max(age for age, _ in dated)
            current = next(f for age, f in dated if age == latest)
            priors = tuple(f for age, f in dated if age < latest)
            if priors:
                found.append(_Pair(current, priors))
    return found


def _same_thing(first: Figure, second: Figure) -> bool:
    return (
        first is not second
        and first.metric == second.metric
        and first.scope == second.scope
        and first.basis == second.basis
        and _comparable(first, second)
    ) or first is second


def _alike(first: Figure, second: Figure) -> bool:
    """Whether two figures measure in one unit, neither of them a change."""
    return first.unit == second.unit and "change" not in (first.measure, second.measure)


def _comparable(first: Figure, second: Figure) -> bool:
    """Whether two figures may be levels of one thing: same unit, no change, told of different periods."""
    if "change" in (first.measure, second.measure) or first.unit != second.unit:
        return False
    if first.metric and second.metric and first.metric != second.metric:
        return False
    if not _as_long(first.period, second.period):
        return False
    return first.period is None or first.period != second.period or first.status == "illustrative"


def _as_long(first: str | None, second: str | None) -> bool:
    """Whether two periods are of one length, as far as labels tell: nine months are no quarter."""
    lengths = [_length(label) for label in (first, second)]
    return None in lengths or lengths[0] == lengths[1]


@cache
def _length(label: str | None) -> str | None:
    if label is None or label.startswith("@"):
        return None
    try:
        found = periods.parse(label)
    except ValueError:
        return None
    return None if found.unit == "each" else found.unit


def _age(label: str | None) -> tuple[int, int] | None:
    if not label or label == "@call":
        return None
    try:
        last = periods.parse(label).last_quarter()
    except ValueError:
        return None
    return None if last is None else (last.year, last.number)


# -- words -------------------------------------------------------------------------------------------


def _words(text: str) -> Iterator[_Word]:
    senses = _senses()
    for match in _WORD.finditer(text):
        found = senses.get(match[0])
        if found is not None:
            yield _Word(match[0], found[0], found[1], match.start(), match.end())


def _record_words(text: str) -> Iterator[_Word]:
    if "record" not in text and "est" not in text and "high" not in text and "low" not in text:
        return
    highest, lowest, excluded = _record_patterns()
    barred = [match.span() for match in excluded.finditer(text)]
    for pattern, sense in ((lowest, -1), (highest, 1)):
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end or start < match.end() <= end for start, end in barred):
                yield _Word(match[0], sense, True, match.start(), match.end())
                barred.append(match.span())


def _cue(
    kind: str,
    passage: Passage,
    word: _Word,
    current: Figure,
    priors: Sequence[Figure],
    *,
    alone: bool = False,
) -> Cue | None:
    sense = _judged(current) * (word.sense // _BETTER) if abs(word.sense) == _BETTER else word.sense
    if _stem(word.text) in current.metric or "inaudible" in current.metric:
        return None  # "leverage ratio": the word is a part of the name
    if (not priors and not alone) or (abs(word.sense) == _BETTER and not sense):
        return None
    if abs(word.sense) == _BETTER and kind == "direction":
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
    measure = _data("measure")["costs"]
    return -1 if words & set(measure["words"]) else 1 if words & set(measure["gains"]) else 0


def _pair_cue(kind: str, passage: Passage, word: _Word, pair: _Pair, text: str) -> Cue | None:
    """A cue over the priors that the sentence means: all, or only the sequential or the yearly one."""
    sequential, yearly = _SEQUENTIAL.search(text), _YEARLY.search(text)
    priors = list(pair.priors)
    if bool(sequential) != bool(yearly):
        year = _age(pair.current.period)
        wanted = [
            f
            for f in priors
            if (_age(f.period) == ((year[0] - 1, year[1]) if year else None)) == bool(yearly)
        ]
        priors = wanted or priors
    return _cue(kind, passage, word, pair.current, priors)


@cache
def _senses() -> dict[str, tuple[int, bool]]:
    """Single words to their sense and whether they are nouns."""
    measure, claims = _data("measure"), _data("cues")["direction"]
    found: dict[str, tuple[int, bool]] = {}
    for table, sense in (("rise", 1), ("fall", -1), ("better", _BETTER), ("worse", -_BETTER)):
        for kind in ("nouns", "verbs", "comparatives"):
            for word in measure[table].get(kind, ()):
                found.setdefault(word, (sense, kind == "nouns"))
        for word in claims.get(table, ()):
            found.setdefault(word, (sense, word in ("recovery", "pickup", "pick-up")))
    for word in claims["stable"]:
        found.setdefault(word, (0, False))
    return {word: value for word, value in found.items() if " " not in word and word not in claims["not"]}


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("checker").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@cache
def _alternatives(table: str, key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(_data("cues")[table][key], key=len, reverse=True))


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"\s{_FILLER % 6}(?:{_alternatives('direction', 'to')})\s{_FILLER % 4}")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"[\s,]{{1,2}}{_FILLER % 2}(?:{_alternatives('direction', 'from')})\s{_FILLER % 4}")


@cache
def _compares() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives('direction', 'from')})\b")


@cache
def _record_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    patterns = [
        re.compile(rf"\b(?:{_alternatives('record', key)})\b") for key in ("highest", "lowest", "not")
    ]
    return patterns[0], patterns[1], patterns[2]
