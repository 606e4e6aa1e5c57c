"""PDF, Word, JSON and lists of figures: what is read, where it stands, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from checker.cli import main
from checker.engine import check, figures_of
from checker.errors import InputError
from checker.model import Document
from checker.read import docx as word
from checker.read import read, read_text
from tests.read.files import archive, docx, pdf

CASES = yaml.safe_load((Path(__file__).parent / "read" / "json.yml").read_text(encoding="utf-8"))
OPENING = "Alder Mills second quarter of 2022."
PAGES = [
    [(50, 30, "Alder Mills Limited"), (50, 60, OPENING), (50, 100, "We have done better than we had hoped:"),
     (50, 112, "the costs of the second quarter were lower than they had been a"), (500, 780, "Page 1 of 3")],
    [(50, 30, "Alder Mills Limited"),
     (50, 60, "year ago, at $31 million, which is more than we had ever thought"),
     (50, 72, "they could be. Cash was $7 million."), (500, 780, "Page 2 of 3")],
    [(50, 30, "Alder Mills Limited"),
     (50, 60, "Revenue in the second quarter of 2022 was $40.1 million, up 15% from"),
     (50, 72, "$38.2 million a year ago."), (500, 780, "Page 3 of 3")],
]  # fmt: skip


def save(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def said(document: Document) -> list[str]:
    return [document.text[s.start : s.end].replace("\n", " ") for s in document.sentences]


# -- PDF ----------------------------------------------------------------------------------------


def test_running_heads_break_no_sentence(tmp_path: Path) -> None:
    document = read(save(tmp_path, "call.pdf", pdf(PAGES)))
    assert document.format == "pdf"
    assert said(document)[3:5] == [
        "the costs of the second quarter were lower than they had been a "
        "year ago, at $31 million, which is more than we had ever thought they could be.",
        "Cash was $7 million.",
    ]
    assert "Page" not in document.text
    assert document.text.count("Limited") == 1
    assert any("running heads" in words for words in document.profile.assumptions)


def test_every_figure_of_a_page_has_its_box(tmp_path: Path) -> None:
    report = check(save(tmp_path, "call.pdf", pdf(PAGES)))
    document = report.document
    for figure in report.figures:
        assert document.text[figure.start : figure.end] == figure.text
        assert figure.box is not None
    where = {figure.text: (figure.page, figure.box) for figure in report.figures}
    page, box = where["$7 million"]
    assert page == 2
    assert box is not None
    left, top, right, bottom = box
    # Helvetica at 10 points: some five points a letter, and the line stands 72 points from the top.
    assert 50 + 100 < left < right < 50 + 200
    assert 55 < top < 72 <= bottom < 80
    (finding,) = report.findings
    assert next(f.page for f in report.figures if f.id == finding.figure) == 3


def test_the_text_of_a_pdf_can_be_had_and_its_findings_name_the_page(tmp_path: Path) -> None:
    path = save(tmp_path, "call.pdf", pdf(PAGES))
    result = CliRunner().invoke(main, ["check", str(path), "-o", f"text={tmp_path}/call.txt"])
    assert result.exit_code == 1
    assert f"{path}, page 3: " in result.output
    document = read(path)
    assert (tmp_path / "call.txt").read_text(encoding="utf-8") == document.text
    lines = document.text.split("\n")
    for figure in figures_of(document).figures:
        assert lines[figure.line - 1][figure.column - 1 :].startswith(figure.text.split("\n")[0])


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", pdf(PAGES)[:400], "damaged"),
        ("a.pdf", pdf(PAGES, encrypted=True), "encrypted"),
        ("a.pdf", pdf([[]]), "no text"),
        ("a.docx", b"PK\x03\x04....word/document.xml", "damaged"),
        ("a.docx", archive(word_document=b"", **{"word/document.xml": b"<a/>"}), "damaged"),
        ("a.docx", docx(lambda document: None), "no text"),
        ("a.xlsx", archive(xl_workbook=b"<a/>"), "zip"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or an encrypted"),
        ("a.json", '{"a": 1}', "neither a transcript nor figures"),
        ("a.json", '{"text": "Sales rose', "not JSON"),
        ("a.json", "[" * 100_000, "JSON"),
        ("a.json", '[{"low": "12x", "unit": "USD"}]', "low '12x'"),
        ("a.json", '[{"low": "1", "unit": "USD"}, {"low": "9", "high": "3", "unit": "USD"}]', "figure 2"),
        ("a.json", '[{"low": "1", "unit": ""}]', "unit"),
        ("a.json", '[{"low": "1", "unit": "USD", "measure": "size"}]', "figure 1"),
        ("a.csv", "metric,unit,low\nrevenue,USD,5\nrevenue,USD,\n", "a.csv:3"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes | str, problem: str) -> None:
    path = save(tmp_path, name, content)
    with pytest.raises(InputError, match=problem) as caught:
        read(path)
    assert caught.value.remedy
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code == 2
    assert str(path) in result.output


def test_what_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MOST_UNPACKED", 1_000)
    path = save(tmp_path, "a.docx", archive(**{"word/document.xml": b"0" * 5_000}))
    with pytest.raises(InputError, match="unpacks to"):
        read(path)


# -- Word ---------------------------------------------------------------------------------------


def letter(document: Any) -> None:
    document.add_heading("Second quarter of 2022", 1)
    paragraph = document.add_paragraph("Revenue was ")
    paragraph.add_run("$40.1").bold = True
    paragraph.add_run(" million")
    mark = paragraph.add_run("2")
    mark.font.superscript = True
    paragraph.add_run(" in the quarter.")
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("USD m", "2Q22", "2Q21"), strict=True):
        cell.text = words
    for cell, words in zip(table.rows[1].cells, ("Revenue", "40.1", "38.2"), strict=True):
        cell.text = words
    document.add_paragraph("Costs fell by 3%.", style="List Bullet")


def test_a_word_document_in_its_order(tmp_path: Path) -> None:
    document = read(save(tmp_path, "note.docx", docx(letter)))
    assert document.format == "docx"
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "Second quarter of 2022"),
        ("paragraph", "Revenue was $40.1 million in the quarter."),
        ("row", "USD m | 2Q22 | 2Q21"),
        ("row", "Revenue | 40.1 | 38.2"),
        ("paragraph", "• Costs fell by 3%."),
    ]
    (table,) = document.tables
    assert [(cell.row, cell.column) for cell in table.cells] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
    ]


# -- JSON ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_transcripts_of_vendors(case: dict[str, Any]) -> None:
    document = read_text(json.dumps(case["data"]), form="json")
    assert document.text == case["text"]
    assert [f"{s.name} / {s.role} / {s.title}".strip() for s in document.speakers] == case["speakers"]
    spoken = [block for block in document.blocks if block.kind == "paragraph"]
    assert [block.section for block in spoken] == case["sections"]
    for field, value in case.get("profile", {}).items():
        assert getattr(document.profile, field) == value


# -- figures ------------------------------------------------------------------------------------

CALL = (
    f"{OPENING}\n\nRevenue in the second quarter was $40.1 million, up 15% from $38.2 million a year ago.\n"
)


@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_our_own_figures_are_read_back(tmp_path: Path, form: str) -> None:
    source = save(tmp_path, "call.txt", CALL)
    target = tmp_path / f"figures.{form}"
    if form == "json":
        CliRunner().invoke(main, ["check", str(source), "-o", str(target)])
    else:
        result = CliRunner().invoke(main, ["figures", str(source), "--format", form])
        target.write_text(result.output, encoding="utf-8")
    found, expected = check(target), check(source)
    assert found.document.format == "figures"
    assert [(f.text, f.interval, f.metric, f.period) for f in found.figures] == [
        (f.text, f.interval, f.metric, f.period) for f in expected.figures
    ]
    assert [(c.kind, c.verdict) for c in found.checks] == [(c.kind, c.verdict) for c in expected.checks]
    for figure in found.figures:
        assert found.document.text[figure.start : figure.end] == figure.text


def test_a_value_without_words_is_not_taken_for_exact(tmp_path: Path) -> None:
    fields = '"unit": "CNY", "metric": "revenue", "period": "2021Q1"'
    path = save(tmp_path, "f.json", f'[{{"value": "3600000000", {fields}}}, {{"low": 3610000000, {fields}}}]')
    first, second = figures_of(read(path)).figures
    assert (first.low_step, second.low_step) == (100_000_000, 10_000_000)
    assert first.text == "3600000000 CNY"


# -- what is loaded -----------------------------------------------------------------------------


def test_a_text_loads_no_reader_of_another_format() -> None:
    script = (
        "import sys; from checker.engine import check_text; check_text('Sales were $5 million, up 5%.'); "
        "print([name for name in ('markdown_it', 'docx', 'pypdfium2', 'yaml') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_standard_input(tmp_path: Path) -> None:
    for content, form in ((CALL.encode(), "text"), (pdf(PAGES), "pdf"), (docx(letter), "docx")):
        result = CliRunner().invoke(
            main, ["check", "-", "-o", "json=-", "--fail-level", "never"], input=content
        )
        data = json.loads(result.output)
        assert (data["document"]["path"], data["document"]["format"]) == ("<stdin>", form)
