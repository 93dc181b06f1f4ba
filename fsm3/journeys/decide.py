"""Decide: an approver who had no hand in a case awards, refuses, or finds an application inadmissible.

Source: domain page, "Who takes part" (four eyes) and "Application". Each decision is frozen with its letter in one
transaction: a letter with an empty field stops the decision. An award takes the terms it was sent under and keeps them.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.rules import free_text
from applications.rules.due_dates import due_at_award
from applications.rules.recommendation import DecisionKind
from applications.rules.workflow import Event, Status
from applications.selectors import cases
from applications.selectors.sent_cases import SentCase
from applications.services import award_life, decisions
from applications.services import pools as pool_services
from applications.services.applications import LockedCase
from budgets import services as budgets
from budgets.rules.award import approved_lines
from fsm3.access.roles import Role
from fsm3.core import journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.danish import kroner
from fsm3.core.periods import day_of
from fsm3.core.problems import NotReady, Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys import decision_letters, letters
from fsm3.journeys.casework import nothing_asked, step, subject, take_in_hand
from fsm3.journeys.decision_letters import standing_case
from fsm3.journeys.kinds import Kind
from fsm3.journeys.recommend import requested_lines
from fsm3.letters import build
from fsm3.letters.contexts import Letter


@transaction.atomic
def prepare_inadmissibility(application_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Propose that an application is inadmissible, as one sent too late is; returns the proposal.

    Raises NotReady with `reason_missing`, `not_now` once the case was found admissible, or `clarification_open`.
    """
    case = take_in_hand(application_id, by=by)
    if not reason.strip():
        raise NotReady([Problem("reason_missing", "reason")])
    require(free_text.faults(reason, where="reason", longest=2000))
    if case.status not in {Status.SENT, Status.LATE}:
        raise NotReady(
            [Problem("not_now", detail={"event": Event.FOUND_INADMISSIBLE, "status": case.status})]
        )
    nothing_asked(case)
    proposal = proposals.prepare(
        Kind.INADMISSIBILITY,
        subject=subject(case.id),
        case=case.id,
        content={"reason": reason, "submission": standing_case(case.id).sent.id},
        subject_state=cases.state(case.id),
        preparers=cases.hands_in(case.id),
        by=by,
        at=at,
    )
    journal.record(
        "case.inadmissibility_prepared",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"proposal": proposal.sha256},
    )
    return proposal.id


def decide_award(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Award an application as proposed, write its approved budget and its letter. Raises NotReady over the envelope."""
    pool, case = _take(proposal, by)
    if not _decided(proposal, case, approve=approve, reason=reason, by=by, at=at):
        return
    amount = decision_letters.amount(proposal)
    total = cases.awarded(pool.id) + amount
    if total > pool.envelope:
        figures = {"total": kroner(total), "envelope": kroner(pool.envelope)}
        raise NotReady([Problem("awards_over_envelope", "envelope", figures)])
    sent = standing_case(case.id)
    approved = decision_letters.approved(proposal)
    lines = approved_lines(requested_lines(sent.sent), approved)
    step(case, Event.AWARDED, by=by)
    letter = decision_letters.award(sent, proposal, signers=letters.signers_of(proposal, by), at=at)
    decision = _conclude(proposal, DecisionKind.AWARD, sent, letter, at=at)
    decisions.add_award(case.id, decision_id=decision, amount=amount, terms=_terms(sent))
    budgets.approve(case.id, lines, reasons={each.number: each.reason for each in approved}, at=at)
    award_life.set_due_dates(case.id, due_at_award(sent.terms, sent.period, decided_on=day_of(at)), at=at)
    _record(case, "application.awarded", proposal, by=by, at=at, amount=str(amount))


def decide_refusal(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Refuse an application as proposed, with the main considerations criterion by criterion in its letter."""
    _, case = _take(proposal, by)
    if not _decided(proposal, case, approve=approve, reason=reason, by=by, at=at):
        return
    sent = standing_case(case.id)
    step(case, Event.REFUSED, by=by)
    letter = build.refusal(sent, proposal, signers=letters.signers_of(proposal, by), at=at)
    _conclude(proposal, DecisionKind.REFUSAL, sent, letter, at=at)
    _record(case, "application.refused", proposal, by=by, at=at)


def decide_inadmissibility(
    proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Find an application inadmissible as proposed, which is a decision of its own and not a refusal."""
    _, case = _take(proposal, by)
    if not _decided(proposal, case, approve=approve, reason=reason, by=by, at=at):
        return
    sent = standing_case(case.id)
    step(case, Event.FOUND_INADMISSIBLE, by=by)
    letter = build.inadmissibility(sent, proposal, signers=letters.signers_of(proposal, by), at=at)
    _conclude(proposal, DecisionKind.INADMISSIBILITY, sent, letter, at=at)
    _record(case, "application.found_inadmissible", proposal, by=by, at=at)


def _take(proposal: Proposed, by: Actor) -> tuple[pool_services.LockedPool, LockedCase]:
    """Lock pool and case, in this order, for an approver without a conflict of interest."""
    case = int(proposal.subject.removeprefix("application:"))
    pool = pool_services.lock(cases.pool_of(case))
    return pool, take_in_hand(case, by=by, roles=(Role.APPROVER,))


def _decided(
    proposal: Proposed, case: LockedCase, *, approve: bool, reason: str, by: Actor, at: datetime
) -> bool:
    """Decide the proposal; when it is rejected, hand the case back to those who assess it."""
    proposals.decide(
        proposal, approve=approve, subject_state=cases.state(case.id), by=by, at=at, reason=reason
    )
    if not approve:
        if case.status is Status.RECOMMENDED:
            step(case, Event.RECOMMENDATION_RETURNED, by=by)
        _record(case, "case.recommendation_returned", proposal, by=by, at=at)
    return approve


def _conclude(proposal: Proposed, kind: DecisionKind, sent: SentCase, letter: Letter, *, at: datetime) -> int:
    """Keep the decision with its letter to the municipality that leads; returns the decision."""
    document = letters.write(letter, case=sent.id, addressee_id=sent.lead.organisation_id, at=at)
    return decisions.add_decision(
        sent.id, kind=kind, submission_id=sent.sent.id, proposal_id=proposal.id, document_id=document, at=at
    )


def _record(
    case: LockedCase, act: str, proposal: Proposed, *, by: Actor, at: datetime, **figures: str
) -> None:
    journal.record(
        act,
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"proposal": proposal.sha256, **figures},
    )


def _terms(sent: SentCase) -> decisions.AwardTerms:
    return decisions.AwardTerms(
        pool_id=sent.pool_id,
        pool_version_id=sent.pool_version,
        requested=sent.sent.requested,
        cap=sent.cap,
        cohort=sent.cohort.key,
        period=sent.period,
    )
