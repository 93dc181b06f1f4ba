"""Time as the call counts it: months, project periods, deadlines to the millisecond, and Danish working days.

Moments are aware and stored in UTC; what people read is Copenhagen time. Closing days are the public holidays and
the days on which Danish authorities are closed all the same (5 June, 24 and 31 December), from the `holidays` package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_CLOSED_ALL_THE_SAME = ((6, 5), (12, 24), (12, 31))


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"No such month: {self.year}-{self.number}.")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`. Raises ValueError for anything else."""
        year, dash, number = text.partition("-")
        if not (
            dash
            and len(year) == 4
            and len(number) == 2
            and (year + number).isascii()
            and (year + number).isdigit()
        ):
            raise ValueError(f"Not a month: {text!r}.")
        return cls(int(year), int(number))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Month:
        """The month that follows."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)


@dataclass(frozen=True, slots=True)
class ProjectPeriod:
    """A period of whole days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period ends on or after its first day.")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def months(self) -> Iterator[Month]:
        """The months that begin within the period, in order; only these can earn anything (domain page, "Payout")."""
        month = Month.of(self.first)
        if month.first_day < self.first:
            month = month.next
        while month.first_day <= self.last:
            yield month
            month = month.next

    def years(self) -> tuple[int, ...]:
        """The calendar years the period touches, in order."""
        return tuple(range(self.first.year, self.last.year + 1))


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment in. A moment is in time when, cut to the millisecond, it is not later than the deadline.

    `bad-inputs.md` 1: exactly 12:00:00.000 is in, 12:00:00.001 is late.
    """

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("A deadline needs a time zone.")

    @classmethod
    def in_copenhagen(cls, text: str) -> Deadline:
        """Read `YYYY-MM-DD HH:MM`, Copenhagen time. Raises ValueError for anything else."""
        return cls(datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=COPENHAGEN))

    def includes(self, moment: datetime) -> bool:
        """Whether a moment is in time."""
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000) <= self.at


def day_of(moment: datetime) -> date:
    """The day in Copenhagen on which a moment falls."""
    return moment.astimezone(COPENHAGEN).date()


@cache
def closing_days(year: int) -> frozenset[date]:
    """The days of a year on which Danish authorities are closed, besides Saturdays and Sundays."""
    return frozenset(holidays.country_holidays("DK", years=year)) | {
        date(year, *day) for day in _CLOSED_ALL_THE_SAME
    }


def is_working_day(day: date) -> bool:
    """Whether a day is neither a weekend day nor a closing day."""
    return day.weekday() < 5 and day not in closing_days(day.year)


def working_day_on_or_after(day: date) -> date:
    """The day itself, or the next working day when it is none: a due date on a closing day moves to that day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The day that lies `count` working days after `day`, which itself is not counted. Raises ValueError below 0."""
    if count < 0:
        raise ValueError("Working days are counted forwards.")
    for _ in range(count):
        day = working_day_on_or_after(day + timedelta(days=1))
    return day


def months_after(day: date, count: int) -> date:
    """The last day of the month that lies `count` months after the month of `day`, when `day` ends its month.

    Otherwise the same day of that month, or its last when it has no such day. Call, "Krav til regnskab": accounts are
    due three months after the period ends, so 31 December gives 31 March.
    """
    month = Month.of(day)
    ends_month = day == month.last_day
    for _ in range(count):
        month = month.next
    return (
        month.last_day
        if ends_month or day.day > month.last_day.day
        else date(month.year, month.number, day.day)
    )
