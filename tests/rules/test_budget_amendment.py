"""An award is amended line by line: within the request and the cap, each change with its reason."""

import pytest

from budgets.rules.amendment import amended_lines, amendment_faults
from budgets.rules.award import Approved
from budgets.rules.lines import Line, amount_cell, total
from fsm3.core.money import Money
from tests.rules.support import told

ASKED, CAP = Money.of(1_200_000), Money.of(1_100_000)
WHY = "Projektet er blevet mindre."


def line(number: int, kroner: int) -> Line:
    half = Money.of(kroner).oere // 2
    cells = (amount_cell(2022, Money(half)), amount_cell(2023, Money(Money.of(kroner).oere - half)))
    return Line(number, "job_brokers", "Jobcenter", "Som aftalt.", cells)


LINES = (line(1, 800_000), line(2, 200_000))


def faults(*approved: Approved) -> list[tuple[str, str]]:
    return told(list(amendment_faults(LINES, approved, requested=ASKED, cap=CAP)))


def approved(first: int, second: int, why: str = WHY) -> tuple[Approved, ...]:
    return Approved(1, Money.of(first), why), Approved(2, Money.of(second), why)


@pytest.mark.parametrize(("first", "second"), [(500_000, 200_000), (900_000, 200_000), (800_000, 0)])
def test_an_award_is_lowered_or_raised_within_request_and_cap(first, second):
    assert faults(*approved(first, second)) == []


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (approved(0, 0), ("award_of_nothing", "award")),
        (approved(900_000, 200_001), ("award_above_cap", "award")),
        (approved(700_000, 200_000, " "), ("amendment_without_reason", "lines[1].approved")),
        (approved(1_000_000, -1), ("negative_amount", "lines[2].approved")),
        ((approved(800_000, 0)[0],), ("line_not_approved_once", "lines[2]")),
        (
            (*approved(800_000, 100_000), Approved(9, Money.of(1), WHY)),
            ("line_not_asked_for", "lines[9]"),
        ),
    ],
)
def test_every_fault_has_its_place(given, fault):
    assert fault in faults(*given)


def test_no_more_than_was_asked_for():
    problems = amendment_faults(LINES, approved(1_000_000, 300_000), requested=ASKED, cap=Money.of(9_000_000))
    assert told(list(problems)) == [("award_above_request", "award")]


def test_the_years_of_a_lowered_line_follow_and_a_line_of_nothing_goes():
    amended = amended_lines(LINES, approved(400_000, 0))
    assert [each.number for each in amended] == [1]
    assert [cell.amount for cell in amended[0].cells] == [Money.of(200_000), Money.of(200_000)]
    assert total(amended) == Money.of(400_000)
