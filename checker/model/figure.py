"""What a text states as a number, from the bare quantity to the figure with all that it is about."""

from __future__ import annotations

from decimal import Decimal

from checker.interval import Interval
from checker.model.base import Form, Hedge, Measure, Section, Status, Struct


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
