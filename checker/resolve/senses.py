"""The word lists of movement, share and loss, as ``measure.toml`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from checker import units
from checker.model import Measure, Struct

Sense = Literal["rise", "fall", "better", "worse"]


class Lexicon(Struct, frozen=True, kw_only=True):
    """The word lists of ``measure.toml``, turned from lists of words to the sense of a word."""

    verbs: Mapping[str, Sense]
    comparatives: Mapping[str, Sense]
    nouns: Mapping[str, Sense]
    percent: Mapping[str, Sense]
    by: Mapping[str, Sense]
    struck: frozenset[str]
    agents: frozenset[str]
    not_up: frozenset[str]
    not_down: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    costs: frozenset[str]
    tied: frozenset[str]
    gains: frozenset[str]
    said: Mapping[str, Measure]
    share_verbs: frozenset[str]
    losses: frozenset[str]
    loss_costs: frozenset[str]
    loss_names: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded once."""
    data = units.data("measure")
    senses: tuple[Sense, ...] = ("rise", "fall", "better", "worse")

    def by_sense(part: str) -> dict[str, Sense]:
        return {word: sense for sense in senses for word in data[sense][part]}

    said: dict[str, Measure] = dict.fromkeys(data["level"]["words"], "level")
    said |= dict.fromkeys(data["share"]["words"], "share") | dict.fromkeys(data["share"]["verbs"], "share")
    said |= dict.fromkeys(data["growth"]["words"], "change")
    verbs, comparatives = by_sense("verbs"), by_sense("comparatives")
    return Lexicon(
        verbs=verbs,
        comparatives=comparatives,
        nouns=by_sense("nouns"),
        percent={word: sense for sense in senses[:2] for word in data["percent"][sense]},
        by={**verbs, **comparatives} | {word: sense for sense in senses[:2] for word in data["by"][sense]},
        struck=frozenset(data["by"]["struck"]),
        agents=frozenset(data["by"]["agents"]),
        not_up=frozenset(data["particles"]["up"]),
        not_down=frozenset(data["particles"]["down"]),
        good=frozenset(data["polarity"]["good"]),
        bad=frozenset(data["polarity"]["bad"]),
        costs=frozenset(data["costs"]["words"]),
        tied=frozenset(data["costs"]["tied"]),
        gains=frozenset(data["costs"]["gains"]),
        said=said,
        share_verbs=frozenset(data["share"]["verbs"]),
        losses=frozenset(data["loss"]["many"]),
        loss_costs=frozenset(data["loss"]["costs"]),
        loss_names=frozenset(data["loss"]["names"]),
    )
