"""The suppression file: findings that somebody looked at and let pass, in the form the page exports.

::

    [[suppress]]
    fingerprint = "ea2f0c6ba7d43b3e"
    rule = "growth"
    reason = "The base is restated; see the appendix of the release."
    author = "R. Lindqvist"       # optional
    expires = 2027-03-31          # optional: after that day it does not count any more
    document = "notes/lantern.md" # optional: only there
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from checker.errors import InputError
from checker.gate.complaints import complaint
from checker.model import Coverage, Document, Finding, Profile, Report, Struct, Waiver

_ENTRY = re.compile(r"^[ \t]*\[\[\s*suppress\s*\]\]", re.MULTILINE)
_NUMBER = re.compile(r"\$\.suppress\[(\d+)\]")


class Suppression(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the file."""

    fingerprint: str
    rule: str
    reason: str
    author: str = ""
    expires: date | None = None
    document: str = ""


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    suppress: tuple[Suppression, ...] = ()


class Suppressions:
    """The entries of one file, and which of them were of use in this run.

    ``today`` is the day by which entries expire. Raises ``InputError``, with the line, for a file
    that is missing or malformed and for an entry without a reason.
    """

    def __init__(self, file: Path, today: date) -> None:
        self._file = file
        self._today = today
        self._text = _read(file)
        self.entries = self._parsed()
        self._lines = [self._text.count("\n", 0, m.start()) + 1 for m in _ENTRY.finditer(self._text)]
        self._used: set[int] = set()
        self._seen: set[Path] = set()

    def _parsed(self) -> tuple[Suppression, ...]:
        try:
            entries = msgspec.convert(tomllib.loads(self._text), _File).suppress
        except tomllib.TOMLDecodeError as error:
            raise InputError(str(self._file), f"is not TOML ({error})", "Correct it.") from None
        except msgspec.ValidationError as error:
            found = _NUMBER.search(str(error))
            place = self._place(int(found[1])) if found else str(self._file)
            remedy = "An entry has fingerprint, rule and reason, and may have author, expires and document."
            raise InputError(place, str(error), remedy) from None
        for number, entry in enumerate(entries):
            if not entry.reason.strip():
                raise InputError(self._place(number), "the entry has no reason", "Say why this is fine.")
        return entries

    def _place(self, number: int) -> str:
        starts = [self._text.count("\n", 0, m.start()) + 1 for m in _ENTRY.finditer(self._text)]
        return f"{self._file}:{starts[number]}" if number < len(starts) else str(self._file)

    def heeded(self, report: Report, path: Path) -> Report:
        """The report of the document at ``path`` with the findings waived that entries suppress."""
        self._seen.add(path.resolve())
        return replace(report, findings=tuple(self._judged(finding, path) for finding in report.findings))

    def _judged(self, finding: Finding, path: Path) -> Finding:
        for number, entry in enumerate(self.entries):
            if (entry.fingerprint, entry.rule) == (finding.fingerprint, finding.kind) and (
                not entry.document or self._document(entry) == path.resolve()
            ):
                self._used.add(number)
                if not self._expired(entry):
                    by = f"{entry.reason} ({entry.author})" if entry.author else entry.reason
                    waiver = Waiver(by="file", reason=by, place=self._place(number))
                    return replace(finding, waiver=finding.waiver or waiver)
        return finding

    def _document(self, entry: Suppression) -> Path:
        return (self._file.parent / entry.document).resolve()

    def _expired(self, entry: Suppression) -> bool:
        return entry.expires is not None and entry.expires < self._today

    def complaints(self, *, whole: bool) -> Report | None:
        """A report on the file itself: entries past their day, and entries of no use.

        An entry without a document can only be called of no use if the ``whole`` folder was checked.
        """
        found: list[Finding] = []
        for number, entry in enumerate(self.entries):
            line = self._lines[number] if number < len(self._lines) else 1
            name = f"The suppression of {entry.rule} {entry.fingerprint}"
            if self._expired(entry):
                message, follows = f"{name} expired on {entry.expires}.", "look at the finding again"
                found.append(complaint("suppression", "warning", message, follows=follows, line=line))
            elif number not in self._used and (
                self._document(entry) in self._seen if entry.document else whole
            ):
                message, follows = f"{name} suppresses nothing.", "it can be deleted"
                found.append(complaint("suppression", "note", message, follows=follows, line=line))
        if not found:
            return None
        return Report(
            document=Document(path=str(self._file), text=self._text, sha256="", profile=Profile()),
            figures=(),
            findings=tuple(replace(each, id=f"x{number}") for number, each in enumerate(found, 1)),
            coverage=Coverage(figures=0, checked=0, not_comparable=0, once=0),
        )


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(str(file), "no such suppression file", "Check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(file), f"cannot be read ({error})", "Give a TOML file in UTF-8.") from None
