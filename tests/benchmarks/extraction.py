"""How fast calls are read, their figures found and understood, and checked, against a plain scan for digits.

    python tests/benchmarks/extraction.py FOLDER [FILES]

Reads up to FILES (200) texts of FOLDER and prints, for each stage, megabytes a second and the ratio to a
scan of the same texts for runs of digits, which is what to compare between machines: that of the totals
and the median of the texts'. Right after a stage the text is scanned again and again for as long as the
stage took, so that a busy machine slows both alike; the best of three rounds counts.

quantulum3, where it is installed (``pip install -e '.[benchmark]'``), finds quantities in the first
texts. It asserts nothing.
"""

from __future__ import annotations

import importlib.util
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from checker.engine import examine, figures_of
from checker.extract import extract
from checker.model import Document
from checker.read import read_text

SCAN = re.compile(r"\d[\d,]*(?:\.\d+)?")
ROUNDS = 3
FEW = 5
"""Texts that quantulum3 reads, which takes seconds each."""

Stage = Callable[[str, Document], object]


def stages() -> dict[str, Stage]:
    """What is measured, by name; "check" is everything from the text to the report."""
    found: dict[str, Stage] = {
        "read": lambda text, _: read_text(text),
        "extraction": lambda _, document: extract(document),
        "extraction and resolution": lambda _, document: figures_of(document),
        "check": lambda text, _: examine(read_text(text)),
    }
    if importlib.util.find_spec("quantulum3") is not None:
        from quantulum3 import parser  # noqa: PLC0415

        found["quantulum3"] = lambda text, _: parser.parse(text)
    return found


def measured(stage: Stage, text: str, document: Document) -> tuple[float, float]:
    """Processor time of ``stage`` and of one scan of its text, the best of some rounds each."""
    staged = scanned = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        stage(text, document)
        taken = time.process_time() - start
        start, times = time.process_time(), 0
        while (passed := time.process_time() - start) < taken or not times:
            SCAN.findall(text)
            times += 1
        staged, scanned = min(staged, taken), min(scanned, passed / times)
    return staged, scanned


def main() -> None:
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    paths = sorted(path for path in folder.rglob("*") if path.is_file())[:count]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    documents = [read_text(text) for text in texts]
    print(f"{len(texts)} texts, {sum(len(text.encode()) for text in texts) / 1e6:.1f} MB")
    print(f"{'':28}{'MB/s':>8}{'scan MB/s':>11}{'ratio':>9}{'median':>9}")
    for name, stage in stages().items():
        few = FEW if name == "quantulum3" else count
        stage(texts[0], documents[0])  # loads and compiles what is needed
        times = [measured(stage, *given) for given in zip(texts[:few], documents[:few], strict=True)]
        size = sum(len(text.encode()) for text in texts[:few]) / 1e6
        taken, scanned = (sum(column) for column in zip(*times, strict=True))
        median = statistics.median(scan / staged for staged, scan in times)
        print(
            f"{name:28}{size / taken:8.3f}{size / scanned:11.1f}{scanned / taken:9.4f}{median:9.4f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
