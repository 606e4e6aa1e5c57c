"""Period and comparison: tables of sentences, the grammar of phrases, and the annotated calls."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Block, Document, Profile, Quantity, Sentence
from checker.period import calendar, parse
from checker.resolve.almanac import Almanac
from checker.resolve.dates import mentions
from checker.resolve.echo import Dated
from checker.resolve.measure import Measured
from checker.resolve.passage import passages
from checker.resolve.period import periods
from tests import gold

CASES = Path(__file__).parent / "resolve"
BRACKET = re.compile(r"\[([^\]|]+)(?:\|(\w+))?(?:\|([\w/]+))?\]")


def ended(quarter: str | None, year_end: str) -> str | None:
    """The day on which a quarter ended, as the profile tells it."""
    end = calendar(year_end).end(parse(quarter)) if quarter else None
    return end.isoformat() if end else None


def reading(
    text: str, quarter: str | None = "2021Q1", year_end: str = "12-31"
) -> tuple[list[Dated], list[Measured]]:
    """The answers for a text in which quantities stand in brackets."""
    quantities: list[Quantity] = []
    measured: list[Measured] = []
    plain, position = "", 0
    for match in BRACKET.finditer(text):
        plain += text[position : match.start()]
        written = match[1]
        unit = match[3] or ("percent" if "%" in written else "USD" if "$" in written else "count")
        value = Decimal(re.sub(r"[^\d.]", "", written.split(" to ")[0]) or "1")
        end = len(plain) + len(written)
        quantities.append(Quantity(start=len(plain), end=end, text=written, low=value, high=value, unit=unit))
        measured.append(Measured(measure=match[2] or "level"))  # type: ignore[arg-type]
        plain += written
        position = match.end()
    plain += text[position:]
    ends = [m.end() for m in re.finditer(r"[.?](?=\s|$)", plain)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    document = Document(
        path="",
        text=plain,
        sha256="",
        profile=Profile(
            fiscal_quarter=quarter, fiscal_year_end=year_end, period_end=ended(quarter, year_end)
        ),
        blocks=(Block(start=0, end=len(plain)),),
        sentences=tuple(Sentence(start=s, end=e, block=0) for s, e in zip(starts, ends, strict=True)),
    )
    return list(periods(document, passages(document, quantities), quantities, measured)), measured


def cases(name: str) -> list[Any]:
    return [
        pytest.param(case, id=case["name"])
        for case in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", cases("period"))
def test_a_quantity_belongs_to_its_period(case: dict[str, Any]) -> None:
    found, _ = reading(case["text"], case.get("quarter", "2021Q1"), case.get("year_end", "12-31"))
    assert [dated.period for dated in found] == case["dates"]


@pytest.mark.parametrize("case", cases("comparison"))
def test_a_change_is_against_its_comparison(case: dict[str, Any]) -> None:
    found, measured = reading(case["text"], case.get("quarter", "2021Q1"), case.get("year_end", "12-31"))
    changes = [d.comparison for d, m in zip(found, measured, strict=True) if m.measure == "change"]
    assert changes == case["compared"]


def test_a_date_taken_from_elsewhere_is_marked_as_inferred() -> None:
    found, _ = reading("Sales were [$5 million] in Q1. Costs were [$4 million].")
    assert [dated.inferred for dated in found] == [False, True]


WORDS = (
    *(
        "March ",
        "May ",
        "Jun ",
        "45 ",
        "3rd ",
        "31/12/2020 ",
        "12/31/2020",
        "31/31/2020",
        " to ",
        " of ",
        "-",
    ),
    *("20", "21 ", "quarter ", "first ", "half ", "year ", "last ", "ended ", "nine months ", "since ", "FY"),
    *(" and ", "Q3", "2020 ", "'", "through ", "the ", "same ", "period "),
)
PHRASES = {
    "the second quarter of fiscal 2021": "2021Q2",
    "2Q21": "2021Q2",
    "Q3 FY '25": "2025Q3",
    "last year's third quarter": "2020Q3",
    "fiscal 2021 third quarter": "2021Q3",
    "quarter two": "2021Q2",
    "the back half": "2021H2",
    "H2 FY24": "2024H2",
    "first nine months of 2020": "YTD2020Q3",
    "six months ended June 30, 2020": "2020H1",
    "year ended December 31, 2019": "FY2019",
    "FY 2024-25": "FY2025",
    "fiscal '22": "FY2022",
    "2021 to 2025": "FY2021-FY2025",
    "by year-end 2022": "@FY2022",
    "at the end of June": "@2021Q2",
    "June through August 2020": "2020-06-2020-08",
    "balance of the year": "2021Q2-2021Q4",
}


@pytest.mark.parametrize(("phrase", "label"), PHRASES.items())
def test_a_phrase_reads_as_its_label(phrase: str, label: str) -> None:
    almanac = Almanac(Profile(fiscal_quarter="2021Q1", period_end="2021-03-31"))
    found = [m for m in mentions(f"we did it {phrase}", almanac) if m.sense == "period"]
    assert [str(m.ahead) for m in found] == [label]


@pytest.mark.parametrize(
    "text",
    [
        "a quarter of the stores",
        "2,021 orders",
        "$2020",
        "we may grow",
        "a long march",
        "half the users",
        "17 days",
    ],
)
def test_what_dates_nothing(text: str) -> None:
    assert list(mentions(text, Almanac(Profile(fiscal_quarter="2021Q1", period_end="2021-03-31")))) == []


@settings(deadline=None)
@given(
    st.text(alphabet="Q1234 quartefysinohlg'2021-,.$%İ/", max_size=120)
    | st.lists(st.sampled_from(WORDS), max_size=12).map("".join)
)
def test_any_text_can_be_read_and_mentions_do_not_overlap(text: str) -> None:
    end = 0
    for mention in mentions(text, Almanac(Profile(fiscal_quarter="2021Q1", period_end="2021-03-31"))):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def quantity(figure: dict[str, Any]) -> Quantity:
    said = {field: figure[field] for field in ("start", "end", "text", "unit", "hedge")}
    return Quantity(**said, low=Decimal(figure["low"]), high=Decimal(figure["high"]))


FLOORS = {"period": 0.89, "comparison": 0.90}


@pytest.mark.skipif(not gold.folders(), reason="the annotated calls are not here")
def test_the_annotated_calls_are_dated_as_readers_date_them() -> None:
    from checker.read import read  # noqa: PLC0415 - only where there is something to read

    hits, both = dict.fromkeys(FLOORS, 0), dict.fromkeys(FLOORS, 0)
    for folder in gold.folders():
        document = read(folder / "document.txt")
        figures = list(gold.lines(folder / "figures.jsonl"))
        quantities = [quantity(figure) for figure in figures]
        measured = [Measured(measure=f["measure"]) for f in figures]
        found = periods(document, passages(document, quantities), quantities, measured)
        for figure, dated, how in zip(figures, found, measured, strict=True):
            compared = dated.comparison if how.measure == "change" else None
            answers = {"period": dated.period, "comparison": compared}
            for field, answer in answers.items():
                both[field] += (figure[field] is not None) + (answer is not None)
                hits[field] += figure[field] is not None and figure[field] == answer
    assert [field for field, floor in FLOORS.items() if 2 * hits[field] / both[field] < floor] == []
