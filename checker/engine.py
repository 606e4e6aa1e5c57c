"""The way through, as one line: read, extract, resolve, relate, judge, diagnose."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from checker import rules
from checker.config import Settings
from checker.coverage import cover
from checker.diagnose import diagnose
from checker.errors import InputError
from checker.extract import extract
from checker.model import Check, Document, Failure, Finding, Observation, Profile, Reading, Relation, Report
from checker.read import Overrides, read, read_text
from checker.relate import relate
from checker.resolve import resolve

MOST_FIGURES = 20_000
"""Figures of one document at most; a filing of two hundred pages holds about a quarter of that."""


def check(
    path: str | Path, *, overrides: Overrides | None = None, settings: Settings | None = None
) -> Report:
    """Read the document at ``path`` and report what in it cannot be true together.

    Raises ``InputError`` if the document cannot be read or ``overrides`` contradict each other.
    """
    return examine(read(Path(path), overrides), settings)


def check_text(
    text: str,
    profile: Profile | None = None,
    *,
    overrides: Overrides | None = None,
    settings: Settings | None = None,
) -> Report:
    """The same for a text in memory; ``profile``, if given, replaces the recognised one whole."""
    document = read_text(text, overrides=overrides)
    return examine(replace(document, profile=profile) if profile else document, settings)


def figures_of(document: Document, settings: Settings | None = None) -> Reading:
    """The figures of ``document`` with all that was understood of them, before anything is compared.

    Raises ``InputError`` if there are more than ``MOST_FIGURES``.
    """
    settings = settings or Settings()
    quantities = extract(document)
    if len(quantities) > MOST_FIGURES:
        raise InputError(
            document.path,
            f"holds {len(quantities):,} figures, more than the {MOST_FIGURES:,} that are checked together",
            "Is it a call, release or note? If so, split it.",
        )
    return resolve(document, quantities, rounding=settings.rounding, widths=settings.widths)


def examine(document: Document, settings: Settings | None = None) -> Report:
    """Take a document through all stages after reading."""
    settings = settings or Settings()
    reading = figures_of(document, settings)
    relations = relate(reading)
    checks, observations, failures = _judge(reading, relations)
    findings = diagnose(reading, relations, checks, rounding=settings.rounding, widths=settings.widths)
    if not reading.figures:
        findings = (_without_figures(document),)
    return Report(
        document=document,
        figures=reading.figures,
        cues=reading.cues,
        checks=checks,
        findings=findings,
        observations=observations,
        coverage=cover(reading, checks),
        failures=failures,
    )


def _judge(
    reading: Reading, relations: Sequence[Relation]
) -> tuple[tuple[Check, ...], tuple[Observation, ...], tuple[Failure, ...]]:
    """Judge every relation; a rule that crashes becomes a failure and the rest is still judged."""
    figures = {figure.id: figure for figure in reading.figures}
    checks: list[Check] = []
    observations: list[Observation] = []
    failures: list[Failure] = []
    for relation in relations:
        try:
            judged = rules.judge(relation, figures)
            seen = rules.observe(relation, figures)
        except Exception as error:
            failures.append(Failure(rule=relation.kind, message=f"{type(error).__name__}: {error}"))
            continue
        checks.append(replace(judged, id=f"c{len(checks) + 1}"))
        if seen is not None:
            observations.append(replace(seen, id=f"o{len(observations) + 1}"))
    return tuple(checks), tuple(observations), tuple(failures)


def _without_figures(document: Document) -> Finding:
    """A document in which no figure is found is a finding, not a pass."""
    return Finding(
        id="x1",
        kind="no_figures",
        severity="error",
        verdict="suspicious",
        message="No figure was found in this document, so nothing was checked.",
        said="no figure found",
        follows="a call, release or note states some; is this the right file, and is its text readable?",
        figure="",
        figures=(),
        checks=(),
        line=1,
        column=1,
        fingerprint=hashlib.sha256(b"no_figures" + document.sha256.encode()).hexdigest()[:16],
    )
