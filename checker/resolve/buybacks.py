"""Numbers of share repurchases and of credit left: what their clause says without a metric's name.

"We repurchased 2.9 million shares for $140 million, and $500 million remained under our program."
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.resolve.fitness import Asked, family
from checker.resolve.lexicon import lexicon
from checker.resolve.mentions import Mention
from checker.resolve.phrases import Token

_BUYING = frozenset(["repurchased", "repurchase", "repurchasing", "bought", "repurchases"])
_SHARES = frozenset(["share", "shares", "stock", "ads", "adss"])
_PAYING = frozenset(["for", "totaling", "totalling", "worth", "spending", "of"])
_PAID = frozenset(["consideration", "cost", "total", "value", "amount", "price"])
_LEFT = frozenset(["remaining", "remained", "remains", "remain", "available", "left", "unused", "undrawn"])
_LEAVING = {
    "share repurchase authorization": "share repurchase authorization",
    "credit facility": "revolver availability",
    "revolver availability": "revolver availability",
}
_NEAR, _FAR = 9, 25


def bought(tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, limit: int) -> Mention | None:
    """The shares, or the money paid for shares, that a number is; what is left to spend or to draw."""
    kind, at = family(asked.unit), asked.at
    if asked.measure == "change" or kind not in ("money", "count"):
        return None
    buying = next((n for n in range(at - 1, max(-1, at - _FAR), -1) if tokens[n].low in _BUYING), -1)
    if kind == "count":
        following = [t.low for t in tokens[at + 1 : min(limit, at + 5)]]
        near = buying >= max(0, at - 4) and not _SHARES.isdisjoint(following)
        return _named(at, "shares repurchased") if near else None
    left = [t.low for t in tokens[at + 1 : at + 4]]
    if not _LEFT.isdisjoint(left):
        for mention in mentions:
            if at < mention.first <= at + _NEAR and mention.entry is not None:
                name = _LEAVING.get(mention.entry.name)
                return _named(at, name) if name else None
    if buying < 0:
        return None
    between = [t.low for t in tokens[buying + 1 : at]]
    if _SHARES.isdisjoint(between) or not between:
        return None
    paying = [word for word in between[-4:] if word in _PAYING]
    if not paying or (paying[-1] == "of" and _PAID.isdisjoint(between[-6:])):
        return None
    return None if "average" in between[-6:] else _named(at, "share repurchases")


def _named(at: int, name: str) -> Mention:
    return Mention(at, at, at, tuple(name.split()), lexicon().entries[name])
