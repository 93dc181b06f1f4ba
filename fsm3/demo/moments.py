"""When things happen in the demo: real days from November 2021 to June 2024, made-up minutes within office hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from fsm3.core.periods import COPENHAGEN, is_working_day

NOON = time(12)
DEADLINE_DAY = date(2021, 11, 26)


def on(day: date, clock: str) -> datetime:
    """A moment in Copenhagen, the clock as `09:30`, `12:00:03` or `12:00:00.001`."""
    return datetime.combine(day, time.fromisoformat(clock), COPENHAGEN)


def in_office_hours(day: date, drawn: Random, *, first: int = 8, last: int = 16) -> datetime:
    """A drawn moment of a day, from the hour `first` up to the hour `last`."""
    return datetime.combine(day, time(first), COPENHAGEN) + timedelta(
        seconds=drawn.randrange((last - first) * 3600)
    )


def working_days(first: date, last: date) -> list[date]:
    """The working days from one day to another, both included."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if is_working_day(day)]


def drawn_days(count: int, first: date, last: date, drawn: Random) -> list[date]:
    """So many different working days of a period, in order."""
    return sorted(drawn.sample(working_days(first, last), count))
