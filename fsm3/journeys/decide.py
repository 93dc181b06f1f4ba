"""Decide: an approver who had no hand in a case awards, refuses, or finds an application inadmissible.

Source: domain page, "Who takes part" (four eyes) and "Application". Each decision is frozen with its letter in one
transaction: a letter with an empty field stops the decision. An award takes the terms it was sent under and keeps them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from applications.rules import free_text
from applications.rules.due_dates import due_at_award
from applications.rules.recommendation import DecisionKind
from applications.rules.workflow import Event, Status
from applications.selectors import cases
from applications.selectors.cases import Agreed
from applications.selectors.sent_cases import SentCase, sent_cases
from applications.services import award_life, decisions
from applications.services import pools as pool_services
from applications.services.applications import LockedCase
from applications.services.pools import LockedPool
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
from fsm3.journeys.casework import nothing_asked, step, subject, take_in_hand, take_many_in_hand
from fsm3.journeys.decision_letters import standing_case
from fsm3.journeys.kinds import Kind
from fsm3.journeys.recommend import requested_lines
from fsm3.letters import build
from fsm3.letters.contexts import Letter
from fsm3.letters.parts import Signers


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


@dataclass(frozen=True)
class Taken:
    """A case in an approver's hands, locked after its pool, with what the decision and its letter rest on."""

    pool: LockedPool
    case: LockedCase
    state: str
    sent: SentCase
    agreed: Agreed | None
    signers: Signers


def take(pool_key: str, chosen: Collection[Proposed], *, by: Actor) -> dict[int, Taken]:
    """Take the cases of proposals in hand for an approver without a conflict of interest, by proposal.

    The pool is locked and then every case; what they rest on is read once for all, before the first entry in the journal
    locks that until the commit. Raises NotReady with `nothing_sent`, or `not_decided_together` for another pool's case.
    """
    pool = pool_services.lock(pool_key)
    case_of = {each.id: _case(each) for each in chosen}
    found = take_many_in_hand(case_of.values(), by=by, roles=(Role.APPROVER,))
    strays = (case for case in found.values() if case.pool_id != pool.id)
    require(Problem("not_decided_together", subject(case.id)) for case in strays)
    standing, agreed = cases.standing_in(found), cases.agreed_in(found)
    require(Problem("nothing_sent") for _ in found.keys() - standing.keys())
    sent, signers = sent_cases(standing), letters.signers_of_many(chosen, by)
    return {
        each.id: Taken(
            pool=pool,
            case=case,
            state=cases.state_of(case.status, standing[case.id], agreed.get(case.id)),
            sent=sent[case.id],
            agreed=agreed.get(case.id),
            signers=signers[each.id],
        )
        for each in chosen
        for case in (found[case_of[each.id]],)
    }


def decide_award(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Award an application as proposed, or hand it back. Raises NotReady over the envelope."""
    taken = _take(proposal, by)
    if decided(proposal, taken, approve=approve, reason=reason, by=by, at=at):
        award(proposal, taken, by=by, at=at)


def award(proposal: Proposed, taken: Taken, *, by: Actor, at: datetime) -> None:
    """Keep an award that was just decided, write its approved budget and its letter. Raises NotReady over the envelope."""
    case, sent = taken.case, taken.sent
    amount = decision_letters.amount(proposal)
    total = cases.awarded(taken.pool.id) + amount
    if total > taken.pool.envelope:
        figures = {"total": kroner(total), "envelope": kroner(taken.pool.envelope)}
        raise NotReady([Problem("awards_over_envelope", "envelope", figures)])
    approved = decision_letters.approved(proposal)
    lines = approved_lines(requested_lines(sent.sent), approved)
    step(case, Event.AWARDED, by=by)
    letter = decision_letters.award(sent, proposal, signers=taken.signers, at=at)
    decision = _conclude(proposal, DecisionKind.AWARD, sent, letter, at=at)
    decisions.add_award(case.id, decision_id=decision, amount=amount, terms=_terms(sent))
    budgets.approve(case.id, lines, reasons={each.number: each.reason for each in approved}, at=at)
    award_life.set_due_dates(case.id, due_at_award(sent.terms, sent.period, decided_on=day_of(at)), at=at)
    _record(case, "application.awarded", proposal, by=by, at=at, amount=str(amount))


def decide_refusal(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Refuse an application as proposed, or hand it back."""
    taken = _take(proposal, by)
    if decided(proposal, taken, approve=approve, reason=reason, by=by, at=at):
        refuse(proposal, taken, by=by, at=at)


def refuse(proposal: Proposed, taken: Taken, *, by: Actor, at: datetime) -> None:
    """Keep a refusal that was just decided, with the main considerations criterion by criterion in its letter."""
    step(taken.case, Event.REFUSED, by=by)
    letter = build.refusal(taken.sent, proposal, agreed=taken.agreed, signers=taken.signers, at=at)
    _conclude(proposal, DecisionKind.REFUSAL, taken.sent, letter, at=at)
    _record(taken.case, "application.refused", proposal, by=by, at=at)


def decide_inadmissibility(
    proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Find an application inadmissible as proposed, which is a decision of its own and not a refusal."""
    taken = _take(proposal, by)
    if not decided(proposal, taken, approve=approve, reason=reason, by=by, at=at):
        return
    step(taken.case, Event.FOUND_INADMISSIBLE, by=by)
    letter = build.inadmissibility(taken.sent, proposal, signers=taken.signers, at=at)
    _conclude(proposal, DecisionKind.INADMISSIBILITY, taken.sent, letter, at=at)
    _record(taken.case, "application.found_inadmissible", proposal, by=by, at=at)


def _take(proposal: Proposed, by: Actor) -> Taken:
    return take(cases.pool_of(_case(proposal)), [proposal], by=by)[proposal.id]


def _case(proposal: Proposed) -> int:
    return int(proposal.subject.removeprefix("application:"))


def decided(proposal: Proposed, taken: Taken, *, approve: bool, reason: str, by: Actor, at: datetime) -> bool:
    """Decide the proposal; when it is rejected, hand the case back to those who assess it."""
    proposals.decide(proposal, approve=approve, subject_state=taken.state, by=by, at=at, reason=reason)
    if not approve:
        if taken.case.status is Status.RECOMMENDED:
            step(taken.case, Event.RECOMMENDATION_RETURNED, by=by)
        _record(taken.case, "case.recommendation_returned", proposal, by=by, at=at)
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
