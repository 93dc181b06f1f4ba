"""The hearing (*partshøring*): when a municipality is heard before a decision, until when, and what has been heard.

Domain page, "Payout": where the agency's own figures or a cut lower the amount, and before a repayment claim, the
municipality is heard first; it has ten working days, or waives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fsm3.core.money import ZERO, Money
from fsm3.core.periods import add_working_days
from payouts.rules.entitlement import Entitlement, Facts

WORKING_DAYS = 10


class About(StrEnum):
    """What a municipality is heard about."""

    SETTLEMENT = "settlement"
    ACCOUNT_CUT = "account_cut"
    AMENDMENT = "amendment"


@dataclass(frozen=True)
class Heard:
    """What a municipality was told it would be entitled to, and what would be paid or claimed back."""

    entitled: Money
    to_pay: Money


def due(opened_on: date) -> date:
    """The last day on which a hearing can be answered."""
    return add_working_days(opened_on, WORKING_DAYS)


def is_closed(*, due_on: date, today: date, answered: bool, waived: bool) -> bool:
    """Whether a decision may follow: it was answered, waived, or its last day has passed."""
    return answered or waived or today > due_on


def is_needed(facts: Facts, found: Entitlement) -> bool:
    """Whether a settlement needs a hearing: money is claimed back, or our figures give less than the account would.

    The account gives what was accepted, within the award; that less than spent was accepted was heard with the account.
    """
    if not facts.final:
        return False
    return found.to_pay < ZERO or found.entitled < min(facts.award, facts.accepted_final or ZERO)


def covers(heard: Heard, found: Entitlement) -> bool:
    """Whether what is found is no worse than what was heard."""
    claims_more = found.to_pay < ZERO and found.to_pay < heard.to_pay
    return found.entitled >= heard.entitled and not claims_more
