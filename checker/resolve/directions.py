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
from collections.abc import Iterator, Sequence

from checker.model import Cue, Figure
from checker.resolve.besides import besides
from checker.resolve.claims import cue, pair_cue
from checker.resolve.juxtaposed import juxtaposed
from checker.resolve.levels import Compared, Pair, alike, comparable, levels_compared, same_thing
from checker.resolve.movewords import (
    STOP,
    WORD,
    Word,
    compares,
    leads_from,
    leads_to,
    may_move,
    may_record,
    stem,
    words,
)
from checker.resolve.passage import Passage
from checker.resolve.records import records
from checker.resolve.steps import steps

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
_COMPARED = re.compile(r"(?:the|this|our|these)\s(?:lower|higher|increased|decreased|improved|reduced)")
"""How a sentence opens that explains a comparison: "The lower rate was due to"."""
_RESPECTIVELY = re.compile(r"\brespectively\b")
_JOINS = re.compile(r"(?:\sper share)?(?:\s(?:in|for)\s[\w\s]{1,20})?[\s,]*")
_INSTEAD = re.compile(r"\b(?:rather than|instead of|as opposed to)\b")
_OUT_OF = re.compile(
    r"\b(?:\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|most|some|all|several|majority)"
    r"\sof\s(?:the\s|our\s|its\s|those\s|these\s)?(?:total\s)?$"
)
"""What leads to a whole that a part was told of."""
_NEAR = 3
"""Sentences on either side in which a named metric is looked for."""
_HUGGING = 14
"""Characters between a change and the noun that it measures."""
_SHORT = 70
"""Characters of a sentence that only says that things went up or down."""


def directions(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """Direction and record cues with the current level first, then the levels it is compared with."""
    claimed: set[str] = set()
    told: set[tuple[str, str]] = set()
    pairs: dict[int, list[Pair]] = {}

    def compared(i: int) -> list[Pair]:
        if i not in pairs:
            found = levels_compared([figures[k] for k in passages[i].quantities])
            told = {pair.current.id for pair in found}
            beside = juxtaposed(passages[i], figures) if len(passages[i].quantities) > 1 else ()
            pairs[i] = [*found, *(pair for pair in beside if pair.current.id not in told)]
        return pairs[i]

    for i, passage in enumerate(passages):
        if passage.block.kind in ("speaker", "heading"):
            continue
        if not any(passages[k].quantities for k in _close(passages, i)):
            continue
        text = passage.low
        for word in words(text) if may_move(passage.words) else ():
            claim = None
            if passage.quantities:
                claim = _around(passages, figures, i, text, word)
            if (
                claim is None
                and i
                and (not passage.quantities or word.noun or _COMPARED.fullmatch(text[: word.end]))
            ):
                before = compared(i - 1) or ([] if word.noun else _lately(passages, figures, i))
                claim = _pointing(passages, i, text, word, before)
            if claim is None and word.noun:
                claim = _named(passages, i, text, word, compared)
            if claim is not None:
                claimed.add(claim.figures[0])
                told.update((claim.figures[0], prior) for prior in claim.figures[1:])
                yield claim
        if passage.quantities:
            for claim in steps(passage, figures, told):
                claimed.add(claim.figures[0])
                yield claim
            yield from besides(passage, text, compared(i), claimed)
        if may_record(passage.words):
            yield from records(passages, figures, i, text, compared)


def _close(passages: Sequence[Passage], i: int) -> range:
    """The sentences around one in which a metric is looked for."""
    return range(max(0, i - _NEAR), min(len(passages), i + _NEAR + 1))


# -- phrases around the levels ---------------------------------------------------------------------


def _around(
    passages: Sequence[Passage], figures: Sequence[Figure], i: int, text: str, word: Word
) -> Cue | None:
    """A movement word next to the levels of its own sentence."""
    passage = passages[i]
    here = [figures[k] for k in passage.quantities]
    after = [f for f in here if f.start - passage.start >= word.end]
    before = [f for f in here if f.end - passage.start <= word.start]
    if not after:
        return None
    gap = text[word.end : after[0].start - passage.start]
    if any(nearer.sense for nearer in words(gap)):
        return None  # "the reduction targets increased from 12 to 15": the nearer word claims
    if after[0].measure == "change" or (
        after[0].hedge in ("over", "under") and gap.rstrip().endswith("than")
    ):
        return None  # "less than 10" is a bound, no comparison
    if leads_to().fullmatch(gap) and not _AGAINST.search(gap):
        current, of = after[0], _IN.match(text[word.end :])
        if word.noun and of is not None and not _names(of[1], current):
            return None  # "the decrease in net debt to 858", and the figure taken for something else
        told = [f for f in after[1:] if comparable(current, f) and _led(text, passage, f, current)]
        if not told:
            told = _told_before(passages, figures, i, current, _without_wholes(text, passage, before))
            if not current.period and "further" not in gap:
                told = [prior for prior in told if not prior.period]
        # without a level to come from, the level before may still be told elsewhere
        return cue("direction", passage, word, current, told, alone=bool(current.metric))
    if leads_from().fullmatch(gap):
        prior = after[0]
        if _RESPECTIVELY.search(text, word.end):
            return _first_of_several(passage, word, before, after)
        reached = (
            bool(before)
            and alike(before[-1], prior)
            and _JOINS.fullmatch(text, before[-1].end - passage.start, word.start)
        )
        to_another = (
            len(after) > 1 and comparable(prior, after[1]) and _leads_to(text, passage, prior, after[1])
        )
        # "declines from 25% to 40%" are a range of declines
        spread = word.noun and prior.unit == "percent"
        if to_another and spread:
            return None
        if to_another and not reached:
            return cue("direction", passage, word, after[1], [prior])
        if word.noun and before and word.start - (before[-1].end - passage.start) < _HUGGING:
            before = _without_change(text, passage, before)
        told_last = next(
            (f for f in reversed(before) if alike(f, prior) and not _is_prior(text, passage, f)), None
        )
        if told_last is not None and not comparable(told_last, prior):
            return None
        if told_last is not None and (told_last is before[-1] or same_thing(told_last, prior)):
            more = [f for f in after[1:] if comparable(prior, f) and _led(text, passage, f, prior)]
            return cue("direction", passage, word, told_last, [prior, *more])
    return None


def _first_of_several(
    passage: Passage, word: Word, before: Sequence[Figure], after: Sequence[Figure]
) -> Cue | None:
    """ "84% and 77%, up from 78% and 72%, respectively": the first of the levels with the first prior."""
    count = min(len(before), len(after))
    several = before[len(before) - count :]
    if count > 1 and all(alike(now, then) for now, then in zip(several, after[:count], strict=True)):
        return cue("direction", passage, word, several[0], [after[0]])
    return None


def _without_change(text: str, passage: Passage, before: Sequence[Figure]) -> list[Figure]:
    """ "A 0.10 increase over 5.45": the figure before the noun is the change; "0.72, or 21 %" is one too."""
    left, change = list(before[:-1]), before[-1]
    while left and text[left[-1].end - passage.start : change.start - passage.start].strip(" ,") == "or":
        change = left.pop()
    return left


def _without_wholes(text: str, passage: Passage, before: Sequence[Figure]) -> list[Figure]:
    """ "Nine of our 28 stores were open, which increased to 11": what increased is the part."""
    return [f for f in before if _OUT_OF.search(text[: f.start - passage.start]) is None]


def _is_prior(text: str, passage: Passage, figure: Figure) -> bool:
    """Whether words of comparison lead to a figure, which makes it the level compared with."""
    return _LEADING.search(text[: figure.start - passage.start]) is not None


def _led(text: str, passage: Passage, figure: Figure, anchor: Figure) -> bool:
    """Whether words of comparison lead to a figure, or an "and" from one that they led to."""
    gap = text[max(0, anchor.end - passage.start) : figure.start - passage.start]
    # "Down from 33 but up from 14": another direction word starts a claim of its own.
    if _INSTEAD.search(gap):
        return False  # "closer to 20 rather than the 30 we had thought"
    return compares().search(gap) is not None and not any(word.sense for word in words(gap))


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
        if same_thing(current, figure) and "metric" not in figure.inferred:
            return [figure]
    if i and passages[i - 1].sentence.block == passages[i].sentence.block:
        for k in reversed(passages[i - 1].quantities):
            if same_thing(current, figures[k]):
                return [figures[k]]
    return []


# -- sentences that point back, nouns with the metric's name -----------------------------------------


def _pointing(
    passages: Sequence[Passage], i: int, text: str, word: Word, before: Sequence[Pair]
) -> Cue | None:
    """ "The sequential decline was due to": the levels compared in the sentence before."""
    if not before or passages[i - 1].block.speaker != passages[i].block.speaker:
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
    elif _COMPARED.fullmatch(text[: word.end]):
        if not any(_names(tail, pair.current) for pair in before):
            return None
        before = [pair for pair in before if _names(tail, pair.current)]
    elif len(text) > _SHORT or not _SPEAKER_MOVES.match(text):
        return None
    return pair_cue("direction", passages[i], word, before[-1], text[: word.end])


def _lately(passages: Sequence[Passage], figures: Sequence[Figure], i: int) -> list[Pair]:
    """The levels compared over the last few sentences of the speaker: "It was 47. Now it is 102." """
    told = [
        figures[k]
        for passage in passages[max(0, i - _NEAR) : i]
        if passage.block.speaker == passages[i].block.speaker
        for k in passage.quantities
    ]
    return levels_compared(told)


def _named(passages: Sequence[Passage], i: int, text: str, word: Word, compared: Compared) -> Cue | None:
    """ "Despite increases in acquisition cost": the metric's levels, told a few sentences away."""
    named = _IN.match(text[word.end :])
    if not named:
        return None
    for k in sorted(_close(passages, i), key=lambda k: abs(k - i)):
        if passages[k].block.speaker != passages[i].block.speaker:
            continue
        for pair in compared(k):
            if _names(named[1], pair.current):
                return pair_cue("direction", passages[i], word, pair, text)
    return None


def _names(phrase: str, figure: Figure) -> bool:
    """Whether a phrase begins with the name of a figure's metric, or all of its words but the modifiers."""
    said = [stem(w) for w in WORD.findall(phrase)]
    metric = [stem(w) for w in WORD.findall(figure.metric.lower()) if w not in STOP]
    core = [w for w in said if w not in STOP]
    if len(metric) == 1:
        return bool(core) and core[0] == metric[0]
    return (
        len(metric) > 1
        and len(set(core[: len(metric) + 1]) & set(metric)) >= min(2, len(metric))
        and core[0] in metric
    )
