"""Findings as CSV, a row each, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from checker.model import Run
from checker.report.places import Places, relative
from checker.wording import inert

COLUMNS = (
    "document", "line", "column", "severity", "rule", "fails", "set aside", "said", "follows", "likely",
    "message", "fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "'")


def render(run: Run, *, root: Path) -> str:
    """The run with a header line; waived findings are in it, with the reason. Paths relative to ``root``."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for unread in run.unread:
        path = relative(unread.path, root)
        writer.writerow(
            map(_cell, (path, "", "", "error", "not_checked", "yes", *[""] * 4, unread.message, ""))
        )
    for judged in run.documents:
        places = Places(judged.report, root)
        for failure in judged.report.failures:
            row = (places.path, "", "", "error", failure.rule, "yes", *[""] * 4, failure.message, "")
            writer.writerow(map(_cell, row))
        for finding in judged.report.findings:
            place = places.finding(finding)
            row = (
                place.path,
                str(place.line),
                str(place.column),
                finding.severity,
                finding.kind,
                "yes" if finding.id in judged.failing else "no",
                finding.waiver.reason if finding.waiver else "",
                finding.said,
                finding.follows,
                finding.edits[0].after if finding.edits else "",
                finding.message,
                finding.fingerprint,
            )
            writer.writerow(map(_cell, row))
    return stream.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")


def _cell(text: str) -> str:
    """A cell that a spreadsheet does not run: the document is not ours."""
    text = inert(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
