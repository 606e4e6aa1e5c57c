"""The baseline: what is in it passes, what is new fails, and what is wrong with the file is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from checker import check
from checker.gate.baseline import load, made
from tests.gate.notes import OTHER, RIGHT, WRONG, checker, write


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


FILE = Path("checker-baseline.json")


def passes(*arguments: str | Path) -> bool:
    done = checker("check", *arguments, "--baseline", FILE)
    assert done.exit_code in (0, 1), done.output
    return done.exit_code == 0


def test_known_findings_pass_wherever_they_move(tmp_path: Path) -> None:
    note = write(tmp_path / "notes" / "n.md", WRONG)
    assert "1 findings written" in checker("baseline", "write", "notes").output
    assert passes(note)
    write(note, "A paragraph in front of it all.\n", WRONG)
    assert passes(note)
    write(note, WRONG, OTHER)
    assert not passes(note)


def test_the_same_finding_twice_counts_twice(tmp_path: Path) -> None:
    note = write(tmp_path / "n.md", WRONG)
    report = check(note)
    [finding] = report.findings
    twice, thrice = (replace(report, findings=(finding,) * count) for count in (2, 3))
    written = made(tmp_path / FILE, [(note, twice)])
    assert [entry.count for entry in written.entries] == [2]
    (tmp_path / FILE).write_text(written.render(), encoding="utf-8")
    found = load(tmp_path / FILE).heeded(thrice, note).findings
    assert [bool(each.waiver) for each in found] == [True, True, False]
    once = load(tmp_path / FILE)
    once.heeded(report, note)
    assert (once.gone(), [entry.count for entry in once.pruned().entries]) == (1, [1])


def test_a_copy_is_new_but_a_renamed_document_is_not(tmp_path: Path) -> None:
    note = write(tmp_path / "n.md", WRONG)
    checker("baseline", "write", note)
    copy = write(tmp_path / "copy.md", WRONG)
    assert not passes(note, copy)
    note.unlink()
    assert passes(copy)


def test_prune_takes_out_what_is_mended_and_leaves_what_was_not_looked_at(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one.md", WRONG), write(tmp_path / "two.md", WRONG, OTHER)
    checker("baseline", "write", one, two)
    write(one, RIGHT)
    assert "1 of the baseline no longer there" in checker("check", one, "--baseline", FILE).output
    assert "1 findings taken out, 2 left" in checker("baseline", "prune", one).output
    shown = checker("baseline", "show").output
    assert shown.count("two.md") == 2
    assert "one.md" not in shown
    two.unlink()
    assert "2 findings taken out, 0 left" in checker("baseline", "prune", one).output


def test_suppressed_findings_are_not_written(tmp_path: Path) -> None:
    write(tmp_path / "n.md", f"{WRONG.strip()} <!-- checker: ignore[growth] restated -->\n")
    assert "0 findings written" in checker("baseline", "write", "n.md").output


def test_bytes_do_not_depend_on_the_order_of_the_documents(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one.md", WRONG), write(tmp_path / "two.md", OTHER, WRONG)
    checker("baseline", "write", one, two)
    first = FILE.read_bytes()
    checker("baseline", "write", two, one)
    assert FILE.read_bytes() == first


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such baseline"),
        ("[]", "is no baseline"),
        ('{"schema": "guidance-checker/baseline/9", "findings": []}', "has the schema"),
        (
            '{"schema": "guidance-checker/baseline/1", "findings": '
            '[{"document": "n.md", "rule": "sum", "fingerprint": "aa", "count": 0}]}',
            "counts a finding twice or not at all",
        ),
        (
            '{"schema": "guidance-checker/baseline/1", "findings": '
            '[{"document": "n.md", "rule": "sum", "fingerprint": "aa", "count": 1, "line": 3}]}',
            "unknown field `line`",
        ),
    ],
)
def test_a_missing_or_malformed_baseline_is_an_error(tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        FILE.write_text(content, encoding="utf-8")
    done = checker("check", write(tmp_path / "n.md", RIGHT), "--baseline", FILE)
    assert done.exit_code == 2
    assert said in done.output
    assert "baseline write" in done.output
