"""Annual rates of change over several years, with the two levels that they lead between."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Figure, Relation
from checker.relate.facts import Facts, earlier, is_money, normal, parsed, subject
from checker.relate.fit import is_money_pair, value
from checker.relate.slips import one_slip

_LONGEST = 40


def compounds(facts: Facts) -> Iterator[Relation]:
    """ "From 2.1 billion in 2018 to 3.4 billion in 2021, a CAGR of 17%": three years of it."""
    for name, said in facts.annual.items():
        rate = facts.by_id[name]
        ends = _ends(facts, rate)
        if ends is None or rate.low <= -100:
            continue
        prior, current = ends
        years = said or _years(prior, current)
        if not 2 <= years <= _LONGEST:
            continue
        yield Relation(
            kind="compound",
            figures={"current": current.id, "prior": prior.id, "change": rate.id},
            because="one sentence tells the rate and both levels",
            sense=years,
            strong=_told(prior, current)
            and said in (0, _years(prior, current))
            and _plausible(prior, current, rate, years),
        )


def _ends(facts: Facts, rate: Figure) -> tuple[Figure, Figure] | None:
    """The only two levels of one thing in the sentence of a rate that years lie between."""
    levels = [
        f
        for f in facts.sentences[facts.sentence(rate)]
        if f.measure == "level"
        and f.low > 0
        and f.form in ("digits", "words")
        and (is_money(f.unit) or f.unit == "count" or "/" in f.unit)
        and parsed(normal(f.period)) is not None
    ]
    if len(levels) != 2 or is_money_pair(*levels) or levels[0].unit != levels[1].unit:
        return None
    first, second = levels
    if subject(first) != subject(second) or not _years(*levels):
        return None
    return (first, second) if earlier(normal(first.period), normal(second.period)) else (second, first)


def _years(first: Figure, second: Figure) -> int:
    """Years between two levels by their fiscal labels."""
    one, other = parsed(normal(first.period)), parsed(normal(second.period))
    if one is None or other is None:
        return 0
    start, end = one.last_quarter(), other.last_quarter()
    return abs(start.year - end.year) if start is not None and end is not None else 0


def _told(prior: Figure, current: Figure) -> bool:
    return not any(field in f.inferred for f in (prior, current) for field in ("metric", "period", "scope"))


def _plausible(prior: Figure, current: Figure, rate: Figure, years: int) -> bool:
    """Whether a rate that does not fit is one slip away; it may be that of one year more or less."""
    spans = [
        value(prior, lenient=True).compounded(value(rate, lenient=True), n)
        for n in (years, years - 1, years + 1)
    ]
    now = value(current, lenient=True)
    if now.overlaps(spans[0]):
        return True
    return not any(now.overlaps(span) for span in spans[1:]) and one_slip(current, spans[0], tight=False)
