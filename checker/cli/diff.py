"""``checker diff``: what changed between two JSON reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.errors import clear_errors
from checker.config import FailLevel, fails
from checker.errors import InputError

if TYPE_CHECKING:
    from checker.report.diff import Told


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD.json")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW.json")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write a page of it.")
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="warning",
    show_default=True,
    help="Least severity of a new finding that makes the exit status 1.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary, only the page and the exit status.")
def command(old: Path, new: Path, *, output: Path | None, fail_level: FailLevel, quiet: bool) -> None:
    """Compare two JSON reports: findings that are new, gone and unchanged.

    Findings are told apart by their fingerprints, so one that only moved is unchanged. Exit status: 0
    no new finding at or above the fail level, 1 some, 2 unusable input.

    \b
    Example:
      checker diff before.json now.json -o diff.html
    """
    with clear_errors():
        from checker.report import diff  # noqa: PLC0415  Jinja2 is not needed by the other commands
        from checker.writing import write_whole  # noqa: PLC0415

        if output and output.resolve() in (old.resolve(), new.resolve()):
            raise InputError(f"-o {output}", "would overwrite a report", "Choose another file.")
        found = diff.compare(_read(old), _read(new))
        if output:
            write_whole(output, diff.render(found))
        if not quiet:
            click.echo(diff.summary(found), nl=False)
    fresh = [change.finding for change in found.of("new") if not change.finding.waiver]
    sys.exit(int(any(fails(finding.severity, fail_level) for finding in fresh)))


def _read(path: Path) -> Told:
    from checker.report import diff  # noqa: PLC0415

    remedy = "Make one with: checker check DOCUMENT -o json=FILE."
    try:
        return diff.told(path.read_bytes())
    except FileNotFoundError:
        raise InputError(str(path), "no such file", remedy) from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", remedy) from None
    except ValueError as error:
        raise InputError(str(path), f"is no JSON report ({error})", remedy) from None
