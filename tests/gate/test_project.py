"""The settings file: found upward, refused with line and remedy, by document, and under the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import InputError
from checker.gate.documents import documents
from checker.gate.project import Project, discover, load
from tests.gate.notes import OTHER, RIGHT, WRONG, checker, write


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def settings(folder: Path, text: str, name: str = "checker.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_governs_and_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert discover(inner).file is None
    settings(tmp_path, '[tool.checker]\nfail-level = "error"\n', "pyproject.toml")
    assert discover(inner).settings == {"fail-level": "error"}
    settings(tmp_path / "a", "[tool.other]\n", "pyproject.toml")
    assert discover(inner).file == tmp_path / "pyproject.toml"
    settings(tmp_path / "a", "min-coverage = 3\n")
    assert discover(inner).settings == {"min-coverage": 3}
    (inner / ".git").mkdir()
    assert discover(inner).file is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail-level = 'loud'\n", "checker.toml:1: Invalid enum value 'loud'"),
        ("\n\nfail_level = 'error'\n", "unknown field `fail_level`"),
        ("select = ['astrology']\n", "'astrology' is no rule"),
        ("min-coverage = 101\n", "min-coverage is no percentage"),
        ("max-findings = -1\n", "checker.toml:1: is negative"),
        ("per-path = 3\n", "checker.toml:1: is no list of tables"),
        ("[[per-path]]\nignore = ['sum']\n", "has no paths"),
        ("[[per-path]]\npaths = ['a']\nmax-findings = 3\n", "unknown field `max-findings`"),
        ("[profile]\ncurrency = 'GOLD'\n", "'GOLD' is malformed"),
        ("widths.vague = 'wide'\n", "checker.toml:1: Invalid decimal"),
        ("include = 'notes'\n", "checker.toml:1: Expected `array`"),
        ("a = \n", "is not TOML"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    settings(tmp_path, text)
    done = checker("check", write(tmp_path / "note.md", RIGHT))
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "none.toml")
    with pytest.raises(InputError, match="no table"):
        load(settings(tmp_path, "[tool.other]\n", "pyproject.toml"))


def test_a_folder_holds_what_is_included_and_not_excluded(tmp_path: Path) -> None:
    for name in ("a.md", "b.txt", "c.py", "drafts/d.md", ".hidden/e.md", "f.note"):
        write(tmp_path / "notes" / name, RIGHT)
    (tmp_path / "notes" / "link.md").symlink_to(tmp_path / "notes" / "a.md")

    def names(project: Project) -> list[str]:
        found = documents([tmp_path / "notes"], project).paths
        return [path.relative_to(tmp_path / "notes").as_posix() for path in found]

    assert names(Project(root=tmp_path, settings={})) == ["a.md", "b.txt", "drafts/d.md"]
    assert names(Project(root=tmp_path, settings={}, exclude=("drafts/",))) == ["a.md", "b.txt"]
    assert names(Project(root=tmp_path, settings={}, include=("notes/*.note",))) == ["f.note"]


def test_a_folder_without_a_document_is_no_pass(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    assert checker("check", "notes").exit_code == 2


def test_an_excluded_document_is_left_out_even_if_named(tmp_path: Path) -> None:
    settings(tmp_path, "exclude = ['drafts/']\n")
    done = checker("check", write(tmp_path / "drafts" / "note.md", WRONG))
    assert done.exit_code == 0
    assert "excluded by" in done.output


def test_settings_of_a_path_are_over_those_of_the_file_and_under_the_command_line(tmp_path: Path) -> None:
    settings(
        tmp_path,
        "fail-level = 'error'\n[[per-path]]\npaths = ['soft/**']\nfail-level = 'never'\n"
        "profile.currency = 'CAD'\n",
    )
    hard, soft = write(tmp_path / "hard" / "n.md", WRONG), write(tmp_path / "soft" / "n.md", WRONG)
    assert checker("check", hard).exit_code == 1
    assert checker("check", soft).exit_code == 0
    assert " CAD" in checker("check", soft).output
    assert checker("check", soft, "--fail-level", "error").exit_code == 1
    assert checker("check", soft, "--currency", "AUD").output.count(" AUD") == 1
    assert checker("check", hard, soft, "--no-config", "--fail-level", "never").exit_code == 0


def test_figures_are_read_as_they_are_checked(tmp_path: Path) -> None:
    settings(tmp_path, "[profile]\ncurrency = 'CAD'\n")
    note = write(tmp_path / "n.md", RIGHT)
    assert checker("figures", note, "--format", "jsonl").output.count('"unit": "CAD"') == 2
    assert checker("figures", note, "--format", "jsonl", "--currency", "AUD").output.count('"AUD"') == 2
    assert checker("selftest", note).exit_code == 0


def test_show_settings_says_who_said_so(tmp_path: Path) -> None:
    settings(tmp_path, "ignore = ['scale']\nwidths.vague = 0.25\n[profile]\nfiscal-year-end = '06-30'\n")
    shown = checker(
        "check", write(tmp_path / "n.md", WRONG), "--show-settings", "--fail-level", "note"
    ).output
    assert 'ignore = ["scale"]  # settings file' in shown
    assert 'fail-level = "note"  # command line' in shown
    assert "min-coverage = 0  # default" in shown
    assert "vague = 0.25" in shown
    assert 'profile.fiscal-year-end = "06-30"' in shown


def test_select_and_ignore_choose_the_rules_that_run(tmp_path: Path) -> None:
    note = write(tmp_path / "n.md", WRONG)
    assert checker("check", note).exit_code == 1
    assert checker("check", note, "--ignore", "growth").exit_code == 0
    assert checker("check", note, "--select", "sum,ratio").exit_code == 0
    assert checker("check", note, "--select", "growth").exit_code == 1
    assert checker("check", note, "--select", "astrology").exit_code == 2
    empty = write(tmp_path / "empty.md", "Nothing to count.\n")
    empty.write_text("Nothing to count.\n", encoding="utf-8")
    assert checker("check", empty).exit_code == 1
    assert checker("check", empty, "--ignore", "no_figures").exit_code == 0


def test_max_findings_counts_over_the_run(tmp_path: Path) -> None:
    notes = [write(tmp_path / "a.md", WRONG), write(tmp_path / "b.md", WRONG)]
    assert checker("check", *notes, "--max-findings", "1").exit_code == 1
    assert checker("check", *notes, "--max-findings", "2").exit_code == 0


def test_too_little_checked_is_a_finding(tmp_path: Path) -> None:
    note = write(tmp_path / "n.md", RIGHT, "The company has 512 employees.\n")
    assert checker("check", note, "--min-coverage", "75").exit_code == 0
    done = checker("check", note, "--min-coverage", "76")
    assert done.exit_code == 1
    assert "Only 3 of 4 figures (75%) could be checked" in done.output


def test_outputs_of_the_file_are_written_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(tmp_path, "output = ['json=out/{name}.json']\n")
    (tmp_path / "out").mkdir()
    note = write(tmp_path / "notes" / "n.md", RIGHT, OTHER.replace("40%", "5%"))
    monkeypatch.chdir(tmp_path / "notes")
    assert checker("check", note).exit_code == 0
    assert (tmp_path / "out" / "n.json").exists()
