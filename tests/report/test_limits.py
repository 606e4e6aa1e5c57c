"""Pages of over-large reports: bounded, and saying what they leave out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from checker.model import Report
from checker.report import html, limits
from checker.report.limits import LARGEST, excerpts
from tests.report.sample import build
from tests.report.test_html import Page


def large(times: int) -> Report:
    """The sample with its findings and checks repeated under names of their own."""
    report = build()
    return replace(
        report,
        findings=tuple(
            replace(f, id=f"{f.id}x{n}", fingerprint=f"{f.id}{n}")
            for n in range(times)
            for f in report.findings
        ),
        checks=report.checks
        + tuple(
            replace(c, id=f"{c.id}x{n}", fingerprint=f"{c.id}{n}")
            for n in range(times)
            for c in report.checks
        ),
    )


def test_a_usual_report_is_shown_whole() -> None:
    assert "This page is an excerpt" not in html.render(build())


def test_a_large_report_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    largest = 800_000
    monkeypatch.setattr(limits, "LARGEST", largest)
    monkeypatch.setattr(html, "LARGEST", largest)
    report = large(60)
    source = html.render(report)
    assert len(source) <= largest
    page = Page(source)
    words = " ".join(page.text.split())
    assert "This page is an excerpt." in words
    assert "checks and the embedded data" in words.partition("leaves out")[2][:60]
    targets = {"#" + name for name in page.ids}
    assert not [a["href"] for a in page.named("a") if a["href"] not in targets and "#rule-" not in a["href"]]


def test_a_text_beyond_any_page_is_still_shown() -> None:
    report = build()
    text = report.document.text + "x" * (LARGEST + 1)
    source = html.render(replace(report, document=replace(report.document, text=text)))
    assert "leaves out the embedded data;" in source
    assert len(source) > LARGEST


def test_an_excerpt_keeps_the_worst_findings_with_their_figures_and_checks() -> None:
    report = large(200)
    for excerpt in excerpts(report):
        part = excerpt.report
        figures, checks = {f.id for f in part.figures}, {c.id for c in part.checks}
        assert all(set(f.figures) <= figures and set(f.checks) <= checks for f in part.findings)
        assert part.findings[0].severity == "error"
        kept = [f.severity for f in part.findings]
        assert "warning" not in kept or kept.count("error") == 200
    assert len(part.findings) == 50
