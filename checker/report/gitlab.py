"""GitLab's code quality report: what a merge request shows as new and as mended, and beside the line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from checker.model import Run
from checker.report.json_report import escaped
from checker.report.places import Places, relative, sentence_of
from checker.report.verdict import counting
from checker.wording import inert

_SEVERITY = {"error": "major", "warning": "minor", "note": "info"}


def render(run: Run, *, root: Path) -> str:
    """The run as a JSON list; GitLab asks for a fingerprint that no two entries share."""
    entries: list[dict[str, Any]] = []
    seen: Counter[tuple[str, ...]] = Counter()

    def add(path: str, rule: str, fingerprint: str, *, severity: str, text: str, line: int = 1) -> None:
        key = path, rule, fingerprint
        seen[key] += 1
        unique = hashlib.sha256("\x1f".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest()
        entries.append(
            {
                "description": inert(text),
                "check_name": rule,
                "fingerprint": unique,
                "severity": severity,
                "location": {"path": path, "lines": {"begin": line}},
            }
        )

    for unread in run.unread:
        add(relative(unread.path, root), "not_checked", "", severity="blocker", text=unread.message)
    for judged in run.documents:
        places = Places(judged.report, root)
        for failure in judged.report.failures:
            message = f"The rule {failure.rule} failed and its checks are missing: {failure.message}"
            add(places.path, failure.rule, "failed", severity="blocker", text=message)
        for finding in counting(judged.report):
            line = places.finding(finding).line
            severity = _SEVERITY[finding.severity]
            text = sentence_of(finding)
            add(places.path, finding.kind, finding.fingerprint, severity=severity, text=text, line=line)
    return escaped(json.dumps(entries, ensure_ascii=False, indent=2)) + "\n"
