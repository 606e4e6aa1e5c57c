"""Options that several commands share: what the user says of a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

if TYPE_CHECKING:
    from checker.read import Overrides

PROFILE_OPTIONS = ("fiscal_quarter", "fiscal_year_end", "currency", "call_date")
"""Options that override a field of the profile."""

_OPTIONS = (
    click.option(
        "--meta",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="JSON with any of company, ticker, kind, fiscal_quarter, period_end, call_date, "
        "fiscal_year_end, currency.",
    ),
    click.option("--fiscal-quarter", metavar="2021Q1", help="The quarter the document is about."),
    click.option("--fiscal-year-end", metavar="MM-DD", help="Month and day the fiscal year ends, as 12-31."),
    click.option(
        "--currency", metavar="CODE", help="Reporting currency (ISO 4217), which a bare $ then means."
    ),
    click.option("--call-date", metavar="YYYY-MM-DD", help="The day of the call, which 'as of now' means."),
    click.option(
        "--rounding",
        type=click.Choice(["nearest", "truncation", "either"]),
        help="How the speakers round.  [default: nearest]",
    ),
)


def document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the options that say what a document is about and how its speakers round."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def overrides(meta: Path | None, **options: str | None) -> Overrides:
    """What the user said of the document: single options over the meta file.

    Raises ``InputError`` for a value that is none.
    """
    from checker.read import Overrides, load_overrides, validated  # noqa: PLC0415

    chosen = Overrides(**cast("Any", options))
    return validated(chosen.over(load_overrides(meta)) if meta else chosen, "options")
