"""The report of ``sample.yml``, put together: a document out of its script, and what was found in it."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import yaml

from checker.interval import Interval
from checker.model import Block, Document, Figure, Report, Sentence

_DATA = Path(__file__).with_suffix(".yml")
_MARK = re.compile(r"\{(f\d+):([^}]*)\}")


def build() -> Report:
    """The whole report; the same on every call."""
    data = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    document, places = _document(data)
    figures = {name: _figure(name, place, data["figures"][name], document) for name, place in places.items()}
    for finding in data["findings"]:
        marked = figures[finding["figure"]]
        finding |= {"line": marked.line, "column": marked.column}
        for edit in finding.get("edits", []):
            edit |= {"start": marked.start, "end": marked.end}
    found = {name: data[name] for name in ("checks", "findings", "observations", "coverage")}
    whole = {
        "document": msgspec.to_builtins(document),
        "figures": msgspec.to_builtins(list(figures.values())),
    }
    return msgspec.convert(whole | found, Report, strict=False)


def _document(data: dict[str, Any]) -> tuple[Document, dict[str, tuple[int, int]]]:
    names = [speaker["name"] for speaker in data["speakers"]]
    text = ""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    places: dict[str, tuple[int, int]] = {}

    def add(kind: Any, start: int, speaker: int | None, section: Any) -> None:
        blocks.append(Block(start=start, end=len(text), kind=kind, speaker=speaker, section=section))

    for turn in data["script"]:
        speaker = names.index(turn["speaker"]) if turn["speaker"] else None
        if speaker is not None:
            text += names[speaker]
            add("speaker", len(text) - len(names[speaker]), speaker, turn["section"])
            text += "\n\n"
        for words in turn["words"]:
            start, at = len(text), 0
            shown = words.removeprefix("# ")
            for match in _MARK.finditer(shown):
                text += shown[at : match.start()]
                places[match[1]] = (len(text), len(text) + len(match[2]))
                text += match[2]
                at = match.end()
            text += shown[at:]
            add("heading" if shown != words else "paragraph", start, speaker, turn["section"])
            sentences.append(Sentence(start=start, end=len(text), block=len(blocks) - 1))
            text += "\n\n"
    document = {
        "path": "lantern_2021q1.txt",
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "profile": data["profile"],
        "speakers": data["speakers"],
        "blocks": msgspec.to_builtins(blocks),
        "sentences": msgspec.to_builtins(sentences),
    }
    return msgspec.convert(document, Document), places


def _figure(name: str, place: tuple[int, int], about: dict[str, Any], document: Document) -> Figure:
    start, end = place
    low, high = Decimal(about["low"]), Decimal(about.get("high", about["low"]))
    step = Decimal(about.get("step", "1"))
    true = Interval(low - step / 2, high + step / 2)
    before = document.text[:start]
    block = next(b for b in document.blocks if b.start <= start < b.end)
    return Figure(
        id=name,
        start=start,
        end=end,
        text=document.text[start:end],
        low=low,
        high=high,
        low_step=step,
        high_step=step,
        low_coarse=step,
        high_coarse=step,
        interval=true,
        lenient=true,
        speaker=block.speaker,
        section=block.section,
        line=before.count("\n") + 1,
        column=start - before.rfind("\n"),
        inferred=tuple(about.get("inferred", ())),
        **{k: v for k, v in about.items() if k not in {"low", "high", "step", "inferred"}},
    )
