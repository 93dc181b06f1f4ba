"""What becomes of money when an award is amended or lapses after it was paid: the same formula, held or claimed back."""

from datetime import date

import pytest

from applications.rules.workflow import Status
from applications.selectors import awards
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import NotReady
from fsm3.journeys import amend, award_life, payouts
from payouts.models import Payment, Statement
from payouts.selectors import money
from tests.support import accounts as account
from tests.support.payouts import (
    APRIL_2023,
    APRIL_2024,
    MAY_2024,
    accept_final,
    best_month,
    heard,
    paid,
    prepared,
    ready_to_settle,
    with_partial,
)
from tests.support.refused import codes
from tests.support.town import Town, lowered

WHY = "Kommunen har kun ansat én jobformidler."


def amended(town: Town, case: int, kroner: int) -> None:
    """The award lowered, after its hearing."""
    wanted = lowered(case, kroner)
    town.waived(amend.hear_amendment(case, wanted, reason=WHY, by=town.caseworker, at=APRIL_2023))
    town.decided(amend.prepare_amendment(case, wanted, reason=WHY, by=town.caseworker, at=APRIL_2024))


def lapsed(town: Town, case: int) -> None:
    """The award renounced, and lapsed by decision."""
    award_life.renounce(case, reason="Vi stopper.", by=town.signatories["0101"], at=APRIL_2023)
    town.decided(amend.prepare_lapse(case, reason="I har givet afkald.", by=town.caseworker, at=APRIL_2023))


def payments() -> list[str]:
    return [str(row.amount) for row in Payment.objects.order_by("id")]


def to_pay(case: int) -> Money:
    return money.worked(case, at=MAY_2024).found.to_pay


def test_a_lower_award_after_the_instalment_is_held_and_set_off_at_settlement(town):
    case = with_partial(town, "0101")
    paid(town, case, at=APRIL_2023)
    amended(town, case, 600_000)
    assert to_pay(case) == Money.of(-162_500)
    assert codes(lambda: prepared(town, case)) == {"nothing_to_pay"}
    accept_final(town, "0101", auditor=account.engaged(town, "0101"))
    best_month(town, {"0101": (4, 20)})
    paid(town, case)
    assert payments() == ["462500.00", "137500.00"]


def test_a_lower_award_after_the_settlement_is_claimed_back_after_a_hearing(town):
    case = ready_to_settle(town, "0101")
    paid(town, case)
    amended(town, case, 800_000)
    assert codes(lambda: prepared(town, case)) == {"hearing_needed"}
    heard(town, "0101", case)
    paid(town, case)
    claim = Statement.objects.latest("id")
    assert (claim.kind, claim.number, claim.to_pay) == ("repayment", 3, Money.of(-125_000))
    assert awards.in_force(case).status is Status.CLOSED
    assert payments() == ["462500.00", "462500.00"]


def test_what_was_paid_of_a_lapsed_award_is_claimed_back_and_paid_back(town):
    case = with_partial(town, "0101")
    paid(town, case, at=APRIL_2023)
    lapsed(town, case)
    assert to_pay(case) == Money.of(-462_500)
    heard(town, "0101", case)
    paid(town, case)
    assert awards.in_force(case).status is Status.LAPSED
    assert codes(lambda: prepared(town, case)) == {"nothing_to_pay"}
    received = {"received_on": date(2024, 5, 6), "by": town.caseworker, "at": MAY_2024}
    payouts.register_repayment(case, Money.of(462_500), **received)
    assert to_pay(case) == ZERO


def test_an_award_that_lapsed_before_anything_was_paid_needs_no_statement(town):
    case = town.accepted("0101")
    lapsed(town, case)
    assert codes(lambda: prepared(town, case)) == {"nothing_to_pay"}


def test_an_instalment_prepared_before_the_award_was_amended_is_stale(town):
    case = with_partial(town, "0101")
    proposal = prepared(town, case, at=APRIL_2023)
    amended(town, case, 600_000)
    with pytest.raises(NotReady, match="proposal_stale"):
        town.decided(proposal)
    assert payments() == []
