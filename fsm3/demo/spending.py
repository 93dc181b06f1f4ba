"""What the demo's municipalities spend: the lines of their budget, a little more or less than planned, to the krone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from applications.rules.pool_terms import BudgetTerms
from budgets.rules.accounts import AccountKind, AccountLine, needs_explanation
from fsm3.core.money import ZERO, Money
from fsm3.demo.words import texts

AUDIT = "audit"
KRONE = 100


def spent(
    lines: Sequence[AccountLine], share: Fraction, kind: AccountKind, terms: BudgetTerms, drawn: Random
) -> tuple[AccountLine, ...]:
    """The lines of an account with this share of the whole budget spent on them; audit is paid with the final account."""
    total = _whole(Money.sum(line.budget for line in lines).share(share))
    audit = ZERO if kind is AccountKind.PARTIAL else Money.sum(_audit(lines))
    others = [line for line in lines if line.category != AUDIT]
    weights = [line.budget.share(Fraction(drawn.randint(99, 101), 100)) for line in others]
    amounts = dict(zip(_numbers(others), _parts(total - audit, weights), strict=True))
    return tuple(
        _explained(replace(line, spent=_spent(line, amounts, kind)), kind, terms, drawn) for line in lines
    )


def _spent(line: AccountLine, amounts: dict[int, Money], kind: AccountKind) -> Money:
    if line.category != AUDIT:
        return amounts[line.number]
    return ZERO if kind is AccountKind.PARTIAL else line.budget


def _audit(lines: Sequence[AccountLine]) -> list[Money]:
    return [line.budget for line in lines if line.category == AUDIT]


def _numbers(lines: Sequence[AccountLine]) -> list[int]:
    return [line.number for line in lines]


def _parts(total: Money, weights: Sequence[Money]) -> list[Money]:
    """The total in proportion to weights, in whole kroner; what that leaves over is the first line's."""
    rough = [_whole(part) for part in total.in_proportion_to(weights)]
    return [rough[0] + total - Money.sum(rough), *rough[1:]]


def _whole(amount: Money) -> Money:
    return Money(amount.oere // KRONE * KRONE)


def _explained(line: AccountLine, kind: AccountKind, terms: BudgetTerms, drawn: Random) -> AccountLine:
    words = texts("accounts")["explanation"]
    if line.category == AUDIT and kind is AccountKind.PARTIAL:
        return replace(line, explanation=words["audit"])
    if not needs_explanation(line, kind, terms):
        return line
    why: str = drawn.choice(words["over" if line.deviation > ZERO else "under"])
    return replace(line, explanation=why)
