"""The basis of a quantity: GAAP, adjusted, constant currency, organic, pro forma, or without something.

A mark before a number ("adjusted EBITDA of") holds until the sentence turns to another subject; one
after it ("5% in constant currency") holds for that number alone; one that opens the sentence ("excluding
fuel, …") holds for all of it. A speaker may declare a basis for all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Document, Quantity
from checker.resolve.basis_marks import Lexicon, Mark, lexicon, marks_of
from checker.resolve.declared import Declared, may_declare
from checker.resolve.movement import SPANS
from checker.resolve.passage import Passage

_OF_GROWTH = ("constant currency", "organic")
_RATES = frozenset(("percent", "percentage_point", "basis_point", "ratio"))
_BREAK = re.compile(r"[,;]|\b(?:and|while|with|but|or|whereas|including)\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:driven|led\sby|due|because|thanks|reflecting|resulting|offset|(?<!income\s)(?<!loss\s)(?<!profit\s)(?<!earnings\s)attributable)\b",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(r"excludes?\b", re.IGNORECASE)
_FINITE = re.compile(
    r"[,;]|\b(?:was|were|is|are|totall?ed|represents?|represented|reached|came|stood|amounted|remained|grew|rose|fell|increased|decreased|declined|would|will)\b",
    re.IGNORECASE,
)
# "With margins of 35%" after an adjusted profit: the margin of that profit.
_BARE_MARGIN = re.compile(
    r"\b(?:with|and|representing|or|for|yielding|delivering|in|an?|the|reflecting)\smargins?\b", re.IGNORECASE
)
_ENDS = re.compile(r"\s?[,.;)|/]|\s?$|\s(?:and|or|vs)\b")
_NEUTRAL = re.compile(r"(?:fx|currency)[\s-]neutral|constant[\s-]currency", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_PAIRED = re.compile(r"\s(?:[\w-]{1,20}\s){0,3}?(?:and|or)\s(?:(?:on|in|an?|our|the)\s){0,2}", re.IGNORECASE)
_ALSO = re.compile(r",?\s(?:and|or)\s(?:[a-z]{1,14}\s){0,2}", re.IGNORECASE)
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
# "A loss of $2, which compares with a profit of $3": the same result, a period before.
_AGAINST_RESULT = re.compile(
    r"\b(?:from|with|to|versus|vs\.?|against)\s(?:an?\s|the\s)?(?:net\s|operating\s)?(?:profit|loss|income|earnings)"
    r"\s(?:\w+\s){0,3}?of\s(?:about\s|approximately\s|nearly\s)?$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:compared|versus|vs|from|against|relative)\b", re.IGNORECASE)


def bases(document: Document, passages: Sequence[Passage], quantities: Sequence[Quantity]) -> tuple[str, ...]:
    """The basis of each quantity, in the order of ``quantities``; ``""`` where none is named."""
    found = [""] * len(quantities)
    declared = Declared()
    for passage in passages:
        declared.turn(passage.block.speaker)
        if not passage.quantities and not may_declare(passage):
            continue
        marks = marks_of(passage, document)
        declared.hear(passage.text, marks)
        if not passage.quantities:
            continue
        here = [quantities[i] for i in passage.quantities]
        spans = [(q.start - passage.start, q.end - passage.start) for q in here]
        own = _sentence(passage.text, spans, marks, lexicon()) if marks else [""] * len(here)
        for n, (quantity, basis) in enumerate(zip(here, own, strict=True)):
            plain = quantity.unit == "count" or (quantity.unit.islower() and quantity.unit not in _RATES)
            counted = plain and not basis.startswith("excluding")
            own[n] = "" if counted or quantity.unit in SPANS or quantity.unit == "day" else basis
        declared.spread(passage.text, spans, here, own)
        for index, basis in zip(passage.quantities, own, strict=True):
            found[index] = basis
    return tuple(found)


def _sentence(
    text: str, spans: Sequence[tuple[int, int]], marks: Sequence[Mark], lexicon: Lexicon
) -> list[str]:
    """The basis of each quantity of one sentence from the marks around it."""
    opening = next(
        (m.basis for m in marks if m.opens and (m.end <= spans[0][0] or m.start < spans[0][0] < m.end)), ""
    )
    found: list[str] = []
    standing = opening
    previous = 0
    for n, (start, end) in enumerate(spans):
        following = spans[n + 1][0] if n + 1 < len(spans) else len(text)
        between = text[previous:start]
        own = [m for m in marks if previous <= m.start < start and not _inside(m, start, text)]
        own = [m for m in own if n == 0 or not _follows(m, previous, text) or _leads(m, text, start)]
        inside = any(previous <= m.start < start and _inside(m, start, text) for m in marks)
        if own and not (inside and _LEAVES_OUT.search(between)):
            cause = _CAUSE.search(between, max(0, own[-1].end - previous))
            adjusted = any(m.basis == "non-gaap" for m in own) and own[-1].basis.startswith("excluding")
            standing = opening if cause is not None else "non-gaap" if adjusted else own[-1].basis
        elif inside:
            standing = ""
        elif n and (_turns(between, lexicon, standing) or _CAUSE.search(between)):
            standing = opening
        trailing = next(
            (
                m
                for m in marks
                if end <= m.start < following and _trails(m, end, text) and not _leads(m, text, following)
            ),
            None,
        )
        named = next((m for m in marks if end <= m.start < following and _names(m, end, text)), None)
        if named is not None and not (named is trailing and named.basis in _OF_GROWTH):
            standing = named.basis
        found.append(trailing.basis if trailing is not None else standing)
        previous = end
    _pair(text, spans, marks, found)
    return found


def _pair(text: str, spans: Sequence[tuple[int, int]], marks: Sequence[Mark], found: list[str]) -> None:
    """ "GAAP and adjusted profit were $2 and $3, respectively": two bases for two quantities, in order."""
    for said in _RESPECTIVELY.finditer(text):
        before = [m for m in marks if m.end <= said.start()][-2:]
        if len(before) < 2 or _PAIRED.fullmatch(text, before[0].end, before[1].start) is None:
            continue
        for n in range(len(spans) - 2, -1, -1):
            if spans[n + 1][1] <= said.start() and _ALSO.fullmatch(text, spans[n][1], spans[n + 1][0]):
                found[n], found[n + 1] = before[0].basis, before[1].basis
                break


def _trails(mark: Mark, end: int, text: str) -> bool:
    """Whether a mark follows the quantity that ends at ``end`` closely enough to be said of it."""
    gap = text[end : mark.start]
    if len(gap) > 45:
        return False
    if gap == " " and not mark.basis.startswith("excluding") and _ENDS.match(text, mark.end):
        return True  # "up 5% cc," and "+5% organic;"
    gap = gap.lower()
    if text[mark.start : mark.end].lower().startswith(("organically", "as reported")):
        return _BREAK.search(gap) is None
    if re.match(r"exclu|ex[\s-]|normali|adjusted\sfor", text[mark.start : mark.end], re.IGNORECASE):
        if gap.endswith((" the ", " our ", " an ")):
            return False  # "with the ex-fuel rate falling" speaks of the next
        return re.fullmatch(r"[^,;]*,?\s*(?:when\s|but\s)?", gap) is not None and " and " not in gap
    if _NEUTRAL.match(text, mark.start) and re.match(r"[.;)]|$", text[mark.end : mark.end + 1]):
        return re.fullmatch(r"[^,;]*[,(]\s?", gap) is not None  # "5% versus last year, FX neutral."
    return re.search(r"\b(?:in|on|at)\s(?:an?\s)?(?:\w+\s)?$", gap) is not None and _BREAK.search(gap) is None


def _follows(mark: Mark, end: int, text: str) -> bool:
    return _trails(mark, end, text) or _names(mark, end, text)


def _names(mark: Mark, end: int, text: str) -> bool:
    """Whether a mark stands in the noun phrase of the quantity that ends at ``end``."""
    label = text.startswith(":", mark.end)  # "GAAP: 5  Non-GAAP: 6"
    return (
        not label
        and not mark.basis.startswith("excluding")
        and _NAMED.fullmatch(text, end, mark.start) is not None
    )


def _leads(mark: Mark, text: str, following: int) -> bool:
    """Whether an exclusion behind one quantity belongs to the next: "…, excluding fuel, costs were"."""
    if not mark.basis.startswith("excluding"):
        return False
    rest = text[mark.end : following]
    return _NEXT_CLAUSE.match(rest) is not None


def _inside(mark: Mark, start: int, text: str) -> bool:
    """Whether the quantity itself is what is excluded: "excluding $5 million of charges"."""
    if text.startswith(("ex-", "Ex-"), mark.start):
        return False
    if mark.basis.startswith("excluding") and _LEAVES_OUT.match(text, mark.start) and mark.end <= start:
        return _FINITE.search(text, mark.end, start) is None  # "the forecast excludes a cost of $5 million"
    return (
        mark.basis.startswith("excluding")
        and start - mark.end < 30
        and not re.search(r"[,;]|\bof\b", text[mark.end - 1 : start])
        and _FINITE.search(text, mark.end, start) is None
    )


def _turns(between: str, lexicon: Lexicon, standing: str) -> bool:
    """Whether the words between two quantities turn to another subject: "5%, and revenue was".

    A bare margin is that of the adjusted profit before it, but is not in constant currency as growth is.
    """
    if _AGAINST_RESULT.search(between):
        return False
    last = max((match.end() for match in _BREAK.finditer(between)), default=0)
    if not last and _AGAINST.search(between):
        return False
    if " including " in between:
        return True
    subjects = lexicon.subject.findall(between, last)
    return bool(subjects) and not (
        len(subjects) == 1 and standing not in _OF_GROWTH and _BARE_MARGIN.search(between)
    )
