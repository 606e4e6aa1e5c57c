"""The command line: ``checker check``, ``figures``, ``selftest``, ``rules``, ``explain``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from checker import __version__
from checker.config import FailLevel, Settings, fails
from checker.errors import InputError

if TYPE_CHECKING:
    from checker.model import Report
    from checker.read import Overrides
    from checker.report.index import Index

FORMATS = {".html": "html", ".htm": "html", ".json": "json"}


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Turn whatever goes wrong into one clear line and exit status 2."""
    try:
        yield
    except InputError as error:
        click.echo(f"checker: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (``checker … | head``): that is no failure of ours.
        sys.stderr.close()
        sys.exit(0)
    except (click.exceptions.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:
        where = _deepest(error)
        click.echo(
            f"checker: failed on its own account ({type(error).__name__}: {error}; {where}). "
            "Nothing counts as checked. Please report this, with the document if you may.",
            err=True,
        )
        sys.exit(2)


def _deepest(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "no trace"


def _document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        [
            click.option(
                "--meta",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="JSON with any of company, ticker, kind, fiscal_quarter, period_end, call_date, "
                "fiscal_year_end, currency.",
            ),
            click.option("--fiscal-quarter", metavar="2021Q1", help="The quarter the document is about."),
            click.option(
                "--fiscal-year-end", metavar="MM-DD", help="Month and day the fiscal year ends, as 12-31."
            ),
            click.option(
                "--currency", metavar="CODE", help="Reporting currency (ISO 4217), which a bare $ then means."
            ),
            click.option(
                "--call-date", metavar="YYYY-MM-DD", help="The day of the call, which 'as of now' means."
            ),
            click.option(
                "--rounding",
                type=click.Choice(["nearest", "truncation", "either"]),
                default="nearest",
                show_default=True,
                help="How the speakers round.",
            ),
        ]
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="checker")
def main() -> None:
    """Find the figures in a call, release or note that cannot be true together.

    \b
    Example:
      checker check call.txt -o report.html -o json=report.json
    """


@main.command()
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
    "--fail-level",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="warning",
    show_default=True,
    help="Least severity of a finding that makes the exit status 1.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary, only outputs and exit status.")
@_document_options
def check(
    documents: tuple[Path, ...],
    outputs: tuple[str, ...],
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
      checker check calls/*.txt -o 'reports/{name}.html' -o 'json=reports/{name}.json'
      checker check call.txt --fiscal-quarter 2021Q2 --fiscal-year-end 11-30 --currency USD
    """
    with _clear_errors():
        wanted = [_output(text, documents) for text in outputs]
        overrides = _overrides(**profile)
        settings = Settings(rounding=rounding, fail_level=fail_level)
        index = _index(documents, wanted)
        statuses = [
            _check_one(document, wanted, overrides, settings, quiet, index=index) for document in documents
        ]
        if index:
            from checker.writing import write_whole  # noqa: PLC0415

            for place, content in index.pages():
                write_whole(place, content)
    sys.exit(max(statuses))


def _check_one(
    path: Path,
    wanted: list[tuple[str, str]],
    overrides: Overrides,
    settings: Settings,
    quiet: bool,
    *,
    index: Index | None,
) -> int:
    """Check one document and write what is wanted of it; an unreadable one does not stop the others.

    What became of it is noted in ``index``, if there is one.
    """
    from checker.engine import check as run  # noqa: PLC0415  only a check needs the whole engine
    from checker.writing import write_whole  # noqa: PLC0415

    try:
        report = run(path, overrides=overrides, settings=settings)
        printed = False
        for kind, target in wanted:
            content = _render(kind, report)
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


def _index(documents: tuple[Path, ...], wanted: list[tuple[str, str]]) -> Index | None:
    """What collects the pages of several documents; ``None`` where an index would be of no use."""
    if len(documents) == 1 or not any(kind == "html" and target != "-" for kind, target in wanted):
        return None
    from checker.report.index import Index  # noqa: PLC0415  Jinja2 is not needed otherwise

    return Index()


def _render(kind: str, report: Report) -> str:
    if kind == "html":
        from checker.report import html  # noqa: PLC0415  Jinja2 is not needed otherwise

        return html.render(report)
    from checker.report import json_report  # noqa: PLC0415

    return json_report.render(report, version=__version__)


def _output(text: str, documents: tuple[Path, ...]) -> tuple[str, str]:
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
    return kind, target


def _overrides(meta: Path | None, **options: str | None) -> Overrides:
    """What the user said of the document: single options over the meta file."""
    from checker.read import Overrides, load_overrides, validated  # noqa: PLC0415

    chosen = Overrides(**cast("Any", options))
    return validated(chosen.over(load_overrides(meta)) if meta else chosen, "options")


@main.command()
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True
)
@click.option("--metric", metavar="WORDS", help="Only figures whose metric holds these words.")
@click.option("--period", metavar="LABEL", help="Only figures of this period, as 2021Q1 or @2021Q1.")
@click.option("--speaker", metavar="NAME", help="Only figures said by this speaker (part of the name).")
@click.option("--unit", metavar="UNIT", help="Only figures in this unit, as CNY or percent.")
@_document_options
def figures(document: Path, form: str, rounding: Any, **options: Any) -> None:
    """Print every figure of DOCUMENT with what it is about.

    \b
    Examples:
      checker figures call.txt --metric revenue
      checker figures call.txt --format jsonl > figures.jsonl
    """
    wanted = {name: options.pop(name) for name in ("metric", "period", "speaker", "unit")}
    with _clear_errors():
        from checker.engine import figures_of  # noqa: PLC0415
        from checker.read import read  # noqa: PLC0415
        from checker.report import listing  # noqa: PLC0415

        reading = figures_of(read(document, _overrides(**options)), Settings(rounding=rounding))
        click.echo(listing.render(reading, form, **wanted), nl=False)


@main.command()
@click.argument("document", type=click.Path(path_type=Path))
@_document_options
def selftest(document: Path, rounding: Any, **options: Any) -> None:
    """Plant slips into the checked figures of DOCUMENT and say how many of them would be caught.

    One slip at a time: a scale word, a digit, two digits swapped, the decimal point, a number word
    misheard, a direction turned round. It takes as many runs as slips are planted.

    \b
    Example:
      checker selftest call.txt
    """
    with _clear_errors():
        from checker.read import read  # noqa: PLC0415
        from checker.selftest import selftest as run  # noqa: PLC0415

        found = run(read(document, _overrides(**options)), Settings(rounding=rounding))
        click.echo(f"{'slip':<18}{'planted':>9}{'caught':>9}{'mended first':>14}")
        for row in found:
            click.echo(f"{row.kind:<18}{row.planted:>9}{row.caught:>9}{row.mended:>14}")
        if not found:
            click.echo("no figure takes part in a check that could have failed")


@main.command("rules")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rules_command(as_json: bool) -> None:
    """List the rules: one line each. ``checker explain RULE`` tells all of one."""
    from checker.rules import REGISTRY, summary  # noqa: PLC0415

    if as_json:
        click.echo(json.dumps([{"rule": name, "summary": summary(name)} for name in REGISTRY], indent=1))
        return
    width = max(map(len, REGISTRY))
    for name in REGISTRY:
        click.echo(f"{name:{width}}  {summary(name)}")


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what RULE checks, why, with an example that holds, one that fails, and when it is silent.

    \b
    Example:
      checker explain range_growth
    """
    from checker.rules import REGISTRY, explanation  # noqa: PLC0415

    with _clear_errors():
        if rule not in REGISTRY:
            raise InputError(rule, "is no rule", f"The rules are {', '.join(REGISTRY)}.")
        click.echo(explanation(rule))
