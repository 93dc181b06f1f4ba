"""What a case is ready for: an instalment, the settlement or a claim, or nothing yet, and then why.

Domain page, "Payout": a settlement waits for its months to be locked, for a report that holds it back, and for the
hearing; a negative amount is claimed only at the settlement; nothing to pay is a settlement all the same, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fsm3.core import danish
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import Problem
from payouts.rules import hearing
from payouts.rules.entitlement import Entitlement, Facts
from payouts.rules.hearing import Heard


class PayoutKind(StrEnum):
    """What is decided about money."""

    INSTALMENT = "instalment"
    SETTLEMENT = "settlement"
    REPAYMENT = "repayment"


@dataclass(frozen=True)
class HearingHeld:
    """A hearing about the settlement: what was heard, its last day, and whether it is closed."""

    heard: Heard
    due: date
    closed: bool


@dataclass(frozen=True)
class Standing:
    """How a case stands besides its figures.

    `counted` says that its award is accepted, or lapsed after that; `held` that an adverse report holds its payout;
    `settled` is what the newest settlement or claim found it entitled to, if there is one.
    """

    counted: bool
    held: bool = False
    hearings: tuple[HearingHeld, ...] = ()
    settled: Money | None = None


def kind(facts: Facts, found: Entitlement) -> PayoutKind:
    """What would be decided on these facts."""
    if not facts.final:
        return PayoutKind.INSTALMENT
    return PayoutKind.REPAYMENT if found.to_pay < ZERO else PayoutKind.SETTLEMENT


def faults(facts: Facts, found: Entitlement, standing: Standing) -> Iterator[Problem]:
    """Tell everything that keeps the case from being decided."""
    if not standing.counted:
        yield Problem("award_not_accepted")
    elif facts.final:
        yield from _settlement_faults(facts, found, standing)
    elif facts.accepted_partial is None and not found.advance:
        yield Problem("no_accepted_account")
    elif found.to_pay <= ZERO:
        yield Problem("nothing_to_pay")


def _settlement_faults(facts: Facts, found: Entitlement, standing: Standing) -> Iterator[Problem]:
    if found.waits_for is not None:
        yield Problem("month_not_locked", detail={"month": danish.month(found.waits_for)})
    if standing.held:
        yield Problem("held_by_report")
    if _is_settled_already(facts, found, standing):
        yield Problem("nothing_to_pay")
    elif found.waits_for is None:
        yield from _hearing_faults(facts, found, standing)


def _is_settled_already(facts: Facts, found: Entitlement, standing: Standing) -> bool:
    """Whether nothing is left to decide: it was settled with this result, or the award lapsed with nothing paid."""
    if not facts.award and not found.to_pay:
        return True
    return found.to_pay <= ZERO and standing.settled == found.entitled


def _hearing_faults(facts: Facts, found: Entitlement, standing: Standing) -> Iterator[Problem]:
    if not hearing.is_needed(facts, found):
        return
    covering = [held for held in standing.hearings if hearing.covers(held.heard, found)]
    if not covering:
        yield Problem("hearing_needed")
    elif not any(held.closed for held in covering):
        yield Problem("hearing_open", detail={"due": danish.day(max(held.due for held in covering))})
