"""What one budget has that another has not, line by line: shown before the other takes its place.

Domain page, "Budget": a workbook's difference is shown before anything is stored; `bad-inputs.md` 8: so is a
colleague's. Lines are the same line when they have the same number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from budgets.rules.lines import Cell, Line
from fsm3.core.money import Money

FACTORS = ("posts", "hourly_rate", "hours", "amount")
Value = str | Money | Fraction | None


class Change(StrEnum):
    """What happened to a line."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Part:
    """A part of a line before and after; `year` is 0 for what belongs to no year."""

    name: str
    year: int
    before: Value
    after: Value


@dataclass(frozen=True)
class Difference:
    """A line that is not the same in both, as it was and as it is; on one side of a new or removed line is nothing."""

    change: Change
    number: int
    before: Line
    after: Line
    parts: tuple[Part, ...]


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Difference, ...]:
    """Every line that is new, changed or removed, by number."""
    return tuple(_differences(before, after))


def _differences(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Difference]:
    old, new = ({line.number: line for line in lines} for lines in (before, after))
    for number in sorted({*old, *new}):
        nothing = Line(number, "", "", "", ())
        was, now = old.get(number, nothing), new.get(number, nothing)
        parts = tuple(_parts(was, now))
        if number not in old or number not in new:
            yield Difference(Change.REMOVED if number in old else Change.NEW, number, was, now, parts)
        elif parts:
            yield Difference(Change.CHANGED, number, was, now, parts)


def _parts(was: Line, now: Line) -> Iterator[Part]:
    for name in ("category", "department", "note"):
        before, after = _text(getattr(was, name)), _text(getattr(now, name))
        if before != after:
            yield Part(name, 0, before, after)
    old, new = ({cell.year: cell for cell in line.cells} for line in (was, now))
    for year in sorted({*old, *new}):
        for name in FACTORS:
            part = Part(name, year, _factor(old.get(year), name), _factor(new.get(year), name))
            if part.before != part.after:
                yield part


def _text(text: str) -> str:
    """A text whatever ends its lines and stands around it: forms and spreadsheets each have their way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _factor(cell: Cell | None, name: str) -> Value:
    """A figure of a year; nothing and not filled in are the same."""
    return getattr(cell, name, None) or None
