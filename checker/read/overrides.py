"""What the user says about a document, over what the document says about itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from checker.errors import InputError
from checker.model import Kind, Struct
from checker.read.calendar import last_day, quarter_end

_QUARTER = re.compile(r"(?:19|20)\d\dQ[1-4]")
_SPOKEN = re.compile(r"(?i)(?:FY\s?)?((?:19|20)\d\d)\s?-?Q([1-4])|Q([1-4])[\s-]?(?:FY\s?)?((?:19|20)\d\d)")
_YEAR_END = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_CURRENCY = re.compile(r"[A-Z]{3}")
_SLACK = 10  # days: a 52- or 53-week year closes up to a week beside the month's end


class Overrides(Struct, frozen=True, kw_only=True):
    """The fields of ``Profile`` that the user may set; ``None`` leaves a field to the document.

    ``fiscal_quarter`` is a label ("2021Q1"), ``fiscal_year_end`` month and day ("12-31"), dates are
    ISO 8601, ``currency`` is ISO 4217.
    """

    company: str | None = None
    ticker: str | None = None
    kind: Kind | None = None
    fiscal_quarter: str | None = None
    period_end: str | None = None
    call_date: str | None = None
    fiscal_year_end: str | None = None
    currency: str | None = None

    def over(self, other: Overrides) -> Overrides:
        """These settings, and where they say nothing those of ``other``."""
        mine = msgspec.structs.asdict(self)
        return msgspec.structs.replace(other, **{k: v for k, v in mine.items() if v is not None})


def load_overrides(path: Path) -> Overrides:
    """Overrides from a JSON file; raises ``InputError`` where it is unreadable or holds nonsense."""
    from checker.read.decode import decode, load  # noqa: PLC0415  (decode knows nothing of settings)

    place = str(path)
    try:
        raw: Any = msgspec.json.decode(decode(load(path), place).encode())
    except msgspec.DecodeError as error:
        raise InputError(place, f"is not JSON ({error})", "Give an object such as {}.") from None
    if not isinstance(raw, dict):
        raise InputError(place, "is not a JSON object", 'Give an object such as {"currency": "USD"}.')
    unknown = sorted(set(raw) - set(Overrides.__struct_fields__))
    if unknown:
        raise InputError(
            place,
            f"holds an unknown field {unknown[0]!r}",
            f"Known fields: {', '.join(Overrides.__struct_fields__)}.",
        )
    try:
        overrides = msgspec.convert(raw, Overrides)
    except msgspec.ValidationError as error:
        raise InputError(place, str(error), "Correct the value.") from None
    return validated(overrides, place)


def from_front(front: dict[str, tuple[str, ...]]) -> tuple[Overrides, tuple[str, ...]]:
    """What a front matter says of its document, and in words which of it could not be used.

    A field of the same name may mean something else there ("kind: blog"), so nonsense is no error.
    """
    found = Overrides()
    doubts = []
    for name in Overrides.__struct_fields__:
        if len(values := front.get(name, ())) != 1:
            continue
        try:
            found = validated(msgspec.convert({name: values[0]}, Overrides), "front matter").over(found)
        except (InputError, msgspec.ValidationError):
            doubts.append(f"the front matter's {name} {values[0][:40]!r} was left aside: not a known value")
    try:
        return validated(found), tuple(doubts)
    except InputError as error:
        return Overrides(), (*doubts, f"the front matter was left aside: {error.problem}")


def validated(overrides: Overrides, place: str = "overrides") -> Overrides:
    """The same overrides in canonical spelling; raises ``InputError`` if malformed or contradictory."""
    quarter = overrides.fiscal_quarter
    if quarter is not None and not _QUARTER.fullmatch(quarter):
        spoken = _SPOKEN.fullmatch(quarter.strip())
        if not spoken:
            raise _malformed(place, "fiscal_quarter", quarter, "a label such as 2021Q1")
        quarter = f"{spoken[1] or spoken[4]}Q{spoken[2] or spoken[3]}"
    year_end = overrides.fiscal_year_end
    if year_end is not None and not (
        _YEAR_END.fullmatch(year_end) and int(year_end[3:]) <= last_day(2024, int(year_end[:2]))
    ):
        raise _malformed(place, "fiscal_year_end", year_end, "month and day such as 12-31")
    currency = overrides.currency
    if currency is not None:
        currency = currency.upper()
        if not _CURRENCY.fullmatch(currency):
            raise _malformed(place, "currency", currency, "a code such as USD")
    period_end = _day(overrides.period_end, place, "period_end")
    call_date = _day(overrides.call_date, place, "call_date")
    if quarter and period_end and year_end:
        expected = quarter_end(quarter, year_end)
        if abs((period_end - expected).days) > _SLACK:
            raise InputError(
                place,
                f"fiscal_quarter {quarter} with a fiscal year to {year_end} ends {expected}, "
                f"but period_end is {period_end}",
                "Correct one of the three.",
            )
    if period_end and call_date and call_date < period_end:
        raise InputError(
            place,
            f"call_date {call_date} lies before period_end {period_end}",
            "Correct one of the two.",
        )
    return msgspec.structs.replace(
        overrides, fiscal_quarter=quarter, currency=currency, company=overrides.company
    )


def _day(value: str | None, place: str, field: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _malformed(place, field, value, "a date such as 2021-03-31") from None


def _malformed(place: str, field: str, value: str, wanted: str) -> InputError:
    return InputError(place, f"{field} {value!r} is malformed", f"Give {wanted}.")
