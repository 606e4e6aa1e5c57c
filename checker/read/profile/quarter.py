"""Which fiscal quarter a document reports: what its opening announces, else what the text adds up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from checker.read.calendar import label
from checker.read.profile.dates import ENDED, month_number
from checker.read.profile.mentions import Mention, quarters, years
from checker.read.profile.spans import closing_quarter

_HEAD = 5000
_WELCOME = 1500  # characters in which a call is announced
_MOST = 200_000
_ENOUGH = 24  # votes count in tenths
_LEAD = 10
_OFTEN = 4  # a year named oftener says no more


def quarter(text: str, called: date | None, calendar: bool) -> tuple[str | None, str]:
    """The label of the quarter reported, and what was assumed if the opening does not say it in full.

    ``calendar`` says that the company's quarters are calendar quarters, as far as the text tells.
    """
    text = text[:_MOST]
    opening = [mention for mention in quarters(text, 0, _HEAD) if mention.sense == "title"]
    announced: Counter[tuple[int, int]] = Counter()
    bare: Counter[int] = Counter()
    for mention in opening:
        weight = 3 if mention.start < _WELCOME else 1
        bare[mention.number] += weight
        if mention.year is not None:
            announced[mention.number, mention.year] += weight
    if announced:
        (number, year), weight = announced.most_common(1)[0]
        others = max((times for other, times in bare.items() if other != number), default=0)
        if weight >= 3 and 2 * weight >= others:
            return f"{year}Q{number}", ""
    if bare and (found := _dated(text[:_HEAD], bare.most_common(1)[0][0])):
        return found, f"fiscal quarter {found}: the opening dates the quarter's end"
    if not bare and (found := closing_quarter(text[:_WELCOME])):
        return found, f"fiscal quarter {found}: the document names the longer period that it closes"
    return _inferred(text, bare, called, calendar)


def _dated(head: str, number: int) -> str | None:
    """The label of the quarter announced, its year taken from the date on which it ended."""
    for match in ENDED.finditer(head):
        if match["y"]:
            try:
                return label(date(int(match["y"]), month_number(match["m"]), int(match["d"])), number)
            except ValueError:
                continue
    return None


def _inferred(
    text: str, announced: Counter[int], called: date | None, calendar: bool
) -> tuple[str | None, str]:
    """Quarter and year from everything the text says about quarters and years."""
    mentions = list(quarters(text))
    number = _number(mentions, announced)
    if not number:
        return None, ""
    votes = _year_votes(mentions, list(years(text)), number)
    if called:
        votes[_year_of_call(called, number, calendar)] += 30 if calendar else 20
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH:
        return None, ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD:
        return None, ""
    found = f"{ranked[0][0]}Q{number}"
    return found, f"fiscal quarter {found}: inferred from the quarters and years that the text names"


def _number(mentions: Sequence[Mention], announced: Counter[int]) -> int:
    """The quarter most spoken of, the announced one first; 0 if two are level."""
    said: Counter[int] = Counter()
    for number, weight in announced.items():
        said[number] += 4 * weight
    for mention in mentions:
        if mention.sense in {"title", "plain"}:
            said[mention.number] += 3 if mention.sense == "title" else 2
        elif mention.sense == "outlook":
            said[(mention.number - 2) % 4 + 1] += 1  # one looks ahead to the next quarter
    ranked = said.most_common(2)
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[0][1] < 1.3 * ranked[1][1]):
        return 0
    return ranked[0][0]


def _year_votes(named: Sequence[Mention], alone: Sequence[Mention], number: int) -> Counter[int]:
    """How much speaks for each fiscal year, the quarter being known, in tenths."""
    votes: Counter[int] = Counter()
    labelled = {m.year for m in named if m.number == number and m.year and m.sense != "outlook"}
    said: Counter[tuple[int, int, str]] = Counter()
    for mention in (*named, *alone):
        if mention.year is not None:
            said[mention.number, mention.year, mention.sense] += 1
    before, after = (number - 2) % 4 + 1, number % 4 + 1
    for (which, year, meant), times in said.items():
        weight = min(times, _OFTEN)
        if not which and meant == "comparison":
            votes[year + 1] += 3 * weight
        elif not which and meant == "outlook":
            votes[year - (1 if number == 4 else 0)] += 3 * weight
        elif not which:
            votes[year] += 3 * weight
        elif which == number and meant == "comparison":
            votes[year + 1] += 10 * weight
        elif which == number and meant != "outlook":
            # Speakers date the quarter a year ago more often than their own, and may leave out "compared to".
            votes[year] += (20 if meant == "title" else 12) * weight
            if meant == "plain" and year + 1 not in labelled:
                votes[year + 1] += 8 * weight
        elif which == before and meant == "comparison":
            votes[year + (1 if number == 1 else 0)] += 8 * weight
        elif which == after and meant != "comparison":
            votes[year - (1 if number == 4 else 0)] += 8 * weight
    # Nobody compares with a quarter that is still to come, so the latest one named is a floor.
    floor = max(labelled, default=0)
    spoken = {m.sense for m in named if m.number == number and m.year == floor}
    if len(labelled) == 1 and spoken == {"comparison"}:
        floor += 1
    for year in [year for year in votes if year < floor]:
        del votes[year]
    return votes


def _year_of_call(called: date, number: int, calendar: bool) -> int:
    """The fiscal year of a quarter reported on ``called``."""
    if calendar and number == 4 and called.month <= 6:
        return called.year - 1
    return called.year
