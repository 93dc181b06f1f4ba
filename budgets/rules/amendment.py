"""An amended award: what is approved anew of each line, within what was asked for and within the cap.

Domain page, "Application" (an award never exceeds request or cap) and "Payout" (an amended award is a decision). A line
whose amount becomes nothing leaves the approved budget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from applications.rules.recommendation import amount_faults
from budgets.rules.award import Approved, approved_lines, not_once
from budgets.rules.lines import Line
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.core.problems import Problem


def amendment_faults(
    lines: Sequence[Line], approved: Sequence[Approved], *, requested: Money, cap: Money
) -> Iterator[Problem]:
    """Tell what is wrong with amounts approved anew of the lines in force."""
    before = {line.number: line.amount for line in lines}
    yield from not_once(before, approved)
    for each in approved:
        if each.number in before:
            yield from _line_faults(each, before[each.number])
    award = Money.sum(each.amount for each in approved)
    yield from amount_faults(award, requested=requested, cap=cap, where="award")


def amended_lines(lines: Sequence[Line], approved: Sequence[Approved]) -> tuple[Line, ...]:
    """The approved budget as amended, without the lines of which nothing is left."""
    return tuple(line for line in approved_lines(lines, approved) if line.amount)


def _line_faults(approved: Approved, before: Money) -> Iterator[Problem]:
    where = f"lines[{approved.number}].approved"
    detail = {"line": str(approved.number), "before": kroner(before), "after": kroner(approved.amount)}
    if approved.amount.oere < 0:
        yield Problem("negative_amount", where, detail)
    if approved.amount != before and not approved.reason.strip():
        yield Problem("amendment_without_reason", where, detail)
