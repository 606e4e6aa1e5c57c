"""Settings of a run, with their defaults; checked before anything is read."""

from __future__ import annotations

from typing import Literal

from checker.interval import Rounding, Widths
from checker.model import Severity, Struct

FailLevel = Literal["error", "warning", "note", "never"]

_ORDER: dict[str, int] = {"note": 0, "warning": 1, "error": 2, "never": 3}


class Settings(Struct, frozen=True, kw_only=True):
    """What a user may set about reading numbers and about failing.

    ``rounding`` is how speakers round ("nearest", "truncation" or "either"); ``widths`` how far a
    hedge widens a figure; ``fail_level`` the severity at which the exit status becomes 1.
    """

    rounding: Rounding = "nearest"
    widths: Widths = Widths()
    fail_level: FailLevel = "warning"


def fails(severity: Severity, level: FailLevel) -> bool:
    """Whether a finding of ``severity`` fails a run with this fail level."""
    return _ORDER[severity] >= _ORDER[level]
