"""What a reader is told of one document: findings with their edits, observations and coverage."""

from __future__ import annotations

from typing import Literal

import msgspec

from checker.interval import Rounding
from checker.model.base import Severity, Struct, Verdict
from checker.model.check import Check, Step
from checker.model.document import Document
from checker.model.figure import Figure
from checker.model.reading import Cue


class Edit(Struct, frozen=True, kw_only=True):
    """The smallest change to one figure that would mend checks, with the kind of slip it supposes.

    ``before`` and ``after`` are text ("RMB2.45 million" to "RMB2.45 billion"); ``mends`` are ids of
    failing checks that it would make hold; ``reasons`` are sentences.
    """

    figure: str
    slip: str
    start: int
    end: int
    before: str
    after: str
    mends: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Waiver(Struct, frozen=True, kw_only=True):
    """Why a finding does not count: by what, the reason somebody gave, and where that stands.

    ``by`` is a comment in the document, an entry of a suppression file, the baseline, or the lines
    left unchanged. ``place`` is "path:line".
    """

    by: Literal["comment", "file", "baseline", "unchanged"]
    reason: str
    place: str = ""


class Finding(Struct, frozen=True, kw_only=True):
    """Something a person should look at: one slip, however many checks it breaks.

    ``figure`` is the figure most likely wrong (where the text is marked), ``figures`` all that take
    part. ``said`` and ``follows`` are the two lines of the summary: what is stated against what the
    other figures imply. ``edits`` are ranked, best first, and may be empty. ``doubts`` are reasons
    why it might be fine. ``waiver`` is set on one that does not count.
    """

    id: str
    kind: str
    severity: Severity
    verdict: Verdict
    message: str
    said: str
    follows: str
    figure: str
    figures: tuple[str, ...]
    checks: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    doubts: tuple[str, ...] = ()
    line: int = 0
    column: int = 0
    fingerprint: str = ""
    waiver: Waiver | None = None


class Observation(Struct, frozen=True, kw_only=True):
    """Something true and worth knowing that is no error: what guidance leaves, the base it implies."""

    id: str
    kind: str
    text: str
    figures: tuple[str, ...] = ()
    arithmetic: tuple[Step, ...] = ()


class Tally(Struct, frozen=True, kw_only=True):
    """Figures found and checked in one part of a document (a section or a speaker)."""

    name: str
    figures: int
    checked: int


class Support(Struct, frozen=True, kw_only=True):
    """How the figures of a document stand to its sources.

    ``stated`` are in a source as written, rounded or in another unit, ``derived`` follow from figures
    of a source, ``contradicted`` break with one; ``unsupported`` are the ids of those that no source
    speaks of, such as price targets, consensus and the writer's own estimates.
    """

    stated: int
    derived: int
    contradicted: int
    unsupported: tuple[str, ...] = ()


class Coverage(Struct, frozen=True, kw_only=True):
    """Of all figures found: how many take part in a check, and why the others do not.

    ``unchecked`` counts figures by reason ("stated once", "no period", …); every figure is counted
    in exactly one of ``checked``, ``not_comparable`` and the reasons of ``unchecked``.
    """

    figures: int
    checked: int
    not_comparable: int
    once: int
    unchecked: dict[str, int] = msgspec.field(default_factory=dict)
    sections: tuple[Tally, ...] = ()
    speakers: tuple[Tally, ...] = ()
    support: Support | None = None


class Failure(Struct, frozen=True, kw_only=True):
    """A rule that crashed: shown in every output, and never green."""

    rule: str
    message: str


class Source(Struct, frozen=True, kw_only=True):
    """A document that another is held against, with its figures; their ids begin with its own.

    A ``prior`` one is an earlier document of the same company, which can tell of the past only.
    """

    id: str
    document: Document
    figures: tuple[Figure, ...]
    prior: bool = False


class Sensitivity(Struct, frozen=True, kw_only=True):
    """Slips of one kind planted into a document: how many, how many caught, and of those mended first."""

    kind: str
    planted: int
    caught: int
    mended: int


class Report(Struct, frozen=True, kw_only=True):
    """Everything that was found in one document, ready to be written in any form.

    ``rounding`` is how the speakers were taken to round; ``sensitivity`` is empty unless slips were
    planted to see which of them would be caught.
    """

    document: Document
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    observations: tuple[Observation, ...] = ()
    coverage: Coverage
    failures: tuple[Failure, ...] = ()
    sources: tuple[Source, ...] = ()
    rounding: Rounding = "nearest"
    sensitivity: tuple[Sensitivity, ...] = ()
