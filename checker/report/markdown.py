"""A Markdown summary for the comment on a pull request or the summary of a step.

Text of the document is escaped: it cannot format, link, mention anybody or end the table. The first
line is a mark by which a script finds its own comment again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checker.model import Finding, Judged, Run
from checker.report.places import Places, relative, sentence_of
from checker.report.verdict import SEVERITIES, counting, waived
from checker.wording import counted, inert, listed

MARK = "<!-- guidance-checker -->"
LONGEST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~$&]")
_REACHING = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?i:(?<=www)(?=\.))")
_REST = "\n{} not shown here; the full report has all.\n"


def render(run: Run, *, root: Path) -> str:
    """The run in words, a table of the documents, and the findings as far as they fit."""
    text = "\n".join([MARK, f"**{_verdict(run)}**", "", *_table(run, root)]) + "\n"
    lines = list(_findings(run, root))
    left = sum(weight for _, weight in lines)
    for line, weight in lines:
        if len(text) + len(line) > LONGEST - 200:
            return text + _REST.format(counted(left, "finding"))
        text += line
        left -= weight
    return text


def _verdict(run: Run) -> str:
    failing = sum(len(judged.failing) for judged in run.documents)
    documents = counted(len(run.documents) + len(run.unread), "document")
    incomplete = len(run.unread) + sum(bool(judged.report.failures) for judged in run.documents)
    words = f"{counted(failing, 'finding')} to settle in {documents}."
    if run.status == 0:
        words = f"Passed: {words}" if failing else f"Passed: nothing to settle in {documents}."
    return (
        f"Not complete: {counted(incomplete, 'document')} not checked or not whole. {words}"
        if incomplete
        else words
    )


def _table(run: Run, root: Path) -> Iterator[str]:
    yield "| document | errors | warnings | notes | figures checked | |"
    yield "| --- | --: | --: | --: | --: | --- |"
    for judged in run.documents:
        report = judged.report
        counts = Counter(finding.severity for finding in counting(report))
        cells = [str(counts[severity] or "") for severity in SEVERITIES]
        checked = f"{report.coverage.checked} of {report.coverage.figures}"
        path = safe(Places(report, root).path)
        yield f"| {path} | {' | '.join(cells)} | {checked} | {safe(waived(report))} |"
    for unread in run.unread:
        yield f"| {safe(relative(unread.path, root))} | | | | | not checked |"


def _findings(run: Run, root: Path) -> Iterator[tuple[str, int]]:
    """Lines with the number of findings each stands for: what fails first, then the rest."""
    for unread in run.unread:
        yield f"\n- **not checked** {safe(relative(unread.path, root))}: {safe(unread.message)}\n", 0
    for judged in run.documents:
        for failure in judged.report.failures:
            path = safe(Places(judged.report, root).path)
            yield f"\n- **the rule {failure.rule} failed** {path}: {safe(failure.message)}\n", 0
    for title, wanted in (("To settle", True), ("Worth a look", False)):
        begun = False
        for judged in run.documents:
            for finding in counting(judged.report):
                if (finding.id in judged.failing) is wanted:
                    yield ("" if begun else f"\n#### {title}\n") + _finding(finding, judged, root), 1
                    begun = True


def _finding(finding: Finding, judged: Judged, root: Path) -> str:
    places = Places(judged.report, root)
    here = places.finding(finding)
    elsewhere = dict.fromkeys(
        f"{o.place.path}:{o.place.line}"
        for o in places.operands(finding)
        if (o.place.path, o.place.line) != (here.path, here.line)
    )
    see = f"<br>See {safe(listed(list(elsewhere)))}." if elsewhere else ""
    head = f"**{finding.severity}** `{finding.kind}` {safe(here.path)}:{here.line}"
    return f"\n- {head}<br>{safe(sentence_of(finding))}{see}\n"


def safe(text: str) -> str:
    """Text as Markdown that shows just this text."""
    text = inert(text).encode("utf-8", "backslashreplace").decode("utf-8")
    escaped = _ACTIVE.sub(lambda m: {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(m[0], f"\\{m[0]}"), text)
    return _REACHING.sub("&#8203;", escaped)
