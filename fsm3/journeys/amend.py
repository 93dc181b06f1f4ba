"""An award is amended or lapses: proposed by a caseworker, decided by an approver, told by a letter.

Source: domain page, "Who takes part" and "Payout": cohort, thresholds and period are the award's, so they change by an
amended award alone; an amendment that lowers the amount is heard first; money of a lapsed or reduced award is free again
only by this decision. What was paid is set off or claimed back by the next statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.rules.due_dates import DueKind
from applications.rules.recommendation import DecisionKind
from applications.rules.workflow import Event, Status
from applications.selectors import awards, cases
from applications.selectors.awards import AwardInForce
from applications.services import award_life, decisions
from applications.services import pools as pool_services
from applications.services.applications import LockedCase
from budgets import selectors as budgets
from budgets import services as budget_services
from budgets.rules.amendment import amendment_faults
from fsm3.access.roles import Role
from fsm3.core import journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.danish import kroner
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod
from fsm3.core.problems import NotReady, Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys import amended_letters, hearings, letters
from fsm3.journeys.award_life import reason_faults
from fsm3.journeys.casework import step, subject, take_in_hand
from fsm3.journeys.hearings import Told
from fsm3.journeys.kinds import Kind
from fsm3.letters.build_amendment import Standing
from fsm3.letters.contexts import Letter
from fsm3.letters.parts import Grounds
from payouts.rules.hearing import About, Heard

AMENDABLE = frozenset({Status.AWARDED, Status.ACCEPTED, Status.CLOSED})
LAPSABLE = frozenset({Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED})


@dataclass(frozen=True)
class Amended:
    """An amended award: what is approved of each line of the budget in force and why, and the terms that may change."""

    approved: Mapping[int, tuple[Money, str]]
    cohort: str
    period: ProjectPeriod

    @property
    def amount(self) -> Money:
        """The award: the sum of its lines."""
        return Money.sum(amount for amount, _ in self.approved.values())

    def as_content(self) -> dict[str, Any]:
        """What is frozen in the proposal."""
        return {
            "award": str(self.amount),
            "lines": [
                {"number": number, "amount": str(amount), "reason": reason}
                for number, (amount, reason) in sorted(self.approved.items())
            ],
            "cohort": self.cohort,
            "first_day": self.period.first.isoformat(),
            "last_day": self.period.last.isoformat(),
        }


@transaction.atomic
def hear_amendment(application_id: int, amended: Amended, *, reason: str, by: Actor, at: datetime) -> int:
    """Hear a municipality about a lower award, with the facts it would rest on; returns the hearing.

    Raises NotReady with the faults of the amounts, and `hearing_not_needed` where the award does not become lower.
    """
    case = take_in_hand(application_id, by=by)
    award = _award(case, AMENDABLE, Event.AWARDED)
    lower = [] if amended.amount < award.amount else [Problem("hearing_not_needed")]
    require([*reason_faults(reason), *_faults(award, amended), *lower])
    return hearings.open_hearing(case.id, About.AMENDMENT, _told(award, amended.amount, reason), by=by, at=at)


@transaction.atomic
def hear_lapse(application_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Hear a municipality about an award that is to lapse; returns the hearing."""
    case = take_in_hand(application_id, by=by)
    award = _award(case, LAPSABLE, Event.LAPSED)
    require(reason_faults(reason))
    return hearings.open_hearing(case.id, About.AMENDMENT, _told(award, ZERO, reason), by=by, at=at)


@transaction.atomic
def prepare_amendment(application_id: int, amended: Amended, *, reason: str, by: Actor, at: datetime) -> int:
    """Propose an amended award; returns the proposal.

    Raises NotReady with every fault of the amounts, `nothing_changes`, `not_now`, or `hearing_needed` and `hearing_open`
    where the amount becomes lower and the municipality was not heard.
    """
    case = take_in_hand(application_id, by=by)
    award = _award(case, AMENDABLE, Event.AWARDED)
    require([*reason_faults(reason), *_faults(award, amended)])
    if amended.amount < award.amount:
        require(hearings.unheard(case.id, About.AMENDMENT, amended.amount, at=at))
    content = {**amended.as_content(), "reason": reason, "budget": budgets.version_in_force(case.id)}
    return _propose(Kind.AMENDMENT, case, award, content, by=by, at=at)


@transaction.atomic
def prepare_lapse(application_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Propose that an award lapses; returns the proposal. Unless the municipality renounced it, it is heard first."""
    case = take_in_hand(application_id, by=by)
    award = _award(case, LAPSABLE, Event.LAPSED)
    require(reason_faults(reason))
    if case.status is not Status.RENOUNCED:
        require(hearings.unheard(case.id, About.AMENDMENT, ZERO, at=at))
    return _propose(Kind.LAPSE, case, award, {"reason": reason}, by=by, at=at)


def decide_amendment(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Amend an award as proposed. Raises NotReady over the envelope."""
    pool, case, award = _take(proposal, by)
    if not _decided(proposal, case, award, approve=approve, reason=reason, by=by, at=at):
        return
    after = amended_letters.after(award, proposal)
    _require_within(pool, after.amount - award.amount)
    letter = amended_letters.amendment(award, proposal, signers=letters.signers_of(proposal, by), at=at)
    decision = _conclude(proposal, DecisionKind.AMENDMENT, award, letter, at=at)
    award_life.end_award(case.id)
    decisions.add_award(case.id, decision_id=decision, amount=after.amount, terms=_terms(award, after))
    reasons = amended_letters.line_reasons(proposal)
    budget_services.approve(case.id, after.lines, reasons=reasons, at=at)
    if after.period != award.period:
        award_life.set_due_dates(
            case.id, {DueKind.FINAL_ACCOUNT: amended_letters.due_anew(award, after.period)}, at=at
        )
    _record(case, "award.amended", proposal, by=by, at=at, amount=str(after.amount))


def decide_lapse(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Let an award lapse as proposed: its money is free again, and what was paid is claimed back by a statement."""
    _, case, award = _take(proposal, by)
    if not _decided(proposal, case, award, approve=approve, reason=reason, by=by, at=at):
        return
    step(case, Event.LAPSED, by=by)
    letter = amended_letters.lapse(award, proposal, signers=letters.signers_of(proposal, by), at=at)
    _conclude(proposal, DecisionKind.LAPSE, award, letter, at=at)
    award_life.end_award(case.id)
    _record(case, "award.lapsed", proposal, by=by, at=at, amount=str(award.amount))


def _told(award: AwardInForce, amount: Money, reason: str) -> Told:
    """What a municipality is told before its award becomes lower, or nothing."""
    after = f"nedsætte tilsagnet til {kroner(amount)}" if amount else "lade tilsagnet bortfalde."
    return Told(
        subject=About.AMENDMENT,
        intends=[f"Vi vil {after}"],
        grounds=Grounds([reason], [award.terms.letters.source.section]),
        figures=[("Tilsagn i dag", award.amount), ("Tilsagn fremover", amount)],
        heard=Heard(amount, ZERO),
    )


def _award(case: LockedCase, allowed: frozenset[Status], event: Event) -> AwardInForce:
    if case.status not in allowed:
        raise NotReady([Problem("not_now", detail={"event": event, "status": case.status})])
    return awards.in_force(case.id)


def _faults(award: AwardInForce, amended: Amended) -> Iterator[Problem]:
    lines = budgets.approved(award.application_id, budgets.version_in_force(award.application_id))
    approved = amended_letters.approved(amended.as_content())
    yield from amendment_faults(lines, approved, requested=award.requested, cap=award.cap)
    same = [line.amount for line in lines] == [each.amount for each in approved]
    if same and (amended.cohort, amended.period) == (award.cohort.key, award.period):
        yield Problem("nothing_changes", "lines")


def _propose(
    kind: Kind, case: LockedCase, award: AwardInForce, content: Mapping[str, Any], *, by: Actor, at: datetime
) -> int:
    proposal = proposals.prepare(
        kind,
        subject=subject(case.id),
        case=case.id,
        content=content,
        subject_state=_state(case, award),
        preparers=cases.hands_in(case.id),
        by=by,
        at=at,
    )
    _record(case, f"award.{kind}_prepared", proposal, by=by, at=at)
    return proposal.id


def _take(proposal: Proposed, by: Actor) -> tuple[pool_services.LockedPool, LockedCase, AwardInForce]:
    """Lock pool and case, in this order, for an approver without a conflict of interest."""
    case_id = int(proposal.subject.removeprefix("application:"))
    pool = pool_services.lock(cases.pool_of(case_id))
    case = take_in_hand(case_id, by=by, roles=(Role.APPROVER,))
    return pool, case, awards.in_force(case.id)


def _decided(
    proposal: Proposed,
    case: LockedCase,
    award: AwardInForce,
    *,
    approve: bool,
    reason: str,
    by: Actor,
    at: datetime,
) -> bool:
    proposals.decide(
        proposal, approve=approve, subject_state=_state(case, award), by=by, at=at, reason=reason
    )
    if not approve:
        _record(case, "award.proposal_returned", proposal, by=by, at=at)
    return approve


def _state(case: LockedCase, award: AwardInForce) -> str:
    """What an amendment rests on: the award, its budget and where the case stands."""
    version = budgets.version_in_force(case.id)
    return sha256(canonical({"status": case.status, "award": award.id, "budget": version}))


def _require_within(pool: pool_services.LockedPool, more: Money) -> None:
    """Raise NotReady when the awards in force would exceed the envelope by what is awarded more."""
    total = cases.awarded(pool.id) + more
    if total > pool.envelope:
        figures = {"total": kroner(total), "envelope": kroner(pool.envelope)}
        raise NotReady([Problem("awards_over_envelope", "envelope", figures)])


def _conclude(
    proposal: Proposed, kind: DecisionKind, award: AwardInForce, letter: Letter, *, at: datetime
) -> int:
    """Keep the decision with its letter; it rests on the version that stands. Returns the decision."""
    case, sent = award.application_id, cases.standing(award.application_id)
    if sent is None:
        raise NotReady([Problem("nothing_sent")])
    document = letters.write(letter, case=case, addressee_id=award.lead.organisation_id, at=at)
    return decisions.add_decision(
        case, kind=kind, submission_id=sent.id, proposal_id=proposal.id, document_id=document, at=at
    )


def _terms(award: AwardInForce, after: Standing) -> decisions.AwardTerms:
    return decisions.AwardTerms(
        pool_id=award.pool_id,
        pool_version_id=award.pool_version_id,
        requested=award.requested,
        cap=award.cap,
        cohort=after.cohort.key,
        period=after.period,
    )


def _record(
    case: LockedCase, act: str, proposal: Proposed, *, by: Actor, at: datetime, **figures: str
) -> None:
    content = {"proposal": proposal.sha256, **figures}
    journal.record(act, subject=subject(case.id), case=case.id, by=by, at=at, content=content)
