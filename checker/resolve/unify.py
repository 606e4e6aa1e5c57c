"""One name for one metric, and one for one scope, through a whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from typing import NamedTuple

from checker.resolve.lexicon import Entry, Lexicon
from checker.resolve.phrases import keys, words

Identity = tuple[str, ...]

_DROPPED = frozenset(("total", "overall", "the", "our", "consolidated", "aggregate", "company"))
_SHORT = frozenset(("volume", "balance", "pricing"))
_GMV: Identity = ("gross", "merchandise", "volume")
_SETTLED = 5
"""How often a metric is named before it is taken for the one that a document counts by."""
_RARE = 3
"""How many times as often as the full name an abbreviation is said by which a document calls a metric."""
_NEAR = 3
"""How many figures back a shortened name may look for the full one."""


class Said(NamedTuple):
    """A metric in the words of one sentence, before the document settles its name.

    A ``loose`` scope is only what was talked of: it counts where it completes the metric's name. An ``own``
    scope is part of the metric's phrase ("retail revenue") and limits nothing else; ``part`` is such a
    one, which a place beside it narrows.
    """

    words: tuple[str, ...]
    entry: Entry | None
    scope: str
    inferred: bool
    loose: bool = False
    own: bool = False
    part: str = ""


def unify(said: Sequence[Said], lexicon: Lexicon) -> list[tuple[str, str]]:
    """(metric, scope) of every figure: equal strings for equal things.

    Names of one entry of the lexicon are one metric, and so are a name and its singular or plural,
    and a name and the longer one that it shortens ("volume" for "loan volume"). The metric is called
    what this document calls it most often.
    """
    said = _rejoined(said)
    own = [_identity(s, lexicon) for s in said]
    closed = {
        identity for s, identity in zip(said, own, strict=True) if s.entry is not None and not s.entry.open
    }
    full = _lengthened(own, closed - {("volume",)})
    forms: dict[Identity, Counter[Identity]] = {}
    spelt: dict[Identity, str] = {}
    entries: dict[Identity, Entry] = {}
    for s, identity, target in zip(said, own, full, strict=True):
        if identity == target and identity:
            text = _shown(s)
            spelt.setdefault(keys(text), text)
            forms.setdefault(target, Counter())[keys(text)] += 1
            if s.entry is not None:
                entries[target] = s.entry
    best = {target: _best(counts, entries.get(target)) for target, counts in forms.items()}
    names = {target: spelt.get(form) or entries[target].name for target, form in best.items()}
    return [(names[target] if target else "", s.scope) for s, target in zip(said, full, strict=True)]


def _best(counts: Counter[Identity], entry: Entry | None) -> Identity:
    """The commonest form; of equals the one nearest to the lexicon's name, then the first said."""
    name = set(keys(entry.name)) if entry else set()
    candidates = list(counts)
    if len(name) > 1:
        # spelled out rather than abbreviated: "capital expenditures" rather than "capex"
        spelt = [form for form in counts if any(len(piece) > 5 for piece in form)]
        if spelt and _RARE * max(counts[form] for form in spelt) >= max(counts.values()):
            candidates = spelt
        candidates = [form for form in candidates if not any("&" in piece for piece in form)] or candidates
    if entry is not None and "growth" not in name:
        if name and "loss" not in name:
            # a loss is below the income that it is: one line of the accounts, one name
            candidates = [form for form in candidates if "loss" not in form]
            if not candidates:
                return keys(entry.name)
        # "economic growth of 3%" is growth of the economy's product
        if all(form[-1:] == ("growth",) for form in candidates):
            return keys(entry.name)
        candidates = [form for form in candidates if form[-1:] != ("growth",)]
    return max(candidates, key=lambda form: (counts[form], len(name & set(form)) - len(set(form) - name)))


def _rejoined(said: Sequence[Said]) -> list[Said]:
    """Metrics named elsewhere together with what was read as a scope here.

    Where a document speaks of "title plants", the plants of "title" are no plants of a segment.
    """
    whole = {s.words: s for s in said if s.entry is None and len(s.words) > 1}
    result = []
    for s in said:
        joined = (*s.scope.split(), *s.words) if s.scope and s.entry is None else ()
        if joined in whole:
            result.append(s._replace(words=joined, scope=whole[joined].scope))
        else:
            result.append(s._replace(scope="") if s.loose else s)
    return result


def _identity(said: Said, lexicon: Lexicon) -> Identity:
    """What makes two namings the same metric: the lexicon's entry, else the words without number."""
    if said.entry is not None:
        return keys(said.entry.name)
    part, ratio, whole = " ".join(said.words).partition(" as a percentage of ")
    if ratio:
        of, out = lexicon.named(part), lexicon.named(whole)
        return (*keys(of.name if of else part), "%", *keys(out.name if out else whole))
    return tuple(piece for piece in keys(" ".join(said.words)) if piece not in _DROPPED)


def _shown(said: Said) -> str:
    kept = [w for w in said.words if w not in _DROPPED]
    if said.entry is not None and len(kept) > 2 and kept[-1] == "growth":
        kept.pop()
    return " ".join(kept or said.words)


def _lengthened(identities: Sequence[Identity], closed: Container[Identity] = ()) -> list[Identity]:
    """Each identity, or the longer one that it is short for at its place.

    A single word is short for the nearest full name before it; several words, or a bare "volume", for
    the only (or by far the commonest) longer name in the document. What is ``closed`` is never short
    for anything: "revenue" is no shorter "advertising revenue".
    """
    counts = Counter(identity for identity in identities if identity)
    alike: dict[str, list[Identity]] = {}
    for identity in counts:
        alike.setdefault(identity[-1], []).append(identity)
    longer = {
        key: sorted((o for o in alike[key[-1]] if _shortens(key, o)), key=lambda o: (-counts[o], o))
        for key in counts
        if key not in closed
    }
    # a lone "GMV" is loose talk where a company otherwise counts its volume by another name
    volumes = [o for o in counts if len(o) > 1 and o[-1] == "volume" and counts[o] >= _SETTLED]
    if counts[_GMV] == 1 and len(volumes) == 1:
        longer[_GMV] = volumes
    pointing = words()["anaphoric"] - {"rate"}
    result: list[Identity] = []
    for at, key in enumerate(identities):
        options = longer.get(key, [])
        target = key
        if options:
            near = next((i for i in reversed(result[max(0, at - _NEAR) : at]) if i in options), None)
            clear = len(options) == 1 or counts[options[0]] >= 2 * counts[options[1]]
            if len(key) == 1 and near is not None:
                target = near
            elif clear and (len(key) > 1 or key[0] in _SHORT or key[0] in pointing):
                target = options[0]
        result.append(target)
    # a target may itself be short for a longer name
    final = {key: target for key, target in zip(identities, result, strict=True) if len(key) > 1}
    return [final.get(target, target) for target in result]


def _shortens(short: Identity, long: Identity) -> bool:
    """Whether ``long`` only adds words of kind before the last of ``short``, no "average" or "net"."""
    if len(long) <= len(short) or not {"per", "%", "impact"}.isdisjoint(long):
        return False
    rest = iter(long)
    added = set(long) - set(short)
    kind = not added & words()["qualifier"] and not any(word.endswith("ed") for word in added)
    return kind and all(word in rest for word in short)
