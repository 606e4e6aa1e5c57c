"""Numbers that belong to the talk and not to the business: "one of the", "two questions", "100% agree".

Asked of a part once its unit is known, since "two questions" and "two percent" part ways there.
"""

from __future__ import annotations

import re
from functools import cache

from checker.extract import names
from checker.extract.part import ONE, Part
from checker.units import DURATIONS, RATES, data

_BACK = 40

_AGE = re.compile(r"(?<![a-z])(?:aged?|ages|age\sof)\s(?:of\s)?$")
_OR_TWO = re.compile(r"(?<![a-z])(?:year|quarter|month|week|day|hour|minute|decade)\sor\s$")
_VAGUE = re.compile(
    r"(?<![a-z])(?:of the top|top|several|a few|few|tens of|couple|couple of|couple hundred|many|how many) $"
)
_ENUMERATED = re.compile(r"(?:^|[.?!:;]\s|\n|\sand\s|\sthen\s)$")
# "With one, a 34% rise in loans; followed by, two, 26% in cards; three, an 8% rise".
_COUNTER = re.compile(r",\s(?:(?:an?|the)\s)?[\w-]+")
_COUNTING = re.compile(r"(?:;|\bwith|\bby,?|:)\s(?:and\s)?$")
_LEFT_TO_SAY = re.compile(
    r",?\s(?:uh,?\s|um,?\s)?(?:please|if\s(?:i|that|you)|left|for\syou|from\sme|on\smy)(?![a-z])"
)
_HYPHENED = re.compile(r"-(?:part|way|pronged|fold|tier|step|sided|thing|point)")
_NAME_OF_KIND = re.compile(
    r"-\s?(?:figure|star|alarm)(?![a-z])|-\sto\s\d{1,2}-(?:figure|star)|\spunch(?:es)?(?![a-z])"
)
_OF_PRONOUN = re.compile(r"\sof\s(?:us|you|them|those|these|which|whom)(?![a-z])")
_BROKEN_OFF = re.compile(r"\s(?:--|—|-\s)|…")
_POINTING = re.compile(r"(?<![a-z])(?:of the|the|these|those|all|us|we|you) $")
_CLOSES = re.compile(r"\s?(?:[.,;?!]|together|combined|(?:are|were|is|have|will)\s)")
_ROUND_THE_CLOCK = re.compile(r"/7|-7(?!\d)|\s(?:hours a day|by 7|by seven|seven(?![a-z]))")
_THANKS = re.compile(r"\s(?:thanks|thank|times|ways|things|miles|reasons|different)")
_ARTICLE = re.compile(r"(?:^|\s)a\s$")
_ALONE = re.compile(r"[.?!]\s$")

_AGO = re.compile(r"\s(?:ago|earlier|prior(?!\sto)|back(?=\s?[.,;?!)]))(?![a-z])")
_COMPARED = re.compile(
    r"(?:compared\s(?:to|with)|versus|vs\.?|against|than|from|quarter|period|of|same|levels?)"
    r"\s(?:\w{2,14}\s){0,4}$"
)
_ENDED = re.compile(
    r"(?:\s(?:and|or|to)\s\w{3,7}[\s-]months?)?\s(?:ended|ending|end\b|period\s(?:ended|ending)|results)"
)
_FIRST = re.compile(
    r"(?<![a-z])(?:first|initial|trailing|final|last\sfiscal|ended|opening|remaining|fiscal"
    r"|full)\s(?:fiscal\s)?$"
)
_ROLLING = re.compile(
    r"(?<![a-z])(?:last|past|next|prior|over|within|about|approximately|coming|than|preceding|every"
    r"|least|another"
    r"|roughly|nearly|almost|some|after)\s(?:the\s)?$"
)
_THE = re.compile(r"(?<![a-z])(?:the|our|these|those)\s$")
_THESE = re.compile(r"(?<![a-z])(?:first|these|those|other|all|the) $")
_TALK_TIME = re.compile(
    r"(?:duration:?|quick|just|another|take|call\swill\s(?:be|last|run)(?:\s\w{2,13})?)\s$"
)
_ROUND = (100, 1000, 10**6, 10**9)
_CERTAIN = (100, 110, 200, 1000)


@cache
def _lexicon() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = data("exclusions")

    def spelled(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(table[name], key=len, reverse=True))

    return (
        re.compile(rf"[\s-](?:(?:{spelled('talk_between')})[\s-]){{0,4}}(?:{spelled('talk')})(?![a-z])"),
        re.compile(rf",?\s(?:{spelled('certainty')})(?![a-z])"),
    )


def reason(text: str, lower: str, part: Part) -> str:
    """Why a part with its unit is no figure; ``""`` if it is one."""
    before = lower[max(0, part.start - _BACK) : part.start]
    behind = lower[part.end : part.end + _BACK]
    unit = part.unit
    if unit in RATES:
        return _certainty(part, before, behind)
    if unit in DURATIONS or unit in ("minute", "second", "hour"):
        return _age(before) or _duration(lower, part, before, behind)
    if part.low in _ROUND and _VAGUE.search(before):
        return "vague"
    if unit == "ratio":
        return "figure of speech" if part.form == "words" and part.low == 1 else ""
    if unit:
        return "name" if part.form == "digits" and names.titled(text, part) and unit != "count" else ""
    if part.form == "vague":
        return ""
    if part.ranged:
        if part.high < 20 and _NAME_OF_KIND.match(behind):
            return "name"
        return "talk" if part.high < 10 and _lexicon()[0].match(behind) else ""
    return (
        _age(before) or _count(lower, part, before, behind) or ("name" if names.product(text, part) else "")
    )


def _age(before: str) -> str:
    if before.endswith(("age ", "ages ", "aged ", "age of ", "aged of ")) and _AGE.search(before):
        return "age"
    return "vague" if before.endswith(" or ") and _OR_TWO.search(before) else ""


def _certainty(part: Part, before: str, behind: str) -> str:
    """ "100% agree", and "100%." as an answer of its own."""
    if part.unit != "percent" or part.low not in _CERTAIN:
        return ""
    alone = part.low == 100 and behind[:1] in (",", ".") and bool(_ALONE.search(before))
    return "figure of speech" if alone or _lexicon()[1].match(behind) else ""


def _count(lower: str, part: Part, before: str, behind: str) -> str:
    if part.form == "words":
        spoken = _spoken(lower, part, before, behind)
        if spoken:
            return spoken
    elif part.low < 20 and behind.startswith(")") and "(" not in before[-30:]:
        return "list counter"
    if part.low < 20 and part.scale == ONE and _lexicon()[0].match(behind):
        return "talk"
    if part.low < 20 and _NAME_OF_KIND.match(behind):
        return "name"  # "a 7-figure deal", "5-star hotels"
    if _VAGUE.search(before):
        return "rank or vague"
    if part.low == 24 and _ROUND_THE_CLOCK.match(behind):
        return "figure of speech"
    return "phone or code" if names.dialled(part, before) else ""


def _spoken(lower: str, part: Part, before: str, behind: str) -> str:
    """Number words that stand for no number: pronouns, counters, false starts."""
    if part.scale > ONE:
        idiom = part.scale >= 1000 and _ARTICLE.search(before) and _THANKS.match(behind)
        return "figure of speech" if idiom else ""
    if part.low == 1:
        return "pronoun"
    if not part.low:
        return "zero as a word"
    if part.low >= 10:
        return ""
    written = lower[part.start : part.end]
    if behind.startswith(",") and _ENUMERATED.search(before[-6:]):
        return "list counter"
    if _COUNTER.match(behind) and _COUNTING.search(before):
        return "list counter"
    if _LEFT_TO_SAY.match(behind):
        return "talk"
    if _BROKEN_OFF.match(behind) or behind.lstrip(", -").startswith(written + " "):
        return "false start"
    if _HYPHENED.match(behind):
        return "name"
    pronoun = _OF_PRONOUN.match(behind) or (_POINTING.search(before) and _CLOSES.match(behind))
    return "pronoun" if pronoun else ""


def _duration(lower: str, part: Part, before: str, behind: str) -> str:
    """Labels of periods ("the first nine months", "three months ended") and articles ("one year")."""
    if part.unit in ("minute", "second"):
        return "talk" if _TALK_TIME.search(before) else ""
    if part.unit == "hour":
        return "figure of speech" if part.low == 24 else ""
    if _ENDED.match(behind) or (part.unit != "day" and _FIRST.search(before)):
        return "period label"
    if _AGO.match(behind) and (part.low == 1 or _COMPARED.search(before)):
        return "date"
    cumulated = part.unit == "month" and part.low in (3, 6, 9) and not part.ranged
    if cumulated and not _ROLLING.search(before) and (part.low == 9 or _THE.search(before)):
        return "period label"
    if part.unit == "quarter" and part.low <= 4 and _THESE.search(before):
        return "period label"
    if part.form == "words" and part.low == 1 and not part.ranged:
        hyphen = lower[part.last : part.last + 1] == "-"
        return "" if hyphen and part.unit != "day" else "article"
    if part.form == "words" and part.low == 4 and lower[part.last : part.end] == " year":
        return "misheard label"  # "four year 2021": "for year"
    return ""
