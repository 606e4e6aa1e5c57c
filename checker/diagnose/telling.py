"""A finding in words: what is said, what follows, which edit mends it and why it might be fine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from checker import wording
from checker.diagnose import phrases
from checker.diagnose.bench import Bench
from checker.diagnose.trials import Trial
from checker.model import Check, Edit, Figure, Finding, Severity, Verdict, members

_HOLDS = {
    "growth": "the growth agrees with the two levels",
    "range_growth": "the range agrees with its growth",
    "implied_base": "all statements imply one base",
    "difference": "the change agrees with the two levels",
    "multiple": "the multiple agrees with the two levels",
    "sum": "the parts add up",
    "share": "the share agrees with part and total",
    "product": "the product agrees with its factors",
    "ratio": "the ratio agrees with its terms",
    "repeat": "the statements agree",
    "direction": "the word agrees with the numbers",
    "threshold": "the bound is kept",
    "order": "the part is inside the whole",
    "scale": "it is of the size of the figures beside it",
    "compound": "the rate leads from one level to the other",
    "revision": "the word agrees with the two ranges",
    "bounds": "the range runs from its low to its high end",
    "guidance_progress": "the year agrees with its quarters",
    "tie_out": "it agrees with the source",
}
_OTHER = "it agrees with the others"


def told(bench: Bench, failing: Sequence[Check], trials: Sequence[Trial]) -> Finding:
    """The finding of checks that fail together, with the trials that would mend them, best first."""
    first = min(failing, key=lambda check: check.verdict != "inconsistent")
    figure = trials[0].figure if trials else suspect(bench, failing)
    figures = dict.fromkeys([figure.id, *(i for check in failing for i in members(check.figures))])
    return Finding(
        id="",
        kind=first.kind,
        severity=_severity(bench, failing, figure, first.verdict),
        verdict=first.verdict,
        message=_message(bench, figure, failing, trials),
        said=phrases.said(bench, figure),
        follows=phrases.all_follow(bench, failing, figure),
        figure=figure.id,
        figures=tuple(figures),
        checks=tuple(check.id for check in failing),
        edits=tuple(_edit(bench, trial) for trial in trials),
        doubts=tuple(_doubts(bench, failing, figure, trials)),
        line=figure.line,
        column=figure.column,
        fingerprint=_fingerprint(bench, first, figure),
    )


def suspect(bench: Bench, failing: Sequence[Check]) -> Figure:
    """The figure most likely wrong where no edit tells: in most failing checks, in fewest that hold.

    Of two that are alike a change goes before the levels it compares, an analyst's number before the
    company's, and what was said later before what was said first.
    """
    ids = [i for check in failing for i in bench.own(check)]

    def guilt(figure: Figure) -> tuple[int, int, bool, bool, int]:
        return (
            ids.count(figure.id),
            -bench.held(figure),
            figure.measure != "level",
            _analysts(bench, figure),
            figure.start,
        )

    return max((bench.figures[i] for i in ids), key=guilt)


def _message(bench: Bench, figure: Figure, failing: Sequence[Check], trials: Sequence[Trial]) -> str:
    """One sentence a person would write: what is said, what speaks against it, what would mend it."""
    told = phrases.said(bench, figure)
    if trials and trials[0].slip.kind == "corrected":
        return f"{told}, and is corrected to “{trials[0].slip.after}”."
    against = f"{told}, but {phrases.all_follow(bench, failing, figure)}"
    if not trials:
        return f"{against}."
    best = trials[0]
    if best.slip.kind == "period":
        return f"{against}; it was probably meant {_dated(best.edited)}."
    if best.slip.kind == "source" and best.edited is best.figure:
        return f"{against}; it should read “{best.slip.after}”."
    if best.edited is best.figure:
        return f"{against}; “{_before(bench, best)}” was probably meant to be “{best.slip.after}”."
    then = wording.listed(list(dict.fromkeys(_HOLDS.get(check.kind, _OTHER) for check in best.mended)))
    # What would hold again names every other contradiction; one in full is enough for a sentence.
    first = phrases.follows(bench, min(failing, key=lambda check: check.verdict != "inconsistent"), figure)
    return f"{told}, but {first}; with “{best.slip.after}” {then}."


def _dated(figure: Figure) -> str:
    return f"for {wording.period(figure.period)}"


def _before(bench: Bench, trial: Trial) -> str:
    return bench.reading.document.text[trial.start : trial.end]


def _edit(bench: Bench, trial: Trial) -> Edit:
    return Edit(
        figure=trial.figure.id,
        slip=trial.slip.kind,
        start=trial.start,
        end=trial.end,
        before=_before(bench, trial),
        after=trial.slip.after,
        mends=tuple(check.id for check in trial.mended),
        reasons=tuple(_reasons(trial)),
    )


def _reasons(trial: Trial) -> Iterator[str]:
    """Why the edit is believed: what holds with it, with the arithmetic."""
    if trial.slip.kind == "period":
        yield f"Of {wording.period(trial.edited.period)} nothing contradicts “{trial.figure.text}”."
    for check in trial.after:
        holds = f"With “{trial.slip.after}” {_HOLDS.get(check.kind, _OTHER)}"
        # beside its neighbours a figure of the right size needs no arithmetic, spread over something it does
        plain = check.kind == "scale" and check.arithmetic[0].unit == "ratio"
        yield f"{holds}." if plain else f"{holds}: {check.note}."


def _doubts(bench: Bench, failing: Sequence[Check], figure: Figure, trials: Sequence[Trial]) -> Iterator[str]:
    """Reasons why it might be fine, or why another figure might be the slip."""
    for trial in trials[1:]:
        if trial.figure is not figure and len(trial.mended) == len(trials[0].mended):
            yield f"“{trial.figure.text}” may be the slip instead: “{trial.slip.after}” would mend as much."
            break
    if figure.inferred:
        are = "are" if len(figure.inferred) > 1 else "is"
        yield f"The {wording.listed(figure.inferred)} of “{figure.text}” {are} not said in its own sentence."
    if _analysts(bench, figure):
        yield f"“{figure.text}” is an analyst's number, not the company's."
    if any(map(bench.corrected, failing)) and not (trials and trials[0].slip.kind == "corrected"):
        yield "The speaker corrects it himself."


def _severity(bench: Bench, failing: Sequence[Check], figure: Figure, verdict: Verdict) -> Severity:
    """Error for what cannot hold, warning for what hardly can, note where a reader is warned already."""
    if _analysts(bench, figure) or all(map(bench.corrected, failing)):
        return "note"
    return "error" if verdict == "inconsistent" else "warning"


def _analysts(bench: Bench, figure: Figure) -> bool:
    if figure.speaker is None:
        return False
    return bench.reading.document.speakers[figure.speaker].role == "analyst"


def _fingerprint(bench: Bench, check: Check, figure: Figure) -> str:
    """The same for the same slip among the same figures, wherever they stand in the document."""
    texts = sorted(" ".join(bench.figures[i].text.lower().split()) for i in members(check.figures))
    parts = [check.kind, figure.metric, figure.scope, " ".join(figure.text.lower().split()), *texts]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
