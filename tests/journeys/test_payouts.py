"""What a case is paid: instalment, settlement, claim, from its accepted accounts and its best month.

Domain page, "Payout". The award of the town is 925,000 kroner: 462,500 in the first part, 370,000 and 92,500 after it.
"""

import json
from datetime import date, timedelta

import pytest

from applications.rules.workflow import Status
from applications.selectors import awards
from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import Conclusion
from budgets.selectors.accounts import versions
from fsm3.core import documents, journal
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import accounts, award_life, hearings, payouts
from fsm3.journeys.deciding import decide_proposal
from payouts.models import Payment, Repayment, Statement
from payouts.selectors import money
from tests.support import accounts as account
from tests.support import outcomes
from tests.support.payouts import (
    APRIL_2023,
    APRIL_2024,
    BEST,
    HIGH,
    LOW,
    MAY_2024,
    MIDDLE,
    MONTHS,
    accept_final,
    approved,
    best_month,
    heard,
    paid,
    payments,
    prepared,
    ready_to_settle,
    shares,
    with_partial,
)
from tests.support.refused import codes


def state(case: int) -> money.Worked:
    return money.worked(case, at=MAY_2024)


def settled_once(town, *, best=HIGH, spent=(900_000, 25_000)) -> int:
    """A case with both accounts accepted, its months locked, the first instalment paid."""
    if best is HIGH:
        return ready_to_settle(town, "0101", *spent)
    case = with_partial(town, "0101")
    paid(town, case, at=APRIL_2023)
    accept_final(town, "0101", *spent, auditor=account.engaged(town, "0101"))
    shares(town, best)
    return case


def test_17_a_partial_account_above_half_the_award_pays_half_of_it(town):
    case = with_partial(town, "0101")
    paid(town, case, at=APRIL_2023)
    payment = Payment.objects.get()
    assert (payment.amount, payment.cvr) == (Money.of(462_500), "64942212")
    assert payment.recipient == "København Kommune"
    statement = Statement.objects.get()
    assert (statement.number, statement.kind) == (1, "instalment")
    assert json.loads(statement.content)["statement"]["to_pay"] == "462500.00"
    assert documents.frozen(statement.document_id).kind == "settlement_letter"
    assert "payout.released" in [line.act for line in journal.of_case(case)]
    assert awards.in_force(case).status is Status.ACCEPTED


def test_17_a_partial_account_below_half_pays_what_was_accepted(town):
    case = with_partial(town, "0101", 300_000, 0)
    paid(town, case, at=APRIL_2023)
    assert payments(case) == ["300000.00"]


def test_18_spent_less_than_awarded_pays_what_was_spent_and_closes_the_case(town):
    case = settled_once(town, spent=(800_000, 25_000))
    paid(town, case)
    assert payments(case) == ["462500.00", "362500.00"]
    assert awards.in_force(case).status is Status.CLOSED
    assert "payout.settled" in [line.act for line in journal.of_case(case)]


@pytest.mark.parametrize(("best", "second"), [(HIGH, "462500.00"), (MIDDLE, "370000.00")])
def test_19_a_share_exactly_at_a_threshold_releases_its_part(town, best, second):
    case = settled_once(town, best=best)
    if best is MIDDLE:
        heard(town, "0101", case)
    paid(town, case)
    assert payments(case) == ["462500.00", second]


def test_19_one_citizen_short_of_the_lower_threshold_pays_nothing_more(town):
    case = settled_once(town, best=LOW)
    heard(town, "0101", case)
    paid(town, case)
    assert payments(case) == ["462500.00"]
    newest = Statement.objects.latest("id")
    assert (newest.kind, newest.to_pay) == ("settlement", Money(0))
    assert awards.in_force(case).status is Status.CLOSED


def test_48_a_settlement_waits_for_the_months_and_names_the_first(town):
    case = settled_once(town, best=MIDDLE)
    from fsm3.journeys import outcomes as months

    unlock = months.prepare_unlock(
        "fsm3", MONTHS[2:4], reason="Ny fil på vej", by=town.caseworker, at=APRIL_2024
    )
    approved(town, unlock)
    with pytest.raises(NotReady, match=r"month_not_locked.*februar 2022"):
        prepared(town, case)
    assert str(state(case).found.waits_for) == "2022-02"


def test_48_a_locked_month_that_reaches_the_upper_threshold_lets_the_settlement_go_on(town):
    case = with_partial(town, "0101")
    accept_final(town, "0101", auditor=account.engaged(town, "0101"))
    shares(town, HIGH, lock=False)
    assert codes(lambda: prepared(town, case)) == {"month_not_locked"}
    outcomes.locked(town, BEST)
    paid(town, case)
    assert payments(case) == ["925000.00"]


def test_49_a_lower_corrected_partial_account_after_payout_is_held_and_set_off_at_settlement(town):
    case = with_partial(town, "0101")
    paid(town, case, at=APRIL_2023)
    first = next(iter(versions(case, AccountKind.PARTIAL)))
    again = accounts.correct(first, by=town.signatories["0101"], at=APRIL_2023)
    account.write(town, "0101", again, spent={1: Money.of(200_000), 2: Money.of(0)}, at=APRIL_2023)
    account.sent(town, "0101", account.attested(town, "0101", again))
    accounts.accept(again, by=town.caseworkers[1], at=APRIL_2023)
    assert (str(state(case).found.to_pay), state(case).kind) == ("-262500.00", "instalment")
    assert codes(lambda: prepared(town, case)) == {"nothing_to_pay"}
    accept_final(town, "0101", auditor=account.engaged(town, "0101"))
    best_month(town, HIGH)
    paid(town, case)
    assert payments(case) == ["462500.00", "462500.00"]


@pytest.mark.parametrize("conclusion", [Conclusion.ADVERSE, Conclusion.NONE])
def test_50_an_adverse_report_holds_the_payout_until_an_approver_decides_with_a_reason(town, conclusion):
    case = with_partial(town, "0101")
    auditor = account.engaged(town, "0101")
    final = accept_final(town, "0101", auditor=auditor, conclusion=conclusion)
    best_month(town, HIGH)
    assert codes(lambda: prepared(town, case)) == {"held_by_report"}
    with pytest.raises(NotReady, match="reason_missing"):
        payouts.prepare_release_of_held(final, reason=" ", by=town.caseworker, at=APRIL_2024)
    release = payouts.prepare_release_of_held(
        final, reason="Bilagene er set hos os.", by=town.caseworker, at=APRIL_2024
    )
    decide_proposal(release, approve=False, by=town.approver, at=APRIL_2024, reason="Ikke nok")
    assert codes(lambda: prepared(town, case)) == {"held_by_report"}
    again = payouts.prepare_release_of_held(
        final, reason="Alle bilag er set hos os.", by=town.caseworker, at=APRIL_2024
    )
    approved(town, again)
    paid(town, case)
    assert payments(case) == ["925000.00"]
    assert codes(
        lambda: payouts.prepare_release_of_held(final, reason="Igen", by=town.caseworker, at=MAY_2024)
    ) == {"not_held"}


def test_50_a_qualified_report_holds_nothing(town):
    case = with_partial(town, "0101")
    accept_final(town, "0101", auditor=account.engaged(town, "0101"), conclusion=Conclusion.QUALIFIED)
    best_month(town, HIGH)
    assert prepared(town, case)


def test_58_a_later_vintage_past_a_threshold_moves_nothing_by_itself(town):
    case = settled_once(town, best=LOW)
    heard(town, "0101", case)
    paid(town, case)
    shares(town, HIGH, lock=False)
    assert state(case).found.to_pay == Money(0)
    assert codes(lambda: prepared(town, case)) == {"nothing_to_pay"}
    from fsm3.journeys import outcomes as months
    from payouts.selectors.outcomes import differences

    (found,) = differences(awards.in_force(case).pool_id)
    assert (found.locked.count.count, found.newest.count.count) == (2, 4)
    unlock = months.prepare_unlock("fsm3", [BEST], reason="Rettet fil", by=town.caseworker, at=MAY_2024)
    approved(town, unlock)
    outcomes.locked(town, BEST)
    paid(town, case)
    assert payments(case) == ["462500.00", "462500.00"]
    assert [row.number for row in Statement.objects.filter(application_id=case).order_by("id")] == [1, 2, 3]


def test_a_claim_is_made_after_its_hearing_and_paid_back_in_parts(town):
    case = settled_once(town, spent=(300_000, 25_000))
    assert codes(lambda: prepared(town, case)) == {"hearing_needed"}
    hearings.hear_settlement(case, by=town.caseworker, at=APRIL_2024)
    assert codes(lambda: prepared(town, case, at=APRIL_2024 + timedelta(days=14))) == {"hearing_open"}
    paid(town, case)
    claim = Statement.objects.latest("id")
    assert (claim.kind, claim.to_pay) == ("repayment", Money.of(-137_500))
    assert documents.frozen(claim.document_id).kind == "repayment_letter"
    assert not hasattr(claim, "payment")
    assert awards.in_force(case).status is Status.CLOSED
    for amount in (100_000, 37_500):
        payouts.register_repayment(
            case,
            Money.of(amount),
            received_on=date(2024, 5, 20),
            by=town.caseworker,
            at=MAY_2024 + timedelta(30),
        )
    assert state(case).found.to_pay == Money(0)
    assert codes(lambda: prepared(town, case)) == {"nothing_to_pay"}


def test_a_repayment_is_some_of_what_was_paid_and_came_in_already(town):
    case = with_partial(town, "0101", 300_000, 0)
    paid(town, case, at=APRIL_2023)
    wrong = [(0, date(2023, 4, 3)), (300_001, date(2023, 4, 3)), (1, date(2023, 4, 4))]
    codes = ["repayment_of_nothing", "repaid_too_much", "received_later"]
    for (amount, day), code in zip(wrong, codes, strict=True):
        with pytest.raises(NotReady, match=code):
            payouts.register_repayment(
                case, Money.of(amount), received_on=day, by=town.caseworker, at=APRIL_2023
            )
    assert not Repayment.objects.exists()


def test_an_instalment_needs_an_accepted_account_and_an_accepted_award(town):
    case = town.awarded("0101")
    assert codes(lambda: prepared(town, case)) == {"award_not_accepted"}
    award_life.accept(case, by=town.signatories["0101"], at=APRIL_2023)
    assert codes(lambda: prepared(town, case)) == {"no_accepted_account"}
    award_life.renounce(case, reason="Vi kan ikke", by=town.signatories["0101"], at=APRIL_2023)
    assert codes(lambda: prepared(town, case)) == {"award_not_accepted"}


def test_53_what_the_pool_says_later_changes_no_case(town):
    from fsm3.journeys import pools
    from tests.support.town import FSM3

    case = settled_once(town, best=MIDDLE)
    heard(town, "0101", case)
    harder = pools.prepare_pool_version(
        FSM3.replace('reached_at = "15 %"', 'reached_at = "19 %"'), by=town.caseworker, at=APRIL_2024
    )
    assert harder is not None
    approved(town, harder)
    paid(town, case)
    assert payments(case) == ["462500.00", "370000.00"]
    assert state(case).award.pool_version == 1
