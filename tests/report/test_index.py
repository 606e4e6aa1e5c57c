"""The index of several reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.report import index
from tests.report.sample import build
from tests.report.test_html import HOSTILE, Page, everywhere


def test_the_worst_first_with_links_and_counts() -> None:
    report = build()
    sound = replace(report, findings=(), document=replace(report.document, path="sound.txt"))
    source = index.render([index.entry(sound, "sound.html"), index.entry(report, "bad one.html")])
    page = Page(source)
    assert [a["href"] for a in page.named("a")] == ["./bad%20one.html", "./sound.html"]
    words = " ".join(page.text.split())
    assert "1 error" in words
    assert "1 document without a finding" in words
    assert "One statement contradicts other figures of this call." in words
    assert not page.open
    assert all("scope" in a for a in page.named("th"))


def test_what_could_not_be_read_is_said() -> None:
    page = Page(index.render([index.entry(build(), "a.html")], ["b.pdf: holds no text"]))
    assert "b.pdf: holds no text" in page.text
    assert "1 document could not be checked" in page.text


def test_an_index_for_every_folder_of_several_pages() -> None:
    found = index.Index()
    for place in ("one/a.html", "one/b.html", "two/c.html"):
        found.add(build(), Path(place))
    assert [place for place, _ in found.pages()] == [Path("one/index.html")]
    found.miss("d.txt: cannot be read")
    assert [place for place, _ in found.pages()] == [Path("one/index.html"), Path("two/index.html")]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    source = index.render([index.entry(everywhere(build(), text), f"{text}.html")], [text])
    source.encode("utf-8")
    page = Page(source)
    assert len(page.named("script")) == len(page.named("style")) == 1
    assert not page.named("img")
    assert all(a["href"].startswith("./") for a in page.named("a"))
    assert not [a for _, a in page.elements for name in a if name.startswith("on")]
