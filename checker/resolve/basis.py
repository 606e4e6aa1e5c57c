"""The basis of a quantity: GAAP, adjusted, constant currency, organic, pro forma, or without something.

A mark before a number ("adjusted EBITDA of") holds until the sentence turns to another subject; one
after it ("5% in constant currency") holds for that number alone; one that opens the sentence ("excluding
fuel, …") holds for all of it. A speaker may declare a basis for all that follows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

from checker.model import Document, Quantity, Struct
from checker.resolve.passage import Passage

_EXCLUDING = (
    r"\b(?:exclud(?:ing|es?)\b|exclusive\sof\b|ex-|ex\s(?=[a-z])|(?:when\s)?adjust(?:ed|ing)\sfor\b|normali[sz](?:ed|ing)\sfor\b"
    r"|stripping\sout|backing\sout|without\sthe\simpact\sof|before\sthe\simpact\sof)"
)
_MARKER = re.compile(_EXCLUDING, re.IGNORECASE)
_EXCLUDED = re.compile(r"\s*((?:[A-Za-z$&'’/-]+\s?){1,9})")
_IMPACT = re.compile(
    r"^(?:(?:the|any|all|our|of|an?)\s)*(?:(?:\w+\s)?(?:impacts?|effects?|benefits?|headwinds?|contributions?)\s(?:of|from)\s)?(?:the\s)?",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*\b(?:was|were|is|are|grew|rose|fell|increased|decreased|declined|improved|up|down|would|we|our|which|that|in\sthe|for\sthe|in\sboth"
    r"|from\sboth|during|compared|versus|(?<!-)to\b|and\sthe|as\swell|by\b|because|due)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_DANGLING = re.compile(
    r"(?:\s(?:of|about|approximately|the|an?|and|for|from|in|on|at|with|was|some|around)){1,4}\s*$",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"\b(?:currency|currencies|fx|foreign\sexchange|exchange\srates?|translation)\b", re.IGNORECASE
)
_POINTING = re.compile(r"^(?:these|those|this|that|such)\s+(\w+)$", re.IGNORECASE)
_BREAK = re.compile(r"[,;]|\b(?:and|while|with|but|or|whereas)\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:driven|due|because|thanks|reflecting|attributable|resulting|offset)\b", re.IGNORECASE
)
_NEXT_CLAUSE = re.compile(
    r"\s*,\s(?!(?:and|with|while|which|driven|compared|versus|or|but|up|down)\b)[^,;]{0,60}"
    r"\b(?:was|were|is|grew|rose|fell|increased|decreased)\s"
)
# "$5 million of adjusted profit", "a 5% increase in organic sales": it stands in the number's own phrase.
_NAMED = re.compile(
    r"[\s-](?:(?:year[\s-]over[\s-]year|sequential|annual)\s)?(?:(?:increase|decrease|growth|decline|improvement|reduction|rise|drop|expansion)\s)?"
    r"(?:(?:of|in|for)\s)?(?:(?:our|the|total|consolidated|annual|quarterly|full-year|positive|negative|its|company|sequential|net)\s){0,2}",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:compared|versus|vs|from|against|relative)\b", re.IGNORECASE)
_DECLARED = re.compile(
    r"\b(?:unless|except\s(?:as|where|when)|other\sthan\swhere)\s(?:\w+\s){0,3}(?:otherwise\s)?(?:noted|stated|indicated|specified|mentioned)|"
    r"\b(?:all|my|our)\s(?:\w+\s){0,3}(?:comments|remarks|references|discussion|figures|numbers|measures|metrics|comparisons|growth\srates)\b.{0,80}\b"
    r"(?:will\sbe|are|refer)",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"\b(?:up|down|grew|grow|growth|increased?|decreased?|declined?|rose|fell)\b", re.IGNORECASE
)


class _Mark(NamedTuple):
    """A basis named at ``start``–``end`` in the sentence; ``opens`` where the sentence begins with it."""

    start: int
    end: int
    basis: str
    opens: bool


class _Lexicon(Struct, frozen=True, kw_only=True):
    pattern: re.Pattern[str]
    basis: dict[str, str]
    subject: re.Pattern[str]
    declared: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    text = resources.files("checker").joinpath("data/basis.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    basis = {phrase: name for name, phrases in data["marks"].items() for phrase in phrases}

    def either(words: Sequence[str]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))

    marks, heads = data["adjusted"]["marks"], data["adjusted"]["heads"]
    return _Lexicon(
        pattern=re.compile(
            rf"\b(?:{either(list(basis))})\b|\b(?:{either(marks)})(?=\s(?:[\w-]{{1,20}}\s)?(?:{either(heads)})\b)",
            re.IGNORECASE,
        ),
        basis=basis,
        subject=re.compile(rf"\b(?:{either(data['subjects']['words'])})\b", re.IGNORECASE),
        declared=re.compile(rf"\b(?:{either(data['declared']['heads'])})\b", re.IGNORECASE),
    )


def bases(document: Document, passages: Sequence[Passage], quantities: Sequence[Quantity]) -> tuple[str, ...]:
    """The basis of each quantity, in the order of ``quantities``; ``""`` where none is named."""
    lexicon = _lexicon()
    found = [""] * len(quantities)
    declared, speaker = "", -1
    for passage in passages:
        who = -2 if passage.block.speaker is None else passage.block.speaker
        if who != speaker:
            speaker, declared = who, ""
        if not passage.quantities and "unless" not in passage.text.lower():
            continue
        marks = _marks(passage, document.text, lexicon)
        if (
            marks
            and _DECLARED.search(passage.text)
            and any(m.basis in ("non-gaap", "constant currency", "organic") for m in marks)
        ):
            declared = next(m.basis for m in marks if m.basis in ("non-gaap", "constant currency", "organic"))
        if not passage.quantities:
            continue
        spans = [
            (quantities[i].start - passage.start, quantities[i].end - passage.start)
            for i in passage.quantities
        ]
        if marks:
            for index, basis in zip(
                passage.quantities, _sentence(passage.text, spans, marks, lexicon), strict=True
            ):
                if basis and (quantities[index].unit != "count" or basis.startswith("excluding")):
                    found[index] = basis
        if declared:
            for index, (before, span) in zip(passage.quantities, pairwise([(0, 0), *spans]), strict=True):
                if not found[index] and _falls_under(
                    declared, passage.text[before[1] : span[0]], passage.text, quantities[index], lexicon
                ):
                    found[index] = declared
    return tuple(found)


def _marks(passage: Passage, document: str, lexicon: _Lexicon) -> list[_Mark]:
    """Every basis that the sentence names, in reading order."""
    text = passage.text
    marks = []
    for match in lexicon.pattern.finditer(text):
        phrase = " ".join(match.group().lower().split())
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
        marks.append(_Mark(match.start(), match.end(), lexicon.basis.get(phrase, "non-gaap"), opens))
    for match in _MARKER.finditer(text):
        phrase_match = _EXCLUDED.match(text, match.end())
        if phrase_match is None:
            continue
        phrase = _END.sub("", phrase_match.group(1))
        basis = _exclusion(phrase, document[max(0, passage.start - 600) : passage.start + match.start()])
        if basis:
            opens = match.start() < 25 and not re.search(
                r"\b(?:guidance|outlook|estimate)\b", text[: match.start()], re.IGNORECASE
            )
            marks.append(_Mark(match.start(), phrase_match.start(1) + len(phrase.rstrip()), basis, opens))
    return sorted(marks)


def _exclusion(phrase: str, before: str) -> str:
    """ "excluding fuel" from "the impact of fuel was"; "these gains" are looked up in what went before."""
    words = _DANGLING.sub("", _IMPACT.sub("", phrase)).strip().lower()
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
    return f"excluding {words}"


def _sentence(
    text: str, spans: Sequence[tuple[int, int]], marks: Sequence[_Mark], lexicon: _Lexicon
) -> list[str | None]:
    """The basis of each quantity of one sentence from the marks around it."""
    opening = next((m.basis for m in marks if m.opens and m.end <= spans[0][0]), None)
    found: list[str | None] = []
    standing: str | None = opening
    previous = 0
    for n, (start, end) in enumerate(spans):
        following = spans[n + 1][0] if n + 1 < len(spans) else len(text)
        between = text[previous:start]
        own = [m for m in marks if previous <= m.start < start and not _inside(m, start, text)]
        own = [m for m in own if n == 0 or not _follows(m, previous, text) or _leads(m, text, start)]
        if own:
            cause = _CAUSE.search(between, max(0, own[-1].end - previous))
            adjusted = any(m.basis == "non-gaap" for m in own) and own[-1].basis.startswith("excluding")
            standing = opening if cause is not None else "non-gaap" if adjusted else own[-1].basis
        elif any(previous <= m.start < start and _inside(m, start, text) for m in marks):
            standing = ""
        elif n and (_turns(between, lexicon) or _CAUSE.search(between)):
            standing = opening
        named = next((m for m in marks if end <= m.start < following and _names(m, end, text)), None)
        if named is not None:
            standing = named.basis
        trailing = next(
            (
                m
                for m in marks
                if end <= m.start < following and _trails(m, end, text) and not _leads(m, text, following)
            ),
            None,
        )
        found.append(trailing.basis if trailing is not None else standing)
        previous = end
    return found


def _trails(mark: _Mark, end: int, text: str) -> bool:
    """Whether a mark follows the quantity that ends at ``end`` closely enough to be said of it."""
    gap = text[end : mark.start]
    if len(gap) > 45:
        return False
    gap = gap.lower()
    if text[mark.start : mark.end].lower().startswith(("organically", "as reported")):
        return _BREAK.search(gap) is None
    if re.match(r"exclu|ex[\s-]|normali|adjusted\sfor", text[mark.start : mark.end], re.IGNORECASE):
        return re.fullmatch(r"[^,;]*,?\s*(?:when\s|but\s)?", gap) is not None and " and " not in gap
    return re.search(r"\b(?:in|on|at)\s(?:an?\s)?(?:\w+\s)?$", gap) is not None and _BREAK.search(gap) is None


def _follows(mark: _Mark, end: int, text: str) -> bool:
    return _trails(mark, end, text) or _names(mark, end, text)


def _names(mark: _Mark, end: int, text: str) -> bool:
    """Whether a mark stands in the noun phrase of the quantity that ends at ``end``."""
    return not mark.basis.startswith("excluding") and _NAMED.fullmatch(text, end, mark.start) is not None


def _leads(mark: _Mark, text: str, following: int) -> bool:
    """Whether an exclusion behind one quantity belongs to the next: "…, excluding fuel, costs were"."""
    if not mark.basis.startswith("excluding"):
        return False
    rest = text[mark.end : following]
    return _NEXT_CLAUSE.match(rest) is not None


def _inside(mark: _Mark, start: int, text: str) -> bool:
    """Whether the quantity itself is what is excluded: "excluding $5 million of charges"."""
    return (
        mark.basis.startswith("excluding")
        and start - mark.end < 30
        and not re.search(r"[,;]|\b(?:was|were|is|of)\b", text[mark.end - 1 : start])
    )


def _turns(between: str, lexicon: _Lexicon) -> bool:
    """Whether the words between two quantities turn to another subject: "5%, and revenue was"."""
    last = max((match.end() for match in _BREAK.finditer(between)), default=0)
    if not last and _AGAINST.search(between):
        return False
    return lexicon.subject.search(between, last) is not None


def _falls_under(declared: str, between: str, sentence: str, quantity: Quantity, lexicon: _Lexicon) -> bool:
    """Whether a declared basis applies: to results if adjusted, to growth if at constant rates or organic."""
    if re.search(r"\bgaap\b|\breported\b", sentence, re.IGNORECASE):
        return False
    if declared == "non-gaap":
        return lexicon.declared.search(between) is not None
    return quantity.unit == "percent" and _GROWTH.search(between) is not None
