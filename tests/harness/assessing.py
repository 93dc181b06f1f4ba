"""The world of assessments: a small town whose applications are assessed, each at another place on the way.

Of the first caseworker: Dragør is half written, Læsø is whole and waits to be given, Fanø was written before the municipality
answered; Esbjerg is the second caseworker's alone so far. København is given by both and not agreed on; Tårnby waits for the
first caseworker's confirmation. The fourth is not impartial in København.
"""

from __future__ import annotations

from datetime import timedelta

from applications.rules.assessment import Jotted, Points
from applications.rules.clarification import Question
from fsm3.core.actors import Actor
from fsm3.journeys import apply, assess, clarify
from tests.support.life import national_auditor
from tests.support.town import CRITERIA, DECEMBER, Town, budget, points

TO_AGREE, HALF, TO_CONFIRM, UNTOUCHED, ANSWERED, WHOLE = "0101", "0155", "0185", "0561", "0563", "0825"
CASELOADS = {TO_AGREE: "25", HALF: "19", TO_CONFIRM: "32", UNTOUCHED: "25", ANSWERED: "45", WHOLE: "28"}
FIRST = "Sagsstammen er lav, og kommunen forklarer, hvordan den holdes nede, når nye borgere kommer til."
SECOND = "Tallet er lavt, men planen siger ikke, hvad der sker, når en jobformidler er syg."


def fill_assessing() -> None:
    """Live through it, by journeys alone."""
    town = Town().build()
    national_auditor(town)
    for code, caseload in CASELOADS.items():
        town.sent(code, caseload=caseload)
        assess.find_admissible(town.cases[code], by=town.caseworker, at=DECEMBER)
    first, second, _third, partial = town.caseworkers
    assess.declare_conflict(town.cases[TO_AGREE], reason="Opdigtet.", by=partial, at=DECEMBER)
    _write(
        town, HALF, {"caseload": Jotted(3, FIRST), "embedding": Jotted(2), "results": Jotted(reason=SECOND)}
    )
    _write(town, WHOLE, whole())
    _write(town, ANSWERED, whole())
    _answer(town)
    _give(town, UNTOUCHED, second)
    for code in (TO_AGREE, TO_CONFIRM):
        _give(town, code, first)
        _give(town, code, second, [1, 3, 2, 3, 3, 3])
    assess.enter_agreed(town.cases[TO_CONFIRM], points(3, SECOND), by=second, at=DECEMBER + timedelta(days=1))
    town.impartial()


def whole() -> dict[str, Jotted]:
    """A draft in which nothing is missing."""
    return dict.fromkeys(CRITERIA, Jotted(3, FIRST))


def _write(town: Town, code: str, draft: dict[str, Jotted]) -> None:
    assess.write_draft(town.cases[code], draft, by=town.caseworker, at=DECEMBER)


def _give(town: Town, code: str, by: Actor, given: list[int] | int = 3) -> None:
    scores: dict[str, Points] = points(given, FIRST if given == 3 else SECOND)
    assess.score(town.cases[code], scores, by=by, at=DECEMBER)


def _answer(town: Town) -> None:
    """The municipality is asked, and changes its plan and its budget."""
    case, by = town.cases[ANSWERED], town.signatories[ANSWERED]
    plan = Question("answers.plan_results", "Hvor mange samtaler er der om måneden?")
    money = Question("budget", "Hvorfor regner I med 3.000 timer i 2022?")
    due = DECEMBER.date() + timedelta(days=7)
    asked = clarify.ask(case, [plan, money], due=due, by=town.caseworker, at=DECEMBER)
    later = DECEMBER + timedelta(days=1)
    apply.answer(
        case, {"plan_results": "Tre samtaler om måneden, og løntimer fra den første uge."}, by=by, at=later
    )
    apply.write_budget(case, budget(840_000), by=by, at=later)
    clarify.send_answer(asked, by=by, at=later)
