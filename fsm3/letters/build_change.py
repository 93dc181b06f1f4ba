"""The answer to a budget change: approved or not, line by line against the version that was approved before.

Domain page, "Budget": a change is asked for with a reason; approval is needed when a line moves more than the pool's
limit; the approved change becomes the next version.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from budgets.rules.lines import Line, total
from fsm3.core import danish
from fsm3.letters import contexts as c
from fsm3.letters import parts
from fsm3.letters.changed import changed_budget
from fsm3.letters.parts import Case, Grounds, Signers

APPROVED, NOT_APPROVED = "Godkendt ændring af budgettet", "Afslag på ændring af budgettet"


def budget_change(
    case: Case,
    *,
    approved: bool,
    version: int,
    before: Sequence[Line],
    after: Sequence[Line],
    asked_on: date,
    wish: str,
    reason: str,
    signers: Signers,
    at: datetime,
) -> c.BudgetChangeLetter:
    """The letter that answers a budget change.

    `version` is the approved budget that counts from now on: the new one, or the old one when it is not approved.
    `before` adds up to the award, `after` is what was asked for, `wish` the municipality's reason and `reason` ours.
    """
    terms = case.terms.budget
    limit = case.terms.source_of("budget.change_share") or terms.source
    grounds = Grounds([reason], [limit.section])
    return c.BudgetChangeLetter(
        head=parts.head(case, at=at),
        name=APPROVED if approved else NOT_APPROVED,
        approved=approved,
        version=str(version),
        amount=danish.kroner(total(before)),
        asked=danish.day(asked_on),
        wish=(wish,),
        reasons=tuple(grounds.reasons),
        rules=grounds.rules,
        change_share=danish.percent(terms.change_share),
        change_amount=danish.kroner(terms.change_amount),
        budget=changed_budget(
            case,
            before,
            after,
            title="Godkendt budget" if approved else "Den ændring, I søgte om",
            after_title="Godkendt" if approved else "Ønsket",
        ),
        legal_basis=case.terms.letters.legal_basis,
        appeal=case.terms.letters.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        covered=parts.covered(case),
    )
