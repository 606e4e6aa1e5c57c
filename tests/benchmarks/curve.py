"""How the time of a check grows with the length of a document, from 10 KB to 10 MB.

    python tests/benchmarks/curve.py FOLDER [MOST]

Puts the calls of FOLDER together to texts of ten, thirty, a hundred … thousand characters, up to MOST
(10,000,000), and prints the milliseconds of processor time that each stage takes for ten thousand
characters. Where the time is linear the rows are alike; the limits on bytes and figures do not hold here.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.linear import STAGES, stages

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)


def joined(texts: list[str], size: int) -> str:
    """The texts one after the other, again from the first when they are used up, cut at ``size``."""
    parts, length = [], 0
    for text in cycle(texts):
        parts.append(text)
        length += len(text) + 1
        if length >= size:
            break
    return "\n".join(parts)[:size]


def main() -> None:
    most = int(sys.argv[2]) if len(sys.argv) > 2 else SIZES[-1]
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    stages(texts[0])  # what is loaded lazily is loaded now
    print(f"{'characters':>10}" + "".join(f"{name:>10}" for name in (*STAGES, "all")))
    for size in (size for size in SIZES if size <= most):
        taken = stages(joined(texts, size))
        figures = (taken[name] * 1e7 / size for name in STAGES)
        print(
            f"{size:10,}" + "".join(f"{each:10.2f}" for each in (*figures, sum(taken.values()) * 1e7 / size)),
            flush=True,
        )


if __name__ == "__main__":
    main()
