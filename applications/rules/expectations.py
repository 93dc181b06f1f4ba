"""What is expected of a municipality after its award, as dated rows: worked out from the pool's terms, never stored.

Call, "Forpligtelser ved deltagelse", "Registreringskrav" and "Processtøtte og evaluering". Accounts and acceptance are due
dates with consequences (`due_dates.py`); these are reminders: what is stored of them is the municipality's own tick.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from applications.rules import free_text
from applications.rules.due_dates import is_overdue
from applications.rules.pool_terms import Every, Expectation, PoolTerms
from applications.rules.sending import YES
from fsm3.core.periods import Month, ProjectPeriod
from fsm3.core.problems import Problem

LONGEST_COMMENT = 1000
_MONTHS = {Every.QUARTER: 3, Every.HALF_YEAR: 6}


@dataclass(frozen=True)
class Part:
    """A part of a calendar year: the `number`th quarter or half."""

    every: Every
    number: int
    year: int


@dataclass(frozen=True)
class Row:
    """Something expected by a day; with the part of the year it is for when it comes again and again."""

    expectation: Expectation
    day: date
    part: Part | None = None

    @property
    def key(self) -> tuple[str, date]:
        """What a tick names it by."""
        return self.expectation.key, self.day


def rows(terms: PoolTerms, period: ProjectPeriod, answers: Mapping[str, str]) -> tuple[Row, ...]:
    """Everything expected within a municipality's own period, by day; what is on one day in the order of the file."""
    found = [
        row
        for expectation in terms.expectations
        if not expectation.only_if or answers.get(expectation.only_if) == YES
        for row in _rows(expectation, period)
    ]
    return tuple(sorted(found, key=lambda row: row.day))


def _rows(expectation: Expectation, period: ProjectPeriod) -> Iterator[Row]:
    if expectation.every is Every.ONCE:
        day = _day(expectation, period)
        if day in period:
            yield Row(expectation, day)
        return
    for part, day in _parts(expectation.every, period):
        yield Row(expectation, day, part)


def _day(expectation: Expectation, period: ProjectPeriod) -> date:
    """The one day: of the calendar, or so far into the own period, or so far before its end; never outside it."""
    if expectation.on:
        return expectation.on
    if expectation.days_before_end:
        return max(period.first, period.last - timedelta(days=expectation.days_before_end))
    return min(period.last, period.first + timedelta(days=expectation.days_after_start or 0))


def _parts(every: Every, period: ProjectPeriod) -> Iterator[tuple[Part, date]]:
    """The quarters or halves of the calendar that lie whole within a period, each with its last day. Our reading."""
    length = _MONTHS[every]
    for year in period.years():
        for number in range(1, 12 // length + 1):
            first = Month(year, (number - 1) * length + 1).first_day
            last = Month(year, number * length).last_day
            if first in period and last in period:
                yield Part(every, number, year), last


@dataclass(frozen=True)
class Tick:
    """The newest that a municipality said of a row: done or not, with a comment that may be empty."""

    done: bool
    comment: str


def is_late(row: Row, tick: Tick | None, on: date) -> bool:
    """Whether the day of a row has passed without a tick; nothing follows from it."""
    return not (tick and tick.done) and is_overdue(row.day, on)


def tick_faults(known: tuple[Row, ...], key: str, day: date, comment: str) -> Iterator[Problem]:
    """Why a row cannot be ticked."""
    if (key, day) not in {row.key for row in known}:
        yield Problem("not_expected")
    yield from free_text.faults(comment, where="comment", longest=LONGEST_COMMENT)
