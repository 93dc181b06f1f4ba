"""Writes of budgets; journeys call them, within their transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from budgets.models import DRAFT, Budget, BudgetCell, BudgetLine
from budgets.rules.lines import Line


def write_draft(application_id: int, lines: Sequence[Line], *, at: datetime) -> None:
    """Let the draft's budget be these lines, in place of those it had."""
    budget, _ = Budget.objects.update_or_create(
        application_id=application_id, number=DRAFT, defaults={"made_at": at}
    )
    budget.lines.all().delete()
    _write_lines(budget, lines, reasons={})


def approve(application_id: int, lines: Sequence[Line], *, reasons: Mapping[int, str], at: datetime) -> int:
    """Keep the next approved version of a budget, with the reason where a line is lower than asked; its number."""
    number = Budget.objects.filter(application_id=application_id, number__gt=DRAFT).count() + 1
    budget = Budget.objects.create(application_id=application_id, number=number, made_at=at)
    _write_lines(budget, lines, reasons=reasons)
    return number


def _write_lines(budget: Budget, lines: Sequence[Line], *, reasons: Mapping[int, str]) -> None:
    rows = BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=budget,
            number=line.number,
            category=line.category,
            department=line.department,
            note=line.note,
            reason=reasons.get(line.number, ""),
        )
        for line in lines
    )
    BudgetCell.objects.bulk_create(
        BudgetCell(
            line=row,
            year=cell.year,
            posts=_decimal(cell.posts),
            hourly_rate=cell.hourly_rate,
            hours=_decimal(cell.hours),
            amount=cell.amount,
        )
        for row, line in zip(rows, lines, strict=True)
        for cell in line.cells
    )


def _decimal(number: Fraction | None) -> Decimal | None:
    """Posts and hours have at most two decimals, which the rules see to, so this loses nothing."""
    return None if number is None else Decimal(number.numerator) / Decimal(number.denominator)
