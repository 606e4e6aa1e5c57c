"""The guidance panel: what is guided beside what was reported, and what it implies."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from checker.model import Figure, Report
from checker.report.cards import Cards
from checker.report.guidance import Guidance, GuidanceCard
from checker.report.manuscript import Manuscript
from tests.report.sample import build

VOLUME = "Loan facilitation volume"


@pytest.fixture(scope="module")
def report() -> Report:
    return build()


def guidance(report: Report) -> Guidance:
    return Guidance(report, Cards(report, Manuscript(report.document, report.figures)))


def changed(report: Report, figure: str, **fields: object) -> Report:
    return replace(
        report, figures=tuple(replace(f, **fields) if f.id == figure else f for f in report.figures)
    )


def volume(report: Report) -> GuidanceCard:
    return next(c for c in guidance(report).cards if c.title == VOLUME.lower())


def implied(card: GuidanceCard) -> dict[str, list[tuple[str, str]]]:
    return {each.operand.figure.id: [(r.label, r.result) for r in each.rows] for each in card.guided}


def year_before(report: Report, low: str) -> Report:
    """The report with last year's volume stated, in place of a figure that matters to no guidance."""
    first = next(f for f in report.figures if f.id == "f1")
    level = Decimal(low)
    base: Figure = replace(first, id="f6", period="FY2020", low=level, high=level)
    return replace(report, figures=(*(f for f in report.figures if f.id != "f6"), base))


def test_growth_base_and_remainder(report: Report) -> None:
    found = implied(volume(report))
    assert found["f17"] == [("growth on 2021 Q1", "14.7% to 17.4%")]
    assert ("leaves", "RMB148.9 to 170.9 billion") in found["f15"]
    assert implied(volume(year_before(report, "240e9")))["f15"][0] == ("growth on FY2020", "29.2% to 37.5%")


def test_guided_growth_makes_a_level_where_none_is_guided(report: Report) -> None:
    known = year_before(report, "240e9")
    assert implied(volume(known))["f16"] == []
    alone = replace(known, figures=tuple(f for f in known.figures if f.id != "f15"))
    assert implied(volume(alone))["f16"] == [("makes, on FY2020", "RMB302.4 to 321.6 billion")]


def test_a_doubted_figure_is_no_base(report: Report) -> None:
    doubted = replace(report, findings=(replace(report.findings[0], figure="f1"),))
    assert implied(volume(doubted))["f17"] == []


def test_a_rate_changes_in_points(report: Report) -> None:
    rates = changed(
        changed(report, "f19", metric="margin", period="FY2020", speaker=3),
        "f20",
        metric="margin",
        period="FY2021",
        status="guidance",
        low=Decimal(7),
        high=Decimal(10),
    )
    [card] = [c for c in guidance(rates).cards if c.title == "margin"]
    assert implied(card) == {"f20": [("change on FY2020", "-1 to 2 points")]}


def test_bars_stand_beside_bars_of_the_same_length(report: Report) -> None:
    [quarters, years] = volume(report).lines[:2]
    assert [bar.label for bar in quarters.bars] == ["reported 2021 Q1", "guided 2021 Q2"]
    assert [(bar.label, bar.kind) for bar in years.bars] == [
        ("guided FY2021", "guidance"),
        ("left for the second half", "implied"),
    ]


def test_an_analyst_guides_nothing(report: Report) -> None:
    analyst = next(n for n, s in enumerate(report.document.speakers) if s.role == "analyst")
    quoted = replace(report, figures=tuple(replace(f, speaker=analyst) for f in report.figures))
    assert not guidance(quoted).cards


def test_guidance_without_a_name_is_not_lost(report: Report) -> None:
    nameless = changed(report, "f17", metric="")
    assert [operand.figure.id for operand in guidance(nameless).unnamed] == ["f17"]


def test_what_belongs_to_no_guidance_is_still_told(report: Report) -> None:
    assert not guidance(report).others
    apart = replace(report, observations=(replace(report.observations[0], figures=("f3",)),))
    assert [card.observation.id for card in guidance(apart).others] == ["o1"]
