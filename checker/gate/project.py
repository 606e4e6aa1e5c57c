"""The settings file of a project: ``checker.toml``, or ``[tool.checker]`` in ``pyproject.toml``.

One file governs a run: the nearest one in the working directory or above it, up to the top of the
repository. Globs and files in it are relative to its folder; globs read as in a ``.gitignore``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from checker.config import Settings
from checker.engine import IDENTITY_REMEDY
from checker.errors import InputError
from checker.gate.names import names
from checker.model import Struct
from checker.read.overrides import Overrides, validated
from checker.relate.own import identity

NAMES = ("checker.toml", "pyproject.toml")
_OF_RUN = ("include", "exclude", "output", "baseline", "suppressions", "max-findings", "per-path")
_T = TypeVar("_T", bound=msgspec.Struct)
_FIELD = re.compile(r"`\$\.?([^`]*)`")


class _Run(Struct, frozen=True, kw_only=True, rename="kebab"):
    """What is set for all documents together."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    baseline: str = ""
    suppressions: str = ""
    max_findings: int = 0


class PerPath(Struct, frozen=True, kw_only=True):
    """Settings for the documents that ``paths`` (globs) match, as they stand in the file."""

    paths: tuple[str, ...]
    settings: dict[str, Any]
    profile: Overrides


class Project(Struct, frozen=True, kw_only=True):
    """A settings file, read and checked; without a file everything is at its default.

    ``root`` is the folder that globs and files are relative to. ``include`` and ``exclude`` say what
    a folder given as DOCUMENT holds; ``max_findings`` how many failing findings a run may have.
    """

    root: Path
    file: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    baseline: Path | None = None
    suppressions: Path | None = None
    max_findings: int = 0
    settings: dict[str, Any]
    profile: Overrides = Overrides()
    per_path: tuple[PerPath, ...] = ()

    def matches(self, path: Path, globs: tuple[str, ...]) -> bool:
        """Whether a file is meant by globs of this project; one outside its root never is."""
        if not globs:
            return False
        resolved = path.resolve()
        return resolved.is_relative_to(self.root) and bool(
            _spec(globs).match_file(resolved.relative_to(self.root).as_posix())
        )

    def of(self, path: Path) -> tuple[dict[str, Any], Overrides]:
        """The settings of one document and what is said of it: the last table that names a key wins."""
        settings, profile = dict(self.settings), self.profile
        for each in self.per_path:
            if self.matches(path, each.paths):
                settings |= each.settings
                profile = each.profile.over(profile)
        return settings, profile


@cache
def _spec(globs: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  only a project with globs needs it

    return GitIgnoreSpec.from_lines(globs)


def discover(start: Path) -> Project:
    """The project that ``start`` lies in. Raises ``InputError`` if its settings file is malformed."""
    here = start.resolve()
    for folder in (here, *here.parents):
        for name in NAMES:
            file = folder / name
            if file.is_file() and (name != "pyproject.toml" or _table(file) is not None):
                return load(file)
        if (folder / ".git").exists():
            break
    return Project(root=here, settings={})


def load(file: Path) -> Project:
    """The project of a settings file. Raises ``InputError`` with file, line and key for what is wrong."""
    table = _table(file)
    if table is None:
        raise InputError(str(file), "has no table [tool.checker]", "Add it, or name another file.")
    run = _converted(file, {key: table[key] for key in _OF_RUN if key in table and key != "per-path"}, _Run)
    several = table.get("per-path", [])
    if not isinstance(several, list) or not all(isinstance(each, dict) for each in several):
        raise InputError(_place(file, "per-path"), "is no list of tables", "Write [[per-path]].")
    settings, profile = _one(file, {key: table[key] for key in table if key not in _OF_RUN})
    root = file.resolve().parent
    if run.max_findings < 0:
        raise InputError(_place(file, "max-findings"), "is negative", "Give a count.")
    return Project(
        root=root,
        file=file,
        include=run.include,
        exclude=run.exclude,
        output=run.output,
        baseline=root / run.baseline if run.baseline else None,
        suppressions=root / run.suppressions if run.suppressions else None,
        max_findings=run.max_findings,
        settings=settings,
        profile=profile,
        per_path=tuple(_per_path(file, each) for each in several),
    )


def checked(settings: Settings, place: str) -> Settings:
    """The same settings; raises ``InputError`` for a rule or percentage that is none."""
    for name in (*settings.select, *settings.ignore):
        known_rule(name, place)
    if not 0 <= settings.min_coverage <= 100:
        raise InputError(place, "min-coverage is no percentage", "Give a whole number from 0 to 100.")
    return settings


def known_rule(name: str, place: str) -> None:
    """Raise ``InputError`` unless ``name`` is a rule or a kind of finding."""
    if name not in names():
        raise InputError(place, f"{name!r} is no rule", f"The rules are {', '.join(names())}.")


def _per_path(file: Path, table: dict[str, Any]) -> PerPath:
    paths = table.get("paths")
    if not isinstance(paths, list) or not paths or not all(isinstance(path, str) for path in paths):
        raise InputError(_place(file, "paths"), "a table per-path has no paths", 'Give paths = ["notes/**"].')
    settings, profile = _one(file, {key: value for key, value in table.items() if key != "paths"})
    return PerPath(paths=tuple(paths), settings=settings, profile=profile)


def _one(file: Path, table: dict[str, Any]) -> tuple[dict[str, Any], Overrides]:
    """One table of settings, checked, and the profile that it holds."""
    settings = {key: value for key, value in table.items() if key != "profile"}
    found = checked(_converted(file, settings, Settings), str(file))
    for text in found.identities:
        try:
            identity(text)
        except ValueError as error:
            said = f"“{text}” {error}"
            raise InputError(_place(file, "identities"), said, IDENTITY_REMEDY) from None
    raw = table.get("profile", {})
    if not isinstance(raw, dict):
        raise InputError(_place(file, "profile"), "is no table", 'Write profile.currency = "USD".')
    spelled = {key.replace("-", "_"): value for key, value in raw.items()}
    return settings, validated(_converted(file, spelled, Overrides), str(file))


def _converted(file: Path, raw: dict[str, Any], kind: type[_T]) -> _T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        found = _FIELD.findall(str(error))
        key = re.split(r"[.\[]", found[-1])[0] if found else ""
        known = ", ".join(field.encode_name for field in msgspec.structs.fields(kind))
        raise InputError(_place(file, key), str(error), f"Known here: {known}.") from None


def _table(file: Path) -> dict[str, Any] | None:
    """The checker's own table of a TOML file, or ``None`` if a ``pyproject.toml`` has none."""
    import tomllib  # noqa: PLC0415  most folders have no settings

    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise InputError(str(file), "no such file", "Check the path.") from None
    except OSError as error:
        raise InputError(str(file), f"cannot be read ({error.strerror})", "Check the path.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(file), f"is not TOML ({error})", "Correct it.") from None
    if file.name != "pyproject.toml":
        return whole
    tools = whole.get("tool", {})
    table = tools.get("checker") if isinstance(tools, dict) else None
    return table if isinstance(table, dict) else None


def _place(file: Path, key: str) -> str:
    """The file with the first line that sets ``key``, as far as a line does."""
    lines: Iterable[str] = file.read_text(encoding="utf-8").splitlines() if key else ()
    setting = re.compile(rf"\s*(?:\[+\s*(?:tool\.checker\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    for number, line in enumerate(lines, 1):
        if setting.match(line):
            return f"{file}:{number}"
    return str(file)
