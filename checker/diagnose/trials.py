"""The slips that would explain failing checks: which are tried on which figure, and which count.

A slip counts if it mends a failing check and breaks none that holds. Likely kinds go first: wrong
words, then a wrong date, then wrong digits, for among so many digits some fit by chance.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from checker import wording
from checker.diagnose import restated
from checker.diagnose.bench import ALARMS, Bench, Candidate
from checker.diagnose.meant import Meant
from checker.diagnose.slips import TENFOLD, Slip, slips
from checker.model import Check, Figure, members
from checker.references.earlier import DEEDS, moved
from checker.relate import relate
from checker.rules import judge
from checker.units import RATES

LIKELY = 20
"""Slips of the words that cost less are tried before a wrong date, those of the digits after it."""
_MOST_FIGURES = 40
_MOST_PERIODS = 8
_WORDS = {1: "up", -1: "down", 0: "unchanged"}
_CHANGES = frozenset({"growth", "difference", "range_growth", "implied_base", "multiple"})
_ALIKE = frozenset(
    {"growth", "difference", "direction", "repeat", "scale", "threshold", "revision", "bounds", "compound"}
)
"""Kinds of check whose levels are of about one size."""


class Trial(NamedTuple):
    """A slip supposed of a figure, the failing checks it would mend, and checks that hold then.

    ``start`` and ``end`` are the words that the edit would replace. ``held`` counts the checks that
    bear witness to the figure as it stands, ``company`` how many more figures are of its size if it
    is edited: both tell which of two figures is likelier wrong.
    """

    figure: Figure
    slip: Slip
    edited: Figure
    mended: tuple[Check, ...]
    after: tuple[Check, ...]
    start: int
    end: int
    held: int = 0
    company: int = 0


def trials(bench: Bench, meant: Meant, alarms: Sequence[Check]) -> list[Trial]:
    """The slips that would mend some of the alarms. What explains all of them ends the search."""
    found: list[Trial] = []
    own = [bench.figures[i] for i in dict.fromkeys(i for check in alarms for i in bench.own(check))]
    for tier in (_sourced, _worded, _redated, _respelled):
        for figure in own[:_MOST_FIGURES]:
            failing = [check for check in alarms if _blames(bench, check, figure)]
            found += tier(bench, meant, figure, failing) if failing else ()
        if any(len(trial.mended) == len(alarms) and trial.slip.cost < LIKELY for trial in found):
            break
    return found


def _blames(bench: Bench, check: Check, figure: Figure) -> bool:
    """Whether a slip of the figure could be what the check complains of.

    A level far from all its neighbours is itself the slip; a speaker who corrects himself has told
    which of the two is.
    """
    ids = members(check.figures)
    if check.kind == "scale" and len(ids) > 2:
        return figure.id == check.figures["figure"]
    if bench.corrected(check):
        return figure.id == min(ids, key=lambda i: bench.figures[i].start)
    return figure.id in ids


# -- tiers ---------------------------------------------------------------------------------------


def _sourced(bench: Bench, meant: Meant, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
    """What a source says instead: its value in the figure's own style, or where the figure belongs."""
    for check in failing:
        if check.kind != "tie_out" or "source" not in check.figures:
            continue
        relation = bench.relation[check.id]
        cue = relation.cue
        source = bench.of([check])[-1 if cue == "metric" else 1]
        if cue in ("action", "deed"):
            for word in bench.reading.cues:
                if word.kind == "action" and figure.id in word.figures:
                    said = DEEDS.get(moved(figure, source)) if cue == "deed" else relation.because
                    if said is None:
                        break
                    slip = Slip("source", restated.done(word.text, said), 4)
                    yield Trial(figure, slip, figure, (check,), (), word.start, word.end)
                    break
            continue
        if cue in ("value", "unit", "withdrawn", "earlier", "metric", "growth", "difference"):
            stated = cue not in ("growth", "difference")
            follows = None if stated else check.arithmetic[0].interval
            text = restated.implied(figure, follows) if follows else restated.valued(figure, source)
            slips = [Slip("source", text, 4)] if text else []
            found = list(_tried(bench, figure, list(meant.by(figure, slips)), failing))
            if found or not text:
                yield from found
                continue
        elif cue in restated.PLACES:
            text = restated.placed(figure, source, cue)
        else:
            continue  # what follows by arithmetic is for the other tiers to find
        yield Trial(figure, Slip("source", text, 4), figure, (check,), (), figure.start, figure.end)


def _worded(bench: Bench, meant: Meant, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
    """Corrections by the speaker, wrong words of direction, and slips in the words of the figure."""
    yield from _corrected(bench, figure, failing)
    yield from _reworded(bench, figure, failing)
    yield from _redone(bench, figure, failing)
    likely = [slip for slip in _slips(bench, figure, failing) if slip.cost < LIKELY]
    yield from _tried(bench, figure, [*meant.by(figure, likely), *meant.turned(figure)], failing)


def _respelled(bench: Bench, meant: Meant, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
    """Slips inside the digits."""
    rest = [slip for slip in _slips(bench, figure, failing) if slip.cost >= LIKELY]
    yield from _tried(bench, figure, list(meant.by(figure, rest)), failing)


def _slips(bench: Bench, figure: Figure, failing: Sequence[Check]) -> Iterator[Slip]:
    peers = [other for other in bench.of(failing) if other is not figure]
    return slips(figure, peers)


def _corrected(bench: Bench, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
    """What the speaker himself puts in the figure's place; he may correct several figures at once."""
    for check in filter(bench.corrected, failing):
        later = max(bench.of([check]), key=lambda other: other.start)
        edited = replace(later, id=figure.id, start=figure.start, end=figure.end)
        after = bench.judged(check, edited)
        if after.verdict == "consistent":
            slip = Slip("corrected", later.text, 5)
            yield Trial(figure, slip, edited, (check,), (after,), figure.start, figure.end)


def _reworded(bench: Bench, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
    """The other direction for the word that claims one of two levels."""
    for check in failing:
        relation = bench.relation[check.id]
        if check.kind != "direction" or check.figures["current"] != figure.id:
            continue
        for cue in bench.reading.cues:
            said = cue.kind in ("direction", "judgement") and cue.text == relation.cue
            if said and figure.id in cue.figures:
                for sense, word in _WORDS.items():
                    after = judge(replace(relation, sense=sense, cue=word), bench.figures)
                    if sense != relation.sense and after.verdict == "consistent":
                        # levels that are far apart are a slip of the digits sooner than of the word
                        slip = Slip("direction", word, 18 if _times(*bench.of([check])) < 2 else 35)
                        yield Trial(figure, slip, figure, (check,), (after,), cue.start, cue.end)
                break


def _redone(bench: Bench, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
    """The opposite of what is said to have been done to guidance."""
    for check in failing:
        ids = members(check.figures)
        if check.kind != "revision" or check.figures["current"] != figure.id:
            continue
        for cue in bench.reading.cues:
            opposite = restated.undone(cue.text) if cue.kind == "revision" and cue.figures == ids else None
            if opposite is not None:
                deed, word = opposite
                after = judge(replace(bench.relation[check.id], cue=deed), bench.figures)
                if after.verdict == "consistent":
                    slip = Slip("direction", word, 18)
                    yield Trial(figure, slip, figure, (check,), (after,), cue.start, cue.end)


def _redated(bench: Bench, _: Meant, figure: Figure, failing: Sequence[Check]) -> Iterator[Trial]:
    """The figure under other periods, if it is confirmed there.

    A new date undoes the relations of the old one, so what is near the figure is related anew:
    nothing may fail instead, and either the same amount is known to be said of that period, or at
    least two checks more hold there, that could have failed, than did before.
    """
    failing = [check for check in failing if not bench.corrected(check)]
    if figure.period is None or not failing:
        return
    twice = [check for check in failing if bench.relation[check.id].cue == "dated twice"]
    held, near = bench.held(figure), bench.kin(figure)
    if held and not twice:
        return
    said = [other.period for other in bench.of(twice)]
    periods = dict.fromkeys(said or [other.period for other in near])
    ids = {other.id for other in near}
    cues = tuple(cue for cue in bench.reading.cues if ids.issuperset(cue.figures))
    for period in [p for p in periods if p and p != figure.period][:_MOST_PERIODS]:
        edited = replace(figure, period=period)
        figures = ChainMap({figure.id: edited}, bench.figures)
        redated = replace(bench.reading, figures=tuple(figures[f.id] for f in near), cues=cues)
        after = [judge(r, figures) for r in relate(redated) if figure.id in members(r.figures)]
        holding = tuple(check for check in after if check.verdict == "consistent" and check.power)
        if (period in said or len(holding) > held + 1) and not any(c.verdict in ALARMS for c in after):
            slip = Slip("period", f"{figure.text} ({wording.period(period)})", 16)
            yield Trial(figure, slip, edited, tuple(failing), holding, figure.start, figure.end, held)


# -- trying --------------------------------------------------------------------------------------


def _tried(
    bench: Bench, figure: Figure, candidates: Sequence[Candidate], failing: Sequence[Check]
) -> Iterator[Trial]:
    """The candidates that mend a failing check and leave whole what holds."""
    mended: dict[Slip, list[Check]] = defaultdict(list)
    after: dict[Slip, list[Check]] = defaultdict(list)
    for check in failing:
        plausible = [candidate for candidate in candidates if _plausible(bench, check, figure, candidate)]
        for slip, judged in bench.mending(check, plausible):
            mended[slip].append(check)
            after[slip].append(judged)
    for slip, edited in candidates:
        if slip in mended and not bench.breaks(edited):
            yield Trial(
                figure,
                slip,
                edited,
                tuple(mended[slip]),
                tuple(after[slip]),
                figure.start,
                figure.end,
                bench.held(figure),
                bench.company(edited) - bench.company(figure) if slip.kind in TENFOLD else 0,
            )


def _plausible(bench: Bench, check: Check, figure: Figure, candidate: Candidate) -> bool:
    """Whether a slip explains a failing check and does not merely satisfy it.

    A figure of the wrong size was meant to be nearer to those of its kind; only a change is heard the
    wrong way round, and only of rates are points and percent mixed up.
    """
    slip, edited = candidate
    if check.kind == "scale" and slip.kind not in TENFOLD:
        return False
    peers = [other for other in bench.of([check]) if other is not figure]
    if slip.kind in TENFOLD and check.kind in _ALIKE:
        sizes = [p for p in peers if p.unit == edited.unit and p.measure == figure.measure and p.low]
        return not sizes or min(_times(edited, p) for p in sizes) < min(_times(figure, p) for p in sizes)
    if slip.kind == "direction":
        return check.kind in _CHANGES
    if slip.kind == "points for percent":
        return figure.measure == "change" and any(p.unit in RATES and p.measure != "change" for p in peers)
    return True


def _times(one: Figure, other: Figure) -> Decimal:
    """How many times the larger of two is larger."""
    small, large = sorted((abs(one.low), abs(other.low)))
    return large / small if small else Decimal("Infinity")
