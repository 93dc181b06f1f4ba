"""The two sides of a budget: wages, of which posts, rate and hours are typed, and the rest, of which amounts are.

Call, "Tilskudsberettigede udgifter". Page and workbook have a place for each, so that only what counts can be typed.
"""

from __future__ import annotations

from applications.rules.pool_terms import BudgetTerms, Category, CategoryKind
from budgets.rules.lines import Cell, Line


def on_wage_side(line: Line, terms: BudgetTerms) -> bool:
    """Whether a line is a wage: its category says so, and without one what is filled in."""
    kind = {category.key: category.kind for category in terms.categories}.get(line.category)
    if kind is not None:
        return kind is CategoryKind.WAGE
    return not line.cells or any(_has_factors(cell) for cell in line.cells)


def of_kind(terms: BudgetTerms, kind: CategoryKind) -> tuple[Category, ...]:
    """The categories of one side, in the pool's order."""
    return tuple(category for category in terms.categories if category.kind is kind)


def _has_factors(cell: Cell) -> bool:
    return not (cell.posts is None and cell.hourly_rate is None and cell.hours is None)
