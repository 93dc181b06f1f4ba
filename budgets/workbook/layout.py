"""Where everything stands in the workbook: the sheets, their columns by year, and how a cell is called.

A sheet for wages and one for the rest, so that every cell that can be typed in counts. Rows are as many as a budget
may have lines; the number of a line that is known stands before it, and a new line has none yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from applications.rules.pool_terms import CategoryKind
from budgets.rules.checks import MOST_LINES

VERSION = "Skabelon 1"
GUIDE, WAGES, OTHERS, SUMS = "Vejledning", "Løn", "Øvrige udgifter", "Sum"
SHEETS = (GUIDE, WAGES, OTHERS, SUMS)
SHEET_OF = {CategoryKind.WAGE.value: WAGES, CategoryKind.AMOUNT.value: OTHERS}
"""The sheet with the lines of a kind."""
VERSION_CELL = (1, 0)
TOTAL_CELL = (7, 1)
FIRST_CATEGORY = 12
HEADINGS = 4
FIRST_LINE = 5
LAST_LINE = FIRST_LINE + MOST_LINES - 1
_WAGE_FACTORS = {"posts": "Årsværk", "hourly_rate": "Timesats", "hours": "Timer", "amount": "Beløb"}
_NAMES = {
    "number": "Post",
    "category": "Kategori",
    "department": "Forvaltning",
    "note": "Begrundelse",
    "total": "I alt",
}


@dataclass(frozen=True)
class Column:
    """A column of a table of lines: which part of a line it holds, in which year (0 for none), and its heading."""

    place: int
    part: str
    year: int
    heading: str

    @property
    def where(self) -> str:
        """The part as the rules name the place of a problem."""
        return f"{self.year}.{self.part}" if self.year else self.part


@dataclass(frozen=True)
class Side:
    """One of the two tables of lines."""

    sheet: str
    columns: tuple[Column, ...]

    def of(self, part: str, year: int = 0) -> Column:
        """The column that holds a part."""
        return next(each for each in self.columns if (each.part, each.year) == (part, year))

    def typed(self) -> Iterator[Column]:
        """The columns a person types in."""
        worked_out = {"number", "total"} | ({"amount"} if self.sheet == WAGES else set())
        return (each for each in self.columns if each.part not in worked_out)


def side(sheet: str, years: Sequence[int]) -> Side:
    """The table of a sheet."""
    factors = _WAGE_FACTORS if sheet == WAGES else {"amount": "Beløb"}
    by_year = [(part, year, f"{name} {year}") for year in years for part, name in factors.items()]
    before = [(part, 0, _NAMES[part]) for part in ("number", "category", "department", "note")]
    columns = [*before, *by_year, ("total", 0, _NAMES["total"])]
    return Side(sheet, tuple(Column(place, *each) for place, each in enumerate(columns)))


def address(row: int, column: int) -> str:
    """How a spreadsheet calls a cell: row 0 of column 0 is `A1`."""
    letters = ""
    place = column + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def span(table: Side, column: Column) -> str:
    """The cells of all lines in a column, as a formula on another sheet calls them."""
    first, last = address(FIRST_LINE, column.place), address(LAST_LINE, column.place)
    return f"'{table.sheet}'!{_fixed(first)}:{_fixed(last)}"


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell.removeprefix(letters)}"
