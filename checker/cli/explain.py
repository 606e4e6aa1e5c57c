"""``checker explain``: all of one rule."""

from __future__ import annotations

import click

from checker.cli.errors import clear_errors
from checker.errors import InputError


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Say what RULE checks, why, with an example that holds, one that fails, and when it is silent.

    \b
    Example:
      checker explain range_growth
    """
    from checker.rules import REGISTRY, explanation  # noqa: PLC0415

    with clear_errors():
        if rule not in REGISTRY:
            raise InputError(rule, "is no rule", f"The rules are {', '.join(REGISTRY)}.")
        click.echo(explanation(rule))
