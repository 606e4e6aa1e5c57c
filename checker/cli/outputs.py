"""What ``-o`` asks for: the kind and place of each output, and the text that goes there."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import InputError

if TYPE_CHECKING:
    from checker.model import Report, Run
    from checker.report.index import Index

OF_DOCUMENT = {"html": "html", "json": "json_report", "text": "text"}
"""Kinds of output of which every document gets its own, and the emitter of each."""
OF_RUN = {
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "csv": "csv_report",
    "markdown": "markdown",
}
"""Kinds of output that hold all documents of a run."""
ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "text",
}
"""File endings that tell the kind of a report."""


class Output(NamedTuple):
    """One ``-o``; ``target`` is a file, may hold ``{name}``, and ``-`` is standard output."""

    kind: str
    target: str

    def place(self, document: Path) -> Path:
        """The file of one document."""
        return Path(self.target.replace("{name}", document.stem))


def output(text: str, documents: Sequence[Path], folder: Path | None = None) -> Output:
    """What one ``-o`` asks for; every mistake in it is found before anything is read.

    ``folder`` is what a relative target is relative to. Raises ``InputError``.
    """
    kind, separator, target = text.partition("=")
    if not separator:
        target, kind = text, ENDINGS.get(Path(text).suffix.lower(), "")
    known = [*OF_DOCUMENT, *OF_RUN]
    if kind not in known or not target:
        raise InputError(
            f"-o {text}", "does not say what to write", f"Use one of {', '.join(k + '=FILE' for k in known)}."
        )
    if target == "-":
        return Output(kind, target)
    ends = "/" if target.endswith("/") else ""
    target = f"{folder / target}{ends}" if folder else target
    if ends and kind in OF_DOCUMENT:
        Path(target).mkdir(exist_ok=True)
        target += f"{{name}}.{kind}"
    if kind in OF_DOCUMENT:
        _check_names(text, kind, target, documents)
    _check_place(text, target, documents)
    return Output(kind, target)


def _check_names(text: str, kind: str, target: str, documents: Sequence[Path]) -> None:
    if len(documents) > 1 and "{name}" not in target:
        raise InputError(
            f"-o {text}", "would be overwritten by each document", "Put {name} into the file name."
        )
    stems = [document.stem for document in documents]
    if len(documents) > 1 and (len(set(stems)) < len(stems) or (kind == "html" and "index" in stems)):
        raise InputError(
            f"-o {text}",
            "would write two files of one name",
            "Documents need names of their own, and index.html is the index of all.",
        )


def _check_place(text: str, target: str, documents: Sequence[Path]) -> None:
    places = {Path(target.replace("{name}", document.stem)) for document in documents}
    if {place.resolve() for place in places} & {document.resolve() for document in documents}:
        raise InputError(f"-o {text}", "would overwrite the document itself", "Choose another file.")
    for place in places:
        if not place.parent.is_dir():
            raise InputError(f"-o {text}", f"the folder {place.parent} does not exist", "Create it first.")


def of_document(kind: str, report: Report) -> str:
    """The report of one document as text of one kind."""
    text: str = _emitter(OF_DOCUMENT[kind]).render(report)
    return text


def of_run(kind: str, run: Run, root: Path) -> str:
    """A whole run as text of one kind; paths in it are relative to ``root`` as far as they lie there."""
    text: str = _emitter(OF_RUN[kind]).render(run, root=root)
    return text


def _emitter(name: str):  # type: ignore[no-untyped-def]
    return import_module(f"checker.report.{name}")  # an emitter is loaded only if it is wanted


def index_of(documents: Sequence[Path], wanted: Sequence[Output]) -> Index | None:
    """What collects the pages of several documents; ``None`` where an index would be of no use."""
    if len(documents) == 1 or not any(kind == "html" and target != "-" for kind, target in wanted):
        return None
    from checker.report.index import Index  # noqa: PLC0415  Jinja2 is not needed otherwise

    return Index()
