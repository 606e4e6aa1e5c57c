"""No complaint of axe-core in any panel, light or dark, wide or narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from checker.report import html
from tests.report.sample import build

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

PAGES = {"growth": "growth\n\nGrowth.\n\nWhat it checks\n    A change.", "scale": "scale\n\nScale."}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("panel", ["findings", "guidance", "checks", "figures", "coverage", "rules"])
def test_no_violation(browser: Browser, tmp_path: Path, scheme: str, width: int, panel: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(html.render(build(), explanations=PAGES), encoding="utf-8")
    # axe-core puts itself into the page, which the page's own policy would refuse.
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(f"{path.as_uri()}#{panel}")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    violations = axe.Axe().run(page).response["violations"]
    context.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []
