"""Every rule against its table of cases and its own page; and the registry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import checker
from checker.model import Check
from checker.read import read_text
from checker.rules import REGISTRY, explanation, judge, observe, summary
from tests.figures import relation

CASES = Path(__file__).parent / "rules"
ALARMS = ("inconsistent", "suspicious")
HEADINGS = ("What it checks", "Why it matters", "Holds", "Fails", "Silent")


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{case['name'].replace(' ', '-')}"))
    return found


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    if "text" in case:
        _read(rule, case)
        return
    given, figures = relation(rule, case["figures"])
    check = judge(given, figures)
    assert check.verdict == case["verdict"], check.note
    if "grade" in case:
        assert check.grade == case["grade"]
    if "power" in case:
        assert check.power is case["power"]
    for words in case.get("says", ()):
        assert words in check.note + check.reason
    seen = observe(given, figures)
    for words in case.get("observes", ()):
        assert seen is not None
        assert words in seen.text


def _read(rule: str, case: dict[str, Any]) -> None:
    """A case that is a text: the verdicts of the rule's checks, or no alarm of any rule at all."""
    report = checker.check_text(case["text"], against=[read_text(t) for t in case.get("against", ())])
    if case["verdict"] == "silent":
        assert not [check.note for check in report.checks if check.verdict in ALARMS]
    else:
        checks = [check for check in report.checks if check.kind == rule]
        assert case["verdict"] in [check.verdict for check in checks]
        for words in case.get("says", ()):
            assert any(words in check.note for check in checks if check.verdict == case["verdict"])


@pytest.mark.parametrize("rule", REGISTRY)
def test_every_rule_has_cases_that_hold_fail_and_stay_silent(rule: str) -> None:
    cases = yaml.safe_load((CASES / f"{rule}.yml").read_text(encoding="utf-8"))
    verdicts = {case["verdict"] for case in cases}
    assert "consistent" in verdicts
    assert verdicts & set(ALARMS)
    assert verdicts & {"not comparable", "silent"}


@pytest.mark.parametrize("rule", REGISTRY)
def test_page_has_its_outline(rule: str) -> None:
    page = explanation(rule)
    places = [page.index(f"\n{heading}\n") for heading in HEADINGS]
    assert places == sorted(places)
    assert summary(rule) in page
    assert REGISTRY[rule].ROLES


def _example(rule: str, heading: str) -> str:
    page = explanation(rule) + "\n\n"
    match = re.search(rf"\n{heading}\n(.*?)\n\n", page, re.DOTALL)
    assert match is not None
    return " ".join(match[1].split())


def _checks(rule: str, heading: str) -> list[Check]:
    opening = "Acme Corp First Quarter 2021 Earnings Conference Call\n\n"
    source, both, text = _example(rule, heading).removeprefix("Source:").rpartition("Note:")
    against = [read_text(opening + source)] if both else []
    return [c for c in checker.check_text(opening + text, against=against).checks if c.kind == rule]


@pytest.mark.parametrize("rule", REGISTRY)
def test_example_that_holds(rule: str) -> None:
    checks = _checks(rule, "Holds")
    if rule in ("scale", "bounds"):  # levels of one size, and a range that is one, are no check
        assert not [c for c in checks if c.verdict in ALARMS]
        return
    assert [c.verdict for c in checks if c.verdict != "not comparable"]
    assert not [c.note for c in checks if c.verdict in ALARMS]


@pytest.mark.parametrize("rule", REGISTRY)
def test_example_that_fails(rule: str) -> None:
    assert [c for c in _checks(rule, "Fails") if c.verdict in ALARMS]
