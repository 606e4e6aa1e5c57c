"""Which figures are brought together, in which role; and the whole of it on the annotated calls."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import checker
from checker import rules
from checker.model import Check, Report
from checker.relate import relate
from tests import gold
from tests.gold_reading import reading

ALARMS = ("inconsistent", "suspicious")
HEADING = "Acme Corp First Quarter 2021 Earnings Conference Call\n\n"


def _told(report: Report, kind: str) -> list[Check]:
    return [c for c in report.checks if c.kind == kind and c.verdict != "not comparable"]


def _texts(report: Report, check: Check) -> set[str]:
    by_id = {figure.id: figure.text for figure in report.figures}
    return {by_id[i] for v in check.figures.values() for i in ((v,) if isinstance(v, str) else v)}


@pytest.mark.parametrize(
    ("text", "kind", "texts"),
    [
        (
            "Revenue was $3.6 billion, up 13% year-over-year. We had a good start.\n\n"
            "Revenue a year ago was $3.18 billion.",
            "growth",
            {"$3.6 billion", "13%", "$3.18 billion"},
        ),
        (
            "Gross profit was $329 million, up 20%, or $55 million, year-over-year.",
            "implied_base",
            {"$329 million", "20%", "$55 million"},
        ),
        (
            "Operating margin was 23.8%, down 280 basis points from 26.6% a year ago.",
            "difference",
            {"23.8%", "280 basis points", "26.6%"},
        ),
        (
            "Sales, excluding divested shops, rose 14.2% year-over-year in the first quarter of 2021. "
            "Demand was good.\n\nSales, excluding disposals, rose 14.2% from a year ago.",
            "repeat",
            {"14.2%"},
        ),
        (
            "Our brokers have signed 18 dealer agreements in the first nine months of 2020. Half of the "
            "18 dealer agreements in 2020 were in the south.",
            "repeat",
            {"18"},
        ),
        (
            "Revenue was $5.9 billion and gross profit $329 million. Gross margin was 5.6%.",
            "ratio",
            {"$5.9 billion", "$329 million", "5.6%"},
        ),
    ],
)
def test_figures_are_brought_together(text: str, kind: str, texts: set[str]) -> None:
    report = checker.check_text(HEADING + text)
    assert texts in [_texts(report, check) for check in _told(report, kind)]


@pytest.mark.parametrize(
    "text",
    [
        # growth on a basis of its own is not growth of the reported levels
        "Revenue was $3.6 billion, against $3.18 billion a year ago. Organic revenue growth was 5%.",
        # a driver is not the whole change
        "Revenue was $85 million, compared to $27 million a year ago. Currency added about $15 "
        "million to revenue.",
        # what comes in every day is no part of what there is
        "Our Clips app now has more than 20 billion clips on Clips and we get 20 million clips uploaded "
        "every day.",
        # a book at a year's end is not what came in its last quarter
        "We closed out 2020 with record fourth quarter revenues of $350 million, up 61% year-over-year.\n\n"
        "Since 2015 we grew total revenues by a 22% compound annual growth rate and lifted lending volumes "
        "by a 17% compound annual growth rate to end 2020 at $35 billion.",
        # two segments under one word
        "Turning to Coatings, sales were $482 million, up 21.7% year-over-year. Total sales "
        "were $1.43 billion, "
        "an increase of 13% from $1.27 billion a year ago.",
        # a quarter and a year
        "Revenue was $10 million in the quarter. For the full year 2020, revenue was $42 million.",
        # corrected while being said
        "Cash was $19.4 million -- $19.4 billion at the end of the quarter.",
        # a number broken off
        "Marketing expenses decreased to RMB 32.9 million from RMB six, 64.8 million a year ago.",
        # a bound is no comparison
        "We cut the number of steps from 40 to less than 10.",
        # the loss, not the number, widened
        "The pre-tax loss widened to $47 million in the quarter, compared to $9 million a year ago.",
        # rounding by cutting off
        "Non-performing assets were $59 million. At quarter end non-performing assets were $59.57 million.",
    ],
)
def test_nothing_is_made_of_it(text: str) -> None:
    report = checker.check_text(HEADING + text)
    assert not [check.note for check in report.checks if check.verdict in ALARMS]


def test_a_proved_sum_finds_the_slip_in_another_period() -> None:
    report = checker.check_text(
        HEADING + "Revenue was $3.60 billion, compared to $3.34 billion in Q4. "
        "Hardware revenue was $2.45 million, compared to $2.56 billion in Q4. "
        "Cloud revenue was $1.15 billion, compared to $780 million in Q4."
    )
    verdicts = {frozenset(_texts(report, check)): check.verdict for check in _told(report, "sum")}
    assert verdicts[frozenset({"$3.34 billion", "$2.56 billion", "$780 million"})] == "consistent"
    assert verdicts[frozenset({"$3.60 billion", "$2.45 million", "$1.15 billion"})] == "inconsistent"


def test_relations_do_not_depend_on_hash_order() -> None:
    code = (
        "import checker; r = checker.check_text('Revenue was $3.6 billion, up 13% from $3.18 "
        "billion a year ago. "
        "Margin was 5%, down from 6% a year ago.'); print([(c.kind, c.figures, c.note) for c in r.checks])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(checker.__file__).parents[1])},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


FOLDERS = gold.folders()


@pytest.mark.skipif(not FOLDERS, reason="the annotated calls are not here")
def test_annotated_figures_give_the_annotated_checks(tmp_path: Path) -> None:
    pairs = []
    for folder in FOLDERS:
        read = reading(folder)
        figures = {figure.id: figure for figure in read.figures}
        checks = [
            msgspec.structs.replace(rules.judge(relation, figures), id=f"c{i}")
            for i, relation in enumerate(relate(read))
        ]
        target = tmp_path / f"{folder.name}.json"
        target.write_bytes(
            msgspec.json.encode({"figures": list(gold.lines(folder / "figures.jsonl")), "checks": checks})
        )
        pairs.append(f"{folder}={target}")
    scored = subprocess.run(
        [sys.executable, str(gold.GOLD / "score.py"), "--json", *pairs],
        capture_output=True,
        text=True,
        check=True,
    )
    score = json.loads(scored.stdout)
    assert score["check found R"] >= 0.90
    assert score["alarm R"] >= 0.85
    assert score["alarm P"] >= 0.90
    assert score["verdict accuracy"] >= 0.97
