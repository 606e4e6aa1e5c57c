"""A Chromium without a network, and pages that tell what they asked for and complained about."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from checker.model import Report
from checker.report import html
from tests.report.sample import build

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if _CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


class Visit:
    """An open page with the addresses it requested and the complaints of its console."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type != "log" else None)

    def go(self, fragment: str = "") -> Visit:
        # The same document with another fragment would not load anew.
        self.page.goto("about:blank")
        self.page.goto(self.address + fragment)
        return self

    @property
    def fragment(self) -> str:
        return self.page.url.partition("#")[2]


Opener = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens the page of a report, by default of the sample, as ``visit(report, fragment, width=…)``."""
    contexts = []

    def opener(
        report: Report | None = None,
        fragment: str = "",
        *,
        width: int = 1440,
        script: bool = True,
        scheme: str = "light",
    ) -> Visit:
        path = tmp_path / "report.html"
        path.write_text(html.render(report or build()), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        return Visit(context.new_page(), path.as_uri()).go(fragment)

    yield opener
    for context in contexts:
        context.close()
