"""Two figures that words lead from one to the other: "from 3.4 to 3.3", "10%, up from 1%".

The words alone say that both measure one thing, whatever the figures were taken for: growth that
accelerates, guidance that is "up from our prior guidance", a rate whose second mention was read as
something else. What is claimed so is a judgement: it is worth a check, but no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from checker.model import Cue, Figure
from checker.resolve.claims import cue
from checker.resolve.movewords import BETTER, Word, words
from checker.resolve.passage import Passage

_APART = 110
"""Characters at most between the figure now and the one it came from."""
_SIGHT = 90
"""Characters before "from … to …" in which the word of movement stands."""
_FILL = r"(?:(?!to\b|and\b|or\b)[\w'’&/-]{1,20}\s){0,5}"
_UP_FROM = re.compile(rf"\s(?:(?:sequentially|slightly|sharply|significantly)\s)?from\s{_FILL}")
"""Between a word of movement and the figure that it comes from."""
_NEARLY = (
    r"(?:(?:a|an|the|our|about|approximately|around|roughly|some|just|only|over|under|nearly|almost|below"
    r"|above|between|more|less|than|be)\s){0,3}"
)
_FROM = re.compile(rf"(?<!ranging )(?<!ranges )(?<!ranged )\bfrom\s{_NEARLY}$")
_TO = re.compile(rf"\s{_FILL}to\s{_NEARLY}")
_LEADS_TO = re.compile(rf"\sto\s{_NEARLY}$")
_BACK = re.compile(rf",?\s(?:up\s|down\s)?from\s{_NEARLY}")
_STOP = re.compile(r"[;:]\s|\b(?:but|while|whereas|rather|offset)\b")
_SPREAD = re.compile(r"\s?(?:(?:of|ranging|anywhere)\s)?")
"""Between a noun and "from": "declines from 25% to 40%" are a range of declines."""


def steps(passage: Passage, figures: Sequence[Figure], known: Collection[tuple[str, str]]) -> Iterator[Cue]:
    """A judgement over each pair that words lead through, those not ``known`` yet; the one reached first."""
    here = [figures[k] for k in passage.quantities]
    told = {prior for _, prior in known}
    for place, _figure in enumerate(here):
        found = _onward(passage, here, place) or _up_from(passage, here, place, told)
        if found is None:
            continue
        word, current, prior = found
        if (current.id, prior.id) in known or not _fit(current, prior) or prior.id in told:
            continue
        claim = cue("judgement", passage, word, current, [prior])
        if claim is not None and claim.sense:
            told.add(prior.id)
            yield claim


def _onward(passage: Passage, here: Sequence[Figure], place: int) -> tuple[Word, Figure, Figure] | None:
    """ "Rose … from 5 to 6", "rose to 6 from 5": the figure at ``place`` is told first."""
    if place + 1 == len(here):
        return None
    first, second = here[place], here[place + 1]
    text, start = passage.low, first.start - passage.start
    between = text[first.end - passage.start : second.start - passage.start]
    before = text[max(0, start - _SIGHT) : start]
    led = _FROM.search(before)
    onward = led is not None and _TO.fullmatch(between) is not None
    back = not onward and _LEADS_TO.search(before) is not None and _BACK.fullmatch(between) is not None
    if not onward and not back:
        return None
    clause = max((stop.end() for stop in _STOP.finditer(before)), default=0)
    offset = start - len(before)
    until = led.start() if led is not None else len(before)  # "from less than 1% to more than 2%"
    near = [word for word in words(before[clause:until]) if word.sense]
    if not near:
        return None
    word = near[-1]._replace(start=near[-1].start + clause + offset, end=near[-1].end + clause + offset)
    spread = led is not None and _SPREAD.fullmatch(text, word.end, offset + led.start()) is not None
    if spread and word.noun and "percent" in first.unit:
        return None
    return (word, second, first) if onward else (word, first, second)


def _up_from(
    passage: Passage, here: Sequence[Figure], place: int, priors: Collection[str]
) -> tuple[Word, Figure, Figure] | None:
    """ "10% in the first half, up from 1% last year": the figure at ``place`` is the one it came from."""
    prior, text = here[place], passage.low
    start = prior.start - passage.start
    before = text[max(0, start - _SIGHT) : start]
    offset = start - len(before)
    near = [word for word in words(before) if word.sense]
    if not near or _UP_FROM.fullmatch(before, near[-1].end) is None:
        return None
    word = near[-1]._replace(start=near[-1].start + offset, end=near[-1].end + offset)
    if abs(word.sense) == BETTER and prior.measure == "change":
        return None
    if word.noun:
        return None  # "a 5% increase from 100": the figure before the noun is the change
    if place + 1 < len(here):
        ahead = text[prior.end - passage.start : here[place + 1].start - passage.start]
        if _TO.fullmatch(ahead):
            return None  # "and is down from 5 to 4": what is told before is something else
    for other in reversed(here[:place]):
        if word.start < other.end - passage.start:
            return None
        if prior.start - other.end > _APART:
            return None
        between = text[other.end - passage.start : word.start]
        if _STOP.search(between):
            return None
        if other.unit == prior.unit and other.measure == prior.measure and other.id not in priors:
            return word, other, prior
    return None


def _fit(current: Figure, prior: Figure) -> bool:
    """Whether both are of one unit, and of changes that both are growth."""
    if current.unit != prior.unit or "vague" in (current.form, prior.form):
        return False
    if current.measure == prior.measure == "change":
        return current.unit == "percent" and min(current.low, prior.low) > 0
    return True
