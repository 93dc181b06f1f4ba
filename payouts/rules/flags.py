"""What a caseworker should look at before a month is locked. Domain page, "Outcomes".

A group below the pool's small size, a group under half its own median, and a jump in marks: more or fewer rows with a
mark than the month before, by ten points of a hundred or more (reading). A flag refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from fsm3.core.periods import Month
from payouts.rules.shares import MonthCount

JUMP = Fraction(1, 10)


class Flag(StrEnum):
    """Why a month is looked at."""

    SMALL_GROUP = "small_group"
    UNDER_HALF_OWN_MEDIAN = "under_half_own_median"
    JUMP_IN_MARKS = "jump_in_marks"


def flags(series: Iterable[MonthCount], small_group: int) -> dict[Month, tuple[Flag, ...]]:
    """The flags of each month of one municipality, or of one joint application; a month without any has none."""
    months = sorted(series, key=lambda count: count.month)
    median_twice = _median_twice([count.group for count in months]) if months else 0
    jumped = {after.month for before, after in pairwise(months) if _jumps(before, after)}
    return {count.month: tuple(_of(count, small_group, median_twice, jumped)) for count in months}


def _of(count: MonthCount, small_group: int, median_twice: int, jumped: set[Month]) -> Iterable[Flag]:
    if count.group < small_group:
        yield Flag.SMALL_GROUP
    if 4 * count.group < median_twice:
        yield Flag.UNDER_HALF_OWN_MEDIAN
    if count.month in jumped:
        yield Flag.JUMP_IN_MARKS


def _median_twice(groups: list[int]) -> int:
    """Twice the median, so that it is a whole number."""
    ordered = sorted(groups)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def _jumps(before: MonthCount, after: MonthCount) -> bool:
    """Whether the part of the rows with any one mark moved by a jump; nothing is known of a month without rows."""
    if not (before.rows and after.rows):
        return False
    marks = {*before.left_out, *after.left_out}
    parts = ((Fraction(each.left_out.get(mark, 0), each.rows) for each in (before, after)) for mark in marks)
    return any(abs(now - then) >= JUMP for then, now in parts)
