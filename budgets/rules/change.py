"""A change of the approved budget: what moves, whether it needs approval, and what it is refused for.

Call, "Krav til regnskab"; domain page, "Budget": approval is needed when a line moves more than 10 % or DKK 100,000 (both
settings of the pool); moving money between the years of a line is free. The award stays what it is: a change only divides
it in another way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from applications.rules.pool_terms import BudgetTerms
from budgets.rules.checks import amount_line_refusals
from budgets.rules.lines import Line, total
from fsm3.core.danish import kroner
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod
from fsm3.core.problems import Problem


class ChangeState(StrEnum):
    """Where a budget change stands; one that needs no approval is in force at once."""

    ASKED = "asked"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Move:
    """What happens to a line: its amount before and after. A new line was nothing before, a dropped one is nothing after."""

    number: int
    category: str
    department: str
    before: Money
    after: Money

    @property
    def by(self) -> Money:
        """By how much the line moves, down below zero."""
        return self.after - self.before


def moves(approved: Sequence[Line], wanted: Sequence[Line]) -> tuple[Move, ...]:
    """Every line of either budget with its amounts, by number; those that do not move as well."""
    before, after = _by_number(approved), _by_number(wanted)
    amounts = [{number: line.amount for number, line in lines.items()} for lines in (before, after)]
    shown = {**before, **after}
    return tuple(
        Move(
            number,
            shown[number].category,
            shown[number].department,
            *(each.get(number, ZERO) for each in amounts),
        )
        for number in sorted(shown)
    )


def passes_limit(before: Money, after: Money, terms: BudgetTerms) -> bool:
    """Whether a line moves more than the pool lets it without approval; exactly the limit is still free."""
    by = abs(after.oere - before.oere)
    return by > before.oere * terms.change_share or by > terms.change_amount.oere


def needs_approval(moved: Sequence[Move], terms: BudgetTerms) -> bool:
    """Whether a change has to be approved: one line over the limit is enough."""
    return any(passes_limit(move.before, move.after, terms) for move in moved)


def change_faults(
    approved: Sequence[Line],
    wanted: Sequence[Line],
    *,
    award: Money,
    terms: BudgetTerms,
    period: ProjectPeriod,
) -> Iterator[Problem]:
    """Tell why a change cannot be asked for: faulty lines, another sum than the award, or nothing that changes."""
    for line in wanted:
        yield from amount_line_refusals(line, terms, period)
    yield from _purpose_kept(approved, wanted)
    asked = total(wanted)
    if asked != award:
        yield Problem("change_is_not_the_award", "total", {"total": kroner(asked), "award": kroner(award)})
    if tuple(approved) == tuple(wanted):
        yield Problem("nothing_changes", "lines")


def _purpose_kept(approved: Sequence[Line], wanted: Sequence[Line]) -> Iterator[Problem]:
    """A line keeps its category and its department; money for something else is a line of its own."""
    before = _by_number(approved)
    for line in wanted:
        old = before.get(line.number, line)
        if (old.category, old.department) != (line.category, line.department):
            yield Problem("line_became_another", f"lines[{line.number}]", {"line": str(line.number)})


def _by_number(lines: Sequence[Line]) -> dict[int, Line]:
    return {line.number: line for line in lines}
