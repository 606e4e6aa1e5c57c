"""Which metric of a clause a number belongs to.

In order: the phrase after the number ("a 16% increase in X", "20 leading platforms", "$12 million gain
on Y"); the phrase before it that a verb or "of" ties to it ("X was", "X of"); the subject of the number
before it, where no new one stands between ("versus", "or", "up").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.resolve.ahead import forward, in_terms, made, related, whole
from checker.resolve.behind import MISFIT, backward
from checker.resolve.buybacks import bought
from checker.resolve.fitness import Asked, family, fits
from checker.resolve.mentions import Mention
from checker.resolve.phrases import NOMINAL, PERIOD, QUANTITY, Token
from checker.resolve.predicates import told


class Answer(NamedTuple):
    """What it belongs to; ``share_of`` is the whole that a percentage is of, ``chained`` an inheritance."""

    mention: Mention | None
    whole: Mention | None = None
    chained: bool = False
    forward: bool = False


def attach(tokens: Sequence[Token], mentions: Sequence[Mention], asked: Sequence[Asked]) -> list[Answer]:
    """The subject of each number of a clause, in order."""
    answers: list[Answer] = []
    for n, number in enumerate(asked):
        before = asked[n - 1].at + 1 if n else 0
        limit = asked[n + 1].at if n + 1 < len(asked) else len(tokens)
        before, limit = _item(tokens, number.at, before, limit)
        earlier = _before(tokens, asked, answers, n)
        previous = answers[earlier] if earlier >= 0 else None
        label = (
            _label(tokens, mentions, number, before, limit)
            or bought(tokens, mentions, number, limit)
            or told(tokens, number, limit)
        )
        if label is not None:
            answers.append(Answer(label))
        elif _is_part(tokens, number):
            answers.append(Answer(previous.mention if previous else None, chained=previous is not None))
        else:
            amount = family(number.unit) == "money"
            alike = earlier >= 0 and amount and number._replace(at=0) == asked[earlier]._replace(at=0)
            answers.append(_one(tokens, mentions, number, before, limit, previous=previous, alike=alike))
    answers = _in_order(tokens, mentions, asked, answers)
    # "a 10% and 12% increase in revenue": the first waits for the noun of the second
    for n in range(len(asked) - 2, -1, -1):
        gap = tokens[asked[n].at + 1 : asked[n + 1].at]
        following = answers[n + 1]
        if (
            (_waits(answers[n], asked[n]) or _both(tokens, asked, n))
            and following.forward
            and gap
            and all(t.low in ("and", "or", ",", "to") or t.kind == PERIOD for t in gap)
            and (family(asked[n].unit) == family(asked[n + 1].unit) or _both(tokens, asked, n))
        ):
            answers[n] = following
    return answers


def _item(tokens: Sequence[Token], at: int, before: int, limit: int) -> tuple[int, int]:
    """``before`` and ``limit`` of a number within its own item of a list with semicolons."""
    for n in range(before, at):
        if tokens[n].low == ";":
            before = n + 1
    return before, next((n for n in range(at, limit) if tokens[n].low == ";"), limit)


def _label(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Asked, before: int, limit: int
) -> Mention | None:
    """The metric that labels a number: "Net sales: $5 million", "…; amortization, $7 million; …"."""
    mark = tokens[asked.at - 1].low if asked.at else ""
    listed = mark == "," and before > 0 and tokens[before - 1].low == ";"
    if not listed and mark not in (":", "-", "–", "—", "--"):
        return None
    ahead = forward(tokens, mentions, asked, limit)
    if ahead is not None and (ahead[1] or ahead[0].entry is not None):
        return None
    for mention in mentions:
        opens = mention.first == before or tokens[mention.first - 1].kind in ".D"
        if mention.close == asked.at - 1 and mention.first >= before and opens:
            return mention if fits(mention.nature, asked, open_head=True) else None
    return None


_POINTED = frozenset(["which", "this", "that", "these", "those", "it", "them", "whom"])


def _is_part(tokens: Sequence[Token], asked: Asked) -> bool:
    """Whether a number is a part of what was said before it: "of which $5 million", "80% of that is"."""
    at = asked.at - 1
    while at > 0 and tokens[at].kind in "AU":
        at -= 1
    if at > 0 and tokens[at].low in _POINTED and tokens[at - 1].low == "of":
        return True
    following = [t for t in tokens[asked.at + 1 : asked.at + 6] if t.kind not in "AU"]
    return (
        len(following) > 1
        and following[0].low == "of"
        and following[1].low in _POINTED
        and (len(following) < 3 or following[2].kind not in NOMINAL + QUANTITY)
    )


def _in_order(
    tokens: Sequence[Token], mentions: Sequence[Mention], asked: Sequence[Asked], answers: list[Answer]
) -> list[Answer]:
    """ "Assets, debt and equity were 5, 3 and 2, respectively": numbers and metrics in one order."""
    at = next((n for n, t in enumerate(tokens) if t.low == "respectively"), -1)
    if at < 0:
        return answers
    runs: list[list[int]] = []
    for n, number in enumerate(asked):
        if number.at > at:
            break
        joined = runs and all(
            t.low in ("and", ",", "or") or t.kind in "AJDP" for t in tokens[asked[n - 1].at + 1 : number.at]
        )
        if joined and family(asked[n - 1].unit) == family(number.unit):
            runs[-1].append(n)
        else:
            runs.append([n])
    for run in runs:
        listed = _listed(tokens, mentions, asked[run[0]].at, len(run)) if len(run) > 1 else []
        fresh = any(m.first > asked[run[0] - 1].at and m.last <= asked[run[0]].at for m in mentions)
        if len(run) > 1 and not listed and run[0] and not fresh:
            listed = _told_before(answers, run)
        for n, mention in zip(run, listed, strict=False):
            answers[n] = Answer(mention)
    return answers


def _listed(tokens: Sequence[Token], mentions: Sequence[Mention], at: int, count: int) -> list[Mention]:
    """The last ``count`` metrics before ``at`` if they are one list, joined by commas and "and"."""
    found: list[Mention] = []
    for mention in reversed([m for m in mentions if m.close <= at]):
        gap = [t for t in tokens[mention.last : found[0].first] if t.kind not in "DTB"] if found else []
        if found and (not gap or any(t.low not in ("and", ",", "&") for t in gap)):
            break
        found.insert(0, mention)
    return found if len(found) == count else []


def _told_before(answers: Sequence[Answer], run: Sequence[int]) -> list[Mention]:
    """What the numbers before ``run`` are of: "A was 8 and B was 12, up 5% and 6%, respectively"."""
    named = [a.mention for a in answers[max(0, run[0] - len(run)) : run[0]] if a.mention is not None]
    return named if len(named) == len(run) == len({m.first for m in named}) else []


def _waits(answer: Answer, asked: Asked) -> bool:
    """Whether nothing better than an unknown or inherited phrase came before: "to $5 and $10 in revenue"."""
    weak = answer.mention is None or (answer.mention.entry is None and asked.measure == "level")
    return weak or answer.chained


def _both(tokens: Sequence[Token], asked: Sequence[Asked], n: int) -> bool:
    """An amount and the same a share: "$7 million or $0.13 per share related to X"."""
    kinds = (family(asked[n].unit), family(asked[n + 1].unit))
    return kinds == ("money", "per share") and tokens[asked[n].at + 1].low == "or"


def _before(tokens: Sequence[Token], asked: Sequence[Asked], answers: Sequence[Answer], n: int) -> int:
    """The number whose answer the ``n``-th would inherit: the last of its own kind, else the last, or -1.

    In "net income was $54 million or $1.22 a share, against $40 million or $0.88" the kinds alternate.
    """
    if not n:
        return -1
    kind = family(asked[n].unit)
    if _moves_to(tokens, asked, answers[n - 1], n):
        return n - 1
    if (kind != family(asked[n - 1].unit) and asked[n].measure == asked[n - 1].measure) or asked[
        n
    ].measure == "level" != asked[n - 1].measure:
        for k in range(n - 2, max(-1, n - 5), -1):
            if (
                family(asked[k].unit) == kind
                and asked[k].measure == asked[n].measure
                and answers[k].mention is not None
            ):
                return k
    return n - 1


def _moves_to(tokens: Sequence[Token], asked: Sequence[Asked], last: Answer, n: int) -> bool:
    """Whether the change before a level leads to it: "revenue rose 5% to $50, EBITDA rose 8% to $20"."""
    change, level = asked[n - 1], asked[n]
    if change.measure != "change" or level.measure != "level" or last.mention is None or last.chained:
        return False
    between = {t.low for t in tokens[change.at + 1 : level.at]}
    return fits(last.mention.nature, level) and between.isdisjoint(_COMPARING)


_COMPARING = frozenset(["compared", "compares", "comparing", "versus", "vs", "against", ";"])


def _one(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    asked: Asked,
    before: int,
    limit: int,
    *,
    previous: Answer | None,
    alike: bool,
) -> Answer:
    """The answer for one number; ``alike`` says that ``previous`` is that of one of its unit and measure."""
    if asked.measure == "share":
        total = whole(tokens, mentions, asked, limit)
        if total is not None:
            part, score = backward(tokens, mentions, asked, before)
            if part is None or score < 2:
                part = previous.mention if previous and before else part
            return Answer(part, total)
    if (
        family(asked.unit) == "percent"
        and asked.measure == "level"
        and previous is not None
        and previous.mention is not None
        and previous.mention.nature in ("flow", "stock")
    ):
        # "$66 million or 39% of revenue"
        total = whole(tokens, mentions, asked, limit)
        if total is not None and total.entry is not None and tokens[asked.at + 1].low == "of":
            return Answer(previous.mention, total)
    ahead = forward(tokens, mentions, asked, limit)
    about = related(tokens, mentions, asked, limit)
    behind, score = backward(tokens, mentions, asked, before)
    if about is not None and (behind is None or behind.entry is None or behind.entry.open):
        return Answer(about, forward=True)
    if ahead is not None:
        mention, firm = ahead
        if firm or score < 3 or behind is None or behind.entry is None:
            return Answer(mention, forward=True)
    if behind is not None and score >= 2:
        return Answer(behind)
    if behind is not None and family(asked.unit) == "duration" and score + MISFIT >= 2:
        # "advance booking came down from four months": the time it takes, whatever else it may measure
        return Answer(behind._replace(words=(*behind.scope.split(), *behind.words), entry=None, scope=""))
    implied = made(tokens, asked, limit) or in_terms(tokens, mentions, asked, limit)
    if implied is not None:
        return Answer(implied)
    if previous is not None and previous.mention is not None:
        carried = previous.mention
        if alike or fits(carried.nature, asked, open_head=bool(carried.entry and carried.entry.open)):
            return Answer(
                carried,
                previous.whole
                if asked.measure == "share" or family(asked.unit) in ("points", "percent")
                else None,
                chained=True,
            )
        # a number of another kind: the nearest earlier metric that it can be a figure of
        for mention in reversed([m for m in mentions if m.last <= asked.at]):
            if mention.entry is not None and fits(mention.nature, asked):
                return Answer(mention)
        if carried.nature == "count":
            return Answer(None)  # "we opened 3 hotels and spent $4 million"
        return Answer(carried, chained=True)
    if previous is not None and previous.whole is not None:
        return Answer(None, previous.whole, chained=True)
    if behind is not None and score > (0 if behind.entry is not None else 1):
        return Answer(behind)
    return Answer(None)
