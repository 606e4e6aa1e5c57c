"""Which margin a bare "margin" is: "EBITDA was $20 million, a margin of 15%" states the EBITDA margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.resolve.lexicon import Entry, lexicon
from checker.resolve.mentions import Mention

_OF_A_CHANGE = frozenset(["incremental margin", "decremental margin"])


def meant(mention: Mention, before: Sequence[Mention]) -> Entry | None:
    """The margin that ``mention``, no more than the word, stands for beside the metrics ``before`` it.

    None where it is no bare margin, and where nothing before it has one.
    """
    if not _bare(mention):
        return None
    named = [m.entry for m in before if m.last <= mention.first]
    return _nearest(reversed(named))


def recalled(mention: Mention, heard: Sequence[Entry | None]) -> Entry | None:
    """The margin that a bare one stands for whose sentence names nothing; ``heard`` is the latest first."""
    return _nearest(heard) if _bare(mention) else None


def _bare(mention: Mention) -> bool:
    return mention.entry is not None and mention.entry.name == "margin" and len(mention.words) == 1


def _nearest(entries: Iterable[Entry | None]) -> Entry | None:
    return next((margin for entry in entries if entry is not None and (margin := _margin(entry))), None)


def _margin(entry: Entry) -> Entry | None:
    if entry.nature == "rate":
        return entry if entry.name.endswith(" margin") and entry.name not in _OF_A_CHANGE else None
    return lexicon().named(f"{entry.name} margin") if entry.nature == "flow" else None
