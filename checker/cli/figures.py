"""``checker figures``: the figures of a document and what each is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.cli.errors import clear_errors
from checker.cli.gating import in_project
from checker.cli.options import document_options, overrides


@click.command("figures")
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True
)
@click.option("--metric", metavar="WORDS", help="Only figures whose metric holds these words.")
@click.option("--period", metavar="LABEL", help="Only figures of this period, as 2021Q1 or @2021Q1.")
@click.option("--speaker", metavar="NAME", help="Only figures said by this speaker (part of the name).")
@click.option("--unit", metavar="UNIT", help="Only figures in this unit, as CNY or percent.")
@document_options
def command(document: Path, form: str, rounding: Any, **options: Any) -> None:
    """Print every figure of DOCUMENT with what it is about.

    \b
    Examples:
      checker figures call.txt --metric revenue
      checker figures call.txt --format jsonl > figures.jsonl
    """
    wanted = {name: options.pop(name) for name in ("metric", "period", "speaker", "unit")}
    with clear_errors():
        from checker.engine import figures_of  # noqa: PLC0415
        from checker.read import read  # noqa: PLC0415
        from checker.report import listing  # noqa: PLC0415

        settings, profile = in_project(document, rounding, overrides(**options))
        reading = figures_of(read(document, profile), settings)
        click.echo(listing.render(reading, form, **wanted), nl=False)
