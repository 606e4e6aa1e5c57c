"""The report in a real browser: jumping, keys, filters, links, paper, phones, and what may not happen."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from checker.model import Block, Report, Waiver
from checker.report import diff, html, index, json_report, listing
from tests.browser.conftest import Opener, Visit
from tests.report.sample import build
from tests.report.test_html import HOSTILE, everywhere

SLIP, BANK = "finding-5f0c2b7d9e1a4c36", "finding-a81be02f77d0934c"


@pytest.fixture(scope="module")
def report() -> Report:
    return build()


def marks(page: Page) -> dict[str, str]:
    """The numbers that the marked figures of the text carry."""
    found = page.locator(".document .f.on[data-n]").all()
    return {str(mark.get_attribute("id")): str(mark.get_attribute("data-n")) for mark in found}


def test_loads_without_request_or_complaint(visit: Opener) -> None:
    seen = visit()
    seen.page.wait_for_load_state("networkidle")
    assert [url for url in seen.requests if url != "about:blank"] == [seen.address]
    assert seen.complaints == []


def test_from_the_text_to_its_finding(visit: Opener) -> None:
    seen = visit(fragment="#checks")
    seen.page.click("#t-f9")
    expect(seen.page.locator(f"#{SLIP}")).to_be_in_viewport()
    expect(seen.page.locator("#checks")).to_be_hidden()
    assert seen.fragment == SLIP
    assert marks(seen.page) == {"t-f9": "1", "t-f10": "2", "t-f7": "3", "t-f11": "4"}


def test_from_a_finding_to_its_place_in_the_text(visit: Opener) -> None:
    seen = visit()
    seen.page.click(f"#{BANK} figcaption a >> nth=1")
    expect(seen.page.locator("#t-f22")).to_be_in_viewport()
    chosen = seen.page.locator("#chosen")
    expect(chosen).to_contain_text("about RMB10.8 billion")
    expect(chosen).to_contain_text("Ruth Lindqvist")
    chosen.get_by_text("repeat").click()
    expect(seen.page.locator("details.check[open] summary")).to_contain_text("7.2 billion apart")


def test_a_figure_without_a_check_leads_to_its_row(visit: Opener) -> None:
    seen = visit()
    seen.page.click("#t-f6")
    expect(seen.page.locator("#figure-f6")).to_be_in_viewport()


def test_keys(visit: Opener) -> None:
    seen = visit()
    press = seen.page.keyboard.press
    current = seen.page.locator(".current")
    press("j")
    expect(current).to_have_id(SLIP)
    press("j")
    expect(current).to_have_id(BANK)
    assert seen.fragment == BANK
    press("j")
    expect(current).to_have_id(BANK)
    press("k")
    expect(current).to_have_id(SLIP)
    press("Enter")
    expect(seen.page.locator("#t-f9")).to_be_focused()
    press("Escape")
    expect(current).to_have_count(0)
    press("/")
    expect(seen.page.locator("#filter")).to_be_focused()
    press("j")
    expect(current).to_have_count(0)
    press("Escape")
    press("?")
    expect(seen.page.locator("#help")).to_be_visible()
    press("j")
    expect(current).to_have_count(0)
    press("Escape")
    expect(seen.page.locator("#help")).to_be_hidden()
    assert seen.complaints == []


def test_filters_live_in_the_address(visit: Opener) -> None:
    seen = visit(fragment="#checks")
    shown = seen.page.locator(".check:visible")
    expect(shown).to_have_count(9)
    seen.page.click("#more summary")
    seen.page.select_option("#filter-kind", "growth")
    expect(shown).to_have_count(2)
    seen.page.select_option("#filter-state", "consistent")
    expect(shown).to_have_count(1)
    expect(seen.page.locator("#shown")).to_have_text("1 of 9 checks shown")
    assert seen.fragment == "checks?rule=growth&state=consistent"
    seen.go("#" + seen.fragment)
    expect(shown).to_have_count(1)
    expect(seen.page.locator("#filter-kind")).to_have_value("growth")
    seen.page.click("#clear")
    expect(shown).to_have_count(9)


def test_words_filter_figures_by_speaker_too(visit: Opener) -> None:
    seen = visit(fragment="#figures?q=take+rate&speaker=Mei+Tanaka")
    expect(seen.page.locator("#figure-table tbody tr:visible")).to_have_count(1)


def test_a_link_opens_its_check(visit: Opener, report: Report) -> None:
    check = report.checks[6]
    seen = visit(fragment=f"#check-{check.fingerprint}")
    card = seen.page.locator(f"#check-{check.fingerprint}")
    expect(card).to_be_in_viewport()
    expect(card.locator("table.steps")).to_be_visible()
    assert marks(seen.page) == {"t-f17": "1", "t-f1": "2", "t-f18": "3"}


def test_going_back(visit: Opener) -> None:
    seen = visit()
    seen.page.click(".tabs a[href='#figures']")
    seen.page.click("#t-f9")
    seen.page.go_back()
    expect(seen.page.locator("#figures")).to_be_visible()


def test_metric_and_period_filter_all_that_has_such_a_figure(visit: Opener) -> None:
    seen = visit(fragment="#figures")
    seen.page.click("#more summary")
    seen.page.select_option("#filter-period", "2021 Q1")
    rows = seen.page.locator("#figure-table tbody tr:visible")
    assert rows.count() > 1
    assert {row.locator("td").nth(4).inner_text() for row in rows.all()} == {"2021 Q1"}
    seen.page.select_option("#filter-metric", "revenue")
    expect(rows).to_have_count(5)
    seen.page.select_option("#filter-scope", "platform services")
    expect(rows).to_have_count(1)
    seen.page.click(".tabs a[href='#checks']")
    expect(seen.page.locator(".check:visible").first).to_contain_text("platform services")


def test_the_legend_hides_and_shows_marks(visit: Opener) -> None:
    seen = visit()
    toggle, mark = seen.page.locator(".legend button.consistent"), seen.page.locator("#t-f1")
    width = "e => getComputedStyle(e).borderBottomWidth"
    assert mark.evaluate(width) == "2px"
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    assert mark.evaluate(width) == "0px"
    toggle.click()
    assert mark.evaluate(width) == "2px"


def test_figures_sort(visit: Opener) -> None:
    seen = visit(fragment="#figures")
    first = seen.page.locator("#figure-table tbody tr").first
    seen.page.click("#figure-table th:has-text('Value') button")
    expect(first).to_have_id("figure-f12")
    seen.page.click("#figure-table th:has-text('Value') button")
    expect(first).to_have_id("figure-f15")


def test_scope_and_basis_filter(visit: Opener) -> None:
    seen = visit(fragment="#figures?basis=constant+currency")
    rows = seen.page.locator("#figure-table tbody tr:visible")
    expect(rows).to_have_count(1)
    assert "constant currency" in rows.first.inner_text()
    seen.go("#figures?scope=harbour+bank")
    expect(rows).to_have_count(2)


def test_figures_are_taken_away_as_csv(visit: Opener) -> None:
    seen = visit(fragment="#figures?scope=harbour+bank")
    with seen.page.expect_download() as download:
        seen.page.click("#csv")
    first, second = csv.DictReader(download.value.path().read_text(encoding="utf-8").splitlines())
    assert list(first)[: len(listing.COLUMNS)] == list(listing.COLUMNS)
    assert (first["text"], first["low"], first["speaker"]) == (
        "RMB18 billion",
        "18000000000",
        "Daniel Brandt",
    )
    assert (second["hedge"], second["scope"], second["state"]) == ("about", "harbour bank", "in doubt")


def test_a_spreadsheet_takes_no_text_for_a_formula(visit: Opener, report: Report) -> None:
    figures = tuple(replace(f, metric="=HYPERLINK(1)", low=-f.low) for f in report.figures)
    seen = visit(replace(report, figures=figures), fragment="#figures")
    with seen.page.expect_download() as download:
        seen.page.click("#csv")
    text = download.value.path().read_text(encoding="utf-8")
    assert '"\'=HYPERLINK(1)"' in text
    assert '"=' not in text
    assert '"-74100000000"' in text


def test_the_same_fact_said_again_is_one_click_away(visit: Opener) -> None:
    seen = visit()
    seen.page.click("#t-f3")
    seen.page.locator("#chosen a[href='#t-f7']").click()
    expect(seen.page.locator("#t-f7")).to_be_in_viewport()


def test_nothing_moves(visit: Opener) -> None:
    """No animation, no transition, no smooth scrolling: there is nothing to reduce."""
    seen = visit()
    seen.page.keyboard.press("j")
    seen.page.click("#t-f5")
    assert seen.page.evaluate("document.getAnimations().length") == 0
    moving = """[...document.querySelectorAll('*')].filter((e) => {
      const style = getComputedStyle(e);
      const still = [style.transitionDuration, style.animationName, style.scrollBehavior];
      return still.join() !== '0s,none,auto';
    }).length"""
    assert seen.page.evaluate(moving) == 0


def test_a_line_of_two_megabytes(visit: Opener, report: Report) -> None:
    """A hostile document with one endless line without a space: shown, and still usable."""
    line = "</script>{{7*7}}\u202e\"'<img/src=x/onerror=alert(1)>" * 40_000
    document = report.document
    end = len(document.text) + len(line)
    block = Block(start=len(document.text), end=end)
    long = replace(document, text=document.text + line, blocks=(*document.blocks, block))
    seen = visit(replace(report, document=long))
    seen.page.keyboard.press("?")
    expect(seen.page.locator("#help")).to_be_visible()
    for pane in ("html", "#document"):
        assert seen.page.locator(pane).evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert seen.complaints == []


def test_without_a_script_everything_is_there(visit: Opener) -> None:
    seen = visit(script=False)
    for panel in ("findings", "guidance", "checks", "figures", "coverage"):
        expect(seen.page.locator(f"#{panel}")).to_be_visible()
    expect(seen.page.locator(".tools")).to_be_hidden()
    seen.page.click("#t-f9")
    expect(seen.page.locator(f"#{SLIP}")).to_be_in_viewport()
    seen.page.click(f"#{BANK} figcaption a >> nth=1")
    expect(seen.page.locator("#t-f22")).to_be_in_viewport()


def test_the_policy_stops_what_was_smuggled_in(visit: Opener) -> None:
    seen = visit()
    seen.page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.smuggled = 1';
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend', `<p style="color:red" id="styled">x</p>
            <img src="https://example.org/x.png" onerror="window.smuggled = 2">`);
        }"""
    )
    seen.page.wait_for_timeout(100)
    assert seen.page.evaluate("window.smuggled") is None
    assert seen.page.locator("#styled").evaluate("e => getComputedStyle(e).color") != "rgb(255, 0, 0)"


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_hostile_text_does_nothing(visit: Opener, report: Report, text: str) -> None:
    seen = visit(everywhere(report, text))
    dialogs: list[str] = []
    seen.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    seen.page.keyboard.press("j")
    expect(seen.page.locator(".current")).to_have_count(1)
    assert dialogs == []
    assert seen.complaints == []
    assert [url for url in seen.requests if url.startswith("http")] == []


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_runs_off_the_side(visit: Opener, width: int) -> None:
    seen = visit(width=width)
    for panel in ("findings", "guidance", "checks", "figures", "coverage"):
        seen.go(f"#{panel}")
        seen.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        for pane in ("html", "#inspector", "#document"):
            wide = seen.page.locator(pane).evaluate("e => e.scrollWidth - e.clientWidth")
            assert wide <= 0, (panel, pane)


def test_on_a_phone_one_pane_at_a_time(visit: Opener) -> None:
    seen = visit(width=390)
    expect(seen.page.locator("#document")).to_be_hidden()
    seen.page.click(".switch button:has-text('Text')")
    expect(seen.page.locator("#findings")).to_be_hidden()
    seen.page.click("#t-f6")
    expect(seen.page.locator("#chosen")).to_contain_text("new merchants")
    expect(seen.page.locator("#document")).to_be_visible()
    seen.page.click("#chosen button")
    seen.page.click("#t-f5")
    expect(seen.page.locator(f"#{BANK}")).to_be_in_viewport()
    seen.page.keyboard.press("o")
    expect(seen.page.locator("#document")).to_be_visible()


def test_dark_mode_is_dark(visit: Opener) -> None:
    seen = visit(scheme="dark")
    colour = seen.page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert max(int(part) for part in colour[4:-1].split(",")) < 60


def test_on_paper_everything_is_open(visit: Opener) -> None:
    seen = visit()
    seen.page.emulate_media(media="print")
    for panel in ("findings", "checks", "figures", "coverage"):
        expect(seen.page.locator(f"#{panel}")).to_be_visible()
    expect(seen.page.locator(".tabs")).to_be_hidden()
    expect(seen.page.locator(".tools")).to_be_hidden()
    assert seen.page.pdf().startswith(b"%PDF")


def test_five_hundred_findings_stay_usable(visit: Opener, report: Report) -> None:
    many = tuple(
        replace(report.findings[n % 2], id=f"x{n}", fingerprint=f"{n:016x}", message=f"Number {n}.")
        for n in range(500)
    )
    seen = visit(replace(report, findings=many))
    assert len(seen.page.content()) < 4_000_000
    took = seen.page.evaluate(
        """() => { const start = performance.now();
          document.querySelector('#filter').value = 'number 499';
          document.querySelector('#filter').dispatchEvent(new Event('input'));
          return performance.now() - start; }"""
    )
    expect(seen.page.locator("#findings .card:visible")).to_have_count(1)
    assert took < 1000


def test_the_embedded_report_can_be_taken_out(visit: Opener, report: Report) -> None:
    seen = visit(fragment="#coverage")
    with seen.page.expect_download() as download:
        seen.page.click("#save")
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert saved == json.loads(json_report.render(report))


def test_an_index_sorts_and_leads_to_its_reports(browser: Browser, tmp_path: Path, report: Report) -> None:
    quiet = replace(report, findings=(), document=replace(report.document, path="a.txt"))
    for name, each in (("a.html", quiet), ("b.html", report)):
        (tmp_path / name).write_text(html.render(each), encoding="utf-8")
    place = tmp_path / "index.html"
    entries = [index.entry(quiet, "a.html"), index.entry(report, "b.html")]
    place.write_text(index.render(entries), encoding="utf-8")
    page = browser.new_page()
    seen = Visit(page, place.as_uri()).go()
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("One statement contradicts")
    page.click("th button:has-text('Errors')")
    expect(first).to_contain_text("No contradiction")
    page.click("th button:has-text('Errors')")
    first.locator("a").click()
    expect(page.locator("#findings")).to_be_visible()
    assert page.url.endswith("/b.html")
    assert seen.complaints == []
    page.close()


def test_what_was_not_checked_is_one_click_away(visit: Opener) -> None:
    seen = visit(fragment="#coverage")
    seen.page.click("#coverage li a:has-text('2 figures')")
    rows = seen.page.locator("#figure-table tbody tr:visible")
    expect(rows).to_have_count(2)
    assert "its period is not said" in rows.first.inner_text()
    assert seen.fragment == "figures?q=its+period+is+not+said&state=unchecked"


def test_findings_at_a_glance(visit: Opener) -> None:
    seen = visit()
    line = seen.page.locator("#glance li").first
    expect(line).to_contain_text("RMB2.45 million → RMB2.45 billion")
    line.locator("a").click()
    expect(seen.page.locator(f"#{SLIP}")).to_be_in_viewport()
    seen.page.locator(f"#{SLIP}").get_by_role("button", name="Accept").click()
    expect(line).to_have_class("error accepted")
    seen.page.fill("#filter", "harbour")
    expect(line).to_be_hidden()


def test_a_difference_opens_without_complaint(browser: Browser, tmp_path: Path, report: Report) -> None:
    old, new = (diff.told(json_report.render(r)) for r in (report, replace(report, findings=())))
    place = tmp_path / "diff.html"
    place.write_text(diff.render(diff.compare(old, new)), encoding="utf-8")
    page = browser.new_page()
    seen = Visit(page, place.as_uri()).go(f"#{SLIP}")
    expect(page.locator(f"#gone #{SLIP}")).to_be_in_viewport()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert seen.complaints == []
    page.close()


def test_what_is_set_aside_comes_last_and_can_be_hidden(visit: Opener, report: Report) -> None:
    slip, bank = report.findings
    aside = replace(slip, waiver=Waiver(by="baseline", reason="known before"))
    seen = visit(replace(report, findings=(aside, bank)))
    cards = seen.page.locator("#findings .card")
    expect(cards.last).to_contain_text("Set aside: Known before.")
    expect(cards.last.locator(".decide")).to_have_count(0)
    expect(seen.page.locator("#glance li").last).to_have_class("waived")
    seen.page.click("#more summary")
    seen.page.select_option("#filter-state", "open")
    expect(seen.page.locator("#findings .card:visible")).to_have_id(BANK)
    seen.page.select_option("#filter-state", "waived")
    expect(seen.page.locator("#findings .card:visible")).to_have_id(SLIP)


def test_hovering_shows_the_normalised_value(visit: Opener) -> None:
    seen = visit()
    seen.page.hover("#t-f9")
    title = "RMB2.45 million · revenue, credit-driven services · 2021 Q1"
    expect(seen.page.locator("#t-f9")).to_have_attribute("title", title)


def test_a_section_filters(visit: Opener) -> None:
    seen = visit(fragment="#figures?section=qa")
    expect(seen.page.locator("#figure-table tbody tr:visible")).to_have_count(4)


def test_where_nothing_can_be_filtered_no_filter_is_offered(visit: Opener) -> None:
    seen = visit(fragment="#coverage")
    expect(seen.page.locator("#filter")).to_be_hidden()
    seen.page.keyboard.press("/")
    expect(seen.page.locator("#filter")).to_be_focused()
    expect(seen.page.locator("#findings")).to_be_visible()
