"""Numbers that name things: glued codes, labels, ranks, ordinals, list counters, telephones, products."""

from __future__ import annotations

import re
from functools import cache

from checker.extract import dates
from checker.extract.part import ONE, Part
from checker.units import data

_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_PARTIES = 4
_STREET = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20}\s(?:of\s)?){1,4}"
    r"(?:Street|St\.|Road|Rd|Drive|Avenue|Ave|Boulevard|Blvd|Lane|Way|Place|Plaza|Court|Parkway|Highway)\b"
)
_GLUED_UNITS = re.compile(
    r"(?:x|bps?|bips?|pps?|ppts?|pts?|ish|fold|plus|times|percent|[kmgt]wh?|kv|km|kg|mg|ml|nm|gb|tb|mb"
    r"|mt|oz|lbs?"
    r"|hrs?|yrs?|years?|months?|days?|weeks?|million|billion|thousand|crores?|lakhs?|usd|eur|gbp|rmb"
    r"|inr|cny|cents?"
    r"|p|s|sqm|sqft|boe|bcf|tcf|mmcf)(?![a-z])"
)
_NAME_BEFORE = re.compile(r"(?:[A-Za-z&]{1,18}[-‐–]|[A-Za-z.]{1,18}[./@_]|[#*])$")
_JOINER_BEFORE = re.compile(
    r"(?<![a-z])(?:sub|mid|low|high|plus|minus|to|and|than|about|over|of|the|a|post|was|at|by|from|for"
    r"|up|down|or|is"
    r"|approximately)-$"
)
_HYPHENED = re.compile(
    r"-(?:k|q|f|a|g|d|e|x|k's|qs|ks|star|ways?|fold|dimensional|sided|tier|tiered|wall|step|pronged|prong"
    r"|part|stop|party"
    r"|hander|speed|ply|piece|wheeler?s?|wheel|in-1|in-one|to-\d{1,2}|by-\d|on-\d|handed|time|degree"
    r"|legged|stroke|man"
    r"|hour|for-one|for-1|a-day|and-done|eleven|off|up|offs|color|d's)(?![a-z0-9])"
)
_DOTTED = re.compile(r"\.[\da-z]")
_GLUED_BRACKET = re.compile(r"[A-Za-z0-9)]\(")
_FILING = re.compile(r"[\s-]?[kqf](?:s|'s)?(?![a-z0-9])")
_POSTAL = re.compile(r"\s0(?!00)\d\d$")
_LETTERED = re.compile(r"\d[BKMT]$")
_APOSTROPHE_S = re.compile(r"['’]s")

_TOLL_FREE = re.compile(r"-8\d\d-[a-z]|1-8\d\d")
_PHONE = re.compile(
    r"[-.)\s]{1,2}\d{3}[-.\s]\d{4}(?!\d)|[-.)\s]{1,2}\d{3}[-.)\s]{1,2}\d{3}[-.\s]\d{4}"
    r"|[-.]\d{4}(?!\d)(?<=\d{3}[-.]\d{4})"
)
_TELEPHONE = re.compile(r"(?<![a-z])tel\.?:?\s\+?[\d\s()-]{0,24}$")
_PHONE_BEFORE = re.compile(r"(?<!\d)(?:\d{3}[-.]|1-)$")
_PHONE_MIDDLE = re.compile(r"\(?\d{3}\)?[-.\s]{1,2}$")
_PHONE_LAST = re.compile(r"[-.]\d{4}(?!\d)")
_PLURAL_BEHIND = re.compile(r"\s[a-z]{2,16}s(?![a-z])")
_DIALLED = re.compile(
    r"(?<![a-z])(?:dial|dialing|press|passcode|access code|pin|replay|phone|telephone|toll|conference id"
    r"|confirmation)(?![a-z])[^.\n]{0,60}$"
)

_RANK_NAMES = (
    *("number", "no.", "no", "ranked", "rank", "#", "top", "fortune", "russell", "s&p", "nifty", "ftse"),
    *("stoxx", "nikkei", "nasdaq", "sensex", "dax", "csi", "forbes"),
)
_RANKS = re.compile(rf"(?:{'|'.join(map(re.escape, _RANK_NAMES))})\s?$")
_LIST_WORDS = ("and", "to", "through", "or", "of")  # between the numbers of several labels, and "page 3 of"
_OWN_PERIOD = re.compile(  # "this year 15 stores" does not speak of a fifteenth year
    r"(?:this|last|next|per|a|the|each|every|prior|previous|same|that|full|first|second|third|fourth"
    r"|over|entire"
    r"|past|current|whole|year)[\s-]+(?:fiscal[\s-]|calendar[\s-])?(?:day|week|month|year|quarter|half)\s$"
)
_PAGE_OF = re.compile(r"page\s\d{1,4}\s(?:of|/)\s$")
_LINE_START = re.compile(r"(?:^|\n)[ \t]{0,8}\(?$")
_COUNTER_BEHIND = re.compile(r"[.)]\s{1,3}\S|\)|[ \t]{0,8}(?:\n|$|\f)|\s(?:of|/)\s\d{1,4}[ \t]{0,8}(?:\n|$)")

_ORDERED = re.compile(
    r"(?<![a-z])(?:tier|stage|phase|class|type|category|scope|generation|gen|grade|number)s?\s$"
)
_CAPITAL = re.compile(r"(?<![A-Za-z.'’-])([a-z]?[A-Z][A-Za-z&+]{0,18}[-’'.]?[A-Za-z]{0,18})\s$")
_NOUNISH = re.compile(
    r"\s(?!(?:during|is|was|has|as|this|its|across|plus|versus|using|including|being|having)\b)"
    r"(?:new|additional|more|different|other|[a-z-]{2,18}(?:ed|ing)\s(?:[a-z-]{2,18}\s)?[a-z-]{2,18}s\b"
    r"|[a-z-]{2,18}(?:s|al|ic|ive|ble|ary|ant|ent|ful"
    r"|ous)\b|of\b"
    r"|million|people|aircraft)"
)
_MODEL_BEHIND = re.compile(r"\s[A-Z]{2,6}-?[A-Z]{0,4}\d")
_TITLE = re.compile(r"[\s-][A-Z][a-z]{1,18}\s(?:[a-z]{1,4}\s){0,2}[A-Z]")
_STOPS = frozenset(".?!:;—–-…\"“”'’(")
_NEARBY = 20_000  # characters either side in which a name is looked for again


@cache
def _lexicon() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    table = data("exclusions")

    def spelled(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(table[name], key=len, reverse=True))

    listed = (
        r"(?:(?:\d{1,4}|one|two|three|four|five|six)[a-z]?(?:,\s|\s(?:and|to|through|or|&)\s"
        r"|,\sand\s|-)){0,4}"
    )
    return (
        re.compile(rf"(?<![a-z])(?:{spelled('labels')})[\s-]?{listed}$"),
        re.compile(rf"(?<![a-z])(?:{spelled('counted_periods')})[\s-]{{0,2}}['’]?$"),
        frozenset(table["ordinary_capitals"]),
    )


@cache
def _leading() -> frozenset[str]:
    """The last words of all that a label's number can stand behind."""
    table = data("exclusions")
    phrases = (*table["labels"], *table["counted_periods"], *_RANK_NAMES, *_LIST_WORDS)
    return frozenset(phrase.split()[-1] for phrase in phrases)


def glued(text: str, lower: str, part: Part) -> str:
    """What a letter, a mark or a hyphen at the digits makes of them: "Q1", "COVID-19", "10-K", "2nd"."""
    start, end = part.start, part.end
    letter = text[start - 1 : start]
    if letter.isalpha() and letter.isascii():
        return "name"
    if dates.marked_year(text, lower, part):
        return "year"
    if letter == "." and text[start - 2 : start - 1].isalnum():
        return "name"
    if (
        letter in "-‐–/@_#*."
        and _NAME_BEFORE.search(text, max(0, start - 20), start)
        and not _JOINER_BEFORE.search(lower, max(0, start - 16), start)
    ):
        return "name"
    following = lower[end : end + 1]
    if letter == "(" and following == ")" and end - start <= 2 and _GLUED_BRACKET.match(text, start - 2):
        return "footnote"  # "Article 7(1)", "$4.2 million(2)"
    if following.isalpha():
        if text[end] == "P" and part.high < _PARTIES:
            return "name"  # "1P", "3P": sales of one's own and of third parties
        if _ORDINAL.match(lower, end):
            return "ordinal"
        if part.last == end and not _GLUED_UNITS.match(lower, end):
            return "name"
    elif following and following in "'’" and not _APOSTROPHE_S.match(lower, end):
        return ""
    if following == "-" and _HYPHENED.match(lower, end):
        return "name"
    if following == "." and _DOTTED.match(lower, end):
        return "name"
    if _POSTAL.search(text, start, end):
        return "postal code"
    return _filing(text, lower, part)


def _filing(text: str, lower: str, part: Part) -> str:
    """Forms and plans ("10K", "8 K", "401(k)") and screens ("4K")."""
    last = text[part.end - 1 : part.end]
    if part.scale == 1000 and last in "kK":
        named = part.low in (10_000, 8_000) or (part.low in (2_000, 4_000) and last == "K")
        return "name" if named and part.start == part.first else ""
    if part.low in (10, 8, 20, 6) and _FILING.match(lower, part.end):
        return "name"
    return "name" if part.low == 401 and lower[part.end : part.end + 1] in ("(", "k") else ""


def lettered(text: str, part: Part, before: str) -> bool:
    """ "Class 2B", which is no two billion."""
    return bool(
        part.scale > ONE and _LETTERED.search(text, part.first, part.end) and _lexicon()[0].search(before)
    )


def phone(text: str, part: Part, before: str, behind: str) -> bool:
    """Telephone numbers and long runs of ungrouped digits."""
    written = text[part.start : part.end]
    if _TOLL_FREE.match(behind) or _PHONE.match(behind):
        return True
    if (
        len(written) in (3, 4)
        and _PHONE_BEFORE.search(before)
        and (len(written) == 4 or before.endswith("1-"))
    ):
        return True
    if _PHONE_LAST.match(behind) and _PHONE_MIDDLE.search(before):
        return True
    return len(written) >= 6 and written.isdigit() and not _PLURAL_BEHIND.match(behind)


def dialled(part: Part, before: str) -> bool:
    """ "press star then two", digits of a passcode."""
    return (
        part.scale == ONE and part.low % 1 == 0 and bool(_DIALLED.search(before) or _TELEPHONE.search(before))
    )


def label(lower: str, part: Part, before: str, behind: str) -> str:
    """ "slide 5", "tier two", "number one", "day 1", "page 3 of 12", "2." at the start of a line."""
    last = before.split()[-1:]
    if last and last[0].isalpha() and last[0] not in _leading() and before[-1] == " ":
        return ""  # an ordinary word, behind which most numbers stand
    if _RANKS.search(before):
        return "rank"
    labels, periods, _ = _lexicon()
    if labels.search(before) and (_ORDERED.search(before) or not dates.counted(behind)):
        return "label"
    if part.low <= 60 and periods.search(before) and not _OWN_PERIOD.search(before):
        return "label"
    if _PAGE_OF.search(before):
        return "label"
    counter = (
        part.form == "digits"
        and part.low < 1000
        and _LINE_START.search(lower, max(0, part.start - 12), part.start)
        and _COUNTER_BEHIND.match(lower, part.end)
    )
    return "list counter" if counter else ""


def titled(text: str, part: Part) -> bool:
    """ "8,000 Miles of Clouds": a unit noun inside a title."""
    return bool(_TITLE.match(text, part.last))


def product(text: str, part: Part) -> bool:
    """ "Windows 11": a capitalised word inside a sentence makes the number part of a name.

    Unless something countable follows ("Verizon 5 new towers") and the pair is not said again nearby.
    """
    start, end = part.start, part.end
    if part.form == "words":  # "Ascendants of the Nine Suns"
        return part.low < 100 and text[start].isupper() and _inside(text, start)
    if part.low >= 10_000:
        return False
    if _MODEL_BEHIND.match(text, end):
        return True
    found = _CAPITAL.search(text, max(0, start - 24), start)
    if not found or found[1].lower().rstrip(".") in _lexicon()[2]:
        return False
    first = found.start(1)
    if not _inside(text, first):
        return False
    if text.count(text[first:end], max(0, start - _NEARBY), start + _NEARBY) > 1:
        return True
    return found[1].isupper() or not _NOUNISH.match(text[end : end + 30].lower())


def address(text: str, part: Part) -> bool:
    """ "250 Harbor Hill Road": a house number, by which a building is often called."""
    return text[part.end : part.end + 1] == " " and bool(_STREET.match(text, part.end + 1))


def _inside(text: str, start: int) -> bool:
    """True where a capital is not owed to the beginning of a sentence or a line."""
    opening = text[max(0, start - 3) : start]
    return bool(opening.strip()) and opening[-1] != "\n" and opening.strip()[-1] not in _STOPS
