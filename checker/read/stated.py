"""Figures that something else has read: JSON, JSON Lines or CSV with the fields of our own reports.

The text they come from is not at hand, so a line is written for each, and the checks run on what the
fields say. Of a figure without its words only the value is known, so its trailing zeros say nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from checker.errors import InputError
from checker.model import Origin, Stated, Struct
from checker.read.overrides import Overrides
from checker.read.rendition import Rendition

_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_LONGEST = 200  # characters of a field
_MOST_DIGITS = 60


class Listing(Struct, frozen=True, kw_only=True):
    """The lines written for the figures, the figures, and what the file says of their document."""

    rendition: Rendition
    figures: tuple[Stated, ...]
    stated: Overrides


def rows_of(data: Any) -> Sequence[Any] | None:
    """The figures in decoded JSON: a report of ours, or a list; ``None`` where it holds none."""
    if isinstance(data, dict):
        data = data.get("figures")
    is_list = isinstance(data, list) and data and isinstance(data[0], dict)
    return data if is_list and ("low" in data[0] or "value" in data[0]) and "unit" in data[0] else None


def json_lines(text: str) -> Sequence[Any] | None:
    """The figures in JSON Lines; ``None`` where the text is no such thing."""
    rows = []
    for line in text.splitlines():
        if line.strip():
            try:
                rows.append(json.loads(line, parse_float=str))
            except ValueError:
                return None
    return rows_of(rows)


def csv_rows(text: str) -> Sequence[Any]:
    """The figures in CSV, its head telling the fields; an empty cell is a field that is not given."""
    return [
        {str(key).strip().lower(): _cell(value) for key, value in row.items() if value}
        for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff")), restkey="rest")
    ]


def _cell(value: Any) -> Any:
    # Our own CSV keeps spreadsheets from running a cell by a sign before it.
    return value[1:] if isinstance(value, str) and value[:2] in ("'=", "'+", "'@") else value


def read(rows: Sequence[Any], place: str, *, first_line: int = 0, about: Any = None) -> Listing:
    """The figures in ``rows``, which stand one a line from ``first_line`` on, if that is given.

    Raises ``InputError`` where a field has no meaning.
    """
    parts: list[str] = []
    figures: list[Stated] = []
    at = 0
    origins: list[Origin] = []
    for number, row in enumerate(rows):
        here = f"{place}:{first_line + number}" if first_line else f"{place}: figure {number + 1}"
        if not isinstance(row, dict):
            raise InputError(here, "is not an object of fields", "Give fields such as low, unit and metric.")
        quantity, words = _quantity(row, here)
        fields = {name: row[name] for name in _ABOUT if row.get(name) not in (None, "")}
        for name, value in fields.items():
            if not isinstance(value, str) or len(value) > _LONGEST:
                raise _malformed(here, name, value, "a text of at most 200 characters")
        subject = " ".join(filter(None, (fields.get("basis"), fields.get("scope"), fields.get("metric"))))
        lead = ", ".join(filter(None, (subject, fields.get("period", "")))) or "figure"
        parts.append(f"{lead}: {words}\n\n")
        if first_line:
            origins.append(Origin(start=at, line=first_line + number, column=1))
        start = at + len(lead) + 2
        at += len(parts[-1])
        try:
            figures.append(
                msgspec.convert(
                    {**fields, **quantity, "start": start, "end": start + len(words), "text": words},
                    Stated,
                    strict=False,
                )
            )
        except msgspec.ValidationError as error:
            raise InputError(here, str(error), "Correct the value.") from None
    return Listing(
        rendition=Rendition(text="".join(parts).rstrip("\n") + "\n", origins=tuple(origins)),
        figures=tuple(figures),
        stated=_profile(about),
    )


_ABOUT = ("measure", "comparison", "metric", "scope", "basis", "period", "status", "hedge", "form")


def _quantity(row: dict[str, Any], here: str) -> tuple[dict[str, Any], str]:
    """Value, unit and precision of a figure, and its words."""
    low = _decimal(row.get("low", row.get("value")), here, "low")
    high = _decimal(row.get("high", row.get("low", row.get("value"))), here, "high")
    if low > high:
        raise _malformed(here, "low", low, "a number that is not above high")
    unit = row.get("unit")
    if not isinstance(unit, str) or not unit or len(unit) > _LONGEST:
        raise _malformed(here, "unit", unit, "a unit such as USD, percent or count")
    words = row.get("text")
    if isinstance(words, str) and words.strip():
        words = " ".join(words.split())[:_LONGEST]
        steps = _steps(words, low, high)
    else:
        words = f"{low:f} {unit}" if low == high else f"{low:f} to {high:f} {unit}"
        steps = None
    low_step, high_step = steps or (_coarse(low), _coarse(high))
    found = {
        "low": low,
        "high": high,
        "unit": unit,
        "low_step": low_step,
        "high_step": high_step,
        "low_coarse": max(low_step, _coarse(low)),
        "high_coarse": max(high_step, _coarse(high)),
    }
    return found, words


def _steps(words: str, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal] | None:
    """The worth of the last written digit of either end, by holding the digits against the value."""
    found = list(_NUMBER.finditer(words))
    if not 1 <= len(found) <= 2:
        return None
    steps = []
    for match, value in zip((found[0], found[-1]), (low, high), strict=True):
        digits = Decimal(match[0].replace(",", ""))
        scale = abs(value) / digits if digits else Decimal(0)
        if scale.normalize().as_tuple().digits != (1,):  # no scale word is anything but a power of ten
            return None
        steps.append(scale.scaleb(-len(match[1] or "")))
    return steps[0], steps[1]


def _coarse(value: Decimal) -> Decimal:
    """The worth of the last digit of a value that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if value and isinstance(exponent, int) else Decimal(0)


def _decimal(value: Any, here: str, field: str) -> Decimal:
    try:
        found = Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found.adjusted()) > _MOST_DIGITS:
        raise _malformed(here, field, value, "a number such as 74100000000")
    return found


def _malformed(here: str, field: str, value: object, wanted: str) -> InputError:
    return InputError(here, f"{field} {str(value)[:40]!r} is malformed", f"Give {wanted}.")


def _profile(about: Any) -> Overrides:
    """What a report says of the document that its figures come from."""
    profile = about.get("document", {}).get("profile") if isinstance(about, dict) else None
    if not isinstance(profile, dict):
        return Overrides()
    known = {key: value for key, value in profile.items() if key in Overrides.__struct_fields__}
    try:
        return msgspec.convert(known, Overrides)
    except msgspec.ValidationError:
        return Overrides()
