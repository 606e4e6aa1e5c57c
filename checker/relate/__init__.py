"""Which figures are meant to agree, and in which role; and why two of them cannot be compared.

One idea a file. Every generator reads the one index of facts and yields relations; whether they
hold is the rules' business. The order here is the order of the checks in the report.
"""

from __future__ import annotations

from checker.model import Reading, Relation
from checker.relate.chains import chains
from checker.relate.changes import changes
from checker.relate.claims import directions, orders, thresholds
from checker.relate.echoes import echoes
from checker.relate.facts import Facts
from checker.relate.guidance import guidance
from checker.relate.identities import Values
from checker.relate.ratios import products, ratio_relations
from checker.relate.repeats import repeats
from checker.relate.scale import scales
from checker.relate.shares import shares
from checker.relate.spans import spans
from checker.relate.sums import proved, sums
from checker.relate.tallies import tallies
from checker.relate.wholes import bridges, hundreds, means

_Key = tuple[str, tuple[str, ...]]


def relate(reading: Reading) -> tuple[Relation, ...]:
    """All relations of a reading, each once."""
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
        *thresholds(facts),
        *guidance(facts),
        *directions(facts),
        *orders(facts, values),
    )
    known = {frozenset(_members(relation)) for relation in found}
    found = (*found, *chains(facts, values, tuple(splits), known))
    unique: dict[_Key, Relation] = {}
    for relation in found:
        unique.setdefault((relation.kind, _members(relation)), relation)
    return tuple(unique.values())


def _members(relation: Relation) -> tuple[str, ...]:
    ids = [i for value in relation.figures.values() for i in ((value,) if isinstance(value, str) else value)]
    return tuple(sorted(ids))
