"""The world of questions: a small town in which the agency asks about applications that were sent.

København is asked and has begun to answer; Dragør has answered, twice; Tårnby's answer is late; Esbjerg was not asked, but has
notes for every audience; Læsø came too late. One caseworker is not impartial in Esbjerg's case.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from applications.rules.clarification import Question
from applications.rules.notes import Audience
from applications.selectors import clarifications
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.core.periods import day_of
from fsm3.journeys import apply, assess, clarify, handle
from tests.support.life import national_auditor
from tests.support.town import DEADLINE, DECEMBER, OBLIGATIONS, Town, budget

ASKED, ANSWERED, LATE_ANSWER, UNASKED, LATE = "0101", "0155", "0185", "0561", "0825"
PLAN = Question(
    "answers.plan_results", "I skriver, at I følger hver borger tæt. Hvor mange samtaler er der om måneden?"
)
HOURS = Question("budget", "Hvorfor regner I med 3.000 timer i 2022?")
PROMISES = Question("obligations", "Deltager I i undervisningen, der hører til den udvidede model?")
CONTACT = Question("contact", "Er Kirsten Opdigtet stadig jeres kontaktperson?")
NOTES = {
    Audience.TEAM: "Timesatsen ligger højt. Se den efter, når vi vurderer budgettet.",
    Audience.STAFF: "Kommunen ringede den 3. december og spurgte til fristen for svar på deres ansøgning.",
    Audience.MUNICIPALITY: "Tak for jeres ansøgning. Vi vender tilbage, når alle sager er vurderet.",
}
REPLY = "Tre samtaler om måneden det første halve år, derefter to."


def fill_asked() -> None:
    """Live through it, by journeys alone."""
    town = Town().build()
    national_auditor(town)
    for code in (ASKED, ANSWERED, LATE_ANSWER, UNASKED):
        town.sent(code)
    town.sent(LATE, at=DEADLINE + timedelta(seconds=41))
    assess.declare_conflict(town.cases[UNASKED], reason="Opdigtet.", by=town.caseworkers[3], at=DECEMBER)
    town.impartial()
    for role in (Role.APPLICANT, Role.ACCOUNTANT):
        town.joined(f"{role}{ASKED}@kommune.example", town.organisations[ASKED], role)
    _note(town)
    _answered(town)
    _ask(town, LATE_ANSWER, PLAN, days_ago=20)
    asked = _ask(town, ASKED, PLAN, HOURS, days_ago=1)
    by, at = town.signatories[ASKED], clock.now()
    (question, _) = clarifications.of_case(town.cases[ASKED])[0].questions
    clarify.reply(asked, {question.id: REPLY}, by=by, at=at)
    apply.write_budget(town.cases[ASKED], budget(840_000), by=by, at=at)


def _note(town: Town) -> None:
    case, by = town.cases[UNASKED], town.caseworker
    assess.assign(case, caseworker_id=town.caseworkers[1].person, by=by, at=DECEMBER)
    for audience, text in NOTES.items():
        handle.write_note(case, text, audience=audience, by=by, at=DECEMBER)


def _ask(town: Town, code: str, *questions: Question, days_ago: int) -> int:
    at = clock.now() - timedelta(days=days_ago)
    due = day_of(at) + timedelta(days=9)
    return clarify.ask(town.cases[code], questions, due=due, by=town.caseworker, at=at)


def _answered(town: Town) -> None:
    """One answer that changes tasks, and one that only replies."""
    case, by = town.cases[ANSWERED], town.signatories[ANSWERED]
    due = day_of(DECEMBER) + timedelta(days=7)
    first = clarify.ask(case, [PLAN, HOURS, PROMISES], due=due, by=town.caseworker, at=DECEMBER)
    apply.answer(case, {PLAN.task.partition(".")[2]: REPLY}, by=by, at=DECEMBER)
    _, audit = budget()
    lines = [*budget(840_000), replace(audit, number=3, department="Jobcenter")]
    apply.write_budget(case, lines, by=by, at=DECEMBER)
    apply.accept_obligations(case, OBLIGATIONS, by=by, at=DECEMBER)
    texts = {each.id: REPLY for each in clarifications.of_case(case)[0].questions}
    clarify.reply(first, texts, by=by, at=DECEMBER)
    clarify.send_answer(first, by=by, at=DECEMBER + timedelta(days=1))
    later = DECEMBER + timedelta(days=2)
    second = clarify.ask(case, [CONTACT], due=due, by=town.caseworker, at=later)
    (question,) = clarifications.of_case(case)[0].questions
    clarify.reply(second, {question.id: "Ja."}, by=by, at=later)
    clarify.send_answer(second, by=by, at=later)
