"""``checker selftest``: how many planted slips would be caught in a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.cli.errors import clear_errors
from checker.cli.gating import in_project
from checker.cli.options import document_options, overrides


@click.command("selftest")
@click.argument("document", type=click.Path(path_type=Path))
@document_options
def command(document: Path, rounding: Any, **options: Any) -> None:
    """Plant slips into the checked figures of DOCUMENT and say how many of them would be caught.

    One slip at a time: a scale word, a digit, two digits swapped, the decimal point, a number word
    misheard, a direction turned round. It takes as many runs as slips are planted.

    \b
    Example:
      checker selftest call.txt
    """
    with clear_errors():
        from checker.read import read  # noqa: PLC0415
        from checker.selftest import selftest as run  # noqa: PLC0415

        settings, profile = in_project(document, rounding, overrides(**options))
        found = run(read(document, profile), settings)
        click.echo(f"{'slip':<18}{'planted':>9}{'caught':>9}{'mended first':>14}")
        for row in found:
            click.echo(f"{row.kind:<18}{row.planted:>9}{row.caught:>9}{row.mended:>14}")
        if not found:
            click.echo("no figure takes part in a check that could have failed")
