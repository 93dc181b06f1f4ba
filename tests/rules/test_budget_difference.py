"""What one budget has that another has not, line by line; and on which side of a budget a line stands."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from applications.rules.pool_terms import CategoryKind
from budgets.rules.difference import Change, Part, differences
from budgets.rules.lines import Cell, Line, amount_cell, wage_cell
from budgets.rules.sides import of_kind, on_wage_side
from fsm3.core.money import ZERO, Money
from tests.rules.support import pool
from tests.rules.test_budget_checks import AUDIT, BROKERS, BUDGET, TERMS

NEW = Line(4, "audit", "Stab", "Mere.", (amount_cell(2022, Money.of(10)),))
NOTHING = Line(4, "", "", "", ())


def test_the_same_budget_is_no_difference():
    assert differences(BUDGET, BUDGET) == ()


def test_a_new_line_and_a_removed_one_are_told_with_all_they_hold():
    new, removed = differences((NEW,), (AUDIT,))
    assert (removed.change, removed.number, removed.before, removed.after) == (
        Change.REMOVED,
        4,
        NEW,
        NOTHING,
    )
    assert (new.change, new.number, new.after) == (Change.NEW, 3, AUDIT)
    assert new.parts == (
        Part("category", 0, "", "audit"),
        Part("department", 0, "", "Økonomi"),
        Part("note", 0, "", "Revision."),
        Part("amount", 2023, None, Money.of("20000")),
    )


def test_an_empty_line_is_new_too():
    empty = Line(9, "", "", "", ())
    assert [each.change for each in differences((), (empty,))] == [Change.NEW]


def test_a_changed_line_tells_what_was_and_what_is_and_nothing_else():
    hours = wage_cell(2022, posts=Fraction(2), hourly_rate=Money.of("300"), hours=Fraction(1600))
    (found,) = differences((BROKERS,), (replace(BROKERS, note="En anden grund.", cells=(hours,)),))
    assert found.change is Change.CHANGED
    assert found.parts == (
        Part("note", 0, "To jobformidlere.", "En anden grund."),
        Part("hours", 2022, Fraction(1500), Fraction(1600)),
        Part("amount", 2022, Money.of("450000"), Money.of("480000")),
    )


def test_a_year_that_comes_or_goes_is_told():
    (found,) = differences((AUDIT,), (replace(AUDIT, cells=(amount_cell(2022, Money.of(5)),)),))
    assert found.parts == (
        Part("amount", 2022, None, Money.of(5)),
        Part("amount", 2023, Money.of("20000"), None),
    )


def test_how_lines_of_a_text_end_is_no_difference():
    assert differences((replace(AUDIT, note="a\r\nb "),), (replace(AUDIT, note="a\nb"),)) == ()


@given(st.permutations(BUDGET))
def test_the_order_of_lines_is_no_difference(shuffled):
    assert differences(BUDGET, shuffled) == ()


def test_a_line_stands_on_the_side_of_its_category():
    assert on_wage_side(BROKERS, TERMS)
    assert not on_wage_side(replace(AUDIT, cells=BROKERS.cells), TERMS)


def test_a_line_without_a_category_stands_where_its_figures_are():
    assert on_wage_side(Line(1, "", "", "", ()), TERMS)
    assert on_wage_side(replace(BROKERS, category=""), TERMS)
    assert on_wage_side(Line(1, "", "", "", (Cell(2022, None, None, Fraction(1), ZERO),)), TERMS)
    assert not on_wage_side(replace(AUDIT, category="gone"), TERMS)


def test_each_side_has_its_categories_in_the_pools_order():
    wages, others = (of_kind(pool().budget, kind) for kind in (CategoryKind.WAGE, CategoryKind.AMOUNT))
    assert [each.key for each in wages] == ["job_brokers", "other_staff", "project_management"]
    assert [each.key for each in others] == ["audit"]
