"""Figures written in one line, for tests: "about 3.6 billion USD", "15 to 17 percent", "-5 percent"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from checker.interval import stated
from checker.model import Figure, Hedge, Relation

_SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_FIGURE = re.compile(
    r"(?:(?P<hedge>about|over|under) )?(?P<low>-?[\d.,]+)(?: to (?P<high>-?[\d.,]+))?"
    r"(?: (?P<scale>thousand|million|billion))? (?P<unit>\S+)"
)


def figure(name: str, line: str, **fields: Any) -> Figure:
    """The figure that ``line`` states; ``fields`` are those of ``Figure`` (metric, period, …)."""
    match = _FIGURE.fullmatch(line)
    assert match is not None, line
    scale = _SCALES[match["scale"] or ""]
    written = [Decimal(match[end].replace(",", "")) for end in ("low", "high") if match[end]]
    low, high = written[0] * scale, written[-1] * scale
    steps = [
        Decimal(1).scaleb(int(number.as_tuple().exponent)) * scale for number in (written[0], written[-1])
    ]
    coarse = [
        max(
            step,
            Decimal(1).scaleb(max(0, int(number.normalize().as_tuple().exponent))) * scale * (step == scale),
        )
        for step, number in zip(steps, (written[0], written[-1]), strict=True)
    ]
    hedge: Hedge = match["hedge"] or "none"  # type: ignore[assignment]
    at = fields.pop("at", int(re.sub(r"\D", "", name) or 0) * 100)
    return Figure(
        id=name,
        start=at,
        end=at + len(line),
        text=line,
        low=low,
        high=high,
        unit=match["unit"],
        hedge=hedge,
        low_step=steps[0],
        high_step=steps[1],
        low_coarse=coarse[0],
        high_coarse=coarse[1],
        interval=stated(low, high, low_step=steps[0], high_step=steps[1], hedge=hedge),
        lenient=stated(low, high, low_step=coarse[0], high_step=coarse[1], hedge=hedge),
        **fields,
    )


def relation(kind: str, given: dict[str, Any]) -> tuple[Relation, dict[str, Figure]]:
    """A relation from a test case: roles to figures, each a line or a mapping with a ``line``.

    A role that is a list has several figures. Keys that are no role are fields of the relation.
    """
    figures: dict[str, Figure] = {}
    roles: dict[str, str | tuple[str, ...]] = {}
    fields = {key: given[key] for key in ("guard", "sense", "cue", "strong", "because") if key in given}
    for role, value in given.items():
        if role in fields:
            continue
        ids = []
        for one in value if isinstance(value, list) else [value]:
            about = dict(one) if isinstance(one, dict) else {"line": one}
            name = f"f{len(figures) + 1}"
            figures[name] = figure(name, about.pop("line"), **about)
            ids.append(name)
        roles[role] = tuple(ids) if isinstance(value, list) else ids[0]
    return Relation(kind=kind, figures=roles, **fields), figures
