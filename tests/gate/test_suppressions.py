"""The suppression file: in the form that the page exports, with a reason, used and not past its day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.gate.notes import OTHER, RIGHT, WRONG, checker, write

REASON = 'reason = "The base was restated."'


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "notes" / "n.md", WRONG)


def fingerprint(note: Path) -> str:
    [finding] = json.loads(checker("check", note, "-o", "json=-").output)["findings"]
    return str(finding["fingerprint"])


def check(note: Path, *entry: str, target: Path | None = None) -> Result:
    Path("s.toml").write_text("\n".join(entry) + "\n", encoding="utf-8")
    return checker("check", target or note, "--suppressions", "s.toml", "--today", "2026-06-30")


def entry(note: Path, *further: str, rule: str = "growth") -> list[str]:
    return ["[[suppress]]", f'fingerprint = "{fingerprint(note)}"', f'rule = "{rule}"', REASON, *further]


def test_an_entry_waives_its_finding_wherever_it_moves(note: Path) -> None:
    lines = entry(note)
    assert check(note, *lines).exit_code == 0
    write(note, "A paragraph in front.\n", WRONG)
    assert check(note, *lines).exit_code == 0
    write(note, WRONG, OTHER)
    assert check(note, *lines).exit_code == 1


def test_an_entry_is_for_its_rule_and_its_document(note: Path) -> None:
    assert check(note, *entry(note, rule="sum")).exit_code == 1
    assert check(note, *entry(note, 'document = "notes/n.md"')).exit_code == 0
    assert check(note, *entry(note, 'document = "notes/other.md"')).exit_code == 1


def test_an_entry_holds_to_the_end_of_its_day(note: Path) -> None:
    assert check(note, *entry(note, "expires = 2026-06-30")).exit_code == 0
    done = check(note, *entry(note, "expires = 2026-06-29"))
    assert done.exit_code == 1
    assert "s.toml:1:1: warning suppression" in done.output
    assert "expired on 2026-06-29" in done.output


def test_an_entry_of_no_use_is_reported_where_that_is_known(note: Path) -> None:
    lines = entry(note)
    write(note, RIGHT)
    assert "suppresses nothing" not in check(note, *lines).output
    assert "suppresses nothing" in check(note, *lines, target=note.parent).output
    assert "suppresses nothing" in check(note, *lines, 'document = "notes/n.md"').output
    assert check(note, *lines, target=note.parent).exit_code == 0


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["[[suppress]]", 'fingerprint = "a"', 'rule = "sum"', 'reason = " "'], "s.toml:1: the entry has no"),
        (["# one", "[[suppress]]", 'fingerprint = "a"', 'rule = "sum"'], "s.toml:2: Object missing required"),
        (["[[suppress]]", 'fingerprint = "a"', 'rule = "sum"', REASON, "line = 3"], "unknown field `line`"),
        (["[[suppres]]"], "unknown field `suppres`"),
        (["[[suppress"], "is not TOML"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_an_error(note: Path, lines: list[str], said: str) -> None:
    done = check(note, *lines)
    assert done.exit_code == 2
    assert said in done.output


def test_a_missing_file_is_an_error(note: Path) -> None:
    done = checker("check", note, "--suppressions", "none.toml")
    assert done.exit_code == 2
    assert "no such suppression file" in done.output


def test_the_form_is_the_one_that_the_page_offers(note: Path) -> None:
    checker("check", note, "-o", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    offered = page[page.index("[[suppress]]") :].partition("</pre>")[0].replace('""', '"restated"')
    assert check(note, offered).exit_code == 0
