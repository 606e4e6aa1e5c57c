"""What a planted slip would have cost: the sensitivity of one document's checks."""

from __future__ import annotations

from msgspec.structs import replace

from checker.config import Settings
from checker.engine import figures_of
from checker.read import read_text
from checker.rules import judge
from checker.selftest import KINDS, Planting, selftest

CALL = """Acme Corp First Quarter 2021 Earnings Conference Call

Revenue was $3.61 billion in the first quarter of 2021, up 13.5% from $3.18 billion a year ago.
Gross margin increased to 47.4% in the first quarter of 2021, up 230 basis points from 45.1% a year ago.
"""


LONGER = (
    CALL
    + """
Gross profit was $329 million in the first quarter of 2021, up 20%, or $55 million, from a year ago.
Revenue was $3.61 billion, as I said. Hardware revenue was $2.56 billion and cloud revenue was $1.05 billion.
Revenue was $3.34 billion in the fourth quarter of 2020. Hardware revenue was $2.81 billion in the fourth
quarter of 2020 and cloud revenue was $0.53 billion in the fourth quarter of 2020.
"""
)


def test_slips_in_one_sentence_are_caught() -> None:
    found = {row.kind: row for row in selftest(read_text(CALL))}
    assert list(found) == [kind for kind in KINDS if kind in found]
    assert all(0 <= row.mended <= row.caught <= row.planted for row in found.values())
    assert found["scale"].caught == found["scale"].planted > 0
    assert found["decimal point"].caught > 0


def test_where_nothing_is_checked_nothing_is_planted() -> None:
    assert (
        selftest(read_text("Acme Corp First Quarter 2021 Earnings Conference Call\n\nWe hired 12 people."))
        == ()
    )


def test_a_slip_in_what_is_only_repeated_by_assumption_is_not_planted() -> None:
    text = (
        "Acme Corp First Quarter 2021 Earnings Conference Call\n\nWe hired 12 people. Those 12 people help."
    )
    assert selftest(read_text(text)) == ()


def test_what_a_slip_does_not_touch_need_not_be_judged_again() -> None:
    """The shortcut of the self-test: every check is the one that judging all anew would give."""
    settings = Settings()
    planting = Planting(figures_of(read_text(LONGER), settings), settings)
    planted = list(planting.slips())
    assert len({slip.kind for slip, _ in planted}) > 4
    for _, edited in planted:
        slipped, relations, checks = planting.checks(edited)
        figures = {figure.id: figure for figure in slipped.figures}
        anew = tuple(replace(judge(r, figures), id=f"c{n}") for n, r in enumerate(relations, 1))
        assert checks == anew
