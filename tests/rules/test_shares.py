"""The outcome share of a month and the best of them. Domain page, "Outcomes"; `bad-inputs.md` 19, 20 and 21."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.periods import Month, ProjectPeriod
from payouts.rules.shares import Alike, MonthCount, added, best, counted, shown
from tests.rules.outcome_files import COLUMNS
from tests.rules.support import pool

MARCH = Month(2022, 3)
PERIOD = ProjectPeriod(date(2021, 12, 1), date(2023, 12, 31))
TERMS = pool().outcomes


def bits(*names, of=COLUMNS.answers):
    return sum(1 << of.index(name) for name in names)


def alike(citizens, *names, worked=False):
    return Alike(bits(*names), worked, citizens)


def count_of(*rows):
    return counted(MARCH, rows, TERMS, answers=COLUMNS.answers)


def months(*pairs):
    found, month = [], Month(2022, 1)
    for count, group in pairs:
        found.append(MonthCount(month, count, group))
        month = month.next
    return found


def test_the_published_figures_of_fsm1_for_june_2019_give_12_per_cent():
    """Domain page: group 12,821; 1,507 in job or education: 871 self-supported, 342 flex job, 294 education."""
    june = count_of(
        alike(871, "employed"),
        alike(342, "flexjob_after_paid_hours"),
        alike(294, "education"),
        alike(12_821 - 1_507),
    )
    assert (june.count, june.group) == (1_507, 12_821)
    assert june.results == {"education": 294, "employed": 871, "flexjob_after_paid_hours": 342}
    assert shown(june.share, decimals=0) == "12\N{NO-BREAK SPACE}%"
    assert shown(june.share) == "11,8\N{NO-BREAK SPACE}%"


def test_a_share_is_shown_rounded_and_compared_exactly():
    assert shown(Fraction(1496, 10_000)) == "15,0\N{NO-BREAK SPACE}%"
    assert Fraction(1496, 10_000) < Fraction(15, 100)
    assert shown(None) == ""


def test_each_result_counts_and_a_citizen_with_several_counts_once():
    found = count_of(alike(3, "employed", "education", worked=True), alike(2, worked=True), alike(5))
    assert (found.count, found.group) == (5, 10)
    assert found.results == {"education": 3, "employed": 3, "paid_hours": 5}


def test_marks_beat_results_and_what_they_beat_is_told():
    found = count_of(
        alike(4, "rehabilitation", "flexjob_after_paid_hours"),
        alike(2, "exempt", "rehabilitation", worked=True),
        alike(6),
    )
    assert (found.count, found.group, found.rows) == (0, 6, 12)
    assert found.left_out == {"exempt": 2, "rehabilitation": 6}
    assert found.beaten == {"flexjob_after_paid_hours": 4, "paid_hours": 2}


def test_step_up_is_counted_within_the_group_beside_the_share():
    found = count_of(alike(3, "step_up"), alike(2, "step_up", "exempt"), alike(5, "employed"))
    assert (found.notes, found.share) == ({"step_up": 3}, Fraction(5, 8))


def test_20_a_month_with_nobody_in_the_group_has_no_share():
    assert count_of().share is None
    assert count_of(alike(3, "exempt", "employed")).share is None
    assert best(months((0, 0)), PERIOD) is None


def test_a_fixed_list_is_the_group_of_every_month_and_marks_take_nobody_out():
    found = counted(MARCH, [alike(3, "exempt", "employed")], TERMS, answers=COLUMNS.answers, listed=20)
    assert (found.count, found.group, found.left_out) == (3, 20, {})


def test_a_pool_without_hours_counts_its_own_results():
    terms = pool("made_up").outcomes
    rows = [Alike(0b10, worked=True, citizens=2), Alike(0b01, worked=True, citizens=3)]
    found = counted(MARCH, rows, terms, answers=("mentor", "volunteer"))
    assert (found.count, found.group, found.notes) == (2, 5, {"mentor": 3})


def test_a_column_that_the_file_did_not_have_counts_for_nothing():
    found = counted(MARCH, [Alike(1, worked=False, citizens=4)], TERMS, answers=("employed",))
    assert (found.count, found.group, found.left_out) == (4, 4, {})


def test_counts_and_groups_of_a_joint_application_add_up():
    esbjerg, fanoe = (
        count_of(alike(8), alike(2, "employed", "step_up")),
        count_of(alike(1, "exempt"), alike(1)),
    )
    together = added([esbjerg, fanoe])
    assert (together.count, together.group, together.rows) == (2, 11, 12)
    assert (together.notes, together.left_out) == ({"step_up": 2}, {"exempt": 1})
    assert together.detail == {
        "rows": 12,
        "notes": {"step_up": 2},
        "results": {"employed": 2},
        "left_out": {"exempt": 1},
        "beaten": {},
    }


def test_only_counts_of_one_month_add_up():
    for wrong in ([], [MonthCount(MARCH, 0, 1), MonthCount(MARCH.next, 0, 1)]):
        with pytest.raises(ValueError, match="one month"):
            added(wrong)


def test_19_the_highest_exact_share_is_the_best_and_the_earliest_of_equals_is_named():
    found = best(months((3, 20), (1496, 10_000), (15, 100), (0, 0)), PERIOD)
    assert found is not None
    assert (found.month, found.share) == (Month(2022, 1), Fraction(15, 100))


def test_21_only_a_month_that_begins_within_the_own_period_counts():
    own = ProjectPeriod(date(2022, 1, 2), date(2022, 3, 1))
    found = best(months((9, 10), (1, 10), (2, 10), (9, 10)), own)
    assert found is not None
    assert found.month == Month(2022, 3)


series = st.lists(
    st.integers(0, 50).flatmap(lambda group: st.tuples(st.integers(0, group), st.just(group))), max_size=30
)


@given(series, st.permutations(range(30)))
def test_no_month_is_better_than_the_best_and_none_before_it_is_as_good(pairs, order):
    all_months = months(*pairs)
    found = best([all_months[place] for place in order if place < len(all_months)], PERIOD)
    own = [each for each in all_months if each.share is not None and each.month.first_day in PERIOD]
    if found is None:
        assert not own
        return
    for each in own:
        assert each.share <= found.share
        assert each.share < found.share or found.month <= each.month


rows = st.lists(
    st.builds(Alike, st.integers(0, 2 ** len(COLUMNS.answers) - 1), st.booleans(), st.integers(1, 50)),
    max_size=12,
)


@given(rows, rows)
def test_whatever_the_rows_counts_hold_together(one, other):
    first, second = count_of(*one), count_of(*other)
    for each in (first, second):
        assert 0 <= each.count <= each.group <= each.rows
        assert each.count <= sum(each.results.values())
        assert all(value <= each.group for value in (*each.results.values(), *each.notes.values()))
        assert max(each.left_out.values(), default=0) <= each.rows - each.group <= sum(each.left_out.values())
    assert added([first, second]) == count_of(*one, *other)
