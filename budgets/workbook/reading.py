"""The workbook as it comes back: every cell that counts is read, every bad one is named, no amount is believed.

`bad-inputs.md` 15, 41 and 43. Amounts are worked out anew; where the workbook says something else, both are told.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count, islice
from typing import Any

from openpyxl import load_workbook

from applications.rules import free_text
from budgets.rules.checks import (
    LARGEST_AMOUNT,
    LARGEST_HOURS,
    LARGEST_POSTS,
    LONGEST_DEPARTMENT,
    LONGEST_NOTE,
)
from budgets.rules.content import to_content
from budgets.rules.lines import Cell, Line, amount_cell, total, wage_cell
from budgets.workbook import container
from budgets.workbook.cells import Page
from budgets.workbook.layout import (
    FIRST_LINE,
    GUIDE,
    HEADINGS,
    LAST_LINE,
    OTHERS,
    SHEET_OF,
    SHEETS,
    SUMS,
    TOTAL_CELL,
    VERSION,
    VERSION_CELL,
    WAGES,
    Side,
    side,
)
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.core.problems import Problem

_LARGEST = {
    "posts": LARGEST_POSTS,
    "hours": LARGEST_HOURS,
    "hourly_rate": Fraction(LARGEST_AMOUNT.oere, 100),
    "amount": Fraction(LARGEST_AMOUNT.oere, 100),
}
_MOST_NUMBER = 9999
_MOST_NAMED = 20


@dataclass(frozen=True)
class Typed:
    """A row with something in it: where it stands, the number before it (0 for a new line), and its line."""

    table: Side
    row: int
    number: int
    line: Line


def answer(content: bytes, arguments: Sequence[str]) -> bytes:
    """Read a workbook; `arguments` is JSON with the years, the categories and the first number that is free."""
    return json.dumps(_read(content, json.loads(arguments[0]))).encode()


def _read(content: bytes, known: dict[str, Any]) -> dict[str, Any]:
    faults = list(container.faults(content))
    pages = {} if faults else _opened(content)
    if not faults and not pages:
        faults = [Problem("file_broken")]
    faults = faults or list(_book_faults(pages))
    if faults:
        return _told(faults)
    sides = [side(name, known["years"]) for name in (WAGES, OTHERS)]
    _moved(pages, sides)
    rows = [row for each in sides for row in _rows(pages[each.sheet], each, known)]
    rows = _numbered(pages, rows, known["first_free"])
    faults = [fault for each in sides for fault in pages[each.sheet].faults]
    return _told(faults) if faults else _told([], [row.line for row in rows], list(_differs(pages, rows)))


def _told(
    faults: Sequence[Problem], lines: Sequence[Line] = (), differs: Sequence[Problem] = ()
) -> dict[str, Any]:
    said = {"faults": faults, "differs": differs}
    problems = {
        name: [[each.code, each.where, dict(each.detail)] for each in some] for name, some in said.items()
    }
    return {"lines": to_content(lines), **problems}


def _opened(content: bytes) -> dict[str, Page]:
    """The sheets by name; none for a file that the reader cannot make sense of."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the reader tells of extensions that it leaves out
            values, formulas = (
                load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False)
                for data_only in (True, False)
            )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  the reader lets through what its zip and XML readers and itself raise
        return {}
    return {sheet.title: Page(sheet, formulas[sheet.title]) for sheet in values.worksheets}


def _book_faults(pages: dict[str, Page]) -> Iterator[Problem]:
    """What is wrong with the workbook as a whole: hidden or missing sheets, another version."""
    hidden = (page.name for page in pages.values() if page.values.sheet_state != "visible")
    yield from (Problem("sheet_hidden", detail={"sheet": _nameable(name)}) for name in hidden)
    missing = [name for name in SHEETS if name not in pages]
    yield from (Problem("sheet_missing", detail={"sheet": name}) for name in missing)
    if GUIDE in pages and pages[GUIDE].values.cell(*(place + 1 for place in VERSION_CELL)).value != VERSION:
        yield Problem("other_template", detail={"version": VERSION})


def _nameable(name: str) -> str:
    """A sheet's name as it may be repeated (`bad-inputs.md` 23)."""
    return "…" if free_text.looks_like_cpr(name) else name


def _moved(pages: dict[str, Page], sides: Sequence[Side]) -> None:
    """Headings that do not stand in their place, and anything typed where nothing is read."""
    for each in sides:
        page = pages[each.sheet]
        for column in each.columns:
            if page.values.cell(HEADINGS + 1, column.place + 1).value != column.heading:
                page.refuse("heading_moved", HEADINGS, column.place, heading=column.heading)
        for cell in islice(page.outside(LAST_LINE + 1, len(each.columns)), _MOST_NAMED):
            page.refuse("cell_outside", cell.row - 1, cell.column - 1)


def _rows(page: Page, table: Side, known: dict[str, Any]) -> Iterator[Typed]:
    """The rows in which something is typed, as lines that have no number of their own yet."""
    for row in range(FIRST_LINE, LAST_LINE + 1):
        if any(page.values.cell(row + 1, each.place + 1).value not in {None, ""} for each in table.typed()):
            yield Typed(table, row, _number(page, row, table), _line(page, row, table, known))


def _number(page: Page, row: int, table: Side) -> int:
    place = table.of("number").place
    value = page.value(row, place)
    if value is None:
        return 0
    if type(value) is int and 0 < value <= _MOST_NUMBER:
        return value
    page.refuse("line_number_changed", row, place)
    return 0


def _line(page: Page, row: int, table: Side, known: dict[str, Any]) -> Line:
    keys = {name: key for key, name, kind in known["categories"] if SHEET_OF[kind] == table.sheet}
    place = table.of("category").place
    name = page.text(row, place, longest=LONGEST_NOTE)
    if name and name not in keys:
        page.refuse("category_not_listed", row, place)
    department = page.text(row, table.of("department").place, longest=LONGEST_DEPARTMENT)
    note = page.text(row, table.of("note").place, longest=LONGEST_NOTE)
    cells = (_cell(page, row, table, year) for year in known["years"])
    return Line(0, keys.get(name, ""), department, note, tuple(cell for cell in cells if cell))


def _cell(page: Page, row: int, table: Side, year: int) -> Cell | None:
    """A year of a line; None where nothing is typed."""
    typed = {
        each.part: page.number(row, each.place, largest=_LARGEST[each.part])
        for each in table.typed()
        if each.year == year
    }
    if all(value is None for value in typed.values()):
        return None
    if table.sheet == OTHERS:
        return amount_cell(year, _money(typed["amount"] or Fraction()))
    rate = typed["hourly_rate"]
    return wage_cell(
        year, posts=typed["posts"], hourly_rate=None if rate is None else _money(rate), hours=typed["hours"]
    )


def _money(kroner_: Fraction) -> Money:
    return Money(round(kroner_ * 100))


def _numbered(pages: dict[str, Page], rows: Sequence[Typed], first_free: int) -> list[Typed]:
    """Give new lines the numbers that are free. No number stands before two lines."""
    taken: set[int] = set()
    for each in rows:
        if each.number in taken:
            pages[each.table.sheet].refuse("line_number_twice", each.row, each.table.of("number").place)
        taken |= {each.number} - {0}
    free = count(max(first_free, max(taken, default=0) + 1))
    return [replace(each, line=replace(each.line, number=each.number or next(free))) for each in rows]


def _differs(pages: dict[str, Page], rows: Sequence[Typed]) -> Iterator[Problem]:
    """Where the workbook's own sums are not what its lines come to (`bad-inputs.md` 15)."""
    for each in rows:
        said = pages[each.table.sheet].said(each.row, each.table.of("total").place)
        yield from _differ("line_differs", said, each.line.amount, line=str(each.line.number))
    whole = total(each.line for each in rows)
    yield from _differ("total_differs", pages[SUMS].said(*TOTAL_CELL), whole)


def _differ(code: str, said: Fraction | None, right: Money, **detail: str) -> Iterator[Problem]:
    if said is not None and _money(said) != right:
        yield Problem(code, "total", {"said": kroner(_money(said)), "right": kroner(right), **detail})
