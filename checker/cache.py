"""Reports kept from run to run, so that an unchanged document is not checked again.

A report is found again by all that it follows from: the bytes and the name of the document, the
settings, the sources named on the command line, this version and the very files of this program. What
a report says of its sources is held against the bytes that they have now. Files are MessagePack with a
checksum, read back into the same structs or not at all: a damaged, foreign or outdated file is as good
as none, and nothing in it is ever run. Where nothing can be kept, nothing is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from checker import __version__
from checker.config import Settings
from checker.errors import InputError
from checker.model import Report
from checker.read.decode import load
from checker.read.overrides import Overrides

MOST_FILES = 2_000
"""Reports kept; the ones longest not asked for go first."""
LARGEST = 32_000_000
"""Bytes of one kept report at most."""
_SUFFIX = ".report"
_DIGEST = hashlib.sha256().digest_size


def default_folder() -> Path | None:
    """Where the system keeps what can be made anew: ``$XDG_CACHE_HOME`` or ``~/.cache``."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(given) if given and Path(given).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # no home
        return None
    return base / "guidance-checker"


class Cache:
    """Kept reports in ``folder``; with ``None`` for a folder it finds and keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder and _ours(folder) else None

    def key(
        self, path: Path, settings: Settings, overrides: Overrides, beside: Sequence[Sequence[Path]]
    ) -> str | None:
        """By what the report of a document is found again; ``None`` if it cannot be kept.

        ``beside`` are the sources and the earlier documents that it is held against, each in order.
        """
        named = [[str(source) for source in sources] for sources in beside]
        if self._folder is None or not path.is_file() or any("-" in names for names in named):
            return None
        try:
            digest = hashlib.sha256(load(path)).hexdigest()
        except InputError:
            return None
        asked = (__version__, _program(), str(path), digest, settings, overrides, named)
        return hashlib.sha256(msgspec.msgpack.encode(asked)).hexdigest()

    def find(self, key: str | None) -> Report | None:
        """The report kept under ``key``, if it is whole and its sources are as they were."""
        if self._folder is None or key is None:
            return None
        place = self._folder / (key + _SUFFIX)
        try:
            if place.stat().st_size > LARGEST:
                return None
            data = place.read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
                return None
            report = msgspec.msgpack.decode(data[_DIGEST:], type=Report)
            os.utime(place)
        except (OSError, msgspec.DecodeError):
            return None
        return report if all(_unchanged(s.document.path, s.document.sha256) for s in report.sources) else None

    def keep(self, key: str | None, report: Report) -> None:
        """Keep a report under ``key``, unless a rule crashed in it or it is too large."""
        if self._folder is None or key is None or report.failures:
            return
        body = msgspec.msgpack.encode(report)
        if len(body) + _DIGEST > LARGEST:
            return
        import tempfile  # noqa: PLC0415  who only finds needs none

        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(name).replace(self._folder / (key + _SUFFIX))
            self._forget()

    def _forget(self) -> None:
        if self._folder is None:
            return
        kept = list(self._folder.glob("*" + _SUFFIX))
        if len(kept) > MOST_FILES:
            oldest = sorted(kept, key=lambda place: place.stat().st_mtime_ns)
            for place in oldest[: len(kept) - MOST_FILES * 3 // 4]:
                place.unlink(missing_ok=True)


def _ours(folder: Path) -> bool:
    """Whether the folder is there, or can be made, and nobody else can write into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _unchanged(path: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(load(Path(path))).hexdigest() == sha256
    except InputError:
        return False


@cache
def _program() -> str:
    """A digest of the files of this program: their names, sizes and times."""
    found = hashlib.sha256()
    folders = [str(Path(__file__).resolve().parent)]
    while folders:
        for entry in sorted(os.scandir(folders.pop()), key=lambda each: each.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    folders.append(entry.path)
            else:
                status = entry.stat()
                found.update(
                    f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode(errors="replace")
                )
    return found.hexdigest()
