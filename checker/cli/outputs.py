"""What ``-o`` asks for: the kind and place of each output, and the text that goes there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker import __version__
from checker.errors import InputError

if TYPE_CHECKING:
    from checker.model import Report
    from checker.report.index import Index

FORMATS = {".html": "html", ".htm": "html", ".json": "json"}
"""File endings that tell the kind of a report."""


def output(text: str, documents: Sequence[Path]) -> tuple[str, str]:
    """The kind and place of one ``-o``; every mistake in it is found before anything is read."""
    kind, separator, target = text.partition("=")
    if not separator:
        target, kind = text, FORMATS.get(Path(text).suffix.lower(), "")
    known = sorted(set(FORMATS.values()))
    if kind not in known or not target:
        raise InputError(
            f"-o {text}", "does not say what to write", f"Use one of {', '.join(k + '=FILE' for k in known)}."
        )
    if target.endswith("/"):
        Path(target).mkdir(exist_ok=True)
        target += f"{{name}}.{kind}"
    if target != "-":
        _check_place(text, kind, target, documents)
    return kind, target


def _check_place(text: str, kind: str, target: str, documents: Sequence[Path]) -> None:
    if len(documents) > 1 and "{name}" not in target:
        raise InputError(
            f"-o {text}", "would be overwritten by each document", "Put {name} into the file name."
        )
    place = Path(target.replace("{name}", documents[0].stem))
    stems = [document.stem for document in documents]
    if len(documents) > 1 and (len(set(stems)) < len(stems) or (kind == "html" and "index" in stems)):
        raise InputError(
            f"-o {text}",
            "would write two files of one name",
            "Documents need names of their own, and index.html is the index of all.",
        )
    if any(place.resolve() == document.resolve() for document in documents):
        raise InputError(f"-o {text}", "would overwrite the document itself", "Choose another file.")
    if not place.parent.is_dir():
        raise InputError(f"-o {text}", f"the folder {place.parent} does not exist", "Create it first.")


def render(kind: str, report: Report) -> str:
    """The report as text of one kind."""
    if kind == "html":
        from checker.report import html  # noqa: PLC0415  Jinja2 is not needed otherwise

        return html.render(report)
    from checker.report import json_report  # noqa: PLC0415

    return json_report.render(report, version=__version__)


def index_of(documents: Sequence[Path], wanted: Sequence[tuple[str, str]]) -> Index | None:
    """What collects the pages of several documents; ``None`` where an index would be of no use."""
    if len(documents) == 1 or not any(kind == "html" and target != "-" for kind, target in wanted):
        return None
    from checker.report.index import Index  # noqa: PLC0415  Jinja2 is not needed otherwise

    return Index()
