"""Readings made of the annotated calls: figures as careful readers wrote them, with cues from the text.

So relations and rules are developed and measured apart from how well figures are read.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from checker.interval import stated
from checker.model import Block, Document, Figure, Form, Profile, Reading, Sentence, Speaker
from checker.resolve.cues import cues
from checker.resolve.passage import passages
from tests.gold import lines

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MULTIPLES = re.compile(r"doubl|tripl|halv|fold|\dx$|twice", re.I)
_VAGUE = re.compile(r"digit|teens|twent|flat", re.I)
_BREAK = re.compile(r"(?<=[.?!])\s+(?=[A-Z\[\"“])|\n+")
_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,4}(?: --? .{0,60})?")


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


def _figure(line: dict[str, Any]) -> Figure:
    low, high, text = Decimal(line["low"]), Decimal(line["high"]), line["text"]
    low_step, low_coarse = _steps(text, low)
    high_step, high_coarse = _steps(text, high)
    form: Form = "vague" if _VAGUE.search(text) else "multiple" if _MULTIPLES.search(text) else "digits"
    fields = {name: line[name] for name in Figure.__struct_fields__ if name in line}
    fields |= {"low": low, "high": high, "form": form}
    hedge = line["hedge"]
    return Figure(
        **fields,
        low_step=low_step,
        high_step=high_step,
        low_coarse=low_coarse,
        high_coarse=high_coarse,
        interval=stated(low, high, low_step=low_step, high_step=high_step, hedge=hedge),
        lenient=stated(low, high, low_step=low_coarse, high_step=high_coarse, hedge=hedge),
    )


def document(folder: Path) -> Document:
    """The text with plain blocks (lines), sentences and speakers: enough for relations."""
    text = (folder / "document.txt").read_text(encoding="utf-8")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    known = set(Profile.__struct_fields__)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    speakers: list[Speaker] = []
    speaker: int | None = None
    for match in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", text):
        line = match[0]
        is_name = len(line) < 80 and _NAME.fullmatch(line.strip()) is not None
        if is_name:
            name = line.strip()
            if name not in [s.name for s in speakers]:
                speakers.append(Speaker(name=name))
            speaker = [s.name for s in speakers].index(name)
        blocks.append(
            Block(
                start=match.start(),
                end=match.end(),
                kind="speaker" if is_name else "paragraph",
                speaker=speaker,
            )
        )
        at = match.start()
        for cut in [*_BREAK.finditer(text, match.start(), match.end()), None]:
            end = cut.start() if cut else match.end()
            if end > at:
                sentences.append(Sentence(start=at, end=end, block=len(blocks) - 1))
            at = cut.end() if cut else end
    return Document(
        path=str(folder / "document.txt"),
        text=text,
        sha256="",
        profile=Profile(**{k: v for k, v in meta.items() if k in known}),
        speakers=tuple(speakers),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
    )


def reading(folder: Path) -> Reading:
    """What a perfect reader would hand to the relations: the annotated figures with the cues around them."""
    text = document(folder)
    figures = []
    starts = [block.start for block in text.blocks]
    for line in lines(folder / "figures.jsonl"):
        figure = _figure(line)
        block = text.blocks[max(0, bisect_right(starts, figure.start) - 1)]
        figures.append(replace(figure, speaker=block.speaker))
    return Reading(
        document=text,
        figures=tuple(figures),
        cues=cues(text, passages(text, figures), figures),
    )
