"""The HTML report: one file, readable without a script and without a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from checker import __version__, rules
from checker.model import Report
from checker.report import json_report, page
from checker.report.cards import Cards
from checker.report.guidance import Guidance
from checker.report.limits import LARGEST, Excerpt, excerpts
from checker.report.manuscript import Manuscript
from checker.report.rule_page import rule_page
from checker.report.states import reasons, states
from checker.report.summary import rounding, summary
from checker.report.verdict import by_severity, verdict


def render(
    report: Report, *, version: str = __version__, explanations: Mapping[str, str] | None = None
) -> str:
    """The whole page, or as much of it as a browser opens with ease.

    ``explanations`` gives the page of each rule by kind; by default the rules' own.
    """
    source = ""
    for excerpt in excerpts(report):
        source = _render(report, excerpt, version, explanations)
        if len(source.encode("utf-8", "surrogatepass")) <= LARGEST:
            break
    return source


def _render(whole: Report, excerpt: Excerpt, version: str, explanations: Mapping[str, str] | None) -> str:
    """The page of an excerpt, under the header of the whole report."""
    report = excerpt.report
    manuscript = Manuscript(report.document, report.figures)
    cards = Cards(report, manuscript)
    kinds = dict.fromkeys([c.kind for c in report.checks] + [f.kind for f in report.findings])
    pages = explanations if explanations is not None else _pages(kinds)
    found = states(report)
    data = json_report.packed(report, version=version) if excerpt.data else "null"
    return page.fill(
        "report.html",
        ("report.js", "decisions.js"),
        report=report,
        whole=whole,
        left_out=excerpt.left_out,
        document=report.document,
        profile=report.document.profile,
        coverage=report.coverage,
        summary=summary(report),
        rounding=rounding(report),
        cards=cards,
        guidance=Guidance(report, cards),
        parts=manuscript.parts(),
        texts={figure.id: figure.text for figure in report.figures},
        states=found,
        reasons=reasons(report, found),
        cards_of=cards.of_figure(),
        verdict=verdict(whole),
        severities=[(s, n) for s, n in by_severity(whole).items() if n],
        verdicts=Counter(c.verdict for c in whole.checks),
        rules=(explained := {kind: rule_page(kind, pages[kind]) for kind in kinds if kind in pages}).items(),
        explained=explained,
        version=version,
        data=page.embedded(data),
    )


def _pages(kinds: Iterable[str]) -> dict[str, str]:
    return {kind: rules.explanation(kind) for kind in kinds if kind in rules.REGISTRY}
