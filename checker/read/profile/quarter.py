"""Which fiscal quarter a document reports: what its opening announces, else what the text adds up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from checker.read.calendar import label
from checker.read.profile.dates import ENDED, days, month_number
from checker.read.profile.mentions import Mention, quarters, years
from checker.read.profile.spans import closing_quarter
from checker.read.profile.year import fiscal_year

_HEAD = 5000
_WELCOME = 1500  # characters in which a call is announced
_MOST = 200_000
_OPENING = 600
"""Characters of a note in which its title and first paragraph stand."""


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


def named_first(text: str) -> tuple[str | None, str]:
    """The first quarter that the opening of a note names with its year, as no basis of comparison."""
    for mention in quarters(text, 0, _OPENING):
        if mention.year is not None and mention.sense in {"title", "plain"}:
            found = f"{mention.year}Q{mention.number}"
            return found, f"fiscal quarter {found}: the first that the note names"
    return None, ""


def _dated(head: str, number: int) -> str | None:
    """The label of the quarter announced, its year taken from the date on which it ended."""
    for match, before in days(head.lower()):
        if match["y"] and ENDED.search(before):
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
    year = fiscal_year(text, mentions, list(years(text)), number, called=called, calendar=calendar)
    if year is None:
        return None, ""
    found = f"{year}Q{number}"
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
