"""What a document's own usage says of a basis that a sentence leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_ADJUSTED = "non-gaap"
_OF_ITSELF = "ebitda"
"""No standard defines it, so a company has one: if it is called adjusted, it is so where it is only named."""
_LEAST = 2


def by_usage(metrics: Sequence[str], bases: Sequence[str]) -> tuple[str, ...]:
    """The basis of each figure, that of an EBITDA or its ratios settled by how the document names it.

    ``metrics`` and ``bases`` are those of the figures in reading order. A document that says "adjusted
    EBITDA" and, shorter, "EBITDA" means one thing, unless it also tells a reported one beside it or says
    "adjusted" but in passing.
    """
    here = [_OF_ITSELF in metric.replace("-", " ").split() for metric in metrics]
    named = Counter(basis for basis, is_it in zip(bases, here, strict=True) if is_it)
    if named[_ADJUSTED] < max(_LEAST, named[""] / 3) or named["gaap"]:
        return tuple(bases)
    return tuple(
        _ADJUSTED if is_it and not basis else basis for basis, is_it in zip(bases, here, strict=True)
    )
