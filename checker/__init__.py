"""Guidance and consistency checker: finds the figures in a document that cannot be true together.

The whole public interface::

    import checker

    report = checker.check("call.txt")
    for finding in report.findings:
        print(finding.line, finding.message)

``check`` reads a file, ``check_text`` a string; both return a ``Report`` of frozen structs, which
``checker.model`` documents. ``InputError`` is raised for input that cannot be used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from checker.engine import check, check_text
    from checker.errors import InputError
    from checker.model import Check, Figure, Finding, Observation, Profile, Report

_HOMES = {
    "check": "engine",
    "check_text": "engine",
    "InputError": "errors",
    "Check": "model",
    "Figure": "model",
    "Finding": "model",
    "Observation": "model",
    "Profile": "model",
    "Report": "model",
}

__all__ = [
    "Check",
    "Figure",
    "Finding",
    "InputError",
    "Observation",
    "Profile",
    "Report",
    "__version__",
    "check",
    "check_text",
]


def __getattr__(name: str) -> Any:
    # Public names are loaded on first use, so that ``checker --help`` does not load the engine.
    from importlib import import_module  # noqa: PLC0415

    if name not in _HOMES:
        raise AttributeError(f"module 'checker' has no attribute {name!r}")
    return getattr(import_module(f"checker.{_HOMES[name]}"), name)
