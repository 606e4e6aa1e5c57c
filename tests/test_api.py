"""The public interface: what ``import checker`` gives, and what happens when a rule breaks."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

import checker
from checker.cli import main
from checker.model import Profile, Struct
from checker.rules import REGISTRY

OPENING = "Alder Mills Second Quarter 2022 Earnings Call\n\n"
TEXT = OPENING + "Revenue for the second quarter was $3.60 billion, up 13% from $3.18 billion a year ago.\n"


@pytest.mark.parametrize("name", checker.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    thing = getattr(checker, name)
    if name == "__version__":
        assert thing.count(".") == 2
        return
    assert inspect.getdoc(thing)
    if inspect.isfunction(thing):
        signature = inspect.signature(thing)
        assert signature.return_annotation == "Report"
        assert all(p.annotation is not p.empty for p in signature.parameters.values())
    elif issubclass(thing, Struct):
        with pytest.raises(AttributeError):
            thing.__struct_config__.frozen = False


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = checker.chekc


def test_types_are_shipped() -> None:
    assert (files(checker) / "py.typed").is_file()


def test_check_reads_a_file(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(TEXT, encoding="utf-8")
    for given in (path, str(path)):
        report = checker.check(given)
        assert report.document.path == str(path)
        assert [figure.text for figure in report.figures] == ["$3.60 billion", "13%", "$3.18 billion"]
    assert report.figures == checker.check_text(TEXT).figures


def test_input_errors_are_the_public_ones(tmp_path: Path) -> None:
    with pytest.raises(checker.InputError, match="no such file"):
        checker.check(tmp_path / "none.txt")


def test_a_given_profile_replaces_the_recognised_one() -> None:
    profile = Profile(company="Alder Mills", fiscal_quarter="2022Q2", currency="CAD")
    report = checker.check_text(TEXT, profile=profile)
    assert report.document.profile == profile
    assert {figure.unit for figure in report.figures} == {"CAD", "percent"}
    assert [figure.period for figure in report.figures] == ["2022Q2", "2022Q2", "2021Q2"]


def test_help_does_not_load_the_engine() -> None:
    script = "import sys, checker.cli; print([m for m in sys.modules if m.startswith('checker.')])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "checker.engine" not in loaded
    assert "checker.extract" not in loaded


def _broken(*_: Any) -> Any:
    raise ZeroDivisionError("nothing to divide by")


def test_a_rule_that_raises_becomes_a_failure_and_the_others_are_still_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = checker.check_text(TEXT + "Revenue was $3.60 billion in the second quarter.\n")
    monkeypatch.setitem(REGISTRY, "growth", SimpleNamespace(check=_broken, ROLES=REGISTRY["growth"].ROLES))
    report = checker.check_text(TEXT + "Revenue was $3.60 billion in the second quarter.\n")
    assert [(f.rule, f.message) for f in report.failures] == [
        ("growth", "ZeroDivisionError: nothing to divide by")
    ]
    assert [c.kind for c in report.checks] == [c.kind for c in whole.checks if c.kind != "growth"]


def test_a_rule_that_raises_never_looks_green(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "call.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(path)]).exit_code == 0
    monkeypatch.setitem(REGISTRY, "growth", SimpleNamespace(check=_broken, ROLES=REGISTRY["growth"].ROLES))
    done = CliRunner().invoke(main, ["check", str(path), "--fail-level", "never"])
    assert done.exit_code == 2
    assert "the rule growth failed" in done.output
