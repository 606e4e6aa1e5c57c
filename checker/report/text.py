"""The text as it was read: what line and column speak of where the document itself has no lines."""

from __future__ import annotations

from checker.model import Report


def render(report: Report) -> str:
    """The text of the document, unchanged."""
    return report.document.text
