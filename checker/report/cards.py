"""What a reviewer is shown of each finding, check and guided metric: evidence, arithmetic, drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from checker.model import (
    Check,
    Edit,
    Figure,
    Finding,
    Observation,
    Report,
    Speaker,
    Struct,
    members,
)
from checker.report.arithmetic import Row, agreement, drawing, rows
from checker.report.manuscript import Manuscript, Piece, Quote
from checker.report.number_line import NumberLine
from checker.report.operands import Operand, as_written, normalised, numbered
from checker.report.quotes import Cited, cited
from checker.wording import listed, period, sentence, span, stated, subject, where

_SINGULAR = {
    "parts": "part",
    "mentions": "mention",
    "factors": "factor",
    "quarters": "quarter",
    "neighbours": "neighbour",
}
_VERDICT_MARKS = {
    "consistent": "ok",
    "inconsistent": "error",
    "suspicious": "warning",
    "not comparable": "incomparable",
}


class CheckCard(Struct, frozen=True, kw_only=True):
    """A check; ``mark`` is its verdict as a style."""

    anchor: str
    check: Check
    mark: str
    agreement: str
    note: tuple[Piece, ...]
    operands: tuple[Operand, ...]
    rows: tuple[Row, ...]
    line: NumberLine | None


class EditCard(Struct, frozen=True, kw_only=True):
    """An edit with the checks it would mend."""

    edit: Edit
    mends: tuple[CheckCard, ...]


class FindingCard(Struct, frozen=True, kw_only=True):
    """A finding with all a person needs to settle it; ``about`` says in short what it is about."""

    anchor: str
    finding: Finding
    about: str
    message: tuple[Piece, ...]
    operands: tuple[Operand, ...]
    quotes: tuple[Quote, ...]
    cited: tuple[Cited, ...]
    checks: tuple[CheckCard, ...]
    edits: tuple[EditCard, ...]
    assumed: tuple[str, ...]
    versus: bool


class ObservationCard(Struct, frozen=True, kw_only=True):
    """Something worth knowing, with its arithmetic."""

    observation: Observation
    operands: tuple[Operand, ...]
    rows: tuple[Row, ...]


class Cards:
    """All cards of one report, made on demand from its figures and its manuscript."""

    def __init__(self, report: Report, manuscript: Manuscript) -> None:
        self._report = report
        self._manuscript = manuscript
        self._figures = {figure.id: figure for figure in report.figures}
        self._homes = {f.id: source.document for source in report.sources for f in source.figures}
        self._all = self._figures | {f.id: f for source in report.sources for f in source.figures}
        self._taken: set[str] = set()
        self.checks = tuple(self._check(check) for check in report.checks)
        self._by_id = {card.check.id: card for card in self.checks}
        # What is set aside comes last.
        ordered = sorted(report.findings, key=lambda finding: finding.waiver is not None)
        self.findings = tuple(self._finding(finding) for finding in ordered)
        self.observations = tuple(self._observation(observation) for observation in report.observations)

    def of_figure(self) -> Mapping[str, list[FindingCard | CheckCard]]:
        """For every figure the cards on which it stands, findings first."""
        found: dict[str, list[FindingCard | CheckCard]] = {figure: [] for figure in self._figures}
        for finding in self.findings:
            for figure in dict.fromkeys((finding.finding.figure, *finding.finding.figures)):
                found.get(figure, []).append(finding)
        for check in self.checks:
            for figure in dict.fromkeys(members(check.check.figures)):
                found.get(figure, []).append(check)
        return found

    def _check(self, check: Check) -> CheckCard:
        operands = self.operands(_in_roles(check))
        return CheckCard(
            anchor=self._anchor("check", check.fingerprint or check.id),
            check=check,
            mark=_VERDICT_MARKS[check.verdict],
            agreement=agreement(check),
            note=numbered(sentence(check.note), operands, normalised),
            operands=operands,
            rows=rows(check.arithmetic, operands),
            line=drawing(check, operands),
        )

    def _finding(self, finding: Finding) -> FindingCard:
        ids = [i for i in dict.fromkeys((finding.figure, *finding.figures)) if i in self._all]
        checks = tuple(self._by_id[i] for i in finding.checks if i in self._by_id)
        roles = {i: role for card in reversed(checks) for role, i in _in_roles(card.check)}
        # Several checks count their parts each for itself; the operand's own number tells them apart.
        operands = self.operands((roles.get(i, "").rstrip(" 0123456789"), i) for i in ids)
        edits = tuple(
            EditCard(edit=edit, mends=tuple(self._by_id[i] for i in edit.mends if i in self._by_id))
            for edit in finding.edits
        )
        return FindingCard(
            anchor=self._anchor("finding", finding.fingerprint or finding.id),
            finding=finding,
            about=operands[0].about if operands else finding.message,
            message=numbered(finding.message, operands, as_written),
            operands=operands,
            quotes=self._manuscript.quotes([o.figure for o in operands if not o.source]),
            cited=tuple(cited(self._report, finding.figures)),
            checks=checks,
            edits=edits,
            assumed=tuple(_assumed(operands, " ".join(finding.doubts))),
            versus=finding.said not in finding.message,
        )

    def _observation(self, seen: Observation) -> ObservationCard:
        return ObservationCard(
            observation=seen,
            operands=(operands := self.operands(("", i) for i in seen.figures)),
            rows=rows(seen.arithmetic, operands),
        )

    def operands(self, roles: Iterable[tuple[str, str]]) -> tuple[Operand, ...]:
        """Figures as operands by role and id, numbered from one; ids that are no figure's are left out."""
        known = [(role, self._all[i]) for role, i in roles if i in self._all]
        return tuple(self._operand(n, role, figure) for n, (role, figure) in enumerate(known, 1))

    def _operand(self, number: int, role: str, figure: Figure) -> Operand:
        home = self._homes.get(figure.id, self._report.document)
        speaker = None if figure.speaker is None else home.speakers[figure.speaker]
        return Operand(
            number=number,
            role=role,
            figure=figure,
            value=stated(figure),
            true=span(figure.interval, figure.unit),
            about=f"{subject(figure)}, {period(figure.period)}",
            speaker=speaker.name if speaker else "",
            place=where(figure),
            source=PurePath(home.path).name if figure.id in self._homes else "",
        )

    def _anchor(self, kind: str, fingerprint: str) -> str:
        """A link that survives a re-run; two of the same fingerprint are told apart by their order."""
        name, number = f"{kind}-{fingerprint}", 1
        while name in self._taken:
            number += 1
            name = f"{kind}-{fingerprint}-{number}"
        self._taken.add(name)
        return name


def who(speaker: Speaker | None) -> str:
    """A speaker with title: "Ruth Lindqvist, Chief Financial Officer"."""
    if speaker is None:
        return ""
    return f"{speaker.name}, {speaker.title}" if speaker.title else speaker.name


def _in_roles(check: Check) -> Iterator[tuple[str, str]]:
    for role, ids in check.figures.items():
        several = (ids,) if isinstance(ids, str) else ids
        name = _SINGULAR.get(role, role)
        for number, figure in enumerate(several, 1):
            yield (f"{name} {number}" if len(several) > 1 else name), figure


def _assumed(operands: Sequence[Operand], doubts: str) -> Iterator[str]:
    """What was read from elsewhere, of the figures that the doubts do not speak of already."""
    for figure in (operand.figure for operand in operands if not operand.source):
        if figure.inferred and figure.text not in doubts:
            are = "are" if len(figure.inferred) > 1 else "is"
            missing = listed(figure.inferred)
            yield f"{figure.text}, {where(figure)}: {missing} {are} not said in its sentence."
