"""Budget lines as values: what a line holds, how its amounts are worked out, and the sums of a budget.

Call, "Tilskudsberettigede udgifter": each line names what the money is for and in which department, wages with rates
and hours. A wage is hourly rate × hours, rounded half up to the øre here and nowhere else; audit is a typed amount.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from fsm3.core.money import ZERO, Money

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Cell:
    """One year of a line: full-time posts, hourly rate and hours where it is a wage, and the amount in any case."""

    year: int
    posts: Fraction | None
    hourly_rate: Money | None
    hours: Fraction | None
    amount: Money


@dataclass(frozen=True)
class Line:
    """A budget line: category of the pool, department of the municipality, the note that justifies it, its years."""

    number: int
    category: str
    department: str
    note: str
    cells: tuple[Cell, ...]

    @property
    def amount(self) -> Money:
        """The line's amount over all its years."""
        return total(self.cells)


def wage_cell(
    year: int, *, posts: Fraction | None, hourly_rate: Money | None, hours: Fraction | None
) -> Cell:
    """Work out a year of a wage line; nothing is earned where the rate or the hours are not filled in."""
    amount = ZERO if hourly_rate is None or hours is None else hourly_rate.share(hours)
    return Cell(year, posts, hourly_rate, hours, amount)


def amount_cell(year: int, amount: Money) -> Cell:
    """Hold a year of a line whose amount is typed."""
    return Cell(year, None, None, None, amount)


def total(things: Iterable[Cell | Line]) -> Money:
    """Sum the amounts of cells or lines."""
    return Money.sum(thing.amount for thing in things)


def by_category(lines: Sequence[Line]) -> dict[str, Money]:
    """Sum the lines by category, in the order in which categories first appear."""
    return _summed((line.category, line.amount) for line in lines)


def by_department(lines: Sequence[Line]) -> dict[str, Money]:
    """Sum the lines by department, in the order in which departments first appear."""
    return _summed((line.department, line.amount) for line in lines)


def by_year(lines: Sequence[Line]) -> dict[int, Money]:
    """Sum the lines by year, earliest first."""
    return dict(sorted(_summed((cell.year, cell.amount) for line in lines for cell in line.cells).items()))


def _summed(amounts: Iterable[tuple[Key, Money]]) -> dict[Key, Money]:
    sums: dict[Key, Money] = {}
    for key, amount in amounts:
        sums[key] = sums.get(key, ZERO) + amount
    return sums
