"""JUnit XML: a suite a document, in it a case a rule, also where the rule has nothing to say.

A finding that fails the run is a failure of its rule's case; one that does not stands in the case's
output. A crashed rule is an error, a rule that was not asked for is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from checker import rules
from checker.model import Finding, Judged, Run, Unread
from checker.report.json_report import TOOL
from checker.report.places import Places, relative, sentence_of
from checker.rules.besides import PAGES
from checker.wording import inert


def render(run: Run, *, root: Path) -> str:
    """The run as XML with a final line break; paths are relative to ``root``."""
    suites = [_suite(each, root) for each in run.documents] + [_unread(each, root) for each in run.unread]
    counts = [sum(suite[0][key] for suite in suites) for key in ("tests", "failures", "errors", "skipped")]
    head = '<testsuites name="{}" tests="{}" failures="{}" errors="{}" skipped="{}">'.format(TOOL, *counts)
    body = [line for _, lines in suites for line in lines]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *body, "</testsuites>"]) + "\n"


_Suite = tuple[dict[str, int], list[str]]


def _suite(judged: Judged, root: Path) -> _Suite:
    places = Places(judged.report, root)
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    cases: list[str] = []
    failed = {failure.rule for failure in judged.report.failures}
    found = {finding.kind for finding in judged.report.findings}
    for kind in dict.fromkeys([*rules.REGISTRY, *PAGES, *sorted(found | failed)]):
        findings = [finding for finding in judged.report.findings if finding.kind == kind]
        inside = list(_case(kind, findings, judged, places))
        counts["tests"] += 1
        counts["failures"] += any("<failure" in line for line in inside)
        counts["errors"] += any("<error" in line for line in inside)
        counts["skipped"] += any("<skipped" in line for line in inside)
        name = f"    <testcase classname={_attribute(places.path)} name={_attribute(kind)}"
        cases += [f"{name}>", *inside, "    </testcase>"] if inside else [f"{name}/>"]
    return counts, [_head(places.path, counts), *cases, "  </testsuite>"]


def _case(kind: str, findings: list[Finding], judged: Judged, places: Places) -> Iterator[str]:
    crashed = [failure.message for failure in judged.report.failures if failure.rule == kind]
    if crashed:
        yield f"      <error message={_attribute('The rule failed; its checks are missing.')}>"
        yield f"{_text(crashed[0])}</error>"
    elif kind in judged.ignore or (judged.select and kind in rules.REGISTRY and kind not in judged.select):
        yield '      <skipped message="not asked for"/>'
    failing = [finding for finding in findings if finding.id in judged.failing]
    if failing:
        lines = "\n".join(_line(finding, places) for finding in failing)
        severity, message = failing[0].severity, failing[0].message
        yield f"      <failure type={_attribute(severity)} message={_attribute(message)}>"
        yield f"{_text(lines)}</failure>"
    others = [finding for finding in findings if finding.id not in judged.failing]
    if others:
        yield f"      <system-out>{_text(chr(10).join(_line(finding, places) for finding in others))}"
        yield "      </system-out>"


def _line(finding: Finding, places: Places) -> str:
    place = places.finding(finding)
    aside = f" (set aside: {inert(finding.waiver.reason)})" if finding.waiver else ""
    return (
        f"{place.path}:{place.line}:{place.column}: {finding.severity}: {inert(sentence_of(finding))}{aside}"
    )


def _unread(each: Unread, root: Path) -> _Suite:
    path = relative(each.path, root)
    counts = {"tests": 1, "failures": 0, "errors": 1, "skipped": 0}
    case = f'    <testcase classname={_attribute(path)} name="readable">'
    error = f"      <error message={_attribute(each.message)}/>"
    return counts, [_head(path, counts), case, error, "    </testcase>", "  </testsuite>"]


def _head(path: str, counts: dict[str, int]) -> str:
    numbers = " ".join(f'{name}="{count}"' for name, count in counts.items())
    return f"  <testsuite name={_attribute(path)} {numbers}>"


def _attribute(text: str) -> str:
    return quoteattr(_legal(inert(text)))


def _text(text: str) -> str:
    return escape("\n".join(_legal(inert(line)) for line in text.split("\n")))


def _legal(text: str) -> str:
    """Without what XML 1.0 has no way to write: lone surrogates and two characters of no meaning."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" else c for c in text)
