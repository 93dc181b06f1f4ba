"""How the cells of the workbook look and are filled: what is yellow can be typed in, all else is locked.

What people wrote is always a text, never a formula (`bad-inputs.md` 38), and stays one when it is edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from fsm3.core.money import Money

_AMOUNT = "#,##0.00"
_NOT_IN_XML = dict.fromkeys([0xFFFE, 0xFFFF])
_GRID = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
_TYPED = {**_GRID, "bg_color": "#FFFBE6", "locked": False}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "strong": {"bold": True},
    "quiet": {"font_color": "#595959"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "heading": {**_GRID, "bold": True, "bg_color": "#E6EEF7", "text_wrap": True},
    "locked": {**_GRID, "text_wrap": True},
    "amount": {**_GRID, "num_format": _AMOUNT},
    "sum": {**_GRID, "num_format": _AMOUNT, "bold": True},
    "typed": {**_TYPED, "num_format": "@", "text_wrap": True},
    "figure": {**_TYPED, "num_format": _AMOUNT},
}


def looks(book: Workbook) -> dict[str, Format]:
    """The formats of a workbook by name."""
    return {name: book.add_format(look) for name, look in _LOOKS.items()}


@dataclass(frozen=True)
class Paper:
    """A sheet with the looks of its workbook."""

    sheet: Worksheet
    looks: dict[str, Format]

    def text(self, row: int, column: int, text: str, look: str) -> None:
        """Write a text with the line ends of XML and without what it has no place for; an empty one leaves the cell open."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_IN_XML)
        if text:
            self.sheet.write_string(row, column, text, self.looks[look])
        else:
            self.sheet.write_blank(row, column, None, self.looks[look])

    def number(self, row: int, column: int, value: Money | Fraction | None, look: str) -> None:
        """Write a number; none leaves the cell open."""
        if value is None:
            self.sheet.write_blank(row, column, None, self.looks[look])
        else:
            self.sheet.write_number(row, column, as_float(value), self.looks[look])

    def formula(self, row: int, column: int, formula: str, value: Money | None, look: str = "amount") -> None:
        """Write a formula with its value beside it; without one it shows nothing."""
        self.sheet.write_formula(
            row, column, formula, self.looks[look], "" if value is None else as_float(value)
        )


def as_float(value: Money | Fraction) -> float:
    """A number as spreadsheets hold it: exact to the øre for all that a budget may hold."""
    return float(Fraction(value.oere, 100) if isinstance(value, Money) else value)
