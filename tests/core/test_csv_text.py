"""Bad input 38: what people typed stays text in every table that a spreadsheet opens."""

import csv
import io

import pytest

from fsm3.core.csv_text import Figure, plain, table


@pytest.mark.parametrize(
    "typed", ["=1+1", "+45 12 34", "-", "@SUM(A1)", "\t=1+1", " =1+1", "\r\n=1+1", "＝1+1"]
)
def test_a_text_that_would_run_gets_an_apostrophe(typed):
    assert plain(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "Jobcenter", "1 = 1", "a@b.example", "2-3 borgere", "'=1"])
def test_any_other_text_stays_as_it_is(typed):
    assert plain(typed) == typed


def test_a_figure_of_our_own_may_be_below_zero():
    assert plain(Figure("-1.000,00")) == "-1.000,00"


def test_a_table_is_read_again_as_it_was_whatever_is_in_its_cells():
    rows = [["Nr.", "Note"], ["1", 'semikolon; "citat"\nny linje'], ["2", "=HYPERLINK(1)"]]
    written = table(rows)
    assert written[0] == "\N{ZERO WIDTH NO-BREAK SPACE}"
    read = list(csv.reader(io.StringIO(written[1:], newline=""), delimiter=";"))
    assert read == [rows[0], rows[1], ["2", "'=HYPERLINK(1)"]]
