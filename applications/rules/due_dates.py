"""What a municipality owes after an award, and by which day.

Call, "Krav til regnskab"; domain page, "Application" (acceptance within four weeks is our reading) and "Accounts": due
dates are stored with the case, and a caseworker moves them with a reason. What falls due on a closing day is late only
after the next working day.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from applications.rules.pool_terms import PoolTerms
from fsm3.core.periods import ProjectPeriod, months_after, working_day_on_or_after


class DueKind(StrEnum):
    """What is due."""

    ACCEPTANCE = "acceptance"
    PARTIAL_ACCOUNT = "partial_account"
    FINAL_ACCOUNT = "final_account"


def due_at_award(terms: PoolTerms, period: ProjectPeriod, *, decided_on: date) -> dict[DueKind, date]:
    """The days on which acceptance and accounts are due for an award decided on a day, for the own period."""
    due = {DueKind.ACCEPTANCE: decided_on + timedelta(weeks=terms.letters.acceptance_weeks)}
    if terms.accounts.partial_due:
        due[DueKind.PARTIAL_ACCOUNT] = terms.accounts.partial_due
    due[DueKind.FINAL_ACCOUNT] = months_after(period.last, terms.accounts.final_due_months)
    return due


def is_overdue(due: date, on: date) -> bool:
    """Whether a day is too late for what was due; 31 March 2024, an Easter Sunday, is late only after 2 April."""
    return on > working_day_on_or_after(due)
