"""Phrasings and what each is worth, from ``corpus/*.yml``; texts that state nothing count as much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.extract import extract
from checker.model import Document, Profile, Quantity

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.yml"))


def quantities(text: str, home: str = "USD") -> tuple[Quantity, ...]:
    return extract(Document(path="<case>", text=text, sha256="", profile=Profile(currency=home)))


def marked(say: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and the spans they mark."""
    spans, text = [], ""
    for piece in re.split(r"(\[[^\]]*\])", say):
        plain = piece.strip("[]")
        if piece != plain:
            spans.append((len(text), len(text) + len(plain)))
        text += plain
    return text, spans


def worth(quantity: Quantity) -> str:
    """ "15..17 percent about", as the corpus writes it."""
    low, high = f"{quantity.low.normalize():f}", f"{quantity.high.normalize():f}"
    value = low if low == high else f"{low}..{high}"
    hedge = "" if quantity.hedge == "none" else f" {quantity.hedge}"
    return f"{value} {quantity.unit}{hedge}"


def cases() -> Iterator[Any]:
    for path in CORPUS:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for value, says in table.get("cases", {}).items():
            for say in says:
                yield pytest.param(say, [value], id=f"{path.stem}: {say}")
        for case in table.get("several", []):
            yield pytest.param(case["say"], case["are"], id=f"{path.stem}: {case['say']}")
        for say in table.get("nothing", []):
            yield pytest.param(say, [], id=f"{path.stem}: {say}")


@pytest.mark.parametrize(("say", "values"), list(cases()))
def test_corpus(say: str, values: list[str]) -> None:
    text, spans = marked(say)
    home = "JPY" if any(value.endswith("JPY") for value in values) else "USD"
    found = quantities(text, home)
    assert [worth(quantity) for quantity in found] == values
    if spans:
        assert [text[q.start : q.end] for q in found] == [text[a:b] for a, b in spans]


def test_decimals_are_exact() -> None:
    (found,) = quantities("It cost $0.1 million and no more.")
    assert found.low == Decimal(100_000)
