"""Numbers: digits or number words with their scale words, as one value with its precision.

"1,225 crores", "2.5bn", "twenty three point five million", "a hundred and fifty", "two and a half",
"a billion and a half". Knows no unit: what the number counts is for the other dimensions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from checker.extract.part import ONE, Part, coarse
from checker.extract.tokens import Token, words

_HUNDRED = Decimal(100)

_TIGHT = re.compile(r"[\s\u00a0-]?\s?|,?\s(?:uh|um|er),?\s")  # a scale word may come after a hesitation
_AND = re.compile(r",?\s{1,2}and\s{1,2}")
_AND_A = re.compile(r"[\s-]{1,2}and[\s-]{1,2}(?:an?[\s-]{1,2}|one[\s-]{1,2})?")
_POINT = re.compile(r"[\s-]point[\s-]")
_LETTERS = re.compile(r"([a-z]{1,3})(?![a-z0-9])")
_SIGN_BEFORE = re.compile(r"[$€£¥₹]\s?$")
_LEADING_POINT = re.compile(r"(?<![a-z])point\s$")
_NEEDS_UNIT = re.compile(r"\s?(?:%|percent|per cent|basis|million|billion|trillion|times)")
_ARTICLE = re.compile(r"(?<![a-z])an?\s$")


class _Reader:
    """One run over the tokens; each production returns the index after what it has read."""

    def __init__(self, lower: str, tokens: Sequence[Token]) -> None:
        self.lower = lower
        self.tokens = tokens

    def gap(self, index: int) -> str:
        """The text between token ``index - 1`` and token ``index``; a long one for no such token."""
        if index >= len(self.tokens):
            return "\n\n\n\n"
        return self.lower[self.tokens[index - 1].end : self.tokens[index].start]

    def kind(self, index: int) -> str:
        return self.tokens[index].kind if index < len(self.tokens) else ""

    def number(self, index: int) -> tuple[Part | None, int]:
        """The number that starts at token ``index`` and the index behind it; none for a lone fraction."""
        token = self.tokens[index]
        if token.kind == "fraction":
            return self.part_of_scale(index)
        if token.kind == "digits":
            return self.scaled(index, token.value, token.places, index + 1, "digits")
        if token.kind in ("digit", "teen", "tens"):
            year = self.spoken_year(index)
            if year:
                return year, index + (3 if year.low % 10 and self.kind(index + 1) == "tens" else 2)
            if _LEADING_POINT.search(self.lower, max(0, token.start - 6), token.start):
                return self.leading_point(index)
            value, after = self.below_thousand(index)
            places = 0
            if _POINT.fullmatch(self.gap(after)):
                decimals, after = self.spoken_decimals(after)
                value, places = Decimal(f"{value}.{decimals}") if decimals else value, len(decimals)
            return self.scaled(index, value, places, after, "words")
        if token.kind == "scale":
            article = _ARTICLE.search(self.lower, max(0, token.start - 3), token.start)
            if article and not self._glued(token):
                return self.scaled(index, ONE, 0, index, "words")
        return None, index + 1

    def part_of_scale(self, index: int) -> tuple[Part | None, int]:
        """ "half a million", "a quarter of a billion"."""
        token, after = self.tokens[index], index + 1
        if self.kind(after) != "scale" or self.gap(after) not in (" a ", " of a "):
            return None, after
        scale = self.tokens[after]
        step = self.fraction_step(index)
        value, end = token.value * scale.value, scale.end
        unit = step * scale.value
        return _plain(token.start, end, value, unit, scale.value, "fraction of a scale"), after + 1

    def spoken_year(self, index: int) -> Part | None:
        """ "twenty twenty one", "nineteen ninety", "twenty fifteen": a year, and so no figure."""
        token, after = self.tokens[index], index + 1
        if token.value not in (19, 20) or self.kind(after) not in ("teen", "tens") or not self._joined(after):
            return None
        rest, beyond = self.below_thousand(after)
        if self.kind(beyond) == "scale" and self._joined(beyond):
            return None
        year = token.value * _HUNDRED + rest
        part = _plain(token.start, self.tokens[beyond - 1].end, year, ONE, ONE, "words")
        part.left_out = "year"
        return part

    def leading_point(self, index: int) -> tuple[Part | None, int]:
        """ "point five percent", said without its zero."""
        token = self.tokens[index]
        digits, after = self.spoken_decimals(index)
        end = self.tokens[after - 1].end
        if not _NEEDS_UNIT.match(self.lower, end):
            value, after = self.below_thousand(index)
            return self.scaled(index, value, 0, after, "words")
        part, after = self.scaled(index, Decimal(f"0.{digits}"), len(digits), after, "words")
        if part:
            part.start = part.first = token.start - len("point ")
        return part, after

    def _glued(self, token: Token) -> bool:
        return self.lower[token.start - 1 : token.start].isdigit()

    def below_thousand(self, index: int) -> tuple[Decimal, int]:
        """ "three", "twenty three", "one twenty five" as spoken before a scale word."""
        token = self.tokens[index]
        value, after = token.value, index + 1
        if token.kind == "tens":
            if self.kind(after) == "digit" and self._joined(after) and self.tokens[after].value:
                return value + self.tokens[after].value, after + 1
            return value, after
        if token.kind == "digit" and self.kind(after) == "tens" and self._joined(after):
            rest, beyond = self.below_thousand(after)
            if self.kind(beyond) == "scale" and self._joined(beyond):
                return value * _HUNDRED + rest, beyond
        return value, after

    def _joined(self, index: int) -> bool:
        gap = self.gap(index)
        return len(gap) <= 7 and bool(_TIGHT.fullmatch(gap))

    def spoken_decimals(self, index: int) -> tuple[str, int]:
        """The digits after "point": "five", "two five", "oh five", "seventy five"."""
        digits = ""
        while self.kind(index) in ("digit", "teen", "tens", "digits"):
            token = self.tokens[index]
            if token.kind == "digits" and (digits or token.places):
                break
            if token.kind == "digit":
                digits, index = digits + str(token.value), index + 1
            else:
                value, index = (
                    self.below_thousand(index) if token.kind != "digits" else (token.value, index + 1)
                )
                digits += str(value)
                break
            if not self._joined(index):
                break
        return digits, index

    def scaled(
        self, index: int, value: Decimal, places: int, after: int, form: str
    ) -> tuple[Part | None, int]:
        """A value with the scale words behind it, then "and a half", then smaller groups."""
        end = self.tokens[after - 1].end if after > index else self.tokens[index].start
        step = ONE.scaleb(-places)
        scale = ONE
        trace = [form]
        halves = self.half(after)
        if halves and after > index:  # "two and a half million"
            value, places, after = value + self.tokens[halves].value, places + 1, halves + 1
            step, end = self.fraction_step(halves), self.tokens[halves].end
        letters = self.letters(end, index) if form == "digits" and after == index + 1 else None
        if letters:
            scale, end = letters
            trace.append("scale letter")
        while self.kind(after) == "scale" and (after == index or self._joined(after)):
            if self.tokens[after].value == _HUNDRED and self.lower[end - 1 : end].isdigit() and places:
                break
            scale *= self.tokens[after].value
            end = self.tokens[after].end
            trace.append(f"scale {self.lower[self.tokens[after].start : end]}")
            after += 1
        total, unit = value * scale, step * scale
        if scale > ONE:
            halves = self.half(after)
            if halves:  # "a billion and a half"
                total += self.tokens[halves].value * scale
                unit = min(unit, self.fraction_step(halves) * scale)
                end, after = self.tokens[halves].end, halves + 1
            else:
                total, unit, end, after = self.smaller_groups(total, unit, scale, end, after, form)
        loose = coarse(total, unit) if not places or (scale == ONE and not places) else unit
        start = self.tokens[index].start
        part = Part(start, end, start, end, total, total, unit, unit, loose, loose, scale, trace=trace)
        part.form = "words" if form == "words" else "digits"
        return part, after

    def letters(self, end: int, index: int) -> tuple[Decimal, int] | None:
        """A scale letter behind digits: "2.5bn", "50k", "5 mn", "$5 m"."""
        lexicon = words()
        glued = _LETTERS.match(self.lower, end)
        if glued:
            worth = lexicon.letters.get(glued[1]) or lexicon.bare_letters.get(glued[1])
            return (worth, glued.end()) if worth else None
        spaced = _LETTERS.match(self.lower, end + 1) if self.lower[end : end + 1] in " \u00a0" else None
        if not spaced:
            return None
        worth = lexicon.letters.get(spaced[1])
        start = self.tokens[index].start
        if not worth and spaced[1] != "t" and _SIGN_BEFORE.search(self.lower, max(0, start - 2), start):
            worth = lexicon.bare_letters.get(spaced[1])
        return (worth, spaced.end()) if worth else None

    def half(self, index: int) -> int:
        """The index of the fraction in "… and a half", or 0."""
        if self.kind(index) == "fraction" and _AND_A.fullmatch(self.gap(index)):
            return index
        return 0

    def fraction_step(self, index: int) -> Decimal:
        return Decimal("0.1") if self.tokens[index].value == Decimal("0.5") else Decimal("0.01")

    def smaller_groups(
        self, total: Decimal, unit: Decimal, scale: Decimal, end: int, after: int, form: str
    ) -> tuple[Decimal, Decimal, int, int]:
        """The rest of "one hundred and fifty", "two thousand three hundred", "1 billion 230 million"."""
        while self.kind(after) in ("digit", "teen", "tens", "digits"):
            gap = self.gap(after)
            joined = self._joined(after) or (scale <= 1000 and _AND.fullmatch(gap))
            if not joined or (self.kind(after) == "digits") != (form == "digits"):
                break
            if form == "digits":
                value, beyond = self.tokens[after].value, after + 1
                if self.tokens[after].places:
                    break
            else:
                value, beyond = self.below_thousand(after)
            group = ONE
            hundreds = form == "words" and scale == _HUNDRED  # then "million" is said of all of it
            while not hundreds and self.kind(beyond) == "scale" and self._joined(beyond):
                group *= self.tokens[beyond].value
                beyond += 1
            if group * value >= scale or (form == "digits" and group == ONE):
                break
            if form == "words" and group == ONE and scale > 1000:
                break
            total, unit, scale = total + value * group, group, group
            end, after = self.tokens[beyond - 1].end, beyond
            if form == "words" and scale == ONE:
                if _POINT.fullmatch(self.gap(after)):
                    decimals, after = self.spoken_decimals(after)
                    if decimals:
                        total += Decimal(f"0.{decimals}")
                        unit, end = ONE.scaleb(-len(decimals)), self.tokens[after - 1].end
                while self.kind(after) == "scale" and self._joined(after):
                    total, unit = total * self.tokens[after].value, unit * self.tokens[after].value
                    scale *= self.tokens[after].value
                    end, after = self.tokens[after].end, after + 1
                if scale == ONE:
                    break
        return total, unit, end, after


def _plain(start: int, end: int, value: Decimal, step: Decimal, scale: Decimal, trace: str) -> Part:
    return Part(
        start, end, start, end, value, value, step, step, step, step, scale, form="words", trace=[trace]
    )


def numbers(lower: str, tokens: Sequence[Token]) -> tuple[list[Part], list[Token]]:
    """Every number in reading order, and the tokens that are none by themselves ("half", "doubled")."""
    reader = _Reader(lower, tokens)
    parts: list[Part] = []
    loose: list[Token] = []
    index = 0
    while index < len(tokens):
        part, after = reader.number(index)
        if part is None:
            loose.append(tokens[index])
        else:
            parts.append(part)
        index = after
    return parts, loose
