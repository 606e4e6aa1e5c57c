"""Suppression in the document itself: ``<!-- checker: ignore[growth] why this is fine -->``.

A comment on a line with text stands for the figures of that line, one on a line of its own for the
paragraph, list item or table that follows. It suppresses findings of the rules it names in which such
a figure takes part, and only if it gives a reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec.structs import replace

from checker.gate.complaints import complaint, with_findings
from checker.gate.names import names
from checker.model import Comment, Document, Figure, Finding, Report, Severity, Struct, Waiver
from checker.place import Places

_IGNORE = re.compile(r"\s*checker:\s*ignore\b(?:\s*\[([^\]\n]{0,400})\])?")


class Suppression(Struct, frozen=True, kw_only=True):
    """A comment as a suppression: its rules, its reason, and the figures it stands for."""

    rules: tuple[str, ...]
    reason: str
    comment: Comment
    figures: frozenset[str]


def suppressions(document: Document, figures: tuple[Figure, ...]) -> Iterator[Suppression]:
    """The suppressions in a document, in order. ``figures`` are those of the document."""
    scope = _Scope(document, figures)
    for comment in document.comments:
        if said := _IGNORE.match(comment.text):
            yield Suppression(
                rules=tuple(name.strip() for name in (said[1] or "").split(",") if name.strip()),
                reason=" ".join(comment.text[said.end() :].split()).lstrip(":–—- "),
                comment=comment,
                figures=scope.of(comment),
            )


class _Scope:
    """Which figures a comment stands for."""

    def __init__(self, document: Document, figures: tuple[Figure, ...]) -> None:
        places = Places(document)
        self._document = document
        self._figures = sorted(figures, key=lambda figure: figure.start)
        self._starts = [figure.start for figure in self._figures]
        self._by_line: dict[int, set[str]] = {}
        for figure in figures:
            for line in range(figure.line, places.line_and_column(figure.end - 1)[0] + 1):
                self._by_line.setdefault(line, set()).add(figure.id)
        self._lines = sorted({origin.line for origin in document.origins})
        self._ends = [block.end for block in document.blocks]

    def of(self, comment: Comment) -> frozenset[str]:
        if self._has_text(comment):
            lines = range(comment.line, comment.last_line + 1)
            return frozenset(i for line in lines for i in self._by_line.get(line, ()))
        at = bisect_right(self._ends, comment.start)
        if at == len(self._ends):
            return frozenset()
        block = self._document.blocks[at]
        start, end = next(
            (
                (table.start, table.end)
                for table in self._document.tables
                if table.start <= block.start < table.end
            ),
            (max(block.start, comment.start), block.end),
        )
        within = self._figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return frozenset(figure.id for figure in within)

    def _has_text(self, comment: Comment) -> bool:
        """Whether words of the document stand on a line of the comment."""
        at = bisect_left(self._lines, comment.line)
        return at < len(self._lines) and self._lines[at] <= comment.last_line


def heeded(report: Report) -> Report:
    """The report with the findings waived that comments in its document suppress.

    A comment that has no reason, names no known rule, or suppresses nothing is a finding itself.
    """
    findings = list(report.findings)
    complaints: list[Finding] = []
    for each in suppressions(report.document, report.figures):
        wrong = _wrong(each)
        used = False
        for number, finding in enumerate(findings):
            involved = each.figures.intersection((finding.figure, *finding.figures))
            if not wrong and finding.kind in each.rules and involved:
                used = True
                place = f"{report.document.path}:{each.comment.line}"
                waiver = Waiver(by="comment", reason=each.reason, place=place)
                findings[number] = replace(finding, waiver=finding.waiver or waiver)
        if wrong:
            complaints.append(_complaint(each, "warning", *wrong))
        elif not used:
            message = f"The suppression of {', '.join(each.rules)} suppresses nothing."
            complaints.append(_complaint(each, "note", message, "it can be deleted"))
    return with_findings(replace(report, findings=tuple(findings)), *complaints)


def _complaint(each: Suppression, severity: Severity, message: str, follows: str) -> Finding:
    line, column = each.comment.line, each.comment.column
    return complaint("suppression", severity, message, follows=follows, line=line, column=column)


def _wrong(each: Suppression) -> tuple[str, str] | None:
    """What is wrong with a suppression, and what to do; it does not count then."""
    if not each.rules:
        return "A suppression names no rule.", "write ignore[RULE], as in ignore[growth]"
    for rule in each.rules:
        if rule not in names():
            return f"A suppression names {rule}, which is no rule.", "see checker rules"
    if not each.reason:
        return (
            f"The suppression of {', '.join(each.rules)} gives no reason, so it does not count.",
            "say behind the brackets why this is fine",
        )
    return None
