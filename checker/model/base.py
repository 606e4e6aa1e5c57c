"""The base of all nouns, and the words that their fields choose from."""

from __future__ import annotations

from typing import Literal

import msgspec

Hedge = Literal["none", "about", "over", "under"]
Measure = Literal["level", "change", "share"]
Status = Literal["actual", "guidance", "target", "illustrative"]
Verdict = Literal["consistent", "inconsistent", "suspicious", "not comparable"]
Grade = Literal["exact", "rounding", "hedge"]
Severity = Literal["error", "warning", "note"]
Kind = Literal["transcript", "note", "press release"]
Role = Literal["operator", "management", "analyst", "unknown"]
Section = Literal["prepared", "qa", "body"]
Form = Literal["digits", "words", "vague", "multiple"]
Format = Literal["text", "markdown", "html", "pdf", "docx", "json", "figures"]


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all nouns: immutable, compared by value, built by keyword."""
