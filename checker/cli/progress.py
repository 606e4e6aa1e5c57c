"""How far a long run has come: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.wording import inert

_FEW = 3


def told(paths: Sequence[Path]) -> Iterator[Path]:
    """The paths one by one, with a line on standard error that says which is at work."""
    if len(paths) <= _FEW or not sys.stderr.isatty():
        yield from paths
        return
    try:
        for number, path in enumerate(paths, 1):
            sys.stderr.write(f"\r\x1b[K{number} of {len(paths)}  {inert(str(path))[-60:]}")
            sys.stderr.flush()
            yield path
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
