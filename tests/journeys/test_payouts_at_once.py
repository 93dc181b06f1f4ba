"""27: released by two at once, or prepared by two at once, there is one payout. Real threads on real connections.

The journey locks pool and case before it reads; without those locks the database still refuses the second payment.
"""

import pytest
from django.db import connections

from applications.models import Application
from applications.rules.workflow import Status
from applications.services import applications, pools
from applications.services.applications import LockedCase
from fsm3.core import proposals
from fsm3.core.problems import NotReady
from fsm3.journeys import payouts
from fsm3.journeys.deciding import decide_proposal
from payouts.models import Payment, Statement
from payouts.selectors import money
from tests.support.at_once import Meeting, at_once
from tests.support.databases import Copy
from tests.support.payouts import APRIL_2023, MAY_2024, prepared, with_partial
from tests.support.town import Town


@pytest.fixture
def ready(committed_db: Copy) -> tuple[Town, int]:
    """A case whose partial account is accepted."""
    town = Town().build()
    return town, with_partial(town, "0101")


def both_release(town: Town, proposal: int) -> list[object]:
    """Two approvers, one proposal, at once."""

    def release(at: int) -> object:
        return decide_proposal(proposal, approve=True, by=town.approvers[at], at=MAY_2024)

    return at_once(lambda: release(0), lambda: release(1))


def test_27_of_two_who_release_at_once_the_second_is_refused_and_one_payment_is_made(ready, monkeypatch):
    town, case = ready
    proposal = prepared(town, case)
    monkeypatch.setattr(money, "worked", Meeting().after(money.worked))
    (refused,) = [each for each in both_release(town, proposal) if each is not None]
    assert isinstance(refused, NotReady)
    assert "proposal_decided" in refused.codes
    assert (Payment.objects.count(), Statement.objects.count()) == (1, 1)


def test_27_without_the_journeys_locks_the_database_refuses_the_second(ready, monkeypatch):
    town, case = ready
    proposal = prepared(town, case)
    without_locks(monkeypatch)
    came = both_release(town, proposal)
    assert sum(each is None for each in came) == 1
    assert (Payment.objects.count(), Statement.objects.count()) == (1, 1)


def test_27_without_locks_and_guards_two_payments_would_be_made(ready, monkeypatch):
    town, case = ready
    proposal = prepared(town, case)
    without_locks(monkeypatch)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE core_proposal DISABLE TRIGGER stays_as_proposed")
        cursor.execute("ALTER TABLE payouts_payment DISABLE TRIGGER payments_are_guarded")
        for table, column in (("statement", "proposal_id"), ("payment", "statement_id")):
            cursor.execute(f"ALTER TABLE payouts_{table} DROP CONSTRAINT payouts_{table}_{column}_key")
        cursor.execute("ALTER TABLE payouts_statement DROP CONSTRAINT a_statement_has_its_number")
    assert both_release(town, proposal) == [None, None]
    assert Payment.objects.count() == 2


def test_28_of_two_who_prepare_at_once_one_proposal_comes(ready):
    town, case = ready

    def prepare(at: int) -> object:
        return payouts.prepare_payout(case, by=town.caseworkers[at], at=APRIL_2023)

    came = at_once(lambda: prepare(0), lambda: prepare(2))
    (refused,) = [each for each in came if not isinstance(each, int)]
    assert isinstance(refused, NotReady)
    assert refused.codes == {"proposal_open"}


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the journey read pool, case and proposal without locking them, and both read before either writes."""
    read = proposals.read
    monkeypatch.setattr(pools, "lock", lambda _key: None)
    monkeypatch.setattr(applications, "lock", unlocked)
    monkeypatch.setattr(proposals, "read", lambda number, **_: read(number))
    monkeypatch.setattr(money, "worked", Meeting(5).after(money.worked))


def unlocked(application_id: int) -> LockedCase:
    """A case as the journey reads it, without its lock."""
    row = Application.objects.select_related("pool").get(id=application_id)
    return LockedCase(
        row.id, row.number, Status(row.status), row.pool_id, row.pool.key, row.lead_id, row.invented
    )
