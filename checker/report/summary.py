"""What the head of a report says: how much was found, how much of it checked, what was taken for granted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from checker.interval import Rounding
from checker.model import Report, Sensitivity, Struct, Tally
from checker.report.manuscript import SECTIONS

_NAMED = 3
"""Speakers that the head names; the coverage of all of them stands in its own section."""

_ROUNDING: Mapping[Rounding, str] = {
    "nearest": "Speakers round to the nearest digit",
    "truncation": "Speakers cut digits off instead of rounding",
    "either": "Speakers round or cut digits off",
}


class Share(Struct, frozen=True, kw_only=True):
    """So many of so many, as a bar: widths in percent, ``touched`` with what is not comparable."""

    name: str
    part: int
    whole: int
    reached: str
    touched: str


class Reason(Struct, frozen=True, kw_only=True):
    """Why figures were not checked, how many, and the filter that shows them."""

    words: str
    count: int
    query: str


class Summary(Struct, frozen=True, kw_only=True):
    """The counts of a report in the order in which its head shows them."""

    whole: Share
    sections: tuple[Share, ...]
    speakers: tuple[Share, ...]
    most: tuple[Share, ...]
    unchecked: int
    reasons: tuple[Reason, ...]
    assumed: tuple[str, ...]
    planted: Share | None
    slips: tuple[tuple[Sensitivity, Share], ...]


def summary(report: Report) -> Summary:
    """The summary of ``report``; of many speakers its head names those with the most figures."""
    coverage = report.coverage
    ranked = sorted(coverage.speakers, key=lambda tally: -tally.figures)
    most = [_share(tally) for tally in ranked[:_NAMED]]
    if others := ranked[_NAMED:]:
        name = "1 other" if len(others) == 1 else f"{len(others)} others"
        figures, checked = (sum(getattr(t, field) for t in others) for field in ("figures", "checked"))
        most.append(share(name, checked, figures))
    planted = [sum(getattr(row, field) for row in report.sensitivity) for field in ("caught", "planted")]
    return Summary(
        whole=share("", coverage.checked, coverage.figures, coverage.not_comparable),
        sections=tuple(_share(t, SECTIONS.get(t.name, t.name)) for t in coverage.sections),
        speakers=tuple(map(_share, coverage.speakers)),
        most=tuple(most),
        unchecked=sum(coverage.unchecked.values()),
        reasons=_reasons(coverage.unchecked),
        assumed=(*(a.partition(":")[0] for a in report.document.profile.assumptions), rounding(report)),
        planted=share("", *planted) if report.sensitivity else None,
        slips=tuple((row, share(row.kind, row.caught, row.planted)) for row in report.sensitivity),
    )


def rounding(report: Report) -> str:
    """How the speakers were taken to round."""
    return _ROUNDING[report.rounding]


def share(name: str, part: int, whole: int, beside: int = 0) -> Share:
    """``part`` of ``whole``, and ``beside`` it what is not comparable, as widths of a bar."""
    return Share(
        name=name,
        part=part,
        whole=whole,
        reached=_percent(part, whole),
        touched=_percent(part + beside, whole),
    )


def _share(tally: Tally, name: str = "") -> Share:
    return share(name or tally.name, tally.checked, tally.figures)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole if whole else 0}%"


def _reasons(unchecked: Mapping[str, int]) -> tuple[Reason, ...]:
    ranked: Sequence[tuple[str, int]] = sorted(unchecked.items(), key=lambda item: -item[1])
    return tuple(
        Reason(
            words=words,
            count=count,
            query=urlencode({"state": "unchecked", "q": words}, errors="replace"),
        )
        for words, count in ranked
    )
