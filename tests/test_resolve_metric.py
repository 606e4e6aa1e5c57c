"""Metric and scope of quantities: tables of sentences, the lexicon, and what must hold for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.resolve.lexicon import extended, lexicon
from checker.resolve.measure import measures
from checker.resolve.metric import Subject, metrics
from checker.resolve.passage import passages
from checker.resolve.period import periods
from checker.resolve.tagger import tokenise
from tests.resolve.marked import marked

CASES = Path(__file__).parent / "resolve"


def subjects(text: str) -> tuple[Subject, ...]:
    document, quantities = marked(text)
    texts = passages(document, quantities)
    measured = measures(document, texts, quantities)
    return metrics(document, texts, quantities, measured, periods(document, texts, quantities, measured))


def cases(name: str) -> list[Any]:
    table = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["text"][:60]) for case in table]


@pytest.mark.parametrize("case", cases("metric.yml"))
def test_metric(case: dict[str, Any]) -> None:
    assert [subject.metric for subject in subjects(case["text"])] == case["expect"]


@pytest.mark.parametrize("case", cases("scope.yml"))
def test_scope(case: dict[str, Any]) -> None:
    assert [subject.scope for subject in subjects(case["text"])] == case["expect"]


def test_a_metric_that_the_sentence_does_not_name_is_inferred() -> None:
    said, carried = subjects("The retention rate was {91%}. It was {89%} last year.")
    assert not said.inferred
    assert carried.inferred


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("top line", "net sales"),
        ("EPS", "diluted earnings per share"),
        ("Opex", "operating expenses"),
        ("FCF", "free cash flow"),
        ("SG and A", "SG&A"),
        ("net loss per share", "EPS"),
        ("operating loss", "operating income"),
        ("spec revenue", "speculative revenue"),
        ("ROAS", "return on ad spend"),
        ("ALOS", "average length of stay"),
        ("unit cases", "case volume"),
        ("franchise contracts", "franchise agreements awarded"),
    ],
)
def test_names_of_one_metric(one: str, other: str) -> None:
    assert lexicon().named(one) == lexicon().named(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gross margin", "operating margin"),
        ("deposits", "average deposits"),
        ("revenue", "recurring revenue"),
        ("orders", "closed orders"),
        ("time deposits", "savings deposits"),
        ("inpatient volume", "outpatient volume"),
        ("claims frequency", "claims severity"),
        ("advisory fees", "underwriting fees"),
        ("loss ratio", "net loss"),
    ],
)
def test_names_of_different_metrics(one: str, other: str) -> None:
    assert lexicon().named(one) != lexicon().named(other)


def test_every_part_names_a_metric() -> None:
    entries = lexicon().entries
    assert [entry.name for entry in entries.values() if entry.part_of and entry.part_of not in entries] == []


def test_a_user_may_add_metrics() -> None:
    found = extended({"mine": {"seat cost": {"nature": "price", "also": ["cost per seat"]}}})
    entry = found.named("cost per seat")
    assert entry is not None
    assert (entry.name, entry.nature) == ("seat cost", "price")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_tokenised_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.raw for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


PIECES = [
    *(
        "revenue",
        "of",
        "in",
        "Europe",
        "{5%}",
        "and",
        "up",
        "was",
        "our",
        "segment",
        ",",
        ".",
        "per",
        "as",
        "a",
    ),
    *("percentage", "{$5 million}", "increase", "Turning", "to", "respectively", "'s", "the"),
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_every_quantity_gets_one_answer(words: list[str]) -> None:
    text = " ".join(words)
    _, quantities = marked(text)
    assert len(subjects(text)) == len(quantities)
