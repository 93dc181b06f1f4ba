"""The one entitlement formula, case by case and as properties. Domain page, "Payout"; call, "Udbetaling og resultatkrav"."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.pool_terms import Part, Source, Trigger
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import Month, ProjectPeriod
from payouts.rules.entitlement import Facts, KnownShare, entitlement
from tests.rules.payout_facts import LATER, OWN, all_locked, facts, known
from tests.rules.support import pool

FSM2 = pool().cohort("fsm2")
MADE_UP = pool("made_up").cohort("early")
MONTHS = tuple(OWN.months())


def paid(given: Facts) -> str:
    return str(entitlement(given).to_pay)


def test_nothing_is_paid_before_an_account_is_accepted():
    found = entitlement(facts(*all_locked(known("2023-05", 90, 100))))
    assert (found.entitled, found.to_pay, found.released) == (ZERO, ZERO, frozenset())


def test_17_a_partial_account_above_half_the_award_gives_half():
    assert paid(facts(partial=800_000)) == "500000.00"
    assert paid(facts(partial="500000.01")) == "500000.00"


def test_a_partial_account_below_half_gives_what_was_accepted():
    assert paid(facts(partial="312345.67")) == "312345.67"


def test_the_first_instalment_needs_no_result():
    assert paid(facts(partial=700_000)) == paid(
        facts(*all_locked(known("2022-03", 99, 100)), partial=700_000)
    )


def test_18_spent_less_than_awarded_is_paid_as_spent():
    high = all_locked(known("2023-05", 40, 100))
    assert paid(facts(*high, final="912345.67")) == "912345.67"
    assert paid(facts(*high, final="912345.67", partial=400_000, released=400_000)) == "512345.67"


def test_what_a_low_partial_account_left_is_payable_at_the_end():
    low = facts(*all_locked(), partial=100_000, final=900_000, released=100_000)
    assert paid(low) == "400000.00"


@pytest.mark.parametrize(
    ("cohort", "count", "group", "entitled"),
    [
        ("new", 15, 100, "900000.00"),
        ("new", 14, 100, "500000.00"),
        ("new", 1496, 10_000, "500000.00"),
        ("new", 1499, 10_000, "500000.00"),
        ("new", 3, 20, "900000.00"),
        ("new", 20, 100, "1000000.00"),
        ("new", 19, 100, "900000.00"),
        ("new", 1, 5, "1000000.00"),
        ("fsm2", 17, 100, "900000.00"),
        ("fsm2", 1699, 10_000, "500000.00"),
        ("fsm2", 22, 100, "1000000.00"),
        ("fsm2", 21, 100, "900000.00"),
    ],
)
def test_19_a_share_exactly_at_the_threshold_reaches_it_and_one_citizen_short_does_not(
    cohort, count, group, entitled
):
    case = facts(*all_locked(known("2023-02", count, group)), cohort=pool().cohort(cohort), final=1_500_000)
    assert str(entitlement(case).entitled) == entitled


def test_20_nobody_in_the_group_is_no_share_and_no_payment_and_no_error():
    empty = tuple(KnownShare(month, 0, 0, locked=True) for month in MONTHS)
    found = entitlement(facts(*empty, final=2_000_000, released=500_000))
    assert (found.best, found.to_pay, found.waits_for) == (None, ZERO, None)
    assert [each.reached for each in found.thresholds] == [False, False]


def test_21_a_month_outside_the_own_period_does_not_count():
    months = all_locked(known("2022-06", 99, 100))
    found = entitlement(facts(*months, cohort=FSM2, final=900_000, period=LATER))
    assert found.best == known("2022-07", 1, 100)
    assert found.entitled == Money.of(500_000)


def test_a_month_that_began_before_the_own_period_does_not_count():
    mid = ProjectPeriod(date(2022, 7, 2), date(2023, 12, 31))
    found = entitlement(facts(known("2022-07", 9, 10), known("2022-08", 1, 10), period=mid))
    assert found.best == known("2022-08", 1, 10)


def test_an_unlocked_month_neither_counts_nor_is_it_zero():
    months = all_locked(known("2023-04", 99, 100, locked=False))
    found = entitlement(facts(*months, final=900_000))
    assert found.best == known("2021-12", 1, 100)
    assert found.waits_for == Month(2023, 4)


def test_48_a_settlement_names_the_first_month_it_waits_for():
    months = [each for each in all_locked() if each.month not in {Month(2022, 5), Month(2023, 9)}]
    assert entitlement(facts(*months, final=900_000)).waits_for == Month(2022, 5)
    assert entitlement(facts(final=900_000)).waits_for == Month(2021, 12)


def test_48_it_waits_for_nothing_once_a_locked_month_reaches_the_upper_threshold():
    assert entitlement(facts(known("2022-03", 1, 5), final=900_000)).waits_for is None
    assert entitlement(facts(known("2022-03", 199, 1000), final=900_000)).waits_for == Month(2021, 12)


def test_nothing_waits_before_the_final_account_or_without_a_threshold_or_for_a_lapsed_award():
    assert entitlement(facts(partial=900_000)).waits_for is None
    assert entitlement(facts(award=0, final=900_000)).waits_for is None
    late = pool("made_up").cohort("late")
    assert entitlement(facts(cohort=late, final=900_000)).waits_for is None


def test_the_earliest_of_equal_shares_is_named():
    months = all_locked(known("2023-03", 4, 16), known("2022-09", 25, 100), known("2023-06", 1, 4))
    assert entitlement(facts(*reversed(months), final=1)).best == known("2022-09", 25, 100)


def test_49_a_lower_corrected_partial_account_is_held_and_set_off_at_settlement():
    corrected = facts(partial=300_000, released=500_000)
    assert (paid(corrected), corrected.final) == ("-200000.00", False)
    assert paid(replace(corrected, accepted_final=Money.of(900_000), months=all_locked())) == "0.00"
    settled = facts(*all_locked(known("2023-01", 30, 100)), final=900_000, partial=300_000, released=500_000)
    assert paid(settled) == "400000.00"


def test_an_amended_lower_award_takes_its_place_in_the_same_formula():
    assert paid(facts(award=600_000, partial=700_000, released=500_000)) == "-200000.00"
    high = all_locked(known("2023-01", 30, 100))
    assert paid(facts(*high, award=600_000, final=700_000, released=500_000)) == "100000.00"
    assert paid(facts(*all_locked(), award=600_000, final=700_000, released=500_000)) == "-200000.00"


def test_a_lapsed_award_is_claimed_back_whatever_was_accepted():
    for case in (facts(award=0, partial=700_000, released=500_000), facts(award=0, released=500_000)):
        assert (paid(case), case.final) == ("-500000.00", True)


def test_what_was_repaid_is_no_longer_claimed():
    assert paid(facts(award=0, released=500_000, repaid=200_000)) == "-300000.00"
    assert paid(facts(award=0, released=500_000, repaid=500_000)) == "0.00"


def test_without_a_partial_account_the_final_one_serves_both():
    assert paid(facts(*all_locked(), final=800_000)) == "500000.00"


def test_parts_of_other_pools_are_paid_in_advance_once_begun_and_confirmed():
    own = ProjectPeriod(date(2030, 11, 1), date(2031, 8, 14))
    before = facts(cohort=MADE_UP, period=own, today=date(2030, 10, 31))
    begun = replace(before, today=date(2030, 11, 1))
    agreed = replace(begun, confirmed=frozenset({"agreement"}))
    assert [paid(each) for each in (before, begun, agreed)] == ["0.00", "335000.00", "668333.33"]
    ended = replace(
        agreed, accepted_final=Money.of(900_000), months=all_locked(known("2030-12", 29, 400), period=own)
    )
    assert paid(ended) == "900000.00"
    assert paid(replace(ended, confirmed=frozenset())) == "666666.67"


def mixed() -> Facts:
    """A cohort that pays 30 % in advance, 20 % on a partial account and the rest at the end."""
    shares = ((3, Trigger.START_DATE), (2, Trigger.PARTIAL_ACCOUNT), (5, Trigger.FINAL_ACCOUNT))
    parts = tuple(
        Part(trigger, number, Fraction(share, 10), trigger, Source("Udbetaling"))
        for number, (share, trigger) in enumerate(shares, 1)
    )
    return facts(cohort=replace(MADE_UP, parts=parts))


@pytest.mark.parametrize(
    ("partial", "expected"),
    [(None, 300_000), (200_000, 300_000), (450_000, 450_000), (600_000, 500_000)],
)
def test_a_partial_account_comes_on_top_of_what_is_paid_in_advance(partial, expected):
    accepted = None if partial is None else Money.of(partial)
    assert entitlement(replace(mixed(), accepted_partial=accepted)).entitled == Money.of(expected)


# --- Properties ---------------------------------------------------------------------------------------------------

amounts = st.integers(0, 10**10).map(Money)
maybe = st.none() | amounts


@st.composite
def months(draw):
    drawn = draw(st.lists(st.sampled_from(MONTHS), unique=True))
    return tuple(
        KnownShare(month, draw(st.integers(0, group)), group, draw(st.booleans()))
        for month in drawn
        for group in [draw(st.integers(0, 40))]
    )


@st.composite
def cases(draw):
    cohort = draw(st.sampled_from([pool().cohort("new"), FSM2, MADE_UP, pool("naermere_job").cohort("all")]))
    return replace(
        facts(*draw(months()), cohort=cohort, award=str(draw(amounts))),
        accepted_partial=draw(maybe),
        accepted_final=draw(maybe),
        released=draw(amounts),
        repaid=draw(amounts),
        confirmed=frozenset(draw(st.sets(st.sampled_from(["agreement"])))),
        today=draw(st.dates(date(2021, 1, 1), date(2025, 1, 1))),
    )


@given(cases())
def test_nobody_is_entitled_to_less_than_nothing_or_more_than_the_award(case):
    found = entitlement(case)
    assert ZERO <= found.entitled <= found.total <= case.award
    if case.accepted_final is not None:
        assert found.entitled <= case.accepted_final


@given(cases())
def test_who_has_been_paid_the_entitlement_is_paid_nothing_more(case):
    entitled = entitlement(case).entitled
    assert entitlement(replace(case, released=entitled, repaid=ZERO)).to_pay == ZERO
    assert entitlement(case).to_pay == entitled - case.released + case.repaid


@given(cases(), st.integers(1, 10**6).map(Money))
def test_more_accepted_expenses_never_give_less(case, more):
    final, partial = case.accepted_final, case.accepted_partial
    higher = replace(
        case,
        accepted_final=None if final is None else final + more,
        accepted_partial=None if partial is None else partial + more,
    )
    assert entitlement(higher).entitled >= entitlement(case).entitled


@given(cases(), st.sampled_from(MONTHS), st.integers(1, 40))
def test_locking_one_more_month_never_gives_less(case, month, group):
    others = tuple(each for each in case.months if each.month != month)
    more = (*others, KnownShare(month, group, group, locked=True))
    assert entitlement(replace(case, months=more)).entitled >= (
        entitlement(replace(case, months=others)).entitled
    )


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_months_are_known_changes_nothing(case, chance):
    shuffled = list(case.months)
    chance.shuffle(shuffled)
    assert entitlement(replace(case, months=tuple(shuffled))) == entitlement(case)


@given(cases())
def test_the_best_month_is_locked_in_the_own_period_and_none_is_better(case):
    best = entitlement(case).best
    own = [each for each in case.months if each.locked and each.group and each.month.first_day in case.period]
    if best is None:
        assert own == []
        return
    shares = {each.month: Fraction(each.count, each.group) for each in own}
    assert shares[best.month] == max(shares.values())
    assert best.month == min(month for month, share in shares.items() if share == shares[best.month])


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.fractions(0, 1))
def test_a_threshold_is_reached_exactly_when_the_exact_share_is_not_less(count, group, at):
    assert KnownShare(Month(2022, 1), count, group, locked=True).reaches(at) == (Fraction(count, group) >= at)


@given(cases())
def test_a_settlement_that_waits_could_still_be_better(case):
    found = entitlement(case)
    if found.waits_for is None:
        return
    assert found.waits_for.first_day in case.period
    assert found.waits_for not in {each.month for each in case.months if each.locked}
    assert not all(each.reached for each in found.thresholds)
