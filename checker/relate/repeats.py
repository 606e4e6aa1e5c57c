"""Pairs of the same fact: every mention of one metric, scope, basis and period, and the bounds on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from checker.interval import Interval
from checker.model import Figure, Relation
from checker.relate.bounded import within_sight
from checker.relate.facts import Facts, Subject, explicit, kind, normal, outlook, spread, subjects, twin
from checker.relate.fit import agree, close, cut_off, is_money_pair, one_digit, sized, slip, tenfold, value
from checker.relate.names import is_open, kin, nature, words

_FIRM = frozenset({"money", "money/share", "percent", "ratio"})
_VALUES = 24
"""A name that stands for more different values than this does not name one fact."""


class _Key(NamedTuple):
    subject: Subject
    measure: str
    comparison: str | None
    kind: str
    ahead: bool


def repeats(facts: Facts) -> Iterator[Relation]:
    """Relations between mentions of one fact: repeats, and thresholds where a mention is a bound."""
    corrected = {i for cue in facts.cued("correction") for i in cue.figures}
    for mentions in _groups(facts):
        points, bounds = _split(mentions)
        yield from _bounded(facts, points, bounds)
        yield from _agreeing(facts, points, corrected)


def _groups(facts: Facts) -> Iterator[list[Figure]]:
    """Mentions that seem to state one fact, each group in reading order."""
    groups: dict[_Key, dict[str | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    quoted: list[tuple[_Key, Figure]] = []
    for figure in facts.figures:
        if not figure.metric or figure.id in facts.superseded:
            continue
        for subject in subjects(figure):
            key = _Key(subject, figure.measure, figure.comparison, kind(figure.unit), outlook(figure))
            if figure.status == "illustrative":
                quoted.append((key, figure))
                continue
            for label in (None,) if _undated(figure) else spread(figure.period):
                groups[key][label].append(figure)
    for key, figure in quoted:
        # An example or an analyst's number stands with whichever statement it may quote.
        ahead = key._replace(ahead=True)
        label = normal(figure.period)
        home = ahead if label in groups.get(ahead, ()) and label not in groups.get(key, ()) else key
        groups[home][label].append(figure)
    for by_period in groups.values():
        yield from _joined(by_period)


def _undated(figure: Figure) -> bool:
    """Whether a date is only assumed: outside the prepared remarks, or "now" of a rate."""
    if figure.period == "@call":
        return figure.unit == "percent"
    return "period" in figure.inferred and figure.section == "qa"


def _joined(by_period: dict[str | None, list[Figure]]) -> Iterator[list[Figure]]:
    """The groups of one subject by period, undated mentions put with the dated ones they agree with."""
    undated = by_period.get(None, [])
    merged: dict[str, list[Figure]] = {}
    homes: dict[object, list[Figure]] = {}
    for label, mentions in by_period.items():
        if label is None:
            continue
        other = twin(label)
        merged.setdefault(other if other in merged else label, []).extend(mentions)
    for dated in merged.values():
        for figure in dated:
            homes.setdefault((figure.low, figure.high), dated)
    only = next(iter(merged.values())) if len(merged) == 1 else None
    left: list[Figure] = []
    for figure in undated:
        home = homes.get((figure.low, figure.high))
        if home is None and only is not None and agree(figure, only[0]):
            home = only
            homes[figure.low, figure.high] = only
        (left if home is None else home).append(figure)
    for mentions in [*merged.values(), left]:
        if len(mentions) > 1:
            yield sorted(mentions, key=lambda figure: figure.start)


def _split(mentions: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Statements of the value, and bounds on it ("over 100 billion") that repeat none of its digits."""
    points = [f for f in mentions if f.hedge not in ("over", "under")]
    bounds = []
    said = Counter((f.low, f.high) for f in mentions)
    values = {(f.low, f.high) for f in points}
    for figure in mentions:
        if figure.hedge in ("over", "under"):
            digits = (figure.low, figure.high)
            if said[digits] > 1 and values <= {digits}:
                points.append(figure)
                values.add(digits)
            else:
                bounds.append(figure)
    return sorted(points, key=lambda f: f.start), bounds


def _bounded(facts: Facts, points: Sequence[Figure], bounds: Sequence[Figure]) -> Iterator[Relation]:
    level = next((p for p in sorted(points, key=_vagueness) if p.form != "vague"), None)
    for bound in bounds:
        if level is None or bound.form == "vague" or bound.measure == "change" or is_money_pair(level, bound):
            continue
        if facts.together(level, bound) or (level.id, bound.id) in facts.bounded:
            continue  # what one sentence says of two values, its own words tell
        if not within_sight(level, bound):
            continue  # who passes a bound so far does not name it: one of the two is something else
        yield Relation(
            kind="threshold",
            figures={"level": level.id, "threshold": bound.id},
            because="a bound on the same fact",
            sense=1 if bound.hedge == "over" else -1,
            strong=facts.near(level, bound)
            and explicit(level, bound)
            and close(level, bound)
            and kind(bound.unit) in _FIRM
            and level.period == bound.period
            and bool(level.scope),
        )
    by_digits: dict[object, list[Figure]] = defaultdict(list)
    for bound in bounds:
        by_digits[bound.low, bound.high, bound.unit].append(bound)
    for same in by_digits.values():
        if len(same) > 1:
            yield _repeat(same, "the same bound said again")


def _agreeing(facts: Facts, mentions: Sequence[Figure], corrected: set[str]) -> Iterator[Relation]:
    """One relation of all that agree, and one more for each that does not."""
    if len(mentions) < 2:
        return
    strict = any(figure.id in corrected for figure in mentions)
    clusters = _clusters(mentions, lenient=not strict)
    if not clusters:
        return
    for cluster in (_told_once(facts, cluster) for cluster in clusters):
        if len(cluster) > 1:
            yield _repeat(cluster, "the same fact said again", unsure=not _would_clash(facts, cluster))
    for odd in (cluster[0] for cluster in clusters[1:] if len(cluster) == 1):
        yield from _odd(
            facts, odd, _partner(facts, odd, clusters[0]), corrected, repeated=len(clusters[0]) > 1
        )


def _told_once(facts: Facts, cluster: Sequence[Figure]) -> list[Figure]:
    """Mentions without those that a sentence tells beside another value: "20 million and 18 million"."""
    kept: list[Figure] = []
    told: dict[int, list[Figure]] = defaultdict(list)
    for figure in cluster:
        beside = told[facts.sentence(figure)]
        if not any(
            (other.low, other.high) != (figure.low, figure.high)
            and (other.low == other.high) == (figure.low == figure.high)
            for other in beside
        ) and all(_nominal(figure, other) for other in kept[:1]):
            kept.append(figure)
            beside.append(figure)
    return kept


def _nominal(first: Figure, second: Figure) -> bool:
    """Whether a vague figure is at face value what the other says: 33% is no triple digit growth."""
    if "vague" not in (first.form, second.form):
        return True
    one, other = (
        Interval(figure.low, figure.high) if figure.form == "vague" else figure.interval
        for figure in (first, second)
    )
    return one.overlaps(other)


def _partner(facts: Facts, odd: Figure, others: Sequence[Figure]) -> Figure:
    """The mention that a disagreeing one is held against: no quotation, and the closest."""
    return min(others, key=lambda f: (f.status == "illustrative", facts.distance(odd, f)))


def _clusters(mentions: Sequence[Figure], *, lenient: bool) -> list[list[Figure]]:
    """Mentions that agree with one another, the largest cluster first; none if the values are too many.

    Mentions of one value agree with the same others, so values are compared, not mentions.
    """
    by_value: dict[object, list[Figure]] = defaultdict(list)
    for figure in mentions:
        by_value[sized(figure, value(figure, lenient=lenient)), figure.unit].append(figure)
    if len(by_value) > _VALUES:
        return []
    left = list(by_value.values())
    clusters = []
    while left:
        chosen = max((_following(same, left, lenient=lenient) for same in left), key=_mentions)
        clusters.append(sorted((f for same in chosen for f in same), key=lambda f: f.start))
        left = [same for same in left if not any(same is taken for taken in chosen)]
    return clusters


def _following(first: list[Figure], values: Iterable[list[Figure]], *, lenient: bool) -> list[list[Figure]]:
    """The mentions of one value, and those of all others that agree with it and with one another."""
    found = [first]
    for same in values:
        if same is not first and all(agree(same[0], other[0], lenient=lenient) for other in found):
            found.append(same)
    return found


def _mentions(cluster: Iterable[list[Figure]]) -> int:
    return sum(map(len, cluster))


def _odd(
    facts: Facts, odd: Figure, partner: Figure, corrected: set[str], *, repeated: bool
) -> Iterator[Relation]:
    """A mention that disagrees, if it is likely that the same fact was meant."""
    if _told_apart(facts, odd, partner) or "vague" in (odd.form, partner.form):
        return
    is_corrected = odd.id in corrected or partner.id in corrected
    firm = kind(odd.unit) in _FIRM and not (odd.measure == "change" and odd.comparison is None)
    dated = odd.period is not None and partner.period is not None
    slipped = odd.measure != "change" and (
        slip(odd, partner, sure=repeated)
        or (dated and odd.speaker != partner.speaker and tenfold(odd, partner))
    )
    # "Doubled … up 200 %" holds for those to whom up 200 % means to 200 %. A number that follows the
    # word puts it precisely, so the scope goes without saying.
    loose = "multiple" in (odd.form, partner.form) and odd.form != partner.form
    precise = loose and facts.near(odd, partner) and explicit(odd, partner, fields=("metric", "period"))
    said = firm and dated and (precise or explicit(odd, partner))
    foreign = is_money_pair(odd, partner)
    if foreign and (not slipped or not explicit(odd, partner, fields=("unit",))):
        return  # the currency of a bare "$" is an assumption
    if (cut_off(odd, partner) or _end_of_another(odd, partner)) and not is_corrected:
        return
    # That no segment is named does not mean that none is meant: without a scope, only figures that
    # look like slips of one another are held to be the same.
    named = said and (_named(facts, odd, partner) or _misread(facts, odd, partner))
    strong = (
        is_corrected
        or named
        or (
            slipped
            and repeated
            and facts.near(odd, partner)
            and odd.speaker == partner.speaker
            and (bool(odd.scope) or explicit(odd, partner, fields=("metric",)))
        )
        or (slipped and firm and explicit(odd, partner, fields=("metric", "scope")) and not _common(odd))
    )
    copied = firm and dated and _miscopied(facts, odd, partner)
    strong = strong or copied
    if not strong and not (said and close(odd, partner)):
        return
    doubtful = (not said and not copied) or loose or "illustrative" in (odd.status, partner.status)
    first, second = sorted((odd, partner), key=lambda f: f.start)
    yield Relation(
        kind="repeat",
        figures={"mentions": (first.id, second.id)},
        because="two statements of the same fact",
        cue="corrected" if is_corrected else "doubtful" if doubtful or not (named or copied) else "",
        strong=strong,
    )
    if strong and said and not slipped:  # million for billion is likelier than a wrong date
        yield from _dated_twice(facts, odd, partner)


def _common(figure: Figure) -> bool:
    """Whether a name stands for many things of many sizes: an "investment", a "saving" of the company."""
    return (
        not figure.scope
        and len(words(figure.metric)) < 2
        and (is_open(figure.metric) or not nature(figure.metric))
    )


def _end_of_another(odd: Figure, partner: Figure) -> bool:
    """Whether one stands at the end of a year and the other came in its last quarter."""
    stands, came = sorted((figure.period or "" for figure in (odd, partner)), key=lambda p: p[:1] != "@")
    return stands.startswith("@FY") and came.endswith("Q4") and not came.startswith("@")


def _miscopied(facts: Facts, first: Figure, second: Figure) -> bool:
    """Whether a cell of a table and a sentence give one fact with one digit different.

    A label says what it is about in full; of the sentence only the period may go without saying.
    """
    cells = [figure.trace[:1] == ("table",) for figure in (first, second)]
    if (
        cells[0] == cells[1]
        or first.measure != "level"
        or not explicit(first, second, fields=("metric", "scope"))
    ):
        return False
    if facts.assumed(first, second):
        return False
    ends = [figure.low.normalize().as_tuple() for figure in (first, second) if figure.low == figure.high]
    if len(ends) < 2 or ends[0].sign != ends[1].sign or ends[0].exponent != ends[1].exponent:
        return False
    one, other = (end.digits for end in ends)
    return len(one) == len(other) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _told_apart(facts: Facts, odd: Figure, partner: Figure) -> bool:
    """Whether one sentence gives both values: it does not contradict itself, the two are different things.

    "We raise our guidance to 3.40 from 3.20": a mention of either is then no contradiction of the other.
    """
    if facts.together(odd, partner):
        return True
    if not outlook(odd) or not outlook(partner):
        return False
    return any(
        other is not here and kind(other.unit) == kind(here.unit) and agree(other, there)
        for here, there in ((odd, partner), (partner, odd))
        for other in facts.sentences[facts.sentence(here)]
        if other.measure == here.measure and set(subjects(other)) & set(subjects(here))
    )


def _named(facts: Facts, odd: Figure, partner: Figure) -> bool:
    """Whether it is certain enough that two names mean one thing.

    A scope named in both places, or the words "as I mentioned", make it so across passages; within
    one passage a speaker who gives two values speaks of two things, unless the name is so special
    that it cannot stand for two, or one of the two is a multiple ("doubled … up 200 %").
    """
    recalled = odd.id in facts.recalled or partner.id in facts.recalled
    if facts.near(odd, partner) and not recalled:
        special = len(words(odd.metric)) >= 5 and not nature(odd.metric) and odd.measure != "share"
        multiple = odd.measure == "change" and "multiple" in (odd.form, partner.form)
        return special or (multiple and bool(odd.scope))
    contradicted = bool(odd.scope) and odd.speaker != partner.speaker
    return odd.measure == "level" and (contradicted or recalled) and close(odd, partner, Decimal(2))


def _misread(facts: Facts, odd: Figure, partner: Figure) -> bool:
    """Whether two values a digit apart are surely meant to be one: told apart, of the company as a whole.

    Where figures of its parts are told, a figure that names none may still be one of theirs.
    """
    if odd.measure != "level" or odd.period != partner.period or not one_digit(odd, partner):
        return False
    return not facts.near(odd, partner) and all(
        bool(figure.scope) or not any(f.scope for f in facts.around(figure)) for figure in (odd, partner)
    )


def _dated_twice(facts: Facts, first: Figure, second: Figure) -> Iterator[Relation]:
    """The same amount under another date: then the odd mention's date is the likely slip."""
    for odd, partner in ((first, second), (second, first)):
        same = [other for other in facts.figures if _elsewhen(facts, odd, partner, other)]
        if same and len(str(odd.low.normalize())) > 1:
            ids = tuple(f.id for f in sorted([*same, odd], key=lambda f: f.start))
            yield Relation(
                kind="repeat",
                figures={"mentions": ids},
                because="one amount, said of several periods",
                cue="dated twice",
            )


def _elsewhen(facts: Facts, odd: Figure, partner: Figure, other: Figure) -> bool:
    """Whether a figure gives the amount of ``odd`` for another period, and means the same thing.

    Beside the partner, who speaks of that thing, it needs to be named less.
    """
    if (other.low, other.high, other.unit, other.measure) != (odd.low, odd.high, odd.unit, odd.measure):
        return False
    if other.period is None or normal(other.period) == normal(odd.period):
        return False
    if other.scope == odd.scope and kin(other.metric, odd.metric):
        return True
    beside = not other.scope and other.speaker == partner.speaker and facts.near(other, partner)
    return beside and other.metric.rpartition(" ")[2] == odd.metric.rpartition(" ")[2]


def _would_clash(facts: Facts, mentions: Sequence[Figure]) -> bool:
    """Whether two mentions are so sure to mean one thing that a slip of one would be told."""
    sure = [
        f
        for f in mentions
        if kind(f.unit) in _FIRM
        and f.measure != "change"
        and f.form != "vague"
        and explicit(f, fields=("metric", "scope"))
    ]
    return any(not _told_apart(facts, a, b) for a, b in pairwise(sure))


def _repeat(mentions: Sequence[Figure], because: str, *, unsure: bool = False) -> Relation:
    """Mentions that agree; ``unsure`` if they would be taken for different things if they did not."""
    return Relation(
        kind="repeat",
        figures={"mentions": tuple(f.id for f in mentions)},
        because=because,
        found=unsure,
    )


def _vagueness(figure: Figure) -> tuple[bool, object, int]:
    width = value(figure).width
    return (width is None, width if width is not None else 0, figure.start)
