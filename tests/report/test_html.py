"""The page as text: what it says without a script, what may run in it, and what hostile text becomes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from msgspec.structs import replace

from checker.engine import check_text, figures_of
from checker.model import Check, Coverage, Document, Failure, Report, Sensitivity
from checker.read import read_text
from checker.report import html, json_report
from tests.report.golden import same_as_golden
from tests.report.sample import build

PAGES = {"scale": "scale\n\nScale: a level beside its neighbours.", "growth": "growth\n\nGrowth."}
VOID = {"meta", "input", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """Elements with their attributes, the text of each id, and whether every tag is closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]].append(data)
        else:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


@pytest.fixture(scope="module")
def report() -> Report:
    return build()


@pytest.fixture(scope="module")
def source(report: Report) -> str:
    return html.render(report, version="0", explanations=PAGES)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_golden(source: str) -> None:
    """The body alone: style and script, and their digests, are the templates' own files."""
    bare = re.sub(r"<(style|script)\b[^>]*>.*?</\1>", r"<\1></\1>", source, flags=re.DOTALL)
    same_as_golden("report.html", re.sub(r"sha256-[^&]+", "sha256-…", bare))


def test_same_report_same_bytes(report: Report, source: str) -> None:
    assert html.render(build(), version="0", explanations=PAGES) == source


def test_tags_nest_and_ids_are_unique(source: str, page: Page) -> None:
    assert source.startswith("<!doctype html>")
    assert not page.open
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []


def test_every_link_leads_somewhere_in_the_page(page: Page) -> None:
    targets = {"#" + name for name in page.ids}
    links = [a["href"] for a in page.named("a")]
    assert [link for link in links if link not in targets and not link.startswith("#rule-")] == []


def test_nothing_is_loaded_and_only_our_style_and_script_may_act(page: Page) -> None:
    fetching = [(tag, a) for tag, a in page.elements if {"src", "srcset", "data", "action", "style"} & set(a)]
    assert fetching == []
    assert not page.named("link") + page.named("img") + page.named("iframe") + page.named("object")
    assert not [a for _, a in page.elements for name in a if name.startswith("on")]
    policy = next(
        a["content"] for a in page.named("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    [style] = page.raw["style"]
    [data, script] = page.raw["script"]
    for kind, content in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert json.loads(data)["schema"] == json_report.SCHEMA


def test_embedded_data_are_the_json_report(report: Report, page: Page) -> None:
    embedded = json_report.unpack(json.loads(page.raw["script"][0]))
    assert embedded == json.loads(json_report.render(report, version="0"))


def test_every_figure_is_marked_in_the_text_by_its_state(report: Report, page: Page) -> None:
    marks = {a["id"][2:]: a["class"].split() for a in page.named("a") if a.get("id", "").startswith("t-")}
    assert set(marks) == {f.id for f in report.figures}
    wanted = {
        "f9": "error",
        "f5": "warning",
        "f10": "beside",
        "f1": "consistent",
        "f14": "incomparable",
        "f6": "unchecked",
    }
    assert {figure: marks[figure][1] for figure in wanted} == wanted


def test_all_of_the_text_is_there(report: Report, page: Page) -> None:
    shown = " ".join(page.text.split())
    for block in report.document.blocks:
        words = " ".join(report.document.text[block.start : block.end].split())
        assert words in shown


def test_a_finding_is_complete_without_a_script(report: Report, source: str) -> None:
    for finding in report.findings:
        start = source.index(f'id="finding-{finding.fingerprint}"')
        card = Page("<article " + source[start : source.index("</article>", start)] + "</article>").text
        words = " ".join(card.split())
        for expected in (finding.said[1:], finding.follows[1:], finding.fingerprint, *finding.doubts):
            assert expected in words
        for edit in finding.edits:
            assert f"{edit.before} → {edit.after}" in words
            assert all(reason in words for reason in edit.reasons)


def test_headings_tables_and_language(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all("scope" in a for a in page.named("th"))
    assert page.named("html")[0]["lang"] == "en"
    assert len(page.named("main")) == len(page.named("header")) == 1
    assert all(a.get("aria-label") or a.get("aria-hidden") for a in page.named("svg"))


def test_size_for_a_usual_call(report: Report) -> None:
    """Four times the figures and checks of the sample is a usual call."""
    empty = replace(report, figures=(), checks=(), findings=(), observations=())
    base = len(html.render(empty, explanations=PAGES))
    whole = len(html.render(report, explanations=PAGES))
    assert base + 4 * (whole - base) < 300_000


# -- verdicts in words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "One statement contradicts other figures of this call."),
        ({"findings": ()}, "No contradiction found in 9 checks."),
        ({"findings": (), "checks": ()}, "Nothing in this call could be checked."),
        (
            {"findings": (), "checks": (), "figures": ()},
            "No figure was found in this call, so nothing was checked.",
        ),
        ({"failures": (Failure(rule="growth", message="boom"),)}, "This report is not complete"),
    ],
)
def test_verdict(report: Report, change: dict[str, object], words: str) -> None:
    changed = replace(report, observations=(), **change)
    assert words in Page(html.render(changed, explanations=PAGES)).text


def test_a_failed_rule_is_shown(report: Report) -> None:
    failed = replace(report, failures=(Failure(rule="growth", message="<b>boom</b>"),))
    assert "The rule growth failed" in Page(html.render(failed, explanations=PAGES)).text


def test_a_document_without_structure_is_shown_whole() -> None:
    text = "First line 12%.\n\nSecond line.\n"
    document = Document(path="x.txt", text=text, sha256="0", profile=build().document.profile)
    coverage = Coverage(figures=0, checked=0, not_comparable=0, once=0)
    shown = " ".join(Page(html.render(Report(document=document, figures=(), coverage=coverage))).text.split())
    assert "First line 12%. Second line." in shown


def test_two_of_the_same_fingerprint_have_links_of_their_own(report: Report) -> None:
    twice = replace(report, findings=(report.findings[0], replace(report.findings[0], id="x9")))
    page = Page(html.render(twice, explanations=PAGES))
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []


# -- hostile text --------------------------------------------------------------------------------

HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}{# #}",
    "</style><!--",
    "]]><![CDATA[",
    "'onmouseover='alert(1)",
    "\u202eevil\u2066\u200f",
    "\ud800 half",
    "\x00\x1b[2J\x85\u2028",
    "&lt;b&gt; &amp;amp;",
]


def everywhere(report: Report, text: str) -> Report:
    """The report with ``text`` wherever words come from a document or a rule."""
    document = report.document
    profile = replace(document.profile, company=text, ticker=text, assumptions=(text,))
    body = text + "\n\n" + document.text
    move = len(text) + 2
    finding = replace(
        report.findings[0], message=text, said=text, follows=text, doubts=(text,), kind=text, fingerprint=text
    )
    edits = tuple(replace(e, before=text, after=text, slip=text, reasons=(text,)) for e in finding.edits)
    check = report.checks[0]
    steps = tuple(replace(s, label=text, expression=text) for s in check.arithmetic)
    hostile_check: Check = replace(
        check, kind=text, note=text, because=text, fingerprint=text, arithmetic=steps
    )
    return replace(
        report,
        document=replace(
            document,
            path=text,
            text=body,
            profile=profile,
            speakers=tuple(replace(s, name=text, title=text) for s in document.speakers),
            blocks=tuple(replace(b, start=b.start + move, end=b.end + move) for b in document.blocks),
            sentences=tuple(replace(s, start=s.start + move, end=s.end + move) for s in document.sentences),
        ),
        figures=tuple(
            replace(
                f, start=f.start + move, end=f.end + move, metric=text, scope=text, basis=text, period=text
            )
            for f in report.figures
        ),
        findings=(replace(finding, edits=edits), report.findings[1]),
        checks=(hostile_check, *report.checks[1:]),
        observations=tuple(replace(o, text=text) for o in report.observations),
        coverage=replace(report.coverage, unchecked={text: 3}),
        failures=(Failure(rule=text, message=text),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(report: Report, source: str, text: str) -> None:
    hostile = html.render(everywhere(report, text), version="0", explanations={text: f"{text}\n\n{text}"})
    page = Page(hostile)
    hostile.encode("utf-8")
    assert not set(hostile) & set("\u202e\u2066\u200f\x00\x1b\x85\u2028")
    safe = Page(source)
    for tag in ("script", "style", "img", "iframe"):
        assert len(page.named(tag)) == len(safe.named(tag))
    assert not [a for _, a in page.elements for name in a if name.startswith("on")]
    assert page.raw["script"][1] == safe.raw["script"][1]
    assert json.loads(page.raw["script"][0])["document"]["path"] == text
    assert "49" not in re.findall(r">(\d+)<", hostile)


def test_planted_slips_are_counted_where_coverage_is(report: Report) -> None:
    words = " ".join(Page(html.render(report, explanations=PAGES)).text.split())
    assert "Not tried." in words
    found = (Sensitivity(kind="scale", planted=3, caught=2, mended=1),)
    words = " ".join(Page(html.render(replace(report, sensitivity=found), explanations=PAGES)).text.split())
    assert "3 slips were planted" in words
    assert "2 of them would be caught" in words


def test_the_head_says_what_was_not_checked_and_what_was_assumed(report: Report, source: str) -> None:
    head = Page(source[source.index("<header") : source.index("</header>") + 9]).text
    words = " ".join(head.split())
    assert "Not checked: 2 its period is not said · 1" in words
    assert "the fiscal year ends on 31 December; speakers round to the nearest digit" in words
    assert "Prepared remarks 15 of 18" in words
    assert "Ruth Lindqvist 12 of 13" in words
    cut = html.render(replace(report, rounding="truncation"), explanations=PAGES)
    assert "Speakers cut digits off" in cut


def test_every_unchecked_figure_says_why(report: Report, source: str) -> None:
    row = source[source.index('id="figure-f6"') :]
    assert "<small>stated once</small>" in row[: row.index("</tr>")]


def test_a_figure_of_a_source_is_an_operand_without_a_place_in_the_text() -> None:
    call = figures_of(read_text("Acme Corp first quarter 2021\n\nRevenue was $3.6 billion."))
    note = "Acme Corp first quarter 2021\n\nRevenue was $3.9 billion."
    found = check_text(note, against=(call,))
    page = Page(html.render(found, explanations=PAGES))
    words = " ".join(page.text.split())
    assert "One statement contradicts the source." in words
    assert "$3.6 billion" in words
    targets = {"#" + name for name in page.ids}
    assert [a["href"] for a in page.named("a") if a["href"] not in targets | {"#rule-tie_out"}] == []
