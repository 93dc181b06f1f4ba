"""A table as a CSV file that Danish Excel opens with a double click: semicolons, UTF-8 with its mark, sent row by row.

A spreadsheet takes a text for a formula when it begins in one of six ways; an apostrophe before it keeps it a text
(`bad-inputs.md` 38).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import StreamingHttpResponse

from fsm3.web.shared.components import Cell, Table

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class _Line:
    """What the writer writes to: the line comes back instead."""

    def write(self, line: str) -> str:
        return line


def as_csv(table: Table, name: str) -> StreamingHttpResponse:
    """Send a table as a file of a name: its headings and its rows."""
    response = StreamingHttpResponse(_lines(table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(table: Table) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield MARK
    yield writer.writerow([plain(column.text) for column in table.columns])
    for row in table.rows:
        yield writer.writerow([plain(_text(cell)) for cell in row])


def _text(cell: Cell) -> str:
    text = cell.badge.text if cell.badge else cell.text
    return "\n".join((text, *cell.lines, *cell.details))


def plain(text: str) -> str:
    """A text that stays one in a spreadsheet."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
