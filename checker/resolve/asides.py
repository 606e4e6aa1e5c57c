"""What stands in a clause without being what is measured: asides, exclusions, sources.

In "expenses, exclusive of the settlement and the fees, rose 5%" and "the category, according to the
panel, grew 5%" the nouns between subject and verb take nothing of the number.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.resolve.phrases import COMMA, DIRECTION, QUANTITY, VERB, Token, words

Span = tuple[int, int]

_LONGEST = 25
_LEAVING = frozenset(["exclude", "excludes", "excluded", "include", "includes", "included"])
_RELATIVE = frozenset(("which", "who", "that", "such", "excluding", "including", "inclusive", "exclusive"))
_RELATIVE |= {"ex", "net", "before"}
# Words that leave something out or name a source, with the word that has to follow.
_LEADING = {
    "excluding": "", "exclusive": "of", "ex": "", "adjusted": "for", "adjusting": "for", "normalized": "for",
    "normalised": "for", "stripping": "out", "apart": "from", "other": "than", "aside": "from",
    "according": "to",
}  # fmt: skip


def asides(tokens: Sequence[Token], first: int, last: int) -> list[Span]:
    """Stretches that interrupt a clause: ", which excludes X," between a subject and its verb."""
    if COMMA not in {t.kind for t in tokens[first:last]}:
        return []
    found: list[Span] = []
    at = max(first, 1)
    for start in range(at, last - 2):
        # "expenses which exclude X, decreased"
        if tokens[start].low in ("which", "that") and tokens[start + 1].low in _LEAVING:
            close = next((k for k in range(start + 2, last) if tokens[k].kind == COMMA), -1)
            if close > 0 and all(t.kind not in (QUANTITY, ".") for t in tokens[start:close]):
                found.append((start, close))
    while at < last - 1:
        opens = tokens[at].kind == COMMA and (
            (tokens[at + 1].low in _RELATIVE and (tokens[at + 1].low != "net" or tokens[at + 2].low == "of"))
            or (at + 2 < last and tokens[at + 2].low in ("which", "whom"))
        )
        close = (
            next((k for k in range(at + 2, min(last, at + _LONGEST)) if tokens[k].kind == COMMA), -1)
            if opens
            else -1
        )
        if close > 0 and all(t.kind not in (QUANTITY, ".") for t in tokens[at:close]):
            found.append((at, close))
            at = close
        else:
            at += 1
    return found


def left_out(tokens: Sequence[Token], said: frozenset[str]) -> list[Span]:
    """Stretches that name what a number leaves out or whose it is: "excluding X, Y and Z", "according to X".

    One that opens a clause ends at its last comma before the subject, any other at the verb; one that
    holds a number of its own is none. ``said`` are the words of the sentence.
    """
    if said.isdisjoint(_LEADING):
        return []
    found: list[Span] = []
    for at in range(len(tokens) - 1):
        word = _LEADING.get(tokens[at].low)
        if word is None or (word and tokens[at + 1].low != word):
            continue
        close = _close(tokens, at + 1)
        if close > at + 1:
            found.append((at, close))
    return found


def _close(tokens: Sequence[Token], at: int) -> int:
    """Where the list of what is left out ends that begins before ``at``; ``at`` where it does not end so."""
    comma, opens = -1, all(t.kind in "CAR,J" or t.low == "after" for t in tokens[max(0, at - 3) : at - 1])
    for k in range(at, min(len(tokens), at + _LONGEST)):
        token = tokens[k]
        if token.kind == COMMA:
            comma = k
        elif token.kind in VERB + DIRECTION and k > at:
            if token.low not in words()["stative"] and not opens:
                continue
            return comma if comma > 0 and opens else k
        elif token.kind in (QUANTITY, "."):
            return comma if comma > 0 and not opens else at
    return comma if comma > 0 else at


def outside(spans: Sequence[Span], first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last`` stand in none of ``spans``."""
    return not any(start <= first and last <= end for start, end in spans)
