"""The baseline: findings that were there before the gate was, so that only new ones fail.

A finding is known by its document and its fingerprint, which comes from its words and its rule and
never from a line number. The same finding twice in a document counts twice. A document that was
renamed takes its entries along: those of a document that is gone stand for any other.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from checker.errors import InputError
from checker.model import Finding, Report, Struct, Waiver

SCHEMA = "guidance-checker/baseline/1"


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding in the baseline; ``document`` is relative to the file's folder, ``said`` for readers."""

    document: str
    rule: str
    fingerprint: str
    count: int
    said: str = ""


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    schema: str
    findings: tuple[Entry, ...]


class Baseline:
    """The entries of a file, used up one by one as the findings of a run are held against them."""

    def __init__(self, file: Path, entries: Iterable[Entry]) -> None:
        self.file = file
        self.entries = tuple(entries)
        self._left = Counter({(e.document, e.fingerprint): e.count for e in self.entries})
        self._seen: set[str] = set()

    def heeded(self, report: Report, path: Path) -> Report:
        """The report of the document at ``path`` with the findings waived that are in the baseline."""
        document = self.name(path)
        self._seen.add(document)
        return replace(report, findings=tuple(self._judged(finding, document) for finding in report.findings))

    def _judged(self, finding: Finding, document: str) -> Finding:
        if finding.waiver:
            return finding
        for key in ((document, finding.fingerprint), *self._orphans(finding.fingerprint)):
            if self._left[key] > 0:
                self._left[key] -= 1
                waiver = Waiver(by="baseline", reason="known before", place=str(self.file))
                return replace(finding, waiver=waiver)
        return finding

    def _orphans(self, fingerprint: str) -> Iterable[tuple[str, str]]:
        for document, known in self._left:
            if known == fingerprint and not (self.file.parent / document).exists():
                yield document, known

    def name(self, path: Path) -> str:
        """A document as the file names it."""
        return Path(os.path.relpath(path.resolve(), self.file.parent.resolve())).as_posix()

    def gone(self) -> int:
        """How many entries, counted singly, of the documents seen no longer occur."""
        return sum(self._left[key] for key in self._left if key[0] in self._seen)

    def pruned(self) -> Baseline:
        """The entries that were used, and those of documents that exist and were not looked at."""
        kept = []
        for entry in self.entries:
            left = self._left[entry.document, entry.fingerprint]
            judged = entry.document in self._seen or not (self.file.parent / entry.document).exists()
            count = entry.count - left if judged else entry.count
            if count:
                kept.append(replace(entry, count=count))
        return Baseline(self.file, kept)

    def render(self) -> str:
        """The file's text: JSON, an entry a few lines, in a fixed order."""
        ordered = sorted(self.entries, key=lambda e: (e.document, e.rule, e.fingerprint))
        whole = msgspec.json.encode(_File(schema=SCHEMA, findings=tuple(ordered)))
        return msgspec.json.format(whole, indent=1).decode() + "\n"


def load(file: Path) -> Baseline:
    """The baseline in ``file``. Raises ``InputError`` if it is missing or malformed."""
    remedy = "Make one with: checker baseline write."
    try:
        found = msgspec.json.decode(file.read_bytes(), type=_File)
    except FileNotFoundError:
        raise InputError(str(file), "no such baseline", remedy) from None
    except OSError as error:
        raise InputError(str(file), f"cannot be read ({error.strerror})", remedy) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(str(file), f"is no baseline ({error})", remedy) from None
    if found.schema != SCHEMA:
        raise InputError(str(file), f"has the schema {found.schema!r}, not {SCHEMA!r}", remedy)
    keys = [(entry.document, entry.fingerprint) for entry in found.findings]
    if len(keys) > len(set(keys)) or any(entry.count < 1 for entry in found.findings):
        raise InputError(str(file), "counts a finding twice or not at all", remedy)
    return Baseline(file, found.findings)


def made(file: Path, reports: Iterable[tuple[Path, Report]]) -> Baseline:
    """A baseline of all findings that are not waived already."""
    empty = Baseline(file, ())
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Finding] = {}
    for path, report in reports:
        for finding in report.findings:
            if finding.waiver is None:
                key = empty.name(path), finding.fingerprint
                counts[key] += 1
                first.setdefault(key, finding)
    return Baseline(
        file,
        [
            Entry(document=key[0], rule=f.kind, fingerprint=key[1], count=counts[key], said=f.said)
            for key, f in first.items()
        ],
    )
