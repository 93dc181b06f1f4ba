"""Each payout by two persons, once, as it was approved; and what the database refuses of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction

from applications.models import Award
from fsm3.access.rights import NotAllowed
from fsm3.core import journal
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposal
from fsm3.journeys import payouts
from fsm3.journeys.deciding import decide_proposal
from payouts.models import Payment, Statement
from payouts.services import money as services
from tests.support.payouts import (
    APRIL_2023,
    HIGH,
    MAY_2024,
    approved,
    best_month,
    paid,
    payments,
    prepared,
    with_partial,
)
from tests.support.refused import codes


def test_28_prepared_twice_there_is_one_proposal_and_one_payment(town):
    case = with_partial(town, "0101")
    proposal = prepared(town, case)
    assert codes(lambda: prepared(town, case)) == {"proposal_open"}
    approved(town, proposal)
    assert codes(lambda: prepared(town, case)) == {"nothing_to_pay"}
    assert payments(case) == ["462500.00"]


def test_27_released_again_it_is_refused_and_nothing_is_paid_twice(town):
    case = with_partial(town, "0101")
    proposal = prepared(town, case)
    approved(town, proposal)
    for by in town.approvers:
        with pytest.raises(NotReady, match="proposal_decided"):
            decide_proposal(proposal, approve=True, by=by, at=MAY_2024)
    assert payments(case) == ["462500.00"]


def test_a_payout_handed_back_pays_nothing_and_can_be_prepared_anew(town):
    case = with_partial(town, "0101")
    decide_proposal(
        prepared(town, case), approve=False, by=town.approver, at=MAY_2024, reason="Se på det igen"
    )
    assert not Statement.objects.exists()
    assert "payout.handed_back" in [line.act for line in journal.of_case(case)]
    paid(town, case)
    assert payments(case) == ["462500.00"]


def test_an_approver_who_decides_on_moved_ground_is_refused(town):
    case = with_partial(town, "0101")
    proposal = prepared(town, case)
    best_month(town, HIGH)
    with pytest.raises(NotReady, match="proposal_stale"):
        approved(town, proposal)
    assert not Payment.objects.exists()


def test_26_who_accepted_the_account_prepared_the_payout_as_well(town):
    case = with_partial(town, "0101")
    proposal = Proposal.objects.get(id=prepared(town, case))
    assert {town.caseworker.person, town.caseworkers[1].person} <= set(proposal.preparers)


def without_award(told: dict[str, Any]) -> dict[str, Any]:
    """The same release, of an award that stopped counting a moment before."""
    Award.objects.update(in_force=False)
    return told


GUARDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "who prepared statement": lambda told: {**told, "by": Proposal.objects.latest("id").prepared_by_id},
    "not approved by who releases": lambda told: {**told, "by": told["by"] + 1},
    "differs from statement": lambda told: {**told, "amount": Money(1)},
    "exceed its award": without_award,
}


@pytest.mark.parametrize("guard", GUARDS)
def test_26_what_is_released_otherwise_than_approved_is_refused_by_the_database(town, monkeypatch, guard):
    proposal, pay = prepared(town, with_partial(town, "0101")), services.pay
    monkeypatch.setattr(services, "pay", lambda *ids, **told: pay(*ids, **GUARDS[guard](told)))
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        approved(town, proposal)
    assert not Payment.objects.exists()


def test_no_more_is_paid_back_than_was_paid_whoever_writes_it(town):
    case = with_partial(town, "0101", 300_000, 0)
    paid(town, case, at=APRIL_2023)
    told = {"received_on": date(2023, 4, 3), "by": town.caseworker.person, "at": APRIL_2023}
    services.register_repayment(case, Money.of(300_000), **told)
    with pytest.raises(IntegrityError, match="more is paid back than was paid"), transaction.atomic():
        services.register_repayment(case, Money(1), **told)


def test_only_the_agencys_impartial_people_prepare_and_decide(town):
    case = with_partial(town, "0101")
    for by in (town.signatories["0101"], town.approver, town.administrators[0]):
        with pytest.raises(NotAllowed):
            payouts.prepare_payout(case, by=by, at=MAY_2024)
    proposal = prepared(town, case)
    with pytest.raises(NotAllowed):
        decide_proposal(proposal, approve=True, by=town.caseworkers[3], at=MAY_2024)


@pytest.mark.parametrize("table", ["statement", "payment", "repayment", "hearing", "hearinganswer"])
@pytest.mark.parametrize("statement", ["DELETE FROM payouts_{}", "UPDATE payouts_{} SET id = id"])
def test_what_was_stated_paid_and_heard_is_never_changed(db, table, statement):
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))
