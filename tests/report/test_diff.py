"""What changed between two reports: by fingerprint, on a page and on a terminal."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from msgspec.structs import replace

from checker.model import Report, Waiver
from checker.report import diff, json_report
from tests.report.sample import build
from tests.report.test_html import HOSTILE, Page, everywhere


@pytest.fixture(scope="module")
def report() -> Report:
    return build()


def compared(old: Report, new: Report) -> diff.Difference:
    return diff.compare(*(diff.told(json_report.render(each)) for each in (old, new)))


def states(difference: diff.Difference) -> list[tuple[str, str]]:
    return [(change.state, change.finding.fingerprint[:4]) for change in difference.changes]


def test_findings_are_told_apart_by_fingerprint(report: Report) -> None:
    slip, bank = report.findings
    moved = replace(slip, id="x7", line=99, message="In other words.")
    fresh = replace(bank, fingerprint="0123456789abcdef", severity="error")
    found = compared(report, replace(report, findings=(moved, fresh)))
    assert states(found) == [("new", "0123"), ("gone", "a81b"), ("unchanged", "5f0c")]
    assert found.of("unchanged")[0].finding.line == 99
    assert diff.words(found) == "1 new finding, 1 gone, 1 unchanged"


def test_the_same_finding_twice_counts_twice(report: Report) -> None:
    slip, bank = report.findings
    found = compared(report, replace(report, findings=(slip, slip, bank)))
    assert [state for state, _ in states(found)] == ["new", "unchanged", "unchanged"]
    back = compared(replace(report, findings=(slip, slip, bank)), report)
    assert Counter(state for state, _ in states(back)) == {"gone": 1, "unchanged": 2}


def test_nothing_changed(report: Report) -> None:
    found = compared(report, report)
    assert diff.words(found) == "no new findings, none gone, 2 unchanged"
    page = Page(diff.render(found))
    assert not page.open
    assert page.text.count("None.") == 2


def test_what_is_new_is_worst_first_and_in_full(report: Report) -> None:
    found = compared(replace(report, findings=()), replace(report, findings=report.findings[::-1]))
    assert [change.finding.severity for change in found.changes] == ["error", "warning"]
    page = Page(diff.render(found))
    words = " ".join(page.text.split())
    for finding in report.findings:
        assert finding.message in words
    assert "RMB2.45 million → RMB2.45 billion" in words
    assert page.ids.count("finding-5f0c2b7d9e1a4c36") == 1


def test_what_is_set_aside_says_so(report: Report) -> None:
    waiver = Waiver(by="file", reason="restated since")
    aside = replace(report, findings=tuple(replace(f, waiver=waiver) for f in report.findings))
    found = compared(replace(report, findings=()), aside)
    assert "Set aside: Restated since." in Page(diff.render(found)).text
    assert "(set aside)" in diff.summary(found)


def test_reports_of_different_documents_say_so(report: Report) -> None:
    profile = replace(report.document.profile, fiscal_quarter="2021Q2")
    other = replace(report, document=replace(report.document, profile=profile))
    assert compared(report, report).same_document
    assert "different documents" in diff.summary(compared(report, other))
    assert "different documents" in Page(diff.render(compared(report, other))).text


@pytest.mark.parametrize("source", ["", "{}", "[1]", '{"schema": "x"}', "\ud800"])
def test_what_is_no_report_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        diff.told(source.encode("utf-8", "surrogatepass"))


def test_another_schema_is_refused(report: Report) -> None:
    tree = json.loads(json_report.render(report)) | {"schema": "guidance-checker/report/9"}
    with pytest.raises(ValueError, match="report/9"):
        diff.told(json.dumps(tree))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(report: Report, text: str) -> None:
    if "\ud800" in text:
        pytest.skip("a JSON file in UTF-8 holds no half of a character")
    found = compared(report, everywhere(report, text))
    source = diff.render(found)
    page = Page(source)
    assert not page.open
    assert len(page.named("style")) == 1
    assert not page.named("script") + page.named("img")
    assert not [a for _, a in page.elements for name in a if name.startswith("on")]
    assert "\x1b" not in diff.summary(found)
