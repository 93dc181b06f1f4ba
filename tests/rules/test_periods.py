"""Months, periods, the deadline to the millisecond, and Danish working days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.periods import (
    COPENHAGEN,
    Deadline,
    Month,
    ProjectPeriod,
    add_working_days,
    closing_days,
    is_working_day,
    months_after,
    working_day_on_or_after,
)

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
months = st.builds(Month, st.integers(1, 9998), st.integers(1, 12))


@given(months)
def test_a_month_is_read_back_from_what_it_writes(month):
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    "text", ["2022-1", "2022", "202-011", "22-01", "2022-13", "2022-00", "2022/01", "٢٠٢٢-٠١", "²022-01"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


@given(months)
def test_a_month_ends_the_day_before_the_next_begins(month):
    assert month.last_day + timedelta(days=1) == month.next.first_day
    assert month < month.next
    assert Month.of(month.first_day) == Month.of(month.last_day) == month


@given(days, st.integers(0, 1500))
def test_the_months_of_a_period_are_those_that_begin_in_it(first, length):
    period = ProjectPeriod(first, first + timedelta(days=length))
    every_day = (first + timedelta(days=offset) for offset in range(length + 1))
    assert list(period.months()) == [Month.of(day) for day in every_day if day.day == 1]


@given(days, days)
def test_a_period_holds_its_days_and_no_other(one, other):
    period = ProjectPeriod(min(one, other), max(one, other))
    assert period.first in period
    assert period.last in period
    assert period.first - timedelta(days=1) not in period
    assert period.last + timedelta(days=1) not in period
    assert period.years()[0] == period.first.year
    assert period.years()[-1] == period.last.year


def test_a_period_does_not_run_backwards():
    with pytest.raises(ValueError, match="ends on or after"):
        ProjectPeriod(date(2022, 1, 2), date(2022, 1, 1))


NOON = Deadline.in_copenhagen("2021-11-26 12:00")


@pytest.mark.parametrize(
    ("microseconds", "in_time"), [(-1, True), (0, True), (999, True), (1000, False), (1_000_000, False)]
)
def test_1_noon_to_the_millisecond_is_in_and_a_millisecond_later_is_late(microseconds, in_time):
    moment = datetime(2021, 11, 26, 12, tzinfo=COPENHAGEN) + timedelta(microseconds=microseconds)
    assert NOON.includes(moment) is in_time
    assert NOON.includes(moment.astimezone(UTC)) is in_time
    assert NOON.includes(moment.astimezone(ZoneInfo("Pacific/Kiritimati"))) is in_time


@pytest.mark.parametrize("text", ["2021-11-26", "26.11.2021 12:00", "2021-11-26 24:00", ""])
def test_a_deadline_is_read_in_one_form_only(text):
    with pytest.raises(ValueError, match="format"):
        Deadline.in_copenhagen(text)


def test_a_deadline_without_a_time_zone_is_none():
    with pytest.raises(ValueError, match="time zone"):
        Deadline(datetime(2021, 11, 26, 12))  # noqa: DTZ001 - that is the point


def test_authorities_are_closed_on_holidays_and_on_three_days_more():
    assert {
        date(2024, 3, 29),
        date(2024, 4, 1),
        date(2024, 6, 5),
        date(2024, 12, 24),
        date(2024, 12, 31),
    } <= closing_days(2024)
    assert date(2023, 5, 5) in closing_days(2023), "the great day of prayer was kept until 2023"
    assert date(2024, 4, 26) not in closing_days(2024), "and is a working day since"


def test_57_accounts_due_on_easter_sunday_are_late_only_after_the_next_working_day():
    due = months_after(date(2023, 12, 31), 3)
    assert due == date(2024, 3, 31)
    assert working_day_on_or_after(due) == date(2024, 4, 2)


@given(days)
def test_the_working_day_on_or_after_is_the_first_that_is_one(day):
    found = working_day_on_or_after(day)
    assert is_working_day(found)
    assert all(not is_working_day(day + timedelta(days=offset)) for offset in range((found - day).days))


@given(days, st.integers(0, 30))
def test_counting_working_days_passes_exactly_that_many(day, count):
    last = add_working_days(day, count)
    passed = [day + timedelta(days=offset) for offset in range(1, (last - day).days + 1)]
    assert sum(map(is_working_day, passed)) == count
    assert count == 0 or is_working_day(last)


def test_working_days_are_counted_forwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2022, 1, 3), -1)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2023, 12, 31), 3, date(2024, 3, 31)),
        (date(2023, 2, 28), 1, date(2023, 3, 31)),
        (date(2023, 1, 30), 1, date(2023, 2, 28)),
        (date(2023, 1, 15), 2, date(2023, 3, 15)),
        (date(2023, 1, 15), 0, date(2023, 1, 15)),
    ],
)
def test_months_after_a_day(day, count, then):
    assert months_after(day, count) == then
