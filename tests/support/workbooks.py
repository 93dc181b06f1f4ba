"""Workbooks of budgets for tests: written and read in this process, and spoiled in the ways people and programs do."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from budgets.rules.content import from_content
from budgets.rules.lines import Line
from budgets.spreadsheets import Belongs, Read, asked, known
from budgets.workbook import reading, writing
from fsm3.core.money import Money
from fsm3.core.problems import Problem
from tests.rules.support import pool

TERMS = pool().budget
YEARS = (2021, 2022, 2023)
BELONGS = Belongs(
    "København", "FSM3-2021-0001", "Flere skal med 3", "1. december 2021 til …", Money.of(3_000_000)
)


def workbook(lines: Sequence[Line]) -> bytes:
    """The workbook of some lines."""
    return writing.answer(known(lines, TERMS, YEARS, BELONGS), ())


def read(content: bytes, *, first_free: int = 100) -> Read:
    """What a workbook holds."""
    told = json.loads(reading.answer(content, [asked(TERMS, YEARS, first_free=first_free)]))
    faults, differs = (tuple(Problem(*each) for each in told[name]) for name in ("faults", "differs"))
    return Read(from_content(told["lines"]), faults, differs)


def filled(
    content: bytes, cells: Mapping[str, Any], act: Callable[[Workbook], object] = lambda _book: None
) -> bytes:
    """A workbook after somebody typed in cells, each named `Løn!F6`, and did something more with it."""
    book = load_workbook(io.BytesIO(content))
    for where, value in cells.items():
        sheet, _, cell = where.partition("!")
        book[sheet][cell].value = value
    act(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A workbook with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return out.getvalue()


def saying(content: bytes, cell: str, value: str, *, sheet: int) -> bytes:
    """A workbook in which the stored value of a formula is another."""

    def change(parts: dict[str, bytes]) -> None:
        name = f"xl/worksheets/sheet{sheet}.xml"
        found = re.compile(rf'(<c r="{cell}"[^>]*?)(?: t="str")?(><f>.*?</f>)<v>[^<]*</v>'.encode())
        parts[name], times = found.subn(rb"\1\2<v>" + value.encode() + b"</v>", parts[name])
        assert times == 1

    return rezipped(content, change)
