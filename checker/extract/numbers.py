"""Numbers: digits or number words with their scale words, as one value with its precision.

"1,225 crores", "2.5bn", "twenty three point five million", "a hundred and fifty", "two and a half",
"a billion and a half". Knows no unit: what the number counts is for the other dimensions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from checker.extract.part import ONE, Part, coarse
from checker.extract.tokens import Token, words
from checker.model import Form

_HUNDRED, _THOUSAND, _HALF = Decimal(100), Decimal(1000), Decimal("0.5")
_BILLION = Decimal(10**9)
_LARGEST = Decimal(10) ** 24  # no quantity beyond; a heap of scale words stops growing here
_NOWHERE = "\n\n\n\n\n\n\n\n"  # a gap that nothing spans

_NEAR = 13  # characters within which tokens may belong together
_CLOSING = frozenset("%,.;:)?!/ \n")
_LETTER_FOLLOWS = frozenset(f" {letter}" for letter in "kmbtclh")
# A scale word may come after a hesitation or a transcriber's remark.
_TIGHT = re.compile(r"[\s\u00a0-]?\s?|,?\s(?:uh|um|er),?\s|-odd\s|\s?[\[(](?:phonetic|ph|sic)[\])]\s?")
_AND = re.compile(r",?\s{1,2}and\s{1,2}")
_AND_A = re.compile(r"[\s-]{1,2}and[\s-]{1,2}((?:an?|one)[\s-]{1,2})?")
_POINT = re.compile(r"[\s-]point[\s-]")
_LETTERS = re.compile(r"([a-z]{1,3})(?![a-z0-9])")
_SIGN_BEFORE = re.compile(r"[$€£¥₹]\s?$")
_LEADING_POINT = re.compile(r"(?<![a-z])point\s$")
_NEEDS_UNIT = re.compile(r"\s?(?:%|percent|per cent|basis|million|billion|trillion|times)")
_ARTICLE = re.compile(r"(?<![a-z])an?\s$")
_SPOKEN = ("digit", "teen", "tens")


class _Run(msgspec.Struct):
    """A number as read so far: ``after`` is the index of the token behind it."""

    value: Decimal
    step: Decimal
    after: int
    end: int
    form: Form
    places: int = 0
    scale: Decimal = ONE
    trace: list[str] = []

    def part(self, start: int) -> Part:
        loose = self.step if self.places else coarse(self.value, self.step)
        return Part(
            start, self.end, start, self.end, self.value, self.value, self.step, self.step, loose, loose,
            self.scale, self.form, trace=self.trace,
        )  # fmt: skip


_LONGEST_GAP = 13
_IN_HUNDREDS = re.compile(r"\s(?:basis[\s-]points?|bps|bips)(?![a-z])")


class _Reader:
    """One run over the tokens; each production returns the index after what it has read."""

    def __init__(self, lower: str, tokens: Sequence[Token]) -> None:
        self.lower = lower
        self.tokens = tokens

    def gap(self, index: int) -> str:
        """The text between token ``index - 1`` and token ``index``; a long one for no such token."""
        if index >= len(self.tokens):
            return _NOWHERE
        return self.lower[self.tokens[index - 1].end : self.tokens[index].start]

    def kind(self, index: int) -> str:
        return self.tokens[index].kind if index < len(self.tokens) else ""

    def joined(self, index: int) -> bool:
        """True where token ``index`` follows the one before it as words of one number do."""
        gap = self.gap(index)
        return gap == " " or (len(gap) <= _LONGEST_GAP and bool(_TIGHT.fullmatch(gap)))

    # -- productions -----------------------------------------------------------------------------

    def number(self, index: int) -> tuple[Part | None, int]:
        """The number that starts at token ``index`` and the index behind it; none for a lone fraction."""
        token = self.tokens[index]
        if token.kind == "digits":
            if self.alone(index):
                return self.plain(token), index + 1
            step = ONE.scaleb(-token.places) if token.places else ONE
            return self.scaled(
                index, _Run(token.value, step, index + 1, token.end, "digits", token.places, trace=["digits"])
            )
        if token.kind in _SPOKEN:
            return self.spoken(index)
        if token.kind == "fraction":
            return self.part_of_scale(index)
        if token.kind == "scale" and self.articled(token):
            if self.hundred(index):
                return self.spoken(index)
            return self.scaled(index, _Run(ONE, ONE, index, token.start, "words", trace=["words"]))
        return None, index + 1

    def alone(self, index: int) -> bool:
        """Whether nothing behind the digits can belong to them: no letter, and no other token nearby."""
        end = self.tokens[index].end
        after = self.tokens[index + 1].start if index + 1 < len(self.tokens) else end + _NEAR
        following = self.lower[end : end + 2]
        return after - end >= _NEAR and following[:1] in _CLOSING and following not in _LETTER_FOLLOWS

    def plain(self, token: Token) -> Part:
        """The part for digits that stand alone."""
        start, end, value = token.start, token.end, token.value
        step = ONE.scaleb(-token.places) if token.places else ONE
        loose = step if token.places else coarse(value, step)
        return Part(
            start, end, start, end, value, value, step, step, loose, loose, trace=["digits"]
        )  # fmt: skip

    def articled(self, token: Token) -> bool:
        """ "a hundred", "a million"."""
        article = _ARTICLE.search(self.lower, max(0, token.start - 3), token.start)
        return article is not None and self.lower[token.end - 1] != "s"  # not "in a millions of units line"

    def spoken(self, index: int) -> tuple[Part | None, int]:
        """ "twenty three point five million"; years and a bare "point five" are told apart first."""
        token = self.tokens[index]
        year = self.year(index)
        if year:
            return year
        pointed = _LEADING_POINT.search(self.lower, max(0, token.start - 6), token.start)
        if pointed:
            digits, after = self.decimals(index)
            end = self.tokens[after - 1].end
            if _NEEDS_UNIT.match(self.lower, end):
                run = self._words(Decimal(f"0.{digits}"), after, len(digits))
                part, after = self.scaled(index, run)
                part.start = part.first = pointed.start()
                return part, after
        value, after = self.below_thousand(index)
        digits = ""
        if _POINT.fullmatch(self.gap(after)):
            digits, after = self.decimals(after)
        return self.scaled(
            index, self._words(Decimal(f"{value}.{digits}" if digits else value), after, len(digits))
        )

    def _words(self, value: Decimal, after: int, places: int = 0) -> _Run:
        end = self.tokens[after - 1].end
        return _Run(value, ONE.scaleb(-places), after, end, "words", places, trace=["words"])

    def part_of_scale(self, index: int) -> tuple[Part | None, int]:
        """ "half a million", "a quarter of a billion"."""
        token, after = self.tokens[index], index + 1
        if self.kind(after) != "scale" or self.gap(after) not in (" a ", " of a "):
            return None, after
        scale = self.tokens[after]
        step = self.fraction_step(index) * scale.value
        run = _Run(token.value * scale.value, step, after + 1, scale.end, "words", 1, scale.value)
        run.trace.append("fraction of a scale")
        return run.part(token.start), after + 1

    def year(self, index: int) -> tuple[Part, int] | None:
        """ "twenty twenty one", "nineteen ninety", "twenty fifteen": a year, and so no figure."""
        token, after = self.tokens[index], index + 1
        if token.value not in (19, 20) or self.kind(after) not in ("teen", "tens") or not self.joined(after):
            return None
        rest, beyond = self.below_thousand(after)
        if self.kind(beyond) == "scale" and self.joined(beyond):
            return None
        part = self._words(token.value * _HUNDRED + rest, beyond).part(token.start)
        part.left_out = "year"
        return part, beyond

    def below_thousand(self, index: int) -> tuple[Decimal, int]:
        """ "three", "twenty three", "two hundred and five", "one twenty five" before a scale word."""
        token, after = self.tokens[index], index + 1
        if token.kind == "scale":  # "a hundred"
            return self.hundreds(ONE, index)
        value, after = self.below_hundred(index)
        if token.kind == "digit" and token.value and self.kind(after) == "tens" and self.joined(after):
            rest, beyond = self.below_hundred(after)
            scaled = self.kind(beyond) == "scale" and self.tokens[beyond].value != _HUNDRED
            whole = beyond > after + 1 or _IN_HUNDREDS.match(self.lower, self.tokens[beyond - 1].end)
            if (scaled and self.joined(beyond)) or (whole and self.kind(beyond) != "scale"):
                return (
                    value * _HUNDRED + rest,
                    beyond,
                )  # "five ninety one stores", "three twenty basis points"
        if self.hundred(after) and self.joined(after):
            return self.hundreds(value, after)
        return value, after

    def hundred(self, index: int) -> bool:
        return self.kind(index) == "scale" and self.tokens[index].value == _HUNDRED

    def hundreds(self, value: Decimal, index: int) -> tuple[Decimal, int]:
        """What follows the "hundred" at ``index``: nothing, or "(and) fifty"."""
        value, after = value * _HUNDRED, index + 1
        if self.kind(after) in _SPOKEN and (self.joined(after) or _AND.fullmatch(self.gap(after))):
            rest, beyond = self.below_hundred(after)
            if rest and not (self.hundred(beyond) and self.joined(beyond)):
                return value + rest, beyond
        return value, after

    def below_hundred(self, index: int) -> tuple[Decimal, int]:
        token, after = self.tokens[index], index + 1
        if token.kind != "tens" or self.kind(after) != "digit" or not self.joined(after):
            return token.value, after
        unit = self.tokens[after].value
        return token.value + unit, after + 1 if unit else after

    def decimals(self, index: int) -> tuple[str, int]:
        """The digits after "point": "five", "two five", "oh five", "seventy five"."""
        digits = ""
        while self.kind(index) in (*_SPOKEN, "digits"):
            token = self.tokens[index]
            if token.kind == "digit":
                digits, index = digits + str(token.value), index + 1
                if self.joined(index):
                    continue
            elif token.kind != "digits":
                value, index = self.below_thousand(index)
                digits += str(value)
            elif not digits and not token.places:
                digits, index = str(token.value), index + 1
            break
        return digits, index

    # -- scale words -----------------------------------------------------------------------------

    def scaled(self, index: int, run: _Run) -> tuple[Part, int]:
        """A value with the scale words behind it, then "and a half", then smaller groups."""
        start = self.tokens[index].start
        half = self.half(run.after) if run.after > index else 0
        if half:  # "two and a half million"
            run.value += self.tokens[half].value
            run.step, run.places = self.fraction_step(half), run.places + 1
            run.after, run.end = half + 1, self.tokens[half].end
        elif run.form == "digits":
            self.letters(run, start)
        self.scale_words(run, index)
        if run.scale > ONE:
            half = self.half(run.after)
            if half:  # "a billion and a half"
                run.value += self.tokens[half].value * run.scale
                run.step = min(run.step, self.fraction_step(half) * run.scale)
                run.after, run.end, run.places = half + 1, self.tokens[half].end, 1
            else:
                self.smaller_groups(run)
        return run.part(start), run.after

    def scale_words(self, run: _Run, index: int) -> None:
        """ "million", "lakh crores", "hundred thousand"."""
        while self.kind(run.after) == "scale" and (run.after == index or self.joined(run.after)):
            token = self.tokens[run.after]
            if (token.value == _HUNDRED and run.places) or max(run.value, run.scale) * token.value > _LARGEST:
                break
            self.multiply(run, token)
            run.trace.append(f"scale {self.lower[token.start : token.end]}")

    def multiply(self, run: _Run, token: Token) -> None:
        run.value *= token.value
        run.step *= token.value
        run.scale *= token.value
        run.after, run.end = run.after + 1, token.end

    def letters(self, run: _Run, start: int) -> None:
        """A scale letter behind digits: "2.5bn", "50k", "5 mn", "$5 m"."""
        lexicon, end = words(), run.end
        found = _LETTERS.match(self.lower, end)
        worth = None
        if found:
            worth = lexicon.letters.get(found[1]) or lexicon.bare_letters.get(found[1])
        elif self.lower[end : end + 1] in (" ", "\u00a0"):
            found = _LETTERS.match(self.lower, end + 1)
            worth = lexicon.letters.get(found[1]) if found else None
            if found and not worth and found[1] in ("k", "m", "b"):
                signed = _SIGN_BEFORE.search(self.lower, max(0, start - 2), start)
                worth = lexicon.bare_letters[found[1]] if signed else None
        if found and worth and run.value * worth < _LARGEST:
            run.value, run.step, run.scale, run.end = run.value * worth, run.step * worth, worth, found.end()
            run.trace.append("scale letter")

    def half(self, index: int) -> int:
        """The index of the fraction in "… and a half", or 0."""
        if self.kind(index) != "fraction":
            return 0
        gap = _AND_A.fullmatch(self.gap(index))
        return index if gap and (gap[1] or self.tokens[index].value == _HALF) else 0

    def fraction_step(self, index: int) -> Decimal:
        return Decimal("0.1") if self.tokens[index].value == _HALF else Decimal("0.01")

    def smaller_groups(self, run: _Run) -> None:
        """The rest of "two thousand three hundred", "1 billion 230 million"."""
        larger = run.scale
        while larger > ONE and self.kind(run.after) in (*_SPOKEN, "digits"):
            grouped = self.group(run, larger)
            if grouped is None:
                return
            value, larger, beyond = grouped
            run.value, run.step, run.places = run.value + value * larger, larger, 0
            run.after, run.end = beyond, self.tokens[beyond - 1].end

    def group(self, run: _Run, larger: Decimal) -> tuple[Decimal, Decimal, int] | None:
        """The next group below ``larger`` with its own scale word, if it continues the number."""
        after, digits = run.after, run.form == "digits"
        if (self.kind(after) == "digits") != digits or self.tokens[after].places:
            return None
        if not self.joined(after) and not (larger <= _THOUSAND and _AND.fullmatch(self.gap(after))):
            return None
        value, beyond = (self.tokens[after].value, after + 1) if digits else self.below_thousand(after)
        worth = ONE
        if self.kind(beyond) == "scale" and self.joined(beyond):
            worth, beyond = self.tokens[beyond].value, beyond + 1
        exact = larger == _THOUSAND and self.tokens[after].end - self.tokens[after].start == 3
        if worth * value >= larger or (worth == ONE and ((digits and not exact) or larger > _BILLION)):
            return None
        return value, worth, beyond


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
