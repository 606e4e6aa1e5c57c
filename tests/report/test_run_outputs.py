"""Outputs that hold a whole run: golden files, the formats' own rules, and hostile text."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from checker import rules
from checker.model import Failure, Finding, Judged, Report, Run, Unread, Waiver
from checker.report import csv_report, github, gitlab, junit, markdown, sarif
from tests.report.golden import same_as_golden
from tests.report.sample import build

ROOT = Path("/repo/notes")
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
EMITTERS = {
    "run.sarif": lambda run: sarif.render(run, root=ROOT, version="0"),
    "junit.xml": lambda run: junit.render(run, root=ROOT),
    "github.txt": lambda run: github.render(run, root=ROOT),
    "gitlab.json": lambda run: gitlab.render(run, root=ROOT),
    "findings.csv": lambda run: csv_report.render(run, root=ROOT),
    "summary.md": lambda run: markdown.render(run, root=ROOT),
}
HOSTILE = "::error::x %0A ]]> <b>&amp; "
HOSTILE += "[a](http://e.org) | @team #1 `c` \x1b[31m \u202e \ud800 \x00 \ufffe\n::stop::"


def run_of(*reports: Report, unread: tuple[Unread, ...] = (), status: int = 1) -> Run:
    judged = (
        Judged(
            report=report,
            failing=frozenset(f.id for f in report.findings if not f.waiver and f.severity != "note"),
            ignore=("threshold",),
        )
        for report in reports
    )
    return Run(documents=tuple(judged), unread=unread, status=status)


@pytest.fixture(scope="module")
def whole() -> Run:
    """A run with everything in it: findings, a waived one, a crashed rule, an unreadable document."""
    report = build()
    waiver = Waiver(by="comment", reason="The base was restated.", place="other.md:3")
    waived = replace(
        report,
        document=replace(report.document, path="/repo/notes/other.md"),
        findings=(report.findings[0], replace(report.findings[1], waiver=waiver)),
        failures=(Failure(rule="sum", message="ZeroDivisionError: nothing there"),),
    )
    unread = Unread(path="scan.pdf", message="holds no text. Give one with text in it.")
    return run_of(report, waived, unread=(unread,), status=2)


@pytest.fixture(scope="module")
def hostile() -> Run:
    report = build()
    finding = replace(report.findings[0], message=HOSTILE, said=HOSTILE, follows=HOSTILE, kind="growth")
    figures = tuple(
        replace(f, text=f"=[{HOSTILE}](1)") if f.id == finding.figure else f for f in report.figures
    )
    document = replace(report.document, path="notes/a b,c:d%|<x>.md")
    return run_of(replace(report, document=document, findings=(finding,), figures=figures))


@pytest.fixture
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Golden files do not change with the number and the words of the rules."""
    few = ("growth", "repeat", "scale", "sum", "threshold")
    monkeypatch.setattr(rules, "REGISTRY", {name: rules.REGISTRY[name] for name in few})
    page = "{}\n\n{}: what it is.\n\nWhat it checks\n    That [a] is `b`.\n\nSilent\n    Never.\n"
    monkeypatch.setattr(rules, "explanation", lambda kind: page.format(kind, kind.capitalize()))


@pytest.mark.usefixtures("few_rules")
@pytest.mark.parametrize("name", EMITTERS)
def test_golden(name: str, whole: Run) -> None:
    same_as_golden(name, EMITTERS[name](whole))


@pytest.mark.usefixtures("few_rules")
@pytest.mark.parametrize("name", EMITTERS)
def test_a_clean_run_is_written_too(name: str) -> None:
    same_as_golden(f"clean_{name}", EMITTERS[name](run_of(replace(build(), findings=()), status=0)))


@pytest.mark.parametrize("name", EMITTERS)
def test_hostile_text_stays_text(name: str, hostile: Run) -> None:
    text = EMITTERS[name](hostile)
    text.encode("utf-8")
    assert not set(text) & set("\x1b\u202e\x00\u2028")


def many(count: int) -> Run:
    report = build()
    findings = [replace(report.findings[0], id=f"x{n}", fingerprint=f"{n:016x}") for n in range(count)]
    return run_of(replace(report, findings=tuple(findings)))


# -- SARIF ---------------------------------------------------------------------------------------


def log(run: Run) -> Any:
    return json.loads(sarif.render(run, root=ROOT))["runs"][0]


def test_sarif_meets_the_schema_of_the_standard(whole: Run, hostile: Run) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    for run in (whole, hostile, run_of(), many(30)):
        jsonschema.validate(json.loads(sarif.render(run, root=ROOT)), SCHEMA)


def test_sarif_links_every_related_location_from_the_message(whole: Run) -> None:
    for result in log(whole)["results"]:
        linked = {int(number) for number in re.findall(r"\]\((\d+)\)", result["message"]["text"])}
        assert linked == {location["id"] for location in result["relatedLocations"]}


def test_sarif_has_one_step_an_operand(whole: Run) -> None:
    for result, finding in zip(log(whole)["results"], build().findings, strict=False):
        [flow] = result["codeFlows"]
        assert len(flow["threadFlows"][0]["locations"]) == len(finding.figures)


def test_sarif_text_of_the_document_makes_no_link(hostile: Run) -> None:
    [result] = log(hostile)["results"]
    assert "[a](http" not in result["message"]["text"].replace("\\[a\\]", "")
    ids = {location["id"] for location in result["relatedLocations"]}
    assert {int(n) for n in re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"])} == ids


def test_sarif_fingerprints_tell_equal_findings_apart_by_order() -> None:
    report = build()
    twice = replace(report, findings=(report.findings[0], replace(report.findings[0], id="x9")))
    marks = [r["partialFingerprints"]["primaryLocationLineHash"] for r in log(run_of(twice))["results"]]
    assert marks == [f"{report.findings[0].fingerprint}:{n}" for n in (1, 2)]


def test_sarif_paths_are_relative_and_encoded(hostile: Run) -> None:
    [result] = log(hostile)["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "notes/a%20b%2Cc%3Ad%25%7C%3Cx%3E.md", "uriBaseId": "%SRCROOT%"}
    report = build()
    outside = replace(report, document=replace(report.document, path="/elsewhere/n.md"))
    location = log(run_of(outside))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///elsewhere/n.md"}


def test_sarif_gives_the_text_of_documents_whose_file_has_no_lines() -> None:
    report = build()
    scan = replace(report, document=replace(report.document, path="call.pdf", format="pdf"))
    with_text, without = log(run_of(scan, report))["artifacts"]
    assert with_text["contents"]["text"] == report.document.text
    assert "contents" not in without


def test_every_rule_has_help_in_markdown() -> None:
    for rule in log(run_of())["tool"]["driver"]["rules"]:
        assert len(rule["help"]["markdown"]) > 200
        assert f"ignore[{rule['id']}]" in rule["help"]["markdown"]


# -- JUnit ---------------------------------------------------------------------------------------


def test_junit_has_a_case_a_rule_also_for_a_clean_document(whole: Run, hostile: Run) -> None:
    clean = ET.fromstring(junit.render(run_of(replace(build(), findings=())), root=ROOT))
    names = {case.get("name") for case in clean.iter("testcase")}
    assert {"growth", "sum", "no_figures"} <= names
    assert (clean.get("failures"), clean.get("skipped")) == ("0", "1")
    broken = ET.fromstring(junit.render(whole, root=ROOT))
    assert (broken.get("failures"), broken.get("errors")) == ("3", "2")
    assert len(list(broken.iter("failure"))) == 3
    [failure] = ET.fromstring(junit.render(hostile, root=ROOT)).iter("failure")
    assert "::error::x %0A ]]> <b>&amp;" in (failure.text or "")


# -- GitHub --------------------------------------------------------------------------------------


def test_github_annotates_ten_times_a_level_and_counts_the_rest() -> None:
    lines = github.render(many(23), root=ROOT).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert lines[-1].startswith("13 more errors not annotated")
    assert len(github.render(many(10), root=ROOT).splitlines()) == 10


def test_github_text_ends_no_command(hostile: Run) -> None:
    [line] = github.render(hostile, root=ROOT).splitlines()
    properties, message = re.fullmatch(r"::error (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
    assert properties.startswith("file=notes/a b%2Cc%3Ad%25|<x>.md,line=")
    assert "%250A" in message
    assert not github.render(run_of(replace(build(), findings=())), root=ROOT)


# -- GitLab, CSV, Markdown -------------------------------------------------------------------------


def test_gitlab_fingerprints_are_unique(whole: Run) -> None:
    entries = json.loads(gitlab.render(whole, root=ROOT))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 5
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in entries)


def test_csv_cells_are_not_run(hostile: Run) -> None:
    report = hostile.documents[0].report
    finding: Finding = replace(report.findings[0], said="=1+1", follows="-2+3", message="@SUM(1)")
    text = csv_report.render(run_of(replace(report, findings=(finding,))), root=ROOT)
    [_, row] = csv.reader(io.StringIO(text))
    assert [row[csv_report.COLUMNS.index(name)] for name in ("said", "follows", "message")] == [
        "'=1+1",
        "'-2+3",
        "'@SUM(1)",
    ]


def test_markdown_fits_a_comment_and_counts_what_does_not() -> None:
    text = markdown.render(many(2_000), root=ROOT)
    assert len(text) < 65_536
    shown = text.count("\n- **error**")
    assert f"{2_000 - shown:,} findings not shown here" in text


def test_markdown_of_the_document_formats_nothing(hostile: Run) -> None:
    text = markdown.render(hostile, root=ROOT)
    assert not re.search(r"(?<!\\)\[a|@team|#1|http://|(?<!\\)`c|<b>", text)
