"""Documents made of a few sentences whose quantities are marked by braces: "Sales rose {5%}"."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.model import Block, Document, Profile, Quantity, Role, Sentence, Speaker

_UNITS = (
    (r"basis|bps", "basis_point"),
    (r"points?$", "percentage_point"),
    (r"%|percent|digit|teens|flat|double|twice|half|third", "percent"),
    (r"[$€]", "USD"),
    (r"days?$", "day"),
    (r"(?:months?|years?)$", "year"),
    (r"times|x$", "ratio"),
    (r"tons$", "ton"),
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def marked(text: str, role: Role = "management") -> tuple[Document, list[Quantity]]:
    """One block a line, one sentence a full stop, all of it by one speaker."""
    plain, quantities = "", []
    for i, piece in enumerate(re.split(r"[{}]", text.strip())):
        if i % 2:
            quantities.append(_quantity(piece, len(plain)))
        plain += piece
    blocks, sentences = [], []
    for match in re.finditer(r"[^\n]+", plain):
        start = match.start()
        for end in [*(start + m.start() for m in re.finditer(r"(?<=[.?!])\s", match[0])), match.end()]:
            sentences.append(Sentence(start=start, end=end, block=len(blocks)))
            start = end + 1
        blocks.append(Block(start=match.start(), end=match.end(), speaker=0))
    speaker = Speaker(name="A Person", role=role)
    document = Document(
        path="",
        text=plain,
        sha256="",
        profile=Profile(),
        speakers=(speaker,),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
    )
    return document, quantities


def _quantity(piece: str, start: int) -> Quantity:
    unit = next((unit for pattern, unit in _UNITS if re.search(pattern, piece, re.I)), "count")
    numbers = [Decimal(n.replace(",", "")) for n in _NUMBER.findall(piece)] or [
        Decimal(0 if "flat" in piece else 1)
    ]
    scale = -1 if piece.startswith(("-", "(")) else 1
    scale *= 1_000_000 if "million" in piece else 1
    low, high = sorted((numbers[0] * scale, numbers[-1] * scale))
    form = "digits" if _NUMBER.search(piece) else "vague" if re.search("digit|teens|flat", piece) else "words"
    form = "multiple" if re.search("doubled?$|twice", piece) else form
    return Quantity(start=start, end=start + len(piece), text=piece, low=low, high=high, unit=unit, form=form)  # type: ignore[arg-type]
