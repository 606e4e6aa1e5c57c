"""Where findings and figures stand, for outputs that point into files: path, lines and columns."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from checker.model import Document, Figure, Finding, Report, Struct, members
from checker.place import Places as Offsets
from checker.wording import inert


class Place(Struct, frozen=True, kw_only=True):
    """A span in a file; lines and columns count code points from 1, the end column is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Operand(Struct, frozen=True, kw_only=True):
    """A figure that takes part in a finding: its number from 1, its role, and where it stands."""

    number: int
    role: str
    figure: Figure
    place: Place


class Places:
    """The places of one report; paths below ``root`` are relative to it."""

    def __init__(self, report: Report, root: Path) -> None:
        self._report = report
        self._root = root
        self._ends: dict[int, Offsets] = {}
        self._figures: dict[str, tuple[Document, Figure]] = {}
        for document, figures in (
            (report.document, report.figures),
            *((source.document, source.figures) for source in report.sources),
        ):
            self._ends[id(document)] = Offsets(document)
            self._figures |= {figure.id: (document, figure) for figure in figures}

    @property
    def path(self) -> str:
        """The document itself."""
        return relative(self._report.document.path, self._root)

    def finding(self, finding: Finding) -> Place:
        """Where a finding is shown: at the figure that stands there, or at that point alone."""
        for figure in (finding.figure, *finding.figures):
            document, found = self._figures.get(figure, (None, None))
            if (
                found
                and document is self._report.document
                and ((found.line, found.column) == (finding.line, finding.column))
            ):
                return self.figure(figure)
        line, column = max(1, finding.line), max(1, finding.column)
        return Place(path=self.path, line=line, column=column, end_line=line, end_column=column)

    def figure(self, figure: str) -> Place:
        """Where a figure stands. Raises ``KeyError`` for one that is not in the report."""
        document, found = self._figures[figure]
        end_line, end_column = self._ends[id(document)].line_and_column(found.end - 1)
        return Place(
            path=relative(document.path, self._root),
            line=max(1, found.line),
            column=max(1, found.column),
            end_line=end_line,
            end_column=end_column + 1,
        )

    def operands(self, finding: Finding) -> list[Operand]:
        """The figures of a finding in their roles, the one most likely wrong first."""
        roles = dict(_roles(self._report, finding))
        ids = dict.fromkeys(i for i in (finding.figure, *finding.figures) if i in self._figures)
        return [
            Operand(number=number, role=roles.get(i, ""), figure=self._figures[i][1], place=self.figure(i))
            for number, i in enumerate(ids, 1)
        ]


def _roles(report: Report, finding: Finding) -> Iterable[tuple[str, str]]:
    """The role of every figure in the checks of a finding; those of the first check stand last and win."""
    checks = {check.id: check for check in report.checks}
    for check in [checks[i] for i in reversed(finding.checks) if i in checks]:
        for role, ids in check.figures.items():
            for figure in members({role: ids}):
                yield figure, role if isinstance(ids, str) else role.removesuffix("s")


def relative(path: str, root: Path) -> str:
    """A path as its repository knows it: with slashes, relative to ``root`` if it lies below it."""
    whole = Path(os.path.normpath(root / path))
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.as_posix()


def sentence_of(finding: Finding) -> str:
    """A finding in one paragraph: what is said, what follows, and what was likely meant."""
    message = finding.message.strip()
    if finding.edits and f"“{finding.edits[0].after}”" not in message:
        message += f" Likely meant: “{finding.edits[0].after}”."
    return inert(message)
