"""The JSON report: the interface to everything else.

Its shape is fixed by ``checker/data/report.schema.json``; ``SCHEMA`` names the version and changes
whenever a reader of the old shape could misread the new one. Numbers with a unit are decimal
strings, never floats and never with an exponent. Bytes depend on the report and the version alone.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from checker import __version__, model
from checker.interval import Interval
from checker.report.quotes import quote
from checker.wording import plain

SCHEMA = "guidance-checker/report/1"
TOOL = "guidance-checker"

# Legal inside a JSON string, yet troublesome for whoever shows or stores the file: escaped, they
# read back as the same text. Lone surrogates could not even be written as UTF-8.
_TROUBLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

Json = dict[str, Any]

# How often values of a list occur on average at the least to be worth a table of their own.
_REPEATED = 3


def render(report: model.Report, *, version: str = __version__) -> str:
    """The report as indented JSON text with a final line break."""
    return escaped(json.dumps(tree(report, version=version), ensure_ascii=False, indent=2)) + "\n"


def packed(report: model.Report, *, version: str = __version__) -> str:
    """The same on one line for the page, in a form without repetition; see ``unpack``."""
    return escaped(
        json.dumps(_pack(tree(report, version=version)), ensure_ascii=False, separators=(",", ":"))
    )


def unpack(value: Any) -> Any:
    """Undo the packing.

    ``fields`` and ``columns`` become a list of objects again, ``values`` and ``at`` a list in which few
    values occur often.

    >>> unpack({"fields": ["id", "unit"], "columns": [["f1", "f2"], {"values": ["CNY"], "at": [0, 0]}]})
    [{'id': 'f1', 'unit': 'CNY'}, {'id': 'f2', 'unit': 'CNY'}]
    """
    if isinstance(value, dict):
        if value.keys() == {"values", "at"}:
            return [value["values"][place] for place in value["at"]]
        if value.keys() == {"fields", "columns"}:
            rows = zip(*map(unpack, value["columns"]), strict=True)
            return [dict(zip(value["fields"], row, strict=True)) for row in rows]
        return {key: unpack(part) for key, part in value.items()}
    return [unpack(part) for part in value] if isinstance(value, list) else value


def _pack(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _pack(part) for key, part in value.items()}
    if not isinstance(value, list) or len(value) < 2:
        return [_pack(part) for part in value] if isinstance(value, list) else value
    if all(isinstance(part, dict) and part and part.keys() == value[0].keys() for part in value):
        fields = list(value[0])
        return {"fields": fields, "columns": [_pack([part[field] for part in value]) for field in fields]}
    if any(isinstance(part, dict | list) for part in value):
        return [_pack(part) for part in value]
    # 1 and true are one key to a dict, but not one value
    places = {(type(part), part): place for place, part in reversed(list(enumerate(value)))}
    if len(value) < _REPEATED * len(places):
        return value
    order = {key: number for number, key in enumerate(sorted(places, key=places.__getitem__))}
    return {"values": [part for _, part in order], "at": [order[type(part), part] for part in value]}


def tree(report: model.Report, *, version: str = __version__) -> Json:
    """The report as dicts, lists and strings in the order in which they are written."""
    document = report.document
    return {
        "schema": SCHEMA,
        "tool": {"name": TOOL, "version": version},
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "format": document.format,
            "profile": _profile(document.profile),
            "speakers": [{"name": s.name, "role": s.role, "title": s.title} for s in document.speakers],
        },
        "figures": [figure(f, document) for f in report.figures],
        "checks": [_check(c) for c in report.checks],
        "findings": [_finding(f) for f in report.findings],
        "observations": [_observation(o) for o in report.observations],
        "coverage": _coverage(report.coverage),
        "failures": [{"rule": f.rule, "message": f.message} for f in report.failures],
        "sources": [_source(s, report) for s in report.sources],
        "rounding": report.rounding,
        "sensitivity": [
            {"kind": s.kind, "planted": s.planted, "caught": s.caught, "mended": s.mended}
            for s in report.sensitivity
        ],
    }


def _source(source: model.Source, report: model.Report) -> Json:
    """A source with those of its figures that take part in a check, each with the sentence it stands in."""
    cited = {i for check in report.checks for i in model.members(check.figures)}
    document = source.document
    return {
        "id": source.id,
        "prior": source.prior,
        "path": document.path,
        "sha256": document.sha256,
        "profile": _profile(document.profile),
        "figures": [
            figure(f, document) | {"quote": quote(document, f)} for f in source.figures if f.id in cited
        ],
    }


def figure(figure: model.Figure, document: model.Document) -> Json:
    """One figure in the fields of the annotation guide, in their order, and where it stands."""
    speaker = None if figure.speaker is None else document.speakers[figure.speaker].name
    return {
        "id": figure.id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "low": plain(figure.low),
        "high": plain(figure.high),
        "unit": figure.unit,
        "hedge": figure.hedge,
        "measure": figure.measure,
        "comparison": figure.comparison,
        "metric": figure.metric,
        "scope": figure.scope,
        "basis": figure.basis,
        "period": figure.period,
        "status": figure.status,
        "interval": _interval(figure.interval),
        "speaker": speaker,
        "section": figure.section,
        "line": figure.line,
        "column": figure.column,
        "page": figure.page or None,
        "box": list(figure.box) if figure.box else None,
        "form": figure.form,
        "inferred": list(figure.inferred),
    }


def _profile(profile: model.Profile) -> Json:
    return {
        "company": profile.company,
        "ticker": profile.ticker,
        "kind": profile.kind,
        "fiscal_quarter": profile.fiscal_quarter,
        "period_end": profile.period_end,
        "call_date": profile.call_date,
        "fiscal_year_end": profile.fiscal_year_end,
        "currency": profile.currency,
        "assumptions": list(profile.assumptions),
    }


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    return {
        "low": _end(interval.low),
        "high": _end(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def _end(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _steps(steps: tuple[model.Step, ...]) -> list[Json]:
    return [
        {"label": s.label, "expression": s.expression, "interval": _interval(s.interval), "unit": s.unit}
        for s in steps
    ]


def _check(check: model.Check) -> Json:
    return {
        "id": check.id,
        "kind": check.kind,
        "figures": {role: ids if isinstance(ids, str) else list(ids) for role, ids in check.figures.items()},
        "verdict": check.verdict,
        "note": check.note,
        "severity": check.severity,
        "grade": check.grade,
        "arithmetic": _steps(check.arithmetic),
        "power": check.power,
        "reason": check.reason,
        "because": check.because,
        "fingerprint": check.fingerprint,
    }


def _finding(finding: model.Finding) -> Json:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "message": finding.message,
        "said": finding.said,
        "follows": finding.follows,
        "figure": finding.figure or None,
        "figures": list(finding.figures),
        "checks": list(finding.checks),
        "edits": [_edit(e) for e in finding.edits],
        "doubts": list(finding.doubts),
        "line": finding.line,
        "column": finding.column,
        "fingerprint": finding.fingerprint,
        "waiver": _waiver(finding.waiver),
    }


def _waiver(waiver: model.Waiver | None) -> Json | None:
    return {"by": waiver.by, "reason": waiver.reason, "place": waiver.place} if waiver else None


def _edit(edit: model.Edit) -> Json:
    return {
        "figure": edit.figure,
        "slip": edit.slip,
        "start": edit.start,
        "end": edit.end,
        "before": edit.before,
        "after": edit.after,
        "mends": list(edit.mends),
        "reasons": list(edit.reasons),
    }


def _observation(observation: model.Observation) -> Json:
    return {
        "id": observation.id,
        "kind": observation.kind,
        "text": observation.text,
        "figures": list(observation.figures),
        "arithmetic": _steps(observation.arithmetic),
    }


def _coverage(coverage: model.Coverage) -> Json:
    return {
        "figures": coverage.figures,
        "checked": coverage.checked,
        "not_comparable": coverage.not_comparable,
        "once": coverage.once,
        "unchecked": dict(coverage.unchecked),
        "sections": [_tally(t) for t in coverage.sections],
        "speakers": [_tally(t) for t in coverage.speakers],
        "support": None if coverage.support is None else _support(coverage.support),
    }


def _support(support: model.Support) -> Json:
    return {
        "stated": support.stated,
        "derived": support.derived,
        "contradicted": support.contradicted,
        "unsupported": list(support.unsupported),
    }


def _tally(tally: model.Tally) -> Json:
    return {"name": tally.name, "figures": tally.figures, "checked": tally.checked}


def escaped(text: str) -> str:
    """JSON text with troublesome characters spelled out; it reads back as the same values."""
    return _TROUBLE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
