"""The table of `what_if`: read whole, or refused with every fault and its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.periods import Month
from payouts.rules.entitlement import KnownShare
from payouts.rules.share_file import read_shares
from tests.rules.support import refused, told

MONTHS = st.builds(Month, st.integers(2021, 2023), st.integers(1, 12))
SHARES = st.lists(st.tuples(MONTHS, st.integers(0, 500), st.integers(0, 500)), unique_by=lambda row: row[0])


def faults(text: str) -> list[tuple[str, str]]:
    return told(refused(lambda: read_shares(text)))


@given(SHARES)
def test_every_month_is_read_as_locked(rows):
    whole = [(month, min(count, group), group) for month, count, group in rows]
    text = "\n".join(["month,count,group", *(f"{month},{count},{group}" for month, count, group in whole)])
    assert read_shares(text) == tuple(KnownShare(*row, locked=True) for row in whole)


def test_columns_may_stand_in_any_order_with_spaces_and_empty_lines():
    text = " group ,month, count\n\n200, 2023-01 ,31\n,,\n"
    assert read_shares(text) == (KnownShare(Month(2023, 1), 31, 200, locked=True),)


def test_all_faults_are_told_at_once_with_their_lines():
    text = (
        "month,count,group\n2023-1,5,10\n2023-02,x,-1\n2023-03,11,10\n2023-04,1\n2023-05,1,2\n2023-05,1,2\n"
    )
    assert faults(text) == [
        ("month_unreadable", "line 2"),
        ("not_a_count", "line 3"),
        ("not_a_count", "line 3"),
        ("more_results_than_people", "line 4"),
        ("row_not_whole", "line 5"),
        ("month_twice", "line 7"),
    ]


@pytest.mark.parametrize("number", ["", "1.0", "1,5", "1e3", "٣", "1000000000"])
def test_a_count_is_a_whole_number_of_plain_digits(number):
    assert ("not_a_count", "line 2") in faults(f'month,count,group\n2023-01,1,"{number}"')


def test_a_table_without_its_columns_is_refused():
    assert faults("") == [("column_missing", "line 1")] * 3
    assert faults("month,count,count,group") == [("column_twice", "line 1")]


def test_a_table_without_rows_knows_no_month():
    assert read_shares("month,count,group\n") == ()
