"""Who speaks, in which section, for every layout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.read import read_text
from checker.read.names import is_name, key

CASES = yaml.safe_load((Path(__file__).parent / "read" / "layouts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_layouts(case: dict[str, Any]) -> None:
    document = read_text(case["text"])
    assert [f"{s.name} / {s.role} / {s.title}".strip() for s in document.speakers] == case["speakers"]
    said = [block for block in document.blocks if block.kind == "paragraph"]
    if "turns" in case:
        spoken = [None if block.speaker is None else document.speakers[block.speaker].name for block in said]
        assert spoken == case["turns"]
    if "sections" in case:
        assert [block.section for block in said] == case["sections"]
    if "ticker" in case:
        assert document.profile.ticker == case["ticker"]


def test_running_heads_are_in_no_sentence() -> None:
    pages = ["Sales rose and", "costs fell in a", "quarter that was", "better than the last"]
    text = "".join(
        f"Harbor Tools Limited\nMay 4, 2021\n\nPage {page} of 4\n\n{words}\n"
        for page, words in enumerate(pages, 1)
    )
    document = read_text(text)
    assert [text[s.start : s.end] for s in document.sentences] == pages


def test_rows_of_a_table() -> None:
    text = "Segment        2021    2020\nTools          40.1    38.2\nService        11.9    10.0\n"
    assert {block.kind for block in read_text(text).blocks} == {"row"}


@pytest.mark.parametrize(
    "name", ["Ann Lee", "J. P. Marlow", "Ludwig van der Berg", "MR. TOM REYES", "Ørjan Dahl", "Lee Jr."]
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["Business Outlook", "Hey, Doug.", "Net income", "Thank You", "2021", "sales rose", ""]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dennis J. Gilmore", "Dennis Gilmore"), ("Mr. Tom Reyes", "TOM REYES"), ("Lee Park, CFA", "Lee Park")],
)
def test_one_person(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_times_are_in_no_sentence() -> None:
    text = "[00:00:04] Sales rose.\n\n00:01:30 Costs fell at 9:30.\n\n(12:15)\n\nAll is well.\n"
    document = read_text(text)
    assert [text[s.start : s.end] for s in document.sentences] == [
        "Sales rose.",
        "Costs fell at 9:30.",
        "All is well.",
    ]
