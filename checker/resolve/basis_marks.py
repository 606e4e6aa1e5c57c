"""The words of a sentence that name a basis, and what an exclusion leaves out.

"Adjusted", "in constant currency", "excluding the impact of fuel was" (leaves out fuel), "in euro terms".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from checker import units
from checker.model import Document, Struct
from checker.resolve.passage import Passage
from checker.resolve.vocabulary import by_letter

_EXCLUDING = (
    r"\b(?:exclud(?:ing|es?)\b|exclusive\sof\b|ex-|ex\s(?=[a-z])|(?:when\s)?adjust(?:ed|ing)\sfor\b|normali[sz](?:ed|ing)\sfor\b"
    r"|stripping\sout|backing\sout|without\sthe\simpact\sof|before\sthe\simpact\sof)"
)
EXCLUDING = re.compile(_EXCLUDING, re.IGNORECASE)
_LEADING = frozenset(
    ("excluding", "exclude", "excludes", "exclusive", "ex", "adjusted", "adjusting", "normalised",
     "normalising", "normalized", "normalizing", "stripping", "backing", "without", "before")
)  # fmt: skip
"""Words of which one stands in whatever ``EXCLUDING`` finds."""
# An amount before what is excluded: "excluding $31 million of charges".
_EXCLUDED = re.compile(
    r"\s*(?:[^\s\w]?\d[\d.,]{0,12}\s?(?:%|[a-z]{1,8})?\s(?:of|in|from)\s)?((?:[A-Za-z$&'’/-]+(?:\d{1,2}(?![\w.,%]\d|\w|%))?\s?){1,9})"
)
_ITEM = r"(?:[A-Za-z&'’/-]+\s){0,5}?[A-Za-z&'’/-]+"
_LISTED = re.compile(  # "excluding freight, rents and repairs, …", "exclusive of fuel and the strike were"
    rf"\s*({_ITEM}(?:,\s{_ITEM}){{0,3}},?\s(?:and|as\swell\sas)\s{_ITEM})"
    r"(?=,\s|\sto\b|\s(?:was|were|is|are|grew|rose|fell|increased|decreased|declined|improved|would|will)\b)"
)
_NEAR = 40
"""How near a number stands before an exclusion that is said of it: "$5 excluding fuel and the margin was"."""
_ARTICLED = re.compile(r"((?:,|\band)\s)(?:the|a|an|our)\s", re.IGNORECASE)
_IMPACT = re.compile(
    r"^(?:(?:the|any|all|our|of|an?)\s)*(?:(?:\w+\s)?(?:impacts?|effects?|benefits?|headwinds?|contributions?)\s(?:of|from)\s)?(?:the\s)?",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*\b(?:was|were|is|are|grew|rose|fell|increased|decreased|declined|improved|totaled|totalled|represents?|represented|reached|came|stood|amounted|remained|finished|ended|has|had|recorded|incurred|booked|taken"
    r"|associated|related|up|down|would|we|our|which|that|in\sthe|for\sthe|in\sboth"
    r"|from\sboth|during|compared|versus|(?<!-)to\b|and\sthe|as\swell|by\b|because|due)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_DANGLING = re.compile(
    r"(?:\s(?:of|about|approximately|the|an?|and|for|from|in|on|at|with|was|some|around)){1,4}\s*$",
    re.IGNORECASE,
)
# What is left out is the thing itself: "the impact of", "contribution" and "balances" say no more.
_TAIL = re.compile(r"\s(?:impacts?|effects?|contributions?|benefits?|balances?|levels?)$", re.IGNORECASE)
_CURRENCY = re.compile(
    r"\b(?:currency|currencies|fx|foreign\sexchange|exchange\srates?|translation)\b", re.IGNORECASE
)
_THESE = re.compile(r"^(?:(?:these|those|this|such|higher|elevated)\s)+")
_POINTING = re.compile(r"^(?:these|those|this|that|such)\s+(\w+)$", re.IGNORECASE)
# "Sales rose 5% in dollar and 7% in euro terms": growth counted in a currency of its own.
_TERMS = re.compile(r"\b((?:US\s|U\.S\.\s)?[A-Za-z]{3,9})(?=(?:\sand\s[\w. ]{2,14})?[\s-]terms\b)")


# "+5% cc" as notes write it; "125 cc" is the size of an engine.
_SHORT = re.compile(r"(?<=%\s)cc\b")


class Mark(NamedTuple):
    """A basis named at ``start``–``end`` in the sentence; ``opens`` where the sentence begins with it."""

    start: int
    end: int
    basis: str
    opens: bool


class Lexicon(Struct, frozen=True, kw_only=True):
    """Patterns of the phrases that name a basis (in a text in small letters), of subjects, and of what a
    declared basis applies to."""

    pattern: re.Pattern[str]
    basis: dict[str, str]
    subject: re.Pattern[str]
    declared: re.Pattern[str]
    declared_behind: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The words of ``basis.toml``, loaded once."""
    text = resources.files("checker").joinpath("data/basis.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    basis = {phrase: name for name, phrases in data["marks"].items() for phrase in phrases}

    def either(words: Sequence[str]) -> str:
        return by_letter([re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True)])

    marks, heads = data["adjusted"]["marks"], data["adjusted"]["heads"]
    return Lexicon(
        pattern=re.compile(
            rf"\b(?:{either(list(basis))})\b|\b(?:{either(marks)})(?=\s(?:[\w-]{{1,20}}\s)?(?:{either(heads)})\b)",
        ),
        basis=basis,
        subject=re.compile(rf"\b(?:{either(data['subjects']['words'])})\b", re.IGNORECASE),
        declared=re.compile(rf"\b(?:{either(data['declared']['heads'])})\b", re.IGNORECASE),
        declared_behind=re.compile(
            rf"\s(?:(?:(?:growth|increase|decline|decrease)\s)?(?:in|of)\s(?:[\w&-]{{1,20}}\s){{0,4}}?"
            rf"|(?:(?!and\b|or\b)[\w&-]{{1,20}}\s){{0,2}}?)(?:{either(data['declared']['heads'])})\b",
            re.IGNORECASE,
        ),
    )


def marks_of(passage: Passage, document: Document) -> list[Mark]:
    """Every basis that the sentence names, in reading order."""
    text = passage.text
    marks = []
    for match in _TERMS.finditer(text) if "terms" in text else ():
        money = match.group(1).lower()
        codes = [match.group(1)] if money.upper() in units.currencies() else units.words().get(money, [])
        if money == "rmb":
            codes = ["CNY"]
        if codes:
            home = document.profile.currency in codes
            marks.append(Mark(match.start(), match.end(), "" if home else f"{money} terms", False))
    for match in lexicon().pattern.finditer(passage.low):
        phrase = " ".join(match.group().split())
        if phrase == "adjusted" and text.startswith((" for ", " by "), match.end()):
            continue
        before = text[: match.start()]
        opens = (
            len(before) < 25
            and re.match(
                r"(?:(?:and|but|so|now|overall|similarly),?\s)?(?:on|in|at)\s", before, re.IGNORECASE
            )
            is not None
        )
        marks.append(Mark(match.start(), match.end(), lexicon().basis.get(phrase, "non-gaap"), opens))
    for match in _SHORT.finditer(text) if "cc" in text else ():
        marks.append(Mark(match.start(), match.end(), "constant currency", False))
    stated = [passage.line.starts[place] - passage.start for place in passage.line.places]
    for match in () if _LEADING.isdisjoint(passage.words) else EXCLUDING.finditer(text):
        phrase_match = _EXCLUDED.match(text, match.end())
        if phrase_match is None:
            continue
        phrase = _END.sub("", phrase_match.group(1))
        listed = _LISTED.match(text, match.end())
        behind = any(0 <= match.start() - at < _NEAR for at in stated)
        if listed is not None and ("," in listed.group(1) or not behind):
            items = _ARTICLED.sub(r"\g<1>", listed.group(1).replace(" as well as ", " and "))
            if _END.search(items) is None:
                phrase_match, phrase = listed, items
        if match.group() == "ex-":  # "the ex-fuel rate": the word it is glued to
            phrase = phrase.split()[0] if phrase else ""
        basis = _exclusion(phrase, document.text[max(0, passage.start - 600) : passage.start + match.start()])
        if basis:
            opens = match.start() < 25 and not re.search(
                r"\b(?:guidance|outlook|estimate)\b", text[: match.start()], re.IGNORECASE
            )
            end = (
                phrase_match.end(1)
                if phrase_match is listed
                else phrase_match.start(1) + len(phrase.rstrip())
            )
            marks.append(Mark(match.start(), end, basis, opens))
    return sorted(marks)


def _exclusion(phrase: str, before: str) -> str:
    """ "excluding fuel" from "the impact of fuel was"; "these gains" are looked up in what went before."""
    words = _TAIL.sub("", _DANGLING.sub("", _IMPACT.sub("", phrase)).strip()).lower()
    if not words:
        return ""
    if _CURRENCY.search(words):
        return "constant currency"
    pointing = _POINTING.match(words)
    if pointing is not None:
        named = re.findall(
            rf"\b(?:of|in|from|for|the|a|and)\s((?:[a-z-]{{3,}}\s){{1,4}}{re.escape(pointing.group(1))})\b",
            before,
            re.IGNORECASE,
        )
        if named:
            return "excluding " + re.sub(r"^(?:the|a|an|our)\s", "", named[-1].lower())
    return "excluding " + _THESE.sub("", words)
