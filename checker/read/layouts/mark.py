"""A place where a text says who speaks next."""

from __future__ import annotations

from checker.model import Struct


class Mark(Struct, frozen=True, kw_only=True):
    """The span that names a speaker, with title if it says one; ``sure`` marks alone make a dialogue."""

    start: int
    end: int
    name: str
    title: str = ""
    sure: bool = False
