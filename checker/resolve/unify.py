"""One name for one metric, and one for one scope, through a whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from checker.model import Quantity
from checker.resolve.lexicon import Entry, Lexicon
from checker.resolve.phrases import keys, words
from checker.resolve.scope import Names

_DROPPED = frozenset(("total", "overall", "the", "our", "consolidated", "aggregate", "company"))


class Said(NamedTuple):
    """A metric in the words of one sentence, before the document settles its name."""

    words: tuple[str, ...]
    entry: Entry | None
    scope: str
    inferred: bool


def unify(
    said: Sequence[Said], quantities: Sequence[Quantity], lexicon: Lexicon, names: Names
) -> list[tuple[str, str]]:
    """(metric, scope) of every quantity: equal strings for equal things."""
    said = _rejoined(said)
    identities = [_identity(s, lexicon) for s in said]
    merged = _merged(Counter(i for i in identities if i))
    forms: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    spelt: dict[tuple[str, ...], str] = {}
    for s, identity in zip(said, identities, strict=True):
        if identity:
            text = _shown(s)
            spelt.setdefault(keys(text), text)
            # a shorter name that stands for a longer one does not name it
            forms.setdefault(merged[identity], Counter())[keys(text)] += 1 if merged[identity] == identity else 0
    entries = {merged[i]: s.entry for s, i in zip(said, identities, strict=True) if i and s.entry is not None}
    shown = {key: spelt[_best(counts, entries.get(key))] for key, counts in forms.items()}
    return [(shown[merged[i]] if i else "", s.scope) for s, i in zip(said, identities, strict=True)]


def _best(counts: Counter[tuple[str, ...]], entry: Entry | None) -> tuple[str, ...]:
    """The commonest form; of equals the one nearest to the lexicon's name, then the first said."""
    name = set(keys(entry.name)) if entry else set()
    if len(name) > 1:
        # spelled out rather than abbreviated: "capital expenditures" rather than "capex"
        spelt_out = [form for form in counts if any(len(piece) > 5 for piece in form)]
        counts = Counter({form: counts[form] for form in spelt_out}) if spelt_out else counts
    return max(counts, key=lambda form: (counts[form], len(name & set(form)) - len(set(form) - name)))


def _rejoined(said: Sequence[Said]) -> list[Said]:
    """Metrics that elsewhere are named together with what was read as a scope: plants of "title" are "title plants"."""
    whole = {s.words: s for s in said if s.entry is None and len(s.words) > 1}
    result = []
    for s in said:
        joined = (*s.scope.split(), *s.words) if s.scope and s.entry is None else ()
        result.append(s._replace(words=joined, scope=whole[joined].scope) if joined in whole else s)
    return result


def _identity(said: Said, lexicon: Lexicon) -> tuple[str, ...]:
    """What makes two namings the same metric: the lexicon's entry, else the words without number."""
    if said.entry is not None:
        return keys(said.entry.name)
    part, ratio, whole = " ".join(said.words).partition(" as a percentage of ")
    if ratio:
        of, out = lexicon.named(part), lexicon.named(whole)
        return (*keys(of.name if of else part), "%", *keys(out.name if out else whole))
    return tuple(k for k in keys(" ".join(said.words)) if k not in _DROPPED)


def _shown(said: Said) -> str:
    kept = [w for w in said.words if w not in _DROPPED]
    return " ".join(kept or said.words)


def _merged(counts: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each identity with the longer one that it shortens, where there is exactly one."""
    result = {key: key for key in counts}
    for key in counts:
        longer = sorted(
            (
                o
                for o in counts
                if len(o) > len(key) and o[-1] == key[-1] and "per" not in o and _within(key, o)
            ),
            key=lambda o: (-counts[o], o),
        )
        short = len(key) > 1 or key[0] in words()["anaphoric"] or key[0] in _SHORT
        if longer and short and (len(longer) == 1 or counts[longer[0]] >= 2 * counts[longer[1]]):
            result[key] = longer[0]
    for key in counts:
        seen = {key}
        while result[result[key]] != result[key] and result[key] not in seen:
            seen.add(result[key])
            result[key] = result[result[key]]
    return result


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether ``long`` only adds words of kind to ``short``: no "average", "net" or "accumulated"."""
    rest = iter(long)
    return all(word in rest for word in short) and not (set(long) - set(short)) & words()["qualifier"]


_SHORT = frozenset(["volume", "balance", "pricing", "transaction", "plant", "order"])
