"""The plain implementation against figures worked out by hand, so that it is worth comparing with."""

from datetime import date
from fractions import Fraction

import pytest

from tests.money.plain import (
    FSM3,
    MADE_UP,
    Case,
    accepted,
    best_month,
    counts,
    fraction,
    joint,
    own_months,
    parts_of,
    pool,
    settle,
    split,
)

NEW, FSM2 = (parts_of(pool(FSM3), cohort) for cohort in ("new", "fsm2"))
EARLY = parts_of(pool(MADE_UP), "early")
OUTCOMES = pool(FSM3)["outcomes"]
MILLION = 1_000_000_00


def case(parts=NEW, award=MILLION, first=date(2021, 12, 1), **known):
    return Case(parts, award, first, date(2023, 12, 31), date(2024, 4, 30), **known)


def all_locked(count=0, group=100, **other):
    """The 25 months of the pool, locked, each with one share; `m2023_05=(20, 100)` gives one month another."""
    own = {name.removeprefix("m").replace("_", "-"): share for name, share in other.items()}
    return tuple((month, *own.get(month, (count, group)), True) for month in own_months(case()))


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        (999_999_99, [500_000_00, 399_999_99, 100_000_00]),
        (MILLION, [500_000_00, 400_000_00, 100_000_00]),
        (1, [1, 0, 0]),
        (3, [2, 1, 0]),
        (5, [3, 2, 0]),
        (15, [8, 6, 1]),
        (0, [0, 0, 0]),
    ],
)
def test_an_award_is_split_at_boundaries_rounded_half_up(award, expected):
    assert list(split(award, NEW).values()) == list(split(award, FSM2).values()) == expected


def test_a_pool_in_thirds_is_split_without_loss():
    assert list(split(MILLION, EARLY).values()) == [335_000_00, 333_333_33, 166_666_67, 165_000_00]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("50 %", "1/2"),
        ("7,25 %", "29/400"),
        ("1/3", "1/3"),
        ({"value": "33/200"}, "33/200"),
        ("100 %", "1"),
    ],
)
def test_shares_are_read_as_exact_fractions(written, value):
    assert fraction(written) == Fraction(value)


@pytest.mark.parametrize(
    ("share", "earned"),
    [
        ((1496, 10_000), 500_000_00),
        ((1499, 10_000), 500_000_00),
        ((15, 100), 900_000_00),
        ((3, 20), 900_000_00),
        ((2, 20), 500_000_00),
        ((1999, 10_000), 900_000_00),
        ((20, 100), MILLION),
        ((100, 100), MILLION),
        ((0, 0), 500_000_00),
    ],
)
def test_a_threshold_is_reached_exactly_or_not_at_all(share, earned):
    settled = settle(case(final=2 * MILLION, months=all_locked(*share)))
    assert (settled.earned, settled.entitled) == (earned, earned)


def test_the_cohorts_have_their_own_thresholds():
    months = all_locked(16, 100)
    assert settle(case(NEW, final=MILLION, months=months)).reached == {"lower"}
    assert settle(case(FSM2, final=MILLION, months=months)).reached == frozenset()
    assert settle(case(FSM2, final=MILLION, months=all_locked(17, 100))).reached == {"lower"}
    assert settle(case(FSM2, final=MILLION, months=all_locked(22, 100))).reached == {"lower", "upper"}


def test_before_the_final_account_at_most_the_first_part_is_paid():
    assert settle(case(partial=450_000_00)).to_pay == 450_000_00
    assert settle(case(partial=500_000_01)).to_pay == 500_000_00
    assert settle(case()).entitled == 0
    assert settle(case(partial=600_000_00, months=all_locked(50, 100))).entitled == 500_000_00


def test_documented_expenses_bound_both_halves():
    settled = settle(
        case(partial=100_000_00, final=730_000_00, months=all_locked(20, 100), released=100_000_00)
    )
    assert (settled.earned, settled.entitled, settled.to_pay) == (MILLION, 730_000_00, 630_000_00)


def test_what_was_paid_beyond_what_is_entitled_is_claimed_back_less_what_came_back():
    settled = settle(case(final=300_000_00, months=all_locked(), released=500_000_00, repaid=50_000_00))
    assert settled.to_pay == -150_000_00


def test_a_settlement_waits_for_the_first_month_that_is_not_locked():
    months = [month for month in all_locked(14, 100) if month[0] != "2022-03"]
    assert settle(case(final=MILLION, months=tuple(months))).waits_for == "2022-03"
    open_month = (*months, ("2022-03", 90, 100, False))
    assert settle(case(final=MILLION, months=open_month)).waits_for == "2022-03"
    assert settle(case(final=MILLION, months=open_month)).best == ("2021-12", 14, 100)
    reached = (*months[:-1], ("2023-12", 20, 100, True))
    assert settle(case(final=MILLION, months=reached)).waits_for is None
    assert settle(case(months=tuple(months))).waits_for is None


def test_only_months_that_begin_within_the_own_period_count():
    fsm2 = case(FSM2, first=date(2022, 7, 1), final=MILLION, months=all_locked(10, 100, m2022_06=(90, 100)))
    assert own_months(fsm2)[0] == "2022-07"
    assert settle(fsm2).best == ("2022-07", 10, 100)
    assert own_months(case(first=date(2022, 7, 2)))[0] == "2022-08"
    assert own_months(case(first=date(2023, 12, 2))) == []


def test_the_earliest_of_equal_shares_is_named():
    months = all_locked(1, 10, m2022_05=(2, 10), m2022_04=(3, 15), m2023_01=(20, 100), m2021_12=(0, 0))
    assert best_month(case(months=months)) == ("2022-04", 3, 15)


def test_another_pool_pays_in_advance_by_date_and_by_condition():
    early = Case(EARLY, MILLION, date(2030, 11, 1), date(2031, 8, 14), date(2030, 10, 31))
    assert settle(early).entitled == 0
    begun = Case(EARLY, MILLION, date(2030, 11, 1), date(2031, 8, 14), date(2030, 11, 1))
    assert settle(begun).entitled == 335_000_00
    agreed = Case(EARLY, MILLION, begun.first, begun.last, begun.today, confirmed=frozenset({"agreement"}))
    assert settle(agreed).entitled == 668_333_33
    ended = Case(
        EARLY,
        MILLION,
        begun.first,
        begun.last,
        begun.last,
        final=MILLION,
        months=(("2031-01", 29, 400, True),),
    )
    assert (settle(ended).earned, settle(ended).waits_for) == (666_666_67, None)


def test_a_partial_account_comes_on_top_of_what_was_paid_in_advance():
    parts = [
        {"key": "begin", "share": "30 %", "trigger": "start_date"},
        {"key": "half", "share": "20 %", "trigger": "partial_account"},
        {"key": "end", "share": "50 %", "trigger": "final_account"},
    ]
    assert settle(case(parts)).entitled == 300_000_00
    assert settle(case(parts, partial=200_000_00)).entitled == 300_000_00
    assert settle(case(parts, partial=450_000_00)).entitled == 450_000_00
    assert settle(case(parts, partial=600_000_00)).entitled == 500_000_00


def test_a_line_is_accepted_with_what_was_spent_unless_it_is_cut():
    assert accepted([{"spent": 100}, {"spent": 50, "accepted": 20}, {"spent": 7, "accepted": 0}]) == 120
    with pytest.raises(AssertionError):
        accepted([{"spent": 100, "accepted": 101}])


def row(citizen, code="0101", month="2022-01", **said):
    keys = ("exempt", "rehabilitation", "step_up", "employed", "flexjob_after_paid_hours", "education")
    return {
        "municipality_code": code, "citizen_id": citizen, "month": month, "paid_hours": "0",
        **dict.fromkeys(keys, "0"), **said,
    }  # fmt: skip


def test_marks_beat_results_and_each_citizen_counts_once():
    rows = [
        row("a", employed="1", paid_hours="37", education="1"),
        row("b", paid_hours="0,01"),
        row("c", flexjob_after_paid_hours="1", rehabilitation="1"),
        row("d", employed="1", exempt="1"),
        row("e", step_up="1"),
        row("a", month="2022-02", exempt="1"),
        row("f", code="0155", education="1"),
    ]
    assert counts(rows, OUTCOMES) == {
        ("0101", "2022-01"): (2, 3),
        ("0101", "2022-02"): (0, 0),
        ("0155", "2022-01"): (1, 1),
    }


def test_a_fixed_list_keeps_the_citizens_of_its_first_month():
    rows = [
        {"municipality_code": "0101", "citizen_id": citizen, "month": month, "volunteer": result}
        for citizen, month, result in (
            ("a", "2030-09", "0"), ("b", "2030-09", "0"), ("a", "2030-10", "1"), ("c", "2030-10", "1"),
        )
    ]  # fmt: skip
    found = counts(rows, pool(MADE_UP)["outcomes"], "2030-09")
    assert found == {("0101", "2030-09"): (0, 2), ("0101", "2030-10"): (1, 2)}


def test_counts_of_a_joint_application_add_up():
    assert joint([(3, 20), (0, 4)]) == (3, 24)
