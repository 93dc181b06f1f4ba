"""Budget lines: how amounts are worked out, and sums that do not depend on order."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules.content import from_content, to_content
from budgets.rules.lines import Cell, Line, amount_cell, by_category, by_department, by_year, total, wage_cell
from fsm3.core.money import ZERO, Money

amounts = st.builds(Money, st.integers(1, 10**12))
cells = st.builds(amount_cell, st.integers(2021, 2023), amounts)
budgets = st.lists(
    st.builds(
        Line,
        number=st.integers(1, 99),
        category=st.sampled_from(["job_brokers", "other_staff", "audit"]),
        department=st.sampled_from(["Jobcenter", "Social", "Børn og familie"]),
        note=st.just("Fordi."),
        cells=st.lists(cells, min_size=1, max_size=3).map(tuple),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("rate", "hours", "amount"),
    [
        ("300", "1924", "577200.00"),
        ("287.35", "100.5", "28878.68"),
        ("0.01", "0.5", "0.01"),
        ("0.01", "0.49", "0.00"),
    ],
)
def test_a_wage_is_rate_times_hours_rounded_half_up(rate, hours, amount):
    cell = wage_cell(2022, posts=Fraction(1), hourly_rate=Money.of(rate), hours=Fraction(hours))
    assert cell == Cell(2022, Fraction(1), Money.of(rate), Fraction(hours), Money.of(amount))


def test_a_wage_that_is_not_filled_in_earns_nothing_yet():
    assert wage_cell(2022, posts=None, hourly_rate=None, hours=Fraction(5)).amount == ZERO
    assert wage_cell(2022, posts=None, hourly_rate=Money.of(300), hours=None).amount == ZERO


@given(budgets)
def test_every_way_of_summing_gives_the_total(lines):
    for sums in (by_category(lines), by_department(lines), by_year(lines)):
        assert Money.sum(sums.values()) == total(lines)


@given(budgets, st.randoms())
def test_sums_do_not_depend_on_the_order_of_lines(lines, random):
    shuffled = [replace(line, cells=tuple(random.sample(line.cells, len(line.cells)))) for line in lines]
    random.shuffle(shuffled)
    assert by_category(shuffled) == by_category(lines)
    assert by_department(shuffled) == by_department(lines)
    assert list(by_year(shuffled).items()) == list(by_year(lines).items())
    assert total(shuffled) == total(lines)


def test_years_are_summed_in_their_order():
    line = Line(1, "audit", "Jobcenter", "Fordi.", (amount_cell(2023, Money(2)), amount_cell(2022, Money(1))))
    assert list(by_year([line, line]).items()) == [(2022, Money(2)), (2023, Money(4))]
    assert line.amount == Money(3)


numbers = st.none() | st.fractions(0, 10**6)
wages = st.builds(
    Cell,
    st.integers(2021, 2023),
    posts=numbers,
    hourly_rate=st.none() | amounts,
    hours=numbers,
    amount=amounts,
)


@given(budgets, st.lists(wages, max_size=3).map(tuple))
def test_a_budget_is_read_back_from_what_is_frozen(lines, cells):
    whole = (*lines, Line(100, "job_brokers", "Jobcenter", "Fordi.", cells))
    assert from_content(json.loads(json.dumps(to_content(whole)))) == whole
