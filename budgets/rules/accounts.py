"""What an account is held against: its own lines, the budget they mirror, the period and the day it is due.

Call, "Krav til regnskab"; domain page, "Accounts": lines mirror the approved budget, nothing outside it, no expense outside
the municipality's own period except the audit of the final account. A place names the line by its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from applications.rules import free_text
from applications.rules.pool_terms import AccountTerms, BudgetTerms
from budgets.rules.change import passes_limit
from budgets.rules.checks import LARGEST_AMOUNT
from budgets.rules.lines import Line
from fsm3.core.danish import day, kroner
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod
from fsm3.core.problems import Problem

LONGEST_EXPLANATION = 4000
UNFINISHED = frozenset({"spent_missing", "explanation_missing"})
"""What a draft may still lack; everything else is refused on saving."""


class AccountKind(StrEnum):
    """An account up to a cut-off date, or the one for the whole period."""

    PARTIAL = "partial"
    FINAL = "final"


class AccountStatus(StrEnum):
    """Where a version of an account stands; `account_workflow.py` says how it gets there."""

    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REPLACED = "replaced"


@dataclass(frozen=True)
class AccountLine:
    """A line of an account: what the budget says of it, what was spent, within which days, and why it deviates."""

    number: int
    category: str
    department: str
    note: str
    budget: Money
    spent: Money | None
    explanation: str
    first_day: date
    last_day: date

    @property
    def deviation(self) -> Money:
        """By how much more than the budget was spent, below zero for less; nothing while nothing is written."""
        return ZERO if self.spent is None else self.spent - self.budget


def kind_faults(kind: AccountKind, terms: AccountTerms, period: ProjectPeriod) -> Iterator[Problem]:
    """Tell why an account of a kind is not asked for: the pool has no partial one, or it ends before the period begins."""
    cut_off = terms.partial_cut_off
    if kind is AccountKind.PARTIAL and (cut_off is None or cut_off < period.first):
        yield Problem("partial_not_asked_for", "kind")


def counted(kind: AccountKind, period: ProjectPeriod, cut_off: date | None) -> ProjectPeriod:
    """The days an account tells of: from the period's first day to the cut-off date, or to the period's end."""
    return ProjectPeriod(period.first, cut_off if kind is AccountKind.PARTIAL and cut_off else period.last)


def mirror(
    budget: Sequence[Line], written: Sequence[AccountLine], days: ProjectPeriod
) -> tuple[AccountLine, ...]:
    """The lines of a budget with what was written on them; whatever else is said of the budget counts for nothing."""
    on = {line.number: line for line in written}
    blank = (_blank(line, days) for line in budget)
    return tuple(_written(line, on[line.number]) if line.number in on else line for line in blank)


def _blank(line: Line, days: ProjectPeriod) -> AccountLine:
    return AccountLine(
        number=line.number,
        category=line.category,
        department=line.department,
        note=line.note,
        budget=line.amount,
        spent=None,
        explanation="",
        first_day=days.first,
        last_day=days.last,
    )


def _written(line: AccountLine, written: AccountLine) -> AccountLine:
    return replace(
        line,
        spent=written.spent,
        explanation=written.explanation,
        first_day=written.first_day,
        last_day=written.last_day,
    )


def line_faults(budget: Sequence[Line], written: Sequence[AccountLine]) -> Iterator[Problem]:
    """Tell which lines are not the budget's, not there, or there twice: an account has each line of the budget once."""
    times = Counter(line.number for line in written)
    known = {line.number for line in budget}
    for number in sorted(known | times.keys()):
        where, detail = f"lines[{number}]", {"line": str(number)}
        if number not in known:
            yield Problem("line_not_in_budget", where, detail)
        elif not times[number]:
            yield Problem("line_missing", where, detail)
        elif times[number] > 1:
            yield Problem("line_twice", where, detail)


def faults(
    lines: Sequence[AccountLine],
    *,
    kind: AccountKind,
    period: ProjectPeriod,
    cut_off: date | None,
    terms: BudgetTerms,
) -> Iterator[Problem]:
    """Tell why an account may not be attested or sent. `cut_off` counts for a partial account alone."""
    for line in lines:
        yield from _spent_faults(line)
        yield from _explanation_faults(line, kind, terms)
        yield from _day_faults(line, kind, counted(kind, period, cut_off), period, terms)


def unsavable(
    lines: Sequence[AccountLine],
    *,
    kind: AccountKind,
    period: ProjectPeriod,
    cut_off: date | None,
    terms: BudgetTerms,
) -> Iterator[Problem]:
    """Tell what may not even be kept in a draft: it may be unfinished, but not wrong."""
    found = faults(lines, kind=kind, period=period, cut_off=cut_off, terms=terms)
    return (fault for fault in found if fault.code not in UNFINISHED)


def _problem(code: str, line: AccountLine, place: str, **detail: str) -> Problem:
    return Problem(code, f"lines[{line.number}].{place}", {"line": str(line.number), **detail})


def _spent_faults(line: AccountLine) -> Iterator[Problem]:
    """Zero is fine in an account; what was typed as nothing at all is not."""
    if line.spent is None:
        yield _problem("spent_missing", line, "spent")
    elif line.spent < ZERO:
        yield _problem("negative_amount", line, "spent")
    elif line.spent > LARGEST_AMOUNT:
        yield _problem("too_large", line, "spent")


def _explanation_faults(line: AccountLine, kind: AccountKind, terms: BudgetTerms) -> Iterator[Problem]:
    yield from free_text.faults(
        line.explanation, where=f"lines[{line.number}].explanation", longest=LONGEST_EXPLANATION
    )
    if needs_explanation(line, kind, terms) and not line.explanation.strip():
        yield _problem("explanation_missing", line, "explanation")


def needs_explanation(line: AccountLine, kind: AccountKind, terms: BudgetTerms) -> bool:
    """Whether a line deviates by more than the pool lets a budget change without approval.

    Reading: what a partial account has not spent yet is no deviation, for the period still runs.
    """
    if line.spent is None or (kind is AccountKind.PARTIAL and line.deviation <= ZERO):
        return False
    return passes_limit(line.budget, line.spent, terms)


def _day_faults(
    line: AccountLine, kind: AccountKind, days: ProjectPeriod, period: ProjectPeriod, terms: BudgetTerms
) -> Iterator[Problem]:
    """`bad-inputs.md` 55: no expense outside the own period, but a final account's audit comes after it."""
    if line.last_day < line.first_day:
        yield _problem("days_backwards", line, "last_day")
    own = {"first": day(period.first), "last": day(period.last)}
    if line.first_day < period.first:
        yield _problem("expense_outside_period", line, "first_day", **own)
    if line.last_day > period.last and not _final_audit(line, kind, terms):
        yield _problem("expense_outside_period", line, "last_day", **own)
    elif days.last < line.last_day <= period.last:
        yield _problem("expense_after_cut_off", line, "last_day", cut_off=day(days.last))


def _final_audit(line: AccountLine, kind: AccountKind, terms: BudgetTerms) -> bool:
    audits = {category.key for category in terms.categories if category.audit}
    return kind is AccountKind.FINAL and line.category in audits


def overspending(lines: Sequence[AccountLine], terms: BudgetTerms) -> frozenset[int]:
    """The lines spent beyond their budget past the change limit: for these there is no default to accept."""
    return frozenset(
        line.number
        for line in lines
        if line.spent is not None
        and line.spent > line.budget
        and passes_limit(line.budget, line.spent, terms)
    )


def acceptance_faults(
    lines: Sequence[AccountLine], accepted: Mapping[int, tuple[Money, str]], terms: BudgetTerms
) -> Iterator[Problem]:
    """Tell why amounts cannot be accepted; a line not named is accepted as spent, unless it is overspent."""
    for number in sorted(accepted.keys() - {line.number for line in lines}):
        yield Problem("line_not_in_budget", f"lines[{number}]", {"line": str(number)})
    overspent = overspending(lines, terms)
    for line in lines:
        if line.number in accepted:
            yield from _accepted_faults(line, *accepted[line.number], overspent=line.number in overspent)
        elif line.number in overspent:
            yield _problem("overspending_undecided", line, "accepted")


def _accepted_faults(line: AccountLine, amount: Money, reason: str, *, overspent: bool) -> Iterator[Problem]:
    spent = line.spent or ZERO
    figures = {"accepted": kroner(amount), "spent": kroner(spent)}
    yield from free_text.faults(reason, where=f"lines[{line.number}].reason", longest=LONGEST_EXPLANATION)
    if amount < ZERO:
        yield _problem("negative_amount", line, "accepted")
    if amount > spent:
        yield _problem("accepted_above_spent", line, "accepted", **figures)
    if (amount < spent or overspent) and not reason.strip():
        yield _problem("acceptance_without_reason", line, "reason", **figures)


def accept(
    lines: Sequence[AccountLine], accepted: Mapping[int, tuple[Money, str]]
) -> dict[int, tuple[Money, str]]:
    """What is accepted of each line, with the reason: as it was decided, and where nothing was decided all of it."""
    return {line.number: accepted.get(line.number, (line.spent or ZERO, "")) for line in lines}
