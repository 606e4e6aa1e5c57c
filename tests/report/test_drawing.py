"""Number lines, quotes and states: what the page draws and cuts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.interval import Interval
from checker.model import Block, Sentence
from checker.report.manuscript import Manuscript
from checker.report.number_line import number_line
from checker.report.states import states
from tests.report.sample import build


def row(low: str | None, high: str | None, label: str = "stated") -> tuple[str, Interval, str]:
    return label, Interval(Decimal(low) if low else None, Decimal(high) if high else None), "stated"


@pytest.mark.parametrize(
    ("rows", "unit", "gap"),
    [
        ([row("1.1", "1.2"), row("3.5", "3.6")], "percent", "gap of 2.3 points"),
        ([row("1147445000", "1157455000"), row("3550000000", "3650000000")], "CNY", "gap of RMB2.4 billion"),
        ([row("11.4", "15"), row("12.5", "13.5")], "percent", None),
        ([row("1", "2"), row("2", "3")], "percent", None),
        ([row("100", None), row("90", "99")], "count", "gap of 1"),
        ([row("100", None), row("101", "102")], "count", None),
    ],
)
def test_gap(rows: list[tuple[str, Interval, str]], unit: str, gap: str | None) -> None:
    line = number_line(rows, unit)
    assert line is not None
    assert (line.gap.words if line.gap else None) == gap
    assert gap is None or gap in line.words


def test_nothing_to_compare() -> None:
    assert number_line([row("1", "2")], "percent") is None
    assert number_line([row(None, None), row(None, None)], "percent") is None


ENDS = st.decimals(min_value=-(10**12), max_value=10**12, places=3)


@given(st.lists(st.tuples(ENDS, ENDS).map(sorted), min_size=2, max_size=4))
def test_bars_stay_inside_the_drawing_in_order(ends: list[list[Decimal]]) -> None:
    line = number_line([("x", Interval(low, high), "stated") for low, high in ends], "percent")
    assert line is not None
    for bar in line.bars:
        assert Decimal(bar.x[:-1]) >= 0
        assert Decimal(bar.x[:-1]) + Decimal(bar.width[:-1]) <= 100
    by_low = sorted(zip(ends, line.bars, strict=True), key=lambda pair: pair[0][0])
    places = [Decimal(bar.x[:-1]) for _, bar in by_low]
    assert places == sorted(places)
    assert 1 <= len(line.ticks) <= 10


def test_a_long_sentence_is_quoted_around_its_figures() -> None:
    report = build()
    text = "word " * 200 + "sales of 12% grew " + "word " * 200
    start = text.index("12%")
    figure = replace(report.figures[1], start=start, end=start + 3, text="12%")
    document = replace(
        report.document, text=text, blocks=(), sentences=(Sentence(start=0, end=len(text), block=0),)
    )
    [quote] = Manuscript(document, [figure]).quotes([figure])
    words = "".join(piece.text for piece in quote.pieces)
    assert words.startswith("… word")
    assert words.endswith("word …")
    assert "sales of 12% grew" in words
    assert len(words) < 260


def test_figures_of_one_sentence_share_a_quote() -> None:
    report = build()
    figures = [f for f in report.figures if f.id in ("f3", "f4", "f5")]
    quotes = Manuscript(report.document, report.figures).quotes(figures)
    assert [[p.figure.id for p in q.pieces if p.figure] for q in quotes] == [["f3", "f4"], ["f5"]]


def test_one_state_a_figure() -> None:
    report = build()
    found = states(report)
    assert set(found) == {f.id for f in report.figures}
    assert found["f7"] == "consistent", "evidence that a check confirms stays consistent"
    assert states(replace(report, findings=()))["f9"] == "beside"


def test_an_endless_paragraph_is_shown_whole_in_several() -> None:
    report = build()
    text = "y" * 7_990 + "RMB18 billion" + "word " * 4_000
    figure = replace(report.figures[0], start=7_990, end=8_003, text="RMB18 billion")
    document = replace(report.document, text=text, blocks=(Block(start=0, end=len(text)),), sentences=())
    [part] = Manuscript(document, [figure]).parts()
    paragraphs = [p for turn in part.turns for p in turn.paragraphs]
    assert "".join(piece.text for p in paragraphs for piece in p.pieces) == text
    assert max(sum(len(piece.text) for piece in p.pieces) for p in paragraphs) < 8_100
    assert [piece.text for p in paragraphs for piece in p.pieces if piece.figure] == ["RMB18 billion"]
    assert all(p.pieces[0].text.startswith("word") for p in paragraphs[2:])
