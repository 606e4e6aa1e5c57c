"""What is proposed for figures that cannot hold together, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from checker.diagnose import diagnose
from checker.diagnose.slips import slips
from checker.extract import extract
from checker.interval import stated
from checker.model import Check, Cue, Document, Figure, Finding, Profile, Reading, Relation, Speaker
from checker.rules import judge

SPEAKERS = (Speaker(name="Ines Holm", role="management"), Speaker(name="Kit Ray", role="analyst"))


class Call:
    """A made-up call: one line a figure, each line the figure's words and what they are about."""

    def __init__(self, *lines: dict[str, Any], lead: str = "") -> None:
        self.text = lead
        self.figures: dict[str, Figure] = {}
        for number, line in enumerate(lines, 1):
            self._say(f"f{number}", **line)

    def _say(
        self, name: str, *, text: str, negative: bool = False, hedge: Any = "none", **about: Any
    ) -> None:
        start = len(self.text)
        self.text += f"{text} .\n"
        [found] = extract(Document(path="", text=f"{text} .", sha256="", profile=Profile(currency="USD")))
        low, high = (-found.high, -found.low) if negative else (found.low, found.high)
        coarse = {"low_step": found.low_coarse, "high_step": found.high_coarse}
        self.figures[name] = Figure(
            id=name,
            start=start,
            end=start + len(text),
            text=text,
            low=low,
            high=high,
            unit=about.pop("unit", found.unit),
            hedge=hedge,
            low_step=found.low_step,
            high_step=found.high_step,
            low_coarse=found.low_coarse,
            high_coarse=found.high_coarse,
            form=found.form,
            interval=stated(low, high, low_step=found.low_step, high_step=found.high_step, hedge=hedge),
            lenient=stated(low, high, hedge=hedge, **coarse),
            line=self.text[:start].count("\n") + 1,
            column=1,
            **{"metric": "revenue", "period": "2021Q1", **about},
        )

    def findings(self, *relations: Relation, cues: Sequence[Cue] = ()) -> tuple[Finding, ...]:
        document = Document(
            path="", text=self.text, sha256="", profile=Profile(currency="USD"), speakers=SPEAKERS
        )
        reading = Reading(document=document, figures=tuple(self.figures.values()), cues=tuple(cues))
        checks = [replace(judge(r, self.figures), id=f"c{n}") for n, r in enumerate(relations, 1)]
        found = diagnose(reading, relations, checks)
        for finding in found:
            self._sound(finding, checks)
        return found

    def _sound(self, finding: Finding, checks: Sequence[Check]) -> None:
        """What is true of every finding."""
        alarms = {check.id for check in checks if check.verdict in ("inconsistent", "suspicious")}
        assert set(finding.checks) <= alarms
        assert finding.figure in finding.figures
        assert finding.message.endswith(".") and finding.said and finding.follows
        for edit in finding.edits:
            assert self.text[edit.start : edit.end] == edit.before != edit.after
            assert set(edit.mends) <= set(finding.checks)
            assert edit.reasons


def said(text: str, **about: Any) -> dict[str, Any]:
    return {"text": text, **about}


def relation(kind: str, **figures: Any) -> Relation:
    more = {name: figures.pop(name) for name in ("cue", "sense") if name in figures}
    return Relation(kind=kind, figures=figures, **more)


GROWTH = relation("growth", current="f1", prior="f2", change="f3")
REPEAT = relation("repeat", mentions=("f1", "f2"))


def test_one_slip_that_breaks_two_checks_is_one_finding() -> None:
    call = Call(
        said("RMB2.45 million", scope="credit"),
        said("RMB2.56 billion", scope="credit", period="2020Q4"),
        said("RMB2.81 billion", scope="credit", period="2020Q1"),
        said("RMB3.6 billion"),
        said("RMB1.15 billion", scope="platform"),
    )
    [finding] = call.findings(
        relation("scale", figure="f1", neighbours=("f2", "f3")),
        relation("sum", total="f4", parts=("f1", "f5")),
    )
    assert (finding.figure, finding.severity, finding.verdict) == ("f1", "error", "inconsistent")
    assert finding.checks == ("c1", "c2")
    edit = finding.edits[0]
    assert (edit.slip, edit.before, edit.after) == ("scale", "RMB2.45 million", "RMB2.45 billion")
    assert edit.mends == ("c1", "c2")
    assert len(edit.reasons) == 2
    assert "the parts add up: RMB2.45 billion + RMB1.15 billion" in edit.reasons[1]
    assert "“RMB2.45 million”" in finding.message and "“RMB2.45 billion”" in finding.message


@pytest.mark.parametrize(
    ("lines", "related", "slip", "figure", "after"),
    [
        pytest.param(
            [said("$3.6 billion"), said("$3.18 billion", period="2020Q1"), said("23%", measure="change")],
            GROWTH, "digit", "f3", "13%", id="a wrong digit",
        ),
        pytest.param(
            [said("$3.6 billion"), said("$3.18 million", period="2020Q1"), said("13%", measure="change")],
            GROWTH, "scale", "f2", "$3.18 billion", id="a scale word",
        ),
        pytest.param(
            [said("$115.1 million"), said("$100.0 million", period="2020Q1"),
             said("fifty percent", measure="change")],
            GROWTH, "misheard number", "f3", "fifteen percent", id="a number misheard",
        ),
        pytest.param(
            [said("$160.4 million"), said("$123.4 million", period="2020Q1"), said("13%", measure="change")],
            GROWTH, "misheard number", "f3", "30%", id="a number misheard, in digits",
        ),
        pytest.param(
            [said("$88 million"), said("$100.0 million", period="2020Q1"), said("12%", measure="change")],
            GROWTH, "direction", "f3", "a decrease of 12%", id="a change the wrong way",
        ),
        pytest.param(
            [said("48.0%", metric="gross margin"), said("46.0%", metric="gross margin", period="2020Q1"),
             said("200%", metric="gross margin", measure="change")],
            GROWTH, "points for percent", "f3", "200 basis points", id="percent for points",
        ),
        pytest.param(
            [said("$41.26 million"), said("$42.16 million")],
            REPEAT, "swapped digits", "f2", "$41.26 million", id="digits swapped",
        ),
        pytest.param(
            [said("$7.14 million"), said("$71.4 million")],
            REPEAT, "decimal point", "f2", "$7.14 million", id="the point moved",
        ),
        pytest.param(
            [said("8.3%", metric="take rate"), said("58.3%", metric="take rate")],
            REPEAT, "digit too many", "f2", "8.3%", id="a digit too many",
        ),
        pytest.param(
            [said("USD 208 million"), said("RMB 208 million")],
            REPEAT, "currency", "f2", "USD 208 million", id="a currency tag",
        ),
        pytest.param(
            [said("tripled", measure="change"), said("100%", measure="change")],
            REPEAT, "multiple", "f1", "doubled", id="a multiple",
        ),
        pytest.param(
            [said("doubled", measure="change"), said("200%", measure="change")],
            REPEAT, "multiple", "f2", "100%", id="200% of the base for 200% more",
        ),
        pytest.param(
            [said("5.4 megawatt hours"), said("6.1 million megawatt hours"),
             said("5.9 million megawatt hours")],
            relation("scale", figure="f1", neighbours=("f2", "f3")),
            "scale", "f1", "5.4 million megawatt hours", id="a scale word left out",
        ),
    ],
)  # fmt: skip
def test_the_likeliest_slip_comes_first(
    lines: list[dict[str, Any]], related: Relation, slip: str, figure: str, after: str
) -> None:
    [finding] = Call(*lines).findings(related)
    edit = finding.edits[0]
    assert (edit.slip, edit.figure, edit.after) == (slip, figure, after)


def test_what_bears_witness_to_a_figure_is_not_broken() -> None:
    """The change could be mended in either level, but the sum needs the first and the repeat the second."""
    call = Call(
        said("$3.9 billion"),
        said("$3.18 billion", period="2020Q1"),
        said("13%", measure="change"),
        said("$2.4 billion", scope="cloud"),
        said("$1.5 billion", scope="devices"),
        said("$3.18 billion", period="2020Q1"),
    )
    [finding] = call.findings(
        GROWTH,
        relation("sum", total="f1", parts=("f4", "f5")),
        relation("repeat", mentions=("f2", "f6")),
    )
    assert {edit.figure for edit in finding.edits} == {"f3"}
    assert finding.edits[0].after == "23%"


def test_a_wrong_date_is_proposed_where_the_amount_is_said_of_another() -> None:
    call = Call(
        said("$18.0 billion", metric="loan volume"),
        said("$10.8 billion", metric="loan volume"),
        said("$18.0 billion", metric="loan volume", period="2021H1"),
    )
    [finding] = call.findings(REPEAT, relation("repeat", mentions=("f1", "f3"), cue="dated twice"))
    assert finding.figure == "f1"
    assert finding.edits[0].slip == "period"
    assert finding.edits[0].after == "$18.0 billion (2021 H1)"
    assert set(finding.edits[0].mends) == {"c1", "c2"}


def test_a_word_of_direction_is_put_right() -> None:
    call = Call(said("$4.1 billion"), said("$4.4 billion", period="2020Q1"), lead="Sales climbed to:\n")
    cue = Cue(kind="direction", start=6, end=13, text="climbed", sense=1, figures=("f1", "f2"))
    [finding] = call.findings(
        relation("direction", current="f1", prior="f2", sense=1, cue="climbed"), cues=[cue]
    )
    edit = finding.edits[0]
    assert (edit.slip, edit.before, edit.after) == ("direction", "climbed", "down")
    assert "“climbed”" in finding.message


def test_what_the_speaker_corrects_is_a_note() -> None:
    [finding] = Call(said("$29.3 million"), said("$30.1 million")).findings(
        relation("repeat", mentions=("f1", "f2"), cue="corrected")
    )
    assert (finding.severity, finding.figure) == ("note", "f1")
    assert (finding.edits[0].slip, finding.edits[0].after) == ("corrected", "$30.1 million")


def test_an_analysts_number_is_a_note() -> None:
    [finding] = Call(said("8.3%", speaker=0), said("58.3%", speaker=1)).findings(REPEAT)
    assert (finding.severity, finding.figure) == ("note", "f2")
    assert any("analyst" in doubt for doubt in finding.doubts)


def test_an_assumption_is_a_doubt() -> None:
    [finding] = Call(said("8.3%"), said("58.3%", inferred=("period", "scope"))).findings(REPEAT)
    assert "The period and scope of “58.3%” are not said in its own sentence." in finding.doubts


def test_another_figure_that_may_be_the_slip_is_a_doubt() -> None:
    [finding] = Call(said("USD 208 million"), said("RMB 208 million")).findings(REPEAT)
    assert [edit.figure for edit in finding.edits] == ["f2", "f1"]
    assert any("“USD 208 million” may be the slip instead" in doubt for doubt in finding.doubts)


def test_what_no_slip_explains_is_a_finding_without_edit() -> None:
    call = Call(said("$317.4 million"), said("$482.9 million"), said("$655.2 million"))
    [finding] = call.findings(REPEAT, relation("repeat", mentions=("f1", "f3")))
    assert finding.edits == ()
    assert finding.figure == "f1"
    assert finding.checks == ("c1", "c2")
    assert "puts it at “$482.9 million”, US$165.5 million more" in finding.message


def test_unrelated_slips_are_findings_of_their_own_the_gravest_first() -> None:
    call = Call(
        said("8.3%", metric="churn", speaker=1),
        said("58.3%", metric="churn"),
        said("$41.26 million"),
        said("$42.16 million"),
    )
    found = call.findings(REPEAT, relation("repeat", mentions=("f3", "f4")))
    assert [(finding.id, finding.severity) for finding in found] == [("x1", "error"), ("x2", "error")]
    call.figures["f2"] = replace(call.figures["f2"], speaker=1)
    found = call.findings(REPEAT, relation("repeat", mentions=("f3", "f4")))
    assert [(finding.id, finding.severity) for finding in found] == [("x1", "error"), ("x2", "note")]
    assert found[0].figures == ("f4", "f3")


def test_what_holds_or_cannot_be_compared_is_no_finding() -> None:
    call = Call(said("$3.6 billion"), said("$3.18 billion", period="2020Q1"), said("13%", measure="change"))
    guarded = replace(relation("growth", current="f2", prior="f1", change="f3"), guard="another basis")
    assert call.findings(GROWTH, guarded) == ()
    assert Call().findings() == ()


def test_the_fingerprint_does_not_depend_on_the_place() -> None:
    lines = [said("$41.26 million"), said("$42.16 million")]
    [here] = Call(*lines).findings(REPEAT)
    [there] = Call(*lines, lead="Good morning.\n\n").findings(REPEAT)
    [other] = Call(said("$41.26 million"), said("$42.61 million")).findings(REPEAT)
    assert here.line != there.line
    assert here.fingerprint == there.fingerprint != other.fingerprint


# -- slips ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "after"),
    [
        ("RMB2.45 million", "scale", "RMB2.45 billion"),
        ("RMB2.45 million", "scale", "RMB2.45 thousand"),
        ("USD85 to 87 Billion", "scale", "USD85 to 87 million"),
        ("$35.8m", "scale", "$35.8b"),
        ("$35.8bn", "scale", "$35.8mn"),
        ("INR85 crore", "scale", "INR85 lakh"),
        ("5.4 to 5.7 megawatt hours", "scale", "5.4 to 5.7 million megawatt hours"),
        ("15%", "misheard number", "50%"),
        ("fifty percent", "misheard number", "fifteen percent"),
        ("30.5 million", "misheard number", "13.5 million"),
        ("2%", "points for percent", "2 percentage points"),
        ("120 basis points", "points for percent", "120%"),
        ("2.45", "swapped digits", "4.25"),
        ("2.45", "swapped digits", "2.54"),
        ("1,234", "swapped digits", "1,324"),
        ("2.45", "decimal point", "24.5"),
        ("2.45", "decimal point", "0.245"),
        ("85", "decimal point", "8.5"),
        ("2,000", "decimal point", "20,000"),
        ("58%", "digit too many", "8%"),
        ("8%", "digit lost", "58%"),
        ("3.18", "digit", "3.78"),
        ("doubled", "multiple", "tripled"),
        ("300 percent", "multiple", "200 percent"),
    ],
)
def test_slips(text: str, kind: str, after: str) -> None:
    call = Call(said(text))
    found = [(slip.kind, slip.after) for slip in slips(call.figures["f1"], [])]
    assert (kind, after) in found


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("10.5%", "01.5%"),
        ("8%", "08%"),
        ("15%", "15 million%"),
        ("3.2 times", "3.2 million times"),
        ("$0.22", "$0.22"),
        ("2,000", "2,000 thousand"),
        ("USD 20 million", "RMB 20 million"),
    ],
)
def test_what_nobody_would_have_said(text: str, after: str) -> None:
    found = [slip.after for slip in slips(Call(said(text)).figures["f1"], [])]
    assert after not in found
    assert len(found) == len(set(found))


def test_a_very_long_number_has_no_slips() -> None:
    figure = replace(Call(said("$5 million")).figures["f1"], text="9" * 100_000)
    assert list(slips(figure, [])) == []
