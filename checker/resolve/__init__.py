"""What each figure is about: measure and sign, status, basis, period, metric and scope.

One dimension a file. Each is a pure function of the document, its passages, the quantities and the
answers of the dimensions before it, and gives one answer a quantity; this module lines them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.interval import DEFAULT, Interval, Rounding, Widths
from checker.model import Document, Figure, Quantity, Reading, Stated, Status
from checker.place import Places
from checker.resolve.amounts import in_units
from checker.resolve.basis import bases
from checker.resolve.cues import cues
from checker.resolve.echo import Dated
from checker.resolve.lexicon import Lexicon, lexicon
from checker.resolve.measure import measures
from checker.resolve.metric import Subject, metrics
from checker.resolve.passage import Passage, passages
from checker.resolve.period import periods
from checker.resolve.status import statuses
from checker.resolve.usage import by_usage
from checker.resolve.values import negated, true_values

_WORD = re.compile(r"[a-z0-9]{3,}")
_PARTS = frozenset({"division", "segment", "group", "unit", "brand", "banner", "region", "subsidiary"})
_POINTED = re.compile(
    r"\b(?:this|that|the) (?:division|segment|business (?:group|unit)|unit|brand|banner|region|subsidiary)\b"
)
"""A part of the company that a sentence does not name: "profit for this business group"."""


def resolve(
    document: Document,
    quantities: Sequence[Quantity],
    *,
    rounding: Rounding = "nearest",
    widths: Widths = DEFAULT,
    metric_lexicon: Lexicon | None = None,
) -> Reading:
    """Give every quantity its metric, scope, basis, period, measure, comparison and status.

    ``quantities`` are those of ``document`` in reading order. ``rounding`` and ``widths`` settle
    which true values a stated figure stands for (see ``checker.interval``); ``metric_lexicon`` replaces the
    shipped names of metrics.
    """
    texts = passages(document, quantities)
    measured = measures(document, texts, quantities)
    signed = [
        negated(quantity) if how.negative else quantity
        for quantity, how in zip(quantities, measured, strict=True)
    ]
    status = statuses(document, texts, signed, measured)
    basis = bases(document, texts, signed)
    dated = periods(document, texts, signed, measured)
    status = tuple(_of_time(how, when, document) for how, when in zip(status, dated, strict=True))
    subjects = metrics(document, texts, signed, measured, dated, metric_lexicon=metric_lexicon)
    basis = by_usage([subject.metric for subject in subjects], basis)
    signed = in_units(document, signed, subjects)
    elsewhere = _scoped_elsewhere(texts, [subject.scope for subject in subjects])
    places = Places(document)
    figures = []
    for i, quantity in enumerate(signed):
        block = places.block(quantity.start)
        line, column = places.line_and_column(quantity.start)
        interval, lenient = _intervals(quantity, rounding, widths)
        page, box = places.page_and_box(quantity.start, quantity.end)
        figures.append(
            Figure(
                **{name: getattr(quantity, name) for name in Quantity.__struct_fields__},
                id=f"f{i + 1}",
                measure=measured[i].measure,
                comparison=dated[i].comparison if measured[i].measure == "change" else None,
                metric=subjects[i].metric,
                scope=subjects[i].scope,
                basis=basis[i],
                period=_period(dated[i], subjects[i], status[i]),
                status=status[i],
                interval=interval,
                lenient=lenient,
                speaker=block.speaker,
                section=block.section,
                line=line,
                column=column,
                page=page,
                box=box,
                inferred=tuple(_inferred(quantity, dated[i], subjects[i], i in elsewhere)),
            )
        )
    found = tuple(figures)
    return Reading(document=document, figures=found, cues=cues(document, texts, found))


def given(document: Document, *, rounding: Rounding = "nearest", widths: Widths = DEFAULT) -> Reading:
    """The reading of a document whose figures something else has read."""
    places = Places(document)
    figures = []
    for i, stated in enumerate(document.figures):
        line, column = places.line_and_column(stated.start)
        figures.append(
            Figure(
                **{name: getattr(stated, name) for name in Stated.__struct_fields__},
                id=f"f{i + 1}",
                interval=true_values(stated, rounding, widths),
                lenient=true_values(stated, rounding, widths, lenient=True),
                line=line,
                column=column,
            )
        )
    return Reading(document=document, figures=tuple(figures))


def _intervals(quantity: Quantity, rounding: Rounding, widths: Widths) -> tuple[Interval, Interval]:
    """The true values strictly and leniently; the same where the last digit as written is not zero."""
    strict = true_values(quantity, rounding, widths)
    if (quantity.low_coarse, quantity.high_coarse) == (quantity.low_step, quantity.high_step):
        return strict, strict
    return strict, true_values(quantity, rounding, widths, lenient=True)


def _of_time(status: Status, dated: Dated, document: Document) -> Status:
    """The status with what the period says of it: what happens in a year that has not begun is no fact."""
    year, now = dated.period or "", document.profile.fiscal_quarter or ""
    begun = not now or not year.startswith("FY") or len(year) != len("FY2021") or year[2:] <= now[:4]
    return status if begun or status != "actual" else "guidance"


def _period(dated: Dated, subject: Subject, status: Status) -> str | None:
    """The period; what is said of a flow and a balance at once ("both doubled") takes that of the flow.

    An ambition belongs to no period but one that its own sentence names.
    """
    if status == "target" and dated.inferred:
        return None
    parts = subject.metric.split(" / ")
    natures = {entry.nature for entry in map(lexicon().named, parts) if entry} if len(parts) > 1 else set()
    return dated.period.removeprefix("@") if dated.period and natures & {"flow", "events"} else dated.period


def _inferred(quantity: Quantity, dated: Dated, subject: Subject, scoped_elsewhere: bool) -> Iterator[str]:
    if dated.inferred:
        yield "period"
    if subject.inferred:
        yield "metric"
    if any(step.startswith("assumed currency") for step in quantity.trace):
        yield "unit"
    if scoped_elsewhere:
        yield "scope"
    if dated.shared and dated.comparison is not None:
        yield "comparison"


def _scoped_elsewhere(texts: Sequence[Passage], scopes: Sequence[str]) -> set[int]:
    """Quantities whose own sentence names no word of their scope: it was carried over, or only pointed at."""
    found = set()
    for passage in texts:
        found |= {
            i for i in passage.quantities if scopes[i] and passage.words.isdisjoint(_WORD.findall(scopes[i]))
        }
        if not passage.words.isdisjoint(_PARTS) and _POINTED.search(passage.low):
            found |= {i for i in passage.quantities if not scopes[i]}
    return found
