"""Whether the time of every stage grows no faster than the text, on hostile and odd input.

    python tests/benchmarks/linear.py [NAME ...] [--limit SECONDS] [--size CHARACTERS]

Each input is doubled until one run takes ``--limit`` seconds or has ``--size`` characters. Printed are
the time of each stage at the last size, and by how much the last doubling multiplied it: 2 is linear,
4 is quadratic. Stages under 20 ms are left without a factor, which would be noise.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

STAGES = ("read", "extract", "resolve", "relate", "judge", "diagnose", "html", "json")
NOISE = 0.02
ORDINALS = ("first", "second", "third")

_TALK = (
    "Revenue in the {nth} quarter was ${a} million, up {b}% from ${c} million a year ago. "
    "Gross margin was {b}.5%, and we expect revenue of ${a} million to ${d} million next quarter.\n"
)


def _talk(size: int) -> str:
    """Sentences with different numbers, which is what makes relations."""
    pieces, length, i = [], 0, 0
    while length < size:
        i += 1
        piece = _TALK.format(nth=ORDINALS[i % 3], a=100 + i, b=i % 60, c=90 + i, d=105 + i)
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)


def _of(unit: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    return lambda size: before + unit * max(1, size // len(unit)) + behind


def _lines(unit: str) -> Callable[[int], str]:
    return lambda size: "\n".join(f"{unit} {i}" for i in range(max(1, size // (len(unit) + 5))))


INPUTS: dict[str, Callable[[int], str]] = {
    "digits": _of("7"),
    "digits in groups": _of(",777", "7"),
    "digits with spaces": _of("777 "),
    "points": _of("1."),
    "parentheses": _of("("),
    "numbers in parentheses": lambda size: "(5 " * (size // 4) + ")" * (size // 4),
    "scale words": _of("million "),
    "number words": _of("hundred and five "),
    "percent list": _of("and 5% "),
    "percent list of revenue": _of("and 5% ", "Revenue grew 3% "),
    "quarters": _of("Q1 "),
    "quarter words": _of("first quarter "),
    "years": _of("2021 "),
    "months": _of("April "),
    "between": _of("between "),
    "between and": _of("between 5 and "),
    "range": _of("5 to "),
    "dashes": _of("5-"),
    "dollars": _of("$"),
    "signs": _of("-"),
    "hedges": _of("about "),
    "about five": _of("about 5 "),
    "up down": _of("up 5% down 4% "),
    "compared": _of("compared to 5 million from "),
    "of of": _of("of the "),
    "vague": _of("mid to high single digits "),
    "spaces": _of(" ", "5", "%"),
    "newlines": _of("\n", "5", "%"),
    "tabs": _of("\t5"),
    "bars": _of("| 5 "),
    "one word": _of("a"),
    "capitals": _of("A"),
    "names": _of("John Smith "),
    "speakers": _of("John Smith:\nWe grew 5%.\n"),
    "speaker lines": _of("John Smith - Chief Executive Officer\n"),
    "colons": _of("A: "),
    "capital words": _of("REVENUE GREW FIVE PERCENT. "),
    "full stops": _of(". "),
    "initials": _of("U.S. "),
    "same sentence": _of("Revenue was $5 million. "),
    "same growth": _of("Revenue grew 5% to $5 million. "),
    "one long sentence": _of("revenue was $5 million and "),
    "commas": _of("revenue of 5 million, "),
    "semicolons": _of("revenue grew 5%; "),
    "short lines": _lines("5%"),
    "short lines of money": _lines("Revenue $5 million in"),
    "rows": _lines("Revenue  5,000  4,000  25%"),
    "headings": _lines("Heading"),
    "braces": _of("{{ 5 }} "),
    "tags": _of("</script>5% "),
    "emoji": _of("\U0001f600 5% "),
    "right to left": _of("\u200f5\u200e "),
    "sums": _of("Segment A was 5 million, B was 6 million, total 11 million. "),
    "guidance": _of("We expect revenue of $5 million to $6 million in 2022. "),
    "questions": _of("What about 5% growth? "),
    "excluding": _of("excluding 5% "),
    "quotes": _of('"5% '),
    "talk": _talk,
}


def stages(text: str) -> dict[str, float]:
    """Seconds of processor time each stage takes on ``text``."""
    from checker import engine  # noqa: PLC0415
    from checker.diagnose import diagnose  # noqa: PLC0415
    from checker.extract import extract  # noqa: PLC0415
    from checker.read import read_text  # noqa: PLC0415
    from checker.relate import relate  # noqa: PLC0415
    from checker.report import html, json_report  # noqa: PLC0415
    from checker.resolve import resolve  # noqa: PLC0415

    taken: dict[str, float] = {}

    def timed(name: str, action: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = action()
        taken[name] = time.process_time() - start
        return result

    document = timed("read", lambda: read_text(text))
    quantities = timed("extract", lambda: extract(document))
    reading = timed("resolve", lambda: resolve(document, quantities))
    relations = timed("relate", lambda: relate(reading))
    checks, observations, failures = timed("judge", lambda: engine._judge(reading.figures, relations))
    findings = timed("diagnose", lambda: diagnose(reading, relations, checks))
    report = engine.Report(
        document=document,
        figures=reading.figures,
        cues=reading.cues,
        checks=checks,
        findings=findings,
        observations=observations,
        coverage=engine.cover(reading, checks),
        failures=failures,
    )
    timed("html", lambda: html.render(report))
    timed("json", lambda: json_report.render(report, version="0"))
    return taken


def grow(
    make: Callable[[int], str], limit: float, most: int
) -> tuple[int, dict[str, float], dict[str, float]]:
    """Double the input until it is slow or large: its last size, and the last two timings."""
    size = 8_000
    before = stages(make(size))
    while True:
        size *= 2
        now = stages(make(size))
        if sum(now.values()) > limit or size >= most:
            return size, before, now
        before = now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help=f"of {', '.join(INPUTS)}")
    parser.add_argument("--limit", type=float, default=1.0)
    parser.add_argument("--size", type=int, default=1_000_000)
    options = parser.parse_args()
    stages(_talk(2_000))  # what is loaded lazily is loaded now
    print(f"{'input':24}{'size':>9}  " + "".join(f"{name:>16}" for name in STAGES))
    for name in options.names or INPUTS:
        size, before, now = grow(INPUTS[name], options.limit, options.size)
        cells = []
        for stage in STAGES:
            told = now[stage] > NOISE and before[stage] > NOISE / 5
            factor = f"×{now[stage] / before[stage]:.1f}" if told else ""
            cells.append(f"{now[stage] * 1000:8.0f} ms {factor:>4}")
        print(f"{name:24}{size:9}  " + "".join(f"{cell:>16}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
