"""SARIF 2.1.0 as GitHub code scanning shows it.

GitHub shows the rule's help in Markdown, the related locations that the message links to by number,
and the steps of the code flow: here one step an operand. An alert is followed from run to run by
``primaryLocationLineHash``, which is the finding's fingerprint, so it survives edits elsewhere.
Findings that something waives are left out: GitHub would open an alert for each.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from checker import __version__, rules
from checker.model import Finding, Report, Run
from checker.report.json_report import TOOL, escaped
from checker.report.places import Operand, Place, Places, sentence_of
from checker.report.rule_page import rule_page
from checker.report.verdict import counting
from checker.wording import inert, stated, subject

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RENDERED = frozenset({"pdf", "docx"})
_LINK_MARKS = re.compile(r"[\\\[\]]")

Json = dict[str, Any]


def render(run: Run, *, root: Path, version: str = __version__) -> str:
    """The run as indented JSON text with a final line break; paths are relative to ``root``."""
    kinds = sorted({f.kind for each in run.documents for f in counting(each.report)} | set(rules.REGISTRY))
    seen: Counter[tuple[str, str]] = Counter()
    results = [
        _result(finding, Places(each.report, root), kinds, seen)
        for each in run.documents
        for finding in counting(each.report)
    ]
    tree = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": TOOL,
                        "semanticVersion": version,
                        "rules": [_rule(kind) for kind in kinds],
                    }
                },
                "automationDetails": {"id": f"{TOOL}/"},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder of the run."}}},
                "artifacts": [_artifact(each.report, root) for each in run.documents],
                "invocations": [_invocation(run, root)],
                "results": results,
            }
        ],
    }
    return escaped(json.dumps(tree, ensure_ascii=False, indent=2)) + "\n"


def _rule(kind: str) -> Json:
    page = rule_page(kind, rules.explanation(kind))
    points = "\n\n".join(f"**{name}**\n\n{_plain(text)}" for name, text in page.points)
    allow = f"`<!-- checker: ignore[{kind}] why this is fine -->`"
    plain = "\n\n".join([page.summary, *(f"{name}: {text}" for name, text in page.points)])
    return {
        "id": kind,
        "name": "".join(part.capitalize() for part in kind.split("_")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.summary},
        "help": {
            "text": plain,
            "markdown": f"{_plain(page.summary)}\n\n{points}\n\n**To let one pass**\n\nWrite above it, or at "
            f"the end of its line: {allow}\n",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["figures"], "problem.severity": "error"},
    }


def _plain(text: str) -> str:
    """Text of a page as Markdown; code spans in it stay."""
    return re.sub(r"([\\*_<>\[\]])", r"\\\1", text)


def _result(finding: Finding, places: Places, kinds: Sequence[str], seen: Counter[tuple[str, str]]) -> Json:
    operands = places.operands(finding)
    primary = places.finding(finding)
    seen[primary.path, finding.fingerprint] += 1
    result: Json = {
        "ruleId": finding.kind,
        "ruleIndex": kinds.index(finding.kind),
        "level": finding.severity,
        "message": {"text": _message(finding, operands)},
        "locations": [_location(primary)],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:{seen[primary.path, finding.fingerprint]}"
        },
    }
    if operands:
        result["relatedLocations"] = [
            {"id": o.number} | _location(o.place) | {"message": {"text": _about(o)}} for o in operands
        ]
        steps = [{"location": _location(o.place) | {"message": {"text": _about(o)}}} for o in operands]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    return result


def _message(finding: Finding, operands: Sequence[Operand]) -> str:
    """The finding with every figure it quotes linked to its place, and the others named after it."""
    text = _escaped(sentence_of(finding))
    rest: list[Operand] = []
    for operand in operands:
        words = _escaped(inert(operand.figure.text))
        quoted = f"“{words}”"
        if quoted in text:
            text = text.replace(quoted, f"“[{words}]({operand.number})”", 1)
        else:
            rest.append(operand)
    if rest:
        named = ((f"{o.role or 'figure'} {inert(o.figure.text)}", o.number) for o in rest)
        text += f" See {', '.join(f'[{_escaped(words)}]({number})' for words, number in named)}."
    return text


def _escaped(text: str) -> str:
    """Text in which nothing is taken for a link."""
    return _LINK_MARKS.sub(r"\\\g<0>", text)


def _about(operand: Operand) -> str:
    figure = operand.figure
    role = f"{operand.role}: " if operand.role else ""
    return inert(f"{role}{stated(figure)}, {subject(figure)}{f', {figure.period}' if figure.period else ''}")


def _location(place: Place) -> Json:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact_location(place.path),
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        }
    }


def _artifact_location(path: str) -> Json:
    uri = quote(path, safe="/", errors="surrogateescape")
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _artifact(report: Report, root: Path) -> Json:
    """A document; one whose file has no lines comes with the text that lines and columns count in."""
    path = Places(report, root).path
    artifact: Json = {"location": _artifact_location(path)}
    if report.document.sha256:
        artifact["hashes"] = {"sha-256": report.document.sha256}
    if report.document.format in _RENDERED:
        artifact["contents"] = {"text": report.document.text}
    return artifact


def _invocation(run: Run, root: Path) -> Json:
    notes: list[Json] = [
        {"level": "error", "message": {"text": inert(f"{each.path}: {each.message}")}} for each in run.unread
    ]
    notes += [
        {
            "level": "error",
            "message": {"text": inert(f"The rule {failure.rule} failed: {failure.message}")},
            "locations": [
                {"physicalLocation": {"artifactLocation": _artifact_location(Places(each.report, root).path)}}
            ],
        }
        for each in run.documents
        for failure in each.report.failures
    ]
    invocation: Json = {"executionSuccessful": run.status != 2, "exitCode": run.status}
    return invocation | ({"toolExecutionNotifications": notes} if notes else {})
