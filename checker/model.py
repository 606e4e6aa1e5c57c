"""The nouns of the checker, as frozen structs.

Every stage of the way through hands on these and nothing else; none of them opens a file, knows a
unit registry or formats output. Offsets count code points of ``Document.text``, ends exclusive.
Money and rates are ``Decimal``, fully scaled ("3.6 billion" is ``Decimal("3600000000")``).

The meaning of every field of a figure and of a check is fixed by the project's annotation guide;
the field names here are the names in the JSON report.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from checker.interval import Interval, Rounding

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


# -- documents ---------------------------------------------------------------------------------


class Speaker(Struct, frozen=True, kw_only=True):
    """A person who speaks in the document, once, however often the name recurs."""

    name: str
    role: Role = "unknown"
    title: str = ""


class Block(Struct, frozen=True, kw_only=True):
    """A run of text that belongs together: a paragraph, a heading, a speaker's name line, a table row."""

    start: int
    end: int
    kind: Literal["paragraph", "heading", "speaker", "row"] = "paragraph"
    speaker: int | None = None
    section: Section = "body"


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence inside one block; ``block`` indexes ``Document.blocks``."""

    start: int
    end: int
    block: int


class Profile(Struct, frozen=True, kw_only=True):
    """What a reader knows of a document before its figures: whose, of which quarter, in which money.

    ``fiscal_quarter`` is a period label ("2021Q1"), ``fiscal_year_end`` month and day ("12-31"),
    the dates ISO 8601, ``currency`` ISO 4217. ``assumptions`` lists in words whatever was assumed
    and not read.
    """

    company: str = ""
    ticker: str = ""
    kind: Kind = "transcript"
    fiscal_quarter: str | None = None
    period_end: str | None = None
    call_date: str | None = None
    fiscal_year_end: str = "12-31"
    currency: str | None = None
    assumptions: tuple[str, ...] = ()


class Origin(Struct, frozen=True, kw_only=True):
    """Where a run of the text stands in the source: from ``start`` to the next origin.

    ``line`` and ``column`` are those of its first character in the file, both from 1; line 0 says
    that the file has no lines and the text's own count. ``page`` counts from 1; ``box`` is left,
    top, right and bottom in points from the page's upper left corner, rounded outwards.
    """

    start: int
    line: int = 0
    column: int = 0
    page: int = 0
    box: tuple[int, int, int, int] | None = None


class Comment(Struct, frozen=True, kw_only=True):
    """A comment in the source (``<!-- … -->``), without its marks; not part of the text.

    ``start`` is the offset in the text at which it stands, ``line`` and ``column`` its place in the
    file, ``last_line`` the line of the file on which it ends.
    """

    start: int
    text: str
    line: int
    column: int
    last_line: int


class Cell(Struct, frozen=True, kw_only=True):
    """A cell of a table that holds something, its span in the text, and which columns it covers."""

    start: int
    end: int
    row: int
    column: int
    columns: int = 1
    header: bool = False
    indent: int = 0


class Table(Struct, frozen=True, kw_only=True):
    """A table of the text: its cells in reading order, rows and columns counted from 0."""

    start: int
    end: int
    cells: tuple[Cell, ...]


# -- figures -----------------------------------------------------------------------------------


class Document(Struct, frozen=True, kw_only=True):
    """A text with its blocks, sentences, speakers, tables and profile, all in reading order.

    For marked-up formats ``text`` is a rendition, and ``origins`` say where in the source its runs
    stand; a plain text needs none. ``front`` holds the fields of a front matter, each as a list.
    ``figures`` are those that something else has read; where there are any, the text is not read.
    """

    path: str
    text: str
    sha256: str
    profile: Profile
    format: Format = "text"
    speakers: tuple[Speaker, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    origins: tuple[Origin, ...] = ()
    comments: tuple[Comment, ...] = ()
    front: dict[str, tuple[str, ...]] = {}
    figures: tuple[Stated, ...] = ()


# -- figures -----------------------------------------------------------------------------------


class Quantity(Struct, frozen=True, kw_only=True):
    """A number as it stands in the text: value, unit and precision, not yet what it measures.

    ``low`` and ``high`` are the stated value as written, equal for a point, without rounding slack.
    A step is the worth of one unit in the last digit as written ("3.6 billion": 100 million;
    "RMB310 billion": 1 billion), a coarse step the same for the last digit that is not zero
    ("RMB310 billion": 10 billion). ``trace`` names the productions that read it, in order.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str
    hedge: Hedge = "none"
    low_step: Decimal = Decimal(0)
    high_step: Decimal = Decimal(0)
    low_coarse: Decimal = Decimal(0)
    high_coarse: Decimal = Decimal(0)
    form: Form = "digits"
    trace: tuple[str, ...] = ()


class Stated(Quantity, frozen=True, kw_only=True):
    """A quantity together with what it is about."""

    measure: Measure = "level"
    comparison: str | None = None
    metric: str = ""
    scope: str = ""
    basis: str = ""
    period: str | None = None
    status: Status = "actual"


class Figure(Stated, frozen=True, kw_only=True):
    """A stated quantity with the values it stands for, who said it and where.

    ``inferred`` names the fields that the figure's own sentence does not say ("period", "metric",
    "scope", "unit" …) and that were carried over from elsewhere or assumed.
    ``interval`` is the set of true values it stands for, half a unit of the last written digit
    around it; ``lenient`` the wider one, half a unit of the last digit that is not zero.
    ``line`` and ``column`` are those of the file where it has lines, else those of the text;
    ``page`` and ``box`` as in ``Origin``, 0 and ``None`` for a format without pages.
    """

    id: str
    interval: Interval
    lenient: Interval
    speaker: int | None = None
    section: Section = "body"
    line: int = 0
    column: int = 0
    page: int = 0
    box: tuple[int, int, int, int] | None = None
    inferred: tuple[str, ...] = ()


class Cue(Struct, frozen=True, kw_only=True):
    """Words that claim something about figures: "declined", "record", "exceeding", "sorry, not".

    A judgement is a direction word that says better or worse, turned into up or down by what it is
    said of; an action is what is done to guidance; a pace makes an amount one of each quarter, month,
    week or day. A figure that the speaker takes back at once is withdrawn in favour of the one after it;
    an annual change is one a year over several years, as many as ``sense`` says, 0 where it is not said;
    two ends are told as those of a range and yet are none; a revision is of guidance that now is the first
    figure and was the second; a piece is of the whole that is told right behind it.
    ``sense`` is +1 up, above or raised, −1 down, below
    or lowered, 0 unchanged. ``figures`` are ids, the figure that the words describe first, then what
    they compare it with, as far as the sentence says.
    """

    kind: Literal[
        "direction",
        "judgement",
        "record",
        "threshold",
        "correction",
        "premise",
        "reference",
        "total",
        "action",
        "pace",
        "withdrawn",
        "annual",
        "ends",
        "revision",
        "piece",
    ]
    start: int
    end: int
    text: str
    sense: int = 0
    figures: tuple[str, ...] = ()


class GridRow(Struct, frozen=True, kw_only=True):
    """A row of a table that was read: its label, and the ids of its figures by column.

    ``level`` is how deep the label is indented, ``total`` says that it names a total, ``part`` that it
    is a part of the row above ("of which"), ``section`` is the heading above it, ``nature`` that of
    its metric in the lexicon. ``heads`` numbers the set of column heads that it stands under.
    """

    label: str
    cells: dict[int, str] = {}
    level: int = 0
    total: bool = False
    part: bool = False
    section: str = ""
    nature: str = ""
    heads: int = 0


class Grid(Struct, frozen=True, kw_only=True):
    """A table that was read. ``pairs`` are, for each set of column heads, the columns of changes, each
    with the columns of the later and of the earlier level that it leads between.
    """

    rows: tuple[GridRow, ...]
    pairs: tuple[dict[int, tuple[int, int]], ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """All that was understood of one document: what relations are made of."""

    document: Document
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...] = ()
    grids: tuple[Grid, ...] = ()


# -- relations and checks ----------------------------------------------------------------------

Roles = dict[str, str | tuple[str, ...]]


def members(roles: Roles) -> tuple[str, ...]:
    """Ids of the figures that take part, in the order of the roles."""
    return tuple(i for ids in roles.values() for i in ([ids] if isinstance(ids, str) else ids))


class Formula(Struct, frozen=True, kw_only=True):
    """Two values put together into one: by what operation, out of which figures or formulas.

    ``+``, ``−``, ``×`` and ``÷`` are what they say, a rate counted as a fraction. ``before`` is a level
    before a change and ``after`` the level after it, in percent or in its own unit. ``growth`` is the
    change in percent from the right to the left, ``percent`` the left as a percentage of the right.
    """

    op: Literal["+", "−", "×", "÷", "before", "after", "growth", "percent"]
    left: Formula | str
    right: Formula | str


class Relation(Struct, frozen=True, kw_only=True):
    """Figures that are meant to agree, by role, before anyone asks whether they do.

    ``figures`` maps the roles of the annotation guide to figure ids. ``because`` says in words why
    they belong together; a non-empty ``guard`` says why they cannot be compared after all.
    ``sense`` is what a direction word claims. ``strong`` relations are stated in one sentence or
    proved elsewhere in the document; a weak one never raises a finding. One that was ``found`` by its own
    arithmetic would not be there if it did not hold: it bears witness, but could not have failed.
    Where a value follows from others through several steps, ``formula`` says how, and the figure that it
    is held against is the role ``total`` of a sum, ``ratio`` of a ratio and ``product`` of anything else.
    """

    kind: str
    figures: Roles
    because: str = ""
    guard: str = ""
    sense: int = 0
    cue: str = ""
    strong: bool = True
    found: bool = False
    formula: Formula | None = None


class Step(Struct, frozen=True, kw_only=True):
    """One row of arithmetic: a label, the expression in written numbers, and the interval it yields."""

    label: str
    expression: str
    interval: Interval | None = None
    unit: str = ""


class Check(Struct, frozen=True, kw_only=True):
    """A relation with its verdict.

    ``grade`` says how a consistent check agrees: exactly, within rounding, or only through a hedge.
    ``power`` is false for a check that no likely slip could have failed, and for one that was found by its
    holding. ``note`` is the arithmetic
    in one line and, for an alarm, what is wrong. ``reason`` explains *not comparable*.
    """

    id: str
    kind: str
    figures: Roles
    verdict: Verdict
    note: str
    severity: Severity | None = None
    grade: Grade | None = None
    arithmetic: tuple[Step, ...] = ()
    power: bool = True
    reason: str = ""
    because: str = ""
    fingerprint: str = ""


# -- findings ----------------------------------------------------------------------------------


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
    unchecked: dict[str, int] = {}
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


# -- runs ----------------------------------------------------------------------------------------


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
