"""Which lines were changed since a revision, as git tells: ``--diff-base origin/main``.

Compared are the files as they lie there with the point where the revision and HEAD parted, as a pull
request shows it. A file that git does not know is changed as a whole; a renamed one only where it
was edited.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from msgspec.structs import replace

from checker.errors import InputError
from checker.model import Figure, Finding, Report, Struct, Waiver
from checker.place import Places

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_REMEDY = "Name a revision that exists here; in CI fetch the history too (fetch-depth: 0)."


class Lines(Struct, frozen=True, kw_only=True):
    """Ranges of changed lines of one file, both ends included; ``None`` is the whole file."""

    ranges: tuple[tuple[int, int], ...] | None

    def touch(self, first: int, last: int) -> bool:
        """Whether one of the lines ``first`` to ``last`` was changed."""
        return self.ranges is None or any(low <= last and first <= high for low, high in self.ranges)


_WHOLE = Lines(ranges=None)
_NOTHING = Lines(ranges=())


class Changes:
    """What was changed since ``revision``. Raises ``InputError`` where git does not know it."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._bases: dict[Path, tuple[str, dict[bytes, bytes]]] = {}

    def heeded(self, report: Report, path: Path) -> Report:
        """The report with every finding either on a changed line or waived.

        A finding in which a figure on a changed line takes part is moved there, if it is not there yet.
        """
        lines = self._lines(path.resolve())
        if lines is _WHOLE:
            return report
        figures = {figure.id: figure for figure in report.figures}
        places = Places(report.document)
        return replace(
            report,
            findings=tuple(self._judged(finding, figures, lines, places) for finding in report.findings),
        )

    def _judged(self, finding: Finding, figures: dict[str, Figure], lines: Lines, places: Places) -> Finding:
        involved = [figures[i] for i in (finding.figure, *finding.figures) if i in figures]
        for figure in involved:
            if lines.touch(figure.line, places.line_and_column(figure.end - 1)[0]):
                return replace(finding, line=figure.line, column=figure.column)
        about_all = not involved and finding.kind != "suppression"
        if lines.ranges and (about_all or lines.touch(finding.line, finding.line)):
            return finding
        reason = f"not on a line changed since {self.revision}"
        return replace(finding, waiver=finding.waiver or Waiver(by="unchanged", reason=reason))

    def _lines(self, path: Path) -> Lines:
        top = Path(_text(self._git(path.parent, "rev-parse", "--show-toplevel")))
        if top not in self._bases:
            self._bases[top] = self._base(top)
        base, renamed = self._bases[top]
        name = path.relative_to(top).as_posix().encode("utf-8", "surrogateescape")
        if name not in renamed:
            return _NOTHING if self._git(top, "ls-files", "-z", "--", _literal(name)) else _WHOLE
        names = {name, renamed[name]}
        found = self._git(
            top,
            *("diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv"),
            *(base, "--", *map(_literal, sorted(names))),
        )
        if b"\n@@ " not in found:
            return _NOTHING if len(names) > 1 or not found else _WHOLE  # a binary file has no lines
        ranges = [(int(start), int(start) + int(count or 1) - 1) for start, count in _HUNK.findall(found)]
        return Lines(ranges=tuple((low, high) for low, high in ranges if low <= high))

    def _base(self, top: Path) -> tuple[str, dict[bytes, bytes]]:
        """The commit to compare with, and every changed file with the name that it had there."""
        if self.revision.startswith("-"):
            raise InputError(f"--diff-base {self.revision}", "is no revision", _REMEDY)
        base = _text(self._git(top, "merge-base", "HEAD", f"{self.revision}^{{commit}}"))
        fields = self._git(top, "diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", base)
        names: dict[bytes, bytes] = {}
        rest = iter(fields.split(b"\0"))
        for status in rest:
            if status:
                old = next(rest)
                names[next(rest) if status[:1] in b"RC" else old] = old
        return base, names

    def _git(self, folder: Path, *arguments: str) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603  a fixed program without a shell
                ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments],  # noqa: S607
                capture_output=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except OSError as error:
            raise InputError("--diff-base", f"git cannot be run ({error.strerror})", "Install git.") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            problem = f"git says: {said or 'no such revision'}"
            raise InputError(f"--diff-base {self.revision}", problem, _REMEDY)
        return done.stdout


def _literal(name: bytes) -> str:
    """A path from the top that git takes as it is."""
    return f":(literal,top){name.decode('utf-8', 'surrogateescape')}"


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape").rstrip("\n")
