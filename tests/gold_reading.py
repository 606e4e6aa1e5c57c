"""Readings made of the annotated calls: figures as careful readers wrote them, with cues from the text.

So relations and rules are developed and measured apart from how well figures are read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from checker.extract import extract
from checker.interval import stated, vague
from checker.model import Figure, Form, Quantity, Reading
from checker.read import read
from checker.resolve.cues import cues
from checker.resolve.passage import passages
from tests.gold import lines

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MULTIPLES = re.compile(r"doubl|tripl|halv|fold|\dx$|twice", re.I)
_VAGUE = re.compile(r"digit|teens|twent|flat", re.I)


def _steps(text: str, value: Decimal) -> tuple[Decimal, Decimal]:
    """The worth of the last written and of the last non-zero digit of ``value`` as ``text`` writes it."""
    for match in _NUMBER.finditer(text):
        digits = Decimal(match[0].replace(",", ""))
        if not digits:
            continue
        scale = abs(value) / digits
        if scale >= 1 and scale == scale.to_integral() and scale.normalize().as_tuple().digits == (1,):
            step = Decimal(1).scaleb(int(digits.as_tuple().exponent)) * scale
            coarse = Decimal(1).scaleb(int(digits.normalize().as_tuple().exponent)) * scale
            return step, max(step, coarse)
    if _MULTIPLES.search(text) or text in {"half", "halfway"}:
        return Decimal(10), Decimal(10)
    return (Decimal(1), Decimal(1)) if value else (Decimal(1), Decimal(2))


def _figure(line: dict[str, Any], quantity: Quantity | None) -> Figure:
    """An annotated figure; how exactly it is written comes from the extractor where it found the same."""
    low, high, text = Decimal(line["low"]), Decimal(line["high"]), line["text"]
    if quantity is not None and {abs(quantity.low), abs(quantity.high)} == {abs(low), abs(high)}:
        steps = [quantity.low_step, quantity.high_step, quantity.low_coarse, quantity.high_coarse]
        form: Form = quantity.form
        if abs(low) != abs(quantity.low):
            steps = [steps[1], steps[0], steps[3], steps[2]]
    else:
        steps = [*_steps(text, low), *_steps(text, high)]
        steps = [steps[0], steps[2], steps[1], steps[3]]
        form = "vague" if _VAGUE.search(text) else "multiple" if _MULTIPLES.search(text) else "digits"
    fields = {name: line[name] for name in Figure.__struct_fields__ if name in line}
    fields |= {"low": low, "high": high, "form": form}
    names = ("low_step", "high_step", "low_coarse", "high_coarse")
    hedge = line["hedge"]
    figure = Figure(
        **fields,
        **dict(zip(names, steps, strict=True)),
        interval=stated(low, high, low_step=steps[0], high_step=steps[1], hedge=hedge),
        lenient=stated(low, high, low_step=steps[2], high_step=steps[3], hedge=hedge),
    )
    if form == "vague":
        band = vague(low, high, step=max(steps[:2]), hedge=hedge)
        return replace(figure, interval=band, lenient=band)
    return figure


def reading(folder: Path) -> Reading:
    """What a perfect reader would hand to the relations: the annotated figures with the cues around them."""
    text = read(folder / "document.txt")
    found = {(quantity.start, quantity.end): quantity for quantity in extract(text)}
    figures = []
    starts = [block.start for block in text.blocks]
    for line in lines(folder / "figures.jsonl"):
        figure = _figure(line, found.get((line["start"], line["end"])))
        block = text.blocks[max(0, bisect_right(starts, figure.start) - 1)]
        figures.append(replace(figure, speaker=block.speaker, section=block.section))
    return Reading(
        document=text,
        figures=tuple(figures),
        cues=cues(text, passages(text, figures), figures),
    )
