"""Approved amounts: beside the requested ones, never above them, and adding up to the award."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgets.rules.award import Approved, approval_faults, approve_all, approved_lines
from budgets.rules.lines import Line, amount_cell, total, wage_cell
from fsm3.core.money import ZERO, Money
from tests.rules.support import told

WAGE = wage_cell(2022, posts=Fraction(1), hourly_rate=Money.of("100"), hours=Fraction(10))
LINES = (
    Line(1, "job_brokers", "Jobcenter", "Løn.", (WAGE, replace(WAGE, year=2023))),
    Line(2, "audit", "Økonomi", "Revision.", (amount_cell(2023, Money.of("500")),)),
)
ALL = approve_all(LINES)


def faults(*approved, award="2500"):
    return told(approval_faults(LINES, approved, Money.of(award)))


def test_what_was_asked_for_may_be_approved_as_it_stands():
    assert (Approved(1, Money.of("2000")), Approved(2, Money.of("500"))) == ALL
    assert faults(*ALL) == []
    assert approved_lines(LINES, ALL) == LINES


def test_a_line_may_be_reduced_with_a_reason_even_to_nothing():
    assert faults(Approved(1, Money.of("1500"), "Færre timer."), ALL[1], award="2000") == []
    assert faults(ALL[0], Approved(2, ZERO, "Ikke nødvendig."), award="2000") == []


def test_a_reduction_without_a_reason_is_refused():
    assert faults(Approved(1, Money.of("1500"), " "), ALL[1], award="2000") == [
        ("reduction_without_reason", "lines[1].approved")
    ]


def test_nothing_is_approved_above_what_was_asked_for():
    assert faults(Approved(1, Money.of("2000.01"), "Mere."), ALL[1], award="2500.01") == [
        ("approved_above_requested", "lines[1].approved")
    ]


def test_nothing_below_nothing_is_approved():
    assert faults(Approved(1, Money(-1), "Mindre."), ALL[1], award="499.99") == [
        ("negative_amount", "lines[1].approved")
    ]


def test_the_approved_amounts_sum_to_the_award():
    assert faults(*ALL, award="2499.99") == [("award_is_not_the_sum", "award")]


def test_each_line_asked_for_is_approved_once_and_no_other():
    assert faults(ALL[0], award="2000") == [("line_not_approved_once", "lines[2]")]
    assert faults(*ALL, ALL[1], award="3000") == [("line_not_approved_once", "lines[2]")]
    assert faults(*ALL, Approved(9, Money.of("1")), award="2501") == [("line_not_asked_for", "lines[9]")]


def test_a_reduced_wage_keeps_no_rate_that_no_longer_gives_its_amount():
    reduced, audit = approved_lines(LINES, (Approved(1, Money.of("999.99"), "Færre timer."), ALL[1]))
    assert reduced.cells == (amount_cell(2022, Money.of("500.00")), amount_cell(2023, Money.of("499.99")))
    assert audit == LINES[1]


amounts = st.integers(1, 10**11).map(Money)
requests = st.lists(
    st.lists(amounts, min_size=1, max_size=3).map(
        lambda years: tuple(amount_cell(2021 + at, amount) for at, amount in enumerate(years))
    ),
    min_size=1,
    max_size=6,
).map(
    lambda cells: tuple(
        Line(at, "audit", "Økonomi", "Fordi.", each) for at, each in enumerate(cells, start=1)
    )
)


@given(requests, st.data())
def test_an_approved_budget_adds_up_to_the_award_and_nowhere_exceeds_the_request(lines, data):
    shares = data.draw(st.lists(st.fractions(0, 1), min_size=len(lines), max_size=len(lines)))
    approved = [
        Approved(line.number, line.amount.share(share), "Fordi.")
        for line, share in zip(lines, shares, strict=True)
    ]
    award = Money.sum(each.amount for each in approved)
    assert told(approval_faults(lines, approved, award)) == []
    result = approved_lines(lines, approved)
    assert total(result) == award
    assert [line.amount for line in result] == [each.amount for each in approved]
    for before, after in zip(lines, result, strict=True):
        assert [cell.year for cell in after.cells] == [cell.year for cell in before.cells]
        for asked, given_ in zip(before.cells, after.cells, strict=True):
            assert ZERO <= given_.amount <= asked.amount
