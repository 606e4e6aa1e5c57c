"""Documents held against their sources: notes beside calls, and how a note names its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import checker
from checker.config import Settings
from checker.engine import figures_of
from checker.errors import InputError
from checker.model import Finding, Reading, Report
from checker.read import read, read_text
from checker.references import located, named
from checker.references.named import Named

CASES = yaml.safe_load((Path(__file__).parent / "references" / "ties.yml").read_text(encoding="utf-8"))
CALL = "Acme Corp First Quarter 2021 Earnings Call\n\nOur revenue for the first quarter was $36.4 million.\n"


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_note_beside_call(case: dict[str, Any]) -> None:
    report = checker.check_text(case["note"], against=[read_text(case["call"])])
    found = contradicted(report)
    assert sorted(found) == sorted(case.get("wrong", {}))
    for text, words in case.get("wrong", {}).items():
        told = [found[text].message, *(edit.after for edit in found[text].edits)]
        assert any(words in line for line in told), told
    ties = [check for check in report.checks if check.kind == "tie_out"]
    borne = {check.figures["claim"] for check in ties if check.verdict == "consistent"}
    texts = {figure.id: figure.text for figure in report.figures}
    assert set(case.get("right", ())) <= {texts[str(i)] for i in borne}
    assert report.coverage.support is not None
    assert set(case.get("silent", ())) <= {texts[i] for i in report.coverage.support.unsupported}


FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "references").glob("*/plants.yml"))


@cache
def call(folder: Path) -> Reading:
    return figures_of(read(folder / "call.txt"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_whole_note_that_is_right(folder: Path) -> None:
    report = checker.check(folder / "note.md", against=[call(folder)])
    assert [finding.message for finding in report.findings] == []
    assert report.coverage.support is not None
    assert report.coverage.support.stated > 20


@pytest.mark.parametrize(
    ("folder", "plant"),
    [
        pytest.param(folder, plant, id=f"{folder.name}-{plant['now']}")
        for folder in FOLDERS
        for plant in yaml.safe_load((folder / "plants.yml").read_text(encoding="utf-8"))
    ],
)
def test_a_whole_note_with_one_error(folder: Path, plant: dict[str, str], tmp_path: Path) -> None:
    text = (folder / "note.md").read_text(encoding="utf-8")
    assert plant["was"] in text
    note = tmp_path / "note.md"
    note.write_text(text.replace(plant["was"], plant["now"], 1), encoding="utf-8")
    findings = checker.check(note, against=[call(folder)]).findings
    told = [line for f in findings for line in (f.message, *(edit.after for edit in f.edits))]
    assert any(plant["says"] in line for line in told), told


def contradicted(report: Report) -> dict[str, Finding]:
    """The findings of figures that a source contradicts, by the figure's text."""
    figures = {figure.id: figure for figure in report.figures}
    alarms = {c.id for c in report.checks if c.kind == "tie_out" and c.verdict != "consistent"}
    return {figures[f.figure].text: f for f in report.findings if alarms & set(f.checks)}


def test_a_finding_holds_the_words_of_both_documents(tmp_path: Path) -> None:
    from checker.report import console, html, json_report  # noqa: PLC0415

    call = tmp_path / "call.txt"
    call.write_text(CALL, encoding="utf-8")
    report = checker.check_text("Acme 1Q21: revenue of $34.6mn.", against=[call])
    tree = json_report.tree(report)
    [check] = [c for c in tree["checks"] if c["kind"] == "tie_out"]
    assert check["figures"] == {"claim": "f1", "source": ["s1:f1"]}
    [source] = tree["sources"]
    assert source["path"] == str(call)
    assert source["figures"][0]["quote"] == "Our revenue for the first quarter was $36.4 million."
    assert CALL[source["figures"][0]["start"] :].startswith("$36.4 million")
    assert tree["findings"][0]["edits"][0]["after"] == "$36.4mn"
    assert "Our revenue for the first quarter was <strong>$36.4 million</strong>" in html.render(report)
    assert f"{call}:3: “Our revenue for the first quarter was $36.4 million.”" in console.render(report)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("---\nsources: [call.txt, 'a b.html']\n---\nText", ["call.txt", "a b.html"]),
        ("---\ntitle: x\nsources:\n  - a.txt\n  - b.html # release\n---\nText", ["a.txt", "b.html"]),
        ("---\nsources: call.txt\n---\nText", ["call.txt"]),
        ("Text\n\n<!-- checker: sources: call.txt, b.html -->\n", ["call.txt", "b.html"]),
        ("Text about sources: [call.txt]", []),
        ("---\ntitle: x\n---\nsources: [call.txt]", []),
    ],
)
def test_a_note_names_its_sources(text: str, names: list[str]) -> None:
    assert [source.name for source in named(read_text(text, form="markdown"))] == names


def test_a_plain_text_names_its_sources_in_a_comment() -> None:
    found = named(read_text("Revenue of $5 million.\n<!-- checker: sources: call.txt -->\n"))
    assert found == (Named("call.txt", 2),)


def test_too_many_sources_are_refused() -> None:
    names = ", ".join(f"call{n}.txt" for n in range(30))
    with pytest.raises(InputError, match="names 30 sources"):
        named(read_text(f"---\nsources: [{names}]\n---\nText", form="markdown"))


@pytest.mark.parametrize("name", ["/etc/passwd", "../../secret.txt", "absent.txt"])
def test_a_source_out_of_bounds_or_absent_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"note\.md:2"):
        located(Named(name, 2), str(tmp_path / "notes" / "note.md"))


def test_a_note_is_held_against_the_source_it_names(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    note = tmp_path / "note.md"
    note.write_text("---\nsources: [call.txt]\n---\n\nAcme 1Q21: revenue of $34.6mn.\n", encoding="utf-8")
    report = checker.check(note)
    assert [f.kind for f in report.findings] == ["tie_out"]
    assert report.findings[0].line == 5


EARLIER = """Acme Corp Fourth Quarter 2020 Earnings Call

Revenue for the fourth quarter of 2020 was $35.1 million.

For fiscal 2021 we expect revenue of $150 million to $154 million.
"""
LATER = """Acme Corp First Quarter 2021 Earnings Call

Revenue for the first quarter was $36.4 million, compared with {past} in the fourth quarter of 2020.

For fiscal 2021 we are {deed} our revenue guidance to a range of $150 million to $154 million.
"""


@pytest.mark.parametrize(
    ("past", "deed", "says"),
    [
        ("$35.1 million", "maintaining", []),
        (
            "$31.5 million",
            "maintaining",
            ["an earlier document says “$35.1 million”, unless it was restated"],
        ),
        ("$35.1 million", "raising", ["it was maintained, not “raising”"]),
    ],
)
def test_a_call_is_held_against_an_earlier_one(past: str, deed: str, says: list[str]) -> None:
    text = LATER.format(past=past, deed=deed)
    report = checker.check_text(text, prior=[read_text(EARLIER)])
    assert len(report.findings) == len(says)
    for finding, words in zip(report.findings, says, strict=True):
        assert words in finding.message
    assert report.sources[0].prior


def test_an_earlier_call_says_nothing_of_later_quarters() -> None:
    text = LATER.format(past="$35.1 million", deed="maintaining").replace("$36.4 million", "$35.7 million")
    assert checker.check_text(text, prior=[read_text(EARLIER)]).findings == ()


def test_support_may_be_required() -> None:
    note = "Acme 1Q21: revenue of $36.4mn, headcount of 214. Price target $12."
    wanted = Settings(require_support=True)
    report = checker.check_text(note, against=[read_text(CALL)], settings=wanted)
    figures = {figure.id: figure.text for figure in report.figures}
    assert [figures[finding.figure] for finding in report.findings] == ["214", "$12"]
    assert all(finding.severity == "warning" for finding in report.findings)
    assert checker.check_text(note, against=[read_text(CALL)]).findings == ()
    assert checker.check_text(note, settings=wanted).findings == ()


def test_sources_on_the_command_line(tmp_path: Path) -> None:
    from click.testing import CliRunner  # noqa: PLC0415

    from checker.cli import main  # noqa: PLC0415

    call, note = tmp_path / "call.txt", tmp_path / "note.md"
    call.write_text(CALL, encoding="utf-8")
    note.write_text("Acme 1Q21: revenue of $34.6mn.\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["check", str(note), "--against", str(call), "--no-config"])
    assert run.exit_code == 1
    assert "likely “$36.4mn”" in run.output
    assert "Against the sources  0 stated there, 0 derived, 1 contradicted, 0 not in them" in run.output
    gone = CliRunner().invoke(
        main, ["check", str(note), "--against", str(tmp_path / "none.txt"), "--no-config"]
    )
    assert gone.exit_code == 2
    assert "none.txt" in gone.output
