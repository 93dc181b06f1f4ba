"""Reading an outcome file by columns: the quick way says what the rule says row by row, or says nothing.

`bad-inputs.md` 22, 23, 41 and 52; domain page, "Outcomes".
"""

import csv
from io import StringIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.periods import Month
from fsm3.core.problems import NotReady
from fsm3.jobs import intake
from payouts.rules import outcome_file
from payouts.rules.outcome_file import Columns
from tests.rules.outcome_files import COLUMNS, KNOWN, PLAIN, cells, file
from tests.rules.support import pool, refused, told

JULY = Month(2022, 7)


def check(content, awarded=("0101",), columns=COLUMNS):
    text = content.encode() if isinstance(content, str) else content
    return intake.check(text, file_name="f.csv", columns=columns, known=KNOWN, awarded=frozenset(awarded))


def lines(parsed):
    return "".join(parsed.lines(7)).splitlines()


def as_rows(rows):
    """The rows as plain values, for comparison."""
    return [
        (rows.months[month], rows.codes[code], rows.citizens[citizen], answers, hours)
        for month, code, citizen, answers, hours in zip(
            *(column.tolist() for column in (rows.month, rows.code, rows.citizen, rows.answers, rows.hours)),
            strict=True,
        )
    ]


def test_rows_are_copied_month_by_month_with_bits_and_hundredths():
    parsed = check(
        file(
            cells(month="2022-08", employed="1", exempt="1"),
            cells(citizen_id="B2", paid_hours="37.5"),
            cells(municipality_code="0155", citizen_id="B3"),
        )
    )
    assert lines(parsed) == ["7\t2022-03-01\tB2\t0101\t0\t3750", "7\t2022-08-01\tB1\t0101\t9\t0"]
    assert (parsed.months, parsed.rows, parsed.not_stored) == (
        (Month(2022, 3), Month(2022, 8)), 2, {"0155": 1},
    )  # fmt: skip


def test_a_pseudonym_with_a_backslash_is_copied_as_it_is():
    assert lines(check(file(cells(citizen_id="B\\1"))))[0].split("\t")[2] == "B\\\\1"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_every_way_to_end_a_line_and_to_part_cells_is_read(end, mark, separator):
    text = file(cells(), cells(citizen_id="B2"), separator=separator).replace("\n", end)
    assert check(mark + text).rows == 2


def test_quoted_cells_are_read_row_by_row():
    quoted = "\n".join(
        ",".join(f'"{cell}"' for cell in row)
        for row in csv.reader(StringIO(file(cells(), cells(citizen_id="B2"))))
    )
    assert check(quoted).rows == 2
    assert lines(check(quoted)) == lines(check(file(cells(), cells(citizen_id="B2"))))


def test_a_pool_with_other_columns_is_read_by_its_own():
    columns = Columns.of(pool("made_up").outcomes)
    row = {
        "municipality_code": "0101",
        "citizen_id": "B1",
        "month": "2022-03",
        "mentor": "0",
        "volunteer": "1",
    }
    assert lines(check(file(row, columns=columns), columns=columns)) == ["7\t2022-03-01\tB1\t0101\t2\t0"]


def test_a_code_keeps_its_zeros_and_a_pseudonym_its_letters():
    rows = [cells(citizen_id=name) for name in ("1e5", "2E7", "True", "NA", "nan", "0x10", "null", "B 1")]
    parsed = check(file(*rows))
    assert {line.split("\t")[2] for line in lines(parsed)} == {row["citizen_id"] for row in rows}
    assert {line.split("\t")[3] for line in lines(parsed)} == {"0101"}


def test_a_file_in_many_pieces_is_read_as_one(monkeypatch):
    rows = [cells(citizen_id=f"B{number}", month=f"2022-0{number % 3 + 1}") for number in range(20)]
    whole = lines(check(file(*rows)))
    monkeypatch.setattr(intake, "_CHUNK", 3)
    monkeypatch.setattr(intake, "_COPIED_AT_ONCE", 2)
    assert lines(check(file(*rows))) == whole
    assert told(refused(lambda: check(file(*rows, rows[0])))) == [("citizen_twice", "line 22")]


good = st.fixed_dictionaries(
    dict.fromkeys(COLUMNS.answers, st.sampled_from("01"))
    | {
        "municipality_code": st.sampled_from(sorted(KNOWN)),
        "citizen_id": st.sampled_from(["B1", "B2", "b1", "Å3", "1e5", "B4 ", "True", "B\\n"]),
        "month": st.sampled_from(["2022-03", "2022-04", " 2022-05"]),
        "paid_hours": st.sampled_from(["0", "37.5", "744", "12", "0.001"]),
    }
)
bad = st.dictionaries(
    st.sampled_from(COLUMNS.names),
    st.sampled_from(
        [
            "",
            " ",
            "1.0",
            "0101011234",
            "B0101011234",
            "010101-1234",
            "x",
            "2022-13",
            "745",
            "-1",
            '"',
            '"0"',
            "1,1",
            "\n",
        ]
    ),
    max_size=1,
)
rows = st.lists(st.builds(lambda row, wrong: row | wrong, good, bad), max_size=6)


@given(rows, st.sampled_from(["", "\n", " \n", ",\n", "0101,B9", "\r", '"']), st.sampled_from(",;"))
def test_the_quick_way_never_says_what_the_slow_way_would_not(found, tail, separator):
    text = file(*found, separator=separator) + tail
    quick = intake.by_columns(text, COLUMNS, KNOWN)
    if '"' in text or quick is None:
        return
    assert list(outcome_file.faults(text, COLUMNS, KNOWN)) == []
    assert as_rows(quick) == as_rows(intake.by_rows(text, COLUMNS, KNOWN))


@given(
    st.lists(
        good, min_size=1, max_size=6, unique_by=lambda row: (row["citizen_id"].strip(), row["month"].strip())
    )
)
def test_a_file_with_everything_right_is_read_the_quick_way(found):
    stripped = [
        {name: f"b{cell}".strip() if name == "citizen_id" else cell for name, cell in row.items()}
        for row in found
    ]
    quick = intake.by_columns(file(*stripped), COLUMNS, KNOWN)
    assert quick is not None
    assert len(as_rows(quick)) == len(found)
    assert isinstance(quick.month, np.ndarray)


@given(rows, st.sampled_from(["", ",", "0101,B9", '"', "\x1f"]))
def test_every_file_is_taken_whole_or_refused_with_faults_that_repeat_nothing(found, tail):
    text, told = file(*found) + tail, ""
    try:
        check(text, awarded=())
    except NotReady as refusal:
        told = str(refusal)
    assert bool(told) == any(True for _ in outcome_file.faults(text, COLUMNS, KNOWN))
    assert "1234" not in told


def test_23_a_cpr_number_with_a_letter_before_it_is_seen_by_the_quick_way():
    assert intake.by_columns(file(cells(citizen_id="B0101011234")), COLUMNS, KNOWN) is None


def test_52_a_fault_in_a_large_file_names_its_line():
    table = [cells(citizen_id=f"B{number}") for number in range(500)]
    table[431] |= {"paid_hours": "744,5"}
    (problem,) = refused(lambda: check(file(*table, separator=";")))
    assert (problem.code, problem.where) == ("hours_out_of_range", "line 433")


def test_plain_rows_have_nothing_wrong():
    assert check(file(PLAIN)).rows == 1
