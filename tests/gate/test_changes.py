"""``--diff-base``: only findings that touch changed lines count, each placed on such a line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.gate.notes import OTHER, RIGHT, WRONG, checker, write

LATER = "Later on, nothing is counted.\n"


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "a@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git("init", "-q", "-b", "main")
    path = write(tmp_path / "notes" / "a note.md", WRONG, LATER)
    commit()
    return path


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def findings(*documents: Path, base: str = "HEAD") -> list[dict[str, Any]]:
    done = checker("check", *documents, "--diff-base", base, "-o", "json=-")
    found: list[dict[str, Any]] = json.loads(done.output)["findings"]
    assert done.exit_code == int(any(not finding["waiver"] for finding in found))
    return found


def test_a_finding_on_unchanged_lines_passes(note: Path) -> None:
    [finding] = findings(note)
    assert finding["waiver"]["by"] == "unchanged"
    write(note, WRONG, LATER + "More of it.\n")
    [finding] = findings(note)
    assert finding["waiver"]


def test_a_finding_on_a_changed_line_fails(note: Path) -> None:
    write(note, WRONG, LATER, OTHER)
    known, new = findings(note)
    assert known["waiver"]
    assert (new["line"], new["waiver"]) == (7, None)


def test_a_finding_is_placed_on_the_changed_line(note: Path) -> None:
    said, again = RIGHT, "Total revenue for the second quarter was $3.60 billion, as said.\n"
    write(note, said, LATER, again)
    commit()
    write(note, said, LATER, again.replace("3.60", "3.70"))
    [finding] = findings(note)
    assert (finding["line"], finding["waiver"]) == (7, None)
    write(note, said.replace("3.60", "3.50").replace("13%", "10%"), LATER, again)
    [finding] = findings(note)
    assert (finding["line"], finding["waiver"]) == (3, None)


def test_the_base_is_where_the_branches_parted(note: Path) -> None:
    git("checkout", "-q", "-b", "topic")
    write(note, WRONG, LATER, OTHER)
    commit()
    git("checkout", "-q", "main")
    write(note, RIGHT, LATER)
    commit()
    git("checkout", "-q", "topic")
    assert [bool(finding["waiver"]) for finding in findings(note, base="main")] == [True, False]


def test_a_new_file_is_changed_as_a_whole_and_a_renamed_one_is_not(note: Path, tmp_path: Path) -> None:
    assert not findings(write(tmp_path / "new.md", WRONG))[0]["waiver"]
    renamed = tmp_path / "notes" / 'réné "b".md'
    note.rename(renamed)
    git("add", "-A")
    assert findings(renamed)[0]["waiver"]


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--output=x", "HEAD~9"])
def test_an_unknown_revision_is_an_error(note: Path, revision: str) -> None:
    done = checker("check", note, f"--diff-base={revision}")
    assert done.exit_code == 2
    assert "fetch-depth" in done.output
    assert not Path("x").exists()


def test_outside_a_repository_it_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = checker("check", write(tmp_path / "n.md", WRONG), "--diff-base", "HEAD")
    assert done.exit_code == 2
    assert "git says" in done.output
