"""Deciding: the one door through which every proposal, whatever its kind, is decided or taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.journeys import (
    amend,
    budget_change,
    conditions,
    correct_letter,
    decide,
    members,
    outcomes,
    payouts,
    pools,
)
from fsm3.journeys.kinds import Kind

DECIDE: dict[str, Callable[..., None]] = {
    Kind.POOL_VERSION: pools.decide_pool_version,
    Kind.CAP_TABLE: pools.decide_caps,
    Kind.AWARD: decide.decide_award,
    Kind.REFUSAL: decide.decide_refusal,
    Kind.INADMISSIBILITY: decide.decide_inadmissibility,
    Kind.AMENDMENT: amend.decide_amendment,
    Kind.LAPSE: amend.decide_lapse,
    Kind.BUDGET_CHANGE: budget_change.decide_change,
    Kind.APPROVER_ROLE: members.decide_approver,
    Kind.MONTH_LOCK: outcomes.decide_lock,
    Kind.MONTH_UNLOCK: outcomes.decide_unlock,
    Kind.INSTALMENT: payouts.decide_payout,
    Kind.SETTLEMENT: payouts.decide_payout,
    Kind.REPAYMENT: payouts.decide_payout,
    Kind.ADVERSE_RELEASE: payouts.decide_release_of_held,
    Kind.CONDITION: conditions.decide_confirmation,
    Kind.LETTER_CORRECTION: correct_letter.decide_correction,
}


@transaction.atomic
def decide_proposal(proposal_id: int, *, approve: bool, by: Actor, at: datetime, reason: str = "") -> None:
    """Decide a proposal, whose row is locked before all else: of two who decide at once, the second finds it decided.

    Raises NotReady (`proposal_decided`, `own_proposal`, `proposal_stale`, and the kind's own problems), and NotAllowed
    for somebody without the role that decides this kind.
    """
    proposal = proposals.read(proposal_id, lock=True)
    DECIDE[proposal.kind](proposal, approve=approve, reason=reason, by=by, at=at)
