"""The summary a terminal shows: what was found, each finding in two lines, and what was not checked.

``render`` gives plain text, ``show`` prints it, with colour where standard output is a terminal.
Text from the document is made inert first: it can neither move the cursor nor reorder a line.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO

from checker.model import Check, Coverage, Finding, Profile, Report, Verdict
from checker.report.quotes import cited
from checker.report.verdict import by_severity, counting, waived
from checker.wording import counted, flat, inert, listed, period, where

# A line is runs of text, each with a rich style; the plain form leaves the styles away.
Line = list[tuple[str, str]]

_COLOUR = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_VERDICTS: tuple[Verdict, ...] = ("consistent", "inconsistent", "suspicious", "not comparable")
_SECTIONS = {"prepared": "prepared remarks", "qa": "questions and answers", "body": "text"}


def render(report: Report) -> str:
    """The summary as plain text with a final line break."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in _lines(report))


def show(report: Report, stream: TextIO | None = None) -> None:
    """Print the summary to ``stream`` (standard output), in colour if that is a terminal."""
    stream = stream or sys.stdout
    if not stream.isatty():
        stream.write(_writable(render(report), stream))
        return
    from rich.console import Console  # noqa: PLC0415  only a terminal needs it

    _paint(Console(file=stream, highlight=False, markup=False, emoji=False), report)


def findings(report: Report) -> str:
    """The findings that count alone, as plain text; of a report on something other than a document."""
    lines = (line for finding in counting(report) for line in _finding(finding, report))
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def _paint(console: Any, report: Report) -> None:
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    for line in _lines(report):
        text = Text.assemble(*line)
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        console.print(Padding(text[indent:], (0, 0, 0, indent)) if indent else text, soft_wrap=not indent)


def _writable(text: str, stream: TextIO) -> str:
    """``text`` without what the stream's encoding lacks: a pipe may be ASCII."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _lines(report: Report) -> Iterator[Line]:
    yield from _head(report)
    if found := counting(report):
        yield []
        for finding in found:
            yield from _finding(finding, report)
    if report.failures:
        yield []
        for failure in report.failures:
            said = f"The rule {failure.rule} failed and its checks are missing: {failure.message}"
            yield [(inert(said), "bold red")]
    if report.observations:
        yield []
        yield [("Worth knowing", "bold")]
        for observation in report.observations:
            yield [("  " + inert(observation.text), "")]
    if report.coverage.support is not None:
        yield []
        yield from _supported(report.coverage)
    yield from _not_checked(report.coverage)
    if report.document.profile.assumptions:
        yield []
        yield [("Assumed", "bold")]
        for assumption in report.document.profile.assumptions:
            yield [("  " + inert(assumption), "")]


def _head(report: Report) -> Iterator[Line]:
    document = report.document
    yield [(inert(document.path), "bold"), (_about(document.profile), "")]
    coverage = report.coverage
    yield [
        (
            f"{counted(coverage.figures, 'figure')} found: {coverage.checked} checked, "
            f"{coverage.not_comparable} not comparable, "
            f"{sum(coverage.unchecked.values())} not checked",
            "",
        )
    ]
    yield [(_verdicts(report.checks), "")]
    if aside := waived(report):
        yield [(aside, "dim")]
    found = counting(report)
    if not found:
        words = "No finding." if report.checks else "No finding, and nothing could be checked."
        yield [(words, "green" if report.checks and not report.failures else "yellow")]
        return
    named = [counted(count, severity) for severity, count in by_severity(report).items() if count]
    yield [(f"{counted(len(found), 'finding')}: {listed(named)}", "bold")]


def _about(profile: Profile) -> str:
    words = flat(
        [
            profile.company,
            period(profile.fiscal_quarter) if profile.fiscal_quarter else "",
            profile.kind,
            profile.currency or "",
        ]
    )
    return f"  {inert(words)}" if words else ""


def _verdicts(checks: tuple[Check, ...]) -> str:
    counts = Counter(check.verdict for check in checks)
    named = [f"{counts[verdict]} {verdict}" for verdict in _VERDICTS if counts[verdict]]
    return counted(len(checks), "check") + (f": {', '.join(named)}" if named else "")


def _finding(finding: Finding, report: Report) -> Iterator[Line]:
    """What is said, with its place; what follows, with the edit that mends it."""
    place = f"{inert(report.document.path)}:{finding.line}:{finding.column}: "
    marked = next((f for f in report.figures if f.id == finding.figure and f.page), None)
    if marked:
        place = f"{inert(report.document.path)}, {where(marked)}: "
    yield [
        (place, ""),
        (finding.severity, _COLOUR[finding.severity]),
        (f" {finding.kind}: {inert(finding.said or finding.message)}", ""),
    ]
    follows = (finding.follows or finding.message).rstrip(".")
    mended = f"; likely “{finding.edits[0].after}”" if finding.edits else ""
    yield [("    but ", "dim"), (inert(follows + mended), "")]
    for quote in cited(report, finding.figures):
        said = f"{quote.before}{quote.text}{quote.after}"
        yield [("    in ", "dim"), (f"{inert(quote.path)}:{quote.line}: “{inert(said)}”", "")]


def _supported(coverage: Coverage) -> Iterator[Line]:
    """How the figures stand to the sources, where there are any."""
    support = coverage.support
    if support is None:
        return
    counts = (
        f"{support.stated} stated there, {support.derived} derived, {support.contradicted} contradicted, "
        f"{len(support.unsupported)} not in them"
    )
    yield [("Against the sources", "bold"), (f"  {counts}", "")]


def _not_checked(coverage: Coverage) -> Iterator[Line]:
    reasons = [f"{inert(reason)}: {count}" for reason, count in coverage.unchecked.items() if count]
    if not reasons:
        return
    yield []
    yield [("Not checked", "bold"), (f"  {'; '.join(reasons)}", "")]
    for tally in coverage.sections:
        where = _SECTIONS.get(tally.name, inert(tally.name))
        yield [(f"  {where}: {tally.checked} of {tally.figures} figures checked", "")]
