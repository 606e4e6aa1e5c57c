"""Hedges on either side of a number: "about", "more than", "nearly", "… or so", "… plus"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

from checker.extract.part import ONE, Part
from checker.model import Hedge
from checker.units import DURATIONS, data

_REACH = 72  # characters before a number in which its hedge may stand
_LONGEST = 4  # words in a hedge
_NAMING = frozenset(("a", "an", "our", "the", "this", "that"))
_BEYOND = re.compile(  # "$10 billion in sales and beyond", "20 customers or more"
    r"(?:\s(?!years?\b|quarters?\b|half\b|now\b|today\b|fiscal\b|next\b|this\b|the\b|from\b)[a-z'-]{1,16}){1,3}"
    r"\s(?:and\sbeyond|or\smore(?!\sthan))(?![a-z])"
)
_STEPS = 5  # words passed over on the way to it

_JOIN = re.compile(r",?\s(?:and\s|or\s)?|,\s")
_RESPECTIVELY = re.compile(r"respectively")
_LOWER_BEHIND = re.compile(
    r"\s(?:to|or)\s(?:slightly|modestly|a little|marginally)?\s?(down|lower|negative|up|higher|positive)"
)


class _Lexicon(NamedTuple):
    context: dict[str, frozenset[str]]
    before: dict[tuple[str, ...], Hedge]
    ends: frozenset[str]
    between: frozenset[str]
    behind: re.Pattern[str]
    groups: tuple[Hedge, ...]
    passing: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    table = data("hedges")
    before = {
        tuple(phrase.split()): cast(Hedge, hedge)
        for hedge, phrases in table["before"].items()
        for phrase in phrases
    }
    groups = tuple(cast(Hedge, hedge) for hedge in table["behind"])
    spelled = "|".join(
        "(" + "|".join(re.escape(p) for p in sorted(table["behind"][hedge], key=len, reverse=True)) + ")"
        for hedge in groups
    )
    verbs = "|".join(table["passing"]["verbs"])
    barred = "|".join(table["passing"]["not_of"])
    return _Lexicon(
        {name: frozenset(words) for name, words in table["context"].items()},
        before,
        frozenset(phrase[-1] for phrase in before),
        frozenset(table["between"]["words"]),
        re.compile(rf",?[\s\u00a0]?(?:{spelled})(?![a-z])"),
        groups,
        re.compile(rf"(?<![a-z])(?:{verbs})(?:\s(?!(?:{barred})(?![a-z]))[\w'-]{{1,20}}){{1,7}}\sof\s$"),
    )


def read(lower: str, part: Part) -> None:
    """Set the hedge of a part from the words around it; its own suffix ("50+") keeps precedence."""
    if part.hedge != "none":
        return
    hedge = _before(lower, part) or _behind(lower, part)
    if hedge:
        part.hedge = hedge
        part.trace.append(f"hedge {hedge}")


def _before(lower: str, part: Part) -> Hedge | None:
    lexicon = _lexicon()
    window = lower[max(0, part.start - _REACH) : part.start]
    if window[-1:] in "~≈<>≥≤-" and window:
        sign = lexicon.before.get((window[-1],))
        if sign:
            return sign
        if window.endswith("sub-"):
            return "under"
    if "\n\n" in window:
        words = window[window.rfind("\n\n") :].split()
    else:
        words = window.split()[1 if part.start > _REACH else 0 :]  # the first may be cut
    if window and not window[-1].isspace() and window[-1] != "(":
        return None
    last = len(words)
    for _ in range(_STEPS):
        ends = last and words[last - 1] in lexicon.ends
        for size in range(min(_LONGEST, last), 0, -1) if ends else ():
            phrase = tuple(words[last - size : last])
            hedge = lexicon.before.get(phrase)
            if hedge and _meant(phrase, words[: last - size], words[last:], part):
                other = hedge != "about" and words[last : last + 1] == ["the"]
                return None if other and not _mark(lower, part) else hedge
        if not last or words[last - 1] not in lexicon.between:
            break
        last -= 1
    return "over" if " of " in window[-4:] and lexicon.passing.search(window) else None


def _mark(lower: str, part: Part) -> bool:
    """Whether the number is a line to cross: "above the 100 million mark"."""
    following = lower[part.end : part.end + _REACH].split()[:3]
    return bool(_lexicon().context["marks"].intersection(word.strip(",.;") for word in following))


def _meant(phrase: tuple[str, ...], left: Sequence[str], passed: Sequence[str], part: Part) -> bool:
    """False for "over" in "over five years", "about" in "talked about", "up to" in "we are up to".

    ``left`` are the words before the phrase, ``passed`` those between it and the number.
    """
    before = left[-1] if left else ""
    context = _lexicon().context
    match phrase:
        case ("over",) | ("within",) if part.unit in DURATIONS:
            return phrase == ("within",) or before in context["spent"]
        case ("within",):
            return False
        case ("under",) if part.scale > ONE and _NAMING.intersection(passed):
            return before in ("just", "slightly", "still", "well", "little")  # not "under our $1bn line"
        case ("over",) | ("under",):
            return before not in ("turned", "turning", "carried", "hand", "take", "taking")
        case (("higher" | "lower" | "more" | "less" | "greater"), "than"):
            return not before.endswith(("%", "percent", "points", "times"))  # "2% higher than $268"
        case ("about",):
            return before not in context["talk"]
        case ("like",):
            return before in context["like_after"]
        case ("up", "to"):
            return before not in context["reached"]
        case ("some",):
            return part.low > 4 or part.unit not in ("", "count")
        case (
            ("sub",)
            | ("estimated",)
            | ("passed",)
            | ("pretty",)
            | ("mostly",)
            | ("generally",)
            | ("largely",)
        ):
            return phrase == ("largely",) or part.low == 0
        case _:
            return True


def _behind(lower: str, part: Part) -> Hedge | None:
    if part.low == 0 and part.form == "vague":
        found = _LOWER_BEHIND.match(lower, part.end)
        if found:
            return "under" if found[1] in ("down", "lower", "negative") else "over"
    lexicon = _lexicon()
    found = lexicon.behind.match(lower, part.end)
    if not found:
        beyond = part.unit not in DURATIONS and _BEYOND.match(lower, part.end)
        return "over" if beyond else None
    hedge = lexicon.groups[(found.lastindex or 1) - 1]
    written = found.group().strip(", ")
    if written in ("roughly", "approximately", "approx", "type", "kind of") and not _closes(
        lower, found.end()
    ):
        return None
    if written == "+" and found.group() != "+":
        return None  # "$326mn, +12%": the sign of the next number
    if written == "plus" and lower[found.end() : found.end() + 2].strip()[:1] in set("$0123456789"):
        return None
    return hedge


def _closes(lower: str, at: int) -> bool:
    """True where a phrase ends, so that the hedge belongs to the number before it."""
    rest = lower[at : at + 8].lstrip(".")
    return (
        not rest
        or rest[0] in ",.;:)\n"
        or rest.startswith((" of ", " on ", " for", " in ", " year", " range", " and"))
    )


def spread(lower: str, parts: Sequence[Part]) -> None:
    """ "over 9,600 and 8,900, respectively": one hedge for a list."""
    for one, other in pairwise(parts):
        if (
            one.hedge != "none"
            and other.hedge == "none"
            and one.unit == other.unit
            and other.start - one.end <= 6
            and (_again(lower, one, other) or _listed(lower, one, other))
        ):
            other.hedge = one.hedge
            other.trace.append(f"hedge {one.hedge} of the list")


def _listed(lower: str, one: Part, other: Part) -> bool:
    return bool(
        _JOIN.fullmatch(lower, one.end, other.start)
        and _RESPECTIVELY.search(lower, other.end, min(len(lower), other.end + 60))
    )


def _again(lower: str, one: Part, other: Part) -> bool:
    """ "almost twice -- double": the same value said over in other words."""
    return one.low == other.low and lower[one.end : other.start].strip() in ("--", "—", "-", "...", "…")
