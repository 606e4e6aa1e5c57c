"""``checker rules``: what is checked, a line a rule."""

from __future__ import annotations

import click


@click.command("rules")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List the rules: one line each. ``checker explain RULE`` tells all of one."""
    from checker.rules import REGISTRY, summary  # noqa: PLC0415

    if as_json:
        import json  # noqa: PLC0415

        click.echo(json.dumps([{"rule": name, "summary": summary(name)} for name in REGISTRY], indent=1))
        return
    width = max(map(len, REGISTRY))
    for name in REGISTRY:
        click.echo(f"{name:{width}}  {summary(name)}")
