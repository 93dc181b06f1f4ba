"""The monthly outcome file: its columns, and everything that can be wrong with it, line by line.

Domain page, "Outcomes". Which columns there are is the pool's: its marks, notes, results and hours. A file is taken whole
or not at all, so all its faults are told at once, those of a CPR number first; no fault repeats what a cell holds.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from applications.rules.pool_terms import OutcomeTerms
from fsm3.core.problems import NotReady, Problem
from payouts.rules import outcome_cells as cells

MUNICIPALITY, CITIZEN, MONTH = "municipality_code", "citizen_id", "month"
MOST_BYTES = 1_000_000_000
MOST_SHOWN = 100
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Columns:
    """The columns of a pool's file: `answers` hold 0 or 1 and are kept as bits in this order, `hours` may be missing."""

    answers: tuple[str, ...]
    hours: str | None

    @classmethod
    def of(cls, terms: OutcomeTerms) -> Columns:
        """The columns that a pool declares: marks, notes and results, and the hours."""
        declared = (*terms.marks, *terms.notes, *terms.results)
        return cls(tuple(column.key for column in declared), terms.hours.key if terms.hours else None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every column a file has to have, in whatever order."""
        return (MUNICIPALITY, CITIZEN, MONTH, *self.answers, *([self.hours] if self.hours else []))


@dataclass(frozen=True)
class Fault:
    """What is wrong in one line of the file, and in which column."""

    code: str
    line: int
    column: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)

    def as_problem(self) -> Problem:
        """The fault as a problem whose place is the line."""
        return Problem(self.code, f"line {self.line}", {"column": self.column, **self.detail})


def decoded(content: bytes, most: int = MOST_BYTES) -> str:
    """The text of a file. Raises NotReady: `file_empty`, `file_too_large`, `file_binary` or `file_not_utf8`."""
    if len(content) > most:
        raise NotReady([Problem("file_too_large", "", {"most": str(most // 1_000_000)})])
    if b"\0" in content:
        raise NotReady([Problem("file_binary")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReady([Problem("file_not_utf8")]) from None
    if not text.strip():
        raise NotReady([Problem("file_empty")])
    return text


def separator(text: str) -> str:
    """What stands between the cells: the one of comma and semicolon that the first line has more of."""
    first = text[: text.find("\n")] if "\n" in text else text
    return ";" if first.count(";") > first.count(",") else ","


Row = tuple[int, Sequence[str]]


def records(text: str) -> Iterator[Row]:
    """The rows of a file with the line each begins on; blank lines are passed over. Raises csv.Error where quotes break."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator(text), strict=True)
    begins = 1
    for row in reader:
        if any(row) and (len(row) > 1 or row[0].strip()):
            yield begins, row
        begins = reader.line_num + 1


def header(row: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """The names of the first row. Raises NotReady with what is missing, unknown or there twice, or a CPR number."""
    names = tuple(cell.strip() for cell in row)
    problems = [*_header_faults(names, columns)]
    if problems:
        raise NotReady(problems)
    return names


def _header_faults(names: Sequence[str], columns: Columns) -> Iterator[Problem]:
    for place, name in enumerate(names, 1):
        if cells.looks_like_cpr(name):
            yield Problem("cpr_in_file", "line 1", {"column": str(place)})
        elif name not in columns.names:
            plain = name.isidentifier() and len(name) <= _LONGEST_NAME
            yield Problem("column_unknown", "line 1", {"column": name if plain else str(place)})
    for name in columns.names:
        if names.count(name) != 1:
            yield Problem("column_twice" if name in names else "column_missing", "line 1", {"column": name})


def readers(columns: Columns, known: Collection[str]) -> dict[str, Callable[[str], Any]]:
    """How the cells of each column are read; `known` are the codes of all municipalities."""

    def code(cell: str) -> str:
        if cells.read_code(cell) not in known:
            raise cells.Wrong("code_unknown")
        return cell

    return {
        MUNICIPALITY: code,
        CITIZEN: cells.read_citizen,
        MONTH: cells.read_month,
        **dict.fromkeys(columns.answers, cells.read_answer),
        **({columns.hours: cells.read_hours} if columns.hours else {}),
    }


def fault_of(cell: str, read: Callable[[str], Any]) -> str:
    """The code of what is wrong with a cell; empty when nothing is."""
    if cells.looks_like_cpr(cell):
        return "cpr_in_file"
    try:
        read(cell.strip())
    except cells.Wrong as wrong:
        return wrong.code
    return ""


def faults(text: str, columns: Columns, known: Collection[str]) -> Iterator[Fault]:
    """Everything that is wrong with the rows of a file, in no order; a header that is wrong raises NotReady."""
    rows, last = records(text), 1
    try:
        names = header(next(rows)[1], columns)
        walk = _Walk(names, readers(columns, known))
        for last, row in rows:
            yield from walk.row(last, row)
        if not walk.rows:
            yield Fault("no_rows", 1)
    except csv.Error:
        yield Fault("quotes_broken", last)


class _Walk:
    """Goes from row to row and remembers which cells it has judged and whom it has met."""

    def __init__(self, names: Sequence[str], read: Mapping[str, Callable[[str], Any]]) -> None:
        self.rows = 0
        self._names = names
        self._read = read
        self._who = (names.index(CITIZEN), names.index(MONTH))
        self._judged: dict[tuple[str, str], str] = {}
        self._met: dict[tuple[str, str], int] = {}

    def row(self, line: int, row: Sequence[str]) -> Iterator[Fault]:
        """What is wrong with one row."""
        self.rows += 1
        if len(row) != len(self._names):
            yield Fault("row_width", line, "", {"cells": str(len(row)), "expected": str(len(self._names))})
        for name, cell in zip(self._names, row, strict=False):
            if code := self._judge(name, cell):
                yield Fault(code, line, name)
        for cell in row[len(self._names) :]:
            if cells.looks_like_cpr(cell):
                yield Fault("cpr_in_file", line)
        if len(row) == len(self._names):
            yield from self._again(line, row)

    def _judge(self, name: str, cell: str) -> str:
        if (name, cell) not in self._judged:
            self._judged[name, cell] = fault_of(cell, self._read[name])
        return self._judged[name, cell]

    def _again(self, line: int, row: Sequence[str]) -> Iterator[Fault]:
        """A citizen who was in this month before (`bad-inputs.md` 22), unless it is no citizen at all."""
        citizen, month = (row[place].strip() for place in self._who)
        first = self._met.setdefault((citizen, month), line)
        if first != line and citizen:
            yield Fault("citizen_twice", line, CITIZEN, {"first": str(first)})


def refusal(found: Iterable[Fault]) -> NotReady:
    """All faults as a refusal: those of a CPR number first, then by line; 100 are shown and all are counted."""
    listed = sorted(found, key=lambda fault: (fault.code != "cpr_in_file", fault.line))
    problems = [fault.as_problem() for fault in listed[:MOST_SHOWN]]
    if len(listed) > MOST_SHOWN:
        counts = Counter(fault.code for fault in listed)
        told = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
        problems.append(
            Problem("more_faults", "", {"count": str(len(listed)), "shown": str(MOST_SHOWN), "codes": told})
        )
    return NotReady(problems)
