"""What a sentence was about and the next one goes on about without a word for it.

"Harbor Hotels had a good quarter. Rates rose 5%. They are 3% above last year": all of it is of Harbor Hotels,
though no paragraph was announced as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Measure
from checker.resolve.limits import Read
from checker.resolve.mentions import Mention
from checker.resolve.phrases import Token, words
from checker.resolve.turns import turns
from checker.resolve.unify import Said

_CHAIN = 3
"""How many sentences on end go on about a part without a word that points to it."""

_EXAMPLE = re.compile(r"\W*(?:and |so )?(?:for (?:example|instance)|e\.g\.|take|as an example)\b", re.I)
"""Openings of an example, which is over with its sentence."""


class Course:
    """The one part that the last sentence was about, and how surely.

    ``firm`` says that the sentence was about it rather than that a metric's name held it; ``chain``
    counts the sentences on end that went on about it without a word that points to it.
    """

    def __init__(self) -> None:
        self.carried = ""
        self.chain = 0
        self.firm = False
        self.gap = 0

    def enter(self, *, same: bool) -> None:
        """Come to a sentence, of the ``same`` speaker or another; what is carried lasts for one."""
        self.gap += 1
        if self.gap > 1 or not same:
            self.carried = ""

    def end(self) -> None:
        """Carry nothing on: an item of a list begins, or the company is spoken of as a whole."""
        self.carried = ""

    def carry(self, read: Read, answers: Sequence[Said], measures: Sequence[Measure]) -> None:
        """Keep the one part that all numbers of a sentence were said of, for the sentence behind it."""
        limits = {
            said.scope
            for said, measure in zip(answers, measures, strict=True)
            if not (said.entry is not None and said.entry.company and not said.scope)
        }
        named = any(not read.passage.words.isdisjoint(limit.replace(",", " ").split()) for limit in limits)
        self.chain = 0 if named or _points(read.tokens) else self.chain + 1
        only = limits.pop() if len(limits) == 1 and "share" not in measures else ""
        self.carried = only if self.chain <= _CHAIN and not _EXAMPLE.match(read.passage.text) else ""
        self.gap, self.firm = 0, not any(said.own for said in answers)

    def introduce(self, read: Read) -> None:
        """Keep the one subject of a sentence without a number, for the sentence behind it."""
        names = {b.name for b in read.bearers if b.part}
        if len(names) == 1:
            self.carried, self.gap, self.chain, self.firm = names.pop(), 0, 0, True

    def subject(self, read: Read, mention: Mention | None, topic: str) -> str:
        """What a sentence goes on about; a part of a metric's name does not outdo the ``topic``."""
        goes_on = self.carried and (self.firm or not topic) and _goes_on(read, mention)
        return self.carried if goes_on else ""


def _goes_on(read: Read, mention: Mention | None) -> bool:
    """Whether a sentence goes on about the part that the one before was about.

    It does where it points back, and where what it measures is no line of the company's accounts that it
    opens with.
    """
    tokens = read.tokens
    if any(t.low in words()["whole"] or t.low in _GROUP for t in tokens):
        return False
    if (
        [t.low for t in tokens[:1]] == ["on"]
        or turns(tokens)
        or any(map(_several, tokens, tokens[1:], tokens[2:]))
    ):
        return False
    if _points(tokens):
        return True
    if mention is None or mention.entry is None:
        return True
    if any(t.low in ("we", "our", "we're", "we've") for t in tokens[: mention.last]):
        return False
    name = mention.entry.name
    return not name.endswith(("expense", "expenses")) and name not in _ACCOUNT


def _points(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with a word that points back."""
    head = [t for t in tokens[:_FAR] if t.kind not in "CA,"][:3]
    return any(t.low in _BACK for t in head)


def _several(one: Token, two: Token, three: Token) -> bool:
    """Whether parts are spoken of together: "all three segments", "both businesses"."""
    return one.low in ("all", "both", "each", "every") and any(
        t.low in words()["division"] or t.low in ("regions", "geographies", "channels") for t in (two, three)
    )


_BACK = frozenset(["this", "that", "it", "it's", "its", "these", "those", "they", "their", "specifically"])
_GROUP = frozenset(["company", "company's", "group", "overall", "globally", "firm", "enterprise"])
_ACCOUNT = frozenset(["gross profit", "gross margin", "operating income", "other revenue", "net income"])
_FAR = 9
