"""Free text: no numbers that look like a person's, no control characters, no more than fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.free_text import faults, looks_like_cpr
from tests.rules.support import told


@pytest.mark.parametrize(
    "text",
    [
        "0101701234",
        "010170-1234",
        "010170 1234",
        "010170 - 1234",
        "010170\u20131234",
        "Borger 311299-0001 ringede",
        "290224-1234",
        "610170-1234",
        "plan_0101701234.pdf",
        "０１０１７０-１２３４",
    ],
)
def test_23_a_number_that_looks_like_a_cpr_number_is_refused(text):
    assert looks_like_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3202701234",
        "0113701234",
        "0001701234",
        "310470-1234",
        "300222-1234",
        "920170-1234",
        "600170-1234",
        "12345678",
        "CVR 64942212",
        "01017012345",
        "101017012345678",
        "0101-701234",
        "010170.1234",
        "52.000.000,00",
    ],
)
def test_other_numbers_may_stand(text):
    assert not looks_like_cpr(text)


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["", "-", " "]), st.text(max_size=5), st.booleans())
def test_23_every_cpr_number_is_found_and_never_repeated(born, last, between, beside, replacement):
    number = f"{born.day + 60 * replacement:02}{born:%m%y}{between}{last:04}"
    text = f"{beside} .{number}. {beside}"
    problems = list(faults(text, where="note", longest=100))
    assert ("looks_like_cpr", "note") in told(problems)
    assert number not in repr(problems)


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x1b", "\x7f"])
def test_39_a_control_character_is_refused(character):
    assert told(faults(f"a{character}b", where="note", longest=10)) == [("control_character", "note")]


def test_37_38_lines_tabs_markup_and_formulas_are_text():
    for text in ("a\r\n\tb", "<script>alert(1)</script>", "{{ 7*7 }}", "=HYPERLINK()", "æøå €"):
        assert list(faults(text, where="note", longest=100)) == []


def test_a_text_fits_to_the_character():
    assert told(faults("x" * 10, where="note", longest=10)) == []
    (problem,) = faults("x" * 11, where="note", longest=10)
    assert (problem.code, problem.detail) == ("text_too_long", {"longest": "10", "length": "11"})


@pytest.mark.parametrize(
    ("month", "days"), [*enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)]
)
def test_a_month_has_its_days_and_no_more(month, days):
    assert looks_like_cpr(f"{days}{month:02}00-1234")
    assert not looks_like_cpr(f"{days + 1}{month:02}00-1234")
    assert looks_like_cpr(f"{days + 60}{month:02}00-1234")
    assert not looks_like_cpr(f"{days + 61}{month:02}00-1234")
