"""What the cells of the monthly file may hold. Domain page, "Outcomes"; `bad-inputs.md` 23 and 52."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.periods import Month
from payouts.rules.outcome_cells import (
    MOST_HOURS,
    Wrong,
    holds_cpr,
    looks_like_cpr,
    read_answer,
    read_citizen,
    read_code,
    read_hours,
    read_month,
)


def wrong(read, cell):
    with pytest.raises(Wrong) as caught:
        read(cell)
    return caught.value.code


@pytest.mark.parametrize(
    "cell",
    [
        "0101011234",
        "010101-1234",
        "010101 1234",
        "010101 - 1234",
        "010101–1234",
        "B0101011234",
        "borger 010101-1234 x",
        "9999999999",
        "0101011234.0",
        "0101011234,00",
        "010101-1234.0",
        "1.010.112.345",
        "1,010,112,345.00",
        "1 010 112 345",
        "1.010112345E9",
        "1,010112345e+09",
        "2.50187123E+09",
        "٠١٠١٠١١٢٣٤",
    ],
)
def test_23_ten_digits_or_six_dash_four_look_like_a_cpr_number_however_they_are_dressed(cell):
    assert looks_like_cpr(cell)


@pytest.mark.parametrize(
    "cell",
    ["", "0101", "2022-03", "B000001234", "01010112345", "12345-6789", "744", "37,5", "123.456.789", "1.5E3",
     "010101\n1234", "a1b2c3d4e5f6"],
)  # fmt: skip
def test_23_other_numbers_do_not(cell):
    assert not looks_like_cpr(cell)


@given(
    st.from_regex(r"\A[0-9]{6}-?[0-9]{4}\Z"),
    st.text(st.characters(exclude_categories=["Nd"]), max_size=5),
    st.text(st.characters(exclude_categories=["Nd"]), max_size=5),
)
def test_23_a_cpr_number_is_found_whatever_stands_around_it(number, before, after):
    cell = before + number + after
    assert looks_like_cpr(cell)
    assert holds_cpr(f"0101,B1\n0101,{cell}\n")


def test_a_code_has_four_digits():
    assert read_code("0101") == "0101"
    assert {wrong(read_code, cell) for cell in ("101", "01010", "", "O101", "٠١٠١")} == {
        "code_not_four_digits"
    }


def test_a_pseudonym_has_a_letter_and_can_be_read():
    assert read_citizen("æ1") == "æ1"
    assert {wrong(read_citizen, cell) for cell in ("", "12345", "-")} == {"citizen_without_letter"}
    assert {wrong(read_citizen, cell) for cell in ("b\n1", "b" * 65, "b\x1b")} == {"citizen_unreadable"}


def test_a_month_is_year_dash_month():
    assert read_month("2022-03") == Month(2022, 3)
    assert {wrong(read_month, cell) for cell in ("2022-13", "03-2022", "2022-3", "202203", "")} == {
        "not_a_month"
    }


def test_an_answer_is_0_or_1():
    assert (read_answer("0"), read_answer("1")) == (False, True)
    assert {wrong(read_answer, cell) for cell in ("2", "", "ja", "01", "1.0")} == {"not_zero_or_one"}


@pytest.mark.parametrize(
    ("cell", "hundredths"),
    [("0", 0), ("744", 74400), ("37,5", 3750), ("37.50", 3750), ("0,001", 1), ("000", 0), ("12.999", 1300)],
)
def test_hours_are_read_with_comma_or_point_and_nothing_above_zero_becomes_zero(cell, hundredths):
    assert read_hours(cell) == hundredths


@pytest.mark.parametrize("cell", ["-1", "-0,5", "745", "744,01", "744.00000001", "999999"])
def test_52_hours_lie_between_0_and_744(cell):
    assert wrong(read_hours, cell) == "hours_out_of_range"


@pytest.mark.parametrize(
    "cell", ["", "mange", "1e2", "NaN", "Infinity", "1.234,5", "12,", ",5", "+5", "٣", "9" * 30]
)
def test_12_what_is_no_number_of_hours_is_refused_and_never_guessed(cell):
    assert wrong(read_hours, cell) == "not_hours"


@given(st.integers(0, MOST_HOURS * 100), st.sampled_from(",."))
def test_hours_are_read_back_exactly(hundredths, sign):
    assert read_hours(f"{hundredths // 100}{sign}{hundredths % 100:02}") == hundredths


@given(st.text(max_size=20))
def test_no_cell_breaks_a_reader_and_no_fault_carries_it(cell):
    told = []
    for read in (read_code, read_citizen, read_month, read_answer, read_hours):
        try:
            read(cell)
        except Wrong as fault:
            told.append(str(fault))
    assert set(told) <= {
        "code_not_four_digits", "citizen_without_letter", "citizen_unreadable", "not_a_month", "not_zero_or_one",
        "not_hours", "hours_out_of_range",
    }  # fmt: skip
