"""Single cells as they are read: a text, or a number with two decimals at most; what is neither is named and refused.

`bad-inputs.md` 12, 23 and 43. A text where a number belongs is not read, not even one that looks like a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from typing import Any, TypeGuard

from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from applications.rules import free_text
from budgets.workbook.layout import address
from fsm3.core.problems import Problem

_NOISE = Fraction(1, 10**7)
"""What binary arithmetic adds to a sum of numbers with two decimals, and no person types."""


@dataclass
class Page:
    """A sheet twice, as values and as formulas, with all that was wrong in it so far."""

    values: Worksheet
    formulas: Worksheet
    faults: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return str(self.values.title)

    def refuse(self, code: str, row: int, column: int, **detail: str) -> None:
        """Note what is wrong with a cell."""
        cell = address(row, column)
        self.faults.append(Problem(code, f"{self.name}!{cell}", {"sheet": self.name, "cell": cell, **detail}))

    def value(self, row: int, column: int) -> Any:
        """The value of a cell, None for an empty one. A formula that was never worked out is refused."""
        cell = self.values.cell(row + 1, column + 1)
        found = unescape(cell.value).strip() if isinstance(cell.value, str) else cell.value
        if cell.data_type == "e":
            self.refuse("cell_is_an_error", row, column)
            return None
        if found is None and self.formulas.cell(row + 1, column + 1).data_type == "f":
            self.refuse("cell_not_worked_out", row, column)
        return None if found == "" else found

    def text(self, row: int, column: int, *, longest: int) -> str:
        """A text; a whole number is one too, such as the name of a place."""
        value = self.value(row, column)
        if value is None:
            return ""
        if not isinstance(value, str) and type(value) is not int:
            self.refuse("cell_no_text", row, column)
            return ""
        text = str(value)
        for fault in free_text.faults(text, where="", longest=longest):
            self.refuse(fault.code, row, column, **fault.detail)
        return text

    def number(self, row: int, column: int, *, largest: Fraction) -> Fraction | None:
        """A number above zero with two decimals at most; None for an empty cell and for one that was refused."""
        value = self.value(row, column)
        if value is None:
            return None
        problems = list(_faults(value, largest))
        for problem in problems:
            self.refuse(problem.code, row, column)
        return None if problems else _nearest(Fraction(value))

    def said(self, row: int, column: int) -> Fraction | None:
        """What the workbook says in a cell of its own; None where it says no number."""
        value = self.values.cell(row + 1, column + 1).value
        return _nearest(Fraction(value)) if _is_number(value) else None

    def outside(self, rows: int, columns: int) -> Iterator[Cell]:
        """The cells with something in them beyond the last row and column that count."""
        for (row, column), cell in self.values._cells.items():  # noqa: SLF001  the only way that visits no empty cell
            if cell.value not in {None, ""} and (row > rows or column > columns):
                yield cell


def _is_number(value: Any) -> TypeGuard[int | float]:
    """Whether it is a number and not `NaN`, infinite, a day or yes and no (`bad-inputs.md` 12)."""
    return type(value) in {int, float} and isfinite(value)


def _faults(value: Any, largest: Fraction) -> Iterator[Problem]:
    """What keeps a value from being a number of a budget."""
    if not _is_number(value):
        yield Problem("cell_no_number")
        return
    number = _nearest(Fraction(value))
    if number <= 0:
        yield Problem("negative_amount" if number else "cell_zero")
    elif number > largest:
        yield Problem("too_large")
    elif abs(number - Fraction(value)) > _NOISE * max(Fraction(1), number):
        yield Problem("cell_decimals")


def _nearest(number: Fraction) -> Fraction:
    """The nearest number with two decimals."""
    return Fraction(round(number * 100), 100)
