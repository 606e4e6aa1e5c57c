"""Growth of one metric that is said to be above that of another: "earnings grew faster than sales".

The sentence names both and gives no figure of one of them or of either; their growth in the period that
the document is about was told somewhere. The words tell which, so it is a judgement and no alarm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from checker.model import Cue, Figure
from checker.resolve.lexicon import lexicon
from checker.resolve.passage import Passage
from checker.resolve.phrases import keys

_WORDS = frozenset(
    {"outpaced", "outpacing", "outpace", "outgrew", "faster", "slower", "exceeded", "exceeding"}
)
_FASTER = re.compile(
    r"\b(?:outpac(?:ed|es|ing|e)|outgrew|(?:grew|growing|grow|grown|rose|rising|increased|increasing)\s"
    r"(?:\w+\s){0,2}?(?:faster|slower)\sthan|exceed(?:ed|ing|s)?)\s"
    r"(?:the\s|our\s|its\s)?(?:rate\sof\s)?(?P<growth>growth\s(?:rates?\s)?(?:in|of)\s)?(?:our\s|the\s)?"
)
_GROWTH = re.compile(r"\bgrowth\b|\bgr[oe]w\w*\b")
_PART = re.compile(r",\s(?:and\s)?|\sand\s")
_END = re.compile(r"[,.;:]|\b(?:in|for|during|on|as|by|due|driven|reflecting|while|and|again)\b")
_NAME = 6
"""Words at most in which a metric is named."""
_FILLERS = frozenset(
    {"growth", "rate", "rates", "percentage", "the", "our", "its", "that", "in", "of", "all"}
)
"""Words before and in a metric's name that are no part of it."""


def outpaced(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Cue]:
    """A judgement for each metric named first, its growth against that of the metric named second."""
    told: dict[str, list[Figure]] | None = None
    for passage in passages:
        if _WORDS.isdisjoint(passage.words) or passage.block.kind in ("speaker", "heading"):
            continue
        for match in _FASTER.finditer(passage.low):
            before, after = passage.low[: match.start()], passage.low[match.end() :]
            if match[0].startswith("exceed") and not (match["growth"] or " growth" in after[:40]):
                continue
            if not _GROWTH.search(before[-120:] + match[0]):
                continue
            told = told if told is not None else _growths(figures)
            second = _metric(after[: end.start()] if (end := _END.search(after)) else after, told, last=False)
            if second is None:
                continue
            sense = -1 if "slower" in match[0] else 1
            for part in _PART.split(before[-120:])[-4:]:
                first = _metric(part, told, last=True)
                if first is None or first.metric == second.metric or not _alike(first, second):
                    continue
                start = passage.start + match.start()
                yield Cue(
                    kind="judgement",
                    start=start,
                    end=start + len(match[0].rstrip()),
                    text=match[0].split()[0] if sense > 0 else match[0].strip(),
                    sense=sense,
                    figures=(first.id, second.id),
                )


def _growths(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """What each metric of the whole company grew by in percent over a year, by its name."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if (
            figure.measure == "change"
            and figure.unit == "percent"
            and figure.comparison == "yoy"
            and figure.status == "actual"
            and not figure.scope
            and figure.form != "vague"
            and figure.period
        ):
            entry = lexicon().named(figure.metric)
            if entry is not None:
                found[entry.name].append(figure)
    return found


def _metric(phrase: str, told: dict[str, list[Figure]], *, last: bool) -> Figure | None:
    """The first growth told of the metric that a phrase names, the words nearest to the claim first."""
    words = [w for w in re.findall(r"[a-z&'-]+", phrase) if w not in _FILLERS]
    words = words[-_NAME:] if last else words[:_NAME]
    adjusted = "adjusted" in words or "non-gaap" in words
    for length in range(len(words), 0, -1):
        starts = range(len(words) - length, -1, -1) if last else range(len(words) - length + 1)
        for start in starts:
            entry = lexicon().named(" ".join(keys(" ".join(words[start : start + length]))))
            for figure in told.get(entry.name, ()) if entry is not None else ():
                if adjusted == (figure.basis == "non-gaap") and figure.basis in ("", "non-gaap", "gaap"):
                    return figure
    return None


def _alike(first: Figure, second: Figure) -> bool:
    return first.period == second.period and first.comparison == second.comparison
