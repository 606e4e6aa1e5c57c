"""How often a wrong figure of a short note is caught, and how often a right one is called wrong.

The notes are the Reuters bullets of the ECTSum corpus beside the project, the sources their calls. In
each case one digit of one figure is changed whose value stands in the call; it is caught if a check of
kind ``tie_out`` names it as a claim that the call contradicts. A false contradiction is such a check on
an unchanged bullet.

    python tests/benchmarks/tie_out.py [--seed N] [--cases N] [--show]
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checker.engine import check_text
from checker.model import Figure, Report
from checker.read import read

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "ectsum"
_DIGIT = re.compile(r"\d")
_CONSENSUS = re.compile(r"ibes|consensus|estimate")


class Case(NamedTuple):
    """A note with the figure that was changed in it, and what stood there."""

    name: str
    text: str
    start: int
    before: str
    after: str


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--show", action="store_true", help="print the misses and the false contradictions")
    chosen = parser.parse_args()
    result = measure(chosen.seed, chosen.cases, show=chosen.show)
    print(
        f"seed {chosen.seed}: {result['caught']} of {result['cases']} changed digits caught; "
        f"{result['false']} of {result['figures']} unchanged figures contradicted"
    )


def measure(seed: int, cases: int, *, show: bool = False) -> dict[str, int]:
    """Caught of ``cases`` changed figures, and false contradictions of all figures in the same notes."""
    rng = random.Random(seed)
    names = sorted(path.name for path in (CORPUS / "summaries").glob("*.txt"))
    rng.shuffle(names)
    result = {"cases": 0, "caught": 0, "figures": 0, "false": 0}
    for name in names:
        if result["cases"] >= cases:
            break
        text = (CORPUS / "summaries" / name).read_text(encoding="utf-8")
        source = read(CORPUS / "transcripts" / name)
        report = check_text(text, against=[source])
        wrong = list(contradicted(report))
        result["figures"] += len(report.figures)
        result["false"] += len(wrong)
        if show:
            for figure, note in wrong:
                print(f"FALSE {name} {figure.text} :: {_line(text, figure.start)} :: {note}")
        case = changed(rng, name, text, report)
        if case is None:
            continue
        result["cases"] += 1
        caught = [
            f
            for f, _ in contradicted(check_text(case.text, against=[source]))
            if f.start <= case.start < f.end
        ]
        result["caught"] += bool(caught)
        if show and not caught:
            print(f"MISSED {name} {case.before} -> {case.after} :: {_line(case.text, case.start)}")
    return result


def contradicted(report: Report) -> Iterator[tuple[Figure, str]]:
    """The figures that a source contradicts, with the note of the check."""
    figures = {figure.id: figure for figure in report.figures}
    for check in report.checks:
        if check.kind == "tie_out" and check.verdict in ("inconsistent", "suspicious"):
            yield figures[str(check.figures["claim"])], check.note


def changed(rng: random.Random, name: str, text: str, report: Report) -> Case | None:
    """One digit of one figure changed whose value stands in the source; ``None`` if there is none."""
    said = {(f.low, f.high, f.unit) for source in report.sources for f in source.figures}
    able = [
        f
        for f in report.figures
        if (f.low, f.high, f.unit) in said
        and _DIGIT.search(f.text)
        and not _CONSENSUS.search(_line(text, f.start)[: f.column - 1])
    ]
    if not able:
        return None
    figure = rng.choice(able)
    places = [figure.start + match.start() for match in _DIGIT.finditer(figure.text)]
    at = rng.choice(places)
    leading = at == 0 or not (text[at - 1].isdigit() or text[at - 1] == ".")
    digit = rng.choice([d for d in "0123456789" if d != text[at] and not (leading and d == "0")])
    after = text[:at] + digit + text[at + 1 :]
    return Case(name, after, at, figure.text, after[figure.start : figure.end])


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


if __name__ == "__main__":
    main()
