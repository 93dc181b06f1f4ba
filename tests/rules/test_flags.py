"""What is flagged before a month is locked. Domain page, "Outcomes"."""

from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.periods import Month
from payouts.rules.flags import Flag, flags
from payouts.rules.shares import MonthCount


def series(*groups, rows=None, marked=()):
    month, found = Month(2022, 1), []
    for place, group in enumerate(groups):
        out = marked[place] if place < len(marked) else 0
        found.append(
            MonthCount(month, 0, group, (rows or group + out), left_out={"exempt": out} if out else {})
        )
        month = month.next
    return found


def told(*groups, small=20, **more):
    return [set(each) for each in flags(series(*groups, **more), small).values()]


def test_a_group_below_the_pools_small_size_is_flagged():
    assert told(20, 19, 0, small=20) == [
        set(),
        {Flag.SMALL_GROUP},
        {Flag.SMALL_GROUP, Flag.UNDER_HALF_OWN_MEDIAN},
    ]
    assert told(19, 20, small=15) == [set(), set()]


def test_a_group_under_half_its_own_median_is_flagged():
    assert told(100, 50, 49, 100, 101) == [set(), set(), {Flag.UNDER_HALF_OWN_MEDIAN}, set(), set()]
    assert told(100, 100, 50, 101) == [set()] * 4
    assert told(100, 101, 50, 101)[2] == {Flag.UNDER_HALF_OWN_MEDIAN}


def test_a_jump_in_marks_is_flagged_in_the_month_it_happens_up_or_down():
    assert told(100, 90, 90, 100, marked=(0, 10, 10, 0)) == [
        set(), {Flag.JUMP_IN_MARKS}, set(), {Flag.JUMP_IN_MARKS},
    ]  # fmt: skip
    assert told(1000, 901, marked=(0, 99)) == [set(), set()]


def test_nothing_is_said_of_marks_beside_a_month_without_rows():
    assert told(0, 90, marked=(0, 10), small=0) == [{Flag.UNDER_HALF_OWN_MEDIAN}, set()]


def test_no_months_have_no_flags():
    assert flags([], 20) == {}


@given(st.lists(st.integers(1, 500), min_size=1, max_size=26), st.integers(1, 40))
def test_months_alike_are_flagged_for_size_alone(groups, small):
    found = told(*[groups[0]] * len(groups), small=small)
    assert all(each == ({Flag.SMALL_GROUP} if groups[0] < small else set()) for each in found)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=26), st.integers(0, 40))
def test_never_more_than_half_of_the_months_are_under_half_the_median(groups, small):
    found = told(*groups, small=small)
    assert sum(Flag.UNDER_HALF_OWN_MEDIAN in each for each in found) * 2 <= len(found)
    assert [Flag.SMALL_GROUP in each for each in found] == [group < small for group in groups]
