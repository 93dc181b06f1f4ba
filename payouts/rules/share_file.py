"""The table of an invented case: `month,count,group`, read whole or refused with every fault named by its line.

It is for a municipality that wants to know what a result would give, and for anyone who wants to check the rules.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from fsm3.core.periods import Month
from fsm3.core.problems import NotReady, Problem
from payouts.rules.entitlement import KnownShare

COLUMNS = ("month", "count", "group")
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


def read_shares(text: str) -> tuple[KnownShare, ...]:
    """The months of a table, all taken as locked. Raises NotReady with every fault at once, each with its line."""
    header, *rows = list(csv.reader(text.splitlines())) or [[]]
    problems = list(_header_faults(header))
    if problems:
        raise NotReady(problems)
    reader = _Reader([name.strip() for name in header])
    found = [reader.row(line, row) for line, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    if reader.problems:
        raise NotReady(reader.problems)
    return tuple(known for known in found if known is not None)


def _header_faults(header: Sequence[str]) -> Iterator[Problem]:
    names = [name.strip() for name in header]
    for column in COLUMNS:
        if column not in names:
            yield Problem("column_missing", "line 1", {"column": column})
        elif names.count(column) > 1:
            yield Problem("column_twice", "line 1", {"column": column})


class _Reader:
    """Reads rows and keeps every fault it finds."""

    def __init__(self, header: Sequence[str]) -> None:
        self.problems: list[Problem] = []
        self._header = header
        self._lines: dict[Month, int] = {}

    def row(self, number: int, cells: Sequence[str]) -> KnownShare | None:
        """One month; None when something is wrong with it."""
        line, before = f"line {number}", len(self.problems)
        if len(cells) != len(self._header):
            self._refuse("row_not_whole", line, cells=str(len(cells)), expected=str(len(self._header)))
            return None
        value = dict(zip(self._header, (cell.strip() for cell in cells), strict=True))
        month = self._month(line, number, value["month"])
        count, group = (self._count(line, value[name]) for name in ("count", "group"))
        if count is not None and group is not None and count > group:
            self._refuse("more_results_than_people", line, count=str(count), group=str(group))
        if month is None or count is None or group is None or len(self.problems) > before:
            return None
        return KnownShare(month, count, group, locked=True)

    def _month(self, line: str, number: int, text: str) -> Month | None:
        try:
            month = Month.parse(text)
        except ValueError:
            self._refuse("month_unreadable", line, value=text)
            return None
        if month in self._lines:
            self._refuse("month_twice", line, month=text, before=str(self._lines[month]))
        self._lines.setdefault(month, number)
        return month

    def _count(self, line: str, text: str) -> int | None:
        if not _COUNT.fullmatch(text):
            self._refuse("not_a_count", line, value=text)
            return None
        return int(text)

    def _refuse(self, code: str, where: str, **detail: str) -> None:
        self.problems.append(Problem(code, where, detail))
