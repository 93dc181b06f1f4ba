"""What two assessors type on their pages, and what the pages say of a criterion."""

from __future__ import annotations

import re
from datetime import timedelta

from applications.rules.clarification import Question
from fsm3.journeys import apply, assess, clarify
from tests.support.town import CRITERIA, DECEMBER, points

SECRET = "Set af den første alene."
AUTOSAVE = {"X-Requested-With": "autosave"}


def admissible(town, code, **answers) -> int:
    sent: int = town.sent(code, **answers)
    assess.find_admissible(sent, by=town.caseworker, at=DECEMBER)
    town.impartial(code)
    return sent


def place(case, more=""):
    return f"/sager/{case}/vurdering/{more}"


def typed(edition=0, read=1, given=3, reason=SECRET, **more):
    fields = {f"points_{key}": str(given) for key in CRITERIA} | {f"reason_{key}": reason for key in CRITERIA}
    return {"edition": str(edition), "read": str(read), **fields, **more}


def agreed(seen="", given=3, reason="Vi er enige.", **more):
    fields = {f"points_{key}": str(given) for key in CRITERIA} | {f"reason_{key}": reason for key in CRITERIA}
    return {"seen": seen, **fields, **more}


def both(town, case, *, second=3):
    assess.score(case, points(3, SECRET), by=town.caseworkers[0], at=DECEMBER)
    assess.score(case, points(second, "Set af den anden."), by=town.caseworkers[1], at=DECEMBER)


def ask(town, case, *tasks):
    due = DECEMBER.date() + timedelta(days=7)
    questions = [Question(task, "Hvordan?") for task in tasks]
    return clarify.ask(case, questions, due=due, by=town.caseworker, at=DECEMBER)


def answer(town, case, **answers):
    by, later = town.signatories["0101"], DECEMBER + timedelta(days=1)
    asked = ask(town, case, *(f"answers.{key}" for key in answers))
    apply.answer(case, answers, by=by, at=later)
    clarify.send_answer(asked, by=by, at=later)


def beside(page, key):
    """The part of the page about a criterion."""
    return page.split(f'id="criterion-{key}"')[1].split("</section>")[0]


def chosen(page, key):
    """The points that are chosen on a criterion."""
    return re.findall(r'value="(\d)" checked', beside(page, key))
