"""The workbook as it goes out: headings locked, cells to type in open, amounts as formulas with their values beside them.

A program that does not calculate shows the values, which are the server's.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook

from budgets.rules.content import from_content
from budgets.rules.lines import Cell, Line
from budgets.workbook import guide, sums_sheet
from budgets.workbook.layout import (
    FIRST_LINE,
    GUIDE,
    HEADINGS,
    LAST_LINE,
    OTHERS,
    SHEET_OF,
    SUMS,
    VERSION,
    VERSION_CELL,
    WAGES,
    Column,
    Side,
    address,
    side,
)
from budgets.workbook.look import Paper, looks

_WIDTHS = {
    "number": 7,
    "category": 34,
    "department": 22,
    "note": 44,
    "total": 16,
    "amount": 16,
    "hourly_rate": 12,
}
_LINE_HEIGHT = 32
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def answer(content: bytes, _arguments: Sequence[str]) -> bytes:
    """Make the workbook of a budget, of which what is known comes as JSON."""
    known = json.loads(content)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, **_PLAIN}) as book:
        _write(book, known)
    return out.getvalue()


def _write(book: Workbook, known: dict[str, Any]) -> None:
    formats = looks(book)
    papers = {name: Paper(book.add_worksheet(name), formats) for name in (GUIDE, WAGES, OTHERS, SUMS)}
    for paper in papers.values():
        paper.sheet.protect("", {"format_columns": True, "format_rows": True})
        paper.sheet.hide_gridlines(2)
        paper.sheet.set_landscape()
        paper.sheet.fit_to_pages(1, 0)
    lines = {SHEET_OF[kind]: from_content(some) for kind, some in known["lines"].items()}
    sides = [side(name, known["years"]) for name in (WAGES, OTHERS)]
    _guide(papers[GUIDE])
    for table in sides:
        _side(papers[table.sheet], table, lines[table.sheet], sums_sheet.choices(known, table.sheet), known)
    sums_sheet.write(papers[SUMS], known, sides, [*lines[WAGES], *lines[OTHERS]])


def _guide(paper: Paper) -> None:
    paper.sheet.set_column(0, 0, 100)
    paper.text(0, 0, guide.TITLE, "title")
    paper.text(*VERSION_CELL, VERSION, "quiet")
    for row, text in enumerate(guide.TEXTS, start=VERSION_CELL[0] + 2):
        paper.text(row, 0, text, "wrapped")


def _side(
    paper: Paper, table: Side, lines: Sequence[Line], choices: tuple[int, int], known: dict[str, Any]
) -> None:
    """A table of lines, with open rows below for those that come."""
    names = {key: name for key, name, _kind in known["categories"]}
    paper.text(0, 0, table.sheet, "title")
    paper.text(1, 0, guide.BELOW[table.sheet], "quiet")
    for column in table.columns:
        paper.sheet.set_column(column.place, column.place, _WIDTHS.get(column.part, 11))
        paper.text(HEADINGS, column.place, column.heading, "heading")
    for row in range(FIRST_LINE, LAST_LINE + 1):
        place = row - FIRST_LINE
        _line(paper, table, row, lines[place] if place < len(lines) else None, names)
    _only_what_fits(paper, table, choices)
    paper.sheet.freeze_panes(FIRST_LINE, 2)
    paper.sheet.repeat_rows(HEADINGS)


def _line(paper: Paper, table: Side, row: int, line: Line | None, names: dict[str, str]) -> None:
    paper.sheet.set_row(row, _LINE_HEIGHT)
    texts = {
        "category": names.get(line.category, "") if line else "",
        "department": line.department if line else "",
        "note": line.note if line else "",
    }
    cells = {cell.year: cell for cell in line.cells} if line else {}
    for column in table.columns:
        if column.part == "number":
            paper.number(row, column.place, Fraction(line.number) if line else None, "locked")
        elif column.part in texts:
            paper.text(row, column.place, texts[column.part], "typed")
        elif column.part == "total":
            paper.formula(row, column.place, _total_of(table, row), line.amount if line else None, "sum")
        else:
            _figure(paper, table, row, column, cells.get(column.year))


def _figure(paper: Paper, table: Side, row: int, column: Column, cell: Cell | None) -> None:
    """A figure of a year: typed, or worked out where it is the amount of a wage."""
    value = getattr(cell, column.part, None)
    if column in table.typed():
        paper.number(row, column.place, value, "figure")
    else:
        paper.formula(row, column.place, _wage_of(table, row, column.year), value or None)


def _wage_of(table: Side, row: int, year: int) -> str:
    rate, hours = (address(row, table.of(part, year).place) for part in ("hourly_rate", "hours"))
    return f'=IF(OR({rate}="",{hours}=""),"",ROUND({rate}*{hours},2))'


def _total_of(table: Side, row: int) -> str:
    amounts = ",".join(address(row, column.place) for column in table.columns if column.part == "amount")
    return f'=IF(COUNT({amounts})=0,"",SUM({amounts}))'


def _only_what_fits(paper: Paper, table: Side, choices: tuple[int, int]) -> None:
    """Drop-downs for the category, numbers alone where a number is expected."""
    first, last = (f"'{SUMS}'!$A${row + 1}" for row in choices)
    lists = {"validate": "list", "source": f"={first}:{last.partition('!')[2]}"}
    numbers = {"validate": "decimal", "criteria": ">=", "value": 0}
    said = {"error_title": "Kun et tal", "error_message": "Skriv et tal uden tekst, for eksempel 1924,5."}
    other = {"error_title": "Vælg fra listen", "error_message": "Vælg en af kategorierne på listen."}
    for column in table.typed():
        where = (FIRST_LINE, column.place, LAST_LINE, column.place)
        if column.part == "category":
            paper.sheet.data_validation(*where, {**lists, **other})
        elif column.year:
            paper.sheet.data_validation(*where, {**numbers, **said})
