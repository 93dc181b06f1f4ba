"""The table of caps as a file. Domain page, "The pool"; the issue: faults by line and cell, all at once."""

import math
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.caps_file import CAP, COLUMNS, CapRow, Cell, read_caps
from fsm3.core.danish import amount
from fsm3.core.money import Money
from tests.rules.support import pool, refused, told

KNOWN = frozenset({"0101", "0155", "0185"})
TARNBY = ("0185", "1.250.000", "ja", "2022-06-30", "nej", "214")
DRAGOER = ("0155", "600000,50", "nej", "", "ja", "")


def table(*rows, header=COLUMNS):
    return [
        [Cell(f"{column}{line}", value) for column, value in zip("ABCDEFGH", row, strict=False)]
        for line, row in enumerate((header, *rows), 1)
    ]


def read(*rows, header=COLUMNS, key="fsm3"):
    return read_caps(table(*rows, header=header), pool(key), KNOWN)


def faults(*rows, header=COLUMNS, key="fsm3"):
    return told(refused(lambda: read(*rows, header=header, key=key)))


def test_a_row_says_cap_cohort_end_of_the_earlier_pool_and_size_of_the_group():
    assert read(TARNBY, DRAGOER) == (
        CapRow("0185", Money.of(1250000), "fsm2", date(2022, 6, 30), False, 214),
        CapRow("0155", Money.of("600000.50"), "new", None, True, None),
    )


def test_columns_may_stand_in_any_order_and_empty_rows_are_passed_over():
    order = (5, 0, 2, 1, 4, 3)
    turned = [TARNBY[at] for at in order]
    assert read(("",) * 6, turned, header=[COLUMNS[at] for at in order]) == read(TARNBY)


def test_a_workbook_gives_numbers_days_and_truths_as_values():
    assert read((101, 1250000.5, True, datetime(2022, 6, 30), False, 90)) == (  # noqa: DTZ001 - as openpyxl gives it
        CapRow("0101", Money.of("1250000.50"), "fsm2", date(2022, 6, 30), False, 90),
    )
    assert read(("0101", 1250000, True, date(2022, 6, 30), False, None))[0].earlier_pool_ends == date(
        2022, 6, 30
    )


def test_an_end_that_is_left_out_is_the_cohorts_own():
    (row,) = read(("0185", "1", "ja", "", "nej", ""))
    assert (row.cohort, row.earlier_pool_ends) == ("fsm2", None)


def test_every_fault_of_every_row_is_told_with_its_cell():
    wrong = ("9999", "12.34", "måske", "i juni", "", "mange")
    assert faults(wrong, TARNBY, TARNBY) == [
        ("answer_not_yes_or_no", "C2"),
        ("municipality_unknown", "A2"),
        ("ambiguous_number", "B2"),
        ("end_without_earlier_pool", "D2"),
        ("answer_not_yes_or_no", "E2"),
        ("not_a_count", "F2"),
        ("municipality_twice", "A4"),
    ]


def test_a_municipality_named_twice_is_told_with_both_cells():
    (problem,) = refused(lambda: read(TARNBY, TARNBY))
    assert (problem.where, problem.detail["first"]) == ("A3", "A2")


@pytest.mark.parametrize(
    ("cap", "code"),
    [
        ("0", "not_positive"),
        ("-5", "not_positive"),
        (0, "not_positive"),
        ("1e9", "not_a_number"),
        ("1.234,567", "ambiguous_number"),
        (1.005, "too_many_decimals"),
        (math.nan, "not_a_number"),
        (math.inf, "not_a_number"),
        (True, "not_a_number"),
        (None, "not_a_number"),
        (date(2022, 1, 1), "not_a_number"),
        ("9" * 30, "too_large"),
    ],
)
def test_bad_input_12_a_cap_that_is_no_amount_is_refused_and_never_guessed(cap, code):
    assert faults(("0185", cap, "nej", "", "nej", "")) == [(code, "B2")]


@pytest.mark.parametrize(
    ("ends", "code"),
    [("30/6", "not_a_date"), ("2023-12-31", "earlier_pool_ends_too_late"), (7.5, "not_a_date")],
)
def test_the_earlier_pool_ends_on_a_day_within_the_project_period(ends, code):
    assert faults(("0185", "1", "ja", ends, "nej", "")) == [(code, "D2")]


def test_a_cohort_follows_from_the_pools_own_terms():
    assert read(("0101", "1", "nej", "", "nej", ""), key="naermere_job")[0].cohort == "all"
    assert faults(("0101", "1", "ja", "", "nej", ""), key="naermere_job") == [("cohort_not_one", "C2")]


def test_columns_that_are_missing_unknown_or_there_twice_are_told_before_any_row():
    header = ("kommunekode", CAP, CAP, "tidligere_pulje", "bemærkning", "afklaringspuljen", "målgruppe")
    assert faults(TARNBY, header=header) == [
        ("column_twice", "header"),
        ("column_missing", "header"),
        ("column_unknown", "E1"),
    ]


def test_an_empty_file_and_one_without_rows_are_refused():
    assert told(refused(lambda: read_caps([], pool(), KNOWN))) == [("column_missing", "header")] * 6
    assert faults() == [("no_rows", "")]


@given(st.lists(st.integers(1, 10**13), min_size=3, max_size=3), st.permutations(sorted(KNOWN)))
def test_what_is_written_as_danes_write_it_is_read_back_exactly(oere, codes):
    rows = [(code, amount(Money(each)), "nej", "", "nej", "") for code, each in zip(codes, oere, strict=True)]
    assert [(row.municipality, row.amount.oere) for row in read(*rows)] == list(zip(codes, oere, strict=True))


def test_a_row_is_written_as_values_that_json_writes_exactly():
    assert read(TARNBY)[0].as_content() == {
        "municipality": "0185",
        "amount": "1250000.00",
        "cohort": "fsm2",
        "earlier_pool_ends": "2022-06-30",
        "clarification_pool": False,
        "target_group": 214,
    }
    assert read(DRAGOER)[0].as_content()["earlier_pool_ends"] is None
