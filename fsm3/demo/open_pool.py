"""The invented pool that is open: a few municipalities write in it these days, some have sent. Its dates follow today's."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from random import Random

from applications.rules.sending import applies
from budgets.rules.lines import Line, amount_cell, wage_cell
from fsm3.core.money import Money
from fsm3.demo import clarifications
from fsm3.demo.cast import Applicant, cast
from fsm3.demo.chance import chance
from fsm3.demo.facts import Facts, facts_of
from fsm3.demo.people import applicant as writer_of
from fsm3.demo.people import signatory as signatory_of
from fsm3.demo.plans import plan
from fsm3.demo.pools import OPEN_POOL
from fsm3.demo.stage import Stage
from fsm3.demo.words import texts
from fsm3.journeys import apply, send
from fsm3.journeys.pools import terms_in_force

APPLICANTS = 7
SENT = 3
ATTACHES = SENT - 2
"""Which of those that have sent has files attached: the one that `clarifications.py` lets answer."""
NORM = 1924


def put_on(stage: Stage, now: datetime) -> None:
    """Put on what happened in the open pool in the days before `now`."""
    drawn = chance("open pool")
    applicants = tuple(drawn.sample(cast(), APPLICANTS))
    for number, applicant in enumerate(applicants):
        begun = now - timedelta(days=9 - number, minutes=drawn.randrange(300))
        stage.put_on(begun, partial(_write, stage, applicant, number))
    clarifications.put_on(stage, applicants[:SENT], now)


def _write(stage: Stage, applicant: Applicant, number: int, at: datetime) -> None:
    """Begin, and get as far as this municipality has come."""
    by, facts = stage.actor(writer_of(applicant.code)), facts_of(applicant)
    case = stage.open_cases[applicant.code] = apply.start(OPEN_POOL, by=by, at=at)
    answers = _answers(facts)
    apply.answer(case, answers, by=by, at=at + timedelta(minutes=20))
    if number < SENT + 2:
        apply.write_budget(case, _budget(facts), by=by, at=at + timedelta(hours=1))
    if number == ATTACHES:
        clarifications.attach_two(case, by=by, at=at + timedelta(minutes=90))
    if number < SENT:
        binding = [each.key for each in terms_in_force(OPEN_POOL).terms.obligations if applies(each, answers)]
        apply.accept_obligations(case, binding, by=by, at=at + timedelta(hours=2))
        send.send(case, by=stage.actor(signatory_of(applicant.code)), at=at + timedelta(hours=3))


def _answers(facts: Facts) -> dict[str, str]:
    who = writer_of(facts.applicant.code)
    return {
        "contact_name": who.name,
        "contact_mail": who.mail,
        "plan_workplaces": plan("plan_workplaces", facts, facts.points["results"]),
        "follow_up": str(facts.caseload),
        "transport": chance("transport", facts.applicant.code).choice(("yes", "no")),
    }


def _budget(facts: Facts) -> tuple[Line, ...]:
    """Consultants, transport and audit in the two whole years of the period, well below the cap."""
    drawn = chance("open budget", facts.applicant.code)
    years = terms_in_force(OPEN_POOL).terms.period.years()[:2]
    rate, hours = Money.of(drawn.randint(320, 380)), drawn.randint(600, 900)
    posts = Fraction(-(-hours * 100 // NORM), 100)
    wages = tuple(wage_cell(year, posts=posts, hourly_rate=rate, hours=Fraction(hours)) for year in years)
    transport = tuple(amount_cell(year, Money.of(drawn.randint(20, 45) * 1000)) for year in years)
    note = _note("consultants", drawn).replace("{stillinger}", f"{float(posts):.2f}".replace(".", ","))
    return (
        Line(1, "consultants", "Jobcenter", note, wages),
        Line(2, "transport", facts.departments["social"], _note("transport", drawn), transport),
        Line(3, "audit", "Økonomi", _note("audit", drawn), (amount_cell(years[-1], Money.of(22_000)),)),
    )


def _note(kind: str, drawn: Random) -> str:
    note: str = drawn.choice(texts("notes")["notes"][kind])
    return note
