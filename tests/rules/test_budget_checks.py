"""Budgets: what is refused with the line named, and what is only warned about."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from budgets.rules.checks import line_refusals, refusals, unsavable, warnings
from budgets.rules.lines import Line, amount_cell, wage_cell
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod
from tests.rules.support import pool, told

TERMS = pool().budget
PERIOD = pool().period
AUDITOR_FROM = pool().accounts.auditor_from

CELL = wage_cell(2022, posts=Fraction(2), hourly_rate=Money.of("300"), hours=Fraction(1500))
BROKERS = Line(1, "job_brokers", "Jobcenter", "To jobformidlere.", (CELL,))
FAMILY = Line(2, "other_staff", "Børn og familie", "Samtaler.", (replace(CELL, amount=Money.of("1000")),))
AUDIT = Line(3, "audit", "Økonomi", "Revision.", (amount_cell(2023, Money.of("20000")),))
BUDGET = (BROKERS, FAMILY, AUDIT)
TOTAL = Money.of("471000")


def faults_of(line):
    return told(line_refusals(line, TERMS, PERIOD))


def with_cell(**changes):
    return replace(BROKERS, cells=(replace(CELL, **changes),))


def test_a_sound_budget_has_no_fault_and_no_warning():
    assert told(refusals(BUDGET, TERMS, PERIOD, TOTAL)) == []
    assert told(warnings(BUDGET, TERMS, AUDITOR_FROM)) == []


def test_11_the_total_may_reach_the_cap():
    assert told(refusals(BUDGET, TERMS, PERIOD, TOTAL)) == []


def test_11_an_oere_above_the_cap_is_refused_naming_the_cap():
    (problem,) = refusals(BUDGET, TERMS, PERIOD, TOTAL - Money(1))
    assert (problem.code, problem.where) == ("total_over_cap", "total")
    assert {name: text.replace("\N{NO-BREAK SPACE}", " ") for name, text in problem.detail.items()} == {
        "total": "471.000,00 kr.",
        "cap": "470.999,99 kr.",
        "over": "0,01 kr.",
    }


def test_10_without_a_cap_no_budget_is_right():
    assert told(refusals(BUDGET, TERMS, PERIOD, None)) == [("cap_missing", "total")]


def test_every_line_of_a_budget_is_judged():
    lines = (replace(BROKERS, note=""), replace(FAMILY, department=""), AUDIT)
    assert told(refusals(lines, TERMS, PERIOD, TOTAL)) == [
        ("note_missing", "lines[1].note"),
        ("department_missing", "lines[2].department"),
    ]


def test_texts_of_a_line_fit_to_the_character():
    assert faults_of(replace(BROKERS, note="x" * 4000, department="x" * 120)) == []
    assert faults_of(replace(BROKERS, note="x" * 4001, department="x" * 121)) == [
        ("text_too_long", "lines[1].department"),
        ("text_too_long", "lines[1].note"),
    ]


def test_a_budget_has_lines():
    assert told(refusals((), TERMS, PERIOD, TOTAL)) == [("no_lines", "lines")]


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        (replace(BROKERS, category=""), "category_missing", "lines[1].category"),
        (replace(BROKERS, category="coffee"), "category_unknown", "lines[1].category"),
        (replace(BROKERS, department=" "), "department_missing", "lines[1].department"),
        (replace(BROKERS, note="\n"), "note_missing", "lines[1].note"),
        (replace(BROKERS, cells=()), "no_amount", "lines[1].cells"),
        (with_cell(posts=None), "posts_missing", "lines[1].2022.posts"),
        (with_cell(hourly_rate=None), "rate_missing", "lines[1].2022.hourly_rate"),
        (with_cell(hours=None), "hours_missing", "lines[1].2022.hours"),
    ],
)
def test_14_a_line_without_what_it_needs_is_refused_and_named(line, code, where):
    (problem,) = line_refusals(line, TERMS, PERIOD)
    assert (problem.code, problem.where, problem.detail["line"]) == (code, where, "1")


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        (with_cell(posts=Fraction(-1)), "negative_amount", "lines[1].2022.posts"),
        (with_cell(posts=Fraction(0)), "zero_amount", "lines[1].2022.posts"),
        (with_cell(hours=Fraction(-1)), "negative_amount", "lines[1].2022.hours"),
        (with_cell(hours=Fraction(0)), "zero_amount", "lines[1].2022.hours"),
        (with_cell(hourly_rate=Money(-1)), "negative_amount", "lines[1].2022.hourly_rate"),
        (with_cell(hourly_rate=Money(0)), "zero_amount", "lines[1].2022.hourly_rate"),
        (with_cell(posts=Fraction(10**6)), "too_large", "lines[1].2022.posts"),
        (with_cell(hours=Fraction(10**8)), "too_large", "lines[1].2022.hours"),
        (with_cell(hourly_rate=Money(10**14)), "too_large", "lines[1].2022.hourly_rate"),
        (with_cell(amount=Money(10**14)), "too_large", "lines[1].2022.amount"),
        (with_cell(amount=Money(0)), "zero_amount", "lines[1].2022.amount"),
        (with_cell(posts=Fraction("0.125")), "too_many_decimals", "lines[1].2022.posts"),
        (with_cell(hours=Fraction(1, 3)), "too_many_decimals", "lines[1].2022.hours"),
        (replace(AUDIT, cells=(amount_cell(2023, Money(-1)),)), "negative_amount", "lines[3].2023.amount"),
        (replace(AUDIT, cells=(amount_cell(2023, Money(0)),)), "zero_amount", "lines[3].2023.amount"),
        (replace(AUDIT, cells=(amount_cell(2023, Money(10**14)),)), "too_large", "lines[3].2023.amount"),
    ],
)
def test_12_what_is_negative_zero_or_too_large_is_refused_and_named(line, code, where):
    (problem,) = line_refusals(line, TERMS, PERIOD)
    assert (problem.code, problem.where) == (code, where)
    assert problem.detail["line"] == str(line.number)


def test_the_largest_amount_that_can_be_held_is_taken():
    assert faults_of(replace(AUDIT, cells=(amount_cell(2023, Money(10**14 - 1)),))) == []


def test_everything_wrong_with_a_line_is_told_at_once():
    line = Line(7, "", "", "", (replace(CELL, year=2020), replace(CELL, year=2020)))
    assert faults_of(line) == [
        ("category_missing", "lines[7].category"),
        ("department_missing", "lines[7].department"),
        ("note_missing", "lines[7].note"),
        ("year_outside_period", "lines[7].2020"),
        ("year_twice", "lines[7].2020"),
    ]


@pytest.mark.parametrize(("year", "fine"), [(2021, False), (2022, True), (2023, True), (2024, False)])
def test_years_are_those_of_the_own_period(year, fine):
    own = ProjectPeriod(date(2022, 7, 1), date(2023, 12, 31))
    found = told(line_refusals(with_cell(year=year), TERMS, own))
    assert found == ([] if fine else [("year_outside_period", f"lines[1].{year}")])


def test_23_39_texts_of_a_line_are_judged_as_free_text():
    line = replace(BROKERS, department="x" * 121, note="Se 010170-1234\x00")
    assert faults_of(line) == [
        ("text_too_long", "lines[1].department"),
        ("control_character", "lines[1].note"),
        ("looks_like_cpr", "lines[1].note"),
    ]


def test_a_draft_may_be_unfinished_but_not_wrong():
    unfinished = Line(1, "", "", "", (wage_cell(2022, posts=None, hourly_rate=None, hours=None),))
    assert told(unsavable([unfinished, replace(unfinished, category="job_brokers")], TERMS, PERIOD)) == []
    without_category = Line(2, "", "", "", (amount_cell(2022, Money(10**14)),))
    assert told(unsavable([without_category], TERMS, PERIOD)) == [("too_large", "lines[2].2022.amount")]
    assert told(unsavable([with_cell(hours=Fraction(-1))], TERMS, PERIOD)) == [
        ("negative_amount", "lines[1].2022.hours")
    ]


def test_job_brokers_are_expected_to_be_the_largest_item():
    large = replace(FAMILY, cells=(replace(CELL, amount=BROKERS.amount + Money(1)),))
    assert told(warnings((BROKERS, large), TERMS, AUDITOR_FROM + AUDITOR_FROM)) == [
        ("main_category_not_largest", "lines")
    ]
    as_large = replace(FAMILY, cells=(replace(CELL, amount=BROKERS.amount),))
    assert told(warnings((BROKERS, as_large), TERMS, AUDITOR_FROM + AUDITOR_FROM)) == []
    assert ("main_category_not_largest", "lines") in told(warnings((FAMILY,), TERMS, AUDITOR_FROM))


@pytest.mark.parametrize(("oere", "warned"), [(-1, False), (0, True), (1, True)])
def test_an_audit_line_is_expected_from_half_a_million(oere, warned):
    without = (BROKERS, FAMILY)
    asked = AUDITOR_FROM + Money(oere)
    lines = (replace(BROKERS, cells=(replace(CELL, amount=asked - FAMILY.amount),)), FAMILY)
    assert without[0].number == lines[0].number
    assert told(warnings(lines, TERMS, AUDITOR_FROM)) == ([("no_audit_line", "lines")] if warned else [])
    assert ("no_audit_line", "lines") not in told(warnings((*lines, AUDIT), TERMS, AUDITOR_FROM))


@pytest.mark.parametrize(("hours", "warned"), [("3848", False), ("3848.01", True)])
def test_hours_above_the_yearly_norm_of_the_posts_are_pointed_at(hours, warned):
    line = replace(BROKERS, cells=(replace(CELL, hours=Fraction(hours)),))
    found = told(warnings((line, FAMILY), TERMS, AUDITOR_FROM + AUDITOR_FROM))
    assert found == ([("hours_above_norm", "lines[1].2022.hours")] if warned else [])


def test_hours_without_posts_are_no_warning_of_their_own():
    line = with_cell(posts=None, hours=Fraction(99999))
    assert ("hours_above_norm", "lines[1].2022.hours") not in told(
        warnings((line, FAMILY), TERMS, AUDITOR_FROM)
    )
    assert told(warnings((with_cell(hours=None), FAMILY), TERMS, AUDITOR_FROM)) == []


@pytest.mark.parametrize(
    ("department", "warned"), [("JOBCENTER vest", True), (" Jobcenter", True), ("Social", False)]
)
def test_a_budget_within_the_job_centre_alone_is_pointed_at(department, warned):
    lines = (BROKERS, replace(FAMILY, department=department))
    found = told(warnings(lines, TERMS, AUDITOR_FROM + AUDITOR_FROM))
    assert found == ([("only_own_department", "lines")] if warned else [])


def test_an_empty_budget_is_not_warned_about():
    assert told(warnings((), TERMS, AUDITOR_FROM)) == []


def test_posts_and_hours_have_up_to_two_decimals():
    assert faults_of(with_cell(posts=Fraction("0.25"), hours=Fraction("480.99"))) == []
