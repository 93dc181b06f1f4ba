"""Budget changes as pages show them, to the municipality and the agency alike; everything is formatted here, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applications.rules.pool_terms import BudgetTerms
from applications.selectors.awards import AwardInForce
from budgets.rules.change import Move, change_faults, moves, needs_approval, passes_limit
from budgets.rules.lines import Line
from budgets.selectors.budgets import approved, version_in_force
from fsm3.core.danish import amount
from fsm3.core.money import Money
from fsm3.core.problems import Problem


@dataclass(frozen=True)
class MoveView:
    """A line before and after; `over` says that it moves more than the pool lets it without approval."""

    number: int
    category: str
    department: str
    before: str
    after: str
    by: str
    over: bool


@dataclass(frozen=True)
class Division:
    """One division of an award beside another, with the sums; `needs_approval`: a line passes the limit."""

    moves: tuple[MoveView, ...]
    before: str
    after: str
    by: str
    needs_approval: bool


def division(moved: Sequence[Move], terms: BudgetTerms) -> Division:
    """Set out what moves between two divisions."""
    before = Money.sum(move.before for move in moved)
    after = Money.sum(move.after for move in moved)
    names = {category.key: category.name for category in terms.categories}
    return Division(
        moves=tuple(_move(move, names.get(move.category, move.category), terms) for move in moved),
        before=amount(before),
        after=amount(after),
        by=_signed(after - before),
        needs_approval=needs_approval(moved, terms),
    )


def preview(award: AwardInForce, lines: Sequence[Line]) -> tuple[Division, tuple[Problem, ...]]:
    """What asking for these lines would mean now, and all that keeps it from being asked for."""
    before = approved(award.application_id, version_in_force(award.application_id))
    terms = award.terms.budget
    faults = change_faults(before, lines, award=award.amount, terms=terms, period=award.period)
    return division(moves(before, lines), terms), tuple(faults)


def _move(move: Move, category: str, terms: BudgetTerms) -> MoveView:
    return MoveView(
        number=move.number,
        category=category,
        department=move.department,
        before=amount(move.before),
        after=amount(move.after),
        by=_signed(move.by),
        over=passes_limit(move.before, move.after, terms),
    )


def _signed(money: Money) -> str:
    """`+1.000,00`, `-1.000,00` or `0,00`: by how much a line moves."""
    return f"+{amount(money)}" if money.oere > 0 else amount(money)
