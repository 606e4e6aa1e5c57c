"""What a reader knows of a document before its figures: whose, of which quarter, in which money.

One aspect a file; each reads the text alone (never a file name) and says what it had to assume.
"""

from __future__ import annotations

import msgspec

from checker.model import Profile
from checker.read.kind import kind
from checker.read.overrides import Overrides
from checker.read.profile.company import company
from checker.read.profile.currency import currency
from checker.read.profile.fiscal import fiscal


def profile(text: str, overrides: Overrides, dialogue: bool) -> Profile:
    """The profile of ``text``; whatever ``overrides`` sets is taken as given and not assumed."""
    name, ticker = company(text)
    money, money_assumed = currency(text)
    sort = kind(text, dialogue)
    when = fiscal(text, overrides, overrides.kind or sort)
    assumed = (*when.assumptions, *(() if overrides.currency else money_assumed))
    read = Profile(
        company=name,
        ticker=ticker,
        kind=sort,
        fiscal_quarter=when.quarter,
        period_end=when.period_end,
        call_date=when.call_date,
        fiscal_year_end=when.year_end,
        currency=money,
        assumptions=assumed,
    )
    stated = {k: v for k, v in msgspec.structs.asdict(overrides).items() if v is not None}
    return msgspec.structs.replace(read, **stated)
