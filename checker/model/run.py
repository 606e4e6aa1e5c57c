"""One run of the checker over several documents."""

from __future__ import annotations

from checker.model.base import Struct
from checker.model.report import Report


class Judged(Struct, frozen=True, kw_only=True):
    """A report within a run; ``failing`` are the ids of the findings that fail the run.

    ``select`` and ``ignore`` are the rules that were asked for, all if none is named, and left out.
    """

    report: Report
    failing: frozenset[str] = frozenset()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Unread(Struct, frozen=True, kw_only=True):
    """A document that could not be checked, and why."""

    path: str
    message: str


class Run(Struct, frozen=True, kw_only=True):
    """All documents of one run, in the order named, and the exit status."""

    documents: tuple[Judged, ...]
    unread: tuple[Unread, ...] = ()
    status: int = 0
