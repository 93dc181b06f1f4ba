"""Tables as CSV for spreadsheets: semicolons, a byte order mark, and never a formula made of somebody's text.

A spreadsheet runs a cell that begins with one of a few signs as a formula (`bad-inputs.md` 38). Such a text gets an
apostrophe before it, which spreadsheets show as text. Amounts and other figures of our own are marked as such.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Figure(str):
    """A cell that holds a figure of our own, such as `-1.000,00`: it stays as it is."""

    __slots__ = ()


def table(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV; every text that a spreadsheet could run is made plain."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([*map(plain, row)] for row in rows)
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def plain(cell: str) -> str:
    """A cell as it may stand in a table."""
    if isinstance(cell, Figure) or not cell.lstrip().startswith(_BEGINS_A_FORMULA):
        return cell
    return f"'{cell}"
