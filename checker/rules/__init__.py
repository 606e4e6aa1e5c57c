"""Whether figures that are meant to agree do: one rule a file, each a pure function.

``judge`` turns a relation into a check, ``observe`` says what is worth knowing about one that is no
error. The registry is explicit: the rule of a kind of relation is the module of that name.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from types import ModuleType

from msgspec.structs import replace

from checker.model import Check, Figure, Observation, Relation, Severity
from checker.rules import (
    bounds,
    chain,
    compound,
    difference,
    direction,
    growth,
    guidance_progress,
    implied_base,
    multiple,
    order,
    product,
    range_growth,
    ratio,
    repeat,
    revision,
    scale,
    share,
    sum_,
    threshold,
    tie_out,
)
from checker.rules.besides import PAGES

REGISTRY: dict[str, ModuleType] = {
    "growth": growth,
    "range_growth": range_growth,
    "implied_base": implied_base,
    "difference": difference,
    "multiple": multiple,
    "compound": compound,
    "sum": sum_,
    "share": share,
    "product": product,
    "ratio": ratio,
    "repeat": repeat,
    "direction": direction,
    "threshold": threshold,
    "order": order,
    "scale": scale,
    "bounds": bounds,
    "guidance_progress": guidance_progress,
    "revision": revision,
    "tie_out": tie_out,
}

_SEVERITY: dict[str, Severity] = {"inconsistent": "error", "suspicious": "warning"}


def judge(relation: Relation, figures: Mapping[str, Figure]) -> Check:
    """The check of a relation. Raises ``KeyError`` for a kind without a rule or an unknown figure."""
    rule = REGISTRY[relation.kind] if relation.formula is None else chain
    check: Check = rule.check(relation, figures)
    return replace(check, severity=_SEVERITY.get(check.verdict), fingerprint=_fingerprint(check, figures))


def observe(relation: Relation, figures: Mapping[str, Figure]) -> Observation | None:
    """What a relation shows that is no error, if its rule has an eye for it."""
    rule = REGISTRY[relation.kind]
    if relation.formula is not None or not hasattr(rule, "observe"):
        return None
    seen: Observation | None = rule.observe(relation, figures)
    return seen


def summary(name: str) -> str:
    """The first line of a rule's page. Raises ``KeyError`` for an unknown rule."""
    return _page(name).partition("\n")[0]


def explanation(name: str) -> str:
    """A rule's page: what it checks, why, an example that holds, one that fails, when it is silent.

    Kinds of finding that no rule makes have a page too; see ``besides``.
    """
    return f"{name}\n\n{_page(name)}"


def _page(name: str) -> str:
    return PAGES[name] if name in PAGES else inspect.getdoc(REGISTRY[name]) or ""


def _fingerprint(check: Check, figures: Mapping[str, Figure]) -> str:
    """The same for the same statement about the same things, wherever it stands in the document."""
    parts = [check.kind]
    for role, ids in sorted(check.figures.items()):
        parts.append(role)
        for figure in (figures[i] for i in ((ids,) if isinstance(ids, str) else ids)):
            parts += [
                figure.metric,
                figure.scope,
                figure.basis,
                figure.period or "",
                figure.text,
                figure.hedge,
            ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
