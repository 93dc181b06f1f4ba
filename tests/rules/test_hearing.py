"""When a municipality is heard, until when, and what has been heard. Domain page, "Payout"."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.money import Money
from fsm3.core.periods import is_working_day
from payouts.rules.entitlement import Facts, entitlement
from payouts.rules.hearing import Heard, covers, due, is_closed, is_needed
from tests.rules.payout_facts import all_locked, facts, known

HIGH = all_locked(known("2023-01", 20, 100))
MIDDLE = all_locked(known("2023-01", 15, 100))


def needed(case: Facts) -> bool:
    return is_needed(case, entitlement(case))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (facts(partial=100_000), False),
        (facts(partial=100_000, released=500_000), False),
        (facts(*HIGH, final=1_200_000), False),
        (facts(*HIGH, final=700_000), False),
        (facts(*MIDDLE, final=1_200_000), True),
        (facts(*MIDDLE, final=900_000), False),
        (facts(*MIDDLE, final="900000.01"), True),
        (facts(*all_locked(), final=400_000), False),
        (facts(*HIGH, final=400_000, released=500_000), True),
        (facts(award=0, released=500_000), True),
        (facts(award=0), False),
    ],
)
def test_a_municipality_is_heard_where_our_figures_lower_the_amount_or_money_is_claimed_back(case, expected):
    assert needed(case) is expected


def test_a_hearing_takes_ten_working_days_over_easter():
    assert due(date(2024, 3, 20)) == date(2024, 4, 8)


@given(st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_ten_working_days_lie_between_the_opening_and_the_last_day(opened):
    days = [opened + timedelta(days=each) for each in range(1, (due(opened) - opened).days + 1)]
    assert sum(map(is_working_day, days)) == 10
    assert is_working_day(due(opened))


@pytest.mark.parametrize(
    ("today", "answered", "waived", "closed"),
    [
        (date(2024, 4, 8), False, False, False),
        (date(2024, 4, 9), False, False, True),
        (date(2024, 3, 21), True, False, True),
        (date(2024, 3, 21), False, True, True),
    ],
)
def test_a_hearing_is_closed_when_answered_or_waived_or_after_its_last_day(today, answered, waived, closed):
    assert is_closed(due_on=date(2024, 4, 8), today=today, answered=answered, waived=waived) is closed


@pytest.mark.parametrize(
    ("entitled", "to_pay", "covered"),
    [
        (500_000, 0, True),
        (499_999, 0, True),
        (500_001, 0, False),
        (500_000, 100_000, True),
        (500_000, -1, True),
    ],
)
def test_what_was_heard_covers_what_is_no_worse(entitled, to_pay, covered):
    found = entitlement(facts(*all_locked(), final=1_000_000, released=500_000))
    assert covers(Heard(Money.of(entitled), Money.of(to_pay)), found) is covered


def test_a_claim_is_covered_only_by_a_hearing_about_as_large_a_claim():
    claim = entitlement(facts(*all_locked(), final=1_000_000, released=900_000))
    assert covers(Heard(Money.of(500_000), Money.of(-400_000)), claim)
    assert not covers(Heard(Money.of(500_000), Money.of(-399_999)), claim)
    assert not covers(Heard(Money.of(500_000), Money.of(0)), claim)
