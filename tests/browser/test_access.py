"""No complaint of axe-core in any panel, light or dark, wide or narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser

from checker.report import diff, html, index, json_report
from tests.report.sample import build

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

PAGES = {"growth": "growth\n\nGrowth.\n\nWhat it checks\n    A change.", "scale": "scale\n\nScale."}


def violations(browser: Browser, address: str, scheme: str, width: int) -> list[tuple[str, str]]:
    # axe-core puts itself into the page, which the page's own policy would refuse.
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    if "#decided" in address:
        page.locator(".decide button:has-text('Accept')").first.click()
        page.locator(".decide input").nth(1).fill("a known restatement")
        page.locator(".decide button:has-text('Dismiss')").nth(1).click()
        page.keyboard.press("o")
        page.locator(".legend button").first.click()
        page.keyboard.press("o")
    found = axe.Axe().run(page).response["violations"]
    context.close()
    return [(v["id"], v["nodes"][0]["html"]) for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "panel", ["findings", "guidance", "checks", "figures", "coverage", "rules", "decided"]
)
def test_no_violation(browser: Browser, tmp_path: Path, scheme: str, width: int, panel: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(html.render(build(), explanations=PAGES), encoding="utf-8")
    assert violations(browser, f"{path.as_uri()}#{panel}", scheme, width) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_violation_in_an_index(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    path = tmp_path / "index.html"
    path.write_text(index.render([index.entry(build(), "a.html")], ["b.txt: empty"]), encoding="utf-8")
    assert violations(browser, path.as_uri(), scheme, width) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_violation_in_a_difference(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    slip, bank = build().findings
    before, after = replace(build(), findings=(slip,)), replace(build(), findings=(bank,))
    path = tmp_path / "diff.html"
    found = diff.compare(*(diff.told(json_report.render(each)) for each in (before, after)))
    path.write_text(diff.render(found), encoding="utf-8")
    assert violations(browser, path.as_uri(), scheme, width) == []
