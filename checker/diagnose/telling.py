"""A finding in words: what is said, what follows, which edit mends it and why it might be fine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from checker import wording
from checker.diagnose.bench import Bench, Trial, members
from checker.model import Check, Edit, Figure, Finding, Severity, Verdict

_HOLDS = {
    "growth": "the growth agrees with the two levels",
    "range_growth": "the range agrees with its growth",
    "implied_base": "all statements imply one base",
    "difference": "the change agrees with the two levels",
    "sum": "the parts add up",
    "share": "the share agrees with part and total",
    "product": "the product agrees with its factors",
    "ratio": "the ratio agrees with its terms",
    "repeat": "the statements agree",
    "direction": "the words agree with the numbers",
    "multiple": "the multiple agrees with the two levels",
    "threshold": "the bound is kept",
    "order": "the smaller is inside the larger",
    "guidance_progress": "the year agrees with its quarters",
    "scale": "it is of the size of its neighbours",
}


def told(bench: Bench, failing: Sequence[Check], trials: Sequence[Trial]) -> Finding:
    """The finding of checks that fail together, with the trials that would mend them, best first."""
    first = min(failing, key=lambda check: check.verdict != "inconsistent")
    figure = trials[0].figure if trials else suspect(bench, failing)
    verdict: Verdict = "inconsistent" if first.verdict == "inconsistent" else "suspicious"
    edits = tuple(_edit(trial) for trial in trials)
    about = f"{wording.subject(figure)}, {wording.period(figure.period)}"
    follows = "; ".join(dict.fromkeys(check.note for check in failing))
    figures = dict.fromkeys([figure.id, *(i for check in failing for i in members(check))])
    return Finding(
        id="",
        kind=first.kind,
        severity=_severity(bench, failing, figure, verdict),
        verdict=verdict,
        message=_message(figure, failing, edits),
        said=f"“{figure.text}” ({about})",
        follows=follows,
        figure=figure.id,
        figures=tuple(figures),
        checks=tuple(check.id for check in failing),
        edits=edits,
        doubts=tuple(_doubts(bench, failing, figure, trials)),
        line=figure.line,
        column=figure.column,
        fingerprint=_fingerprint(bench, first, figure),
    )


def suspect(bench: Bench, failing: Sequence[Check]) -> Figure:
    """The figure most likely wrong where no edit tells: in most failing checks, in fewest that hold.

    Of two that are alike an analyst's goes first, then the one that was said later.
    """
    ids = [i for check in failing for i in members(check)]

    def guilt(figure: Figure) -> tuple[int, int, bool, int]:
        held = sum(check.verdict == "consistent" and check.power for check in bench.around[figure.id])
        return ids.count(figure.id), -held, _analysts(bench, figure), figure.start

    return max((bench.figures[i] for i in ids), key=guilt)


def _message(figure: Figure, failing: Sequence[Check], edits: Sequence[Edit]) -> str:
    kinds = wording.listed(
        [f"the {kind.replace('_', ' ')} check" for kind in dict.fromkeys(c.kind for c in failing)]
    )
    wrong = f"“{figure.text}” for {wording.subject(figure)} ({wording.period(figure.period)})"
    if not edits:
        return f"{wrong} does not fit the figures around it: {failing[0].note}."
    mends = "would mend " + ("all of them" if len(edits[0].mends) > 1 else "it")
    return f"{wrong} fails {kinds}; “{edits[0].after}” {mends}."


def _edit(trial: Trial) -> Edit:
    return Edit(
        figure=trial.figure.id,
        slip=trial.slip.kind,
        start=trial.figure.start,
        end=trial.figure.end,
        before=trial.figure.text,
        after=trial.slip.after,
        mends=tuple(check.id for check in trial.mended),
        reasons=tuple(
            f"With “{trial.slip.after}” {_HOLDS.get(check.kind, 'it holds')}: {check.note}."
            for check in trial.after
        ),
    )


def _doubts(bench: Bench, failing: Sequence[Check], figure: Figure, trials: Sequence[Trial]) -> list[str]:
    doubts = []
    others = [trial for trial in trials if trial.figure is not figure]
    if others and len(others[0].mended) == len(trials[0].mended):
        other = others[0]
        doubts.append(
            f"“{other.figure.text}” may be the slip instead: “{other.slip.after}” would mend as much."
        )
    if figure.inferred:
        names = wording.listed(figure.inferred)
        are = "are" if len(figure.inferred) > 1 else "is"
        doubts.append(f"The {names} of “{figure.text}” {are} not said in its own sentence.")
    if _analysts(bench, figure):
        doubts.append(f"“{figure.text}” is an analyst's number, not the company's.")
    if any(bench.relation[check.id].cue == "corrected" for check in failing):
        doubts.append("The speaker corrects it himself.")
    return doubts


def _severity(bench: Bench, failing: Sequence[Check], figure: Figure, verdict: Verdict) -> Severity:
    """Error for what cannot hold, warning for what hardly can, note where a reader already knows."""
    if _analysts(bench, figure) or all(bench.relation[check.id].cue == "corrected" for check in failing):
        return "note"
    return "error" if verdict == "inconsistent" else "warning"


def _analysts(bench: Bench, figure: Figure) -> bool:
    if figure.speaker is None:
        return False
    return bench.reading.document.speakers[figure.speaker].role == "analyst"


def _fingerprint(bench: Bench, check: Check, figure: Figure) -> str:
    """The same for the same slip among the same figures, wherever they stand in the document."""
    texts = sorted(" ".join(bench.figures[i].text.lower().split()) for i in members(check))
    parts = [check.kind, figure.metric, figure.scope, " ".join(figure.text.lower().split()), *texts]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
