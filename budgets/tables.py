"""A budget as a page shows it: a row for each line, a column for each year, requested beside approved, and the sums.

Formatted once, here. Works on lines as they were sent (`rules.content`) or as the draft has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from applications.rules.pool_terms import BudgetTerms
from budgets.rules.award import Approved
from budgets.rules.lines import Cell, Line, by_category, by_department, by_year, total
from fsm3.core.danish import amount, decimal
from fsm3.core.money import Money


@dataclass(frozen=True)
class YearCell:
    """A year of a line: its amount, and how a wage was worked out."""

    amount: str
    posts: str
    hours: str
    rate: str


@dataclass(frozen=True)
class Row:
    """A line. `approved` and `reason` are empty while nothing is approved."""

    number: int
    category: str
    department: str
    note: str
    years: tuple[YearCell, ...]
    requested: str
    approved: str
    reason: str
    reduced: bool


@dataclass(frozen=True)
class Sum:
    """A sum over some lines."""

    name: str
    requested: str


@dataclass(frozen=True)
class Table:
    """A budget whole."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    year_sums: tuple[str, ...]
    categories: tuple[Sum, ...]
    departments: tuple[Sum, ...]
    requested: str
    approved: str


def table(lines: Sequence[Line], terms: BudgetTerms, approved: Iterable[Approved] = ()) -> Table:
    """Set out a budget, with what was approved of each line where something was."""
    names = {category.key: category.name for category in terms.categories}
    years = tuple(by_year(lines))
    given = {each.number: each for each in approved}
    return Table(
        years=years,
        rows=tuple(_row(line, years, names, given.get(line.number)) for line in lines),
        year_sums=tuple(amount(each) for each in by_year(lines).values()),
        categories=tuple(_sums((names.get(key, key), each) for key, each in by_category(lines).items())),
        departments=tuple(_sums(by_department(lines).items())),
        requested=amount(total(lines)),
        approved=amount(Money.sum(each.amount for each in given.values())) if given else "",
    )


def _sums(sums: Iterable[tuple[str, Money]]) -> Iterator[Sum]:
    return (Sum(name, amount(each)) for name, each in sums)


def _row(line: Line, years: Sequence[int], names: Mapping[str, str], approved: Approved | None) -> Row:
    cells = {cell.year: cell for cell in line.cells}
    return Row(
        number=line.number,
        category=names.get(line.category, line.category),
        department=line.department,
        note=line.note,
        years=tuple(_cell(cells.get(year)) for year in years),
        requested=amount(line.amount),
        approved=amount(approved.amount) if approved else "",
        reason=approved.reason if approved else "",
        reduced=approved is not None and approved.amount < line.amount,
    )


def _cell(cell: Cell | None) -> YearCell:
    if cell is None:
        return YearCell("", "", "", "")
    return YearCell(
        amount=amount(cell.amount),
        posts=_number(cell.posts),
        hours=_number(cell.hours),
        rate="" if cell.hourly_rate is None else amount(cell.hourly_rate),
    )


def _number(number: Fraction | None) -> str:
    """`1.924` or `0,5`: without the decimals it does not need."""
    if number is None:
        return ""
    text = decimal(number)
    return text.rstrip("0").rstrip(",")
