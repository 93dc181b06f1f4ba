"""The sheet with the sums: what the workbook belongs to, what is asked for under the cap, and by category and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budgets.rules.lines import Line, total
from budgets.workbook.layout import FIRST_CATEGORY, SHEET_OF, TOTAL_CELL, Side, address, span
from budgets.workbook.look import Paper
from fsm3.core.money import Money

_CAP, _LEFT = TOTAL_CELL[0] - 1, TOTAL_CELL[0] + 1
_FACTS = {"Kommune": "municipality", "Sag": "case", "Pulje": "pool", "Projektperiode": "period"}


def write(paper: Paper, known: dict[str, Any], sides: Sequence[Side], lines: Sequence[Line]) -> None:
    """Write the sheet; every sum is a formula with its value beside it."""
    paper.sheet.set_column(0, 0, 60)
    paper.sheet.set_column(1, 1 + len(known["years"]), 18)
    paper.text(0, 0, "Budgettet i alt", "title")
    for row, (label, name) in enumerate(_FACTS.items(), start=1):
        paper.text(row, 0, label, "strong")
        paper.text(row, 1, known[name], "quiet")
    _against_cap(paper, known["cap"], sides, total(lines))
    _by_category(paper, known, sides, lines)


def _against_cap(paper: Paper, cap: str | None, sides: Sequence[Side], asked: Money) -> None:
    row, column = TOTAL_CELL
    paper.text(row, 0, "Søgt i alt", "strong")
    sums = "+".join(f"SUM({span(side, side.of('total'))})" for side in sides)
    paper.formula(row, column, f"={sums}", asked, "sum")
    if cap:
        paper.text(_CAP, 0, "Loft", "strong")
        paper.number(_CAP, 1, Money.of(cap), "sum")
        paper.text(_LEFT, 0, "Tilbage under loftet", "strong")
        paper.formula(_LEFT, 1, f"={address(_CAP, 1)}-{address(row, column)}", Money.of(cap) - asked, "sum")


def _by_category(paper: Paper, known: dict[str, Any], sides: Sequence[Side], lines: Sequence[Line]) -> None:
    """A row for each category: drop-downs take their choices from here."""
    years: list[int] = known["years"]
    for column, heading in enumerate(["Kategori", *map(str, years), "I alt"]):
        paper.text(FIRST_CATEGORY - 1, column, heading, "heading")
    for row, (key, name, kind) in enumerate(known["categories"], start=FIRST_CATEGORY):
        side = next(each for each in sides if each.sheet == SHEET_OF[kind])
        own = [line for line in lines if line.category == key]
        paper.text(row, 0, name, "locked")
        for column, year in enumerate(years, start=1):
            found = Money.sum(cell.amount for line in own for cell in line.cells if cell.year == year)
            paper.formula(row, column, _sum_of(side, side.of("amount", year).place, row), found)
        paper.formula(row, 1 + len(years), _sum_of(side, side.of("total").place, row), total(own), "sum")


def _sum_of(side: Side, place: int, row: int) -> str:
    """What the lines of the category in this row sum to in a column."""
    category, amounts = span(side, side.of("category")), span(side, side.columns[place])
    return f"=SUMIFS({amounts},{category},{address(row, 0)})"


def choices(known: dict[str, Any], sheet: str) -> tuple[int, int]:
    """The first and last row of the categories of a side."""
    rows = [
        row
        for row, each in enumerate(known["categories"], start=FIRST_CATEGORY)
        if SHEET_OF[each[2]] == sheet
    ]
    return (rows[0], rows[-1]) if rows else (FIRST_CATEGORY, FIRST_CATEGORY)
