"""Which figures are meant to agree, and in which role; and why two of them cannot be compared.

One idea a file. Every generator reads the one index of facts and yields relations; whether they
hold is the rules' business. The order here is the order of the checks in the report.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Reading, Relation
from checker.relate.chains import chains
from checker.relate.changes import changes
from checker.relate.claims import directions, orders, thresholds
from checker.relate.counts import counts
from checker.relate.deeds import deeds
from checker.relate.echoes import echoes
from checker.relate.facts import Facts
from checker.relate.guidance import guidance
from checker.relate.identities import Values
from checker.relate.network import Network
from checker.relate.own import Identity, own
from checker.relate.ratios import products, ratio_relations
from checker.relate.repeats import repeats
from checker.relate.scale import scales
from checker.relate.shares import shares
from checker.relate.spans import spans
from checker.relate.sums import proved, sums
from checker.relate.tallies import tallies
from checker.relate.wholes import bridges, hundreds, means

_Key = tuple[str, tuple[str, ...]]


def relate(reading: Reading, identities: Sequence[Identity] = ()) -> tuple[Relation, ...]:
    """All relations of a reading, each once; ``identities`` are those that the user states."""
    facts = Facts(reading)
    values = Values(facts)
    same = tuple(repeats(facts))
    told = {i for relation in same if relation.kind == "repeat" for i in _members(relation)}
    splits = proved(facts, values)
    added = tuple(sums(facts, values, splits))
    found = (
        *scales(facts),
        *same,
        *echoes(facts, told),
        *changes(facts),
        *added,
        *hundreds(facts),
        *bridges(facts),
        *means(facts),
        *spans(facts, values),
        *tallies(facts, {frozenset(_members(relation)) for relation in added}),
        *shares(facts),
        *ratio_relations(facts, values),
        *products(facts, values),
        *counts(facts, values),
        *thresholds(facts),
        *guidance(facts),
        *directions(facts),
        *deeds(facts),
        *orders(facts, values),
    )
    network = Network(facts, values, tuple(splits))
    found = (*own(network, identities), *found)
    known = {frozenset(_members(relation)) for relation in found}
    found = (*found, *chains(network, known))
    unique: dict[_Key, Relation] = {}
    for relation in found:
        unique.setdefault((relation.kind, _members(relation)), relation)
    return tuple(unique.values())


def _members(relation: Relation) -> tuple[str, ...]:
    ids = [i for value in relation.figures.values() for i in ((value,) if isinstance(value, str) else value)]
    return tuple(sorted(ids))
