"""Budget changes: a municipality asks, line by line; over the limit one proposes the answer and another decides.

Source: domain page, "Budget": approval is needed when a line moves more than 10 % or DKK 100,000; under the limit the
change is the next approved version at once, and the journal says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from applications.rules.workflow import ACCOUNTABLE, Event
from applications.selectors import awards, cases
from applications.selectors.awards import AwardInForce
from applications.services.applications import LockedCase
from budgets import selectors as budgets
from budgets import services as budget_services
from budgets.rules import change as rules
from budgets.rules.change import ChangeState
from budgets.rules.lines import Line
from budgets.selectors import changes
from budgets.selectors.changes import Change
from budgets.services import changes as services
from fsm3.access.roles import Role
from fsm3.core import journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.periods import day_of
from fsm3.core.problems import NotReady, Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys import letters
from fsm3.journeys.award_life import reason_faults
from fsm3.journeys.casework import WRITERS, subject, take_in_hand, take_own
from fsm3.journeys.kinds import Kind
from fsm3.letters import build_change, parts
from fsm3.letters.contexts import BudgetChangeLetter
from fsm3.letters.parts import Signers


@transaction.atomic
def ask(application_id: int, lines: Sequence[Line], *, reason: str, by: Actor, at: datetime) -> int:
    """Ask for another division of the award; returns the change. It is in force at once when no line passes the limit.

    Raises NotReady with every fault of the lines, `change_is_not_the_award`, `nothing_changes` or `change_waits`.
    """
    case = take_own(application_id, by=by, roles=WRITERS)
    award, number = _award(case), budgets.version_in_force(case.id)
    before = budgets.approved(case.id, number)
    require([*reason_faults(reason), *_waiting(case.id), *_faults(award, before, lines)])
    over = rules.needs_approval(rules.moves(before, lines), award.terms.budget)
    change = services.ask(
        case.id, lines, from_number=number, reason=reason, needs_approval=over, by=by.person, at=at
    )
    _record("budget_change.asked", changes.change(change), by=by, at=at)
    if not over:
        _put_in_force(changes.change(change), by=by, at=at)
    return change


@transaction.atomic
def withdraw(change_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a change that waits for its answer."""
    change = changes.change(change_id)
    take_own(change.application_id, by=by, roles=WRITERS)
    _require_asked(change)
    services.close(change.id, ChangeState.WITHDRAWN)
    _record("budget_change.withdrawn", change, by=by, at=at)


@transaction.atomic
def prepare_change(change_id: int, *, approve: bool, reason: str, by: Actor, at: datetime) -> int:
    """Propose the answer to a change that waits; returns the proposal.

    Raises NotReady with `change_outdated` where the budget was amended since: such a change can only be refused.
    """
    change = changes.change(change_id)
    case = take_in_hand(change.application_id, by=by)
    _require_asked(change)
    require([*reason_faults(reason), *(_outdated(change) if approve else ())])
    proposal = proposals.prepare(
        Kind.BUDGET_CHANGE,
        subject=f"budget_change:{change.id}",
        case=case.id,
        content={"change": change.id, "wanted": change.sha256, "approve": approve, "reason": reason},
        subject_state=_state(change, _award(case)),
        preparers=cases.hands_in(case.id),
        by=by,
        at=at,
    )
    _record("budget_change.prepared", change, by=by, at=at, proposal=proposal.sha256)
    return proposal.id


def decide_change(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Answer a budget change as proposed, with its letter; rejected, the change waits for another proposal."""
    change = changes.change(proposal.content["change"])
    case = take_in_hand(change.application_id, by=by, roles=(Role.APPROVER,))
    change, award = changes.change(change.id), awards.in_force(case.id)
    proposals.decide(
        proposal, approve=approve, subject_state=_state(change, award), by=by, at=at, reason=reason
    )
    if not approve:
        _record("budget_change.handed_back", change, by=by, at=at, proposal=proposal.sha256)
        return
    document = _write(award, change, proposal, by=by, at=at)
    answer = proposal.content["reason"]
    if proposal.content["approve"]:
        _put_in_force(change, by=by, at=at, answer=answer, document_id=document)
    else:
        services.close(change.id, ChangeState.REFUSED, answer=answer, document_id=document)
        _record("budget_change.refused", change, by=by, at=at)


def _award(case: LockedCase) -> AwardInForce:
    """The award of a case whose award is accepted. Raises NotReady(`not_now`)."""
    if case.status not in ACCOUNTABLE:
        raise NotReady([Problem("not_now", detail={"event": Event.ACCEPTED, "status": case.status})])
    return awards.in_force(case.id)


def _waiting(application_id: int) -> list[Problem]:
    asked = [each for each in changes.changes_of(application_id) if each.state is ChangeState.ASKED]
    return [Problem("change_waits", detail={"change": str(each.id)}) for each in asked]


def _faults(award: AwardInForce, before: Sequence[Line], lines: Sequence[Line]) -> list[Problem]:
    terms = award.terms.budget
    return list(rules.change_faults(before, lines, award=award.amount, terms=terms, period=award.period))


def letter(
    award: AwardInForce, change: Change, proposal: Proposed, *, signers: Signers, at: datetime
) -> BudgetChangeLetter:
    """The letter of the answer; the version that counts from now on is the next one, or the old one."""
    approved = proposal.content["approve"]
    return build_change.budget_change(
        parts.case_of(award),
        approved=approved,
        version=budgets.version_in_force(award.application_id) + approved,
        before=budgets.approved(award.application_id, change.from_number),
        after=change.lines,
        asked_on=day_of(change.asked_at),
        wish=change.reason,
        reason=proposal.content["reason"],
        signers=signers,
        at=at,
    )


def _write(award: AwardInForce, change: Change, proposal: Proposed, *, by: Actor, at: datetime) -> int:
    said = letter(award, change, proposal, signers=letters.signers_of(proposal, by), at=at)
    return letters.write(said, case=award.application_id, addressee_id=award.lead.organisation_id, at=at)


def _require_asked(change: Change) -> None:
    if change.state is not ChangeState.ASKED:
        raise NotReady([Problem("change_is_answered", detail={"change": str(change.id)})])


def _outdated(change: Change) -> list[Problem]:
    """An amended award has a budget of its own, which a change of the old one would undo."""
    in_force = budgets.version_in_force(change.application_id)
    return [Problem("change_outdated")] if change.from_number != in_force else []


def _state(change: Change, award: AwardInForce) -> str:
    """What the answer rests on: on another award or budget it is stale, and so it is once the award was given up."""
    version, stands = budgets.version_in_force(change.application_id), award.status in ACCOUNTABLE
    return sha256(canonical({"award": award.id, "stands": stands, "budget": version, "change": change.state}))


def _put_in_force(
    change: Change, *, by: Actor, at: datetime, answer: str = "", document_id: int | None = None
) -> None:
    number = budget_services.approve(change.application_id, change.lines, reasons={}, at=at)
    services.put_in_force(change.id, number=number, answer=answer, document_id=document_id)
    _record("budget_change.in_force", change, by=by, at=at, version=str(number))


def _record(act: str, change: Change, *, by: Actor, at: datetime, **figures: str) -> None:
    case = change.application_id
    content = {"change": change.id, "wanted": change.sha256, **figures}
    journal.record(act, subject=subject(case), case=case, by=by, at=at, content=content)
