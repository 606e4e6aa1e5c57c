"""Profit after tax: profit before tax, or operating income less interest, less its tax.

Other income that the speaker leaves out stands between the two, so figures that miss one another say
nothing; that they meet within their rounding is worth telling.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.model import Figure, Formula, Relation
from checker.relate.facts import Facts, is_money, normal, subject
from checker.relate.fit import slack, value
from checker.relate.formula import leaves, worth

_AFTER = frozenset({"net income", "income from continuing operations"})
_SHARP = Decimal("0.05")
"""Relative width of an implied profit beyond which it tells too little."""


def taxed(facts: Facts) -> Iterator[Relation]:
    """One relation a profit after tax that the others of its period and passage lead to."""
    by_name: dict[tuple[str, str], list[Figure]] = {}
    for figure in facts.figures:
        about = subject(figure)
        if figure.measure == "level" and figure.low == figure.high > 0 and not about.scope:
            by_name.setdefault((about.metric, normal(figure.period) or ""), []).append(figure)
    for (name, period), profits in by_name.items():
        rate = next(iter(by_name.get(("effective tax rate", period), ())), None)
        if name not in _AFTER or rate is None or rate.unit != "percent":
            continue
        for profit in profits:
            before = _before_tax(by_name, period, profit)
            if before is None or not facts.recited(profit, rate, *(facts.by_id[i] for i in leaves(before))):
                continue
            formula = Formula(op="−", left=before, right=Formula(op="×", left=rate.id, right=before))
            # worked out at once: the formula takes the profit before tax, and its rounding, twice
            implied = worth(before, value, facts.by_id) * (100 - value(rate)) / 100
            if implied.overlaps(value(profit)) and slack(implied) <= _SHARP:
                yield Relation(
                    kind="product",
                    figures={"factors": tuple(dict.fromkeys(leaves(formula))), "product": profit.id},
                    because="profit before tax less its tax",
                    strong=False,
                    found=True,
                    formula=formula,
                )
                break


def _before_tax(
    by_name: dict[tuple[str, str], list[Figure]], period: str, profit: Figure
) -> Formula | str | None:
    """What is taxed, on the basis of the profit: as stated, or operating income less interest."""
    stated = _one(by_name.get(("pretax income", period), ()), profit)
    if stated is not None:
        return stated.id
    operating = _one(by_name.get(("operating income", period), ()), profit)
    interest = next(iter(by_name.get(("interest expense", period), ())), None)
    if operating is None or interest is None or interest.unit != profit.unit:
        return None
    return Formula(op="−", left=operating.id, right=interest.id)


def _one(figures: list[Figure] | tuple[()], profit: Figure) -> Figure | None:
    fitting = (f for f in figures if f.basis == profit.basis and f.unit == profit.unit and is_money(f.unit))
    return next(fitting, None)
