"""Measure, sign, status and basis of quantities: tables of sentences, and what must hold for any."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.resolve.basis import bases
from checker.resolve.clause import QUANTITY
from checker.resolve.measure import measures
from checker.resolve.passage import passages
from checker.resolve.status import statuses
from checker.resolve.usage import by_usage
from tests.resolve.marked import marked

CASES = Path(__file__).parent / "resolve"


def cases(name: str) -> list[Any]:
    table = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["text"][:60]) for case in table]


@pytest.mark.parametrize("case", cases("measure.yml"))
def test_measure(case: dict[str, Any]) -> None:
    document, quantities = marked(case["text"])
    found = measures(document, passages(document, quantities), quantities)
    assert [("-" if m.negative else "") + m.measure for m in found] == case["expect"]


@pytest.mark.parametrize("case", cases("status.yml"))
def test_status(case: dict[str, Any]) -> None:
    document, quantities = marked(case["text"], case.get("role", "management"))
    texts = passages(document, quantities)
    found = statuses(document, texts, quantities, measures(document, texts, quantities))
    assert list(found) == case["expect"]


@pytest.mark.parametrize("case", cases("basis.yml"))
def test_basis(case: dict[str, Any]) -> None:
    document, quantities = marked(case["text"])
    assert list(bases(document, passages(document, quantities), quantities)) == case["expect"]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (["ebitda non-gaap", "ebitda margin non-gaap", "debt-to-ebitda ratio", "cost"], {2}),
        (["ebitda non-gaap", "ebitda margin non-gaap", "ebitda", "ebitda gaap"], set()),
        (["ebitda", "ebitda margin", "ebitda non-gaap"], set()),
        (["ebitda non-gaap", "ebitda non-gaap", *["ebitda"] * 7], set()),
        (["ebitda non-gaap", "ebitda non-gaap", "net income"], set()),
    ],
)
def test_basis_of_an_ebitda_by_the_usage_of_the_document(told: list[str], meant: set[int]) -> None:
    bases = [name.rpartition(" ")[2] if name.endswith("gaap") else "" for name in told]
    metrics = [name.removesuffix(" non-gaap").removesuffix(" gaap") for name in told]
    found = by_usage(metrics, bases)
    assert {i for i, basis in enumerate(found) if basis != bases[i]} == meant
    assert all(found[i] == "non-gaap" for i in meant)


WORDS = """
up;down;by;of;to;from;and;or;,;a;loss;growth;margin;we;expect;was;core;adjusted;excluding fuel;compared to
{5%};{$3 million};{20 basis points};if;target;year over year
"""


@given(st.lists(st.sampled_from(re.split("[;\n]", WORDS.strip())), max_size=25))
def test_every_quantity_gets_one_answer_from_any_words(words: list[str]) -> None:
    document, quantities = marked(" ".join([*words, "end."]))
    texts = passages(document, quantities)
    measured = measures(document, texts, quantities)
    assert len(measured) == len(statuses(document, texts, quantities, measured)) == len(quantities)
    assert len(bases(document, texts, quantities)) == len(quantities)


@given(st.lists(st.sampled_from(re.split("[;\n]", WORDS.strip())), max_size=25))
def test_a_number_below_zero_is_never_turned(words: list[str]) -> None:
    document, quantities = marked(" ".join([*words, "end."]).replace("{", "{-"))
    assert not any(m.negative for m in measures(document, passages(document, quantities), quantities))


@given(st.lists(st.sampled_from(re.split("[;\n]", WORDS.strip())), min_size=1, max_size=25))
def test_a_sentence_of_its_own_changes_no_measure(words: list[str]) -> None:
    alone, quantities = marked(" ".join(words) + ".")
    expected = measures(alone, passages(alone, quantities), quantities)
    among, more = marked("It was a good start.\n" + " ".join(words) + ".\nThank you all for joining.")
    assert measures(among, passages(among, more), more) == expected


def test_a_line_keeps_its_quantities_and_offsets() -> None:
    document, quantities = marked("Volume grew {5%} year over year to {$3 million}.")
    (passage,) = passages(document, quantities)
    words = passage.line
    assert words.words == ("volume", "grew", QUANTITY, "year over year", "to", QUANTITY)
    assert [words.starts[place] for place in words.places] == [quantity.start for quantity in quantities]


def test_long_input_is_read_in_linear_time() -> None:
    document, quantities = marked("we expect growth of {5%} and " * 3000)
    texts = passages(document, quantities)
    measured = measures(document, texts, quantities)
    assert (
        len(statuses(document, texts, quantities, measured))
        == len(bases(document, texts, quantities))
        == 3000
    )


def test_what_happens_in_a_year_that_has_not_begun_is_no_fact() -> None:
    report = checker.check_text(
        "Acme Corp Fourth Quarter 2020 Earnings Conference Call\n\n"
        "Uses of capital for 2021 are $535 million: $150 million of plants. In 2020 we spent $500 million."
    )
    assert [figure.status for figure in report.figures] == ["guidance", "guidance", "actual"]
