"""Accounts: lines that mirror the budget, what a line is refused for, what is accepted. Domain page, "Accounts"."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.due_dates import is_overdue
from budgets.rules.accounts import (
    LONGEST_EXPLANATION,
    AccountKind,
    AccountLine,
    accept,
    acceptance_faults,
    counted,
    faults,
    kind_faults,
    line_faults,
    mirror,
    needs_explanation,
    overspending,
    unsavable,
)
from budgets.rules.checks import LARGEST_AMOUNT
from budgets.rules.lines import Line, amount_cell
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod
from tests.rules.support import pool, told

TERMS = pool().budget
PERIOD = pool().period
LATER_PERIOD = ProjectPeriod(date(2022, 7, 1), date(2023, 12, 31))
CUT_OFF = pool().accounts.partial_cut_off
PARTIAL, FINAL = AccountKind.PARTIAL, AccountKind.FINAL
BUDGET = (
    Line(1, "job_brokers", "Jobcenter", "To jobformidlere.", (amount_cell(2022, Money.of(200_000)),)),
    Line(2, "audit", "Økonomi", "Revision.", (amount_cell(2023, Money.of(20_000)),)),
)
amounts = st.integers(min_value=0, max_value=10**12).map(Money)


def line(number=1, *, budget="200000", spent="200000", explanation="", **changes) -> AccountLine:
    category = "job_brokers" if number == 1 else "audit"
    amount = None if spent is None else Money.of(spent)
    sound = AccountLine(
        number,
        category,
        "Jobcenter",
        "Note.",
        Money.of(budget),
        amount,
        explanation,
        PERIOD.first,
        date(2022, 12, 31),
    )
    return replace(sound, **changes)


def faults_of(*lines, kind=FINAL, period=PERIOD):
    return told(faults(lines, kind=kind, period=period, cut_off=CUT_OFF, terms=TERMS))


# --- lines ------------------------------------------------------------------------------------------------------------


def test_a_blank_account_has_the_lines_of_the_budget_and_nothing_spent():
    blank = mirror(BUDGET, [], PERIOD)
    assert [(each.number, each.category, each.budget, each.spent) for each in blank] == [
        (1, "job_brokers", Money.of(200_000), None),
        (2, "audit", Money.of(20_000), None),
    ]
    assert {(each.first_day, each.last_day) for each in blank} == {(PERIOD.first, PERIOD.last)}


def test_what_is_written_says_nothing_of_the_budget():
    forged = line(1, budget="9000000", spent="5", category="audit", note="Andet.", department="Andet")
    (mirrored, _) = mirror(BUDGET, [forged], PERIOD)
    assert mirrored == AccountLine(
        1, "job_brokers", "Jobcenter", "To jobformidlere.", Money.of(200_000), Money.of(5), "",
        forged.first_day, forged.last_day,
    )  # fmt: skip


def test_an_account_has_each_line_of_the_budget_once_and_no_other():
    assert told(line_faults(BUDGET, [line(1), line(2)])) == []
    assert told(line_faults(BUDGET, [line(1), line(1), line(3)])) == [
        ("line_twice", "lines[1]"),
        ("line_missing", "lines[2]"),
        ("line_not_in_budget", "lines[3]"),
    ]


@given(numbers=st.lists(st.integers(min_value=1, max_value=4)))
def test_lines_are_faultless_exactly_when_they_are_those_of_the_budget(numbers):
    lines = [line(number) for number in numbers]
    assert (told(line_faults(BUDGET, lines)) == []) == (sorted(numbers) == [1, 2])


# --- what a line is refused for ---------------------------------------------------------------------------------------

FAULTS = {
    "sound": (line(), []),
    "zero_is_fine": (line(spent="0", explanation="Ikke ansat."), []),
    "nothing_written": (line(spent=None), [("spent_missing", "lines[1].spent")]),
    "below_nothing": (
        line(spent="-0.01", explanation="Fejl."),
        [("negative_amount", "lines[1].spent")],
    ),
    "largest": (replace(line(explanation="Meget."), spent=LARGEST_AMOUNT), []),
    "too_large": (
        replace(line(explanation="Meget."), spent=LARGEST_AMOUNT + Money(1)),
        [("too_large", "lines[1].spent")],
    ),
    "a_tenth_more_needs_no_explanation": (line(spent="220000"), []),
    "an_oere_above_a_tenth_does": (line(spent="220000.01"), [("explanation_missing", "lines[1].explanation")]),
    "a_tenth_less_needs_no_explanation": (line(spent="180000"), []),
    "an_oere_below_it_does": (line(spent="179999.99"), [("explanation_missing", "lines[1].explanation")]),
    "spaces_explain_nothing": (
        line(spent="0", explanation="  "),
        [("explanation_missing", "lines[1].explanation")],
    ),
    "explained": (line(spent="250000", explanation="Lønnen steg."), []),
    "a_hundred_thousand_is_the_limit_of_a_large_line": (line(budget="2000000", spent="2100000"), []),
    "and_not_an_oere_more": (
        line(budget="2000000", spent="2100000.01"),
        [("explanation_missing", "lines[1].explanation")],
    ),
    "23_cpr": (line(explanation="Borger 010190-1234"), [("looks_like_cpr", "lines[1].explanation")]),
    "39_nul": (line(explanation="a\0b"), [("control_character", "lines[1].explanation")]),
    "longest": (line(explanation="x" * LONGEST_EXPLANATION), []),
    "too_long": (
        line(explanation="x" * (LONGEST_EXPLANATION + 1)),
        [("text_too_long", "lines[1].explanation")],
    ),
    "days_backwards": (line(last_day=date(2021, 11, 30), first_day=date(2021, 12, 1)), [
        ("days_backwards", "lines[1].last_day"),
    ]),
    "55_a_day_before_the_period": (
        line(first_day=date(2021, 11, 30)),
        [("expense_outside_period", "lines[1].first_day")],
    ),
    "55_a_day_after_the_period": (
        line(last_day=date(2024, 1, 1)),
        [("expense_outside_period", "lines[1].last_day")],
    ),
    "55_the_last_day_of_the_period": (line(last_day=date(2023, 12, 31)), []),
    "55_the_final_audit_comes_after_the_period": (
        line(2, last_day=date(2024, 2, 29), explanation="Revision."),
        [],
    ),
    "55_but_not_before_it": (
        line(2, first_day=date(2021, 11, 30), last_day=date(2024, 2, 29), explanation="Revision."),
        [("expense_outside_period", "lines[2].first_day")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("each", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_line_of_a_final_account(each, expected):
    assert faults_of(each) == expected


def test_55_the_own_period_counts_and_not_the_pools():
    june = line(first_day=date(2022, 6, 30))
    assert faults_of(june) == []
    assert faults_of(june, period=LATER_PERIOD) == [("expense_outside_period", "lines[1].first_day")]


PARTIAL_FAULTS = {
    "to_the_cut_off_date": (line(last_day=date(2022, 12, 31)), []),
    "after_it": (line(last_day=date(2023, 1, 1)), [("expense_after_cut_off", "lines[1].last_day")]),
    "55_after_the_period": (
        line(last_day=date(2024, 1, 1)),
        [("expense_outside_period", "lines[1].last_day")],
    ),
    "55_its_audit_lies_within_it_too": (
        line(2, last_day=date(2024, 1, 1), explanation="Revision."),
        [("expense_outside_period", "lines[2].last_day")],
    ),
    "what_is_not_spent_yet_is_no_deviation": (line(spent="0"), []),
    "overspending_is": (line(spent="220000.01"), [("explanation_missing", "lines[1].explanation")]),
}


@pytest.mark.parametrize(("each", "expected"), PARTIAL_FAULTS.values(), ids=PARTIAL_FAULTS)
def test_a_line_of_a_partial_account(each, expected):
    assert faults_of(each, kind=PARTIAL) == expected


def test_a_draft_may_be_unfinished_but_not_wrong():
    lines = (line(spent=None), line(2, spent="0", budget="20000", first_day=date(2021, 1, 1)))
    found = unsavable(lines, kind=FINAL, period=PERIOD, cut_off=CUT_OFF, terms=TERMS)
    assert told(found) == [("expense_outside_period", "lines[2].first_day")]


def test_an_account_tells_from_the_periods_first_day_to_its_cut_off_or_end():
    assert counted(PARTIAL, PERIOD, CUT_OFF) == ProjectPeriod(PERIOD.first, date(2022, 12, 31))
    assert counted(FINAL, PERIOD, CUT_OFF) == PERIOD
    assert counted(PARTIAL, PERIOD, None) == PERIOD


def test_a_partial_account_is_asked_for_where_the_pool_has_one_within_the_own_period():
    terms = pool().accounts
    assert told(kind_faults(PARTIAL, terms, PERIOD)) == told(kind_faults(FINAL, terms, PERIOD)) == []
    starts_later = ProjectPeriod(date(2023, 1, 1), PERIOD.last)
    without = replace(terms, partial_cut_off=None)
    for each in (kind_faults(PARTIAL, terms, starts_later), kind_faults(PARTIAL, without, PERIOD)):
        assert told(each) == [("partial_not_asked_for", "kind")]
    assert told(kind_faults(FINAL, without, PERIOD)) == []


@given(budget=amounts, spent=amounts)
def test_overspending_always_asks_for_an_explanation_in_both_kinds(budget, spent):
    each = replace(line(), budget=budget, spent=spent)
    if overspending([each], TERMS):
        assert needs_explanation(each, PARTIAL, TERMS)
        assert needs_explanation(each, FINAL, TERMS)


# --- accepting --------------------------------------------------------------------------------------------------------


def test_only_overspending_past_the_limit_has_no_default():
    lines = (line(1, spent="220000.01"), line(2, spent="0"), line(3, spent=None), line(4, spent="220000"))
    assert overspending(lines, TERMS) == {1}


ACCEPTED = {
    "by_default_all": ("100", {}, []),
    "less_with_a_reason": ("100", {1: ("99.99", "Uden bilag.")}, []),
    "less_without_one": ("100", {1: ("99.99", " ")}, [("acceptance_without_reason", "lines[1].reason")]),
    "nothing": ("100", {1: ("0", "Uden bilag.")}, []),
    "below_nothing": ("100", {1: ("-1", "Nej.")}, [("negative_amount", "lines[1].accepted")]),
    "more_than_spent": ("100", {1: ("100.01", "Ja.")}, [("accepted_above_spent", "lines[1].accepted")]),
    "another_line": ("100", {7: ("1", "Ja.")}, [("line_not_in_budget", "lines[7]")]),
    "overspent": ("250000", {}, [("overspending_undecided", "lines[1].accepted")]),
    "overspent_accepted": ("250000", {1: ("250000", "Aftalt.")}, []),
    "overspent_accepted_without_a_reason": (
        "250000",
        {1: ("250000", "")},
        [("acceptance_without_reason", "lines[1].reason")],
    ),
    "overspent_cut": ("250000", {1: ("200000", "Ikke godkendt.")}, []),
    "23_cpr": ("100", {1: ("1", "Borger 010190-1234")}, [("looks_like_cpr", "lines[1].reason")]),
    "not_written": (None, {1: ("1", "Ja.")}, [("accepted_above_spent", "lines[1].accepted")]),
}


@pytest.mark.parametrize(("spent", "decided", "expected"), ACCEPTED.values(), ids=ACCEPTED)
def test_what_may_be_accepted(spent, decided, expected):
    decided = {number: (Money.of(amount), reason) for number, (amount, reason) in decided.items()}
    assert told(acceptance_faults([line(spent=spent)], decided, TERMS)) == expected


@given(st.lists(st.tuples(amounts, st.none() | st.tuples(amounts, st.text(max_size=5))), max_size=5))
def test_whatever_is_accepted_without_a_fault_is_never_more_than_was_spent(cases):
    lines = [replace(line(number), spent=spent) for number, (spent, _) in enumerate(cases)]
    decided = {number: given for number, (_, given) in enumerate(cases) if given}
    if not told(acceptance_faults(lines, decided, TERMS)):
        accepted = accept(lines, decided)
        assert accepted.keys() == {each.number for each in lines}
        assert all(ZERO <= accepted[each.number][0] <= (each.spent or ZERO) for each in lines)


def test_nothing_written_is_nothing_accepted():
    assert accept([line(spent=None)], {}) == {1: (ZERO, "")}


def test_57_a_final_account_is_late_only_after_the_next_working_day():
    due = date(2024, 3, 31)
    assert not is_overdue(due, date(2024, 4, 2))
    assert is_overdue(due, date(2024, 4, 3))


def test_a_line_deviates_by_what_was_spent_beyond_the_budget():
    assert line(spent="200000.01").deviation == Money(1)
    assert line(spent="0").deviation == -Money.of(200_000)
    assert line(spent=None).deviation == ZERO
