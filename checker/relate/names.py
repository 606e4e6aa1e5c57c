"""One name for one metric: "net sales" and "total revenue" are both "revenue"."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[a-z0-9&%'/.-]+")
_EMPTY = frozenset({"the", "a", "an", "of", "our", "total", "and", "in", "per", "on", "as"})
_COST = re.compile(r"\b(?:cost|costs|expense|expenses|tax|taxes|charge|charges|loss|losses|opex|capex)\b")


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, str]]:
    """Names to the canonical name, and the canonical name to its nature (flow, stock, rate, …)."""
    source = files("checker").joinpath("data/metrics.toml").read_text(encoding="utf-8")
    families: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(source)
    names: dict[str, str] = {}
    natures: dict[str, str] = {}
    for family in families.values():
        for name, about in family.items():
            if not isinstance(about, dict):
                continue
            natures[name] = str(about.get("nature", ""))
            for alias in (name, *about.get("also", ())):
                names.setdefault(_plain(alias), name)
    return names, natures


def _plain(name: str) -> str:
    """Lower case, hyphens as spaces, each word in the singular."""
    words = name.lower().replace("-", " ").split()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words)


@lru_cache(maxsize=8192)
def canonical(metric: str) -> str:
    """The lexicon's name of a metric, or the metric itself in the singular and without "total"."""
    names, _ = _lexicon()
    plain = _plain(metric)
    if plain in names:
        return names[plain]
    bare = plain.removeprefix("total ")
    return names.get(bare, bare)


@lru_cache(maxsize=8192)
def nature(metric: str) -> str:
    """flow, stock, rate, price, per share, count, events, duration, score; "" if the lexicon has it not."""
    return _lexicon()[1].get(canonical(metric), "")


@lru_cache(maxsize=8192)
def words(metric: str) -> frozenset[str]:
    """The words of a metric that tell it from another, in the singular."""
    return frozenset(_WORD.findall(_plain(metric))) - _EMPTY


@lru_cache(maxsize=8192)
def is_cost(metric: str) -> bool:
    """Whether more of it makes profit smaller: expenses, taxes, losses."""
    return _COST.search(metric.lower()) is not None


def kin(first: str, second: str) -> bool:
    """Whether one name says all that the other says: "volume" and "accumulated volume"."""
    a, b = words(first), words(second)
    return bool(a) and bool(b) and (a <= b or b <= a)
