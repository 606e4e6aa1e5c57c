"""Where sentences end, and that they cover every word once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Document
from checker.read import read_text
from checker.read.sentences import LONGEST

CASES = yaml.safe_load((Path(__file__).parent / "read" / "sentences.yml").read_text(encoding="utf-8"))


def spoken(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sentences_end_where_a_reader_stops(case: dict[str, str]) -> None:
    found = spoken(read_text(case["text"]))
    if "parts" in case:
        assert found == case["parts"].split(" | ")
    else:
        assert any(case["within"] in sentence and len(sentence) > len(case["within"]) for sentence in found)


def test_each_line_is_a_sentence_where_nothing_wraps() -> None:
    text = "Sales of $40 million\nCosts of $31 million\nHeadcount of 212"
    assert spoken(read_text(text)) == text.split("\n")


def test_speech_without_punctuation_falls_into_bounded_chunks() -> None:
    text = "well we sold forty thousand tonnes in the quarter and the price was nine dollars " * 200
    found = spoken(read_text(text))
    assert max(map(len, found)) <= LONGEST
    assert " ".join(found).split() == text.split()


def test_a_sentence_keeps_its_number_whole_where_it_is_cut() -> None:
    text = "x" * 1000 + " 12 million " + "y" * 1000
    assert "".join("".join(spoken(read_text(text))).split()) == "".join(text.split())


alphabet = st.sampled_from(
    [*"abcXYZ019 .?!…\n\t,;:-–'\"”()[]$€%\x0c\r。", "Mr.", "U.S. ", "\n\n", "Operator", "Ann Lee\n", "Q: "]
)
texts = st.lists(alphabet, min_size=1, max_size=120).map("".join)


@given(texts)
def test_sentences_partition_the_blocks(text: str) -> None:
    if not text.strip():
        return
    document = read_text(text)
    at = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.start >= at
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        at = sentence.end
    for index, block in enumerate(document.blocks):
        if block.kind == "speaker":
            continue
        inside = "".join(text[s.start : s.end] for s in document.sentences if s.block == index)
        assert "".join(inside.split()) == "".join(text[block.start : block.end].split())


@given(texts)
def test_blocks_follow_each_other(text: str) -> None:
    if not text.strip():
        return
    document = read_text(text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
        assert block.speaker is None or 0 <= block.speaker < len(document.speakers)
