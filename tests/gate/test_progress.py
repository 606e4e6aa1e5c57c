"""Progress is told on a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from checker.cli.progress import told

PATHS = [Path(f"note{number}\x1b.md") for number in range(5)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "paths", "lines"),
    [(Terminal(), PATHS, 5), (Terminal(), PATHS[:2], 0), (io.StringIO(), PATHS, 0)],
)
def test_progress(
    stream: io.StringIO, paths: list[Path], lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(told(paths)) == paths
    said = stream.getvalue()
    assert said.count(" of 5") == lines
    assert "note4\x1b" not in said
    assert said.endswith("\r\x1b[K") == bool(lines)
