"""Identities that the user states: how they are read, and what they are held against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

import checker
from checker.config import Settings
from checker.errors import InputError
from checker.gate.project import load
from checker.model import Formula
from checker.relate.own import LONGEST, identity

HEADING = "Acme Corp First Quarter 2021 Earnings Conference Call\n\n"
CASES = yaml.safe_load((Path(__file__).parent / "relate" / "identities.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_case(case: dict[str, Any]) -> None:
    settings = Settings(identities=tuple(case["identities"]))
    report = checker.check_text(HEADING + case["text"], settings=settings)
    told = [
        (check.kind, check.verdict) for check in report.checks if check.because == "the settings define it so"
    ]
    assert told == [tuple(found) for found in case["checks"]]


def test_signs_bind_as_in_arithmetic() -> None:
    read = identity("Net cash = cash + (securities - debt) / turns")
    inner = Formula(op="÷", left=Formula(op="−", left="security", right="debt"), right="turn")
    assert read.metric == "net cash"
    assert read.formula == Formula(op="+", left="cash", right=inner)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("take rate", "needs one ="),
        ("a = b = c", "needs one ="),
        ("= revenue / volume", "single metric before"),
        ("a + b = c", "single metric before"),
        ("take rate = revenue", "two names mean one metric"),
        ("take rate = revenue /", "no metric after '/'"),
        ("take rate = (revenue / volume", "nothing closes"),
        ("take rate = revenue / volume)", "')' where it should end"),
        ("run rate = revenue * 4", "has the number 4"),
        ("a = " + "b + " * LONGEST, "longer than"),
        ("a = __import__('os') / b", "where it should end"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong.replace("(", r"\(").replace(")", r"\)")):
        identity(text)


def test_deep_parentheses_are_read() -> None:
    deep = (LONGEST - 10) // 2
    assert identity("a = " + "(" * deep + "b / c" + ")" * deep).metric == "a"


def test_an_identity_in_a_settings_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "checker.toml"
    file.write_text('fail-level = "error"\nidentities = ["take rate = revenue /"]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"checker\.toml:2.*no metric after"):
        load(file)


def test_an_identity_in_the_settings_of_a_program_is_named() -> None:
    with pytest.raises(InputError, match="take rate"):
        checker.check_text(HEADING, settings=Settings(identities=("take rate = 5",)))


def test_metrics_of_the_users_own_are_read_from_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "checker.toml"
    file.write_text(
        '[metrics."seat yield"]\nnature = "price"\nalso = ["earnings a chair"]\n', encoding="utf-8"
    )
    settings = msgspec.convert(load(file).settings, Settings)
    text = HEADING + "Seat yield came to $12.40 this quarter. Earnings a chair were $11.90 a year ago."
    own, shipped = checker.check_text(text, settings=settings), checker.check_text(text)
    assert len({figure.metric for figure in own.figures}) == 1
    assert len({figure.metric for figure in shipped.figures}) == 2


def test_a_metric_without_sense_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "checker.toml"
    file.write_text('[metrics."seat yield"]\nnature = "flaw"\n', encoding="utf-8")
    with pytest.raises(InputError, match="flaw") as caught:
        load(file)
    assert "checker.toml:1" in str(caught.value)
