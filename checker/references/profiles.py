"""What a note leaves to be known from the document it is about: its quarter, its year, its money."""

from __future__ import annotations

from typing import Any

from checker.model import Profile
from checker.read import Overrides

_ASSUMED = {
    "fiscal_quarter": "fiscal quarter",
    "fiscal_year_end": "fiscal year",
    "currency": "currency",
}
"""How the assumption about each field begins, as the reader of profiles words it."""


def known_from(source: Profile, own: Profile) -> Overrides:
    """The fields that a document only assumes, or lacks, and its source has.

    A quarter that the document states itself is left alone: it may well be about another.
    """
    taken: dict[str, Any] = {}
    for field, words in _ASSUMED.items():
        mine, theirs = getattr(own, field), getattr(source, field)
        assumed = any(why.startswith(words) for why in own.assumptions)
        if theirs and (mine is None or assumed):
            taken[field] = theirs
    return Overrides(**taken)
