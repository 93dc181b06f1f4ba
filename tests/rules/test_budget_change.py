"""A change of the approved budget: the limits of 10 % and DKK 100,000, the sum, the lines. Domain page, "Budget"."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.pool_file import read_pool
from budgets.rules.change import Move, change_faults, moves, needs_approval, passes_limit
from budgets.rules.lines import Line, amount_cell, total
from fsm3.core.money import Money
from tests.rules.support import told
from tests.support.town import FSM3

TERMS = read_pool(FSM3)
amounts = st.integers(min_value=1, max_value=10**9).map(Money)


def line(number: int, kroner: int, *, category: str = "job_brokers", year: int = 2022) -> Line:
    return Line(number, category, "Jobcenter", "Som aftalt.", (amount_cell(year, Money.of(kroner)),))


APPROVED = (line(1, 800_000), line(2, 200_000, category="project_management"))


def faults(*wanted: Line) -> list[tuple[str, str]]:
    return told(
        list(change_faults(APPROVED, wanted, award=total(APPROVED), terms=TERMS.budget, period=TERMS.period))
    )


@pytest.mark.parametrize(
    ("before", "after", "over"),
    [
        ("200000.00", "220000.00", False),
        ("200000.00", "220000.01", True),
        ("200000.00", "179999.99", True),
        ("2000000.00", "2100000.00", False),
        ("2000000.00", "2100000.01", True),
        ("0.00", "0.01", True),
        ("5000.00", "0.00", True),
        ("5000.00", "5000.00", False),
    ],
)
def test_a_line_may_move_a_tenth_and_a_hundred_thousand_and_not_an_oere_more(before, after, over):
    assert passes_limit(Money.of(before), Money.of(after), TERMS.budget) is over


def test_one_line_over_the_limit_makes_the_change_need_approval():
    small = moves(APPROVED, (line(1, 780_000), replace(APPROVED[1], cells=line(2, 220_000).cells)))
    large = moves(APPROVED, (line(1, 779_999), replace(APPROVED[1], cells=line(2, 220_001).cells)))
    assert not needs_approval(small, TERMS.budget)
    assert needs_approval(large, TERMS.budget)


def test_moving_between_years_is_free():
    later = replace(APPROVED[0], cells=(amount_cell(2023, Money.of(800_000)),))
    moved = moves(APPROVED, (later, APPROVED[1]))
    assert [move.by for move in moved] == [Money(0), Money(0)]
    assert not needs_approval(moved, TERMS.budget)
    assert faults(later, APPROVED[1]) == []


def test_a_new_line_and_a_dropped_line_are_moves_from_and_to_nothing():
    new = line(3, 200_000, category="other_staff")
    assert moves(APPROVED, (APPROVED[0], new))[1:] == (
        Move(2, "project_management", "Jobcenter", Money.of(200_000), Money(0)),
        Move(3, "other_staff", "Jobcenter", Money(0), Money.of(200_000)),
    )


def test_a_change_keeps_the_award():
    assert faults(APPROVED[0]) == [("change_is_not_the_award", "total")]


def test_a_change_changes_something():
    assert faults(*APPROVED) == [("nothing_changes", "lines")]


def test_a_line_stays_what_it_is_for():
    other = replace(APPROVED[1], category="other_staff")
    assert faults(APPROVED[0], other) == [("line_became_another", "lines[2]")]


def test_a_faulty_line_is_named():
    outside = replace(APPROVED[1], cells=(amount_cell(2025, Money.of(200_000)),), note=" ")
    assert faults(APPROVED[0], outside) == [
        ("note_missing", "lines[2].note"),
        ("year_outside_period", "lines[2].2025"),
    ]


@given(before=amounts, by=st.integers(min_value=-(10**9), max_value=10**9))
def test_the_limit_is_the_same_up_and_down(before, by):
    up, down = Money(before.oere + abs(by)), Money(before.oere - abs(by))
    assert passes_limit(before, up, TERMS.budget) == passes_limit(before, down, TERMS.budget)
