"""The world before the deadline: a small town whose pool is open, each municipality at another place on its way there.

København has written everything and sent nothing; Dragør has begun; Esbjerg has sent with Tårnby, and corrects; Fanø and
Læsø have begun nothing. The pool is Flere skal med 3 with its years moved, so that it is open whenever the tests run.
"""

from __future__ import annotations

from budgets.rules.lines import Line, amount_cell
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.core.money import Money
from fsm3.journeys import apply, send
from tests.support.town import FSM3, OPENED, Town

FINISHED, HALF, CORRECTING, COVERED, FIRST, SECOND = "0101", "0155", "0561", "0185", "0563", "0825"
YEARS = (2021, 2022, 2023)


def fill_writing() -> None:
    """Live through it, by journeys alone."""
    town = Town().build(text=open_pool())
    for code in town.organisations:
        for role in (Role.APPLICANT, Role.ACCOUNTANT):
            town.joined(f"{role}{code}@kommune.example", town.organisations[code], role)
    town.drafted(FINISHED, lines=lines())
    _half(town)
    _correct(town)


def open_pool() -> str:
    """The pool's file with all its years moved to those that lie ahead."""
    text = FSM3
    for year in reversed(YEARS):
        text = text.replace(f"{year}-", f"{year + _ahead()}-")
    return text


def _ahead() -> int:
    return clock.now().year + 1 - YEARS[0]


def last_year() -> int:
    """The last year of the pool, in which every municipality's own period ends."""
    return YEARS[-1] + _ahead()


def lines() -> tuple[Line, ...]:
    """A budget of one line, in the pool's last year."""
    cell = amount_cell(last_year(), Money.of(25_000))
    return (Line(1, "audit", "Økonomi", "Revision af slutregnskabet.", (cell,)),)


def _half(town: Town) -> None:
    by = town.signatories[HALF]
    case = apply.start("fsm3", by=by, at=OPENED)
    typed = {"contact_name": "Kirsten Opdigtet", "extended_model": "yes", "caseload": "25"}
    apply.answer(case, {**typed, "plan_results": "Vi følger hver borger tæt."}, by=by, at=OPENED)
    apply.accept_obligations(case, ["model", "whole_group"], by=by, at=OPENED)


def _correct(town: Town) -> None:
    case, by = town.drafted(CORRECTING, lines=lines()), town.signatories[CORRECTING]
    apply.invite(case, COVERED, by=by, at=OPENED)
    apply.consent(case, by=town.signatories[COVERED], at=OPENED)
    send.send(case, by=by, at=OPENED)
    apply.begin_correction(case, by=by, at=OPENED)
    apply.answer(case, {"caseload": "19"}, by=by, at=OPENED)
