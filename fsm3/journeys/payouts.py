"""Payouts: a caseworker prepares what the facts give, an approver decides, and money is released once.

Source: domain page, "Payout". One act serves instalment, settlement and claim: the facts say which. What is decided is
what was proposed: when award, accounts, locks or payments have moved since, the proposal is stale. Approving freezes the
statement, writes its letter, and releases the money to the CVR number the register has at that moment.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from applications.rules.workflow import Event, Status
from applications.selectors import cases
from budgets.selectors import accounts
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.danish import kroner
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys import letters
from fsm3.journeys.award_life import reason_faults
from fsm3.journeys.casework import step, subject
from fsm3.journeys.kinds import Kind
from fsm3.journeys.moneywork import record, take
from fsm3.journeys.payout_letters import letter
from payouts.rules.hearing import is_needed
from payouts.rules.readiness import PayoutKind
from payouts.selectors import money
from payouts.selectors.money import Worked
from payouts.services import money as services
from payouts.services.money import Decided

KINDS = {
    PayoutKind.INSTALMENT: Kind.INSTALMENT,
    PayoutKind.SETTLEMENT: Kind.SETTLEMENT,
    PayoutKind.REPAYMENT: Kind.REPAYMENT,
}
_ACTS = {
    PayoutKind.INSTALMENT: "payout.released",
    PayoutKind.SETTLEMENT: "payout.settled",
    PayoutKind.REPAYMENT: "repayment.claimed",
}


@transaction.atomic
def prepare_payout(application_id: int, *, reason: str = "", by: Actor, at: datetime) -> int:
    """Propose what the facts give: an instalment, the settlement, or a claim; returns the proposal.

    Raises NotReady with everything that keeps the case: `award_not_accepted`, `no_accepted_account`, `nothing_to_pay`,
    `month_not_locked`, `held_by_report`, `hearing_needed`, `hearing_open`.
    """
    case = take(application_id, by=by)
    worked = money.worked(case.id, at=at)
    require([*_reason_faults(worked, reason), *worked.problems()])
    proposal = proposals.prepare(
        KINDS[worked.kind],
        subject=subject(case.id),
        case=case.id,
        content={**worked.content(), "reason": reason},
        subject_state=worked.state,
        preparers=_preparers(case.id, worked),
        by=by,
        at=at,
    )
    record(
        "payout.prepared",
        case.id,
        by=by,
        at=at,
        proposal=proposal.sha256,
        kind=worked.kind,
        to_pay=str(worked.found.to_pay),
    )
    return proposal.id


def decide_payout(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Decide what was proposed. Approved, the statement is frozen with its letter, and its money released, once."""
    case = take(int(proposal.subject.removeprefix("application:")), by=by, roles=(Role.APPROVER,))
    proposal = proposals.read(proposal.id, lock=True)
    worked = money.worked(case.id, at=at)
    proposals.decide(proposal, approve=approve, subject_state=worked.state, by=by, at=at, reason=reason)
    if not approve:
        record("payout.handed_back", case.id, by=by, at=at, proposal=proposal.sha256)
        return
    statement = _freeze(worked, proposal, by=by, at=at)
    if worked.found.to_pay > ZERO:
        _release(statement, worked, by=by, at=at)
    if worked.kind is not PayoutKind.INSTALMENT and case.status is not Status.LAPSED:
        step(case, Event.SETTLED, by=by)
    figures = {"entitled": str(worked.found.entitled), "to_pay": str(worked.found.to_pay)}
    record(_ACTS[worked.kind], case.id, by=by, at=at, proposal=proposal.sha256, **figures)


def _reason_faults(worked: Worked, reason: str) -> list[Problem]:
    """A reason is due where the municipality answered a hearing: the decision says what its answer led to."""
    hearing = worked.covering
    answered = hearing is not None and hearing.answer and is_needed(worked.facts, worked.found)
    return reason_faults(reason) if reason or answered else []


def _preparers(case: int, worked: Worked) -> set[int]:
    """Domain page, "Application": for a payout also those who accepted the accounts."""
    accepted = {each.accepted_by for each in (worked.partial, worked.final) if each}
    return {*cases.hands_in(case), *accepted}


def _freeze(worked: Worked, proposal: Proposed, *, by: Actor, at: datetime) -> int:
    """Keep the statement as it was proposed, with the letter whose annex it is."""
    award = worked.award
    document = letters.write(
        letter(worked, proposal, signers=letters.signers_of(proposal, by), at=at),
        case=award.application_id,
        addressee_id=award.lead.organisation_id,
        at=at,
    )
    decided = Decided(worked.kind, proposal.content, worked.found.entitled, worked.found.to_pay)
    return services.add_statement(
        award.application_id, decided, proposal_id=proposal.id, document_id=document, at=at
    )


def _release(statement: int, worked: Worked, *, by: Actor, at: datetime) -> None:
    """Pay to the municipality that leads, by the name and number the register has now."""
    lead = worked.award.lead
    services.pay(
        statement,
        worked.award.application_id,
        amount=worked.found.to_pay,
        recipient=lead.official_name,
        cvr=lead.cvr,
        by=by.person,
        at=at,
    )


@transaction.atomic
def register_repayment(
    application_id: int, amount: Money, *, received_on: date, by: Actor, at: datetime
) -> None:
    """Register money that came back. Raises NotReady: `repayment_of_nothing`, `repaid_too_much`, `received_later`."""
    case = take(application_id, by=by)
    before = money.paid(case.id)
    left = before.released - before.repaid
    problems = []
    if amount <= ZERO:
        problems.append(Problem("repayment_of_nothing", "amount"))
    if amount > left:
        problems.append(Problem("repaid_too_much", "amount", {"left": kroner(left)}))
    if received_on > day_of(at):
        problems.append(Problem("received_later", "received_on"))
    require(problems)
    services.register_repayment(case.id, amount, received_on=received_on, by=by.person, at=at)
    record(
        "repayment.registered", case.id, by=by, at=at, amount=str(amount), received=received_on.isoformat()
    )


@transaction.atomic
def prepare_release_of_held(account_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Propose that a payout goes on although the auditor's report on this final account holds it.

    Raises NotReady with `not_held` where nothing does, or `reason_missing`.
    """
    case = take(accounts.case_of(account_id), by=by)
    worked = money.worked(case.id, at=at)
    require([*reason_faults(reason), *_not_held(worked, account_id)])
    proposal = proposals.prepare(
        Kind.ADVERSE_RELEASE,
        subject=f"account:{account_id}",
        case=case.id,
        content={"account": account_id, "reason": reason},
        subject_state=_held_state(worked, account_id),
        preparers=_preparers(case.id, worked),
        by=by,
        at=at,
    )
    record("payout.hold_release_prepared", case.id, by=by, at=at, proposal=proposal.sha256)
    return proposal.id


def decide_release_of_held(
    proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Let the payout go on, or keep it held. Stale when another version of the account counts by now."""
    account = int(proposal.content["account"])
    case = take(accounts.case_of(account), by=by, roles=(Role.APPROVER,))
    proposal = proposals.read(proposal.id, lock=True)
    state = _held_state(money.worked(case.id, at=at), account)
    proposals.decide(proposal, approve=approve, subject_state=state, by=by, at=at, reason=reason)
    if approve:
        services.release_hold(account, proposal_id=proposal.id, at=at)
    act = "payout.hold_released" if approve else "payout.hold_kept"
    record(act, case.id, by=by, at=at, proposal=proposal.sha256)


def _not_held(worked: Worked, account_id: int) -> list[Problem]:
    counts = worked.final is not None and worked.final.account_id == account_id
    return [] if counts and worked.standing.held else [Problem("not_held")]


def _held_state(worked: Worked, account_id: int) -> str:
    """What letting go rests on: that this version counts, and that its report holds the payout."""
    return sha256(canonical({"not_held": [problem.code for problem in _not_held(worked, account_id)]}))
