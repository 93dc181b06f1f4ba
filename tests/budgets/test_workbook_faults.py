"""Bad inputs 12, 15, 23, 41 and 43: what a workbook is refused for, with sheet and cell, and what is told of its sums."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from fsm3.core.money import Money
from tests.budgets.test_workbook import BUDGET
from tests.support.workbooks import filled, read, rezipped, saying, workbook


@pytest.fixture(scope="module")
def sound():
    return workbook(BUDGET)


def refused(content):
    return [(fault.code, fault.where) for fault in read(content).faults]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "file_locked_or_old"),
        (b"Kategori;Forvaltning\r\n", "file_no_workbook"),
        (b"%PDF-1.7", "file_no_workbook"),
        (b"PK\x03\x04 and no more", "file_broken"),
    ],
    ids=["empty", "encrypted or old", "csv", "pdf", "no zip"],
)
def test_41_what_is_no_workbook_is_refused_with_the_reason(content, code):
    assert refused(content) == [(code, "")]


@pytest.mark.parametrize("length", [100, 4000, -30])
def test_41_a_workbook_that_was_cut_off_is_refused(sound, length):
    assert refused(sound[:length]) == [("file_broken", "")]


def test_41_a_zip_that_holds_something_else_is_no_workbook(sound):
    assert refused(rezipped(sound, lambda parts: parts.pop("xl/workbook.xml"))) == [("file_no_workbook", "")]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "file_runs"),
        ("xl/macrosheets/sheet1.xml", "file_runs"),
        ("xl/activeX/activeX1.xml", "file_runs"),
        ("xl/externalLinks/externalLink1.xml", "file_reaches_out"),
        ("xl/connections.xml", "file_reaches_out"),
        ("xl/embeddings/oleObject1.bin", "file_holds_others"),
    ],
)
def test_41_a_workbook_that_can_do_things_by_itself_is_refused_whatever_it_is_called(sound, part, code):
    assert refused(rezipped(sound, lambda parts: parts.update({part: b"x"}))) == [(code, "")]


def test_41_a_macro_workbook_that_hides_its_macros_is_known_by_its_type(sound):
    def spoil(parts):
        plain = b"spreadsheetml.sheet.main"
        assert plain in parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            plain, b"ms-excel.sheet.macroEnabled.main"
        )

    assert refused(rezipped(sound, spoil)) == [("file_runs", "")]


def test_41_a_workbook_that_unpacks_to_too_much_is_not_unpacked(sound):
    bomb = rezipped(sound, lambda parts: parts.update({"xl/media/image1.png": bytes(40 * 1024 * 1024)}))
    assert len(bomb) < 200_000
    assert refused(bomb) == [("file_too_much", "")]
    many = rezipped(sound, lambda parts: parts.update({f"xl/media/{n}.png": b"" for n in range(600)}))
    assert refused(many) == [("file_too_much", "")]


def test_41_a_locked_part_is_told_as_a_password(sound):
    content = bytearray(sound)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(mark, place + 4)
    assert refused(bytes(content)) == [("file_locked_or_old", "")]


def test_41_a_part_that_declares_things_or_is_no_xml_is_refused(sound):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert refused(rezipped(sound, lambda parts: parts.update({"xl/workbook.xml": bomb}))) == [
        ("file_broken", "")
    ]
    assert refused(rezipped(sound, lambda parts: parts.update({"xl/workbook.xml": b"<x"}))) == [
        ("file_broken", "")
    ]


def test_41_two_parts_of_one_name_are_refused(sound):
    out = io.BytesIO(sound)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/workbook.xml", b"<x/>")
    assert refused(out.getvalue()) == [("file_broken", "")]


def test_43_another_workbook_or_an_old_template_is_told_as_such(sound):
    out = io.BytesIO()
    Workbook().save(out)
    assert {code for code, _ in refused(out.getvalue())} == {"sheet_missing"}
    old = filled(sound, {"Vejledning!A2": "Skabelon 0"})
    assert refused(old) == [("other_template", "")]


def test_43_a_hidden_sheet_is_named(sound):
    def hide(book):
        book["Sum"].sheet_state = "hidden"
        book.create_sheet("0101901234").sheet_state = "veryHidden"

    faults = read(filled(sound, {}, hide)).faults
    assert [fault.code for fault in faults] == ["sheet_hidden", "sheet_hidden"]
    assert [fault.detail["sheet"] for fault in faults] == ["Sum", "…"]


def test_43_a_moved_heading_is_named(sound):
    moved = filled(sound, {}, lambda book: book["Løn"].insert_cols(5))
    assert ("heading_moved", "Løn!E5") in refused(moved)
    assert read(moved).faults[0].detail["heading"] == "Årsværk 2021"


@pytest.mark.parametrize("cell", ["Løn!R6", "Løn!F80", "Øvrige udgifter!J66"])
def test_43_what_is_typed_where_nothing_is_read_is_named(sound, cell):
    assert refused(filled(sound, {cell: 12})) == [("cell_outside", cell)]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("Løn!I6", "2", "cell_no_number"),
        ("Løn!J6", "300 kr.", "cell_no_number"),
        ("Løn!K6", True, "cell_no_number"),
        ("Løn!K6", dt.date(2022, 1, 1), "cell_no_number"),
        ("Løn!K6", "=1+", "cell_not_worked_out"),
        ("Løn!K6", "=J6*2", "cell_not_worked_out"),
        ("Løn!K6", "#REF!", "cell_is_an_error"),
        ("Løn!K6", -1, "negative_amount"),
        ("Løn!K6", 0, "cell_zero"),
        ("Løn!K6", 0.001, "cell_zero"),
        ("Løn!K6", 12.345, "cell_decimals"),
        ("Løn!K6", 1e9, "too_large"),
        ("Løn!J6", 1e30, "too_large"),
        ("Løn!B6", "Noget andet", "category_not_listed"),
        ("Løn!B6", "Revision", "category_not_listed"),
        ("Løn!C6", 12.5, "cell_no_text"),
        ("Løn!A6", "et", "line_number_changed"),
        ("Løn!A6", 0, "line_number_changed"),
        ("Løn!C6", "Jobcenter" * 50, "text_too_long"),
        ("Løn!D6", "borger 010190-1234", "looks_like_cpr"),
        ("Øvrige udgifter!D6", "borger 0101901234", "looks_like_cpr"),
    ],
)
def test_43_a_bad_cell_is_named_by_sheet_and_address(sound, cell, value, code):
    content = filled(sound, {cell: value})
    assert refused(content) == [(code, cell)]
    assert "1234" not in str(read(content).faults)


@pytest.mark.parametrize("value", [b"NaN", b"INF", b"1e999", b"-1e999"])
def test_12_no_number_of_a_program_gets_in(sound, value):
    def spoil(parts):
        sheet = parts["xl/worksheets/sheet2.xml"]
        assert sheet.count(b"<v>3000</v>") == 1
        parts["xl/worksheets/sheet2.xml"] = sheet.replace(b"<v>3000</v>", b"<v>" + value + b"</v>")

    assert refused(rezipped(sound, spoil)) in ([("cell_no_number", "Løn!K6")], [("file_broken", "")])


def test_all_bad_cells_are_named_at_once(sound):
    bad = {"Løn!I6": "to", "Løn!K6": -1, "Øvrige udgifter!G6": "mange"}
    assert sorted(where for _, where in refused(filled(sound, bad))) == sorted(bad)


def test_one_number_before_two_lines_is_refused(sound):
    assert refused(filled(sound, {"Øvrige udgifter!A6": 1})) == [("line_number_twice", "Øvrige udgifter!A6")]


def test_15_sums_of_the_workbook_that_its_lines_do_not_come_to_are_told_beside_the_right_ones(sound):
    lied = saying(saying(sound, "Q6", "1000000", sheet=2), "B8", "1000000.5", sheet=4)
    found = read(lied)
    assert found.faults == ()
    assert found.lines == BUDGET
    said = [
        (
            each.code,
            each.detail.get("line"),
            *(each.detail[name].replace("\N{NO-BREAK SPACE}", " ") for name in ("said", "right")),
        )
        for each in found.differs
    ]
    assert said == [
        ("line_differs", "1", "1.000.000,00 kr.", "937.500,00 kr."),
        ("total_differs", None, "1.000.000,50 kr.", "962.500,75 kr."),
    ]


def test_15_the_servers_amount_stands_whatever_the_workbook_says(sound):
    assert read(saying(sound, "L6", "1", sheet=2)).lines[0].amount == Money.of("937500")
