"""The nouns of the checker, as frozen structs.

Every stage of the way through hands on these and nothing else; none of them opens a file, knows a
unit registry or formats output. Offsets count code points of ``Document.text``, ends exclusive.
Money and rates are ``Decimal``, fully scaled ("3.6 billion" is ``Decimal("3600000000")``).

The meaning of every field of a figure and of a check is fixed by the project's annotation guide;
the field names here are the names in the JSON report.
"""

from checker.model.base import (
    Form,
    Format,
    Grade,
    Hedge,
    Kind,
    Measure,
    Role,
    Section,
    Severity,
    Status,
    Struct,
    Verdict,
)
from checker.model.check import Check, Formula, Relation, Roles, Step, members
from checker.model.document import Block, Cell, Comment, Document, Origin, Profile, Sentence, Speaker, Table
from checker.model.figure import Figure, Quantity, Stated
from checker.model.reading import Cue, Grid, GridRow, Reading
from checker.model.report import (
    Coverage,
    Edit,
    Failure,
    Finding,
    Observation,
    Report,
    Sensitivity,
    Source,
    Support,
    Tally,
    Waiver,
)
from checker.model.run import Judged, Run, Unread

__all__ = [
    "Block",
    "Cell",
    "Check",
    "Comment",
    "Coverage",
    "Cue",
    "Document",
    "Edit",
    "Failure",
    "Figure",
    "Finding",
    "Form",
    "Format",
    "Formula",
    "Grade",
    "Grid",
    "GridRow",
    "Hedge",
    "Judged",
    "Kind",
    "Measure",
    "Observation",
    "Origin",
    "Profile",
    "Quantity",
    "Reading",
    "Relation",
    "Report",
    "Role",
    "Roles",
    "Run",
    "Section",
    "Sensitivity",
    "Sentence",
    "Severity",
    "Source",
    "Speaker",
    "Stated",
    "Status",
    "Step",
    "Struct",
    "Support",
    "Table",
    "Tally",
    "Unread",
    "Verdict",
    "Waiver",
    "members",
]
