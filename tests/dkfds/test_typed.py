"""Numbers and days as people type them: what is read, what is refused with which words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django import forms

from fsm3.core.money import ZERO, Money
from fsm3.dkfds.fields import DayField
from fsm3.web.shared.fields import DanishNumberField, MoneyField

AMBIGUOUS = "Tallet kan læses på flere måder. Skriv det som 1.234,50."
NO_NUMBER = "Det er ikke et tal. Skriv det som 1.234,50."


def refused(field: forms.Field, typed: object) -> list[str]:
    with pytest.raises(forms.ValidationError) as met:
        field.clean(typed)
    return met.value.messages


@pytest.mark.parametrize(
    ("typed", "oere"), [("1.234,56", 123_456), ("1234", 123_400), (" 1 234,5 kr. ", 123_450), ("0,01", 1)]
)
def test_13_amounts_are_read_as_people_type_them(typed, oere):
    assert MoneyField().clean(typed) == Money(oere)


@pytest.mark.parametrize("typed", ["1,234.56", "12.34", "1234.5", "1.2.3", "1,234"])
def test_13_ambiguous_amounts_are_refused(typed):
    assert refused(MoneyField(), typed) == [AMBIGUOUS]


@pytest.mark.parametrize("typed", ["1e9", "NaN", "Infinity", "ti", "१२", "1\0", "<b>"])
def test_12_what_is_no_number_is_refused(typed):
    assert refused(MoneyField(), typed) == [NO_NUMBER]


def test_12_too_large_negative_and_zero_are_refused():
    assert refused(MoneyField(), "9" * 30) == ["Tallet er større, end systemet kan gemme."]
    assert refused(MoneyField(), "-5") == refused(MoneyField(), "0") == ["Tallet skal være over nul."]
    assert MoneyField(least=ZERO).clean("0") == ZERO
    assert refused(MoneyField(least=ZERO), "-0,01") == ["Et beløb er under nul."]


def test_an_empty_amount_is_missing_or_nothing():
    assert refused(MoneyField(), "  ") == ["Dette felt er påkrævet."]
    assert MoneyField(required=False).clean("") is None


def test_an_amount_is_shown_as_it_is_typed_and_not_taken_for_a_change():
    assert MoneyField().prepare_value(Money(123_456)) == "1.234,56"
    assert MoneyField().prepare_value("12.34") == "12.34"
    assert not MoneyField().has_changed(Money(123_456), "1.234,56")
    assert MoneyField().has_changed(Money(123_456), "1.234,57")


def test_numbers_are_exact_and_no_money():
    assert DanishNumberField().clean("2.886,25") == Fraction(11_545, 4)
    assert DanishNumberField(required=False).clean("") is None
    assert DanishNumberField().prepare_value(Fraction(2886)) == "2.886"
    assert refused(DanishNumberField(), "5 kr.") == [NO_NUMBER]
    assert refused(DanishNumberField(), "1.5") == [AMBIGUOUS]
    assert refused(DanishNumberField(), "-1") == ["Et beløb er under nul."]


@pytest.mark.parametrize("typed", [["26", "11", "2021"], [" 26 ", "11", "2021"]])
def test_a_day_is_read_from_its_three_parts(typed):
    assert DayField().clean(typed) == date(2021, 11, 26)


@pytest.mark.parametrize(
    "typed",
    [["31", "2", "2021"], ["26", "", "2021"], ["26", "11", "21"], ["x", "1", "2021"], ["1", "1", "²021"], ["001", "1", "2021"],
     ["-1", "1", "2021"], ["1", "1\0", "2021"]],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed):
    assert refused(DayField(), typed) == ["Den dag findes ikke. Skriv den med tal, for eksempel 26 11 2021."]


def test_an_empty_day_is_missing_or_nothing():
    assert refused(DayField(), ["", " ", ""]) == ["Skriv dag, måned og år."]
    assert DayField(required=False).clean([None, None, None]) is None
    assert not DayField(required=False).has_changed(date(2021, 1, 2), ["2", "1", "2021"])
