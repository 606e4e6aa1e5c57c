"""What is said to grow without being what is measured: "Harbor Pay was up 16%" tells its revenue."""

from __future__ import annotations

from checker.resolve.fitness import Asked
from checker.resolve.governor import Answer
from checker.resolve.limits import Read
from checker.resolve.mentions import Mention
from checker.resolve.phrases import NOUN, keys
from checker.resolve.scope import trades
from checker.resolve.unify import Said

_PRICED = frozenset(["gold", "copper", "aluminum", "steel", "lithium", "ore", "coal"])
"""Goods whose price it is that rises where they do."""
_NEAR = 6
_LED = frozenset(["led", "driven", "by", "including", "with", "supported"])


def growing(read: Read, mention: Mention, answer: Answer, asked: Asked, previous: Said | None) -> str:
    """The product or part of the company that grows, by its name or as a part of what was just said to grow.

    "" for a metric, and for a plain noun that may be one.
    """
    if mention.entry is not None or asked.measure != "change" or asked.unit != "percent":
        return ""
    tokens = read.tokens
    if (
        answer.forward
        and previous is not None
        and previous.entry is not None
        and previous.entry.nature in ("flow", "stock")
        and any(t.low in _LED for t in tokens[max(0, asked.at - _NEAR) : asked.at])
    ):
        return " ".join(mention.words)  # "sales rose 5%, led by a 9% increase in spare parts"
    name = keys(" ".join(mention.words))
    counted = mention.first > 0 and tokens[mention.first - 1].quantity >= 0
    if name in trades() and name[-1] not in _PRICED and not answer.forward and not counted:
        return " ".join(mention.words)  # "wholesale was up 10%"
    named = [t for t in tokens[mention.first : mention.last] if t.kind == NOUN]
    opens = mention.first == 0 or tokens[mention.first - 1].kind == "."
    if not named or any(t.raw[0].islower() for t in named) or (opens and len(named) < 2):
        return ""
    return read.names.actor(tokens[mention.first : mention.last])
