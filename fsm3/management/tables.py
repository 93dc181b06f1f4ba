"""Tables from outside as cells with their places: text separated by commas or semicolons, or a workbook's first sheet.

Formulas count with the value their program left beside them; what has none is an empty cell, and the rules say so.
"""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from applications.rules.caps_file import Cell, cells_of
from fsm3.management.base import read_text

Table = list[list[Cell]]


def read_table(path: Path) -> Table:
    """The cells of a file, row by row, every row as long as the first. Raises CommandError when it cannot be read."""
    table = _workbook(path) if path.suffix.lower() == ".xlsx" else cells_of(read_text(path))
    width = len(table[0]) if table else 0
    return [
        row[:width] + [Cell(f"row {number}", None)] * (width - len(row))
        for number, row in enumerate(table, 1)
    ]


def _workbook(path: Path) -> Table:
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets through what zipfile, its XML reader and itself raise
        raise CommandError(f"{path} is no workbook that can be read: {type(error).__name__}.") from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        return [
            [Cell(f"{get_column_letter(column)}{line}", value) for column, value in enumerate(row, 1)]
            for line, row in enumerate(rows, 1)
        ]
    finally:
        book.close()
