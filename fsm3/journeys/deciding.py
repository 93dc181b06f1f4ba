"""Deciding: the one door through which every proposal, whatever its kind, is decided or taken back.

One is decided by itself, or several recommendations of a pool in one act: all of them or none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady, Problem, require
from fsm3.core.proposals import Proposed
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
from fsm3.journeys.decide import Taken
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


TOGETHER: dict[str, Callable[..., None]] = {Kind.AWARD: decide.award, Kind.REFUSAL: decide.refuse}
"""The kinds that are decided several at once: what stands on a ranking."""


@transaction.atomic
def decide_many(pool_key: str, proposal_ids: Collection[int], *, by: Actor, at: datetime) -> None:
    """Approve recommendations of a pool in one act: all are decided, each as by itself, or none is.

    Each has its own four eyes and its own staleness. Raises NotReady with the problems of every proposal, `where` being
    its subject; with `nothing_chosen`, or `not_decided_together` for a proposal that is none of the pool's.
    """
    if not proposal_ids:
        raise NotReady([Problem("nothing_chosen")])
    chosen = proposals.locked(proposal_ids)
    require(Problem("not_decided_together", each.subject) for each in chosen if each.kind not in TOGETHER)
    taken = decide.take(pool_key, chosen, by=by)
    require(_faults(chosen, taken, by))
    for each in chosen:
        _approve(each, taken[each.id], by=by, at=at)


def _faults(chosen: Sequence[Proposed], taken: Mapping[int, Taken], by: Actor) -> Iterator[Problem]:
    """What keeps each of them from being decided; told before the first is, so that all are named."""
    for each in chosen:
        yield from proposals.faults(each, approve=True, subject_state=taken[each.id].state, by=by)


def _approve(proposal: Proposed, taken: Taken, *, by: Actor, at: datetime) -> None:
    try:
        decide.decided(proposal, taken, approve=True, reason="", by=by, at=at)
        TOGETHER[proposal.kind](proposal, taken, by=by, at=at)
    except NotReady as error:
        raise NotReady(replace(each, where=proposal.subject) for each in error.problems) from error
