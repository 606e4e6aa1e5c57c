"""What is not a figure: dates, years, labels, ordinals, names with digits, phone digits, clock times,
list counters, "one" as a pronoun, counts of the talk itself.

``early`` looks at a bare number before any unit is read; ``late`` at what is left without a unit, or
with one that is a figure of speech.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from checker.extract.part import ONE, Part
from checker.units import DURATIONS, RATES, data

_BACK = 40

_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_GLUED = re.compile(r"['’]?[a-z]{1,14}")
_GLUED_UNITS = re.compile(
    r"(?:x|bps?|bips?|pps?|ppts?|pts?|ish|fold|plus|times|percent|[kmgt]wh?|kv|km|kg|mg|ml|nm|gb|tb|mb|mt|oz|lbs?|hrs?|yrs?|year|years"
    r"|months?|days?|weeks?|million|billion|thousand|crores?|lakhs?|usd|eur|gbp|rmb|inr|cny|cents?|p|s|sqm|sqft|boe|bcf|tcf|mmcf)(?![a-z])"
)
_NAME_BEFORE = re.compile(r"(?:[A-Za-z&]+[-‐–]|[A-Za-z.]+[./@_]|[#*])$")
_JOINER_BEFORE = re.compile(
    r"(?<![a-z])(?:sub|mid|low|high|plus|minus|to|and|than|about|over|of|the|a|post|was|at|by|from|for|up|down|or|is|approximately)-$"
)
_HYPHEN_NAME = re.compile(
    r"-(?:k|q|f|a|g|d|k's|qs|ks|star|way|ways|fold|dimensional|sided|tier|tiered|wall|step|pronged|prong|part|stop|party|hander|speed"
    r"|ply|piece|wheeler?s?|wheel|nm|in-1|in-one|to-\d{1,2}\b|by-\d|on-\d|handed|time|degree|legged|stroke|man|hour|for-one|for-1|a-day|and-done"
    r"|eleven|off|up|offs|ways|color|d's)(?![a-z])"
)
_CLOCK = re.compile(
    r":\d{2}|\s?(?:[ap]\.?m\.?(?![a-z])|o'?clock|(?:eastern|pacific|central|et|est|edt|pt|ct|gmt|ist|cet|hkt|bst)(?![a-z]))"
)
_CLOCK_BEFORE = re.compile(r"\d:$")
_DATE_SLASH = re.compile(r"(?:/|\s/\s(?=\d{1,2}\s/\s\d))\d{1,4}(?:/\d{2,4})?")
_FRACTION_SLASH = re.compile(r"(?:1/[2345]|2/[35]|3/[45])(?!\d|/)")
_ISO_DATE = re.compile(r"-\d{1,2}-\d{1,2}(?!\d)")
_PHONE = re.compile(r"[-.)\s]{1,2}\d{3}[-.\s]\d{4}(?!\d)|[-.)\s]{1,2}\d{3}[-.)\s]{1,2}\d{3}[-.\s]\d{4}")
_DIGITS_BEFORE = re.compile(r"(?:\d{3,4}|\+?\d{1,3}|\))[-.\s]{1,2}$")
_YEAR_MARK = re.compile(r"['’]\s?$")
_SHORT_YEAR = re.compile(
    r"(?<![a-z])(?:(?:half|quarter|end|beginning|start|rest|balance|remainder|part|all|out|outlook|q[1-4]|h[12]|january|february|march|april"
    r"|may|june|july|august|september|october|november|december)\s(?:of\s|into\s|in\s)?|(?:in|into|during|throughout|exiting|exit|entering|mid|late|early|vs\.?|versus)\s(?:early\s|late\s|mid\s)?)['’]?$"
)
_QUARTER_OF = re.compile(
    r"(?<![a-z])(?:(?:first|second|third|fourth|back|last)\s(?:quarter|half)|q[1-4]|h[12])\s(?:of\s)?$"
)
_LEVELS_OF = re.compile(r"\s(?:booking\s|sales\s|pre-?pandemic\s|pre-?covid\s)?levels?(?![a-z])")
_AFTER_YEAR = re.compile(
    r"\s?(?:[.,;:?!)]|$)|\s(?:and|we|that|is|will|as|versus|vs|later|to|or|i|it|but|so|you|when|with|because|which|than|was|they|the|on|if|where|would|should|for|at|from)(?![a-z])"
)
_CLIPPED_YEAR = re.compile(  # a year that a recogniser cut short: "in the second half of 202."
    r"(?<![a-z])(?:in|of|by|for|from|through|into|until|quarter|half|end|q[1-4]|two|one|three|four|period|june|july|may|(?:st|nd|rd|th)|\d),?\s(?:all\sof\s)?$"
)
_LETTERED = re.compile(r"\d[BKMT]$")  # "Class 2B"
_ENUMERATED = re.compile(r"(?:^|[.?!:]\s|\n|\sand\s|\sthen\s)$")
_LEFT_TO_SAY = re.compile(
    r",?\s(?:uh,?\s|um,?\s)?(?:please|if\s(?:i|that|you)|left|for\syou|from\sme|on\smy)(?![a-z])"
)
_AGE = re.compile(r"(?<![a-z])(?:aged?|ages|age\sof)\s(?:of\s)?$")
_OR_TWO = re.compile(r"(?<![a-z])(?:year|quarter|month|week|day|hour|minute|decade)\sor\s$")
_MONTH_ENDED = re.compile(
    r"[\s-](?:month|week)s?[\s-](?:period|ended|ending|end)|[\s-](?:month|week)s?\sresults"
)
_LINE_COUNTER = re.compile(r"(?:^|\n)[ \t]{0,8}\(?$")
_COUNTER_BEHIND = re.compile(r"[.)]\s+\S|\)|[ \t]*(?:\n|$|\f)|\s(?:of|/)\s\d{1,4}[ \t]*(?:\n|$)")
_LIST_BEFORE = re.compile(r"(?:\d{1,4}(?:[,/-]\s?|\s(?:and|to|through|or|&)\s|,\s(?:and|or)\s)){1,6}$")
_WORD_BEFORE = re.compile(r"([A-Za-z][\w.&'’-]*)\s$")
_DAY_LIST = re.compile(
    r"[a-z]{3,9}\.?\s(?:\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:-|–|,|to|and|or|through)\s?)){1,2}(?:the\s)?$"
)
_OF_MONTH = re.compile(r"(?:st|nd|rd|th)?\s(?:of\s)?([a-z]{3,9})\b")
_RANKS = re.compile(
    r"(?:number|no\.?|ranked|rank|#|top|fortune|russell|s&p|nifty|ftse|stoxx|nikkei|nasdaq|sensex|dax|csi|inc\.?|forbes)\s?$"
)
_NOT_PERIOD = re.compile(
    r"(?:this|last|next|per|a|the|each|every|prior|previous|same|that|full|first|second|third|fourth|over|entire|past|current|whole|year)[\s-]+(?:fiscal[\s-]|calendar[\s-])?(?:day|week|month|year|quarter|half)\s$"
)
_PAGE_OF = re.compile(r"page\s\d{1,4}\s(?:of|/)\s$")
_COUNTED_PLURAL = re.compile(r"\s[a-z]{2,16}s(?![a-z])")
_SPOKEN_PHONE = re.compile(
    r"(?<![a-z])(?:dial|dialing|press|passcode|access code|pin|replay|phone|telephone|toll|conference id|confirmation)(?![a-z])[^.\n]{0,60}$"
)
_UNITISH = re.compile(r"\s?(?:%|percent|basis|million|billion|x\b|times|crore|lakh|bps)")


class _Lexicon(NamedTuple):
    labels: re.Pattern[str]
    periods: re.Pattern[str]
    months: frozenset[str]
    month_before: re.Pattern[str]
    talk: re.Pattern[str]
    certainty: re.Pattern[str]
    counted: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    table = data("exclusions")

    def spelled(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(table[name], key=len, reverse=True))

    return _Lexicon(
        re.compile(
            rf"(?<![a-z])(?:{spelled('labels')})[\s-]?(?:(?:\d{{1,4}}|one|two|three|four|five|six)[a-z]?(?:,\s|\s(?:and|to|through|or|&)\s|,\sand\s|-)){{0,4}}$"
        ),
        re.compile(rf"(?<![a-z])(?:{spelled('counted_periods')})[\s-]{{0,2}}['’]?$"),
        frozenset(table["months"]),
        re.compile(rf"(?<![a-z])(?:{spelled('months')})\.?\s(?:the\s)?$"),
        re.compile(rf"[\s-](?:(?:{spelled('talk_between')})[\s-]){{0,4}}(?:{spelled('talk')})(?![a-z])"),
        re.compile(rf",?\s(?:{spelled('certainty')})(?![a-z])"),
        re.compile(rf"\s(?:[a-z-]{{2,16}}\s){{0,2}}(?:{spelled('counted')})(?![a-z])"),
    )


def early(text: str, lower: str, part: Part) -> str:
    """Why a number is no figure, as far as its own neighbourhood tells; ``""`` if it may be one."""
    if part.left_out:
        return part.left_out
    start, end = part.start, part.end
    if part.form == "digits":
        reason = _glued(text, lower, part)
        if reason:
            return reason
    before = lower[max(0, start - _BACK) : start]
    behind = lower[end : end + _BACK]
    lexicon = _lexicon()
    whole = part.low == part.low.to_integral_value() and part.scale == ONE
    if (
        part.form == "digits"
        and part.scale > ONE
        and part.start == part.first
        and _LETTERED.search(text, part.first, part.end)
    ):
        if lexicon.labels.search(before):
            return "label"
    if not whole:
        return "clock" if _CLOCK_BEFORE.search(before) else ""
    if part.form == "digits":
        if _CLOCK.match(behind) or _CLOCK_BEFORE.search(before):
            return "clock"
        if _FRACTION_SLASH.match(lower, start):
            return ""
        if _DATE_SLASH.match(behind) and not behind.startswith("/50"):
            return "date"
        if before.endswith("/") and before[-2:-1].isdigit() and not before.endswith("50/"):
            return "date"
        if _ISO_DATE.match(behind) or (part.low <= 31 and re.search(r"(?:19|20)\d\d-(?:\d{1,2}-)?$", before)):
            return "date"
        if re.match(r"1?-?8\d\d-[a-z]|-8\d\d-[a-z]", behind) or re.search(r"(?<!\d)1-$", before):
            return "phone"
        if _PHONE.match(behind) or (end - start == 4 and re.search(r"(?<!\d)\d{3}[-.]$", before)):
            return "phone"
        if re.search(r"\(?\d{3}\)?[-.\s]{1,2}$", before) and re.match(r"[-.]\d{4}(?!\d)", behind):
            return "phone"
        if (
            part.last - part.first >= 6
            and start == part.first
            and not _COUNTED_PLURAL.match(behind)
            and "," not in text[start:end]
            and " " not in text[start:end]
        ):
            return "phone or code"
    elif re.match(r"\s?(?:a\.m|p\.m|am\b|pm\b|o'?clock)", behind):
        return "clock"
    if _date(lower, part, before, behind, lexicon):
        return "date"
    if _year(text, lower, part, before, behind, lexicon):
        return "year"
    if _UNITISH.match(behind) and not before.endswith(("number ", "no. ")):
        return ""
    if before.endswith(("fiscal ", "fy ", "fy", "fy-", "fiscal '", "calendar ", "cy")) and part.low < 100:
        return "year"
    if _RANKS.search(before):
        return "rank"
    if lexicon.labels.search(before) and not _counted_noun(lower, part, before):
        return "label"
    if part.low <= 60 and lexicon.periods.search(before) and not _NOT_PERIOD.search(before):
        return "label"
    if _PAGE_OF.search(before):
        return "label"
    return "list counter" if _line(lower, part) else ""


def _counted_noun(lower: str, part: Part, before: str) -> bool:
    """ "on this level 30 stores": a label word may simply end the phrase before a count."""
    return bool(_lexicon().counted.match(lower, part.end)) and not before.rstrip().endswith("number")


def _glued(text: str, lower: str, part: Part) -> str:
    start, end = part.start, part.end
    letter = text[start - 1 : start]
    if letter.isalpha() and letter.isascii():
        return "name"
    if (
        part.low < 100
        and end - start == 2
        and (
            _YEAR_MARK.search(text, max(0, start - 2), start)
            or re.match(r"['’](?![a-z0-9])", lower[end : end + 2])
        )
    ):
        return "year"
    if " " in text[start:end] and re.search(r"\s0(?!00)\d\d$", text[start:end]):
        return "postal code"
    if letter == "." and text[start - 2 : start - 1].isalnum():
        return "name"
    if (
        letter in "-‐–/@_#*."
        and _NAME_BEFORE.search(text, max(0, start - 20), start)
        and not _JOINER_BEFORE.search(lower, max(0, start - 16), start)
    ):
        return "name"
    ordinal = _ORDINAL.match(lower, end)
    if ordinal:
        return "ordinal"
    if part.last == part.end and (lower[end : end + 1].isalpha() or lower[end : end + 1] in "'’"):
        glued = _GLUED.match(lower, end)
        if glued and lower[end] in "'’" and not re.match(r"['’]s", lower[end : end + 2]):
            return ""
        if not _GLUED_UNITS.match(lower, end) and not (lower[end] in "'’"):
            return "name"
    if _HYPHEN_NAME.match(lower, end):
        return "name"
    if re.match(r"\.\d|(?:\.[a-z])", lower[end : end + 2]) and lower[end : end + 2] != ". ":
        return "name"
    if (
        part.scale == 1000
        and text[end - 1 : end] in "kK"
        and (part.low in (10000, 8000) or (part.low in (2000, 4000) and text[end - 1] == "K"))
    ):
        return "" if text[start - 1 : start] in "$€£" else "name"
    if part.low in (10, 8, 20, 6) and re.match(r"[\s-]?[kqf](?:s|'s)?(?![a-z0-9])", lower[end : end + 4]):
        return "name"
    if part.low == 401 and lower[end : end + 1] in "(k":
        return "name"
    return ""


def _date(lower: str, part: Part, before: str, behind: str, lexicon: _Lexicon) -> bool:
    if not 0 < part.low <= 31:
        return False
    if lexicon.month_before.search(before):
        return not _UNITISH.match(behind)
    listed = _DAY_LIST.search(before)
    if listed and listed.group().split()[0].rstrip(".") in lexicon.months and part.form == "digits":
        return not _UNITISH.match(behind)
    follows = _OF_MONTH.match(behind)
    if (
        part.form == "digits"
        and follows
        and follows[1] in lexicon.months
        and follows[1] not in ("may", "march", "mar")
    ):
        return True
    return bool(
        part.form == "digits"
        and follows
        and follows[1] in ("may", "march")
        and re.match(r"\s?\w+,?\s(?:20\d\d)", behind)
    )


def _year(text: str, lower: str, part: Part, before: str, behind: str, lexicon: _Lexicon) -> bool:
    if 15 <= part.low <= 45 and part.form == "digits" and not _UNITISH.match(behind):
        if _QUARTER_OF.search(before) or _LEVELS_OF.match(behind):
            return True
        return bool(_SHORT_YEAR.search(before) and _AFTER_YEAR.match(behind))
    if 199 <= part.low <= 205 and part.form == "digits":
        return bool(_CLIPPED_YEAR.search(before) and re.match(r"\s?[.,;?!)]|$", behind))
    if not 1900 <= part.low < 2100:
        return False
    if "," in text[part.start : part.end]:
        return False
    if before.endswith(("$", "€", "£", "₹", "¥")) or re.search(r"(?:rmb|inr|usd|eur|rs\.?)\s?$", before):
        return False
    if _UNITISH.match(behind) or re.match(r"\s(?:megawatt|mw|square|barrel|ton|employees)", behind):
        return False
    return not (
        lexicon.counted.match(behind)
        and not re.search(
            r"(?:in|fiscal|year|since|of|from|to|for|by|through|late|early|mid|and|versus|vs|the|our|year-end|during|until|full-year)[\s-]$",
            before,
        )
    )


def _line(lower: str, part: Part) -> bool:
    return bool(
        part.form == "digits"
        and part.low < 1000
        and _LINE_COUNTER.search(lower, max(0, part.start - 12), part.start)
        and _COUNTER_BEHIND.match(lower, part.end)
    )


_CAPITAL = re.compile(r"(?<![A-Za-z.'’-])((?:[A-Z][A-Za-z&+]*[-’'.]?[A-Za-z]*))\s$")
_STARTERS = frozenset(
    "the a an in on at of for from to by with and or but so over about around nearly almost approximately roughly we our"
    " this these those that all some only just another first second third more less as if when while since after before"
    " between up down out under above below than is are was were we've we're i i'm it it's there there's last next each every"
    " both additionally now today currently also then including total yes yeah no well okay ok uh um have has had plus"
    " minus those's of's per q1 q2 q3 q4 us uk usa eu i'd i'll they you he she what which who where how because usd rmb"
    " inr eur gbp cny including excluding versus vs compared through during within across against into onto like us$ jpy"
    " yen hkd ntd us. u.s ai it ev epo oem crm arr ebitda eps capex opex noi ffo affo nim roe roa roic gmv arpu sg&a r&d"
    " gaap non-gaap ltv cac dso revenue sales income profit margin growth net gross operating adjusted".split()
)
_NOUNISH = re.compile(
    r"\s(?:new|additional|more|different|other|[a-z-]{2,18}(?:s|ed|ing|al|ic|ive|ble|ary|ant|ent|ful|ous)\b|of\b|million|people|aircraft)"
)


def _name(text: str, part: Part) -> str:
    """ "Windows 11", "Area 51": a capitalised word inside a sentence makes the number part of a name."""
    if part.form != "digits" or part.low >= 10_000:
        return ""
    found = _CAPITAL.search(text, max(0, part.start - 24), part.start)
    if not found:
        return ""
    word = found[1]
    if word.lower().rstrip(".") in _STARTERS:
        return ""
    first = found.start(1)
    opening = text[max(0, first - 2) : first]
    if first == 0 or opening[-1:] == "\n" or opening.strip()[-1:] in (".", "?", "!", ":", ";", "—", "…"):
        return ""
    if text.count(text[first : part.end]) > 1:
        return "name"
    return "" if _NOUNISH.match(text[part.end : part.end + 30].lower()) and not word.isupper() else "name"


_ONE_KEEPS = re.compile(
    r"[\s-](?:hundred|thousand|million|billion|percent|percentage|basis|or\stwo|to\stwo|to\sthree)"
)
_DURATION_LABEL = re.compile(
    r"(?:\s(?:and|or|to)\s\w{3,7}[\s-]months?)?\s(?:ended|ending|end\b|period\s(?:ended|ending)|results)"
)
_FIRST = re.compile(
    r"(?<![a-z])(?:first|initial|trailing|final|last\sfiscal|ended|opening|remaining|previous\sfiscal|fiscal|full)\s(?:fiscal\s)?$"
)
_ROLLING = re.compile(
    r"(?<![a-z])(?:last|past|next|prior|over|within|about|approximately|coming|than|preceding|every|least|another|roughly|nearly"
    r"|almost|some|after)\s(?:the\s)?$"
)
_TALK_TIME = re.compile(
    r"(?:duration:?|call|take|last|next|got|have|about|for|another|spend|within)\s(?:about\s|a\s)?$"
)
_TITLE = re.compile(r"[\s-][A-Z][a-z]+\s(?:[a-z]{1,4}\s){0,2}[A-Z]")  # "8,000 Miles of Clouds"
_IDIOM = re.compile(r"(?:a|thanks?\sa)\s$")
_THANKS = re.compile(r"\s(?:thanks|thank|times|ways|things|miles|reasons|different)")
_PRONOUN_KIN = re.compile(r"\s(?:of\sthe\s(?:call|questions)|companies\scombin)")
_AGO = re.compile(r"\s(?:ago|earlier|back|prior|before\s(?:that|this))(?![a-z])")


def late(text: str, lower: str, part: Part) -> str:
    """Why a part is no figure once its unit is known; ``""`` if it is one."""
    if part.left_out:
        return part.left_out
    before = lower[max(0, part.start - _BACK) : part.start]
    if _AGE.search(before) or _OR_TWO.search(before):
        return "age" if _AGE.search(before) else "vague"
    if before.endswith(("several ", "a few ", "a couple ")) and part.low in (100, 1000):
        return "vague"
    if part.form == "digits" and part.unit and part.unit not in RATES and _TITLE.match(text, part.last):
        return "name"
    if part.unit in DURATIONS or part.unit in ("minute", "second", "hour"):
        return _duration(lower, part, before)
    if part.unit in RATES:
        if (
            part.unit == "percent"
            and part.low in (100, 110, 200, 1000)
            and _lexicon().certainty.match(lower, part.end)
        ):
            return "figure of speech"
        return ""
    if part.unit and part.unit not in ("count", "ratio"):
        return ""
    if part.unit == "count" and "frequency" in part.trace:
        return "" if part.low > 1 else "pronoun"
    if part.unit == "ratio":
        return "figure of speech" if part.form == "words" and part.low == 1 else ""
    if part.ranged:
        return "talk" if _lexicon().talk.match(lower, part.end) and part.high < 10 else ""
    if part.form == "vague":
        return ""
    if part.form == "words" and part.low == 1 and part.scale == ONE:
        return "pronoun"
    if part.form == "words" and not part.low:
        return (
            ""
            if re.match(r"\s(?!in\b|to\b|tolerance|sum|based)", lower[part.end : part.end + 3]) and False
            else "zero as a word"
        )
    if (
        part.scale >= 1000
        and part.form == "words"
        and _IDIOM.search(before)
        and _THANKS.match(lower, part.end)
    ):
        return "figure of speech"
    if part.low < 20 and part.scale == ONE and _lexicon().talk.match(lower, part.end):
        return "talk"
    if (
        part.form == "words"
        and part.low < 10
        and re.match(
            r"-(?:part|way|pronged|fold|tier|tiered|step|sided|thing|point)", lower[part.end : part.end + 8]
        )
    ):
        return "name"
    if part.form == "words" and part.low < 10 and part.scale == ONE:
        if lower[part.end : part.end + 1] == "," and _ENUMERATED.search(before[-6:]):
            return "list counter"
        if _LEFT_TO_SAY.match(lower, part.end):
            return "talk"
        if re.match(
            rf"(?:,\s|-\s?|\s){re.escape(lower[part.start : part.end])}(?![a-z])",
            lower[part.end : part.end + 12],
        ):
            return "false start"
    if (
        part.form == "digits"
        and part.low < 20
        and lower[part.end : part.end + 1] == ")"
        and "(" not in before[-30:]
    ):
        return "list counter"
    if (
        part.form == "words"
        and part.low < 10
        and re.match(
            r"\sof\s(?:us|you|them|those|these|which|whom)(?![a-z])", lower[part.end : part.end + 12]
        )
    ):
        return "pronoun"
    if (
        part.form == "words"
        and part.low < 10
        and re.match(r"\s(?:--|—|-\s)|…", lower[part.end : part.end + 3])
    ):
        return "false start"
    if (
        part.form == "words"
        and re.search(r"(?:of the|the|these|those|all|us|we|you) $", before)
        and re.match(
            r"\s?(?:[.,;?!]|of (?:us|you|them|those|these)|together|combined|are\s|were\s|is\s|have\s|will\s)",
            lower[part.end : part.end + 12],
        )
        and part.low < 10
    ):
        return "pronoun"
    if re.search(
        r"(?:of the top|top|several|a few|few|tens of|couple|couple of|couple hundred) $", before
    ) and part.scale in (ONE, 100, 1000, 1000000, 1000000000):
        return "rank or vague"
    if lower[part.end : part.end + 2] == "/7" or re.match(
        r"(?:\s(?:hours a day|by 7|by seven|seven))", lower[part.end : part.end + 14]
    ):
        return "figure of speech"
    if _digit_run(lower, part, before):
        return "phone or code"
    return "" if part.unit else _name(text, part)


def _duration(lower: str, part: Part, before: str) -> str:
    if part.unit in ("minute", "second"):
        return "talk" if re.search(r"(?:duration:?|quick|just|another|take)\s$", before) else ""
    if part.unit == "hour":
        return "figure of speech" if part.low == 24 else ""
    if _DURATION_LABEL.match(lower, part.end) or _FIRST.search(before):
        return "period label"
    written = lower[part.last : part.end]
    if part.unit == "month" and part.low in (3, 6, 9) and not part.ranged and not _ROLLING.search(before):
        if part.low == 9 or re.search(r"(?:the|our|these|those)\s$", before):
            return "period label"
    if (
        part.unit == "quarter"
        and re.search(r"(?:first|these|those|other|all|the) $", before)
        and part.low <= 4
    ):
        return "period label"
    if part.low == 1 and part.form == "words" and not part.ranged:
        return "article" if not written.startswith("-") or part.unit == "day" else ""
    if (
        part.low == 4
        and part.form == "words"
        and part.unit == "year"
        and lower[part.last : part.end] == " year"
    ):
        return "misheard label"
    return ""


def _digit_run(lower: str, part: Part, before: str) -> bool:
    """Digits dictated for a telephone or a code."""
    return bool(
        part.scale == ONE and _SPOKEN_PHONE.search(before) and part.low.to_integral_value() == part.low
    )
