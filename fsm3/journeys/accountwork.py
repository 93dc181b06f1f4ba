"""What the acts on accounts share: taking an account in hand, for its municipality, its auditor or the agency.

Locks are taken in the order case, account. `record` writes the journal of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from applications.rules.workflow import ACCOUNTABLE
from applications.selectors import awards
from applications.services import applications
from applications.services.applications import LockedCase
from budgets.rules.accounts import AccountStatus
from budgets.selectors import accounts as selectors
from budgets.services import accounts as services
from budgets.services.accounts import LockedAccount
from fsm3.access import rights
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.problems import Problem, require
from fsm3.journeys.casework import WRITERS, take_in_hand, take_own
from fsm3.journeys.telling import mail_to
from fsm3.letters import mails


def take(account_id: int, *, by: Actor, roles: tuple[Role, ...]) -> tuple[LockedCase, LockedAccount]:
    """Lock the case and then the account, for the municipality that leads the case."""
    case = take_own(selectors.case_of(account_id), by=by, roles=roles)
    return case, services.lock(account_id)


def take_draft(account_id: int, *, by: Actor, roles: tuple[Role, ...]) -> tuple[LockedCase, LockedAccount]:
    """Lock a draft and its case. Raises NotReady(`account_sent`), and `award_not_accepted` once the award is gone."""
    case, account = take(account_id, by=by, roles=roles)
    require(_draft_faults(case, account))
    return case, account


def take_engaged(account_id: int, *, by: Actor) -> tuple[LockedCase, LockedAccount]:
    """Lock a draft and its case for an auditor of a firm that the municipality engaged. Raises NotAllowed otherwise."""
    rights.require(by, Role.AUDITOR)
    case = applications.lock(selectors.case_of(account_id))
    if awards.in_force(case.id).lead.organisation_id not in access.engaged_by(by.organisation_id):
        raise rights.NotAllowed("An auditor reports on accounts of municipalities that engaged the firm.")
    account = services.lock(account_id)
    require(_draft_faults(case, account))
    return case, account


def take_for_agency(account_id: int, *, by: Actor) -> tuple[LockedCase, LockedAccount]:
    """Lock an account and its case for a caseworker who is impartial in it."""
    case = take_in_hand(selectors.case_of(account_id), by=by)
    return case, services.lock(account_id)


def case_faults(case: LockedCase) -> Iterator[Problem]:
    """Tell whether accounts are taken in a case at all."""
    if case.status not in ACCOUNTABLE:
        yield Problem("award_not_accepted")


def _draft_faults(case: LockedCase, account: LockedAccount) -> Iterator[Problem]:
    yield from case_faults(case)
    if account.status is not AccountStatus.DRAFT:
        yield Problem("account_sent")


def tell_municipality(case: LockedCase, *, at: datetime) -> None:
    """Mail those who write for the municipality that one of its accounts was handled."""
    writers = access.holders(awards.in_force(case.id).lead.organisation_id, *WRITERS)
    mail_to(writers, mails.account_handled(case.id), case=case.id, at=at)


def record(act: str, account_id: int, case: int, *, by: Actor, at: datetime, **figures: str) -> None:
    """Record an act on an account in the journal of its case."""
    journal.record(act, subject=f"account:{account_id}", case=case, by=by, at=at, content=figures)
