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


def unify(said: Sequence[Said], quantities: Sequence[Quantity], lexicon: Lexicon, names: Names) -> list[tuple[str, str]]:
    """(metric, scope) of every quantity: equal strings for equal things."""
    identities = [_identity(s) for s in said]
    merged = _merged(Counter(i for i in identities if i))
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for s, identity in zip(said, identities, strict=True):
        if identity:
            forms.setdefault(merged[identity], Counter())[_shown(s)] += 1
    shown = {key: counts.most_common(1)[0][0] for key, counts in forms.items()}
    return [(shown[merged[i]] if i else "", s.scope) for s, i in zip(said, identities, strict=True)]


def _identity(said: Said) -> tuple[str, ...]:
    """What makes two namings the same metric: the lexicon's entry, else the words without number."""
    if said.entry is not None:
        return keys(said.entry.name)
    return tuple(k for k in keys(" ".join(said.words)) if k not in _DROPPED)


def _shown(said: Said) -> str:
    kept = [w for w in said.words if w not in _DROPPED]
    return " ".join(kept or said.words)


def _merged(counts: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each identity with the longer one that it shortens, where there is exactly one."""
    result = {key: key for key in counts}
    for key in counts:
        longer = [other for other in counts if len(other) > len(key) and other[-len(key) :] == key and "per" not in other]
        if len(longer) == 1 and (len(key) > 1 or key[0] in words()["anaphoric"] or key[0] in _SHORT):
            result[key] = longer[0]
    return result


_SHORT = frozenset("volume balance margin price pricing rate ratio transaction subscriber plant order".split())
