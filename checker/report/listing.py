"""The figures of a document alone: a table for a person, JSON Lines or CSV for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from checker.model import Figure, Reading
from checker.report import json_report

COLUMNS = (
    "id",
    "line",
    "column",
    "text",
    "low",
    "high",
    "unit",
    "hedge",
    "measure",
    "comparison",
    "metric",
    "scope",
    "basis",
    "period",
    "status",
    "speaker",
    "section",
)
_TABLE = (
    ("line", 6),
    ("text", 34),
    ("metric", 40),
    ("scope", 28),
    ("basis", 12),
    ("period", 12),
    ("measure", 8),
    ("comparison", 10),
    ("status", 12),
)


def render(
    reading: Reading,
    form: str = "table",
    *,
    metric: str | None = None,
    period: str | None = None,
    speaker: str | None = None,
    unit: str | None = None,
) -> str:
    """The figures that pass every filter given, as ``form``: "table", "jsonl" or "csv".

    ``metric`` and ``speaker`` ask for words or a part of the name in any case, ``period`` and
    ``unit`` for the label itself.
    """
    names = [person.name for person in reading.document.speakers]

    def passes(figure: Figure) -> bool:
        said_by = names[figure.speaker] if figure.speaker is not None else ""
        return (
            (metric is None or set(metric.lower().split()) <= set(f"{figure.metric} {figure.scope}".split()))
            and (period is None or figure.period == period)
            and (speaker is None or speaker.lower() in said_by.lower())
            and (unit is None or figure.unit.lower() == unit.lower())
        )

    chosen = [figure for figure in reading.figures if passes(figure)]
    rows = [json_report.figure(figure, reading.document) for figure in chosen]
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if form == "csv":
        return _csv(rows)
    return _table(reading, chosen, rows)


def _csv(rows: Iterable[json_report.Json]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    # A spreadsheet would run a cell that begins like a formula, and the document is not ours.
    writer.writerows({key: _inert(row[key]) for key in COLUMNS} for row in rows)
    return stream.getvalue()


def _inert(value: object) -> object:
    text = "" if value is None else str(value)
    risky = text[:1] in {"=", "+", "@", "\t"} and not text.startswith("@2") and text != "@call"
    return f"'{text}" if risky else text


def _table(reading: Reading, chosen: Sequence[Figure], rows: Sequence[json_report.Json]) -> str:
    if not rows:
        return "no figures\n"
    lines = ["  ".join(name.ljust(width) for name, width in _TABLE).rstrip()]
    for figure, row in zip(chosen, rows, strict=True):
        cells = [_cell(row[name], width) for name, width in _TABLE]
        lines.append("  ".join(cells).rstrip())
        lines.append(f"{'':8}{_quote(reading.document.text, figure)}")
    lines.append(f"{len(rows)} of {len(reading.figures)} figures")
    return "\n".join(lines) + "\n"


def _cell(value: object, width: int) -> str:
    text = " ".join(str("" if value is None else value).split())
    return (text if len(text) <= width else text[: width - 1] + "…").ljust(width)


def _quote(text: str, figure: Figure, around: int = 48) -> str:
    before = " ".join(text[max(0, figure.start - around) : figure.start].split())
    after = " ".join(text[figure.end : figure.end + around].split())
    quoted = f"{before} [{' '.join(figure.text.split())}] {after}"
    return "".join(character if character.isprintable() else "�" for character in quoted)
