"""Options of the commands that gate: the settings file, which rules run, and which findings count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cache import Cache, default_folder
from checker.cli.options import PROFILE_OPTIONS, overrides
from checker.config import Settings
from checker.errors import InputError
from checker.gate.project import Project, checked, discover, load

if TYPE_CHECKING:
    from checker.read import Overrides

_FILE = click.Path(path_type=Path)
_OPTIONS = (
    click.option(
        "--config",
        type=_FILE,
        metavar="FILE",
        help="Settings file; by default the nearest checker.toml or pyproject.toml with [tool.checker] "
        "in this folder or above it.",
    ),
    click.option("--no-config", is_flag=True, help="Use no settings file."),
    click.option("--select", metavar="RULE,...", multiple=True, help="Run only these rules."),
    click.option("--ignore", metavar="RULE,...", multiple=True, help="Leave these rules or findings out."),
    click.option(
        "--min-coverage",
        type=click.IntRange(0, 100),
        metavar="PERCENT",
        help="A document of whose figures fewer could be checked fails.",
    ),
    click.option(
        "--require-support",
        is_flag=True,
        default=None,
        help="A figure that no source speaks of is a finding, where there are sources.",
    ),
    click.option(
        "--suppressions", type=_FILE, metavar="FILE", help="Findings to let pass, as the page exports them."
    ),
    click.option(
        "--cache-dir",
        type=_FILE,
        metavar="FOLDER",
        help="Where reports of unchanged documents are kept.  [default: $XDG_CACHE_HOME/guidance-checker]",
    ),
    click.option("--no-cache", is_flag=True, help="Check everything anew; the outputs are the same."),
    click.option(
        "--today",
        metavar="YYYY-MM-DD",
        help="The day by which suppressions expire, instead of today's.",
    ),
)


def gate_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the options of the gate."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Wishes:
    """What the command line says, over what the settings file says, over the defaults."""

    def __init__(
        self,
        *,
        config: Path | None,
        no_config: bool,
        profile: Overrides,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        suppressions: Path | None,
        today: str | None,
        cache_dir: Path | None,
        no_cache: bool,
        **settings: Any,
    ) -> None:
        self.project = _project(config, no_config)
        self.suppressions = suppressions or self.project.suppressions
        self.today = _day(today)
        self.cache = Cache(None if no_cache else cache_dir or default_folder())
        self._profile = profile
        self._settings = {
            name.replace("_", "-"): value for name, value in settings.items() if value is not None
        }
        for option, names in (("select", select), ("ignore", ignore)):
            if names:
                self._settings[option] = tuple(name.strip() for each in names for name in each.split(","))
        self.of_run = self.settings(self.project.settings)
        checked(self.of_run, "command line")

    @classmethod
    def of_options(cls, *, config: Path | None, no_config: bool, meta: Path | None, **options: Any) -> Wishes:
        """From the options of a command that has ``gate_options`` and ``document_options``."""
        profile = overrides(meta, **{name: options.pop(name) for name in PROFILE_OPTIONS})
        return cls(config=config, no_config=no_config, profile=profile, **options)

    def says(self, key: str) -> bool:
        """Whether the command line sets ``key``."""
        return key in self._settings

    def settings(self, file: dict[str, Any]) -> Settings:
        """Settings of the file with the command line's over them."""
        import msgspec  # noqa: PLC0415

        return msgspec.convert({**file, **self._settings}, Settings)

    def of(self, path: Path) -> tuple[Settings, Overrides]:
        """Settings of one document and what is said of it."""
        table, profile = self.project.of(path)
        return self.settings(table), self._profile.over(profile)


def in_project(path: Path, rounding: str | None, profile: Overrides) -> tuple[Settings, Overrides]:
    """What governs one document of a command that has no gate: the settings file under its options."""
    import msgspec  # noqa: PLC0415

    table, said = discover(Path.cwd()).of(path)
    spoken = {} if rounding is None else {"rounding": rounding}
    return msgspec.convert(table | spoken, Settings), profile.over(said)


def _project(config: Path | None, no_config: bool) -> Project:
    if config and no_config:
        raise InputError("--config", "contradicts --no-config", "Give one of the two.")
    if config:
        return load(config)
    return Project(root=Path.cwd(), settings={}) if no_config else discover(Path.cwd())


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("--today", f"{text!r} is no date", "Give one such as 2026-12-31.") from None
