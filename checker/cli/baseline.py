"""``checker baseline``: accept what is there today, so that only what is new fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from checker.cli.checking import Checking
from checker.cli.errors import clear_errors
from checker.cli.gating import Wishes, gate_options
from checker.cli.options import document_options
from checker.cli.progress import told
from checker.gate import baseline
from checker.gate.baseline import Baseline
from checker.gate.documents import documents
from checker.gate.verdict import Gate
from checker.model import Report
from checker.writing import write_whole

NAME = "checker-baseline.json"
"""The file beside the settings file, unless one is named."""

_file = click.option(
    "--baseline", "file", type=click.Path(path_type=Path), metavar="FILE", help=f"[default: {NAME}]"
)


@click.group("baseline")
def command() -> None:
    """Accept the findings of today, so that only new ones fail (``checker check --baseline``).

    A finding is known by its document and its words, not by its line. The same one twice counts twice.

    \b
    Examples:
      checker baseline write notes/
      checker baseline prune notes/
      checker baseline show
    """


def _documents(function: Callable[..., Any]) -> Callable[..., Any]:
    argument = click.argument(
        "named", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DOCUMENT..."
    )
    return argument(_file(gate_options(document_options(function))))


@command.command("write")
@_documents
def write(named: tuple[Path, ...], file: Path | None, **options: Any) -> None:
    """Write the findings of all DOCUMENTs into the baseline, which is made anew."""
    with clear_errors():
        wishes = Wishes.of_options(**options)
        place = _place(file, wishes)
        made = baseline.made(place, _reports(named, wishes, None))
        write_whole(place, made.render())
        click.echo(f"{sum(entry.count for entry in made.entries)} findings written to {place}")


@command.command("prune")
@_documents
def prune(named: tuple[Path, ...], file: Path | None, **options: Any) -> None:
    """Take out of the baseline what no longer occurs in the DOCUMENTs; nothing is added."""
    with clear_errors():
        wishes = Wishes.of_options(**options)
        known = baseline.load(_place(file, wishes))
        for _ in _reports(named, wishes, known):
            pass
        kept = known.pruned()
        write_whole(kept.file, kept.render())
        left = sum(entry.count for entry in kept.entries)
        out = sum(entry.count for entry in known.entries) - left
        click.echo(f"{out} findings taken out, {left} left in {kept.file}")


@command.command("show")
@_file
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings file.")
def show(file: Path | None, config: Path | None) -> None:
    """List what is in the baseline."""
    from checker.gate.project import discover, load  # noqa: PLC0415
    from checker.wording import inert  # noqa: PLC0415

    with clear_errors():
        project = load(config) if config else discover(Path.cwd())
        for entry in baseline.load(file or project.baseline or project.root / NAME).entries:
            times = f" ({entry.count} times)" if entry.count > 1 else ""
            click.echo(inert(f"{entry.document}: {entry.rule}: {entry.said}{times}  {entry.fingerprint}"))


def _place(file: Path | None, wishes: Wishes) -> Path:
    return file or wishes.project.baseline or wishes.project.root / NAME


def _reports(
    named: tuple[Path, ...], wishes: Wishes, known: Baseline | None
) -> Iterator[tuple[Path, Report]]:
    """The reports of all documents, with what is suppressed waived; ends the run if one is not complete."""
    checking = Checking(wishes)
    gate = Gate(suppressions=wishes.suppressions, today=wishes.today)
    gate.baseline = known
    for path in told(documents(named, wishes.project).paths):
        report, settings = checking.report(path)
        report = gate.judge(report, path, settings)
        if report.failures:
            click.echo(
                f"checker: {path}: the rule {report.failures[0].rule} failed; nothing written", err=True
            )
            sys.exit(2)
        yield path, report
