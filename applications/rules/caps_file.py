"""The table of caps as a file: which cells it has, what is wrong with them, and the rows that come out of it.

Domain page, "The pool" (caps are a table per pool; cohort and end of the earlier pool are stored facts with their source;
the size of the target group and the clarification pool decided the cap). The cohort follows from the pool's own terms:
who was in the earlier pool belongs to the one cohort that starts after it, everybody else to the one that does not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from applications.rules.pool_terms import PoolTerms, Start
from fsm3.core.danish import Unreadable, amount, read_amount
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import NotReady, Problem

CODE = "kommunekode"
CAP = "maksimalt_tilskud"
EARLIER = "tidligere_pulje"
EARLIER_ENDS = "tidligere_pulje_slut"
CLARIFICATION = "afklaringspuljen"
GROUP = "målgruppe"
COLUMNS = (CODE, CAP, EARLIER, EARLIER_ENDS, CLARIFICATION, GROUP)

_CODE = re.compile(r"\d{3,4}", re.ASCII)
_COUNT = re.compile(r"\d{1,6}", re.ASCII)
_YES_NO = {"ja": True, "nej": False}


@dataclass(frozen=True)
class CapRow:
    """What a cap table says of one municipality. `earlier_pool_ends`: its last day in the earlier pool, if it was in it."""

    municipality: str
    amount: Money
    cohort: str
    earlier_pool_ends: date | None
    clarification_pool: bool
    target_group: int | None

    def as_content(self) -> dict[str, object]:
        """The row as values that JSON writes exactly."""
        ends = self.earlier_pool_ends.isoformat() if self.earlier_pool_ends else None
        return {**self.__dict__, "amount": str(self.amount), "earlier_pool_ends": ends}


Value = str | int | float | date | None


@dataclass(frozen=True)
class Cell:
    """A cell of the file and where it is: `B4` in a workbook, `line 4, column 2` in a text."""

    place: str
    value: Value


def read_caps(table: Sequence[Sequence[Cell]], terms: PoolTerms, known: frozenset[str]) -> tuple[CapRow, ...]:
    """Read a table, its first row the column names, for a pool; `known` are the codes of all municipalities.

    Raises NotReady with every fault at once, each with its cell; then nothing of the file counts.
    """
    header, *rows = table or [[]]
    problems = list(_header_faults(header))
    if problems:
        raise NotReady(problems)
    order = {_text(cell): number for number, cell in enumerate(header)}
    filled = [row for row in rows if any(_text(cell) for cell in row)]
    reader = _Reader(terms, known)
    read = [reader.row({name: row[order[name]] for name in COLUMNS}) for row in filled]
    if not read:
        reader.problems.append(Problem("no_rows"))
    if reader.problems:
        raise NotReady(reader.problems)
    return tuple(row for row in read if row is not None)


def cells_of(text: str) -> list[list[Cell]]:
    """The cells of a text separated by commas or semicolons, every row as long as the first.

    Raises NotReady(`csv_syntax`) for what is no such text.
    """
    lines = text.splitlines()
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as fault:
        raise NotReady([Problem("csv_syntax")]) from fault
    width = len(rows[0]) if rows else 0
    return [
        [
            Cell(f"line {line}, column {column}", row[column - 1] if column <= len(row) else None)
            for column in range(1, width + 1)
        ]
        for line, row in enumerate(rows, 1)
    ]


def lines_of(rows: Sequence[CapRow], terms: PoolTerms) -> tuple[tuple[str, ...], ...]:
    """The cells of rows under `COLUMNS`, as `read_caps` reads them back."""
    return tuple(_line(row, terms) for row in rows)


def _line(row: CapRow, terms: PoolTerms) -> tuple[str, ...]:
    starts = {cohort.key: cohort.start for cohort in terms.cohorts}
    earlier = starts.get(row.cohort) is Start.AFTER_EARLIER_POOL or row.earlier_pool_ends is not None
    ends = row.earlier_pool_ends.isoformat() if row.earlier_pool_ends else ""
    group = "" if row.target_group is None else str(row.target_group)
    return (row.municipality, amount(row.amount), _said(earlier), ends, _said(row.clarification_pool), group)


def _said(answer: object) -> str:
    return "ja" if answer else "nej"


def _header_faults(header: Sequence[Cell]) -> Iterator[Problem]:
    names = [_text(cell) for cell in header]
    for name in COLUMNS:
        if names.count(name) != 1:
            yield Problem(
                "column_missing" if name not in names else "column_twice", "header", {"column": name}
            )
    for cell, name in zip(header, names, strict=True):
        if name and name not in COLUMNS:
            yield Problem("column_unknown", cell.place, {"column": name, "columns": ", ".join(COLUMNS)})


def _text(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value).strip()


class _Reader:
    """Reads row after row and collects what is wrong."""

    def __init__(self, terms: PoolTerms, known: frozenset[str]) -> None:
        self.problems: list[Problem] = []
        self._terms = terms
        self._known = known
        self._seen: dict[str, str] = {}

    def row(self, cells: Mapping[str, Cell]) -> CapRow | None:
        """One row, or None when a cell of it is wrong."""
        before = len(self.problems)
        earlier = self._yes_no(cells[EARLIER])
        row = CapRow(
            municipality=self._code(cells[CODE]),
            amount=self._cap(cells[CAP]),
            cohort=self._cohort(cells[EARLIER], earlier=earlier),
            earlier_pool_ends=self._ends(cells[EARLIER_ENDS], earlier=earlier),
            clarification_pool=self._yes_no(cells[CLARIFICATION]),
            target_group=self._group(cells[GROUP]),
        )
        return row if len(self.problems) == before else None

    def _fault(self, code: str, cell: Cell, **detail: str) -> None:
        self.problems.append(Problem(code, cell.place, detail))

    def _code(self, cell: Cell) -> str:
        """A code of four digits; a spreadsheet that took it for a number has dropped the leading zero."""
        code = _text(cell).zfill(4)
        if not _CODE.fullmatch(_text(cell)) or code not in self._known:
            self._fault("municipality_unknown", cell, value=_text(cell))
        elif code in self._seen:
            self._fault("municipality_twice", cell, municipality=code, first=self._seen[code])
        self._seen.setdefault(code, cell.place)
        return code

    def _cap(self, cell: Cell) -> Money:
        try:
            cap = _money(cell.value)
        except Unreadable as fault:
            self._fault(fault.code, cell)
            return ZERO
        if cap.oere <= 0:
            self._fault("not_positive", cell)
        return cap

    def _yes_no(self, cell: Cell) -> bool:
        answer = cell.value if isinstance(cell.value, bool) else _YES_NO.get(_text(cell).lower())
        if answer is None:
            self._fault("answer_not_yes_or_no", cell, value=_text(cell))
        return bool(answer)

    def _cohort(self, cell: Cell, *, earlier: bool) -> str:
        fitting = [
            cohort.key
            for cohort in self._terms.cohorts
            if (cohort.start is Start.AFTER_EARLIER_POOL) is earlier
        ]
        if len(fitting) != 1:
            self._fault("cohort_not_one", cell, cohorts=", ".join(fitting))
            return ""
        return fitting[0]

    def _ends(self, cell: Cell, *, earlier: bool) -> date | None:
        """The last day in the earlier pool; when it is left out, the cohort's own default holds."""
        if not _text(cell):
            return None
        if not earlier:
            self._fault("end_without_earlier_pool", cell)
            return None
        ends = _day(cell.value)
        if ends is None:
            self._fault("not_a_date", cell, value=_text(cell))
        elif ends >= self._terms.period.last:
            self._fault("earlier_pool_ends_too_late", cell, value=_text(cell))
        return ends

    def _group(self, cell: Cell) -> int | None:
        text = _text(cell)
        if text and not _COUNT.fullmatch(text):
            self._fault("not_a_count", cell, value=text)
            return None
        return int(text) if text else None


def _money(value: Value) -> Money:
    """A number of a workbook as it is, a text as Danes type it. Raises Unreadable."""
    if isinstance(value, str):
        return read_amount(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable("not_a_number")
    try:
        oere = Fraction(str(value)) * 100
    except ValueError:
        raise Unreadable("not_a_number") from None
    if oere.denominator != 1:
        raise Unreadable("too_many_decimals")
    return Money(int(oere))


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return None
