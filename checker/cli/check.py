"""``checker check``: documents in, verdicts and reports out, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.checking import Checking
from checker.cli.errors import clear_errors
from checker.cli.gating import Wishes, gate_options
from checker.cli.options import document_options
from checker.cli.outputs import OF_DOCUMENT, OF_RUN, Output, index_of, of_document, of_run, output
from checker.cli.progress import told
from checker.errors import InputError
from checker.gate.documents import documents as found_documents
from checker.gate.verdict import Gate

if TYPE_CHECKING:
    from checker.config import FailLevel, Settings
    from checker.model import Report, Run
    from checker.report.index import Index


@click.command("check")
@click.argument("named", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DOCUMENT...")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="[KIND=]FILE",
    help="Write a report; the kind (html, json, sarif, junit, github, gitlab, csv, markdown) from the "
    "prefix or the file's ending. May be given several times. html and json are of one document: with "
    "several FILE must hold {name} or be a FOLDER/, and pages get an index.html. A FILE of - prints it "
    "instead of the summary.",
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
    "--prior",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="EARLIER",
    help="An earlier call or release of the company: figures of the past are held against it, and what is "
    "said to be done to its guidance.",
)
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="Least severity of a finding that makes the exit status 1.  [default: warning]",
)
@click.option(
    "--max-findings", type=click.IntRange(0), metavar="N", help="Fail only with more than N such findings."
)
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Let known findings pass.")
@click.option(
    "--diff-base", metavar="REV", help="Only findings on lines changed since git revision REV count."
)
@click.option(
    "--selftest",
    is_flag=True,
    help="Also plant slips into the checked figures and say in the reports how many would be caught.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary, only outputs and exit status.")
@click.option("--show-settings", is_flag=True, help="Print the settings of each DOCUMENT and stop.")
@gate_options
@document_options
def command(
    *,
    named: tuple[Path, ...],
    outputs: tuple[str, ...],
    against: tuple[Path, ...],
    prior: tuple[Path, ...],
    fail_level: FailLevel | None,
    max_findings: int | None,
    baseline: Path | None,
    diff_base: str | None,
    selftest: bool,
    quiet: bool,
    show_settings: bool,
    **options: Any,
) -> None:
    """Check each DOCUMENT and print a summary of what cannot be true together.

    A DOCUMENT may be a folder: then all documents in it are checked. Exit status: 0 nothing at or
    above the fail level, 1 findings, 2 unusable input or a failure of the tool.

    \b
    Examples:
      checker check call.txt
      checker check call.txt -o report.html --fail-level error
      checker check note.md --against call.txt --against release.html
      checker check call.txt --prior last_quarters_call.txt
      checker check calls/*.txt -o 'reports/{name}.html' -o 'json=reports/{name}.json'
      checker check notes/ -o checker.sarif -o junit=checker.xml --baseline checker-baseline.json
      checker check call.txt --fiscal-quarter 2021Q2 --fiscal-year-end 11-30 --currency USD
    """
    with clear_errors():
        wishes = Wishes.of_options(fail_level=fail_level, **options)
        project = wishes.project
        found = found_documents(named, project)
        if show_settings:
            from checker.cli.showing import settings_text  # noqa: PLC0415

            click.echo(settings_text(wishes, found.paths), nl=False)
            return
        for path in found.excluded:
            click.echo(f"checker: {path}: excluded by {project.file}, not checked", err=True)
        base = None if outputs else project.root
        wanted = [output(text, found.paths, base) for text in outputs or project.output]
        gate = Gate(
            baseline_file=baseline or project.baseline,
            suppressions=wishes.suppressions,
            diff_base=diff_base,
            max_findings=project.max_findings if max_findings is None else max_findings,
            today=wishes.today,
        )
        quiet = quiet or any(target == "-" for _, target in wanted)
        index = index_of(found.paths, wanted)
        checking = Checking(wishes, against, prior)
        for path in told(found.paths):
            _check_one(path, checking, gate, wanted, selftest=selftest, quiet=quiet, index=index)
        run = gate.run(wishes.of_run, whole=found.whole)
        _write_run(run, wanted, index)
        if not quiet and gate.complaints:
            from checker.report import console  # noqa: PLC0415

            click.echo(console.findings(gate.complaints), nl=False)
        if gate.baseline and (gone := gate.baseline.gone()):
            hint = f"{gone} of the baseline no longer there; take out with: checker baseline prune"
            click.echo(f"checker: {hint}", err=True)
    sys.exit(run.status)


def _check_one(
    path: Path,
    checking: Checking,
    gate: Gate,
    wanted: Sequence[Output],
    *,
    selftest: bool,
    quiet: bool,
    index: Index | None,
) -> None:
    """Check one document and write what is wanted of it; an unreadable one does not stop the others.

    What became of it is noted by ``gate`` and in ``index``, if there is one.
    """
    try:
        report, settings = checking.report(path)
        report = gate.judge(report, path, settings)
        if selftest:
            report = _tested(report, settings)
    except InputError as error:
        gate.miss(path, error)
        if index:
            index.miss(str(error))
        click.echo(f"checker: {error}", err=True)
        return
    for each in wanted:
        if each.kind in OF_DOCUMENT:
            _write(each, of_document(each.kind, report), each.place(path))
            if index and each.kind == "html" and each.target != "-":
                index.add(report, each.place(path))
    if not quiet:
        from checker.report import console  # noqa: PLC0415

        console.show(report)
    _say_failures(report)


def _tested(report: Report, settings: Settings) -> Report:
    """The report with the count of planted slips that its checks would catch."""
    from msgspec.structs import replace  # noqa: PLC0415

    from checker.selftest import selftest  # noqa: PLC0415

    return replace(report, sensitivity=selftest(report.document, settings))


def _write_run(run: Run, wanted: Sequence[Output], index: Index | None) -> None:
    for each in wanted:
        if each.kind in OF_RUN:
            _write(each, of_run(each.kind, run, Path.cwd()), Path(each.target))
    for place, content in index.pages() if index else ():
        _write(Output("html", str(place)), content, place)


def _write(each: Output, content: str, place: Path) -> None:
    if each.target == "-":
        click.echo(content, nl=bool(content) and not content.endswith("\n"))
        return
    from checker.writing import write_whole  # noqa: PLC0415

    write_whole(place, content)


def _say_failures(report: Report) -> None:
    for failure in report.failures:
        click.echo(
            f"checker: the rule {failure.rule} failed ({failure.message}); its checks are missing", err=True
        )
