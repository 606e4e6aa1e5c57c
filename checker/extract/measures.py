"""Durations and physical units behind a number: "18 months", "80-megawatt", "1.2 million square feet"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from checker import units
from checker.extract.part import Part

_BETWEEN = (
    r"(?:(?:additional|more|full|consecutive|straight|successive|running|trading|business"
    r"|working|selling|short|long|operating|shipping|production|calendar)[\s-]"
    r"|(?:gross|net)\s(?=barrel|square|acre|ton|ounce|megawatt|gigawatt))?"
)


_THOUSAND = Decimal(1000)
_COMPARED = re.compile(r"[\s-](?:to[\s-]date|over[\s-](?:year|quarter|month)|on[\s-](?:year|quarter|month))")


@cache
def _tables() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    table = units.data("physical")
    words = {
        word: unit
        for section in ("durations", "words")
        for unit, names in table[section].items()
        for word in names
    }
    symbols = {symbol: unit for unit, names in table["symbols"].items() for symbol in names}
    spelled = "|".join(
        re.escape(word).replace("\\ ", r"[\s-]{1,2}") for word in sorted(words, key=len, reverse=True)
    )
    signs = "|".join(re.escape(symbol) for symbol in sorted(symbols, key=len, reverse=True))
    return (
        re.compile(rf"(?:[\s-]?plus)?(?:\+)?[\s\u00a0-]{{0,2}}{_BETWEEN}({spelled})s?(?![a-z])"),
        words,
        re.compile(rf"[\s\u00a0-]?({signs})(?![A-Za-z])"),
        symbols,
    )


def read(text: str, lower: str, part: Part) -> None:
    """Take in the unit noun, if the number stands before one."""
    if part.unit:
        return
    words, names, signs, symbols = _tables()
    found = signs.match(text, part.end)
    if found:
        unit = symbols[found[1]]
    else:
        found = words.match(lower, part.end)
        if not found:
            return
        unit = names.get(found[1]) or names[re.sub(r"[\s-]+", " ", found[1])]
        if unit in units.DURATIONS and (part.scale > _THOUSAND or _COMPARED.match(lower, found.end())):
            return  # "1.6 trillion year to date"
    if unit == "decade":
        unit = "year"
        part.rescale(Decimal(10))
    part.unit = unit
    part.end = found.end()
    if "plus" in found.group() or "+" in found.group():
        part.hedge = "over"
    part.trace.append(f"unit {unit}")
