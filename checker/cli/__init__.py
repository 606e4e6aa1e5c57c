"""The command line, one command a file; a command is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from checker import __version__

COMMANDS = ("check", "baseline", "figures", "diff", "selftest", "rules", "explain")
"""Names of the commands in the order of the help; each is the function ``command`` of its module."""


class _Commands(click.Group):
    """A group that imports the module of a command on first use, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click calls it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"checker.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101  the modules are ours
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="checker")
def main() -> None:
    """Find the figures in a call, release or note that cannot be true together.

    \b
    Example:
      checker check call.txt -o report.html -o json=report.json
    """
