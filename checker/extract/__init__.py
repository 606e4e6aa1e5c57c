"""From a document to the quantities it states.

One pass finds every digit run and number word; the dimensions (numbers, money, rates, multiples, fractions,
vague words, durations and physical units, signs, ranges, denominators, hedges) each add what they know to the
parts found, and the exclusions drop what only looks like a quantity. What a quantity measures, and the
sign that a verb gives it, is resolution's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from checker.extract import (
    denominators,
    elision,
    exclusions,
    fractions,
    hedges,
    measures,
    money,
    multiples,
    numbers,
    ranges,
    rates,
    signs,
    talk,
    vague,
)
from checker.extract.part import Part
from checker.extract.tokens import tokens
from checker.letters import lowered
from checker.model import Document, Quantity
from checker.units import RATES

__all__ = ["extract", "numbers_in"]

_ONE = Decimal(1)
_CLOSING = frozenset(",.;:)?!")  # right behind a number: no unit follows


def extract(document: Document) -> tuple[Quantity, ...]:
    """Every quantity that ``document`` states, in reading order and without overlap.

    A sign shared by several currencies ("$", "¥", "Rs") is settled by ``document.profile.currency``;
    the quantity's trace then holds "assumed currency …". Linear in the length of the text.
    """
    text = document.text
    home = document.profile.currency
    lower = lowered(text)
    parts = _parts(text, lower, home)
    names = [(block.start, block.end) for block in document.blocks if block.kind == "speaker"]
    names += _named(text, document.profile.company)
    names += ((table.start, table.end) for table in document.tables)  # read by their heads, not as prose
    return tuple(_quantity(text, part) for part in _outside(parts, names))


def numbers_in(document: Document) -> int:
    """How many pieces of numbers ``document`` holds, of quantities and of anything else."""
    return len(tokens(lowered(document.text)))


def _parts(text: str, lower: str, home: str | None) -> list[Part]:
    found, loose = numbers.numbers(lower, tokens(lower))
    for part in found:
        if part.left_out:
            continue
        money.read_before(text, part, home)
        if not part.unit:
            part.left_out = exclusions.reason(text, lower, part)
        if not part.left_out and lower[part.end : part.end + 1] not in _CLOSING:
            rates.read(lower, part)
    found = fractions.halves(lower, money.merged(lower, found))
    by_end = {part.end: part for part in found}
    for token in loose:
        if token.kind == "fraction":
            word = fractions.word(lower, token, by_end)
        else:
            word = vague.word(lower, token) or multiples.word(lower, token)
        if word is not None:
            found.append(word)
    found.sort(key=lambda part: (part.start, -part.end))
    found = _apart(found)
    for part in found:
        if part.left_out:
            continue
        if lower[part.end : part.end + 1] not in _CLOSING and part.unit not in RATES:
            multiples.read(lower, part)
            measures.read(text, lower, part)
            money.read_behind(text, lower, part, home)
        if part.form == "digits" and vague.decade(lower, part):
            continue
        signs.read(lower, part)
    found = ranges.join(lower, _apart(found))
    for part in found:
        part.left_out = part.left_out or talk.reason(text, lower, part)
        if part.unit == "ratio":
            multiples.changes(lower, part)
    houses = {part.low for part in found if part.left_out == "address"}
    if houses:  # a building is called by its number: "1400 will reopen"
        found = [part for part in found if part.unit or part.form != "digits" or part.low not in houses]
    kept = [part for part in found if not part.left_out]
    elision.per_share(lower, kept, home)
    elision.read(lower, kept)
    elision.money(lower, kept, home)
    denominators.read(lower, kept)
    for part in kept:
        hedges.read(lower, part)
        part.unit = part.unit or "count"
    hedges.spread(lower, kept)
    return kept


def _apart(parts: list[Part]) -> list[Part]:
    """Drop what lies inside the part before it."""
    result: list[Part] = []
    for part in parts:
        if result and part.start < result[-1].end:
            continue
        result.append(part)
    return result


def _named(text: str, company: str) -> list[tuple[int, int]]:
    """Where the company's own name stands, if it holds a digit ("Studio 54 Foods")."""
    if not any(c.isdigit() for c in company):
        return []
    return [match.span() for match in re.finditer(re.escape(company), text)]


def _outside(parts: list[Part], spans: list[tuple[int, int]]) -> Iterator[Part]:
    """The parts, given in reading order, that begin in none of the spans."""
    ahead, covered = sorted(spans, reverse=True), 0
    for part in parts:
        while ahead and ahead[-1][0] <= part.start:
            covered = max(covered, ahead.pop()[1])
        if part.start >= covered:
            yield part


def _quantity(text: str, part: Part) -> Quantity:
    point = part.low == part.high
    low, step, loose = _plain(part.low), _plain(part.low_step), _plain(part.low_coarse)
    return Quantity(
        start=part.start,
        end=part.end,
        text=text[part.start : part.end],
        low=low,
        high=low if point else _plain(part.high),
        unit=part.unit,
        hedge=part.hedge,
        low_step=step,
        high_step=step if point else _plain(part.high_step),
        low_coarse=loose,
        high_coarse=loose if point else _plain(part.high_coarse),
        form=part.form,
        trace=tuple(part.trace),
    )


@lru_cache(maxsize=4096)
def _plain(value: Decimal) -> Decimal:
    """The value without an exponent or needless zeros ("3.6E+9" and "3600000000.0" to 3600000000)."""
    whole = value.to_integral_value()
    return whole.quantize(_ONE) if value == whole else value.normalize()
