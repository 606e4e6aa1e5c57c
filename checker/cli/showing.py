"""``--show-settings``: what governs each document, and who said so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from checker.cli.gating import Wishes
from checker.config import Settings


def settings_text(wishes: Wishes, paths: Sequence[Path]) -> str:
    """The settings of each document as TOML, with their origin as comments."""
    project = wishes.project
    lines = [f"# settings file: {project.file or 'none'}"]
    of_run = {
        "include": list(project.include),
        "exclude": list(project.exclude),
        "output": list(project.output),
        "baseline": str(project.baseline or ""),
        "suppressions": str(wishes.suppressions or ""),
        "max-findings": project.max_findings,
    }
    lines += [f"{key} = {_written(value)}" for key, value in of_run.items()]
    for path in paths:
        lines += ["", f"[{json.dumps(str(path), ensure_ascii=False)}]", *_of(wishes, path)]
    return "\n".join(lines) + "\n"


def _of(wishes: Wishes, path: Path) -> Iterator[str]:
    settings, profile = wishes.of(path)
    table, _ = wishes.project.of(path)
    for field in msgspec.structs.fields(Settings):
        key, value = field.encode_name, getattr(settings, field.name)
        origin = "command line" if wishes.says(key) else "settings file" if key in table else "default"
        yield f"{key} = {_written(value)}  # {origin}"
    for name, value in msgspec.structs.asdict(profile).items():
        if value is not None:
            yield f"profile.{name.replace('_', '-')} = {_written(value)}"


def _written(value: Any) -> str:
    """A value as TOML writes it; decimals as bare numbers."""
    if isinstance(value, msgspec.Struct):
        parts = {name: part for name, part in msgspec.structs.asdict(value).items() if part is not None}
        return "{" + ", ".join(f"{name} = {_written(part)}" for name, part in parts.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_written(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (str, int)) else str(value)
