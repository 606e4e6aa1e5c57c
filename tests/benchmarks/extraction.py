"""How fast quantities are read, against a plain scan for digits over the same texts.

    python tests/benchmarks/extraction.py FOLDER [FILES]

Reads up to FILES (200) texts of FOLDER and prints megabytes a second of the scan and of extraction, and
their ratio, which is what to compare between machines. Each is timed file by file, the two in turn, and
the best of three counts, so that a busy machine slows both alike. It asserts nothing.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from checker.extract import extract
from checker.read import read_text

SCAN = re.compile(r"\d[\d,]*(?:\.\d+)?")
ROUNDS = 3


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    paths = sorted(path for path in folder.rglob("*") if path.is_file())[:count]
    documents = [read_text(path.read_text(encoding="utf-8", errors="replace")) for path in paths]
    extract(documents[0])  # compiles the patterns
    scanned = extracted = 0.0
    for document in documents:
        scanned += min(timed(lambda d=document: SCAN.findall(d.text)) for _ in range(ROUNDS))  # type: ignore[misc]
        extracted += min(timed(lambda d=document: extract(d)) for _ in range(ROUNDS))  # type: ignore[misc]
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    print(f"{len(documents)} texts, {size:.1f} MB")
    print(f"scan       {size / scanned:8.1f} MB/s")
    print(f"extraction {size / extracted:8.2f} MB/s")
    print(f"ratio      {scanned / extracted:8.3f}")


if __name__ == "__main__":
    main()
