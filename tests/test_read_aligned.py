"""Tables drawn in plain text and on pages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.engine import check, figures_of
from checker.read import read_text
from tests.read.files import Line, pdf

CASES = yaml.safe_load((Path(__file__).parent / "read" / "aligned.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tables_of_plain_text(case: dict[str, Any]) -> None:
    document = read_text(case["text"])
    if "cells" not in case:
        assert document.tables == ()
        return
    (table,) = document.tables
    found = [[document.text[c.start : c.end], c.row, c.column, c.columns] for c in table.cells]
    assert found == [[*cell, 1][:4] for cell in case["cells"]]


def test_a_table_on_a_page(tmp_path: Path) -> None:
    lines: list[Line] = [(50, 40, "Alder Mills second quarter of 2022"), (50, 80, "(USD in thousands)")]
    rows = [
        ("", "2Q22", "2Q21"),
        ("Tools", "40,100", "38,200"),
        ("Paint", "12,000", "10,300"),
        ("Total revenue", "52,100", "47,500"),
    ]
    for number, (label, *numbers) in enumerate(rows):
        lines += [(50, 100 + 14 * number, label)] if label else []
        lines += [
            (x - 5 * len(words), 100 + 14 * number, words)
            for x, words in zip((350, 450), numbers, strict=True)
        ]
    path = tmp_path / "release.pdf"
    path.write_bytes(pdf([lines]))
    report = check(path)
    figures = {figure.text: figure for figure in report.figures}
    assert (figures["40,100"].low, figures["40,100"].period) == (40_100_000, "2022Q2")
    assert (figures["47,500"].metric, figures["47,500"].period) == ("revenue", "2021Q2")
    assert figures["47,500"].box is not None
    (finding,) = report.findings
    assert finding.kind == "sum"


@pytest.mark.parametrize(
    "unit", ["a  5\n", "a\t", "5  ", "| 5 ", "a  5  6\n\n", ". . .", "$  ", "a  b\n", "( "]
)
def test_hostile_columns_take_no_more_than_their_length(unit: str) -> None:
    start = time.process_time()
    figures_of(read_text(f"a  5\nb  6\n{unit * (20_000 // len(unit))}\n"))
    assert time.process_time() - start < 5  # a tenth of it on a quiet machine
