"""What a case is ready for, and everything that keeps it. Domain page, "Payout"."""

from datetime import date

import pytest

from fsm3.core.money import ZERO, Money
from payouts.rules.entitlement import Facts, entitlement
from payouts.rules.hearing import Heard
from payouts.rules.readiness import HearingHeld, PayoutKind, Standing, faults, kind
from tests.rules.payout_facts import all_locked, facts, known

HIGH = all_locked(known("2023-01", 20, 100))
LOW = all_locked()
READY = Standing(counted=True)


def codes(case: Facts, standing: Standing = READY) -> list[str]:
    return [problem.code for problem in faults(case, entitlement(case), standing)]


def heard(entitled: int = 500_000, to_pay: int = 0, *, closed: bool = True) -> HearingHeld:
    return HearingHeld(Heard(Money.of(entitled), Money.of(to_pay)), date(2024, 4, 8), closed)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (facts(partial=500_000), PayoutKind.INSTALMENT),
        (facts(partial=300_000, released=500_000), PayoutKind.INSTALMENT),
        (facts(*HIGH, final=900_000), PayoutKind.SETTLEMENT),
        (facts(*LOW, final=900_000, released=500_000), PayoutKind.SETTLEMENT),
        (facts(*LOW, final=400_000, released=500_000), PayoutKind.REPAYMENT),
        (facts(award=0, released=500_000), PayoutKind.REPAYMENT),
    ],
)
def test_the_facts_say_what_is_to_be_decided(case, expected):
    assert kind(case, entitlement(case)) is expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (facts(partial=500_000), []),
        (facts(), ["no_accepted_account"]),
        (facts(partial=500_000, released=500_000), ["nothing_to_pay"]),
        (facts(partial=300_000, released=500_000), ["nothing_to_pay"]),
        (facts(*HIGH, final=900_000), []),
        (facts(*HIGH, final=900_000, released=900_000), []),
        (facts(*HIGH[1:], final=900_000), []),
        (facts(*LOW[1:], final=900_000), ["month_not_locked"]),
        (facts(*LOW, final=900_000), ["hearing_needed"]),
        (facts(award=0, released=500_000), ["hearing_needed"]),
        (facts(award=0), ["nothing_to_pay"]),
    ],
)
def test_each_thing_that_keeps_a_case_is_named(case, expected):
    assert codes(case) == expected


def test_48_the_month_is_named_in_words():
    case = facts(*LOW[1:], final=900_000)
    (problem,) = faults(case, entitlement(case), READY)
    assert problem.detail == {"month": "december 2021"}


def test_50_a_report_holds_the_settlement_beside_all_else_and_never_the_instalment():
    held = Standing(counted=True, held=True)
    assert codes(facts(*HIGH, final=900_000), held) == ["held_by_report"]
    assert codes(facts(*LOW[1:], final=900_000), held) == ["month_not_locked", "held_by_report"]
    assert codes(facts(partial=500_000), held) == []


def test_nothing_is_decided_before_the_award_is_accepted():
    assert codes(facts(*HIGH, final=900_000), Standing(counted=False)) == ["award_not_accepted"]


def test_a_hearing_that_is_open_or_about_less_keeps_the_settlement():
    case = facts(*LOW, final=900_000, released=500_000)
    assert codes(case, Standing(counted=True, hearings=(heard(),))) == []
    assert codes(case, Standing(counted=True, hearings=(heard(closed=False),))) == ["hearing_open"]
    assert codes(case, Standing(counted=True, hearings=(heard(900_000),))) == ["hearing_needed"]
    both = (heard(900_000), heard(400_000, closed=False))
    assert codes(case, Standing(counted=True, hearings=both)) == ["hearing_open"]


def test_what_was_settled_is_not_settled_again_with_the_same_result():
    settled = Standing(counted=True, settled=Money.of(900_000))
    assert codes(facts(*HIGH, final=900_000, released=900_000), settled) == ["nothing_to_pay"]
    assert codes(facts(*HIGH, final=900_000, released=950_000), settled) == ["nothing_to_pay"]
    assert codes(facts(*HIGH, final=950_000, released=900_000), settled) == []
    assert codes(facts(*HIGH, final=900_000, released=950_000, repaid=60_000), settled) == []
    assert codes(facts(*HIGH, final=850_000, released=900_000), settled) == ["hearing_needed"]
    assert codes(facts(award=0), Standing(counted=True, settled=ZERO)) == ["nothing_to_pay"]
