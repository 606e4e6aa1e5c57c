"""What holds of every extraction: spans, order, precision, and independence of spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract import extract
from checker.model import Block, Document, Profile, Quantity
from tests.gold import SHARED, folders, lines


def quantities(text: str, home: str | None = "USD") -> tuple[Quantity, ...]:
    return extract(Document(path="<case>", text=text, sha256="", profile=Profile(currency=home)))


def only(text: str, home: str | None = "USD") -> Quantity:
    (found,) = quantities(text, home)
    return found


# -- precision ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "step", "coarse"),
    [
        ("RMB3.6 billion", "100000000", "100000000"),
        ("RMB310 billion", "1000000000", "10000000000"),
        ("26,000 shops", "1", "1000"),
        ("$4.20", "0.01", "0.01"),
        ("500 million shops", "1000000", "100000000"),
        ("a hundred and fifty basis points", "1", "10"),
        ("twenty three point five million shops", "100000", "100000"),
        ("two and a half million shops", "100000", "100000"),
        ("1,225 crores of tickets", "10000000", "10000000"),
        ("0%", "1", "1"),
    ],
)
def test_steps(said: str, step: str, coarse: str) -> None:
    found = only(f"It was {said}.")
    assert (found.low_step, found.low_coarse) == (Decimal(step), Decimal(coarse))
    assert (found.high_step, found.high_coarse) == (Decimal(step), Decimal(coarse))


def test_each_end_of_a_range_has_its_own_precision() -> None:
    found = only("Synergies of $850 million to $1.1 billion.")
    assert (found.low_step, found.high_step) == (Decimal(10**6), Decimal(10**8))
    assert (found.low_coarse, found.high_coarse) == (Decimal(10**7), Decimal(10**8))


def test_an_end_that_borrows_its_scale_keeps_its_own_digits() -> None:
    found = only("Sales of $1.25-1.3 billion.")
    assert (found.low_step, found.high_step) == (Decimal(10**7), Decimal(10**8))


# -- assumptions and trace -----------------------------------------------------------------------


def test_a_bare_sign_is_marked_as_assumed() -> None:
    assert "assumed currency CAD" in only("It cost $5 million.", "CAD").trace
    assert "assumed currency USD" in only("It cost $5 million.", "CNY").trace
    assert not any("assumed" in step for step in only("It cost US$5 million.", "CAD").trace)


def test_the_trace_names_the_productions_in_order() -> None:
    trace = only("It cost about RMB74.1 billion.").trace
    assert trace == ("digits", "scale billion", "currency RMB", "hedge about")


def test_a_written_sign_crossing_zero_is_traced() -> None:
    assert "written sign" in only("Sales will be down 2% to up 1% we think.").trace


@pytest.mark.parametrize(
    ("say", "form"),
    [
        ("It grew 5%.", "digits"),
        ("It grew five percent.", "words"),
        ("It grew in the mid-teens.", "vague"),
        ("It doubled.", "multiple"),
    ],
)
def test_form(say: str, form: str) -> None:
    assert only(say).form == form


# -- what is not read ----------------------------------------------------------------------------


def test_names_of_speakers_are_not_read() -> None:
    text = "Agent 54\nWe closed 12 deals."
    blocks = (Block(start=0, end=8, kind="speaker"), Block(start=9, end=len(text)))
    found = extract(Document(path="", text=text, sha256="", profile=Profile(), blocks=blocks))
    assert [quantity.text for quantity in found] == ["12"]


def test_the_company_s_own_name_is_not_read() -> None:
    profile = Profile(company="99 Bikes", currency="AUD")
    text = "Here at 99 Bikes we sold 20 models."
    assert [q.text for q in extract(Document(path="", text=text, sha256="", profile=profile))] == ["20"]


def test_letters_that_grow_when_lowered_leave_offsets_alone() -> None:
    text = "İstanbul, İzmir: volume rose 5% there."
    assert only(text).text == "5%"


def test_digits_of_other_scripts_are_left_alone() -> None:
    assert quantities("It grew ٣٫٥ and १२ percent.") == ()


# -- properties ----------------------------------------------------------------------------------

MANTISSAS = st.decimals(min_value="1", max_value="999", places=1).map(lambda d: d.normalize())
SCALES = st.sampled_from([("million", 6), ("billion", 9), ("trillion", 12)])
LETTERS = {6: ("mn", "mm", "M"), 9: ("bn", "B"), 12: ("tn",)}


@given(MANTISSAS, SCALES)
def test_every_spelling_of_an_amount_is_the_same_amount(mantissa: Decimal, scale: tuple[str, int]) -> None:
    word, power = scale
    written = f"{mantissa:f}"
    full = mantissa.scaleb(power)
    spellings = [
        f"${written} {word}",
        f"USD {written} {word}",
        f"USD{written} {word}",
        f"{written} {word} dollars",
    ]
    spellings += [f"${written}{letter}" for letter in LETTERS[power]]
    spellings += [f"${full:,.0f}", f"${full:.0f}"]
    for spelling in spellings:
        found = only(f"The total was {spelling} in the end.")
        assert (found.low, found.high, found.unit, found.text) == (full, full, "USD", spelling)


@given(st.integers(2, 999), st.integers(1, 400))
def test_every_spelling_of_a_range_is_the_same_range(low: int, width: int) -> None:
    high = low + width
    for spelling in (
        f"${low} million to ${high} million",
        f"${low} to ${high} million",
        f"${low}-{high} million",
        f"${low} million - ${high} million",
    ):
        found = only(f"We expect {spelling} next year.")
        assert (found.low, found.high, found.unit) == (low * 10**6, high * 10**6, "USD"), spelling


ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spoken(number: int, and_: str) -> str:
    """An independent speller, as the oracle of the reader."""
    if number < 10:
        return ONES[number - 1]
    if number < 20:
        return TEENS[number - 10]
    if number < 100:
        rest = number % 10
        return TENS[number // 10 - 2] + (f" {ONES[rest - 1]}" if rest else "")
    for worth, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= worth:
            rest = number % worth
            tail = "" if not rest else (and_ if worth == 100 else " ") + spoken(rest, and_)
            return f"{spoken(number // worth, and_)} {word}{tail}"
    raise AssertionError(number)


@given(st.integers(3, 10**12).filter(lambda n: not 1900 <= n < 2100), st.sampled_from([" ", " and "]))
def test_numbers_in_words(number: int, and_: str) -> None:
    found = only(f"The plants made {spoken(number, and_)} bottles.")
    assert (found.low, found.high) == (number, number)


@given(st.text(alphabet="0123456789.,%$-–/() \n'’xkmbtandorflhs\u00a0", max_size=200))
def test_any_text_gives_slices_in_order_without_overlap(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert quantity.start >= end
        assert quantity.low <= quantity.high
        assert quantity.low_step > 0
        assert quantity.high_coarse >= quantity.high_step
        end = quantity.end


@given(st.text(max_size=120))
def test_any_text_at_all_is_read_without_complaint(text: str) -> None:
    for quantity in quantities(text, None):
        assert text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize(
    "piece", ["9", "1,", "1 ", "one ", "million ", "$", "5% to ", "half ", "(1) ", "and a ", "a"]
)
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    quantities(piece * (20_000 // len(piece)))


# -- the annotated calls, where they are at hand -----------------------------------------------------


@pytest.mark.skipif(not folders(), reason="the annotated calls are not part of the project")
def test_annotated_calls() -> None:
    """Floors over all of them together: found 0.97, value and unit 0.96 (sign aside), hedge 0.95."""
    gold = predicted = found = valued = hedged = 0
    for folder in folders():
        meta = next(lines(folder / "meta.json"))
        profile = Profile(company=meta["company"], currency=meta["currency"])
        text = (folder / "document.txt").read_text(encoding="utf-8")
        read = extract(Document(path=folder.name, text=text, sha256="", profile=profile))
        figures = list(lines(folder / "figures.jsonl"))
        gold, predicted = gold + len(figures), predicted + len(read)
        for figure in figures:
            near = [q for q in read if q.start < figure["end"] and figure["start"] < q.end]
            if not near:
                continue
            found += 1
            ends = sorted(abs(Decimal(figure[end])) for end in ("low", "high"))
            valued += any(
                sorted((abs(q.low), abs(q.high))) == ends and q.unit == figure["unit"] for q in near
            )
            hedged += any(q.hedge == figure["hedge"] for q in near)
    assert 2 * found / (gold + predicted) >= 0.97
    assert 2 * valued / (gold + predicted) >= 0.96
    assert hedged / found >= 0.95


# -- labelled numbers of real calls, where they are at hand ---------------------------------------------

CALLS = SHARED / "corpora" / "earnings21"
NOT_COUNTED = re.compile(  # what the annotation guide leaves out, told independently of the extractor
    r"(?:slides?|pages?|tier|star,?|then|press|\*|number|section|king air|rambler|roadie|boeing|windows|lower"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|fiscal|calendar|'"
    r"|form|trailing|top|speaker|ifrs|age of|total access|cfm|covid)\s?$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d|20[0-3]|199|\d[a-z]|[a-z]\d", re.IGNORECASE)


def labelled(kind: str) -> Iterator[tuple[bool, str]]:
    """Entities of one kind that hold a digit: whether a figure covers it, and the text around it."""
    for path in sorted(CALLS.glob("entities/*.jsonl")):
        text = (CALLS / "text" / path.with_suffix(".txt").name).read_text(encoding="utf-8")
        spans = [(q.start, q.end) for q in quantities(text)]
        for entity in lines(path):
            start, end = entity["start"], entity["end"]
            written = text[start:end]
            if entity["label"] != kind or end - start > 60 or not any(c.isdigit() for c in written):
                continue
            if kind == "CARDINAL" and (YEAR.fullmatch(written) or NOT_COUNTED.search(text[:start][-20:])):
                continue
            yield any(a < end and start < b for a, b in spans), text[max(0, start - 40) : end + 20]


@pytest.mark.skipif(not CALLS.is_dir(), reason="the labelled calls are not part of the project")
@pytest.mark.parametrize(("kind", "floor"), [("MONEY", 0.99), ("PERCENT", 0.99), ("CARDINAL", 0.95)])
def test_labelled_numbers_are_covered(kind: str, floor: float) -> None:
    found = list(labelled(kind))
    missed = [around for covered, around in found if not covered]
    assert 1 - len(missed) / len(found) >= floor, missed[:20]
