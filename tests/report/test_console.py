"""The summary in a pipe and on a terminal."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.model import Failure, Report
from checker.report import console
from tests.report.golden import same_as_golden
from tests.report.sample import build

ROOT = Path(__file__).resolve().parents[2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def report() -> Report:
    return build()


def test_golden(report: Report) -> None:
    same_as_golden("summary.txt", console.render(report))


def test_a_finding_is_two_lines_that_begin_with_its_place(report: Report) -> None:
    lines = console.render(report).splitlines()
    for finding in report.findings:
        place = f"{report.document.path}:{finding.line}:{finding.column}: {finding.severity} {finding.kind}"
        at = next(i for i, line in enumerate(lines) if line.startswith(place))
        assert finding.said in lines[at]
        assert finding.follows in lines[at + 1]


def test_pipe_is_plain_and_terminal_has_colour(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    pipe, terminal = io.StringIO(), Terminal()
    console.show(report, pipe)
    console.show(report, terminal)
    assert pipe.getvalue() == console.render(report)
    assert "\x1b[" in terminal.getvalue()
    assert report.findings[0].said in terminal.getvalue()


def test_rich_is_not_loaded_for_a_pipe() -> None:
    code = (
        "import sys; from tests.report.sample import build; from checker.report import console; "
        "console.show(build()); sys.exit('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_report_without_findings_says_so(report: Report) -> None:
    assert "No finding." in console.render(replace(report, findings=()))
    assert "nothing could be checked" in console.render(replace(report, findings=(), checks=()))


def test_a_failed_rule_is_never_green(report: Report) -> None:
    failed = replace(report, findings=(), failures=(Failure(rule="growth", message="boom"),))
    assert "The rule growth failed" in console.render(failed)


def test_hostile_text_cannot_act_on_the_terminal(report: Report) -> None:
    hostile = replace(report.findings[0], said="\x1b[2J\u202eevil\nerror", message="x")
    text = console.render(replace(report, findings=(hostile,)))
    assert not set(text) & set("\x1b\u202e")
    assert r"\x1b[2J\u202eevil error" in text


def test_a_pipe_of_another_encoding_still_gets_the_summary(report: Report) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    console.show(report, stream)
    stream.flush()
    assert b"22 figures found" in raw.getvalue()
