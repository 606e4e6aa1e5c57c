"""``checker check``: documents in, verdicts and reports out, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.errors import clear_errors
from checker.cli.options import document_options, overrides
from checker.cli.outputs import index_of, output, render
from checker.config import FailLevel, Settings, fails
from checker.errors import InputError

if TYPE_CHECKING:
    from checker.model import Reading
    from checker.read import Overrides
    from checker.report.index import Index


@click.command("check")
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DOCUMENT...")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="[html=|json=]FILE",
    help="Write a report; the kind from the prefix or the file's ending. May be given several times. "
    "With several documents FILE must hold {name} or be a FOLDER/, and pages get an index.html. "
    "A FILE of - prints it instead of the summary.",
)
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="SOURCE",
    help="Hold every figure against this call, release or other source. May be given several times; "
    "without it, a note's own sources are taken (front matter, sources: [call.txt]).",
)
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="warning",
    show_default=True,
    help="Least severity of a finding that makes the exit status 1.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary, only outputs and exit status.")
@document_options
def command(
    *,
    documents: tuple[Path, ...],
    outputs: tuple[str, ...],
    against: tuple[Path, ...],
    fail_level: FailLevel,
    quiet: bool,
    rounding: Any,
    **profile: Any,
) -> None:
    """Check each DOCUMENT and print a summary of what cannot be true together.

    Exit status: 0 nothing at or above the fail level, 1 findings, 2 unusable input or a failure of
    the tool.

    \b
    Examples:
      checker check call.txt
      checker check call.txt -o report.html --fail-level error
      checker check note.md --against call.txt --against release.html
      checker check calls/*.txt -o 'reports/{name}.html' -o 'json=reports/{name}.json'
      checker check call.txt --fiscal-quarter 2021Q2 --fiscal-year-end 11-30 --currency USD
    """
    with clear_errors():
        wanted = [output(text, documents) for text in outputs]
        chosen = overrides(**profile)
        settings = Settings(rounding=rounding, fail_level=fail_level)
        index = index_of(documents, wanted)
        sources = readings(against, settings)
        statuses = [
            _check_one(document, wanted, chosen, settings, quiet, index=index, sources=sources)
            for document in documents
        ]
        if index:
            from checker.writing import write_whole  # noqa: PLC0415

            for place, content in index.pages():
                write_whole(place, content)
    sys.exit(max(statuses))


def readings(sources: tuple[Path, ...], settings: Settings) -> Sequence[Reading]:
    """The sources, each read once however many documents are held against them."""
    if not sources:
        return ()
    from checker.engine import figures_of  # noqa: PLC0415  only a check needs the whole engine
    from checker.read import read  # noqa: PLC0415

    return [figures_of(read(source), settings) for source in sources]


def _check_one(
    path: Path,
    wanted: list[tuple[str, str]],
    chosen: Overrides,
    settings: Settings,
    quiet: bool,
    *,
    index: Index | None,
    sources: Sequence[Reading] = (),
) -> int:
    """Check one document and write what is wanted of it; an unreadable one does not stop the others.

    What became of it is noted in ``index``, if there is one.
    """
    from checker.engine import check as run  # noqa: PLC0415  only a check needs the whole engine
    from checker.writing import write_whole  # noqa: PLC0415

    try:
        report = run(path, against=sources, overrides=chosen, settings=settings)
        printed = False
        for kind, target in wanted:
            content = render(kind, report)
            if target == "-":
                click.echo(content, nl=not content.endswith("\n"))
                printed = True
            else:
                place = Path(target.replace("{name}", path.stem))
                write_whole(place, content)
                if index and kind == "html":
                    index.add(report, place)
    except InputError as error:
        if index:
            index.miss(str(error))
        click.echo(f"checker: {error}", err=True)
        return 2
    if not quiet and not printed:
        from checker.report import console  # noqa: PLC0415

        console.show(report)
    for failure in report.failures:
        click.echo(
            f"checker: the rule {failure.rule} failed ({failure.message}); its checks are missing", err=True
        )
    if report.failures:
        return 2
    return int(any(fails(finding.severity, settings.fail_level) for finding in report.findings))
