"""One name for one metric: "net sales" and "total revenue" are both "revenue"."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.resolve.lexicon import lexicon
from checker.resolve.phrases import keys

AS_SHARE = " as a percentage of "
"""What stands in the name of a rate between the part and its base."""
_EMPTY = frozenset({"the", "a", "an", "of", "our", "total", "and", "in", "per", "on", "as"})
_COST = re.compile(r"\b(?:cost|costs|expense|expenses|tax|taxes|charge|charges|loss|losses|opex|capex)\b")


@lru_cache(maxsize=8192)
def canonical(metric: str) -> str:
    """The lexicon's name of a metric; of one it has not, its words in the singular without "total"."""
    entry = lexicon().named(metric) or lexicon().named(metric.removeprefix("total "))
    if entry is None and "/" in metric:
        entry = lexicon().named(metric.replace("/", " to "))  # "cost/income ratio"
    if entry is not None:
        return entry.name
    above, joint, below = metric.partition(AS_SHARE)
    if joint:
        part, whole = canonical(above), canonical(below)
        return part if part == whole else f"{part}{joint}{whole}"
    return " ".join(keys(metric.removeprefix("total "))) or metric


@lru_cache(maxsize=8192)
def nature(metric: str) -> str:
    """flow, stock, rate, price, per share, count, events, duration, score; "" if the lexicon has it not."""
    entry = lexicon().named(metric)
    return entry.nature if entry is not None else ""


@lru_cache(maxsize=8192)
def is_open(metric: str) -> bool:
    """Whether it is a name that other words make special: a "loss", an "investment"."""
    entry = lexicon().named(metric)
    return entry is not None and entry.open


@lru_cache(maxsize=8192)
def words(metric: str) -> frozenset[str]:
    """The words of a metric that tell it from another, in the singular."""
    return frozenset(keys(metric)) - _EMPTY


def singular(word: str) -> str:
    """A word as names are compared: "expenses" is "expense"."""
    return " ".join(keys(word))


@lru_cache(maxsize=8192)
def is_cost(metric: str) -> bool:
    """Whether more of it makes profit smaller: expenses, taxes, losses."""
    return _COST.search(metric.lower()) is not None


def kin(first: str, second: str) -> bool:
    """Whether one name says all that the other says: "volume" and "accumulated volume"."""
    a, b = words(first), words(second)
    return bool(a) and bool(b) and (a <= b or b <= a)
