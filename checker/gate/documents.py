"""Which documents a command line means: files as named, and what a folder holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.errors import InputError
from checker.gate.project import Project
from checker.model import Struct

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"})
"""Endings of the files in a folder that are documents unless ``include`` says what else."""


class Documents(Struct, frozen=True, kw_only=True):
    """What is to be checked, in order and once each, and what was named but is excluded.

    ``whole`` is true if a folder was named: then whatever belongs to it was looked at.
    """

    paths: tuple[Path, ...]
    excluded: tuple[Path, ...] = ()
    whole: bool = False


def documents(named: Sequence[Path], project: Project) -> Documents:
    """The documents of a run. Excluded ones are left out even if named: a hook names every file.

    Raises ``InputError`` for a folder that holds no document.
    """
    paths: dict[Path, None] = {}
    excluded: dict[Path, None] = {}
    for name in named:
        found = sorted(_inside(name, project)) if name.is_dir() else [name]
        kept = [path for path in found if not project.matches(path, project.exclude)]
        if name.is_dir() and not kept:
            raise InputError(str(name), "holds no document", "Name another folder, or set include.")
        if not name.is_dir() and not kept:
            excluded[name] = None
        paths.update(dict.fromkeys(kept))
    return Documents(paths=tuple(paths), excluded=tuple(excluded), whole=any(name.is_dir() for name in named))


def _inside(folder: Path, project: Project) -> Iterator[Path]:
    """Documents below a folder. Hidden files and folders are not looked into, links not followed."""
    for path in folder.iterdir():
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _inside(path, project)
        elif project.matches(path, project.include) if project.include else path.suffix.lower() in SUFFIXES:
            yield path
