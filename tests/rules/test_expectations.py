"""What is expected after an award, and when: worked out from the pool's terms, the own period and the answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.expectations import Part, Tick, is_late, rows, tick_faults
from applications.rules.pool_terms import Every, Expectation, Source
from fsm3.core.periods import ProjectPeriod
from tests.rules.support import pool

NEW = ProjectPeriod(date(2021, 12, 1), date(2023, 12, 31))
FSM2 = ProjectPeriod(date(2022, 7, 1), date(2023, 12, 31))
YES, NO = {"extended_model": "yes"}, {"extended_model": "no"}


def expected(every: Every = Every.ONCE, **more: Any) -> Expectation:
    return Expectation("x", "Titel", "Tekst", every, Source("Afsnit"), **more)


def days(expectation, period=NEW):
    terms = replace(pool(), expectations=(expectation,))
    return [row.day for row in rows(terms, period, {})]


def test_the_steering_group_meets_in_each_whole_quarter_of_the_own_period():
    groups = [row for row in rows(pool(), FSM2, NO) if row.expectation.key == "steering_group"]
    assert [row.day for row in groups] == [
        date(2022, 9, 30),
        date(2022, 12, 31),
        date(2023, 3, 31),
        date(2023, 6, 30),
        date(2023, 9, 30),
        date(2023, 12, 31),
    ]
    assert groups[0].part == Part(Every.QUARTER, 3, 2022)
    assert len([row for row in rows(pool(), NEW, NO) if row.expectation.key == "steering_group"]) == 8


def test_training_is_expected_of_those_with_the_extended_model_alone():
    keys = [{row.expectation.key for row in rows(pool(), NEW, answers)} for answers in (YES, NO, {})]
    assert keys[0] - keys[1] == {"training"}
    assert keys[1] == keys[2]


def test_everything_is_there_in_the_order_of_its_days():
    found = rows(pool(), NEW, YES)
    assert [row.day for row in found] == sorted(row.day for row in found)
    assert {row.expectation.key for row in found} == {each.key for each in pool().expectations}
    assert found[0].key == ("registration", date(2022, 1, 1))
    assert found[-1].day == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("expectation", "found"),
    [
        (expected(on=date(2022, 3, 1)), [date(2022, 3, 1)]),
        (expected(on=date(2021, 11, 30)), []),
        (expected(days_after_start=31), [date(2022, 1, 1)]),
        (expected(days_after_start=9999), [NEW.last]),
        (expected(days_before_end=30), [date(2023, 12, 1)]),
        (expected(days_before_end=9999), [NEW.first]),
        (
            expected(Every.HALF_YEAR),
            [date(2022, 6, 30), date(2022, 12, 31), date(2023, 6, 30), date(2023, 12, 31)],
        ),
    ],
)
def test_a_row_has_its_day(expectation, found):
    assert days(expectation) == found


periods = st.tuples(st.dates(date(2021, 1, 1), date(2026, 1, 1)), st.integers(0, 1200)).map(
    lambda drawn: ProjectPeriod(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)


@settings(deadline=None)
@given(periods, st.sampled_from([YES, NO, {}]), st.sampled_from(["fsm3", "naermere_job", "made_up"]))
def test_nothing_lies_outside_the_own_period_and_no_two_rows_are_one(period, answers, key):
    found = rows(pool(key), period, answers)
    assert all(row.day in period for row in found)
    assert len({row.key for row in found}) == len(found)


@pytest.mark.parametrize(
    ("tick", "on", "late"),
    [
        (None, date(2022, 3, 31), False),
        (None, date(2022, 4, 1), True),
        (Tick(done=False, comment="Snart"), date(2022, 4, 1), True),
        (Tick(done=True, comment=""), date(2022, 4, 1), False),
    ],
)
def test_a_row_is_late_after_its_day_until_it_is_ticked(tick, on, late):
    (row,) = (each for each in rows(pool(), NEW, NO) if each.key == ("steering_group", date(2022, 3, 31)))
    assert is_late(row, tick, on) is late


def test_only_what_is_expected_is_ticked_and_no_cpr_number_is_kept():
    known = rows(pool(), NEW, NO)
    assert list(tick_faults(known, *known[0].key, "Fint.")) == []
    codes = [
        [fault.code for fault in tick_faults(known, *known[0].key, text)]
        for text in ("x" * 1001, "010203-1234")
    ]
    assert codes == [["text_too_long"], ["looks_like_cpr"]]
    (fault,) = tick_faults(known, "steering_group", date(2022, 1, 5), "")
    assert fault.code == "not_expected"
