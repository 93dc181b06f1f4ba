"""Budgets on their way: what a draft may hold, and what stops it from being sent. Domain page, "Budget"."""

from datetime import date
from fractions import Fraction

import pytest

from applications.rules.caps_file import CapRow
from budgets import selectors as budgets
from budgets.rules.lines import Line, amount_cell, wage_cell
from fsm3.core import journal
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, deciding, pools, send
from tests.support.town import CAP, DEADLINE, DECEMBER, Town, standing

pytestmark = pytest.mark.django_db
OERE = Money(1)


def asking(amount: Money) -> tuple[Line, ...]:
    """A budget whose total is this, to the øre: three thousand hours at 300 kroner and audit for the rest."""
    broker = wage_cell(2022, posts=Fraction(2), hourly_rate=Money.of(300), hours=Fraction(3000))
    return (
        Line(1, "job_brokers", "Jobcenter", "To jobformidlere på fuld tid.", (broker,)),
        Line(2, "audit", "Økonomi", "Revision.", (amount_cell(2023, amount - broker.amount),)),
    )


def faults(act) -> list[str]:
    with pytest.raises(NotReady) as caught:
        act()
    return [problem.code for problem in caught.value.problems]


def test_11_the_cap_to_the_oere_is_in(town: Town):
    case = town.sent("0101", lines=asking(CAP))
    assert standing(case).requested == CAP


def test_11_an_oere_above_the_cap_is_refused_with_the_cap_named(town: Town):
    case = town.drafted("0101", lines=asking(CAP + OERE))
    with pytest.raises(NotReady) as refused:
        send.send(case, by=town.signatories["0101"], at=DEADLINE)
    (problem,) = refused.value.problems
    assert (problem.code, problem.detail["cap"], problem.detail["over"]) == (
        "total_over_cap",
        "3.000.000,00\N{NO-BREAK SPACE}kr.",
        "0,01\N{NO-BREAK SPACE}kr.",
    )


def test_10_a_municipality_without_a_cap_is_refused_before_it_writes_anything(town: Town):
    rows = [CapRow("0101", CAP, "new", None, clarification_pool=False, target_group=None)]
    table = pools.prepare_caps(
        "fsm3", rows, source="Ny", dated=date(2021, 11, 2), by=town.caseworker, at=town.at
    )
    assert table is not None
    deciding.decide_proposal(table, approve=True, by=town.approver, at=town.at)
    assert faults(lambda: apply.start("fsm3", by=town.signatories["0825"], at=town.at)) == ["cap_missing"]
    assert apply.start("fsm3", by=town.signatories["0101"], at=town.at)


def test_14_an_unfinished_budget_is_kept_and_stops_the_sending_with_the_line_named(town: Town):
    broker = wage_cell(2022, posts=None, hourly_rate=None, hours=None)
    lines = (Line(1, "job_brokers", "", "", (broker,)),)
    case = town.drafted("0101", lines=lines)
    assert budgets.draft(case) == lines
    told = faults(lambda: send.send(case, by=town.signatories["0101"], at=DEADLINE))
    assert {"department_missing", "note_missing", "rate_missing", "hours_missing", "posts_missing"} == set(
        told
    )


def test_a_budget_is_written_whole_in_place_of_the_one_before(town: Town):
    case, by = town.drafted("0101", lines=asking(CAP)), town.signatories["0101"]
    apply.write_budget(case, asking(CAP)[:1], by=by, at=town.at)
    assert budgets.draft(case) == asking(CAP)[:1]


def test_23_a_number_like_a_persons_is_refused_in_a_note_and_never_repeated(town: Town):
    case, head = town.drafted("0101"), journal.head()
    line = Line(1, "audit", "Økonomi", "Borger 010190-1234.", (amount_cell(2023, Money.of(5)),))
    with pytest.raises(NotReady) as refused:
        apply.write_budget(case, (line,), by=town.signatories["0101"], at=town.at)
    assert refused.value.codes == {"looks_like_cpr"}
    assert "0101" not in str(refused.value)
    assert journal.head() == head


def test_an_award_freezes_the_cap_it_was_sent_under(town: Town):
    """`bad-inputs.md` 53: a cap lowered later changes nothing for what was sent."""
    case = town.sent("0101", lines=asking(CAP))
    rows = [CapRow("0101", OERE, "new", None, clarification_pool=False, target_group=None)]
    table = pools.prepare_caps(
        "fsm3", rows, source="Ny", dated=date(2021, 12, 1), by=town.caseworker, at=DECEMBER
    )
    assert table is not None
    deciding.decide_proposal(table, approve=True, by=town.approver, at=DECEMBER)
    assert standing(town.agreed(case)).content["cap"] == "3000000.00"
