"""What each figure is about: measure and sign, status, basis, period, metric and scope.

One dimension a file. Each is a pure function of the document, its passages, the quantities and the
answers of the dimensions before it, and gives one answer a quantity; this module lines them up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from checker.interval import DEFAULT, Interval, Rounding, Widths, stated, vague
from checker.model import Document, Figure, Quantity, Reading
from checker.resolve.basis import bases
from checker.resolve.cues import cues
from checker.resolve.measure import measures
from checker.resolve.metric import metrics
from checker.resolve.passage import Passage, passages
from checker.resolve.period import periods
from checker.resolve.status import statuses

_WORD = re.compile(r"[a-z0-9]{3,}")


def resolve(
    document: Document,
    quantities: Sequence[Quantity],
    *,
    rounding: Rounding = "nearest",
    widths: Widths = DEFAULT,
) -> Reading:
    """Give every quantity its metric, scope, basis, period, measure, comparison and status.

    ``quantities`` are those of ``document`` in reading order. ``rounding`` and ``widths`` settle
    which true values a stated figure stands for (see ``checker.interval``).
    """
    texts = passages(document, quantities)
    measured = measures(document, texts, quantities)
    signed = [
        _negated(quantity) if how.negative else quantity
        for quantity, how in zip(quantities, measured, strict=True)
    ]
    status = statuses(document, texts, signed, measured)
    basis = bases(document, texts, signed)
    dated = periods(document, texts, signed, measured)
    subjects = metrics(document, texts, signed, measured, dated)
    elsewhere = _scoped_elsewhere(texts, [subject.scope for subject in subjects])
    newlines = [i for i, character in enumerate(document.text) if character == "\n"]
    block_starts = [block.start for block in document.blocks]
    figures = []
    for i, quantity in enumerate(signed):
        line = bisect_right(newlines, quantity.start - 1)
        block = document.blocks[max(0, bisect_right(block_starts, quantity.start) - 1)]
        inferred = [name for name, is_so in (("period", dated[i].inferred), ("metric", subjects[i].inferred)) if is_so]
        if any(step.startswith("assumed currency") for step in quantity.trace):
            inferred.append("unit")
        if i in elsewhere:
            inferred.append("scope")
        fields = {name: getattr(quantity, name) for name in Quantity.__struct_fields__}
        figures.append(
            Figure(
                **fields,
                id=f"f{i + 1}",
                measure=measured[i].measure,
                comparison=dated[i].comparison if measured[i].measure == "change" else None,
                metric=subjects[i].metric,
                scope=subjects[i].scope,
                basis=basis[i],
                period=dated[i].period,
                status=status[i],
                interval=_true_values(quantity, rounding, widths, lenient=False),
                lenient=_true_values(quantity, rounding, widths, lenient=True),
                speaker=block.speaker,
                section=block.section,
                line=line + 1,
                column=quantity.start - (newlines[line - 1] + 1 if line else 0) + 1,
                inferred=tuple(inferred),
            )
        )
    found = tuple(figures)
    return Reading(document=document, figures=found, cues=cues(document, texts, found))


def _scoped_elsewhere(texts: Sequence[Passage], scopes: Sequence[str]) -> set[int]:
    """Quantities whose own sentence names no word of their scope: it was carried over."""
    found = set()
    for passage in texts:
        words = set(_WORD.findall(passage.text.lower())) if passage.quantities else set()
        found |= {i for i in passage.quantities if scopes[i] and not words & set(_WORD.findall(scopes[i]))}
    return found


def _negated(quantity: Quantity) -> Quantity:
    """The same quantity as a fall: "declined 5% to 7%" runs from −7 to −5."""
    return replace(
        quantity,
        low=-quantity.high,
        high=-quantity.low,
        low_step=quantity.high_step,
        high_step=quantity.low_step,
        low_coarse=quantity.high_coarse,
        high_coarse=quantity.low_coarse,
    )


def _true_values(quantity: Quantity, rounding: Rounding, widths: Widths, *, lenient: bool) -> Interval:
    if quantity.form == "vague":
        step = max(quantity.low_step, quantity.high_step)
        return vague(quantity.low, quantity.high, step=step, hedge=quantity.hedge, widths=widths)
    return stated(
        quantity.low,
        quantity.high,
        low_step=quantity.low_coarse if lenient else quantity.low_step,
        high_step=quantity.high_coarse if lenient else quantity.high_step,
        hedge=quantity.hedge,
        rounding=rounding,
        widths=widths,
    )
