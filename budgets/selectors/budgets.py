"""Reads of budgets, as the values the rules work on."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budgets.models import DRAFT, Budget, BudgetCell, BudgetLine
from budgets.rules.lines import Cell, Line


def draft(application_id: int) -> tuple[Line, ...]:
    """The lines of the draft's budget, in order; none when nothing is written yet."""
    return _lines(application_id, DRAFT)


def approved(application_id: int, number: int = 1) -> tuple[Line, ...]:
    """The lines of an approved version, in order."""
    return _lines(application_id, number)


def version_in_force(application_id: int) -> int:
    """The number of the approved version that counts, which is the newest; 0 while nothing is approved."""
    rows = Budget.objects.filter(application_id=application_id, number__gt=DRAFT).order_by("-number")
    return rows.values_list("number", flat=True).first() or DRAFT


def reasons(application_id: int, number: int = 1) -> dict[int, str]:
    """Why lines of an approved version are lower than asked, by line."""
    rows = BudgetLine.objects.filter(budget__application_id=application_id, budget__number=number).exclude(
        reason=""
    )
    return dict(rows.values_list("number", "reason"))


def _lines(application_id: int, number: int) -> tuple[Line, ...]:
    rows = BudgetLine.objects.filter(budget__application_id=application_id, budget__number=number)
    return tuple(
        Line(
            row.number, row.category, row.department, row.note, tuple(_cell(cell) for cell in row.cells.all())
        )
        for row in rows.prefetch_related("cells").order_by("number")
    )


def _cell(row: BudgetCell) -> Cell:
    return Cell(row.year, _fraction(row.posts), row.hourly_rate, _fraction(row.hours), row.amount)


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
