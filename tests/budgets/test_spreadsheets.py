"""A workbook is written and read in a child process, and what goes wrong there is a reason and no failure."""

import json
import subprocess
import sys
import time

import pytest

from budgets import spreadsheets
from budgets.spreadsheets import LARGEST_FILE
from fsm3.core import bounded
from tests.budgets.test_workbook import BUDGET
from tests.support.workbooks import BELONGS, TERMS, YEARS, rezipped, workbook


def read(content):
    return spreadsheets.read(content, TERMS, YEARS, first_free=3)


def test_what_the_child_writes_the_child_reads():
    content = spreadsheets.written(BUDGET, TERMS, YEARS, BELONGS)
    assert read(content) == spreadsheets.Read(BUDGET, ())


def test_41_a_file_too_large_is_refused_before_it_is_opened():
    begun = time.monotonic()
    (fault,) = read(bytes(LARGEST_FILE + 1)).faults
    assert (fault.code, fault.detail["most"]) == ("file_too_large", "2")
    assert time.monotonic() - begun < 0.1


def test_41_a_workbook_that_takes_too_much_is_refused_with_the_reason(monkeypatch):
    monkeypatch.setattr(spreadsheets, "_SECONDS", 0.01)
    assert [fault.code for fault in read(workbook(BUDGET)).faults] == ["file_too_much"]


def test_41_a_sheet_of_a_hundred_thousand_rows_is_no_failure():
    def swell(parts):
        rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(70, 100_000))
        sheet = parts["xl/worksheets/sheet2.xml"].decode()
        parts["xl/worksheets/sheet2.xml"] = sheet.replace("</sheetData>", f"{rows}</sheetData>").encode()

    faults = read(rezipped(workbook(BUDGET), swell)).faults
    assert {fault.code for fault in faults} <= {"cell_outside", "file_too_much"}
    assert 0 < len(faults) < 100


def test_what_breaks_the_reader_is_told_as_a_broken_file_and_not_as_a_failure(monkeypatch):
    monkeypatch.setattr(spreadsheets, "asked", lambda *_args, **_kwargs: json.dumps({}))
    assert [fault.code for fault in read(workbook(BUDGET)).faults] == ["file_broken"]


def test_a_workbook_that_cannot_be_written_says_so(monkeypatch):
    monkeypatch.setattr(spreadsheets, "known", lambda *_args: b"{}")
    with pytest.raises(bounded.Failed, match="KeyError"):
        spreadsheets.written(BUDGET, TERMS, YEARS, BELONGS)


def test_whoever_asks_for_a_workbook_loads_no_spreadsheet_code():
    code = (
        "import sys, budgets.spreadsheets; print([m for m in ('openpyxl', 'xlsxwriter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
