"""The HTML report: one file, readable without a script and without a network.

The page is hostile ground, because the text in it is somebody else's: every expression is escaped,
what could reorder the page is spelled out, and a content security policy admits the one style and
the one script of the templates by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker import __version__, rules, wording
from checker.model import Report, Severity, Struct
from checker.report import json_report
from checker.report.cards import Cards, who
from checker.report.manuscript import SECTIONS, Manuscript
from checker.report.states import WORDS, states

# Characters that reorder, hide or break: spelled out wherever text of the document is shown.
_UNRULY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


def render(
    report: Report, *, version: str = __version__, explanations: Mapping[str, str] | None = None
) -> str:
    """The whole page. ``explanations`` gives the page of each rule by kind; by default the rules' own."""
    manuscript = Manuscript(report.document, report.figures)
    cards = Cards(report, manuscript)
    kinds = dict.fromkeys([c.kind for c in report.checks] + [f.kind for f in report.findings])
    pages = explanations if explanations is not None else _pages(kinds)
    environment = _environment()
    style, script = (_source(environment, name) for name in ("report.css", "report.js"))
    return environment.get_template("report.html").render(
        report=report,
        document=report.document,
        profile=report.document.profile,
        coverage=report.coverage,
        cards=cards,
        parts=manuscript.parts(),
        states=states(report),
        cards_of=cards.of_figure(),
        verdict=_verdict(report),
        severities=[(s, n) for s, n in _by_severity(report).items() if n],
        verdicts=Counter(c.verdict for c in report.checks),
        rules=[(kind, _page(kind, pages[kind])) for kind in kinds if kind in pages],
        version=version,
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        policy=_policy(style, script),
        data=Markup(_embedded(json_report.compact(report, version=version))),  # noqa: S704  escaped there
    )


@cache
def _environment() -> Environment:
    """Templates from inside the package, where a wheel has them, or from the top of the repository."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    environment.filters |= {
        "amount": wording.amount,
        "capital": lambda text: text[:1].upper() + text[1:],
        "comparison": wording.comparison,
        "counted": wording.counted,
        "period": wording.period,
        "sentence": wording.sentence,
        "span": wording.span,
        "stated": wording.stated,
        "subject": wording.subject,
        "who": who,
    }
    environment.globals |= {"SECTIONS": SECTIONS, "STATES": WORDS}
    return environment


def _visible(value: Any) -> Any:
    """A value as it goes into the page: text without unruly characters, trusted markup as it is."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return _UNRULY.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", value)
    return value


def _source(environment: Environment, name: str) -> str:
    loader = environment.loader
    if loader is None:
        raise RuntimeError("the environment has a loader")
    return loader.get_source(environment, name)[0]


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")


def _embedded(json: str) -> str:
    """JSON that cannot end its own element, open another or begin a comment."""
    return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _pages(kinds: Iterable[str]) -> dict[str, str]:
    return {kind: rules.explanation(kind) for kind in kinds if kind in rules.REGISTRY}


class RulePage(Struct, frozen=True, kw_only=True):
    """A rule's page: what it is in one sentence, then its points by name ("Why it matters")."""

    summary: str
    points: tuple[tuple[str, str], ...]


def _page(kind: str, text: str) -> RulePage:
    """Read the page of a rule: paragraphs, or names at the margin with their text indented below."""
    summary: list[str] = []
    points: list[tuple[str, list[str]]] = []
    for paragraph in text.removeprefix(kind).strip().split("\n\n"):
        name, _, rest = paragraph.partition("\n")
        if rest.startswith(" "):
            points.append((name, [rest]))
        elif points:
            points[-1][1].append(paragraph)
        else:
            summary.append(paragraph)
    return RulePage(
        summary=" ".join(" ".join(summary).split()),
        points=tuple((name, " ".join(" ".join(rest).split())) for name, rest in points),
    )


def _by_severity(report: Report) -> dict[Severity, int]:
    counts = Counter(finding.severity for finding in report.findings)
    return {severity: counts[severity] for severity in _SEVERITIES}


def _verdict(report: Report) -> tuple[str, str]:
    """The verdict in words, and the state whose colour it has."""
    kind = {"transcript": "call", "note": "note", "press release": "release"}[report.document.profile.kind]
    counts = _by_severity(report)
    checks = wording.counted(len(report.checks), "check")
    if report.failures:
        return (
            f"This report is not complete: {wording.counted(len(report.failures), 'check')} failed to run.",
            "error",
        )
    if not report.figures:
        return f"No figure was found in this {kind}, so nothing was checked.", "error"
    if counts["error"]:
        what = (
            "One statement contradicts"
            if counts["error"] == 1
            else f"{counts['error']} statements contradict"
        )
        return f"{what} other figures of this {kind}.", "error"
    if report.findings:
        return (
            f"No contradiction, but {wording.counted(len(report.findings), 'thing')} to look at.",
            "warning",
        )
    if not report.checks:
        return f"Nothing in this {kind} could be checked.", "warning"
    return f"No contradiction found in {checks}.", "consistent"
