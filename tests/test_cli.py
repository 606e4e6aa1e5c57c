"""The command line as a process: what users type, what they get, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CALL = ROOT / "examples" / "lantern_2021q1_call.txt"
CLEAN = """Operator

Welcome to the Alder Mills second quarter 2022 earnings call.

Jo Kent

Total revenue for the second quarter was $3.60 billion, up 13% from $3.18 billion a year ago.
"""


def run(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        check=False,
        timeout=120,
    )


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def test_main_job_reports_the_planted_slip(tmp_path: Path) -> None:
    html, data = tmp_path / "report.html", tmp_path / "report.json"
    done = run("check", CALL, "-o", html, "-o", f"json={data}")
    assert done.returncode == 1, done.stderr
    assert "RMB2.45 million" in done.stdout
    assert f"{CALL.name}:" in done.stdout
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(data.read_text(encoding="utf-8"))["findings"]


def test_clean_document_exits_zero(clean: Path) -> None:
    done = run("check", clean)
    assert done.returncode == 0, done.stdout + done.stderr


def test_fail_level_never_exits_zero_with_findings() -> None:
    assert run("check", CALL, "--fail-level", "never").returncode == 0


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        run("check", CALL, "-q", "-o", tmp_path / f"{name}.html", "-o", tmp_path / f"{name}.json")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_json_to_standard_output_is_nothing_but_json(clean: Path) -> None:
    done = run("check", clean, "-o", "json=-")
    assert json.loads(done.stdout)["document"]["profile"]["fiscal_quarter"] == "2022Q2"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03PNG\x00" * 50, "binary"),
        (b"\xff\xfe\x00", "checker:"),
    ],
)
def test_unreadable_documents_exit_two(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    done = run("check", path, "-o", tmp_path / "report.html")
    assert done.returncode == 2
    assert said in done.stderr
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "report.html").exists()


def test_missing_file_and_directory_exit_two(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        done = run("check", path)
        assert done.returncode == 2
        assert str(path) in done.stderr


def test_fifty_megabytes_of_digits_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    path.write_bytes(b"1234567890" * 5_000_000)
    done = run("check", path)
    assert done.returncode == 2
    assert "MB" in done.stderr


def test_more_figures_than_a_document_holds_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("Margin 5%. " * 25_000, encoding="utf-8")
    done = run("check", path, "-o", tmp_path / "report.html")
    assert done.returncode == 2
    assert "25,000 figures" in done.stderr
    assert not (tmp_path / "report.html").exists()


def test_text_without_a_figure_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("Good morning. Nothing is counted here.\n", encoding="utf-8")
    done = run("check", path)
    assert done.returncode == 1
    assert "No figure" in done.stdout or "no figure" in done.stdout


@pytest.mark.parametrize(
    "options",
    [
        ["--fiscal-quarter", "Q1 maybe"],
        ["--fiscal-year-end", "31-12"],
        ["--currency", "GOLD"],
        ["--call-date", "yesterday"],
        ["--meta", "absent.json"],
        ["-o", "report.docx"],
        ["-o", "json="],
        ["-o", "html=no/such/folder/report.html"],
        ["--fail-level", "loud"],
    ],
)
def test_unusable_settings_exit_two(clean: Path, options: list[str]) -> None:
    done = run("check", clean, *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_contradictory_overrides_exit_two(clean: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.json"
    meta.write_text(
        '{"fiscal_quarter": "2021Q1", "period_end": "2021-09-30", "fiscal_year_end": "12-31"}',
        encoding="utf-8",
    )
    done = run("check", clean, "--meta", meta)
    assert done.returncode == 2
    assert "2021" in done.stderr


def test_a_report_never_overwrites_its_document(clean: Path) -> None:
    assert run("check", clean, "-o", f"json={clean}").returncode == 2
    assert clean.read_text(encoding="utf-8") == CLEAN


def test_several_documents_need_a_name_for_each_report(clean: Path, tmp_path: Path) -> None:
    assert run("check", clean, CALL, "-o", tmp_path / "one.html").returncode == 2
    assert run("check", clean, CALL, "-o", tmp_path / "{name}.html").returncode == 1
    assert (tmp_path / "clean.html").exists()
    assert (tmp_path / f"{CALL.stem}.html").exists()


def test_pages_of_several_documents_get_an_index(clean: Path, tmp_path: Path) -> None:
    done = run("check", clean, CALL, tmp_path / "none.txt", "-o", f"html={tmp_path / 'pages'}/")
    assert done.returncode == 2
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert index.index(f'href="./{CALL.stem}.html"') < index.index('href="./clean.html"')
    assert "none.txt" in index


def test_documents_of_one_name_would_overwrite_each_other(clean: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / clean.name
    other.parent.mkdir()
    other.write_text(CLEAN, encoding="utf-8")
    done = run("check", clean, other, "-o", tmp_path / "{name}.html")
    assert done.returncode == 2
    assert "one name" in done.stderr
    assert not (tmp_path / "clean.html").exists()


def test_one_unreadable_document_does_not_stop_the_others(clean: Path, tmp_path: Path) -> None:
    done = run("check", tmp_path / "none.txt", clean, "-o", tmp_path / "{name}.json")
    assert done.returncode == 2
    assert (tmp_path / "clean.json").exists()


def test_figures_as_table_jsonl_and_csv(clean: Path) -> None:
    table = run("figures", clean)
    assert "$3.60 billion" in table.stdout
    rows = [json.loads(line) for line in run("figures", clean, "--format", "jsonl").stdout.splitlines()]
    assert [row["text"] for row in rows] == ["$3.60 billion", "13%", "$3.18 billion"]
    assert run("figures", clean, "--format", "csv").stdout.count("\n") == 4
    only = run("figures", clean, "--format", "jsonl", "--unit", "percent").stdout.splitlines()
    assert len(only) == 1


def test_selftest_counts_planted_and_caught_slips(clean: Path) -> None:
    done = run("selftest", clean)
    assert done.returncode == 0, done.stderr
    kinds = {line.split("  ")[0]: line.split()[-3:] for line in done.stdout.splitlines()[1:]}
    assert int(kinds["scale"][0]) == int(kinds["scale"][1]) > 0


def test_rules_and_explain_print_the_rules_own_text() -> None:
    listed = run("rules").stdout
    assert "range_growth" in listed
    names = [line.split()[0] for line in listed.splitlines()]
    for name in names:
        assert run("explain", name).returncode == 0
    assert run("explain", "astrology").returncode == 2


def test_help_of_every_command_has_an_example() -> None:
    for command in ("check", "figures", "selftest", "explain"):
        assert "Example" in run(command, "--help").stdout


def test_check_counts_planted_slips_in_the_report(clean: Path, tmp_path: Path) -> None:
    place = tmp_path / "out.json"
    assert run("check", clean, "--selftest", "-q", "-o", place).returncode == 0
    rows = json.loads(place.read_text(encoding="utf-8"))["sensitivity"]
    assert rows
    assert all(row["planted"] >= row["caught"] >= row["mended"] for row in rows)


def test_diff_of_two_reports(clean: Path, tmp_path: Path) -> None:
    before, now, page = tmp_path / "before.json", tmp_path / "now.json", tmp_path / "diff.html"
    assert run("check", clean, "-q", "-o", before).returncode == 0
    clean.write_text(CLEAN.replace("up 13%", "up 31%"), encoding="utf-8")
    assert run("check", clean, "-q", "-o", now).returncode == 1
    done = run("diff", before, now, "-o", page)
    assert done.returncode == 1
    assert done.stdout.startswith("1 new finding, none gone, none unchanged\n+ ")
    assert "31%" in page.read_text(encoding="utf-8")
    assert run("diff", before, now, "-q", "--fail-level", "never").returncode == 0
    assert run("diff", now, before).returncode == 0


def test_diff_refuses_what_is_no_report(clean: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run("check", clean, "-q", "-o", report)
    kept = report.read_bytes()
    for arguments, said in (
        ((report, clean), "is no JSON report"),
        ((tmp_path / "none.json", report), "no such file"),
        ((report, report, "-o", report), "would overwrite a report"),
    ):
        done = run("diff", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    assert report.read_bytes() == kept
