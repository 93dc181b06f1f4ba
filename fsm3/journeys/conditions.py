"""Conditions: a part of an award that a confirmed condition releases is confirmed by two persons.

Source: domain page, "The pool": a condition confirmed by caseworker and approver is one of the kinds of payout trigger.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.rules.pool_terms import Trigger
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.problems import Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys.award_life import reason_faults
from fsm3.journeys.casework import subject
from fsm3.journeys.kinds import Kind
from fsm3.journeys.moneywork import record, take
from payouts.selectors import money
from payouts.selectors.money import Worked
from payouts.services import money as services


@transaction.atomic
def prepare_confirmation(application_id: int, part: str, *, reason: str, by: Actor, at: datetime) -> int:
    """Propose to confirm that the condition of a part of the award is met; the reason says how that is known.

    Raises NotReady: `award_not_accepted`, `condition_unknown`, `condition_confirmed`, `reason_missing`.
    """
    case = take(application_id, by=by)
    worked = money.worked(case.id, at=at)
    require([*reason_faults(reason), *_unconfirmable(worked, part)])
    proposal = proposals.prepare(
        Kind.CONDITION,
        subject=subject(case.id),
        case=case.id,
        content={"part": part, "reason": reason},
        subject_state=_condition_state(worked, part),
        by=by,
        at=at,
    )
    record("condition.prepared", case.id, by=by, at=at, part=part, proposal=proposal.sha256)
    return proposal.id


def decide_confirmation(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Confirm the condition, or not."""
    case = take(int(proposal.subject.removeprefix("application:")), by=by, roles=(Role.APPROVER,))
    proposal, part = proposals.read(proposal.id, lock=True), str(proposal.content["part"])
    state = _condition_state(money.worked(case.id, at=at), part)
    proposals.decide(proposal, approve=approve, subject_state=state, by=by, at=at, reason=reason)
    if approve:
        services.confirm(case.id, part, proposal_id=proposal.id, at=at)
    act = "condition.confirmed" if approve else "condition.not_confirmed"
    record(act, case.id, by=by, at=at, part=part, proposal=proposal.sha256)


def _unconfirmable(worked: Worked, part: str) -> list[Problem]:
    conditions = {each.key for each in worked.facts.parts if each.trigger is Trigger.CONFIRMED_CONDITION}
    problems = []
    if not worked.standing.counted:
        problems.append(Problem("award_not_accepted"))
    if part not in conditions:
        problems.append(Problem("condition_unknown", "part"))
    if part in worked.facts.confirmed:
        problems.append(Problem("condition_confirmed", "part"))
    return problems


def _condition_state(worked: Worked, part: str) -> str:
    """What confirming rests on: the award in force, and that nothing keeps the part from being confirmed."""
    problems = [problem.code for problem in _unconfirmable(worked, part)]
    return sha256(canonical({"award": worked.award.id, "problems": problems}))
