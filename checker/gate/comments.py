"""Suppression in the document itself: ``<!-- checker: ignore[growth] why this is fine -->``.

A comment at the end of a line stands for the figures of that line, one on a line of its own for the
paragraph or table that follows. It suppresses findings of the rules it names in which such a figure
takes part, and only if it gives a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from checker.gate.complaints import complaint, with_findings
from checker.gate.names import names
from checker.model import Finding, Report, Severity, Struct, Waiver

_OPEN = re.compile(r"<!--\s*checker:\s*ignore\b")
_REST = re.compile(r"-->[^\S\n]*(?:\n|\Z)")
_RULES = re.compile(r"\s*\[([^\]\n]{0,400})\]")
_ENDS = re.compile(r"</(?:p|li|tr|table|h[1-6]|div|blockquote|dd|figcaption)\s*>", re.IGNORECASE)


_MOST_LINES = 400
"""Lines that one comment stands for at most."""


class Comment(Struct, frozen=True, kw_only=True):
    """A suppression as written: the rules it names, its reason, where it stands and for which lines."""

    rules: tuple[str, ...]
    reason: str
    line: int
    column: int
    first: int
    last: int


def comments(source: str) -> Iterator[Comment]:
    """The suppressions in the source of a document, in order. Lines and columns count from one."""
    lines = source.split("\n")
    at = line = begins = 0
    while opened := _OPEN.search(source, at):
        closed = source.find("-->", opened.end())
        if closed < 0:
            return
        line += source.count("\n", at, opened.start())
        begins = max(begins, source.rfind("\n", at, opened.start()) + 1)
        last = line + source.count("\n", opened.start(), closed)
        # a line is looked at no further than to the next comment: it may hold a great many
        alone = begins >= at and not source[begins : opened.start()].strip() and _REST.match(source, closed)
        first, final = _following(lines, last + 1) if alone else (line, last)
        said = source[opened.end() : closed]
        named = _RULES.match(said)
        yield Comment(
            rules=tuple(name.strip() for name in named[1].split(",") if name.strip()) if named else (),
            reason=" ".join(said[named.end() if named else 0 :].split()).lstrip(":–—- "),
            line=line + 1,
            column=opened.start() - begins + 1,
            first=first + 1,
            last=final + 1,
        )
        line, at = last, closed


def _following(lines: Sequence[str], at: int) -> tuple[int, int]:
    """The first and last line of what follows: up to an empty line or the end of its element."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    last, most = at, min(len(lines), at + _MOST_LINES) - 1
    while last < most and lines[last + 1].strip() and not _ENDS.search(lines[last]):
        last += 1
    return at, last


def heeded(report: Report, source: str) -> Report:
    """The report with the findings waived that comments in ``source`` suppress.

    A comment that has no reason, names no known rule, or suppresses nothing is a finding itself.
    """
    findings = list(report.findings)
    lines = {figure.id: (figure.line, figure.line + figure.text.count("\n")) for figure in report.figures}
    complaints: list[Finding] = []
    for comment in comments(source):
        wrong = _wrong(comment)
        used = False
        for number, finding in enumerate(findings):
            if not wrong and finding.kind in comment.rules and _stands_for(comment, finding, lines):
                used = True
                place = f"{report.document.path}:{comment.line}"
                waiver = Waiver(by="comment", reason=comment.reason, place=place)
                findings[number] = replace(finding, waiver=finding.waiver or waiver)
        if wrong:
            complaints.append(_complaint(comment, "warning", *wrong))
        elif not used:
            message = f"The suppression of {', '.join(comment.rules)} suppresses nothing."
            complaints.append(_complaint(comment, "note", message, "it can be deleted"))
    return with_findings(replace(report, findings=tuple(findings)), *complaints)


def _complaint(comment: Comment, severity: Severity, message: str, follows: str) -> Finding:
    place = {"line": comment.line, "column": comment.column}
    return complaint("suppression", severity, message, follows=follows, **place)


def _wrong(comment: Comment) -> tuple[str, str] | None:
    if not comment.rules:
        return "A suppression names no rule.", "write ignore[RULE], as in ignore[growth]"
    for rule in comment.rules:
        if rule not in names():
            return f"A suppression names {rule}, which is no rule.", "see checker rules"
    if not comment.reason:
        return (
            f"The suppression of {', '.join(comment.rules)} gives no reason, so it does not count.",
            "say behind the brackets why this is fine",
        )
    return None


def _stands_for(comment: Comment, finding: Finding, lines: dict[str, tuple[int, int]]) -> bool:
    places = [lines[figure] for figure in (finding.figure, *finding.figures) if figure in lines]
    return any(
        first <= comment.last and comment.first <= last
        for first, last in places or [(finding.line, finding.line)]
    )
