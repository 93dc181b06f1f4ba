"""What is asked of the case of Copenhagen, when, and what is written to answer it."""

from __future__ import annotations

from datetime import date, timedelta

from applications.rules.clarification import Question
from fsm3.journeys import apply
from tests.support.town import DECEMBER

DUE = date(2021, 12, 13)
LATER = DECEMBER + timedelta(days=2)
PLAN = Question("answers.plan_results", "Hvor mange samtaler er der om måneden?")
MONEY = Question("budget", "Hvorfor 3.000 timer?")


def write(case, by, text="Vi holder to samtaler om måneden."):
    apply.answer(case, {"plan_results": text}, by=by, at=LATER)
