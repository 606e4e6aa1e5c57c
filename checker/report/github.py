"""Workflow commands of GitHub Actions: an annotation on the line of each finding.

A step may annotate ten times a level; further ones would be dropped silently, so what is over the
limit is counted in a plain line and stands in the step's summary (``-o markdown=$GITHUB_STEP_SUMMARY``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checker.model import Finding, Run
from checker.report.places import Places, relative, sentence_of
from checker.report.verdict import counting
from checker.wording import counted, inert, listed

LIMIT = 10
"""Annotations of a level that GitHub shows of one step."""
_LEVEL = {"error": "error", "warning": "warning", "note": "notice"}
_LEVELS = tuple(_LEVEL.values())


def render(run: Run, *, root: Path) -> str:
    """The commands, one a line; nothing for a run without findings. Paths are relative to ``root``."""
    commands = sorted(_commands(run, root), key=lambda each: _LEVELS.index(each[0]))
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for level, properties, message in commands:
        counts[level] += 1
        if counts[level] <= LIMIT:
            named = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
            lines.append(f"::{level} {named}::{_data(message)}")
    over = [counted(counts[level] - LIMIT, f"more {level}") for level in _LEVELS if counts[level] > LIMIT]
    if over:
        lines.append(f"{listed(over)} not annotated: see the summary of this step.")
    return "".join(line + "\n" for line in lines)


def _commands(run: Run, root: Path) -> Iterator[tuple[str, dict[str, str], str]]:
    """Level, properties and message of every annotation."""
    for unread in run.unread:
        yield "error", {"file": relative(unread.path, root), "title": "not checked"}, unread.message
    for judged in run.documents:
        places = Places(judged.report, root)
        for failure in judged.report.failures:
            message = f"Its checks are missing: {failure.message}"
            yield "error", {"file": places.path, "title": f"the rule {failure.rule} failed"}, message
        for finding in counting(judged.report):
            yield _LEVEL[finding.severity], _place(finding, places), _message(finding, places)


def _place(finding: Finding, places: Places) -> dict[str, str]:
    """Where the annotation goes; columns are taken within one line only."""
    place = places.finding(finding)
    properties = {"file": place.path, "line": str(place.line), "endLine": str(place.end_line)}
    if place.end_line == place.line:
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    return properties | {"title": finding.kind}


def _message(finding: Finding, places: Places) -> str:
    """The finding, and a line for every figure that stands elsewhere."""
    here = places.finding(finding)
    lines = [sentence_of(finding)]
    for operand in places.operands(finding):
        place = operand.place
        if (place.path, place.line) != (here.path, here.line):
            lines.append(f"{operand.role or 'figure'} {operand.figure.text}: {place.path}:{place.line}")
    return "\n".join(map(inert, lines))


def _data(text: str) -> str:
    """A message as the runner decodes it."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property, which colons and commas would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
