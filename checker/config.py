"""Settings of one document, with their defaults; checked before anything is read."""

from __future__ import annotations

from typing import Literal

import msgspec

from checker.interval import Rounding, Widths
from checker.model import Severity, Struct

FailLevel = Literal["error", "warning", "note", "never"]

_ORDER: dict[str, int] = {"note": 0, "warning": 1, "error": 2, "never": 3}


class Metric(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """A metric of the user's own field, as ``data/metrics.toml`` describes those that are shipped.

    ``nature`` says what kind of number it is, ``good`` which direction a shareholder likes, ``also`` lists
    its other names, ``part_of`` is the metric that it is always a part of.
    """

    nature: Literal[
        "flow", "stock", "rate", "price", "per share", "count", "events", "duration", "score", ""
    ] = ""
    good: Literal["up", "down", ""] = ""
    also: tuple[str, ...] = ()
    part_of: str = ""


class Settings(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What a user may set about reading numbers, about what is checked and about failing.

    ``rounding`` is how speakers round ("nearest", "truncation" or "either"); ``widths`` how far a
    hedge widens a figure. ``select`` names the only rules to run, all of them if it is empty;
    ``ignore`` rules and kinds of finding to leave out. ``fail_level`` is the severity at which a
    finding fails a run; ``min_coverage`` the percentage of figures below which it is a finding that
    so few could be checked; with ``require_support`` a figure is one that no source speaks of, where there
    are sources. ``identities`` are relations between metrics that hold for the company, "take rate =
    revenue / volume"; ``metrics`` are names of its own that a company
    gives to what it measures. The names in a settings file are the same with hyphens.
    """

    rounding: Rounding = "nearest"
    widths: Widths = Widths()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_level: FailLevel = "warning"
    min_coverage: int = 0
    require_support: bool = False
    identities: tuple[str, ...] = ()
    metrics: dict[str, Metric] = msgspec.field(default_factory=dict)

    def wants(self, kind: str) -> bool:
        """Whether the rule ``kind`` is to run."""
        return kind not in self.ignore and (not self.select or kind in self.select)


def fails(severity: Severity, level: FailLevel) -> bool:
    """Whether a finding of ``severity`` fails a run with this fail level."""
    return _ORDER[severity] >= _ORDER[level]
