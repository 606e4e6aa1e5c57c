"""Accepting and dismissing findings: what is marked, what is said of it, and what is exported."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

from playwright.sync_api import Dialog, Page, expect

import checker
from tests.browser.conftest import Opener
from tests.report.sample import build

CALL = Path(__file__).resolve().parents[2] / "examples" / "lantern_2021q1_call.txt"
SLIP, BANK = "5f0c2b7d9e1a4c36", "a81be02f77d0934c"


def exported(page: Page, **by: str) -> str:
    page.click("#export-open")
    for field, value in by.items():
        page.fill(f"#export-{field}", value)
    with page.expect_download() as download:
        page.click("#export-save")
    page.click("#export-close")
    assert download.value.suggested_filename == "suppressions.toml"
    return str(download.value.path().read_text(encoding="utf-8"))


def test_a_dismissed_finding_becomes_a_suppression(visit: Opener) -> None:
    page = visit().page
    card = page.locator(f"#finding-{BANK}")
    card.get_by_role("button", name="Dismiss").click()
    expect(card.get_by_text("Say why it is fine.")).to_be_visible()
    expect(page.locator("#decisions")).to_be_hidden()
    reason = 'the "bank" counts\tboth \\ books \x7f'
    card.locator(".decide input").fill(reason)
    card.get_by_role("button", name="Dismiss").click()
    expect(card.locator("blockquote").first).to_be_hidden()
    expect(page.locator("#decisions")).to_contain_text("Not saved")
    page.locator(f"#finding-{SLIP}").get_by_role("button", name="Accept").click()
    text = exported(page)
    rule = next(f.kind for f in build().findings if f.fingerprint == BANK)
    assert tomllib.loads(text) == {
        "suppress": [{"fingerprint": BANK, "rule": rule, "reason": reason.replace("\x7f", "\ufffd")}]
    }
    assert f'# accepted: {build().findings[0].kind} "{SLIP}"' in text
    expect(page.locator("#decisions")).to_contain_text("1 accepted, 1 dismissed of 2, exported")


def test_a_decision_can_be_undone(visit: Opener) -> None:
    page = visit().page
    card = page.locator(f"#finding-{SLIP}")
    card.get_by_role("button", name="Accept").click()
    expect(card.get_by_text("Accepted")).to_be_visible()
    card.get_by_role("button", name="Undo").click()
    expect(card.locator(".decided")).to_be_empty()
    expect(page.locator("#decisions")).to_be_hidden()


def test_keys_decide(visit: Opener) -> None:
    page = visit().page
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(f"#finding-{SLIP} .decided")).to_have_text("Accepted")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.type("a known restatement")
    page.keyboard.press("Enter")
    expect(page.locator(f"#finding-{BANK} .decided")).to_have_text("Dismissed: a known restatement")


def test_leaving_with_unsaved_decisions_asks(visit: Opener) -> None:
    page = visit().page
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.locator(f"#finding-{SLIP}").get_by_role("button", name="Accept").click()
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.locator("#decisions")).to_be_hidden()


def test_who_decided_and_until_when(visit: Opener) -> None:
    page = visit().page
    card = page.locator(f"#finding-{BANK}")
    card.locator(".decide input").fill("restated")
    card.get_by_role("button", name="Dismiss").click()
    text = exported(page, author="R. \u201cRuth\u201d Lindqvist", expires="2027-03-31")
    [entry] = tomllib.loads(text)["suppress"]
    assert entry["author"] == "R. “Ruth” Lindqvist"
    assert entry["expires"] == date(2027, 3, 31)


def test_the_command_line_accepts_what_the_page_exports(visit: Opener, tmp_path: Path) -> None:
    found = checker.check(CALL)
    page = visit(found).page
    for finding in found.findings:
        card = page.locator(f"#finding-{finding.fingerprint}")
        card.locator(".decide input").fill('looked at "twice" \\ fine')
        card.get_by_role("button", name="Dismiss").click()
    file = tmp_path / "suppressions.toml"
    file.write_text(exported(page, author="a reviewer"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "checker", "check", str(CALL), "--suppressions", str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(found.findings)} findings set aside" in done.stdout


def test_the_ready_made_suppression_is_one(visit: Opener) -> None:
    page = visit().page
    page.locator(f"#finding-{SLIP} .suppress summary").click()
    text = page.locator(f"#finding-{SLIP} .suppress pre").inner_text()
    [entry] = tomllib.loads(text)["suppress"]
    assert (entry["fingerprint"], entry["rule"]) == (SLIP, build().findings[0].kind)
    assert set(entry) == {"fingerprint", "rule", "reason", "author"}
