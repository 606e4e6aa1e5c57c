"""Markdown and HTML: what is read, as which blocks, and that every word leads back to its place."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.engine import check, figures_of
from checker.errors import InputError
from checker.model import Block, Document
from checker.place import Places
from checker.read import read, read_text

CASES = yaml.safe_load((Path(__file__).parent / "read" / "markup.yml").read_text(encoding="utf-8"))
SIGN = {"heading": "# ", "row": "| ", "paragraph": "", "speaker": "@ "}


def shown(document: Document, block: Block) -> str:
    return SIGN[block.kind] + document.text[block.start : block.end]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_markup(case: dict[str, Any]) -> None:
    document = read_text(case["source"], form=case["form"])
    if "blocks" in case:
        assert [shown(document, block) for block in document.blocks] == case["blocks"]
    assert document.text.startswith(case.get("opening", ""))
    places = Places(document)
    for words, place in case.get("places", {}).items():
        assert places.line_and_column(document.text.index(words)) == tuple(place), words
    assert document.front == {name: tuple(values) for name, values in case.get("front", {}).items()}
    comments = [[comment.text, comment.line, comment.last_line] for comment in document.comments]
    assert comments == case.get("comments", [])
    if "cells" in case:
        (table,) = document.tables
        found = [(document.text[c.start : c.end], c.row, c.column, c.header, c.columns) for c in table.cells]
        assert found == [(*cell, 1)[:5] for cell in case["cells"]]
    for words in case.get("assumptions", []):
        assert words in document.profile.assumptions


def test_front_matter_speaks_for_the_document() -> None:
    front = "---\ncompany: Alder Mills\nfiscal_quarter: Q2 2022\ncurrency: CAD\nkind: blog\n---\n"
    profile = read_text(front + "Sales: $5 million.", form="markdown").profile
    assert (profile.company, profile.fiscal_quarter, profile.currency) == ("Alder Mills", "2022Q2", "CAD")
    assert any("'blog'" in words for words in profile.assumptions)


def test_front_matter_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("---\ntitle: [unclosed\nmore: text\n---\nSales rose.", encoding="utf-8")
    with pytest.raises(InputError, match="front matter") as caught:
        read(path)
    assert caught.value.place.startswith(f"{path}:")
    assert read_text("---\n\nSales rose 5%.\n\n---\n", form="markdown").front == {}


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("note.md", "Sales rose 5%.", "markdown"),
        ("note.html", "Sales rose 5%.", "html"),
        ("note.txt", "# Sales\n\n**Tools** rose 5%.", "text"),
        ("note.txt", "<!DOCTYPE html><p>Sales rose 5%.</p>", "html"),
        ("note", "# Sales\n\n- **Tools** rose **5%**.", "markdown"),
        ("note", "Sales rose 5%.", "text"),
    ],
)
def test_format_by_content_and_ending(tmp_path: Path, name: str, content: str, form: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert read(path).format == form


def test_markup_changes_no_verdict() -> None:
    words = "Alder Mills second quarter 2022. Sales rose 15% to $40 million from $38 million a year ago."
    plain = read_text(words)
    for form, source in (
        ("markdown", f"# Note\n\n{words.replace('15%', '**15%**').replace('. ', '.' + chr(10))}"),
        ("html", f"<h1>Note</h1><p>{words.replace('$38', '&#36;<b>38</b>').replace(' ', chr(10))}</p>"),
    ):
        document = read_text(source, form=form)  # type: ignore[arg-type]
        said = [(f.text, f.metric, f.period, f.low) for f in figures_of(document).figures]
        assert said == [(f.text, f.metric, f.period, f.low) for f in figures_of(plain).figures]


def test_a_finding_stands_on_the_line_of_the_source(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(
        "# Alder Mills\n\nWhat we like:\n\n"
        "- sales in the second quarter of 2022 were **$40.1 million**, up 15%\n"
        "  from $38.2 million a year ago\n",
        encoding="utf-8",
    )
    (finding,) = check(path).findings
    assert finding.line == 5


pieces = st.sampled_from(
    ["5%", "$4 million ", "**", "*", "`", "| ", "|---|\n", "\n", "\n\n", "# ", "- ", "1. ", "> ", "[a](b 5)",
     "&amp;", "&nbsp;", "\\$", "<b>", "</b>", "<td>", "<table>", "<tr>", "</table>", "<p>", "<br>", "<sup>",
     "<!-- 9% -->", "---\n", "a: b\n", "```\n", "word ", "<div style='display:none'>", "</div>", "İ", "売上",
     "<", "&#", "[^1]", "![x](y)"]
)  # fmt: skip


@given(st.lists(pieces, max_size=60).map("".join), st.sampled_from(["markdown", "html"]))
def test_any_markup_is_read_and_every_figure_stands_where_it_says(source: str, form: str) -> None:
    try:
        document = read_text(source, form=form)  # type: ignore[arg-type]
    except InputError:
        return
    lines = source.split("\n")
    for figure in figures_of(document).figures:
        assert document.text[figure.start : figure.end] == figure.text
        assert 1 <= figure.line <= len(lines)
    for table in document.tables:
        for cell in table.cells:
            assert table.start <= cell.start < cell.end <= table.end
            assert document.text[cell.start : cell.end].strip() == document.text[cell.start : cell.end]


HOSTILE = {
    "html": [
        "<!--",
        "<!-- >",
        "<![CDATA[>",
        "<",
        "<a b='",
        "<table><tr><td>",
        "<sup>",
        "<td rowspan=999 colspan=60>5%",
    ],
    "markdown": ["[", "**a", "> ", "`", "|a|b\n|-|-\n", "![[^1]"],
}


@pytest.mark.parametrize(
    ("form", "unit"), [(form, unit) for form, units in HOSTILE.items() for unit in units]
)
def test_hostile_markup_takes_no_more_than_its_length(form: str, unit: str) -> None:
    start = time.process_time()
    read_text(unit * (30_000 // len(unit)) + "\n", form=form)  # type: ignore[arg-type]
    assert time.process_time() - start < 4  # a fifth of it on a quiet machine
