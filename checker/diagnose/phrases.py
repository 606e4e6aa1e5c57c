"""What is said and what follows, in words: one clause for a figure, one for each kind of failing check."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from checker import wording
from checker.diagnose.bench import Bench
from checker.interval import Interval
from checker.model import Check, Figure, members

_BASES = {"gaap": "GAAP", "non-gaap": "non-GAAP"}
_RATES = ("percent", "percentage_point", "basis_point")
_ROUND = {
    Decimal(10) ** 3: "a thousand",
    Decimal(10) ** 6: "a million",
    Decimal(10) ** 9: "a billion",
}
_ARITHMETIC = re.compile(r"([^=]{1,400}) = ([^=]{1,200}), stated ([^=;]{1,200})")
_NEARLY = (Decimal("0.66"), Decimal("1.5"))
"""Within these factors of a round number of times two amounts are "about" that many times apart."""


def said(bench: Bench, figure: Figure) -> str:
    """Who says what of which period: "Ruth Lindqvist puts revenue of … in 2021 Q1 at “RMB2.45 million”"."""
    who, about = speaker(bench, figure), subject(bench, figure)
    if figure.measure == "change":
        moved = _moved(figure)
        on = wording.comparison(figure.comparison)
        told = " ".join(part for part in (about, when(figure), moved, on) if part)
        return f"{who} says that {told}" if who else _capital(told)
    place = " ".join(part for part in (about, when(figure)) if part)
    return (
        f"{who} puts {place} at {quoted(figure)}" if who else f"{_capital(place)} is put at {quoted(figure)}"
    )


def follows(bench: Bench, check: Check, figure: Figure) -> str:
    """What the other figures of a failing check imply, seen from the figure that is likely wrong."""
    say = _CLAUSES.get(check.kind)
    return (say(bench, check, figure) if say else "") or _stated(check.note)


def _stated(note: str) -> str:
    """Arithmetic as a clause: "a + b makes c, not d as stated"."""
    found = _ARITHMETIC.fullmatch(note)
    return f"{found[1]} makes {found[2]}, not {found[3]} as stated" if found else note


def subject(bench: Bench, figure: Figure) -> str:
    """Metric, scope and basis in one noun phrase, the scope in the document's own letters."""
    basis = _BASES.get(figure.basis, figure.basis)
    name = figure.metric.replace(" / ", " and ") or "an amount"
    if figure.scope:
        name += f" of {_cased(bench, figure.scope)}"
    if not basis:
        return name
    return f"{basis} {name}" if figure.basis in _BASES else f"{name} ({basis})"


def when(figure: Figure) -> str:
    """The period with its preposition: "in 2021 Q1", "at the end of 2021 Q1"."""
    label = figure.period
    if label is None:
        return ""
    if label == "@call":
        return "by the day of the call"
    return f"at the {wording.period(label)}" if label.startswith("@") else f"in {wording.period(label)}"


def speaker(bench: Bench, figure: Figure) -> str:
    """The name of who says a figure, "" where the document names nobody."""
    if figure.speaker is None:
        return ""
    return bench.reading.document.speakers[figure.speaker].name


def quoted(figure: Figure) -> str:
    """A figure in its own words, with the hedge before it."""
    return f"{_HEDGED[figure.hedge]}“{' '.join(figure.text.split())}”"


_HEDGED = {"none": "", "about": "about ", "over": "over ", "under": "under "}


def _moved(figure: Figure) -> str:
    text = quoted(figure)
    if figure.form == "multiple" or not figure.low or "-" in figure.text or "(" in figure.text:
        return text if figure.form == "multiple" else f"changed by {text}"
    return f"{'rose' if figure.low > 0 else 'fell'} by {text}"


def _cased(bench: Bench, scope: str) -> str:
    found = re.search(rf"\b{re.escape(scope)}\b", bench.reading.document.text, re.IGNORECASE)
    return " ".join(found[0].split()) if found else scope


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# -- one clause a kind of check ----------------------------------------------------------------------


def _others(bench: Bench, check: Check, figure: Figure) -> list[Figure]:
    return [other for other in bench.of([check]) if other is not figure]


def _repeat(bench: Bench, check: Check, figure: Figure) -> str:
    others = _others(bench, check, figure)
    if not others:
        return ""
    other = next((o for o in others if o.low != figure.low or o.high != figure.high), others[0])
    who = _who_else(bench, other, figure)
    if bench.relation[check.id].cue == "dated twice":
        other = next((o for o in others if o.period != figure.period), other)
        who = _who_else(bench, other, figure)
        return (
            f"{who} ({wording.where(other)}) gives the same amount for {subject(bench, other)} {when(other)}"
        )
    if bench.corrected(check) and other.start > figure.start:
        return f"{who} ({wording.where(other)}) corrects it to {quoted(other)}"
    if "multiple" in (figure.form, other.form):
        against = f"{_size(other)} against {_size(figure)}"
        return f"{who} ({wording.where(other)}) says {quoted(other)}, {against}"
    apart = _apart(figure, other)
    return f"{who} ({wording.where(other)}) puts it at {quoted(other)}" + (f", {apart}" if apart else "")


def _who_else(bench: Bench, other: Figure, figure: Figure) -> str:
    name = speaker(bench, other)
    if not name:
        return "the text"
    return "the same speaker" if other.speaker == figure.speaker else name


def _size(figure: Figure) -> str:
    return wording.amount(figure.low, figure.unit) if figure.low == figure.high else wording.stated(figure)


def _apart(figure: Figure, other: Figure) -> str:
    """By how much two statements of one fact differ."""
    if figure.unit != other.unit:
        return "" if not (_money(figure) and _money(other)) else "in another currency"
    if figure.low != figure.high or other.low != other.high:
        return ""
    if figure.low * other.low < 0:
        return "the other way round"
    small, large = sorted((abs(figure.low), abs(other.low)))
    if small and large / small > 50:
        return _times(large / small, larger=abs(other.low) > abs(figure.low))
    unit = "percentage_point" if figure.unit == "percent" else figure.unit
    side = "more" if abs(other.low) > abs(figure.low) else "less"
    return f"{wording.amount(large - small, unit)} {side}"


def _times(times: Decimal, *, larger: bool) -> str:
    for size, words in _ROUND.items():
        if _NEARLY[0] < times / size < _NEARLY[1]:
            return f"about {words} times {'more' if larger else 'less'}"
    return f"{wording.number(times, 0)} times {'more' if larger else 'less'}"


def _money(figure: Figure) -> bool:
    return len(figure.unit) == 3 and figure.unit.isupper()


def _scale(bench: Bench, check: Check, figure: Figure) -> str:
    level = bench.figures[str(check.figures["figure"])]
    others = [o for o in bench.of([check]) if o is not level]
    cue = bench.relation[check.id].cue
    if cue in ("each", "hours"):
        each = check.arithmetic[0].interval or Interval(None, None)
        if cue == "hours":
            seconds = wording.span(each * 3600, "second")
            return f"at the {quoted(others[0])} stated elsewhere that takes only {seconds} to make"
        shared = wording.span(each, check.arithmetic[0].unit)
        return f"spread over {quoted(others[0])} {others[0].metric} that is only {shared} each"
    if figure is not level:
        larger = abs(level.low) > abs(figure.low)
        return f"{quoted(level)} {when(level)} is {_times(_ratio(level, figure), larger=larger)}"
    beside = wording.listed([f"{quoted(other)} {when(other)}".strip() for other in others])
    least = min(_ratio(level, other) for other in others)
    side = "more" if abs(level.low) > abs(others[0].low) else "less"
    words = next((w for s, w in _ROUND.items() if _NEARLY[0] < least / s < _NEARLY[1]), "")
    many = f"about {words}" if words else f"at least {wording.number(least, 0)}"
    return f"that is {many} times {side} than {beside}"


def _ratio(one: Figure, other: Figure) -> Decimal:
    small, large = sorted((abs(one.low), abs(other.low)))
    return large / small


def _direction(bench: Bench, check: Check, _: Figure) -> str:
    current, prior = (bench.figures[i] for i in members(check.figures)[:2])
    cue = bench.relation[check.id].cue
    if current.low == prior.low:
        return ""
    way = "above" if current.low > prior.low else "below"
    of = f"{quoted(prior)} {when(prior)}".strip()
    return f"{quoted(current)} is {way} {of}, which “{cue}” does not fit"


def _tie_out(_: Bench, check: Check, figure: Figure) -> str:  # noqa: ARG001
    """What the source says, without the claim, which the sentence has said already."""
    _claimed, joint, told = check.note.partition(" is claimed; ")
    return told if joint else ""


_CLAUSES: Mapping[str, Callable[[Bench, Check, Figure], str]] = {
    "repeat": _repeat,
    "scale": _scale,
    "direction": _direction,
    "tie_out": _tie_out,
}


def all_follow(bench: Bench, failing: Sequence[Check], figure: Figure) -> str:
    """The clauses of all checks that fail together, each once."""
    return "; ".join(dict.fromkeys(follows(bench, check, figure) for check in failing))
