"""What must hold of every report, whatever the text."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.config import Settings
from checker.engine import check_text
from checker.interval import Widths
from checker.model import Report, members
from checker.report import html, json_report

ROOT = Path(__file__).resolve().parents[2]
CALL = ROOT / "examples" / "lantern_2021q1_call.txt"
ALARMS = ("inconsistent", "suspicious")
OPENING = "Alder Mills Second Quarter 2022 Earnings Call\n\n"
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Sentences that relate their numbers; whether they agree is left to chance, or to the test.
SENTENCES = (
    "Revenue was ${a} million, up {p}% from ${b} million a year ago.",
    "Total revenue for the second quarter came to ${a} million against ${b} million in the first quarter.",
    "Gross margin was {p}%, and adjusted EBITDA margin {q}.5%.",
    "We expect third quarter revenue of ${a} million to ${b} million, growth of {p}% to {q}%.",
    "Services were about ${a} million and products ${b} million.",
    "Net income declined {p}% year-over-year to ${b} million, the lowest in three years.",
    "Headcount exceeded {a},000, compared to {b},000 at the end of 2021.",
    "The backlog doubled to over ${a} million (from ${b} million).",
    "Deposits grew in the mid-teens, and loans by {p} to {q} basis points.",
    "Earnings per share were $1.{q}, a loss of $0.{p} a year ago.",
)
NUMBERS = "5|3.6|1,234|$|€|RMB|%|x|.|,|(|)|-|–| to | and |between |about | million| billion|bn| percent"
WORDS = (
    "half|doubled| mid-teens| revenue| up | from | in Q1| 2021|\n|\n\n|Operator:| a year ago|. The |\u200f"
)
SHARDS = st.sampled_from(f"{NUMBERS}|{WORDS}".split("|"))


@st.composite
def calls(draw: st.DrawFn) -> str:
    """A text that reads like a call."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
    lines = [
        sentence.format(
            a=draw(st.integers(10, 999)),
            b=draw(st.integers(10, 999)),
            p=draw(st.integers(1, 60)),
            q=draw(st.integers(1, 60)),
        )
        for sentence in chosen
    ]
    return OPENING + draw(st.sampled_from([" ", "\n", "\n\n"])).join(lines)


def assert_whole(report: Report) -> None:
    """The invariants that tie a report together and to its text."""
    text = report.document.text
    figures = {figure.id for figure in report.figures}
    checks = {check.id for check in report.checks}
    assert not report.failures
    assert len(figures) == len(report.figures)
    assert len(checks) == len(report.checks)
    assert len({finding.id for finding in report.findings}) == len(report.findings)
    last = 0
    for figure in report.figures:
        assert text[figure.start : figure.end] == figure.text != ""
        assert last <= figure.start, "out of order or overlapping"
        last = figure.end
        assert figure.low <= figure.high
        assert figure.interval.contains(figure.low) or figure.hedge != "none"
        assert text.split("\n")[figure.line - 1][figure.column - 1 :].startswith(figure.text.split("\n")[0])
    for cue in report.cues:
        assert text[cue.start : cue.end] == cue.text
        assert set(cue.figures) <= figures
    for check in report.checks:
        assert set(members(check.figures)) <= figures
        assert check.fingerprint
    for finding in report.findings:
        assert set(finding.checks) <= checks
        assert set(finding.figures) | ({finding.figure} - {""}) <= figures
        for edit in finding.edits:
            assert text[edit.start : edit.end] == edit.before
            assert set(edit.mends) <= checks
    coverage = report.coverage
    assert coverage.figures == len(report.figures)
    assert coverage.checked + coverage.not_comparable + sum(coverage.unchecked.values()) == coverage.figures


@given(st.text(max_size=200))
@SLOW
def test_any_text_gives_a_whole_report(text: str) -> None:
    report = check_text(text)
    assert_whole(report)
    html.render(report)
    json_report.render(report, version="0")


@given(st.lists(SHARDS, max_size=60).map("".join))
@settings(SLOW, max_examples=60)
def test_any_heap_of_shards_gives_a_whole_report(text: str) -> None:
    assert_whole(check_text(OPENING + text))


@given(calls())
@settings(SLOW, max_examples=30)
def test_any_call_gives_a_whole_report(text: str) -> None:
    report = check_text(text)
    assert_whole(report)
    assert report == check_text(text)
    assert html.render(report) == html.render(check_text(text))


STATEMENT = OPENING + "Revenue for the second quarter was {now}, up 5% from {before} a year ago.\n"
SPELLINGS = (
    "$4.2 billion",
    "$4.2bn",
    "$4.2 bn",
    "$4.20 billion",
    "$4.200 billion",
    "USD 4.2 billion",
    "US$4.2B",
    "4.2 billion dollars",
    "$4,200 million",
    "$4 200 million",
    "$4,200m",
    "$4,200,000 thousand",
    "$4,200,000,000",
    "four point two billion dollars",
    "$4.2 billion (unaudited)",
)


@pytest.mark.parametrize(
    ("before", "verdict"), [("$4.0 billion", "consistent"), ("$4.0 million", "inconsistent")]
)
@pytest.mark.parametrize("now", SPELLINGS)
def test_reformatting_a_number_changes_neither_value_nor_verdict(now: str, before: str, verdict: str) -> None:
    report = check_text(STATEMENT.format(now=now, before=before))
    first = report.figures[0]
    assert (first.low, first.high, first.unit) == (Decimal(4_200_000_000), Decimal(4_200_000_000), "USD")
    assert [check.verdict for check in report.checks if check.kind == "growth"] == [verdict]


WIDER = (
    Settings(rounding="either"),
    Settings(widths=Widths(about_least=Decimal("0.1"), about_most=Decimal("0.2"))),
    Settings(widths=Widths(over_slack=Decimal("0.05"), under_slack=Decimal("0.05"), vague=Decimal(3))),
)


@pytest.mark.parametrize("wider", WIDER, ids=["rounding", "about", "bounds"])
@given(text=calls())
@settings(SLOW, max_examples=15)
def test_wider_intervals_never_raise_an_alarm(wider: Settings, text: str) -> None:
    before = {(c.kind, str(c.figures)): c.verdict for c in check_text(text).checks}
    for check in check_text(text, settings=wider).checks:
        if before.get((check.kind, str(check.figures))) == "consistent":
            assert check.verdict not in ALARMS, check.note


def _alarms(report: Report) -> set[tuple[str, str]]:
    return {(finding.kind, finding.fingerprint) for finding in report.findings}


@pytest.mark.parametrize(
    "unrelated",
    [
        "The company planted 4,210 trees along the river.",
        "Thank you all for joining us today.",
        "Our new office has 12 floors and stands 90 metres tall.",
        "The marathon that we sponsor had 31,000 runners from 70 countries.",
    ],
)
@given(text=calls())
@settings(SLOW, max_examples=10)
def test_an_unrelated_paragraph_adds_no_finding(unrelated: str, text: str) -> None:
    before, after = check_text(text), check_text(f"{text}\n\n{unrelated}\n")
    assert _alarms(after) <= _alarms(before)


@given(text=calls(), lines=st.integers(1, 4))
@settings(SLOW, max_examples=20)
def test_fingerprints_survive_lines_inserted_above(text: str, lines: int) -> None:
    body = text.removeprefix(OPENING)
    above = "Thank you, and good morning to everyone on the line.\n\n" * lines
    before, after = check_text(OPENING + body), check_text(OPENING + above + body)
    assert [c.fingerprint for c in before.checks] == [c.fingerprint for c in after.checks]
    assert [f.fingerprint for f in before.findings] == [f.fingerprint for f in after.findings]


def test_hash_order_shows_in_no_output(tmp_path: Path) -> None:
    outputs = []
    for seed in ("1", "4711"):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "checker", "check", CALL, "-o", "report.html", "-o", "report.json"],
            cwd=folder,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        written = [(folder / f"report.{kind}").read_bytes() for kind in ("html", "json")]
        outputs.append((done.stdout, *written))
    assert outputs[0] == outputs[1]
