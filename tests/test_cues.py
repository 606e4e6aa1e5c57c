"""Words that claim something about figures: which ones, which way, about what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import checker
from checker.extract import extract
from checker.model import members
from checker.read import read_text
from checker.resolve import resolve

RESOLVE = Path(__file__).parent / "resolve"
HEADING = "Acme Corp First Quarter 2021 Earnings Conference Call\n\n"


def _cues(text: str, kind: str) -> list[tuple[str, int, tuple[str, ...]]]:
    document = read_text(HEADING + text)
    found = resolve(document, extract(document))
    texts = {figure.id: figure.text for figure in found.figures}
    return [
        (cue.text, cue.sense, tuple(texts[i] for i in cue.figures)) for cue in found.cues if cue.kind == kind
    ]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        (
            "Gross margin declined to 5.4% from 6.6% in Q4 and 9.5% a year ago.",
            ("declined", -1, ("5.4%", "6.6%", "9.5%")),
        ),
        ("Revenue was $20 million, up from $7 million a year ago.", ("up", 1, ("$20 million", "$7 million"))),
        ("Gross margin rose to 47.4% compared to 45.1% a year ago.", ("rose", 1, ("47.4%", "45.1%"))),
        (
            "Gross margin remained stable at 12.8% compared to 12.4% a year ago.",
            ("stable", 0, ("12.8%", "12.4%")),
        ),
        (
            "Revenue was $2.45 billion, compared to $2.56 billion in Q4. The sequential "
            "decline was due to mix.",
            ("decline", -1, ("$2.45 billion", "$2.56 billion")),
        ),
        (
            "Acquisition cost was $217 in Q1, compared to $198 in Q4. Margins held despite "
            "increases in acquisition cost.",
            ("increases", 1, ("$217", "$198")),
        ),
    ],
)
def test_direction(text: str, cue: tuple[str, int, tuple[str, ...]]) -> None:
    assert cue in _cues(text, "direction")


def test_better_is_up_or_down_with_what_it_is_said_of() -> None:
    [margin] = _cues("Gross margin improved to 47.4% compared to 45.1% a year ago.", "judgement")
    [costs] = _cues("Operating expenses improved to $40 million from $45 million a year ago.", "judgement")
    assert margin == ("improved", 1, ("47.4%", "45.1%"))
    assert costs == ("improved", -1, ("$40 million", "$45 million"))


def test_pace() -> None:
    text = "We plan costs of $45 million on average per quarter, and $60 million a month ago was high."
    assert _cues(text, "pace") == [("quarter", 0, ("$45 million",))]


@pytest.mark.parametrize(
    "text",
    [
        "Operating expense was $592 million in 2020, which is a $111 million increase compared "
        "to $481 million in 2019.",
        "We certainly appreciate it: revenue was $20 million compared to $27 million a year ago.",
        "We cut the steps from 40 to less than 10.",
    ],
)
def test_no_direction(text: str) -> None:
    assert not [cue for cue in _cues(text, "direction") if cue[1] > 0 and "$111 million" in cue[2]]
    assert not [cue for cue in _cues(text, "direction") if cue[0] in ("appreciate", "less")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Net income was $1.41 billion in Q1, versus $1.31 billion in Q4. This is a new "
            "record in quarterly net income.",
            ("$1.41 billion", "$1.31 billion"),
        ),
        ("We had record revenue of $83 million.", ("$83 million",)),
    ],
)
def test_record(text: str, figures: tuple[str, ...]) -> None:
    assert figures in [cue[2] for cue in _cues(text, "record")]


def test_track_record_is_none() -> None:
    assert not _cues("We have a track record of growth, and revenue was $83 million.", "record")


def test_threshold() -> None:
    found = _cues(
        "The loan balance was $101.9 billion, exceeding $100 billion for the first time.", "threshold"
    )
    assert found == [("exceeding", 1, ("$101.9 billion", "$100 billion"))]


def test_correction_covers_what_follows() -> None:
    found = _cues(
        "Revenue was $29 million.\n\nI'd like to correct the revenue I stated. It was $30 million.",
        "correction",
    )
    assert [cue[2] for cue in found] == [("$30 million",)]


def test_reference() -> None:
    found = _cues("As I mentioned, the take rate is about 8%.", "reference")
    assert [cue[2] for cue in found] == [("8%",)]


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((RESOLVE / "withdrawn.yml").read_text(encoding="utf-8")),
    ids=lambda case: case["text"][:40],
)
def test_what_is_taken_back(case: dict[str, Any]) -> None:
    found = _cues(case["text"], "withdrawn")
    assert [list(texts) for _, _, texts in found] == case["withdrawn"]


def test_what_is_taken_back_takes_no_part_in_checks() -> None:
    report = checker.check_text(
        f"{HEADING}Revenue was $19.4 million -- excuse me, $19.4 billion, up 8% from $18 billion a year ago."
    )
    taken_back = next(figure.id for figure in report.figures if figure.text == "$19.4 million")
    assert report.checks
    assert all(taken_back not in members(check.figures) for check in report.checks)
