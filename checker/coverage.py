"""How much of a document was checked, and why the rest was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from checker.model import Check, Coverage, Figure, Reading, Support, Tally, members


def cover(reading: Reading, checks: Sequence[Check], *, against: bool = False) -> Coverage:
    """Count every figure once: checked, only in checks that were not comparable, or unchecked and why.

    ``against`` says that the document was held against sources, and how it stands to them is wanted.
    """
    own = {figure.id for figure in reading.figures}
    judged: set[str] = set()
    guarded: set[str] = set()
    for check in checks:
        (guarded if check.verdict == "not comparable" else judged).update(members(check.figures))
    judged &= own
    guarded = guarded & own - judged
    left = [figure for figure in reading.figures if figure.id not in judged and figure.id not in guarded]
    reasons = Counter(reason(figure) for figure in left)
    speakers = reading.document.speakers
    return Coverage(
        figures=len(reading.figures),
        checked=len(judged),
        not_comparable=len(guarded),
        once=reasons["stated once"],
        unchecked=dict(sorted(reasons.items())),
        sections=_tallies((f.section, f.id in judged) for f in reading.figures),
        speakers=_tallies(
            (speakers[f.speaker].name if f.speaker is not None else "no speaker", f.id in judged)
            for f in reading.figures
        ),
        support=_support(reading, checks) if against else None,
    )


def _support(reading: Reading, checks: Sequence[Check]) -> Support:
    ties = [check for check in checks if check.kind == "tie_out" and "source" in check.figures]
    claims = {i for check in ties for i in members({"claim": check.figures["claim"]})}
    held = [check for check in ties if check.verdict == "consistent"]
    # what follows from several figures of the source is derived, what one of them says is stated
    derived = sum(len(members(check.figures)) > 2 for check in held)
    return Support(
        stated=len(held) - derived,
        derived=derived,
        contradicted=len(ties) - len(held),
        unsupported=tuple(figure.id for figure in reading.figures if figure.id not in claims),
    )


def reason(figure: Figure) -> str:
    """Why a figure that takes part in no check is in none."""
    if figure.status == "illustrative":
        return "an example, a market fact or somebody else's figure"
    if not figure.metric:
        return "what it measures is not said"
    if figure.period is None:
        return "its period is not said"
    return "stated once"


def _tallies(pairs: Iterable[tuple[str, bool]]) -> tuple[Tally, ...]:
    found: Counter[str] = Counter()
    checked: Counter[str] = Counter()
    for name, is_checked in pairs:
        found[name] += 1
        checked[name] += is_checked
    return tuple(Tally(name=name, figures=found[name], checked=checked[name]) for name in found)
