"""How long the main job takes: cold as a whole process, and warm inside one.

    python tests/benchmarks/main_job.py [DOCUMENT] [RUNS]

Prints medians and the ratio of the cold job to starting Python alone, which is what to compare
between machines; it asserts nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def median(action: Callable[[], object], runs: int) -> float:
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    document = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "examples" / "lantern_2021q1_call.txt")
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder:
        html = str(Path(folder) / "report.html")
        job = [sys.executable, "-m", "checker", "check", document, "-o", html]
        empty = median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=False), runs)
        cold = median(lambda: subprocess.run(job, check=False, capture_output=True), runs)

    from checker.engine import check  # noqa: PLC0415
    from checker.report import html as html_report  # noqa: PLC0415

    warm = median(lambda: check(document), runs)
    drawn = median(lambda: html_report.render(check(document)), runs)
    print(f"Python alone            {empty * 1000:7.1f} ms")
    print(f"main job, cold, HTML    {cold * 1000:7.1f} ms  ({cold / empty:.1f} times Python alone)")
    print(f"check, warm             {warm * 1000:7.1f} ms  ({warm / empty:.2f} times Python alone)")
    print(f"check and HTML, warm    {drawn * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
