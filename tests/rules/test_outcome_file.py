"""The monthly outcome file, whole. Domain page, "Outcomes"; `bad-inputs.md` 22, 23, 51 and 52."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.periods import Month
from payouts.rules.outcome_file import Columns, Fault, decoded, faults, records, refusal, separator
from payouts.rules.outcome_months import Absence, absences, unconfirmed
from tests.rules.outcome_files import COLUMNS, KNOWN, cells, file
from tests.rules.support import pool, refused, told

CPR = "0101011234"


def found(*rows, text="", columns=COLUMNS):
    return list(faults(text or file(*rows, columns=columns), columns, KNOWN))


def codes(*rows, text=""):
    return [(fault.code, fault.line, fault.column) for fault in found(*rows, text=text)]


def test_the_columns_are_the_pools_own():
    assert COLUMNS.names == (
        "municipality_code", "citizen_id", "month", "exempt", "rehabilitation", "step_up", "employed",
        "flexjob_after_paid_hours", "education", "paid_hours",
    )  # fmt: skip
    made_up = Columns.of(pool("made_up").outcomes)
    assert (made_up.answers, made_up.hours) == (("mentor", "volunteer"), None)
    row = {
        "municipality_code": "0101",
        "citizen_id": "B1",
        "month": "2022-03",
        "mentor": "1",
        "volunteer": "0",
    }
    assert found(row, columns=made_up) == []


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_file_with_everything_right_has_no_fault(separator):
    rows = cells(), cells(citizen_id="B2", paid_hours="744" if separator == "," else "37,5", employed="1")
    assert found(text=file(*rows, separator=separator)) == []


def test_columns_may_stand_in_any_order_and_blank_lines_are_passed_over():
    names = COLUMNS.names[::-1]
    lines = [names, [""], [cells()[name] for name in names], [" "], ["", "", ""]]
    assert found(text="\r\n".join(",".join(line) for line in lines)) == []


def test_22_a_citizen_twice_in_a_month_is_told_with_both_lines():
    rows = cells(), cells(citizen_id="B2"), cells(month="2022-04"), cells(), cells(municipality_code="0155")
    assert [(fault.line, fault.detail["first"]) for fault in found(*rows)] == [(5, "2"), (6, "2")]
    assert {fault.code for fault in found(*rows)} == {"citizen_twice"}


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("municipality_code", "101", "code_not_four_digits"),
        ("municipality_code", "0999", "code_unknown"),
        ("citizen_id", "12345", "citizen_without_letter"),
        ("month", "marts", "not_a_month"),
        ("exempt", "", "not_zero_or_one"),
        ("education", "2", "not_zero_or_one"),
        ("paid_hours", "-1", "hours_out_of_range"),
        ("paid_hours", "745", "hours_out_of_range"),
        ("paid_hours", "mange", "not_hours"),
    ],
)
def test_52_a_cell_that_is_wrong_is_told_with_line_and_column(column, cell, code):
    assert codes(cells(), cells(**{"citizen_id": "B2", column: cell})) == [(code, 3, column)]


def test_all_faults_of_all_lines_are_told_at_once():
    row = cells(municipality_code="x", month="y", employed="z", paid_hours="800")
    assert [code for code, _, _ in codes(row, row)] == [
        "code_not_four_digits", "not_a_month", "not_zero_or_one", "hours_out_of_range",
        "code_not_four_digits", "not_a_month", "not_zero_or_one", "hours_out_of_range", "citizen_twice",
    ]  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS.names)
@pytest.mark.parametrize("cell", [CPR, "010101-1234", CPR + ".0", f"x{CPR}"])
def test_23_a_cpr_number_in_any_cell_is_told_first_and_never_repeated(column, cell):
    rows = cells(employed="9"), cells(**{"citizen_id": "B2", column: cell})
    problems = refusal(found(*rows)).problems
    assert (problems[0].code, problems[0].where, problems[0].detail) == (
        "cpr_in_file",
        "line 3",
        {"column": column},
    )
    assert "1234" not in str(refusal(found(*rows)))


def test_23_a_cpr_number_is_found_in_the_header_and_beyond_the_last_column():
    text = file(cells())
    (problem,) = refused(lambda: found(text=text.replace("exempt", f"exempt {CPR}")))[:1]
    assert (problem.code, problem.where, problem.detail) == ("cpr_in_file", "line 1", {"column": "4"})
    assert [code for code, _, _ in codes(text=text.replace("\n0101", f"\n{CPR},0101"))][-1] != ""
    longer = text.rstrip("\n") + f",,{CPR}\n"
    assert codes(text=longer) == [("row_width", 2, ""), ("cpr_in_file", 2, "")]


def test_columns_that_are_missing_unknown_or_there_twice_are_told_before_any_row():
    header = "municipality_code,citizen_id,month,exempt,exempt,Navn på borgeren,navn\n"
    problems = refused(lambda: found(text=header + "0101,B1,2022-03\n"))
    assert [(problem.code, problem.detail["column"]) for problem in problems] == [
        ("column_unknown", "6"),
        ("column_unknown", "navn"),
        ("column_twice", "exempt"),
        *[("column_missing", name) for name in COLUMNS.names[4:]],
    ]
    assert {problem.where for problem in problems} == {"line 1"}


def test_a_row_that_is_too_short_or_too_long_is_told_with_its_cells():
    text = file(cells()) + "0101,B2,2022-03\n" + ",".join(["0101", "B3", "2022-03", *"00000000"]) + "\n"
    assert [(fault.code, fault.line, dict(fault.detail)) for fault in found(text=text)] == [
        ("row_width", 3, {"cells": "3", "expected": "10"}),
        ("row_width", 4, {"cells": "11", "expected": "10"}),
    ]


def test_quoted_cells_with_separators_and_line_breaks_keep_the_lines_right():
    quoted = file(cells(), cells(citizen_id="B2", month="x")).replace("B1", '"B\n\n,""1"')
    assert codes(text=quoted) == [("citizen_unreadable", 2, "citizen_id"), ("not_a_month", 5, "month")]


def test_a_file_that_is_cut_off_is_refused():
    assert codes(text=file(cells())[:-9]) == [("row_width", 2, "")]
    assert codes(text=file(cells(), cells(citizen_id='"B2'))) == [("quotes_broken", 2, "")]
    assert codes(text=file(cells()).replace("B1", '"B"1')) == [("quotes_broken", 1, "")]


def test_a_file_without_rows_is_refused():
    assert codes() == [("no_rows", 1, "")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \n\n", "file_empty"),
        (b"PK\x03\x04\x00\x00", "file_binary"),
        ("måned".encode("latin-1"), "file_not_utf8"),
        ("måned".encode("utf-16"), "file_binary"),
    ],
)
def test_39_and_41_what_is_no_text_is_refused_with_the_reason(content, code):
    assert told(refused(lambda: decoded(content))) == [(code, "")]


def test_41_a_file_that_is_too_large_is_refused():
    assert told(refused(lambda: decoded(b"0" * 11, most=10))) == [("file_too_large", "")]
    assert decoded(b"0" * 10, most=10) == "0" * 10


def test_a_byte_order_mark_is_allowed():
    assert decoded(b"\xef\xbb\xbfmonth") == "month"


def test_the_separator_is_what_the_first_line_has_more_of():
    assert (separator("a;b,c;d\n1,2,3"), separator("a,b"), separator("a")) == (";", ",", ",")


def test_100_faults_are_shown_and_all_are_counted():
    problems = refusal(Fault("not_a_month", line) for line in range(150, 0, -1)).problems
    assert [problem.where for problem in problems[:2]] == ["line 1", "line 2"]
    assert len(problems) == 101
    assert problems[-1].detail == {"count": "150", "shown": "100", "codes": "not_a_month 150"}
    assert len(refusal(Fault("not_a_month", line) for line in range(100)).problems) == 100


def test_51_an_awarded_municipality_without_a_row_is_absent_unless_confirmed():
    march, april = Month(2022, 3), Month(2022, 4)
    present = {(march, "0101"), (march, "0155"), (april, "0101"), (april, "0999")}
    absent = absences(present, {"0101", "0155"}, [april, march])
    assert absent == (Absence(april, "0155"),)
    (problem,) = unconfirmed(absent, [Absence(march, "0155"), Absence(april, "0101")])
    assert (problem.code, problem.detail) == (
        "municipality_absent",
        {"month": "2022-04", "municipality": "0155"},
    )
    assert not list(unconfirmed(absent, [Absence.parse("2022-04:0155")]))


@pytest.mark.parametrize(
    "text", ["", "2022-04", "2022-04:155", "0155:2022-04", "2022-13:0155", "2022-04:0155:1"]
)
def test_51_a_confirmation_names_month_and_municipality(text):
    assert told(refused(lambda: Absence.parse(text))) == [("confirmation_unreadable", "")]
    assert str(Absence.parse("2022-04:0155")) == "2022-04:0155"


texts = st.text(st.sampled_from('0123456789aB",;.-\n\r é'), max_size=12)


@given(st.lists(st.lists(texts, min_size=1, max_size=11), max_size=5))
def test_every_record_begins_on_the_line_it_says(rows):
    """Quoted by the book, whatever stands in the cells, the lines can be found by counting."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "a,b\n" + "".join(line + "\n" for line in lines)
    read = list(records(text))[1:]
    expected, line = [], 2
    for row, written in zip(rows, lines, strict=True):
        if any(row) and (len(row) > 1 or row[0].strip()):
            expected.append((line, row))
        line += len(_physical(written))
    assert [(begins, list(row)) for begins, row in read] == expected


def _physical(written):
    from io import StringIO

    return list(StringIO(written + "\n", newline=""))


@given(st.text(st.sampled_from('01,;"\n\rB2-'), max_size=60))
def test_no_text_breaks_the_walk(tail):
    list(faults(file(cells()) + tail, COLUMNS, KNOWN))
