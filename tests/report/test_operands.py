"""Numbers of operands in sentences and arithmetic: which words name which figure."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from checker.report.operands import Operand, as_written, normalised, numbered
from tests.report.sample import build


def operands(*values: str) -> list[Operand]:
    figure = build().figures[0]
    return [
        Operand(
            number=n,
            role="",
            figure=replace(figure, id=f"n{n}", text=value),
            value=value,
            true="",
            about="",
            speaker="",
            place="",
        )
        for n, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize(
    ("text", "values", "named"),
    [
        ("8% is less than 58%", ["58%", "8%"], ["n2", "n1"]),
        ("RMB85 to 87 billion ÷ RMB87 billion", ["RMB87 billion", "RMB85 to 87 billion"], ["n2", "n1"]),
        ("3.6 + 3.6 = 7.2, not 3.6", ["3.6", "3.6"], ["n1", "n2", "n2"]),
        ("13.6 and 3.65 and 3.6.", ["3.6"], ["n1"]),
        ("nothing here", ["3.6"], []),
        ("($5) (x", ["($5)"], ["n1"]),
    ],
)
def test_words_name_figures(text: str, values: list[str], named: list[str]) -> None:
    for form in (as_written, normalised):
        pieces = numbered(text, operands(*values), form)
        assert [piece.figure.id for piece in pieces if piece.figure] == named
        assert "".join(piece.text for piece in pieces) == text


def test_without_operands_the_text_is_one_piece() -> None:
    [piece] = numbered("1 + 1", (), normalised)
    assert (piece.text, piece.figure) == ("1 + 1", None)
