"""What continuous integration runs: the action's own script, and the manifest of the hook."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.gate.notes import OTHER, RIGHT, WRONG, write

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEP = ACTION["runs"]["steps"][-1]


def act(folder: Path, base: str = "", **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as the runner does, in ``folder``."""
    values = {name: given["default"] for name, given in ACTION["inputs"].items()} | inputs
    environment = dict(os.environ)
    for name, expression in STEP["env"].items():
        [wanted] = re.findall(r"inputs\.([\w-]+)", expression)
        environment[name] = base if name == "BASE" else values[wanted]
    environment["GITHUB_STEP_SUMMARY"] = str(folder / "step-summary.md")
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEP["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_wrong_note_is_blocked_and_a_mended_one_passes(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    note = write(tmp_path / "notes" / "n.md", WRONG)
    done = act(tmp_path, documents="notes")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=notes/n.md,line=3,")
    assert "**error** `growth`" in (tmp_path / "step-summary.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "checker.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    write(note, RIGHT)
    done = act(tmp_path, documents="notes")
    assert (done.returncode, done.stdout) == (0, "")


def test_inputs_are_never_run(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "notes" / "a b.md", RIGHT)
    done = act(
        tmp_path, documents='notes/a b.md\n$(touch x)\n"; touch x; "', arguments="--fail-level=never\n"
    )
    assert done.returncode == 2
    assert "$(touch x)" in done.stderr
    assert not (tmp_path / "x").exists()
    assert act(tmp_path, documents="notes/a b.md", arguments="--fail-level=never").returncode == 0


def test_only_changed_lines_fail_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    note = write(tmp_path / "notes" / "n.md", WRONG)
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    subprocess.run([*git, "update-ref", "refs/remotes/origin/main", "HEAD"], check=True)
    assert act(tmp_path, base="main", documents="notes").returncode == 0
    write(note, WRONG, OTHER)
    done = act(tmp_path, base="main", documents="notes")
    assert done.returncode == 1
    assert done.stdout.count("::error") == 1


def test_the_hook_is_one_that_pre_commit_knows() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split() == ["checker", "check"]
    assert {"id", "name", "language", "types_or"} <= set(hook)
    assert hook["require_serial"] is True


@pytest.mark.parametrize("name", ["github-workflow.yml", "gitlab-ci.yml"])
def test_the_examples_name_inputs_and_outputs_that_exist(name: str) -> None:
    text = (ROOT / "examples" / name).read_text(encoding="utf-8")
    whole = yaml.safe_load(text)
    if "jobs" in whole:
        [step] = [s for s in whole["jobs"]["check"]["steps"] if "guidance-checker" in s.get("uses", "")]
        assert set(step["with"]) <= set(ACTION["inputs"])
    else:
        assert "gitlab=code-quality.json" in text
