"""The open pool's caseworkers do not wait: of those that have sent one has been asked and has answered, one is asked still.

The one that has answered also has two files attached. Everything asked, answered and attached is invented.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from applications.rules import clarification
from applications.rules.clarification import Question
from applications.rules.tasks import of_answer
from applications.selectors import cases, clarifications
from fsm3.core.actors import Actor
from fsm3.core.periods import day_of
from fsm3.demo import papers
from fsm3.demo.cast import Applicant
from fsm3.demo.people import applicant as writer_of
from fsm3.demo.people import caseworkers
from fsm3.demo.people import signatory as signatory_of
from fsm3.demo.stage import Stage
from fsm3.demo.words import texts
from fsm3.journeys import apply, assess, attachments, clarify

PLAN = of_answer("plan_workplaces")
FOLLOW_UP = of_answer("follow_up")


def put_on(stage: Stage, sent: tuple[Applicant, ...], now: datetime) -> None:
    """Put on what is asked of the last two of those that have sent; the first is left as it was sent."""
    answers, waits = sent[-2:]
    words = texts("clarifications")
    asked = (Question(PLAN, words["answered"]["plan"]), Question("budget", words["answered"]["budget"]))
    stage.put_on(now - timedelta(days=5), partial(_ask, stage, answers, asked))
    stage.put_on(now - timedelta(days=3), partial(_write, stage, answers))
    stage.put_on(now - timedelta(days=2), partial(_answer, stage, answers))
    still = (Question(PLAN, words["open"]["plan"]), Question(FOLLOW_UP, words["open"]["follow_up"]))
    stage.put_on(now - timedelta(days=1), partial(_ask, stage, waits, still))


def attach_two(case: int, *, by: Actor, at: datetime) -> None:
    """Attach a PDF and a Word document."""
    words = texts("clarifications")
    for make, paper in ((papers.pdf, words["agreement"]), (papers.docx, words["schedule"])):
        attachments.attach(case, make(paper["title"], paper["lines"]), name=paper["name"], by=by, at=at)


def _ask(stage: Stage, applicant: Applicant, questions: tuple[Question, ...], at: datetime) -> None:
    """A caseworker takes the case and asks."""
    case, by = stage.open_cases[applicant.code], stage.actor(caseworkers()[2])
    assess.assign(case, caseworker_id=by.person, by=by, at=at)
    due = clarification.default_due(day_of(at))
    stage.asked[case] = clarify.ask(case, questions, due=due, by=by, at=at)


def _write(stage: Stage, applicant: Applicant, at: datetime) -> None:
    """One question is answered by writing more in the plan, the other by a reply."""
    case, by = stage.open_cases[applicant.code], stage.actor(writer_of(applicant.code))
    words, key = texts("clarifications")["answered"], PLAN.partition(".")[2]
    plan = cases.draft(case).answers[key]
    apply.answer(case, {key: f"{plan}\n\n{words['addition']}"}, by=by, at=at)
    (asked,) = clarifications.of_case(case)
    replies = {each.id: words["reply"] for each in asked.questions if each.task == "budget"}
    clarify.reply(asked.id, replies, by=by, at=at)


def _answer(stage: Stage, applicant: Applicant, at: datetime) -> None:
    case = stage.open_cases[applicant.code]
    clarify.send_answer(stage.asked[case], by=stage.actor(signatory_of(applicant.code)), at=at)
