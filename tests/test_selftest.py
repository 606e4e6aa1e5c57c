"""What a planted slip would have cost: the sensitivity of one document's checks."""

from __future__ import annotations

from checker.read import read_text
from checker.selftest import KINDS, selftest

CALL = """Acme Corp First Quarter 2021 Earnings Conference Call

Revenue was $3.61 billion in the first quarter of 2021, up 13.5% from $3.18 billion a year ago.
Gross margin increased to 47.4% in the first quarter of 2021, up 230 basis points from 45.1% a year ago.
"""


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
