"""Previews: the letter of a proposal as it would be if it were decided now. Nothing is written and nothing locked.

Source: domain page, "Letters". Each letter is made by what makes it in the decision, of what the case holds now.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from applications.selectors import awards, cases
from budgets.selectors import changes
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.journeys import amended_letters, budget_change, correct_letter, decision_letters, payout_letters
from fsm3.journeys.decision_letters import standing_case
from fsm3.journeys.kinds import Kind
from fsm3.letters import build
from fsm3.letters.contexts import Letter
from fsm3.letters.parts import Signers
from payouts.selectors import money

NOT_KNOWN_YET = "Den, der godkender"

Draft = Callable[[Proposed, Signers, datetime], Letter]


def draft(proposal: Proposed, *, by: Actor, at: datetime) -> Letter:
    """The letter of a proposal, dated `at`, signed by whoever reads it where that person may decide it.

    Raises KeyError for a kind without a letter, and NotReady where the case no longer has what the letter tells.
    """
    return DRAFTS[proposal.kind](proposal, _signers(proposal, by), at)


def _signers(proposal: Proposed, by: Actor) -> Signers:
    names = access.names({proposal.prepared_by, by.person})
    decides = by.role == Role.APPROVER and by.person not in proposal.preparers
    return Signers(
        caseworker=names[proposal.prepared_by], approver=names[by.person] if decides else NOT_KNOWN_YET
    )


def _case(proposal: Proposed) -> int:
    return proposal.case or 0


def _award(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    return decision_letters.award(standing_case(_case(proposal)), proposal, signers=signers, at=at)


def _refusal(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    case = standing_case(_case(proposal))
    return build.refusal(case, proposal, agreed=cases.agreed(case.id), signers=signers, at=at)


def _inadmissibility(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    return build.inadmissibility(standing_case(_case(proposal)), proposal, signers=signers, at=at)


def _amendment(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    return amended_letters.amendment(awards.in_force(_case(proposal)), proposal, signers=signers, at=at)


def _lapse(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    return amended_letters.lapse(awards.in_force(_case(proposal)), proposal, signers=signers, at=at)


def _budget_change(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    award, change = awards.in_force(_case(proposal)), changes.change(proposal.content["change"])
    return budget_change.letter(award, change, proposal, signers=signers, at=at)


def _payout(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    return payout_letters.letter(money.worked(_case(proposal), at=at), proposal, signers=signers, at=at)


def _correction(proposal: Proposed, signers: Signers, at: datetime) -> Letter:
    return correct_letter.corrected(proposal, signers=signers, at=at)


DRAFTS: dict[str, Draft] = {
    Kind.AWARD: _award,
    Kind.REFUSAL: _refusal,
    Kind.INADMISSIBILITY: _inadmissibility,
    Kind.AMENDMENT: _amendment,
    Kind.LAPSE: _lapse,
    Kind.BUDGET_CHANGE: _budget_change,
    Kind.INSTALMENT: _payout,
    Kind.SETTLEMENT: _payout,
    Kind.REPAYMENT: _payout,
    Kind.LETTER_CORRECTION: _correction,
}
"""The kinds of proposal whose decision is told by a letter. A test walks all kinds and finds no other that writes one."""
