"""Units that nobody said, told by the metric: "revenue grew to 24.9 million", "leverage fell to 6.1".

Machine transcripts drop currency signs and speakers leave them out. A scaled number with nothing
counted behind it, said of a metric that is money in every company, is money in the reporting currency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from checker.model import Document, Quantity
from checker.resolve.lexicon import lexicon
from checker.resolve.metric import Subject
from checker.resolve.tagger import tokenise

_SCALED = re.compile(
    r"(?i)\d\s?(?:k|mm?|mn|bn?|tn)\b|\b(?:thousand|million|billion|trillion|crores?|lakhs?|lacs?)\b"
)
_RATIO = re.compile(r"\b(?:ratios?|leverage|coverage|debt to (?:adjusted )?ebitda|book-to-bill)$")
_TIMES = 30  # what is counted in times stays below it; "a loan-to-deposit ratio of 88" are percent
_FAMILIES = frozenset(["income-statement", "cash-flow", "balance-sheet"])
_AHEAD = 40  # characters: room for the word behind the number
_COUNTED = "NJ"  # a noun or an adjective behind the number is what is counted


def in_units(
    document: Document, quantities: Sequence[Quantity], subjects: Sequence[Subject]
) -> list[Quantity]:
    """The quantities: bare scaled ones of a metric of money in the document's currency, of a ratio in times.

    Their ``trace`` then says that the currency was assumed. Without a reporting currency all stay.
    """
    currency = document.profile.currency
    found = []
    for quantity, subject in zip(quantities, subjects, strict=True):
        if quantity.unit != "count":
            found.append(quantity)
        elif currency is not None and _is_money(document.text, quantity, subject):
            trace = (*quantity.trace, f"assumed currency {currency}")
            found.append(replace(quantity, unit=currency, trace=trace))
        else:
            found.append(replace(quantity, unit="ratio") if _is_ratio(quantity, subject) else quantity)
    return found


def _is_ratio(quantity: Quantity, subject: Subject) -> bool:
    """ "Net debt to EBITDA fell to 6.1": times, though nobody says so."""
    fractional = quantity.low % 1 or quantity.high % 1
    return bool(fractional and quantity.high < _TIMES and _RATIO.search(subject.metric))


def _is_money(text: str, quantity: Quantity, subject: Subject) -> bool:
    if not _SCALED.search(quantity.text):
        return False
    entry = lexicon().named(subject.metric)
    if entry is None or entry.family not in _FAMILIES or entry.nature not in ("flow", "stock"):
        return False
    phrase = text[quantity.start : quantity.end + _AHEAD]
    length = quantity.end - quantity.start
    behind = tokenise(phrase, ((0, length, 0),))[1:2]
    return not behind or behind[0].kind not in _COUNTED
