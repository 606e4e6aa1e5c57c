"""The one pass over the text: every run of digits and every word that can be part of a number.

Linear in the text. What a token means beside its neighbours is for the dimensions to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from checker.units import data

TokenKind = Literal["digits", "digit", "teen", "tens", "scale", "fraction", "word"]

LONGEST = 20  # characters of a number in digits; a longer run is no quantity


class Token(NamedTuple):
    """A piece of a number: ``value`` is its worth alone, ``places`` its digits behind the point."""

    start: int
    end: int
    kind: TokenKind
    value: Decimal
    places: int = 0


class Words(NamedTuple):
    """Every number word with its kind and worth."""

    kinds: dict[str, tuple[TokenKind, Decimal]]
    scanner: re.Pattern[str]
    letters: dict[str, Decimal]
    bare_letters: dict[str, Decimal]


# Words that stand for a number without being one; the dimensions that read them find their own form.
HEADS = (
    "single",
    "double",
    "doubles",
    "doubled",
    "doubling",
    "triple",
    "triples",
    "tripled",
    "tripling",
    "quadruple",
    "quadrupled",
    "quadrupling",
    "quintupled",
    "halved",
    "halving",
    "twice",
    "thrice",
    "halfway",
    "twofold",
    "threefold",
    "fourfold",
    "fivefold",
    "sixfold",
    "sevenfold",
    "eightfold",
    "ninefold",
    "tenfold",
    "teens",
    "twos",
    "threes",
    "fours",
    "fives",
    "sixes",
    "sevens",
    "eights",
    "nines",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
    "flat",
    "flattish",
)

_SPACE = r"[ \u00a0\u2009\u202f]"
_RUN = re.compile(r"[0-9]+")  # where a number may start; a plain set scans fastest
_NUMBER = re.compile(
    rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9,]|\.[0-9])"  # 940 000
    r"|[0-9]{1,3}(?:,[0-9]{2,3}){0,8},[0-9]{3}(?![0-9])(?:\.[0-9]+)?"  # 1,234,567 and 12,34,567
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,8}(?![0-9.])"  # 1.234.567
    r"|[0-9]{1,3},\s000(?![0-9])"  # "700, 000" as a recogniser writes it
    r"|[0-9]+(?:\.[0-9]+|\s\.[0-9]+(?=\s(?:million|billion|trillion|percent)))?"  # "1 .8 trillion" likewise
)
# What may lead to more digits: a point, a comma, a space of any kind.
_GOES_ON = frozenset(",. \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u2009\u202f\u2028\u2029")
_LEADING_POINT = re.compile(r"(?<![a-z0-9)])\.(?=[0-9]+(?!,?[0-9]))")


@cache
def words() -> Words:
    """The number words, compiled once into a scanner."""
    table = data("numbers")
    kinds: dict[str, tuple[TokenKind, Decimal]] = {}
    sections: tuple[tuple[str, TokenKind], ...] = (
        ("digits", "digit"),
        ("teens", "teen"),
        ("tens", "tens"),
        ("scales", "scale"),
        ("fractions", "fraction"),
    )
    for section, kind in sections:
        for word, worth in table[section].items():
            kinds[word] = (kind, Decimal(worth))
    for head in HEADS:
        kinds[head] = ("word", Decimal(0))
    return Words(
        kinds,
        re.compile(rf"[^a-z]({_trie(tuple(kinds))})(?![a-z])"),
        {letter: Decimal(worth) for letter, worth in table["letters"].items()},
        {letter: Decimal(worth) for letter, worth in table["bare_letters"].items()},
    )


def _trie(vocabulary: tuple[str, ...]) -> str:
    """The words as one pattern that decides by their first letters, which scans faster than a list."""
    branches: dict[str, list[str]] = {}
    for word in vocabulary:
        branches.setdefault(word[:1], []).append(word[1:])
    pieces = [
        re.escape(first) + (_trie(tuple(rest)) if rest != [""] else "")
        for first, rest in sorted(branches.items(), reverse=True)
    ]
    return pieces[0] if len(pieces) == 1 else f"(?:{'|'.join(pieces)})"


def tokens(lower: str) -> list[Token]:
    """All pieces of numbers in ``lower`` (a text in lower case), in reading order."""
    lexicon = words()
    found = list(_digits(lower))
    for match in lexicon.scanner.finditer(f" {lower}"):  # the space is what a word stands behind
        kind, value = lexicon.kinds[match[1]]
        found.append(Token(match.start(), match.end() - 1, kind, value))
    found.sort()
    return found


def _digits(lower: str) -> Iterator[Token]:
    end = 0
    for run in _RUN.finditer(lower):
        start = run.start()
        if start < end:
            continue
        stop = run.end()
        if lower[stop : stop + 1] not in _GOES_ON and lower[start - 1 : start] != ".":
            end = stop  # most runs are plain: 2021, 45%
            if end - start <= LONGEST:
                yield Token(start, end, "digits", Decimal(run[0]))
            continue
        number = _NUMBER.match(lower, start)
        assert number is not None  # noqa: S101  (a run of digits is a number)
        end = number.end()
        written = number[0]
        if lower[start - 1 : start] == "." and _LEADING_POINT.match(lower, start - 1):
            start, written = start - 1, f".{written}"
        if end - start > LONGEST:
            continue
        if written.isdigit():
            yield Token(start, end, "digits", Decimal(written))
            continue
        plain = "".join(c for c in written if c in "0123456789.")
        if plain.count(".") > 1:
            plain = plain.replace(".", "")
        _, point, decimals = plain.partition(".")
        yield Token(start, end, "digits", Decimal(plain), len(decimals) if point else 0)
