"""Which figures are meant to agree, and in which role; and why two of them cannot be compared.

One idea a file. Every generator reads the one index of facts and yields relations; whether they
hold is the rules' business. The order here is the order of the checks in the report.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from checker.model import Reading, Relation
from checker.relate.bounded import bounded
from checker.relate.buybacks import buybacks
from checker.relate.chains import chains
from checker.relate.changes import changes
from checker.relate.claims import directions, orders, thresholds
from checker.relate.compounds import compounds
from checker.relate.counts import counts
from checker.relate.currencies import currencies
from checker.relate.deeds import deeds
from checker.relate.echoes import echoes
from checker.relate.ends import ends
from checker.relate.facts import Facts
from checker.relate.guidance import guidance
from checker.relate.identities import Values
from checker.relate.nested import nested
from checker.relate.network import Network
from checker.relate.own import Identity, own
from checker.relate.pieces import pieces
from checker.relate.ratios import products, ratio_relations
from checker.relate.repeats import repeats
from checker.relate.revisions import revisions
from checker.relate.scale import scales
from checker.relate.shares import shares
from checker.relate.spans import spans
from checker.relate.sums import proved, sums
from checker.relate.tables import tables
from checker.relate.tallies import tallies
from checker.relate.wholes import bridges, hundreds, means

_Key = tuple[str, tuple[str, ...]]


def relate(reading: Reading, identities: Sequence[Identity] = ()) -> tuple[Relation, ...]:
    """All relations of a reading, each once; ``identities`` are those that the user states.

    The cells of a table belong together by its shape, so what sentences suggest of figures is only
    looked for outside tables; what is said again, grew or is a ratio, is so wherever it stands.
    """
    reading = _upheld(reading)
    facts = Facts(reading)
    values = Values(facts)
    told_outside = _outside_tables(reading)
    prose = facts if told_outside is reading else Facts(told_outside)
    prose_values = values if prose is facts else Values(prose)
    same = tuple(repeats(facts))
    told = {i for relation in same if relation.kind == "repeat" for i in _members(relation)}
    passed = tuple(thresholds(prose))
    bound = {i for relation in (*same, *passed) if relation.kind == "threshold" for i in _members(relation)}
    splits = proved(prose, prose_values)
    added = tuple(sums(prose, prose_values, splits))
    found = (
        *tables(facts, reading.grids),
        *scales(prose),
        *ends(prose),
        *same,
        *currencies(facts),
        *echoes(facts, told),
        *changes(facts),
        *compounds(prose),
        *added,
        *hundreds(prose),
        *bridges(prose),
        *means(prose),
        *spans(prose, prose_values),
        *tallies(prose, {frozenset(_members(relation)) for relation in added}),
        *shares(prose),
        *ratio_relations(facts, values),
        *products(prose, prose_values),
        *counts(prose, prose_values),
        *buybacks(prose),
        *passed,
        *bounded(prose, told | bound),
        *guidance(prose),
        *revisions(prose),
        *directions(prose),
        *deeds(prose),
        *orders(prose, prose_values),
        *nested(prose),
        *pieces(prose),
    )
    network = Network(prose, prose_values, tuple(splits))
    whole = network if prose is facts else Network(facts, values, tuple(splits))
    found = (*own(whole, identities), *found)
    outside = prose.by_id.keys()
    known = {ids for relation in found if (ids := frozenset(_members(relation))) <= outside}
    found = (*found, *chains(network, known))
    unique: dict[_Key, Relation] = {}
    for relation in found:
        unique.setdefault((relation.kind, _members(relation)), relation)
    return tuple(unique.values())


def _upheld(reading: Reading) -> Reading:
    """The reading without the figures that their speaker took back at once."""
    back = {cue.figures[0] for cue in reading.cues if cue.kind == "withdrawn"}
    return (
        replace(reading, figures=tuple(f for f in reading.figures if f.id not in back)) if back else reading
    )


def _outside_tables(reading: Reading) -> Reading:
    """The reading without the cells of its tables."""
    cells = {name for grid in reading.grids for row in grid.rows for name in row.cells.values()}
    if not cells:
        return reading
    return replace(reading, figures=tuple(f for f in reading.figures if f.id not in cells))


def _members(relation: Relation) -> tuple[str, ...]:
    ids = [i for value in relation.figures.values() for i in ((value,) if isinstance(value, str) else value)]
    return tuple(sorted(ids))
