"""Money that is lost, so that it stands below zero: "a net loss of", "a $5 million loss", "lost $0.22"."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Quantity
from checker.resolve.clause import QUANTITY, Line, function_words, passed
from checker.resolve.senses import lexicon


def lost(line: Line, quantities: Sequence[Quantity], n: int) -> bool:
    """Whether the text makes the amount ``n`` of ``line`` a loss; a loss that is a cost is a plain amount."""
    if not quantities[n].unit[:3].isupper():
        return False
    left = line.governor(line.places[n])
    if line.word(left) in ("lost", "losing", "lose") or _expense_beside_income(line, n):
        return True
    behind = _loss_behind(line, line.places[n])
    return _loss_before(line, left) if behind is None else behind


def _loss_behind(line: Line, place: int) -> bool | None:
    """ "a $5 million loss": ``None`` where no loss follows."""
    words = lexicon()
    for i in range(place + 1, min(len(line.words), place + 5)):
        if line.words[i] == "loss":
            return line.word(i + 1) not in words.loss_names and line.words[i - 1] not in words.loss_costs
        if line.words[i] in function_words("ends"):
            return None
    return None


def _loss_before(line: Line, left: int) -> bool:
    """ "a net loss of $5 million", "the deficit was $5 million"."""
    words = lexicon()
    for i in range(left, max(-1, left - 11), -1):
        word = line.words[i]
        if word in ("loss", "losses", "deficit"):
            named = line.word(i + 1) in words.loss_names and i + 1 != left
            plain = word != "losses" or f"{line.word(i - 1)} losses" in words.losses
            return plain and not named and line.word(i - 1) not in words.loss_costs
        if word in (QUANTITY, ",", ";", "charge", "gain") or word in words.gains or word in words.costs:
            return False
    return False


def _expense_beside_income(line: Line, n: int) -> bool:
    """ "an expense of $3 million" held against "an income of $9 million": one line, below zero and above."""

    def named(m: int, noun: str) -> bool:
        if not 0 <= m < len(line.places):
            return False
        of = line.governor(line.places[m])
        bare = passed(line.word(of - 2)) or line.word(of - 2) == "other"
        return line.words[max(0, of - 1) : of + 1] == (noun, "of") and bare

    def held(m: int) -> bool:
        between = line.words[line.places[m] : line.places[m + 1]]
        return any(word in function_words("comparing") for word in between)

    if not named(n, "expense"):
        return False
    return (named(n - 1, "income") and held(n - 1)) or (named(n + 1, "income") and held(n))
