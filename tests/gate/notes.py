"""Notes that the gate's tests check, and the command line in this process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from checker.cli import main

HEAD = "# Alder Mills, second quarter 2022\n\n"
WRONG = "Total revenue for the second quarter was $3.60 billion, up 23% from $3.18 billion a year ago.\n"
RIGHT = WRONG.replace("23%", "13%")
OTHER = "Operating income for the second quarter was $420 million, up 40% from $400 million a year ago.\n"


def checker(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def write(path: Path, *paragraphs: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + "\n".join(paragraphs), encoding="utf-8")
    return path
