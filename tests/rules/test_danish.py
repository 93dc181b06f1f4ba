"""How numbers are typed and written in Danish."""

from contextlib import suppress
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core import danish
from fsm3.core.money import Money
from fsm3.core.periods import Month

writable = st.builds(Money, st.integers(-(10**14) + 1, 10**14 - 1))


@given(writable)
def test_an_amount_is_read_back_from_what_is_written(money):
    assert danish.read_amount(danish.amount(money)) == money
    assert danish.read_amount(danish.kroner(money)) == money


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("1.234,56", "1234.56"),
        ("1234,50", "1234.5"),
        ("1 234 kr.", "1234"),
        ("kr. 1.234", "1234"),
        ("KR 12", "12"),
        (" 0 ", "0"),
        ("-5", "-5"),
        ("999999999999,99", "999999999999.99"),
    ],
)
def test_13_amounts_are_read_as_danes_type_them(typed, amount):
    assert danish.read_amount(typed) == Money.of(amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12.34", "ambiguous_number"),
        ("1234.5", "ambiguous_number"),
        ("1,234.56", "ambiguous_number"),
        ("1,234", "ambiguous_number"),
        ("0.500", "ambiguous_number"),
        ("12.3456", "ambiguous_number"),
        (".5", "ambiguous_number"),
        ("1e9", "not_a_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("", "not_a_number"),
        (".", "not_a_number"),
        ("kr.", "not_a_number"),
        ("12kr34", "not_a_number"),
        ("１２", "not_a_number"),
        ("−5", "not_a_number"),
        ("1" * 30, "too_large"),
        ("1000000000000", "too_large"),
    ],
)
def test_12_13_what_could_be_read_in_two_ways_is_refused_and_never_guessed(typed, code):
    with pytest.raises(danish.Unreadable) as caught:
        danish.read_amount(typed)
    assert caught.value.code == code


@given(st.text(max_size=20))
def test_12_whatever_is_typed_is_read_or_refused(typed):
    with suppress(danish.Unreadable):
        assert isinstance(danish.read_amount(typed), Money)


def test_amounts_are_written_with_points_and_a_comma():
    assert danish.amount(Money.of("1250000")) == "1.250.000,00"
    assert danish.amount(Money.of("-0.05")) == "-0,05"
    assert danish.amount(Money(0)) == "0,00"
    assert danish.kroner(Money.of("12.5")) == "12,50\N{NO-BREAK SPACE}kr."


@pytest.mark.parametrize(
    ("share", "decimals", "written"),
    [
        (Fraction(15, 100), 0, "15"),
        (Fraction(1496, 10000), 1, "14,9"),
        (Fraction(1999, 10000), 0, "19"),
        (Fraction(1, 3), 2, "33,33"),
        (Fraction(105, 10000), 2, "1,05"),
    ],
)
def test_a_share_is_cut_and_never_rounded_up(share, decimals, written):
    assert danish.percent(share, decimals) == f"{written}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(19, 6), "3,17"),
        (Fraction("3.165"), "3,17"),
        (Fraction(1234567), "1.234.567,00"),
        (Fraction(0), "0,00"),
        (Fraction("-0.05"), "-0,05"),
        (Fraction("-1.255"), "-1,25"),
    ],
)
def test_a_number_is_rounded_half_up_to_two_decimals(number, written):
    assert danish.decimal(number) == written


def test_a_number_may_be_written_whole():
    assert danish.decimal(Fraction("2.5"), 0) == "3"


def test_days_and_moments_are_written_out_in_copenhagen_time():
    assert danish.day(date(2021, 11, 26)) == "26. november 2021"
    assert danish.weekday(date(2021, 11, 26)) == "fredag"
    assert danish.month(Month(2021, 12)) == "december 2021"
    noon = datetime(2021, 11, 26, 11, 0, 3, tzinfo=UTC)
    assert danish.moment(noon) == "26. november 2021 kl. 12.00"
    assert danish.moment(noon, seconds=True) == "26. november 2021 kl. 12.00.03"


def test_names_are_sorted_as_danes_sort_them():
    names = ["Ærø", "Aalborg", "Odder", "Ørsted", "Zealand", "Åbenrå", "Albertslund"]
    assert sorted(names, key=danish.sort_key) == [
        "Albertslund",
        "Odder",
        "Zealand",
        "Ærø",
        "Ørsted",
        "Åbenrå",
        "Aalborg",
    ]
