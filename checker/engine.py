"""The way through, as one line: read, extract, resolve, relate, judge, diagnose."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from checker import references, rules
from checker.config import Metric, Settings
from checker.coverage import cover
from checker.diagnose import diagnose
from checker.errors import InputError
from checker.extract import extract, numbers_in
from checker.model import (
    Check,
    Document,
    Failure,
    Figure,
    Finding,
    Observation,
    Profile,
    Reading,
    Relation,
    Report,
)
from checker.read import Overrides, read, read_text
from checker.relate import relate
from checker.relate.own import Identity, identity
from checker.resolve import given, resolve
from checker.resolve.lexicon import Lexicon, extended

IDENTITY_REMEDY = 'Write it as "take rate = revenue / volume", every sign between spaces.'
"""What to do about an identity that cannot be read."""
MOST_FIGURES = 20_000
"""Figures of one document at most; a filing of two hundred pages holds about a quarter of that."""
MOST_NUMBERS = 5 * MOST_FIGURES
"""Numbers of any kind, page numbers and years too; more are refused before they are looked at one by one."""


Against = Sequence["str | Path | Document | Reading"]
"""Sources to hold a document against: files, documents already read, or readings already made."""


def check(
    path: str | Path,
    *,
    against: Against = (),
    prior: Against = (),
    overrides: Overrides | None = None,
    settings: Settings | None = None,
) -> Report:
    """Read the document at ``path`` and report what in it cannot be true together, nor true with its sources.

    ``against`` are the sources; where it is empty, those that the document names itself. ``prior`` are
    earlier documents of the company. Raises
    ``InputError`` if a document cannot be read or ``overrides`` contradict each other.
    """
    document = read(Path(path), overrides)
    against = against or [references.located(source, document.path) for source in references.named(document)]
    sources = [_reading(source, settings) for source in against]
    if sources:
        document = read(Path(path), _informed(document, sources, overrides))
    return examine(document, settings, sources, [_reading(each, settings) for each in prior])


def check_text(
    text: str,
    profile: Profile | None = None,
    *,
    against: Against = (),
    prior: Against = (),
    overrides: Overrides | None = None,
    settings: Settings | None = None,
) -> Report:
    """The same for a text in memory; ``profile``, if given, replaces the recognised one whole.

    Sources that the text names are not looked for: it has no place of its own.
    """
    document = read_text(text, overrides=overrides)
    sources = [_reading(source, settings) for source in against]
    if sources:
        document = read_text(text, overrides=_informed(document, sources, overrides))
    earlier = [_reading(each, settings) for each in prior]
    return examine(replace(document, profile=profile) if profile else document, settings, sources, earlier)


def _reading(source: str | Path | Document | Reading, settings: Settings | None) -> Reading:
    if isinstance(source, Reading):
        return source
    return figures_of(source if isinstance(source, Document) else read(Path(source)), settings)


def _informed(document: Document, sources: Sequence[Reading], given: Overrides | None) -> Overrides:
    """What the user says of a document, and what it only assumes from the first of its sources."""
    known = references.known_from(sources[0].document.profile, document.profile)
    return given.over(known) if given else known


def figures_of(document: Document, settings: Settings | None = None) -> Reading:
    """The figures of ``document`` with all that was understood of them, before anything is compared.

    Raises ``InputError`` if there are more than ``MOST_FIGURES``, or than ``MOST_NUMBERS`` of any kind.
    """
    settings = settings or Settings()
    if document.figures:
        _bounded(document, len(document.figures))
        return given(document, rounding=settings.rounding, widths=settings.widths)
    if not document.tables:
        return _resolved(document, settings)
    from checker.tables import Tables  # noqa: PLC0415  many notes and nearly all calls have none

    tables = Tables(document)
    _bounded(document, tables.cells)
    return tables.read(_resolved(tables.asked, settings), settings.rounding, settings.widths)


def _resolved(document: Document, settings: Settings) -> Reading:
    if len(document.text) > 2 * MOST_NUMBERS:  # else there is no room for so many
        _bounded(document, numbers_in(document), "numbers", MOST_NUMBERS)
    quantities = extract(document)
    _bounded(document, len(quantities))
    return resolve(
        document,
        quantities,
        rounding=settings.rounding,
        widths=settings.widths,
        metric_lexicon=_lexicon(settings.metrics) if settings.metrics else None,
    )


def _bounded(document: Document, count: int, what: str = "figures", most: int = MOST_FIGURES) -> None:
    if count > most:
        raise InputError(
            document.path,
            f"holds {count:,} {what}, more than the {most:,} that are checked together",
            "Is it a call, release or note? If so, split it.",
        )


def _lexicon(own: Mapping[str, Metric]) -> Lexicon:
    """The shipped metrics with the user's own in front."""
    fields = {
        name: {"nature": metric.nature, "good": metric.good, "also": metric.also, "of": metric.part_of}
        for name, metric in own.items()
    }
    return extended({"own": fields})


def examine(
    document: Document,
    settings: Settings | None = None,
    sources: Sequence[Reading] = (),
    prior: Sequence[Reading] = (),
) -> Report:
    """Take a document through all stages after reading, beside its sources and earlier documents."""
    settings = settings or Settings()
    reading = figures_of(document, settings)
    beside = [
        references.source(other, number, prior=number > len(sources))
        for number, other in enumerate([*sources, *prior], 1)
    ]
    others = tuple(figure for source, _ in beside for figure in source.figures)
    shelves = [shelf for _, shelf in beside]
    related = (
        *relate(reading, identities(settings)),
        *references.tie(reading, shelves, required=settings.require_support),
    )
    relations = [relation for relation in related if settings.wants(relation.kind)]
    checks, observations, failures = _judge([*reading.figures, *others], relations)
    findings = diagnose(
        reading, relations, checks, others=others, rounding=settings.rounding, widths=settings.widths
    )
    if not reading.figures and "no_figures" not in settings.ignore:
        findings = (_without_figures(document),)
    return Report(
        document=document,
        figures=reading.figures,
        cues=reading.cues,
        checks=checks,
        findings=findings,
        observations=observations,
        coverage=cover(reading, checks, against=bool(beside)),
        failures=failures,
        sources=tuple(source for source, _ in beside),
        rounding=settings.rounding,
    )


def identities(settings: Settings) -> tuple[Identity, ...]:
    """The user's own identities, read. Raises ``InputError`` for one that says nothing."""
    found = []
    for text in settings.identities:
        try:
            found.append(identity(text))
        except ValueError as error:
            raise InputError(f"identity “{text}”", str(error), IDENTITY_REMEDY) from None
    return tuple(found)


def _judge(
    known: Sequence[Figure], relations: Sequence[Relation]
) -> tuple[tuple[Check, ...], tuple[Observation, ...], tuple[Failure, ...]]:
    """Judge every relation; a rule that crashes becomes a failure and the rest is still judged."""
    figures = {figure.id: figure for figure in known}
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
