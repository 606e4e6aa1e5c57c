"""Hostile and odd input: no crash, no hang, no leak of markup into the report."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from checker.engine import check, check_text
from checker.errors import InputError
from checker.model import Report
from checker.report import html, json_report

OPENING = "Alder Mills Second Quarter 2022 Earnings Call\n\n"
CALL = OPENING + "Revenue for the second quarter was $3.60 billion, up 13% from $3.18 billion a year ago.\n"

ODD = {
    "nul": "\0Revenue\0 was $5\0 million.\0",
    "lone surrogate": "Revenue \ud800 was $5 million\udfff.",
    "byte order mark": "\ufeffRevenue was $5 million.",
    "carriage returns": "Revenue was $5 million.\r\nCosts were $4 million.\rProfit was $1 million.",
    "line separators": "Revenue was\u2028$5 million.\u2029Costs\x0bwere\x0c$4\x85million.",
    "right to left": "\u202eRevenue was \u200f$5 million\u202c, \u0665\u0666 million more.",
    "emoji": "Revenue 🚀 was $5 million 👩‍👩‍👧‍👦 up 5️⃣%.",
    "letters that grow": "İ Revenue İİ was $5 million, ŉ ß ﬃ up 5%.",
    "full width": "Revenue was ＄５ million, up ５％, x² ³ ½ ⅔ Ⅷ ①.",
    "capitals": "REVENUE WAS FIVE MILLION DOLLARS, UP 5% FROM $4.8 MILLION IN Q1 2021.",
    "templates": "Revenue {{ 7*7 }} was {% raw %}$5 million{# {{ config }} #}, up {5}%.",
    "script": "Revenue</script><script>alert(1)</script> was $5 million<!-- up 5%.",
    "attribute": 'Revenue" onmouseover="alert(1)\' was $5 million & up 5%.',
    "between": "Revenue was between between between $5 and and between 6 million to to 7.",
    "exponents": "Revenue was 1e999999, 1E-999999 and $5e400 million, up 1e9%.",
    "thousands of digits": f"Revenue was ${'9' * 5000} million, up 0.{'0' * 5000}1% from {'1,' * 300}1.",
    "a long decimal": f"Revenue was $1.{'3' * 6000} billion, up {'5.' * 300}5%.",
    "scale on scale": f"Revenue was 5 {'million ' * 300}dollars and 5 {'thousand ' * 300}.",
    "zero": "Revenue was $0, up 0% from $0.00 a year ago, $-0 before, minus 0% to 0%.",
    "division by nothing": "Revenue was $5 million, up 5% from $0 a year ago. Margin was 5% of 0.",
    "down to": "Revenue declined 5% to minus 7% to -$5 million from -$6 to -$7 million.",
    "ends out of order": "Revenue grew 7% to 5%, high to low teens, mid to low single digits, 9-3 million.",
    "years far away": "In Q1 0000, Q4 9999 and fiscal 99999 revenue was $5 million in FY0001, up 5%.",
    "dates that are none": "On February 31, 2021-13-45, in the three months ended 13/45/2026, $5 million.",
    "quarters that are none": "Revenue in Q0, Q5, 1H0 and 5Q21 was $5 million against $4 million in Q-1.",
    "only a number": "5",
    "only a sign": "$",
    "only a mark": "%",
}


def _written(report: Report) -> tuple[str, dict[str, object]]:
    page = html.render(report)
    text = json_report.render(report, version="0")
    page.encode("utf-8")
    text.encode("utf-8")
    return page, json.loads(text)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_is_read_and_reported(text: str) -> None:
    for whole in (text, OPENING + text, CALL + text + "\n\n" + text, text + "\n" + CALL):
        report = check_text(whole)
        assert not report.failures
        for figure in report.figures:
            assert whole[figure.start : figure.end] == figure.text
            assert figure.low <= figure.high
        page, data = _written(report)
        assert "<script>alert" not in page
        assert 'onmouseover="alert' not in page
        assert len(data["figures"]) == len(report.figures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xef\xbb\xbf" + CALL.encode(), "mark"),
        (CALL.replace("\n", "\r\n").encode(), "CRLF"),
        (CALL.replace("\n", "\r").encode(), "CR"),
        (CALL.encode("utf-16"), "UTF-16"),
        (CALL.upper().encode(), "capitals"),
    ],
)
def test_how_a_file_was_saved_changes_no_figure(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(content)
    found = check(path)
    plain = check_text(CALL)
    assert [(f.low, f.high, f.unit, f.line) for f in found.figures] == [
        (f.low, f.high, f.unit, f.line) for f in plain.figures
    ]
    assert [(c.kind, c.verdict) for c in found.checks] == [(c.kind, c.verdict) for c in plain.checks]


# What would take minutes if any stage compared all with all, or a pattern went back over its steps.
LONG = {
    "digits": ("7", 1_000_000),
    "parentheses": ("(", 1_000_000),
    "scale words": ("million ", 300_000),
    "spaces": (" ", 1_000_000),
    "grouped digits": (",777", 60_000),
    "points": ("1.", 40_000),
    "percentages": ("and 5% ", 12_000),
    "quarters": ("Q1 ", 20_000),
    "years": ("2021 ", 40_000),
    "between": ("between 5 and ", 12_000),
    "ranges": ("5 to ", 12_000),
    "nesting": ("(5 ", 8_000),
    "turns": ("Jo Kent:\nWe grew 5%.\n", 12_000),
    "one fact again": ("Revenue grew 5% to $5 million. ", 16_000),
    "one sentence": ("revenue was $5 million and ", 16_000),
    "semicolons": ("revenue grew 5%; ", 12_000),
    "guidance": ("We expect revenue of $5 million to $6 million in 2022. ", 16_000),
    "sums": ("Segment A was 5 million, B was 6 million, total 11 million. ", 16_000),
}


@pytest.mark.parametrize(("unit", "size"), LONG.values(), ids=LONG)
def test_long_input_takes_no_more_than_its_length(unit: str, size: int) -> None:
    start = time.process_time()
    check_text(OPENING + unit * (size // len(unit)))
    assert time.process_time() - start < 8  # a tenth of it on a quiet machine


def test_many_different_values_of_one_fact(tmp_path: Path) -> None:
    start = time.process_time()
    lines = (f"Revenue was ${i} million, up {i % 60}% from ${i + 7} million a year ago." for i in range(250))
    _written(check_text(OPENING + "\n".join(lines)))
    assert time.process_time() - start < 20


def test_fifty_thousand_short_lines() -> None:
    start = time.process_time()
    check_text("\n".join(["A.", "", "Five"] * 17_000))
    assert time.process_time() - start < 20


def test_bare_numbers_without_end_are_refused_before_they_are_read() -> None:
    start = time.process_time()
    with pytest.raises(InputError, match="holds 450,000 numbers, more than the 100,000"):
        check_text("5 " * 450_000)
    assert time.process_time() - start < 8  # to read each takes five times as long


def test_pages_and_years_are_no_figures_but_count_as_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.engine.MOST_NUMBERS", 100)
    assert len(check_text(CALL + "See page 5. " * 90).figures) == 3
    with pytest.raises(InputError, match="numbers"):
        check_text(CALL + "See page 5. " * 100)
