"""The approved amounts beside the requested ones, and the approved budget that follows from them.

Domain page, "Application": the approved amount stands beside each requested line, with a reason where it is lower;
their sum is the award and makes approved budget version 1. Where a line is reduced, its years are reduced in proportion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from budgets.rules.lines import Cell, Line
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.core.problems import Problem


@dataclass(frozen=True)
class Approved:
    """What is approved of the requested line of a number, and why where it is less than was asked."""

    number: int
    amount: Money
    reason: str = ""


def approve_all(lines: Sequence[Line]) -> tuple[Approved, ...]:
    """Approve every line as it was asked for."""
    return tuple(Approved(line.number, line.amount) for line in lines)


def approval_faults(lines: Sequence[Line], approved: Sequence[Approved], award: Money) -> Iterator[Problem]:
    """Tell what is wrong with approved amounts: each line once, nothing above what was asked, a reason, the sum."""
    requested = {line.number: line.amount for line in lines}
    yield from not_once(requested, approved)
    for each in approved:
        if each.number in requested:
            yield from _amount_faults(each, requested[each.number])
    approved_sum = Money.sum(each.amount for each in approved)
    if approved_sum != award:
        yield Problem("award_is_not_the_sum", "award", {"award": kroner(award), "sum": kroner(approved_sum)})


def not_once(requested: Mapping[int, Money], approved: Sequence[Approved]) -> Iterator[Problem]:
    """Tell which lines are approved more or less than once, and which were never asked for."""
    times = Counter(each.number for each in approved)
    for number in sorted(requested.keys() | times.keys()):
        where, detail = f"lines[{number}]", {"line": str(number)}
        if number not in requested:
            yield Problem("line_not_asked_for", where, detail)
        elif times[number] != 1:
            yield Problem("line_not_approved_once", where, detail)


def _amount_faults(approved: Approved, requested: Money) -> Iterator[Problem]:
    where = f"lines[{approved.number}].approved"
    detail = {
        "line": str(approved.number),
        "requested": kroner(requested),
        "approved": kroner(approved.amount),
    }
    if approved.amount.oere < 0:
        yield Problem("negative_amount", where, detail)
    if approved.amount > requested:
        yield Problem("approved_above_requested", where, detail)
    if approved.amount < requested and not approved.reason.strip():
        yield Problem("reduction_without_reason", where, detail)


def approved_lines(lines: Sequence[Line], approved: Sequence[Approved]) -> tuple[Line, ...]:
    """The approved budget: the requested lines with their approved amounts, in the order of the request.

    A reduced line keeps no rate and hours, for they no longer give its amount; its years add up to it exactly.
    Raises KeyError for a line without an approved amount.
    """
    amounts = {each.number: each.amount for each in approved}
    return tuple(_reduced(line, amounts[line.number]) for line in lines)


def _reduced(line: Line, amount: Money) -> Line:
    if amount == line.amount:
        return line
    parts = amount.in_proportion_to([cell.amount for cell in line.cells])
    cells = tuple(
        Cell(cell.year, None, None, None, part) for cell, part in zip(line.cells, parts, strict=True)
    )
    return replace(line, cells=cells)
